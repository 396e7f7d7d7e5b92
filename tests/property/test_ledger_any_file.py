"""Whatever bytes a file holds: reading never raises, and what was read can be kept and written."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reportwizard.drafts.format.decode import decode
from reportwizard.drafts.format.encode import encode
from reportwizard.kinds.values import Region
from reportwizard.ledger.read import read_ledger
from reportwizard.ledger.receipts import missing_receipts
from reportwizard.ledger.result import BUDGET_SHEET, STATEMENT, TABLE, LedgerFile
from reportwizard.ledger.totals import offers, variance_text
from reportwizard.ledger.write import write_csv
from reportwizard.report.expense import Expense, expense_from_plain, expense_to_plain
from support.drafts import NOW
from support.ledger import KZ, a_report

HEADS = [
    "Date,What,Amount\n",
    "Дата;Описание;Сумма, тенге;Чек\n",
    "No.\tItem\tAmount (USD)\tCurrency\tReceipt\n",
    "Expense category,Expense item,Unit,Total Cost in Local currency,Final expense in Local Currency\n",
]
PIECES = [
    *(
        ",",
        ";",
        "\t",
        "|",
        "\n",
        "\r\n",
        "\r",
        '"',
        '""',
        "'",
        "=",
        "(",
        ")",
        "-",
        "−",
        ".",
        "12",
        "1.234",
        "12,50",
    ),
    *(
        "1 500",
        "٣٤٥٫٦٧",
        "$",
        "USD",
        "KZT",
        "тг",
        "Total",
        "Subtotal",
        "In kind",
        "2025-01-01",
        "03/04/2025",
        "a.pdf",
    ),
    *(
        "\0",
        "\ufeff",
        "\u202e",
        "\x1b[31m",
        "\u2028",
        "\ud7ff",
        "½",
        "NaN",
        "1e5",
        "١",
        "sep=;",
        "Date",
        "Amount",
        " ",
    ),
]
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=40).map("".join)
encodings = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1251"])
files = st.one_of(
    st.binary(max_size=300),
    st.builds(
        lambda head, text, encoding: (head + text).encode(encoding, "replace"),
        st.sampled_from(["", *HEADS]),
        texts,
        encodings,
    ),
    st.builds(lambda head, data: head.encode() + data, st.sampled_from(HEADS), st.binary(max_size=200)),
)


def check(read: LedgerFile) -> None:
    """What holds for everything that is read."""
    assert bool(read.refusal) == (read.layout == "")
    assert read.layout in ("", TABLE, STATEMENT, BUDGET_SHEET)
    assert len(read.lines) == len(read.expenses)
    assert list(read.lines) == sorted(set(read.lines))
    told = [item.line for item in (*read.money_in, *read.left_out)]
    assert set(told).isdisjoint(read.lines)
    assert all(problem.line >= 1 and problem.message for problem in read.problems)
    for words in (*read.notes, *(problem.message for problem in read.problems)):
        assert words.isprintable() or "\u200f" in words or not words.isascii()


@given(files, st.sampled_from(["", "KZT", "USD", "TND"]), st.sampled_from(["en", "kk_KZ", "ar_EG"]))
def test_any_file_is_read_or_refused_in_words(data: bytes, currency: str, locale: str) -> None:
    check(read_ledger(data, Region(locale, currency)))


@given(files)
def test_what_was_read_can_be_kept_written_and_read_again(data: bytes) -> None:
    ledger = read_ledger(data, Region("en", "KZT")).expenses
    report = a_report(*ledger)
    assert decode(encode(report, saved_at=NOW, app_version="0.1.0"), "camp").ledger == ledger
    assert read_ledger(write_csv(ledger).encode(), Region("en", "KZT")).expenses == ledger
    assert tuple(expense_from_plain(expense_to_plain(expense), KZ) for expense in ledger) == ledger


@given(files)
def test_nothing_that_looks_at_a_list_raises(data: bytes) -> None:
    ledger = read_ledger(data, Region("en", "KZT")).expenses
    offers(a_report(*ledger, amount_awarded="1000", amount_awarded_local="450000"))
    variance_text(ledger, "kk_KZ")
    missing_receipts(ledger, Path("no-such-folder"))


@given(st.binary(max_size=60), st.integers(0, 400))
def test_a_good_list_with_broken_bytes_in_it_is_still_read(broken: bytes, place: int) -> None:
    lines = [f"2025-01-{day:02},Bus {day},{day}.50,a{day}.pdf" for day in range(1, 13)]
    good = ("Date,What,Amount,Receipt\n" + "\n".join(lines)).encode()
    at = min(place + 25, len(good))
    read = read_ledger(good[:at] + broken + good[at:], Region("en", "KZT"))
    check(read)
    assert read.expenses or read.refusal


@given(st.lists(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists), max_size=3))
def test_any_plain_value_becomes_an_expense(values: list[object]) -> None:
    names = ("date", "what", "amount", "usd", "planned", "receipt", "note", "currency")
    plain = dict(zip(names, [*values, *values, *values], strict=False))
    expense = expense_from_plain(plain, KZ)
    assert isinstance(expense, Expense)
    assert expense_from_plain(expense_to_plain(expense), KZ) == expense
