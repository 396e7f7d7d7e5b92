"""The PDF: what is handed to typst, and what is said where it is not there."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from typing import Any

import pytest
import typst

from reportwizard.errors import ReportWizardError
from reportwizard.exports.registry import export_file
from support.nasty import complete_report, nasty_report


def handed_over(monkeypatch: pytest.MonkeyPatch, answer: str) -> dict[str, Any]:
    """What typst gets of a report with this answer."""
    got: list[dict[str, str]] = []
    compile = typst.compile

    def spy(source: bytes, **options: Any) -> Any:
        got.append(options["sys_inputs"])
        return compile(source, **options)

    monkeypatch.setattr(typst, "compile", spy)
    export_file(complete_report().with_answer("surprises", answer), "pdf", unfinished=True)
    report: dict[str, Any] = json.loads(got[-1]["report"])
    return report


def said(line: dict[str, Any]) -> str:
    return "".join(words for words, _ in line["parts"])


def test_a_report_is_set_and_no_word_of_it_is_markup() -> None:
    report = complete_report().with_answer(
        "surprises", '#panic("x") $x *b* `c` <l> @ref \\u{41} // \n= h\n- ['
    )
    data = export_file(report, "pdf")
    assert data.startswith(b"%PDF-1.")
    assert data == export_file(report, "pdf")
    odd = replace(report, locale="x y;%]-->", form=report.form).with_answer(
        "surprises", f"https://a.org/{'b' * 9000}"
    )
    assert export_file(odd, "pdf").startswith(b"%PDF")
    assert export_file(nasty_report(20), "pdf", unfinished=True).startswith(b"%PDF")


def test_what_is_handed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    report = handed_over(monkeypatch, "* one  two\n\nمرحبا https://example.org/x.\n" + "y" * 200)
    first, title = report["blocks"][:2]
    assert (first["kind"], said(first["lines"][0])) == ("notice", "DRAFT: not finished")
    assert (title["kind"], report["lang"]) == ("title", "pt")
    answers = (one["lines"] for one in report["blocks"] if one["kind"] == "answer")
    lines = next(one for one in answers if "one" in said(one[0]))
    assert said(lines[0]) == "• one \u00a0two"
    assert (lines[1], lines[2]["backwards"]) == ({"backwards": False, "parts": []}, True)
    assert lines[2]["parts"][1] == ["https://example.org/x", "https://example.org/x"]
    assert max(map(len, said(lines[3]).split("\u200b"))) == 60
    tables = [one for one in report["blocks"] if one["kind"] == "table"]
    assert {len(one["weights"]) == len(one["rows"][0]) for one in tables} == {True}
    assert [one["header"] for one in tables] == [False, False, True, True, True]


def test_letters_that_no_font_has_are_named_once_a_script(monkeypatch: pytest.MonkeyPatch) -> None:
    report = handed_over(monkeypatch, "plain é \U0010fffd \U0010fffd")
    told = said(report["blocks"][0]["lines"][0])
    assert told.startswith("No font of this computer has these letters.")
    assert told.endswith("\U0010fffd (U+10FFFD)")
    assert "é" not in told


def test_without_the_library_it_says_how_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(ReportWizardError, match="Print the web page instead"):
        export_file(complete_report(), "pdf")
