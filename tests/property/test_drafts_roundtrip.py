from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from hypothesis import given
from hypothesis import strategies as st

from reportwizard.drafts.format.decode import decode
from reportwizard.drafts.format.encode import encode
from reportwizard.forms.loader import load_form
from reportwizard.kinds.values import Typed
from reportwizard.money.amount import Amount
from reportwizard.report.report import Report
from reportwizard.text import clean_line, clean_text
from support.drafts import NOW

if TYPE_CHECKING:
    from reportwizard.kinds.values import Value

FORM = load_form("rapid-fund-final")

# What TOML, a terminal or a reader from right to left could stumble over, beside any character at all.
NASTY = [
    '"""',
    "'''",
    '"',
    "\\",
    "\\n",
    "\t",
    "\n",
    "\r\n",
    "\0",
    "\x1b[31m",
    "\ud800",
    "\u202e",
    "\u200f",
    "]",
    "#",
]
NASTY += ["🧑🏽‍🌾", "می‌خواهم", "ورشة", "ก็", "e\u0301", "[answers]", " = ", "\ufeff", "\u2028", "\x85"]
pieces = st.one_of(st.sampled_from(NASTY), st.text(st.characters(), max_size=6))
raw_texts = st.lists(pieces, max_size=12).map("".join)
texts = raw_texts.map(clean_text).filter(str.strip)
lines = raw_texts.map(clean_line).filter(bool)
counts = st.integers(0, 10**15 - 1)
amounts = st.decimals(0, 10**12, places=2).flatmap(
    lambda value: st.sampled_from([value, value.quantize(Decimal(1)), value.quantize(Decimal("1.000"))])
)


def keys_of(question_id: str) -> tuple[list[str], list[str]]:
    question = FORM.by_id[question_id]
    return [row.id for row in question.rows], [column.id for column in question.columns]


@st.composite
def fixed_tables(draw: st.DrawFn, question_id: str) -> Value:
    rows, columns = keys_of(question_id)
    cells = {column: lines if column == "comments" else counts for column in columns}
    row = st.fixed_dictionaries({}, optional=cells).filter(bool)
    return cast("Value", draw(st.fixed_dictionaries({}, optional=dict.fromkeys(rows, row))))


@st.composite
def free_rows(draw: st.DrawFn) -> Value:
    columns = keys_of("other_metrics")[1]
    rows = draw(st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(columns, lines)), max_size=4))
    while rows and not rows[-1]:
        rows.pop()
    return tuple(rows)


VALUES: dict[str, st.SearchStrategy[Value]] = {
    "project_title": lines,
    "activities_and_results": texts,
    "surprises": texts,
    "budget_changes": texts,
    "due_date": st.dates(date(1900, 1, 1), date(2060, 12, 31)),
    "amount_awarded": st.builds(Amount, amounts, st.just("USD")),
    "spent_local": st.one_of(
        st.builds(Amount, amounts, st.just("KZT")), lines.map(lambda text: Typed(text, "KZT"))
    ),
    "data_difficulties": st.booleans(),
    "unspent_plan": st.sampled_from([option.id for option in FORM.by_id["unspent_plan"].options]),
    "fund_effects": st.fixed_dictionaries(
        {},
        optional={
            row: st.sampled_from([option.id for option in FORM.by_id["fund_effects"].options])
            for row in keys_of("fund_effects")[0]
        },
    ),
    "people_metrics": fixed_tables("people_metrics"),
    "content_metrics": fixed_tables("content_metrics"),
    "other_metrics": free_rows(),
}


# A report is made inside each test: its form would fill the screen when an example is shown.
answers_given = st.fixed_dictionaries({}, optional=VALUES)


def report_of(answers: dict[str, Value]) -> Report:
    report = Report(FORM, locale="kk_KZ", currency="KZT")
    for question_id, value in answers.items():
        report = report.with_answer(question_id, value)
    return report


def written(report: Report) -> bytes:
    return encode(report, saved_at=NOW, app_version="0.1.0")


@given(answers_given, st.lists(texts, max_size=3))
def test_a_report_survives_a_round_trip(answers: dict[str, Value], unplaced: list[str]) -> None:
    report = replace(report_of(answers), unplaced=tuple(unplaced))
    back = decode(written(report), "camp")
    assert back == report
    # Equal amounts may be written with more or fewer decimals; equal lines may not.
    assert sorted(written(back).splitlines()) == sorted(written(report).splitlines())


@given(raw_texts, raw_texts)
def test_any_text_survives_a_round_trip_cleaned(text: str, other: str) -> None:
    report = Report(FORM).with_answer("surprises", text).with_answer("fund_effects", {other: Typed(text)})
    report = replace(report, unplaced=(text, other), last_question=other)
    back = decode(written(report), "camp")
    assert back.unplaced == (clean_text(text), clean_text(other))
    assert str(back.answers.get("surprises", "")).strip() == clean_text(text).strip()


# What another program or a later version may have put into a draft.
names = st.text(st.characters(codec="utf-8"), max_size=5).map(clean_text)
simple = st.one_of(
    texts, st.booleans(), st.integers(-(2**63), 2**63 - 1), st.dates(), st.decimals(-9, 9, places=3)
)
values = st.recursive(
    simple,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(names, inner, max_size=3)),
    max_leaves=8,
)


@given(
    st.dictionaries(names.map("x-{}".format), values, max_size=4),
    st.dictionaries(names.map("y-{}".format), values, max_size=4),
)
def test_unknown_values_survive_a_round_trip(header: dict[str, object], answers: dict[str, object]) -> None:
    extra: dict[str, object] = {**header, **({"answers": answers} if answers else {})}
    report = Report(FORM, extra=extra)  # type: ignore[arg-type]
    document = tomllib.loads(written(report).decode(), parse_float=Decimal)
    assert {key: document[key] for key in header} == header
    assert document["answers"] == answers
    assert decode(written(report), "camp") == report
