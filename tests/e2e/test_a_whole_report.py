"""A whole report with digits, Tab and text alone, also on a keyboard that types no Latin letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from support.scratch import Scratch
from support.terminal import needs_terminal

if TYPE_CHECKING:
    from pathlib import Path

    from support.terminal import Terminal

pytestmark = needs_terminal

LATIN = "We met three times, and everybody wrote about her own valley in the end."
CYRILLIC = "Мы встречались три раза, и в конце каждая написала о своей долине."
TEXTS = (LATIN, CYRILLIC, LATIN, CYRILLIC, LATIN)

# What stands on the screen before it is typed, and what is typed there; every entry ends with Tab.
PAGES = (
    ("Username", "Yma"),
    ("Organization", "Club"),
    ("Project start", "1/7/2026"), ("Project end", "12/11/2026"), ("Due date", "12/12/2026"),
    ("Fund in US dollars", "2"), ("Amount awarded, USD", "1,850"), ("Amount awarded, local", "6,937.50"),
    ("Grant ID", ""), ("Grant ID", ""), ("Report ID", ""), ("Funding program", ""), ("Application type", ""),
    ("Report status", ""),
    ("1  Activities and results", "TEXT"),
    ("2  Links to your impact", "https://meta.wikimedia.org/wiki/Valleys"),
    ("Materials and resources", "TEXT"),
    ("3  Effects of the fund", "1223456"),
    ("Other effects", ""),
    ("4  What you learned", "TEXT"),
    ("5  Surprises", "TEXT"),
    ("6  Sharing your learnings", "TEXT"),
    ("participants › Target", "40"), ("participants › Result", "46"), ("participants › Comm", "Lists"),
    ("editors › Target", "25"), ("editors › Result", "38"), ("editors › Comm", ""),
    ("organizers › Target", "4"), ("organizers › Result", "5"), ("organizers › Comm", ""),
    ("Wikipedia › Target", "30"), ("Number of created pages", "60"), ("Number of improved pages", "35"),
    *[(f"{name} ›", "") for name in ("Commons", "Commons", "Commons", "Wikidata", "Wikidata", "Wikidata")],
    ("8  Other metrics", ""), *[("Row 1 ›", "")] * 4,
    ("9  Difficulties with data", "2"),
    ("10  Spent, in your currency", "6,900.50"),
    ("11  Spent, in US dollars", "1,840.13"),
    ("12  Financial report", "https://docs.example.org/view/1"),
    ("12.2", ""),
    ("13  Unspent funds", "2"),
    ("14.1  Fund agreement kept", "1"), ("14.2  Laws kept", "1"), ("14.3  Charitable use only", "1"),
    ("15  Recommendations", ""),
)  # fmt: skip


def begin(terminal: Terminal, title: str) -> None:
    """Go from nothing to the first page of a new report."""
    terminal.wait_for("Begin my report")
    terminal.press("enter")
    terminal.wait_for("Project title")
    terminal.type(title)
    terminal.press("enter", "enter")
    terminal.wait_for("all parts")


def write_all(terminal: Terminal) -> None:
    """Type every answer where the cursor is, and go on with Tab, as fast as pages open."""
    texts = iter(TEXTS)
    for place, typed in PAGES:
        terminal.wait_for(place)
        terminal.type(next(texts) if typed == "TEXT" else typed)
        terminal.send("tab")


def test_it_is_written_from_the_first_page_to_the_last(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path)
    with scratch.wizard("--locale", "en_GB") as terminal:
        begin(terminal, "Долины")
        write_all(terminal)
        terminal.wait_for("answers")
        assert "Check" in terminal.text
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    answers: dict[str, Any] = scratch.answers()
    assert [value for value in answers.values() if value in TEXTS] == list(TEXTS)
    assert answers["project_title"] == "Долины"
    assert answers["spent_usd"] == {"amount": "1840.13", "currency": "USD"}
    assert len(answers["fund_effects"]) == 7
    assert answers["people_metrics"]["organizers"] == {"target": 4, "result": 5}
    assert answers["content_metrics"] == {"wikipedia": {"target": 30, "created": 60, "improved": 35}}
    assert [answers[f"complies_with_{what}"] for what in ("agreement", "laws", "tax_code")] == [True] * 3
    (draft,) = scratch.drafts()
    found = scratch.command("list")
    assert draft.stem in found
