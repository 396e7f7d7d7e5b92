"""The list as a CSV file: exact, and harmless in any spreadsheet."""

from __future__ import annotations

import csv
import datetime as dt
import io
from itertools import product

from reportwizard.kinds.values import Typed
from reportwizard.ledger.delimited import other_separator
from reportwizard.ledger.totals import MAX_EXPENSES, why_too_large
from reportwizard.ledger.write import escape_formula, read_rows, table_rows, write_csv
from reportwizard.report.expense import Expense
from support.cases import each_case
from support.ledger import KZ, amount, read, spent

LEDGER = (
    Expense(
        dt.date(2025, 3, 2), "Room", "Travel & Events", amount("1234.50 KZT"), receipt="a.pdf", note="=1+1"
    ),
    spent("-20 USD", "+refund", receipt="@x"),
    Expense(Typed("soon"), "Total", amount=Typed("1.234", "KZT"), usd=Typed("3 or 4", "USD")),
    spent("12.500 TND", "-", planned=amount("9.125 USD")),
    Expense(what="'=a; -b", usd=amount("2.50 USD"), planned=amount("1 KZT")),
    Expense(),
)


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_a_list_is_written_with_commas_and_plain_numbers() -> None:
    text = write_csv((spent("1234.50 KZT", "Room, big"), spent("-5 USD")))
    assert text == (
        "No.,Date,What,Category,Amount,Currency,Receipt,Note\r\n"
        '1,,"Room, big",,1234.50,KZT,,\r\n'
        "2,,Bus,,(5),USD,,\r\n"
    )


def test_no_cell_begins_like_a_formula() -> None:
    for row in cells(write_csv(LEDGER)):
        assert [cell for cell in row if cell[:1] in tuple("=+-@\t\r＝＋－＠")] == []


@each_case(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@sum", "'@sum"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("a;=1", "a;'=1"),
        ("a; =1", "a; '=1"),
        ("a=1", "a=1"),
        ("it's", "it's"),
        ("", ""),
    ],
)
def test_a_dangerous_text_gets_an_apostrophe_and_nothing_else_does(text: str, written: str) -> None:
    assert escape_formula(text) == written
    assert read(f"No.,What,Amount\n1,{written},5\n").expenses[0].what == text


def test_a_tab_or_line_end_never_begins_a_cell() -> None:
    assert escape_formula("\t=1").startswith("'")
    assert escape_formula("\r=1").startswith("'")


def test_what_was_written_reads_back_the_same() -> None:
    found = read(write_csv(LEDGER))
    assert found.expenses == LEDGER
    assert found.notes == ()
    assert read(b"\xef\xbb\xbf" + write_csv(LEDGER).encode()).expenses == LEDGER


def test_any_separator_and_decimal_mark_read_back_the_same_and_harmless() -> None:
    ledger = (*LEDGER, spent("5 USD", "a, =1; =2"))
    for separator, decimal in product(",;\t", ".,"):
        text = write_csv(ledger, separator, decimal)
        assert read(text).expenses == ledger, (separator, decimal)
        for parted_at in {separator, other_separator(separator)}:
            for row in csv.reader(io.StringIO(text), delimiter=parted_at):
                assert not any(cell.strip()[:1] in ("=", "+", "@") for cell in row), (separator, row)
    assert "1;2025-03-02;Room;Travel & Events;1234,50;KZT;" in write_csv(LEDGER, ";", ",")


@each_case(("currency", "locale"), [("", "en"), ("XOF", "ar_EG"), ("USD", "de_DE")])
def test_it_reads_back_the_same_in_any_report(currency: str, locale: str) -> None:
    assert read(write_csv(LEDGER), currency, locale).expenses == LEDGER


def test_the_rows_of_a_report_read_back_the_same() -> None:
    header, rows = table_rows(LEDGER)
    assert header[:3] == ("No.", "Date", "What")
    assert rows[0][:6] == ("1", "2 March 2025", "Room", "Travel & Events", "1234.50 KZT", "")
    assert read_rows((header, *rows), KZ) == LEDGER
    amounts = ("1350.5 TND", "1920 TND", "114.7505 TND", "10000 XOF", "7 USD")
    column = [row[header.index("Amount")] for row in table_rows([*map(spent, amounts)])[1]]
    assert column == ["1350.500 TND", "1920.000 TND", "114.7505 TND", "10000 XOF", "7.00 USD"]
    assert read_rows((), KZ) == ()


def test_columns_of_budget_sheets_are_written_only_if_used() -> None:
    assert "Planned" not in table_rows((spent("5 KZT"),))[0]
    assert "Planned" in table_rows(LEDGER)[0]


def test_a_draft_limits_expenses_and_text() -> None:
    assert why_too_large((spent("5 KZT"),) * MAX_EXPENSES) == ""
    assert "10,000 expenses" in why_too_large((spent("5 KZT"),) * (MAX_EXPENSES + 1))
    assert "8 MB" in why_too_large((spent("5 KZT", "ж" * 5_000_000),))
