"""`reportwizard ledger DRAFT …`."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator
from openpyxl import Workbook

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.ledger import totals
from support.command_line import CommandLine
from support.ledger import amount

if TYPE_CHECKING:
    from reportwizard.report.report import Report

SCHEMA = Path(__file__).parents[2] / "docs" / "schemas" / "ledger.json"
GOLDEN = Path(__file__).parents[1] / "golden" / "ledger"
LIST = "Date,What,Amount,Receipt\n2025-03-02,Room,1234.50,a.pdf\n2025-03-03,Bus,12..5,\nTotal,,1234.50,\n"


@pytest.fixture
def run(tmp_path: Path) -> CommandLine:
    """A folder with one draft, named `almaty`, and a file with two expenses."""
    run = CommandLine(tmp_path)
    run.new("almaty", "--set", "spent_local=1 000", "--set", "amount_awarded=5")
    (tmp_path / "list.csv").write_text(LIST, "utf-8")
    return run


def kept(run: CommandLine) -> Report:
    return DraftFolder(run.drafts).load("almaty")


def test_a_file_is_read_into_the_draft_and_its_problems_are_reported(
    run: CommandLine, tmp_path: Path
) -> None:
    ran = run("ledger", "almaty", "import", tmp_path / "list.csv")
    assert (ran.status, ran.out) == (0, "2 expenses, money out: 1\xa0234,50 KZT.\n")
    assert "Line 3, Amount: “12..5” has two marks side by side." in ran.err
    assert "Left out, because they are totals: line 4." in ran.err
    assert "Line 2: a.pdf is not beside the list." in ran.err
    assert [expense.what for expense in kept(run).ledger] == ["Room", "Bus"]
    assert str(kept(run).answers["spent_local"]) == "1000 KZT"


def test_a_list_that_is_there_is_never_overwritten_unasked(run: CommandLine, tmp_path: Path) -> None:
    run("ledger", "almaty", "import", tmp_path / "list.csv")
    again = run("ledger", "almaty", "import", tmp_path / "list.csv")
    assert again.status == 2
    assert "--append" in again.err
    assert run("ledger", "almaty", "import", tmp_path / "list.csv", "--append").status == 0
    assert len(kept(run).ledger) == 4
    assert run("ledger", "almaty", "import", tmp_path / "list.csv", "--replace").status == 0
    assert len(kept(run).ledger) == 2
    assert run("ledger", "almaty", "import", tmp_path / "list.csv", "--replace", "--append").status == 2


def test_a_file_that_is_no_list_changes_nothing(run: CommandLine) -> None:
    ran = run("ledger", "almaty", "import", "-", stdin=b"%PDF-1.4")
    assert ran.status == 2
    assert "standard input: This is a PDF file" in ran.err
    assert run("ledger", "almaty", "import", "missing.csv").status == 2
    assert kept(run).ledger == ()


def test_more_than_a_draft_can_hold_is_refused(run: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(totals, "MAX_EXPENSES", 1)
    ran = run("ledger", "almaty", "import", "-", stdin=LIST)
    assert ran.status == 2
    assert "A draft keeps at most 1 expenses" in ran.err
    assert kept(run).ledger == ()


def test_the_decimal_mark_of_a_file_may_be_said(run: CommandLine) -> None:
    text = 'Date,What,Amount\n2025-03-02,Room,"1,500"\n'
    asked = run("ledger", "almaty", "import", "-", stdin=text)
    assert (asked.status, kept(run).ledger) == (2, ())
    assert "Line 2 says 1,500." in asked.err
    assert "--decimal ,: read 1,500 as 1,50 KZT" in asked.err
    run("ledger", "almaty", "import", "-", "--replace", "--decimal", ".", stdin=text)
    assert kept(run).ledger[0].amount == amount("1500 KZT")


def test_the_list_is_shown_with_its_totals(run: CommandLine, tmp_path: Path) -> None:
    assert "There are no expenses yet" in run("ledger", "almaty").err
    run("ledger", "almaty", "import", tmp_path / "list.csv")
    shown = run("ledger", "almaty").out
    assert shown == run("ledger", "almaty", "show").out
    plain = shown.replace("\u00a0", " ").replace("\u202f", " ")
    assert "| 1   | 2 March 2025 | Room" in plain
    assert "Total: 1 234,50 KZT" in plain
    assert "your answer is" in shown


def test_an_expense_is_added_from_what_is_typed(run: CommandLine) -> None:
    ran = run("ledger", "almaty", "add", "--what", "Bus", "--amount", "1 500,50", "--date", "3 March 2025")
    assert (ran.status, ran.out) == (0, "1\n")
    ran = run("ledger", "almaty", "add", "--amount", "-20", "--currency", "usd", "--receipt", "a.pdf")
    assert ran.out == "2\n"
    assert [expense.amount for expense in kept(run).ledger] == [amount("1500.50 KZT"), amount("-20 USD")]


def test_what_cannot_be_read_is_not_added_and_what_has_two_readings_is_asked(run: CommandLine) -> None:
    refused = run("ledger", "almaty", "add", "--amount", "much", "--date", "soon")
    assert refused.status == 2
    assert "amount: “much” has none of the digits" in refused.err
    assert "Nothing was added." in refused.err
    asked = run("ledger", "almaty", "add", "--amount", "1650.000")
    assert asked.status == 0
    assert "It may be 1 650 000,00 KZT or 1 650,00 KZT. Kept as typed." in asked.err.replace("\u00a0", " ")
    assert getattr(kept(run).ledger[0].amount, "text", "") == "1650.000"


def test_the_list_goes_out_as_csv_and_comes_back(run: CommandLine, tmp_path: Path) -> None:
    run("ledger", "almaty", "import", tmp_path / "list.csv")
    before = kept(run).ledger
    target = tmp_path / "out.csv"
    assert run("ledger", "almaty", "export", "-o", target).status == 0
    assert target.read_bytes().startswith(b"\xef\xbb\xbfNo.,Date,")
    assert run("ledger", "almaty", "export", "-o", target).status == 2
    assert run("ledger", "almaty", "export", "-o", target, "--force").status == 0
    (tmp_path / "a.pdf").touch()
    assert run("ledger", "almaty", "import", target, "--replace").err == ""
    assert kept(run).ledger == before
    assert run("ledger", "almaty", "export").out.startswith("No.,Date,")


def test_a_check_looks_for_receipts_beside_the_draft(run: CommandLine, tmp_path: Path) -> None:
    run("ledger", "almaty", "import", tmp_path / "list.csv")
    assert "Expense 1: a.pdf is not in" in run("ledger", "almaty", "check").out
    (run.drafts / "a.pdf").touch()
    ran = run("ledger", "almaty", "check")
    assert ran.status == 0
    assert "a.pdf" not in ran.out
    assert "warning  Expense 2 was not read." in ran.out


def test_a_list_without_problems_says_so(run: CommandLine) -> None:
    run("ledger", "almaty", "add", "--amount", "1000", "--receipt", "12")
    assert run("ledger", "almaty", "check").out.startswith("Nothing to fix in the list.\n")
    run("ledger", "almaty", "add", "--amount", "500", "--what", "Hall", "--category", "In-kind")
    run("ledger", "almaty", "add", "--amount", "20", "--what", "Tea")
    assert "missing  No receipt is named for expense 3.\n" in run("ledger", "almaty", "check").out
    assert run("ledger", "almaty", "check", "--json").json["without_receipt"] == [3]


def test_a_budget_sheet_gives_the_text_for_question_12_2(run: CommandLine) -> None:
    run("ledger", "almaty", "import", GOLDEN / "sheet-mnt.csv")
    ran = run("ledger", "almaty", "check")
    assert "Lines that differ from the budget by more than 20 %:" in ran.out
    assert "- Bus tickets: 20 people, 3 trips (Travel & Events): planned" in ran.out


def test_json_fits_its_schema(run: CommandLine) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    validator.validate(run("ledger", "almaty", "--json").json)
    imported = run("ledger", "almaty", "import", GOLDEN / "sheet-mnt.csv", "--json").json
    assert (imported["layout"], imported["read"]) == ("budget-sheet", 7)
    for args in (("--json",), ("show", "--json"), ("check", "--json")):
        validator.validate(run("ledger", "almaty", *args).json)
    validator.validate(imported)
    checked = run("ledger", "almaty", "check", "--json").json
    assert [one["row"] for one in checked["variances"]] == [1, 3]
    assert not validator.is_valid({"ledger": [{"amount": 5}], "totals": [], "offers": []})


def test_help_and_wrong_words(run: CommandLine) -> None:
    assert "import" in run("ledger", "-h").out
    assert run("ledger", "almaty", "dance").status == 2
    assert run("ledger", "nowhere").status == 2
    assert run("ledger").status == 2


CARD = """Date;What;Card;Cash
13.05.2024;Hall;120,50;100,00
14.05.2024;Tea;20,00;15,00
"""
TWO_MEANINGS = """Date,What,Incl. VAT,Excl. VAT
2025-03-02,Room,120.00,100.00
2025-03-03,Tea,24.00,20.00
2025-03-04,Refund,-12.00,-10.00
"""


def test_a_true_tie_is_asked_and_nothing_is_changed(run: CommandLine) -> None:
    asked = run("expenses", "almaty", "import", "-", stdin=CARD)
    assert (asked.status, asked.out, kept(run).ledger) == (2, "", ())
    assert "Which column holds what was paid: “Card” or “Cash”?" in asked.err
    assert "--column Card: read “Card” as what was paid" in asked.err
    assert run("expenses", "almaty", "import", "-", "--column", "cash", stdin=CARD).status == 0
    assert [str(one.amount) for one in kept(run).ledger] == ["100.00 KZT", "15.00 KZT"]
    by_field = ("--column", "what=Date", "--column", "date=What", "--column", "amount=C")
    turned = run("expenses", "almaty", "import", "-", "--replace", *by_field, stdin=CARD)
    assert "Line 2, Date: No month was found in “Hall”." in turned.err
    assert [one.what for one in kept(run).ledger] == ["13.05.2024", "14.05.2024"]


def test_what_a_rule_decides_is_taken_and_said_with_the_option_that_takes_the_other(run: CommandLine) -> None:
    ran = run("expenses", "almaty", "import", "-", stdin=TWO_MEANINGS)
    assert (ran.status, len(kept(run).ledger)) == (0, 2)
    assert "The amounts come from the column “Incl. VAT”." in ran.err
    assert '--column "Excl. VAT"' in ran.err
    assert "--direction all" in ran.err
    told = "Money that came in is not an expense: 12,00 KZT (line 4)."
    assert told in ran.err.replace("\u00a0", " ")
    every = ("--direction", "all", "--column", "Excl. VAT")
    ran = run("expenses", "almaty", "import", "-", "--replace", *every, stdin=TWO_MEANINGS)
    assert [str(one.amount) for one in kept(run).ledger] == ["100.00 KZT", "20.00 KZT", "-10.00 KZT"]
    assert "no expense" not in ran.err


def test_as_many_amounts_with_a_minus_as_without_are_asked_about(run: CommandLine) -> None:
    text = "Date,What,Amount\n2025-03-02,Room,-120.00\n2025-03-03,Grant,5000.00\n"
    asked = run("expenses", "almaty", "import", "-", stdin=text)
    assert (asked.status, kept(run).ledger) == (2, ())
    assert "Some amounts have a minus. Did that money go out, or come in? --direction minus:" in asked.err
    assert run("expenses", "almaty", "import", "-", "--direction", "minus", stdin=text).status == 0
    assert [str(one.amount) for one in kept(run).ledger] == ["120.00 KZT"]


def test_money_that_came_in_and_lines_left_out_are_in_the_json(run: CommandLine) -> None:
    text = (
        "Date,Description,Amount,Status\n2025-03-02,Room,-120.50,Completed\n"
        "2025-03-03,Grant,5000.00,Completed\n2025-03-04,Hotel,-300.00,Declined\n"
    )
    read = run("expenses", "almaty", "import", "-", "--json", stdin=text).json
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(read)
    grant = {"line": 3, "what": "Grant", "amount": {"amount": "5000.00", "currency": "KZT"}}
    hotel = {"line": 4, "what": "Hotel", "amount": {"amount": "300.00", "currency": "KZT"}}
    assert (read["layout"], read["read"], read["money_in"]) == ("statement", 1, [grant])
    assert read["left_out"] == [{**hotel, "reason": "declined"}]
    plus = run("expenses", "almaty", "import", "-", "--replace", "--direction", "plus", "--json", stdin=text)
    assert [one["what"] for one in plus.json["money_in"]] == ["Room"]


def test_a_sheet_of_a_workbook_is_named(run: CommandLine, tmp_path: Path) -> None:
    book = Workbook()
    for name in ("May", "June"):
        book.create_sheet(name).append(["Date", "What", "Amount"])
        book[name].append([dt.date(2024, 5, 13), name, 5])
    book.save(tmp_path / "book.xlsx")
    ran = run("expenses", "almaty", "import", tmp_path / "book.xlsx")
    assert "The sheet “May” was read. --sheet June: read the sheet “June”." in ran.err
    run("expenses", "almaty", "import", tmp_path / "book.xlsx", "--replace", "--sheet", "june")
    assert [one.what for one in kept(run).ledger] == ["June"]
    again = run("expenses", "almaty", "import", tmp_path / "book.xlsx", "--append", "--sheet", "june")
    assert "Your list has these already: line 2. Do not add them twice." in again.err
    assert run("expenses", "almaty", "import", tmp_path / "book.xlsx", "--sheet", "July").status == 2


def test_what_is_no_file_is_refused_in_words(run: CommandLine, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, words in (
        ("pipe", "nobody writes to this pipe"),
        (".", "this is a folder"),
        ("no", "no such file"),
    ):
        ran = run("expenses", "almaty", "import", tmp_path / name)
        assert (ran.status, words in ran.err) == (2, True), ran.err
    assert kept(run).ledger == ()


def test_a_column_named_for_another_field_holds_no_amount(run: CommandLine) -> None:
    text = "What,Aa,Bb\nHall,1500,45431\nTea,20,45432\n"
    assert run("expenses", "almaty", "import", "-", stdin=text).status == 2
    assert run("expenses", "almaty", "import", "-", "--column", "date=Bb", stdin=text).status == 0
    assert [str(one.amount) for one in kept(run).ledger] == ["1500 KZT", "20 KZT"]


def test_which_column_was_taken_is_said_once(run: CommandLine) -> None:
    ran = run("expenses", "almaty", "import", "-", stdin="Date,What,Planned,Aa\n2025-03-02,Hall,100,120.50\n")
    assert ran.err.count("The amounts come from the column “Aa”.") == 1
