"""The list of expenses as a workbook, opened in the readers of others."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import openpyxl
from python_calamine import CalamineWorkbook

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.exports.expenses import write_xlsx
from reportwizard.kinds.values import Typed
from reportwizard.report.expense import Expense
from support.command_line import CommandLine
from support.ledger import amount, read, spent
from support.small_reports import small_report

ROOM = Expense(dt.date(2025, 3, 2), "Room", "Travel & Events", amount("1234.50 KZT"), receipt="a.pdf")
LEDGER = (
    ROOM,
    spent("-20 USD", "+refund", receipt="@x", note="=1+1"),
    Expense(Typed("soon"), "https://example.org/", amount=Typed("1.234", "KZT"), usd=Typed("3 or 4", "USD")),
    spent("12.5 TND", "-", planned=amount("9.125 USD")),
    Expense(what="'=a; -b", usd=amount("2.5 USD"), planned=amount("1 KZT")),
    spent("12345678901234567890.12 KZT", "too long"),
    spent("5000 JPY", "in yen"),
    Expense(),
)


def test_numbers_are_numbers_days_are_days_and_sums_are_below() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write_xlsx(LEDGER))).active
    assert isinstance(sheet, openpyxl.worksheet.worksheet.Worksheet)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][:7] == ["No.", "Date", "What", "Category", "Amount", "Currency", "In US dollars"]
    assert rows[1][:6] == [1, dt.datetime(2025, 3, 2), "Room", "Travel & Events", 1234.5, "KZT"]
    assert rows[2][4:6] == [-20, "USD"]
    assert rows[6][4] == "12345678901234567890.12 KZT"
    assert (sheet.freeze_panes, sheet["E2"].number_format) == ("A2", "#,##0.00")
    assert sheet["E8"].number_format == "#,##0"
    totals = [row[3:6] for row in rows if row[3] == "Total"]
    assert ["Total", -17.5, "USD"] in totals
    assert [one[2] for one in totals] == ["KZT", "USD", "JPY", "TND"]
    assert not any(cell.data_type == "f" or cell.hyperlink for row in sheet.iter_rows() for cell in row)
    assert write_xlsx(LEDGER) == write_xlsx(LEDGER)


def test_a_workbook_reads_back_the_same() -> None:
    ledger = tuple(one for one in LEDGER if one.what != "too long")
    data = write_xlsx(ledger)
    assert read(data).expenses == ledger
    cells = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert cells[1][1:6] == [dt.date(2025, 3, 2), "Room", "Travel & Events", 1234.5, "KZT"]
    assert read(write_xlsx(())).expenses == ()
    old = CalamineWorkbook.from_filelike(io.BytesIO(write_xlsx((Expense(dt.date(1899, 1, 1), "x"),))))
    assert old.get_sheet_by_index(0).to_python()[1][1] == "1899-01-01"


def test_the_command_writes_a_workbook_or_csv_by_the_name_of_the_file(tmp_path: Path) -> None:
    run = CommandLine(tmp_path)
    DraftFolder(run.drafts).save("camp", small_report())
    run("expenses", "camp", "add", "--what", "Room", "--amount", "1234.50 KES")
    assert run("expenses", "camp", "export", "-o", tmp_path / "a.xlsx").status == 0
    assert (tmp_path / "a.xlsx").read_bytes() == write_xlsx((spent("1234.50 KES", "Room"),))
    assert run("expenses", "camp", "export", "-o", tmp_path / "a", "--to", "xlsx").status == 0
    out = run("expenses", "camp", "export", "--separator", ";", "--decimal", ",").out
    assert out.splitlines()[1] == "1;;Room;;1234,50;KES;;"
    tabs = run("expenses", "camp", "export", "--separator", "tab").out
    assert tabs.splitlines()[1] == "1\t\tRoom\t\t1234.50\tKES\t\t"
    assert read(out).expenses[0].amount == amount("1234.50 KES")
