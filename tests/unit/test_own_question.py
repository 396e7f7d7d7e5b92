"""Our own question is answered like any other, and is no part of the report."""

from __future__ import annotations

import json

from reportwizard.exports.json import show_shape
from reportwizard.exports.registry import EXPORTS, export_file
from reportwizard.imports.docx_file import block_text, read_blocks
from reportwizard.imports.registry import import_file
from reportwizard.kinds.values import Typed
from reportwizard.report.progress import progress
from support.cases import each_case
from support.nasty import complete_report
from support.published_pages import read_page

OWN = "fund_in_usd"


@each_case("name", EXPORTS)
def test_no_export_prints_it_and_all_but_pdf_bring_it_back(name: str) -> None:
    report = complete_report()
    for value in (True, False, Typed("What nobody is to read")):
        exported = export_file(report.with_answer(OWN, value), name)
        text = (
            "\n".join(map(block_text, read_blocks(exported)[0]))
            if name == "docx"
            else exported.decode("utf-8", "replace")
        )
        assert "Is your fund in US dollars" not in text
        assert "nobody is to read" not in text
        if name != "pdf":
            came = import_file(exported, name).report.answers.get(OWN)
            assert came == (None if isinstance(value, Typed) else value)


def test_show_gives_it_and_it_is_not_counted() -> None:
    report = complete_report().with_answer(OWN, False)
    assert json.loads(json.dumps(show_shape(report)))["answers"][OWN] is False
    assert progress(report) == progress(report.with_answer(OWN, None))


def test_it_is_not_looked_for_on_a_page() -> None:
    words = "Is your fund in US dollars? Yes"
    page = f"Rapid Fund Final Report\\nGeneral information\\n- Amount awarded: 1500\\n- {words}\\n"
    assert OWN not in read_page(page, currency="KZT", locale="en").report.answers
