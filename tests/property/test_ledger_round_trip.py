"""Any list comes back from the files that are written of it, and its sums are exact."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from reportwizard.drafts.format.decode import decode
from reportwizard.drafts.format.encode import encode
from reportwizard.exports.registry import export_report
from reportwizard.imports.registry import import_text
from reportwizard.kinds.values import Region, Typed
from reportwizard.ledger.read import read_ledger
from reportwizard.ledger.totals import total_in, totals_by_currency
from reportwizard.ledger.write import escape_formula, read_rows, table_rows, write_csv
from reportwizard.money.amount import Amount
from reportwizard.report.expense import COLUMNS, Expense, edit_text, read_cell
from reportwizard.text import clean_line
from support.drafts import NOW
from support.ledger import KZ, a_report

CODES = ["KZT", "USD", "XOF", "TND", "PHP", "ALL", "TRY", "SOS"]
NASTY = [
    "=1+1",
    "-5",
    "+x",
    "@a",
    "'=",
    "''",
    '"',
    ",",
    ";=1",
    "|",
    "\\",
    "Total",
    "No.",
    "(unclear)",
    "{{",
    "</td>",
]
NASTY += [
    "Date",
    "Amount",
    "# x",
    "﹣1",
    "＝1",
    "\u200f",
    "ورشة",
    "e\u0301",
    "🧑🏽‍🌾",
    "—",
    "\t",
    "\n",
    "\r",
    " ",
]
words = (
    st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=4)), max_size=5).map("".join).map(clean_line)
)
numbers = st.decimals(-(10**12), 10**12, places=3).flatmap(
    lambda value: st.sampled_from([value, value.quantize(Decimal(1)), value.quantize(Decimal("0.01"))])
)
amounts = st.builds(Amount, numbers, st.sampled_from(CODES))
typed = st.builds(Typed, words.filter(bool), st.sampled_from(["", "KZT", "USD"]))
figures = st.none() | amounts | typed
expenses = st.builds(
    Expense,
    date=st.none() | st.dates(dt.date(1900, 1, 1), dt.date(2060, 12, 31)) | words.filter(bool).map(Typed),
    what=words,
    category=words,
    amount=figures,
    usd=figures,
    planned=figures,
    receipt=words,
    note=words,
)
ledgers = st.lists(expenses, max_size=5).map(tuple)
regions = st.builds(
    Region, st.sampled_from(["en", "kk_KZ", "ar_EG", "de_DE"]), st.sampled_from(["", "KZT", "TND", "USD"])
)


@given(ledgers, regions)
def test_a_list_comes_back_from_its_csv_file(ledger: tuple[Expense, ...], region: Region) -> None:
    text = write_csv(ledger)
    assert read_ledger(text.encode(), region).expenses == ledger
    marked = b"\xef\xbb\xbf" + text.encode()
    assert read_ledger(marked, region).expenses == ledger


@given(ledgers)
def test_no_cell_of_a_csv_file_can_be_taken_for_a_formula(ledger: tuple[Expense, ...]) -> None:
    for row in csv.reader(io.StringIO(write_csv(ledger), newline="")):
        assert [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


@given(words)
def test_escaping_is_undone_exactly_once(text: str) -> None:
    assert escape_formula(text) == text or escape_formula(text).replace("'", "") == text.replace("'", "")


@given(ledgers, regions)
def test_a_list_comes_back_from_the_rows_of_a_report(ledger: tuple[Expense, ...], region: Region) -> None:
    header, rows = table_rows(ledger)
    assert read_rows((header, *rows), region) == ledger


@given(ledgers.filter(bool), st.sampled_from(["text", "wikitext", "json"]))
def test_a_list_comes_back_from_an_export(ledger: tuple[Expense, ...], fmt: str) -> None:
    assert import_text(export_report(a_report(*ledger), fmt)).report.ledger == ledger


@given(
    ledgers,
    st.dictionaries(st.from_regex("x_[a-z]{1,4}", fullmatch=True), words | st.integers(0, 9), max_size=2),
)
def test_a_list_comes_back_from_its_draft(ledger: tuple[Expense, ...], extra: dict[str, str | int]) -> None:
    report = a_report(*(replace(expense, extra=dict(extra)) for expense in ledger))
    assert decode(encode(report, saved_at=NOW, app_version="0.1.0"), "camp").ledger == report.ledger


@given(expenses)
def test_a_cell_that_was_read_is_edited_without_a_change(expense: Expense) -> None:
    for column in COLUMNS:
        value = getattr(expense, column.id)
        if not isinstance(value, Typed):
            changed, reading = read_cell(expense, column.id, edit_text(expense, column.id, KZ), KZ)
            assert changed == expense
            assert not reading.problems


@given(ledgers, st.randoms())
def test_sums_are_exact_and_know_no_order(ledger: tuple[Expense, ...], random: object) -> None:
    by_hand: dict[str, Decimal] = defaultdict(Decimal)
    for expense in ledger:
        if isinstance(expense.paid, Amount) and not expense.in_kind:
            by_hand[expense.paid.currency] += expense.paid.value
    assert {expense.currency: expense.value for expense in totals_by_currency(ledger)} == by_hand
    shuffled = list(ledger)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert set(totals_by_currency(shuffled)) == set(totals_by_currency(ledger))
    for code in CODES:
        total = total_in(ledger, code)
        left = sum(map(len, total.left_out.values()))
        assert total.amount == total_in(shuffled, code).amount
        assert total.counted + left <= len(ledger)
        if code != "USD":
            assert total.amount.value == by_hand.get(code, 0)
