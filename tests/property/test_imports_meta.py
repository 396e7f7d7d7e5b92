"""Whatever is pasted: nothing raises, nothing is lost, and a page gives back what was put into it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from reportwizard.kinds.registry import KINDS
from reportwizard.text import clean_text
from support.published_pages import (
    FORM,
    PageStyle,
    left_over,
    other_programme,
    print_page,
    read_page,
    recognise,
)

PAGES = [
    path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parents[1].glob("golden/pages/*.txt"))
]
TEXTS = [question.id for question in FORM.questions if question.kind == "long_text"]
ROWS = {name: [row.id for row in FORM.by_id[name].rows] for name in ("people_metrics", "content_metrics")}

manners = st.builds(
    PageStyle,
    layout=st.sampled_from(["2022", "2023", "2025"]),
    mark=st.sampled_from(["after", "below", "before", "none"]),
    brackets=st.booleans(),
    bullet=st.sampled_from(["  • ", "- ", ""]),
    table=st.sampled_from(["run-on", "tab", "bar", "open-bar", "line"]),
    required=st.booleans(),
    browser=st.booleans(),
    glued_notice=st.booleans(),
    odd_marks=st.booleans(),
    blanks=st.booleans(),
)
lines = st.sampled_from(
    [
        "1. First, we met.",
        "4. We visited a school",
        "  • a bullet",
        "Part 1: the first day",
        "Number of participants: see 7.",
        "Wikipedia 100",
        "Due date: tomorrow",
        "What is your plan?  Ours is simple.",
        "https://example.org/a_(b)?c=[d]|e#f",
        "Бірінші күн; екінші күн.",
        "شكرا جزيلا.",
        "我们见面了。",
        "‘quoted’ “words”, {{braces}} [[links]] <b>tags</b>",
        "2. 2292.84 USD, 1046956.78",
        "G. Increased everything",
        "\t| a | b |",
    ]
)
texts = st.lists(lines, min_size=1, max_size=4).flatmap(
    lambda chosen: st.sampled_from(["\n", "\n\n"]).map(lambda between: between.join(chosen).strip())
)
counts = st.integers(0, 9999)


@st.composite
def reports(draw: st.DrawFn) -> dict[str, Any]:
    answers: dict[str, Any] = {name: draw(texts) for name in TEXTS}
    answers["learning_questions"] = "Who came? Who stayed?"
    comments = st.sampled_from(["", "two events, 1 dashboard", "a sheet"])
    answers["people_metrics"] = {
        row: [draw(counts), draw(counts), draw(comments)] for row in ROWS["people_metrics"]
    }
    answers["content_metrics"] = {row: [draw(counts) for _ in range(3)] for row in ROWS["content_metrics"]}
    answers["spent_usd"] = f"{draw(counts)}.{draw(st.integers(10, 99))}"
    return answers


@given(reports(), manners)
@example({"surprises": "x"}, PageStyle(layout="2022", mark="before", table="bar"))
def test_a_page_gives_its_answers_back(answers: dict[str, Any], style: PageStyle) -> None:
    printed = {
        name: {row: [str(cell) for cell in cells] for row, cells in value.items()}
        if isinstance(value, dict)
        else value
        for name, value in answers.items()
    }
    page = print_page({"project_title": "A: title/2", "awarded": "900", **printed}, style)
    assert recognise(page) == f"rapid-fund-{style.layout}-page"
    imported = read_page(page, currency="KZT", locale="kk_KZ")
    assert left_over(imported) == ()
    for name, value in answers.items():
        assert plain(imported.report.answers[name]) == expected(name, value)


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {row: dict(cells) for row, cells in value.items()}
    return value if isinstance(value, str) else value.portal()


def expected(name: str, value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    columns = [column.id for column in FORM.by_id[name].columns]
    return {
        row: {column: cell for column, cell in zip(columns, cells, strict=True) if cell != ""}
        for row, cells in value.items()
    }


def everything(text: str) -> str:
    """What an import keeps, as one text."""
    imported = read_page(text, currency="", locale="en")
    form = imported.report.form
    answers = {
        name: KINDS[form.by_id[name].kind].to_plain(value) for name, value in imported.report.answers.items()
    }
    kept = json.dumps([answers, imported.unplaced], ensure_ascii=False, default=str)
    return kept.replace("\\n", "\n").replace("\\t", "\t")


@given(st.text())
@example("\x1b[31m\x00\ud800 word")
@example("nobody knows this form: a, b\n\n1. One")
def test_any_text_is_taken_and_kept(text: str) -> None:
    assert recognise(text) is None
    assert other_programme(text) is None
    kept = everything(text)
    for word in re.findall(r"[^\W\d_]{3,}", clean_text(text)):
        assert word in kept


MARKED = print_page(
    {
        **{
            name: f"answer{name.replace('_', '')} one.\n\nsecond{name.replace('_', '')} two" for name in TEXTS
        },
        "project_title": "titleword",
        "applicant_username": "userword",
        "organization_name": "organizationword",
        "learning_questions": "learningword?",
        "fund_effects_other": "otherword",
        "people_metrics": {row: ["3", "4", f"remark{row}"] for row in ROWS["people_metrics"]},
        "other_metrics": [["nameword", "descriptionword", "5", "6", "toolword"]],
        "data_difficulties": "Yes",
        "has_unspent_funds": "Yes",
    },
    PageStyle(table="tab"),
)
OURS = re.compile(r"\b(?:answer|second|remark)[a-z]+\b|\b[a-z]+word\b")


def test_the_marked_page_holds_its_words() -> None:
    assert len(set(OURS.findall(MARKED))) > 2 * len(TEXTS)
    assert set(OURS.findall(MARKED)) == set(OURS.findall(everything(MARKED)))


@given(st.integers(0, len(MARKED)), st.integers(0, len(MARKED)))
def test_a_cut_page_loses_no_word(one: int, other: int) -> None:
    page = MARKED[min(one, other) : max(one, other)]
    assert set(OURS.findall(page)) <= set(OURS.findall(everything(page)))


@given(st.permutations(MARKED.splitlines()))
def test_shuffled_lines_lose_no_word(shuffled: list[str]) -> None:
    page = "\n".join(shuffled)
    assert set(OURS.findall(page)) == set(OURS.findall(everything(page)))


@given(st.sampled_from(PAGES), st.data())
def test_pages_with_a_hole(page: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(page)))
    end = data.draw(st.integers(start, len(page)))
    filling = data.draw(st.text(max_size=20))
    text = page[:start] + filling + page[end:]
    recognise(text)
    imported = read_page(text, currency="", locale="en")
    assert imported.placed == len(imported.report.answers)
