"""Invented pages in every layout, and what they say, answer by answer."""

from __future__ import annotations

import json
from pathlib import Path

from reportwizard.kinds.registry import KINDS
from support.cases import each_case
from support.published_pages import read_page, recognise

PAGES = Path(__file__).parent / "pages"
NAMES = sorted(path.stem for path in PAGES.glob("*.txt"))


def test_every_layout_has_pages() -> None:
    assert {name[:4] for name in NAMES} == {"2022", "2023", "2025"}
    assert {path.stem for path in PAGES.glob("*.json")} == set(NAMES)


@each_case("name", NAMES)
def test_the_answers_of_a_page(name: str) -> None:
    text = PAGES.joinpath(f"{name}.txt").read_text(encoding="utf-8")
    wanted = json.loads(PAGES.joinpath(f"{name}.json").read_text(encoding="utf-8"))
    assert recognise(text) == wanted["recognised"]
    imported = read_page(text, **wanted["given"])
    report = imported.report
    answers = {
        key: KINDS[report.form.by_id[key].kind].to_plain(value) for key, value in report.answers.items()
    }
    assert json.loads(json.dumps(answers, default=str)) == wanted["answers"]
    assert list(imported.unplaced) == wanted["unplaced"]
    assert report.unplaced == imported.unplaced
    assert imported.placed == len(wanted["answers"])
    assert (imported.recognised, report.currency) == (wanted["recognised"], wanted["currency"])
    assert report.locale == wanted["given"]["locale"]
