"""What goes out comes back: an import of our own export gives the same answers, whatever stands in them."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportwizard.exports.registry import export_file
from reportwizard.forms.external import name_file
from reportwizard.forms.loader import load_form
from reportwizard.imports.registry import import_file
from reportwizard.kinds.registry import KINDS
from reportwizard.kinds.values import Typed
from reportwizard.report.report import Report
from reportwizard.report.text_layout import read_row, write_rows
from reportwizard.report.written import headings, help_lines
from reportwizard.text import clean_text
from support.cases import each_case
from support.nasty import FORM, NASTY_LINES, NASTY_TEXTS, complete_report, nasty_report

if TYPE_CHECKING:
    from pathlib import Path

    from reportwizard.forms.form import Question

form = load_form(FORM)
FORMATS = ("text", "wikitext", "markdown", "html", "json", "docx")

_OF_THE_FORM = sorted(
    {*headings(form), *(line for question in form.questions for line in help_lines(question))}
)
_line = st.one_of(
    st.sampled_from(NASTY_LINES),
    st.sampled_from(_OF_THE_FORM),
    st.builds("{}{}".format, st.sampled_from(["\\", "\\\\", " ", "> ", "| "]), st.sampled_from(_OF_THE_FORM)),
    st.text(alphabet="|\\n\n \t'[]{}<>&;#*:=-~_!/hts.(),\u0338\u00a0", max_size=12),
    st.text(max_size=20),
)
_text = st.lists(_line, max_size=6).map("\n".join)
_typed = st.builds(lambda text: {"typed": text}, _text)
_number = st.from_regex(r"[0-9]{1,15}(\.[0-9]{1,6})?", fullmatch=True)
_money = st.fixed_dictionaries({"amount": _number, "currency": st.sampled_from(["USD", "KZT", "XOF", "TND"])})


def _plain(question: Question) -> st.SearchStrategy[Any]:
    """Anything that a draft may hold for a question."""
    option = st.sampled_from([option.id for option in question.options]) if question.options else _text
    cells = st.dictionaries(
        st.sampled_from([*(column.id for column in question.columns), "a column of long ago"]),
        st.one_of(st.integers(0, 10**9), _text, _typed),
        max_size=4,
    )
    row = st.sampled_from([*(row.id for row in question.rows), "a row of long ago"])
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "text": _text,
        "long_text": _text,
        "yes_no": st.booleans() | _typed,
        "choice": option | _typed,
        "money": _money | _typed | _text,
        "count": st.integers(0, 10**12) | _typed,
        "date": st.dates(date(1900, 1, 1), date(2060, 12, 31)) | _typed,
        "agreement": st.dictionaries(row, option | _typed) | _typed,
        "table": (st.dictionaries(row, cells, max_size=4) if question.rows else st.lists(cells, max_size=4))
        | _typed,
    }
    return kinds[question.kind]


@st.composite
def _reports(draw: st.DrawFn) -> Report:
    currency = draw(st.sampled_from(["", "KZT", "XOF"]))
    report = Report(
        form, locale=draw(st.sampled_from(["en", "kk_KZ", "ar_EG", "x y;%]-->"])), currency=currency
    )
    for question in draw(st.lists(st.sampled_from(form.questions), unique=True, max_size=12)):
        value = KINDS[question.kind].from_plain(draw(_plain(question)), question, report.region)
        report = report.with_answer(question.id, value)
    return report


def _exported_answers(report: Report) -> dict[str, object]:
    own = {one.id for one in form.questions if one.own}
    asked = {question.id for question in report.questions()}
    return {
        key: value
        for key, value in report.answers.items()
        if key in asked and not (key in own and isinstance(value, Typed))
    }


def _check(report: Report, fmt: str, *, unfinished: bool = False) -> None:
    exported = export_file(report, fmt, unfinished=unfinished)
    imported = import_file(exported, fmt)
    assert imported.recognised == f"reportwizard-{fmt}"
    assert dict(imported.report.answers) == _exported_answers(report)
    assert (imported.report.locale, imported.report.currency) == (report.locale, report.currency)
    assert imported.placed == len(imported.report.answers)
    assert imported.unplaced == imported.report.unplaced == (report.unplaced if fmt == "json" else ())
    assert export_file(imported.report, fmt, unfinished=unfinished) == exported


@pytest.mark.parametrize("fmt", FORMATS[:-1])
@settings(max_examples=12)
@given(report=_reports(), unfinished=st.booleans())
def test_every_answer_comes_back(fmt: str, report: Report, unfinished: bool) -> None:
    _check(report, fmt, unfinished=unfinished)


@settings(max_examples=6)
@given(report=_reports(), unfinished=st.booleans())
def test_every_answer_comes_back_from_a_document(report: Report, unfinished: bool) -> None:
    _check(report, "docx", unfinished=unfinished)


@pytest.mark.parametrize("fmt", FORMATS[:-1])
@settings(max_examples=12)
@given(text=_text.map(clean_text))
def test_every_text_comes_back(fmt: str, text: str) -> None:
    report = Report(form, currency="KZT")
    for question in form.questions:
        if question.kind == "long_text":
            report = report.with_answer(question.id, text)
    _check(report.with_answer("data_difficulties", True).with_answer("has_unspent_funds", True), fmt)


@each_case("fmt", FORMATS)
def test_a_complete_report_comes_back(fmt: str) -> None:
    _check(complete_report(), fmt)


@each_case(
    ("fmt", "seed"), [*product(FORMATS[:-1], range(0, len(NASTY_TEXTS), 14)), ("docx", 0), ("docx", 17)]
)
def test_the_nastiest_report_comes_back(fmt: str, seed: int) -> None:
    report = nasty_report(seed)
    for question in form.questions:
        kind = KINDS[question.kind]
        stored = kind.to_plain(report.answers[question.id])
        report = report.with_answer(question.id, kind.from_plain(stored, question, report.region))
    _check(Report(form, report.answers, report.locale, report.currency), fmt)


@settings(max_examples=12)
@given(st.integers(1, 4).flatmap(lambda width: st.lists(st.tuples(*[_text] * width), min_size=1, max_size=4)))
def test_rows_of_any_cells_come_back(rows: list[tuple[str, ...]]) -> None:
    lines = write_rows(rows)
    assert all("\n" not in line for line in lines)
    assert [tuple(read_row(line)) for line in lines] == rows


ALIKE = """
id = "two-of-a-kind"
version = "1"
title = "Two of a kind"
report_type = "Final"
attribution = "Ours."
[[parts]]
id = "only"
title = "Comments"
[[parts.questions]]
id = "first"
wording = "Comments"
kind = "long_text"
[[parts.questions]]
id = "second"
wording = "Comments"
kind = "long_text"
[[parts.questions]]
id = "sums"
wording = "Sums"
kind = "table"
rows = [{ id = "a", label = "Row" }, { id = "b", label = "Row" }]
columns = [{ id = "x", label = "Sum", kind = "count" }, { id = "y", label = "Sum", kind = "count" }]
"""


def test_questions_rows_and_columns_of_one_name_are_distinguished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportwizard.forms.locations.NAMED", [])
    tmp_path.joinpath("form.toml").write_text(ALIKE, encoding="utf-8")
    alike = name_file(str(tmp_path))
    cells = {"a": {"x": 1, "y": 2}, "b": {"y": 3}}
    report = Report(alike, {"first": "1\nComments", "second": "2", "sums": cells}, currency="KZT")
    for fmt in FORMATS:
        _check(report, fmt)
