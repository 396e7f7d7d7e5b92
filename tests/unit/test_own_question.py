"""Our own question is answered like any other, and is no part of the report."""

from __future__ import annotations

import json

from reportwizard.exports.document import build_document
from reportwizard.exports.json import show_shape
from reportwizard.exports.registry import EXPORTS
from reportwizard.report.progress import progress
from support.cases import each_case
from support.nasty import complete_report
from support.published_pages import read_page

OWN = "fund_in_usd"


@each_case("name", EXPORTS)
def test_no_export_prints_it(name: str) -> None:
    report = complete_report().with_answer(OWN, True)
    without = complete_report().with_answer(OWN, None)
    rendered = EXPORTS[name].render(build_document(report))
    assert rendered == EXPORTS[name].render(build_document(without))
    assert "Is your fund in US dollars" not in str(rendered)


def test_show_gives_it_and_it_is_not_counted() -> None:
    report = complete_report().with_answer(OWN, False)
    assert json.loads(json.dumps(show_shape(report)))["answers"][OWN] is False
    assert progress(report) == progress(report.with_answer(OWN, None))


def test_it_is_not_looked_for_on_a_page() -> None:
    words = "Is your fund in US dollars? Yes"
    page = f"Rapid Fund Final Report\\nGeneral information\\n- Amount awarded: 1500\\n- {words}\\n"
    assert OWN not in read_page(page, currency="KZT", locale="en").report.answers
