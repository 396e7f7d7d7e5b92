"""Lists of banks, wallets and hand-made sheets: what went out, what came in, what is left out."""

from __future__ import annotations

import datetime as dt
import tomllib
import zipfile
from decimal import Decimal
from html import escape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import xlwt
from openpyxl import Workbook

from reportwizard.kinds.values import Region
from reportwizard.ledger.read import read_ledger
from reportwizard.ledger.result import Options, problem_lines
from reportwizard.money.amount import Amount
from support.cases import each_case

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportwizard.ledger.result import LedgerFile

CASES = Path(__file__).parents[2].parent / "shared" / "cases" / "expenses"
LISTS = tomllib.loads((Path(__file__).parents[1] / "golden" / "ledger" / "lists.toml").read_text("utf-8"))[
    "list"
]


def spent(read: LedgerFile) -> dict[str, Decimal]:
    """What a list adds up to, by currency."""
    found: dict[str, Decimal] = {}
    for expense in read.expenses:
        if isinstance(expense.paid, Amount):
            found[expense.paid.currency] = found.get(expense.paid.currency, Decimal(0)) + expense.paid.value
    return found


def came(read: LedgerFile) -> Decimal:
    """What came in."""
    return sum((line.amount.value for line in read.money_in if line.amount), Decimal(0))


def test_money_out_and_money_in_of_each_list() -> None:
    wrong = {item["name"]: found for item in LISTS if (found := list(faults(item)))}
    assert wrong == {}
    assert len(LISTS) > 100


def faults(one: dict[str, Any]) -> list[str]:
    """What is wrong with how a list is read."""
    currency, locale = one["as"].split()
    read = read_ledger(one["text"].encode(one.get("encoding", "utf-8")), Region(locale, currency))
    asked = read.unanswered.text if read.unanswered else ""
    if one.get("asks"):
        return [] if one["asks"] in asked else [f"asked: {asked}"]
    said = [*problem_lines(read), *(question.text for question in read.questions)]
    found: list[object] = [asked, read.refusal, spent(read), came(read), len(read.left_out)]
    pairs = ((currency, "out"), ("USD", "dollars"))
    money = {code: Decimal(one[name]) for code, name in pairs if name in one}
    wanted: list[object] = ["", "", money, Decimal(one.get("in", "0")), one.get("left_out", 0)]
    wrong = [f"{is_so}, not {right}" for is_so, right in zip(found, wanted, strict=True) if is_so != right]
    wrong += [
        f"line without a day or words: {each}" for each in read.expenses if not (each.date and each.what)
    ]
    if one.get("says"):
        return wrong + [f"said: {said}"] * (
            one["says"] not in said and not any(one["says"] in s for s in said)
        )
    return wrong + [problem.message for problem in read.problems]


@pytest.mark.skipif(not CASES.is_dir(), reason="the collection of lists is not here")
def test_lists_that_were_once_read_wrongly() -> None:
    wanted: dict[str, tuple[str, str, dict[str, str], str]] = {
        "cumul.csv": ("EUR", "en_IE", {"EUR": "1250"}, "0"),
        "dkb.csv": ("EUR", "de_DE", {"EUR": "1326.38"}, "1488.69"),
        "dt2.csv": ("EUR", "en_IE", {"EUR": "25"}, "0"),
        "es.csv": ("EUR", "es_ES", {"EUR": "1012.50"}, "0"),
        "min2.csv": ("NGN", "en_NG", {"NGN": "1000"}, "0"),
        "min3.csv": ("EUR", "en_IE", {"EUR": "1000"}, "0"),
        "multi.csv": ("EUR", "en_IE", {"EUR": "100", "USD": "22"}, "0"),
        "neg1000.csv": ("EUR", "de_DE", {"EUR": "1012.50"}, "1000"),
        "nubank.csv": ("BRL", "pt_BR", {"BRL": "1012.50"}, "0"),
        "pl1250.csv": ("PLN", "pl_PL", {"PLN": "1012.50"}, "0"),
        "sber.csv": ("RUB", "ru_RU", {"RUB": "11250"}, "0"),
        "serial.csv": ("EUR", "en_IE", {"EUR": "1013"}, "0"),
        "th.csv": ("THB", "th_TH", {"THB": "11250"}, "0"),
        "trailtotal.csv": ("EUR", "en_IE", {"EUR": "150"}, "0"),
        "two-columns-inr.csv": ("INR", "en_IN", {"INR": "120000"}, "200000"),
        "vd2.csv": ("GBP", "en_GB", {"GBP": "1000"}, "0"),
        "zh.csv": ("CNY", "zh_CN", {"CNY": "1012.50"}, "0"),
    }
    found = {}
    for name, (currency, locale, _, _) in wanted.items():
        read = read_ledger((CASES / name).read_bytes(), Region(locale, currency))
        found[name] = (spent(read), came(read), read.unanswered)
    assert found == {
        name: ({code: Decimal(value) for code, value in out.items()}, Decimal(money_in), None)
        for name, (_, _, out, money_in) in wanted.items()
    }
    asked = read_ledger((CASES / "point-thousands.csv").read_bytes(), Region("es_PE", "PEN"))
    assert asked.unanswered
    assert "Line 3 says 1.500." in asked.unanswered.text
    assert {path.name for path in CASES.iterdir()} == {*wanted, "point-thousands.csv"}


# --- workbooks ----------------------------------------------------------------------------------------------

Sheets = dict[str, "Sequence[Sequence[object]]"]

BANK: Sequence[Sequence[object]] = (
    ["Date", "What", "Debit", "Credit"],
    [dt.date(2024, 5, 13), "Hall", 1250.5, None],
    [dt.date(2024, 5, 14), "Tea", 20, None],
    [dt.date(2024, 5, 15), "Grant", None, 5000],
)
OTHER: Sequence[Sequence[object]] = (["Name", "Town"], ["A", "B"])


def xlsx(sheets: Sheets) -> bytes:
    """A workbook as Excel writes it today."""
    book, data = Workbook(), BytesIO()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(data)
    return data.getvalue()


def xls(sheets: Sheets) -> bytes:
    """A workbook as Excel wrote it until 2003."""
    book, data = xlwt.Workbook(), BytesIO()
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                style = day if isinstance(cell, dt.date) else xlwt.Style.default_style
                sheet.write(at, column, cell, style)
    book.save(data)
    return data.getvalue()


_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"


def ods(sheets: Sheets) -> bytes:
    """A workbook as LibreOffice writes it."""
    office, table, text = (f'xmlns:{name}="{_OASIS}{name}:1.0"' for name in ("office", "table", "text"))
    body = "".join(
        f'<table:table table:name="{name}">'
        + "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
        + "</table:table>"
        for name, rows in sheets.items()
    )
    content = (
        f"<office:document-content {office} {table} {text}><office:body><office:spreadsheet>{body}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{_OASIS}manifest:1.0"/>')
        archive.writestr("content.xml", content)
    return data.getvalue()


def _ods_cell(value: object) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, dt.date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value}"/>'
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    if isinstance(value, tuple):
        money = 'office:currency="{1}" office:value="{0}"'.format(*value)
        return f'<table:table-cell office:value-type="currency" {money}/>'
    words = escape(str(value))
    return f'<table:table-cell office:value-type="string"><text:p>{words}</text:p></table:table-cell>'


@each_case("write", [xlsx, xls, ods])
def test_a_workbook_has_days_numbers_and_several_sheets(write: Any) -> None:
    data = write({"People": OTHER, "May": BANK, "June": (*BANK[:1], [dt.date(2024, 6, 1), "Bus", 30, None])})
    read = read_ledger(data, Region("de_DE", "EUR"))
    assert [(expense.date, expense.what, expense.paid) for expense in read.expenses] == [
        (dt.date(2024, 5, 13), "Hall", Amount(Decimal("1250.5"), "EUR")),
        (dt.date(2024, 5, 14), "Tea", Amount(Decimal(20), "EUR")),
    ]
    assert (came(read), read.sheet, read.sheets) == (Decimal(5000), "May", ("People", "June"))
    june = read_ledger(data, Region("de_DE", "EUR"), Options(sheet="june"))
    assert (spent(june), june.sheet) == ({"EUR": Decimal(30)}, "June")
    wrong = read_ledger(data, Region("de_DE", "EUR"), Options(sheet="July"))
    assert wrong.refusal == "There is no sheet “July” in this file. It has “People”, “May”, “June”."


@each_case(
    ("first", "second", "first_year"),
    [
        ("Income", "Expenses", 2024),
        ("Einnahmen", "Ausgaben", 2024),
        ("Plan", "Spent", 2024),
        ("Budget", "Sheet2", 2024),
        ("2023", "2024", 2023),
        ("Expenses 2023", "Sheet2", 2023),
    ],
)
def test_the_likely_sheet_comes_first(first: str, second: str, first_year: int) -> None:
    def rows(year: int, cost: int) -> Sequence[Sequence[object]]:
        return (["Date", "What", "Amount"], [dt.date(year, 5, 13), "Hall", cost])

    data = xlsx({first: rows(first_year, 1), second: rows(2024, 2)})
    project = Region("de_DE", "EUR", first=dt.date(2024, 5, 1), last=dt.date(2024, 6, 30))
    read = read_ledger(data, project)
    assert (read.sheet, read.sheets, spent(read)) == (second, (first,), {"EUR": Decimal(2)})


def test_the_currency_in_which_a_spreadsheet_shows_a_number_counts() -> None:
    book, data = Workbook(), BytesIO()
    sheet = book.worksheets[0]
    sheet.append(["", "Date", "What", "Amount"])
    formats = (
        "General",
        "[$₸-43F]#,##0.00",
        '#,##0.00" USD"',
        "#,##0.00\\ [$€-407]",
        '0" pcs"',
        "[$$-409]#,##0",
    )
    for at, shown in enumerate(formats, 2):
        sheet.append(["", dt.date(2024, 5, at), "Tea", at])
        sheet[f"D{at}"].number_format = shown
    book.save(data)
    read = read_ledger(data.getvalue(), Region("kk_KZ", "KZT"))
    assert [str(expense.paid) for expense in read.expenses] == [
        *("2 KZT", "3 KZT", "4 USD", "5 EUR", "6 KZT", "7 USD"),
    ]
    cells: tuple[object, ...] = (5, (15.99, "USD"))
    rows: Sequence[Sequence[object]] = [["Date", "What", "Amount"]]
    rows = [*rows, *([dt.date(2024, 5, 1), "Tea", cell] for cell in cells)]
    read = read_ledger(ods({"May": rows}), Region("kk_KZ", "KZT"))
    assert spent(read) == {"KZT": Decimal(5), "USD": Decimal("15.99")}


def test_a_hidden_line_is_read_and_named() -> None:
    book, data = Workbook(), BytesIO()
    sheet = book.worksheets[0]
    for row in BANK:
        sheet.append(row)
    sheet.row_dimensions[3].hidden = sheet.row_dimensions[9].hidden = True
    book.save(data)
    read = read_ledger(data.getvalue(), Region("de_DE", "EUR"))
    assert (spent(read), read.notes) == (
        {"EUR": Decimal("1270.5")},
        ("Hidden in the sheet, and read too: line 3.",),
    )


def test_a_number_of_a_spreadsheet_is_never_asked_about() -> None:
    rows = (
        ["Date", "What", "Amount"],
        [dt.date(2024, 5, 13), "Hall", 1.5],
        [dt.date(2024, 5, 14), "Fee", 1.234],
    )
    read = read_ledger(xlsx({"May": rows}), Region("de_DE", "EUR"))
    assert read.unanswered is None
    assert spent(read) == {"EUR": Decimal("2.734")}


def test_a_long_list_is_read_like_a_short_one() -> None:
    lines = [f"{1 + at % 28} May 2024,a{at},5,,{10_000 - 5 * at}" for at in range(300)]
    read = read_ledger(
        "\n".join(["Date,What,Aa,Bb,Cc", "1 May 2024,b,,3,10005", *lines]).encode(), Region("en_IE", "EUR")
    )
    assert (spent(read), came(read), read.unanswered) == ({"EUR": Decimal(1500)}, Decimal(3), None)


def test_lines_below_the_last_day_are_counted_and_named() -> None:
    lines = (
        "Date,What,Paid",
        "13 May 2024,Hall,100",
        ",Cab,7",
        "14 May 2024,Tea,25",
        "15 May 2024,Bus,5",
        ",Left,859.50",
    )
    text = "\n".join(lines)
    read = read_ledger(text.encode(), Region("en_IE", "EUR"))
    assert spent(read) == {"EUR": Decimal("996.50")}
    assert [(problem.line, problem.message[:25]) for problem in read.problems] == [
        (6, "This line has no day, unl")
    ]
