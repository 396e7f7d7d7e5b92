"""`reportwizard ledger DRAFT …`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.ledger import edit
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


def test_a_file_is_read_into_the_draft_and_its_troubles_are_told(run: CommandLine, tmp_path: Path) -> None:
    ran = run("ledger", "almaty", "import", tmp_path / "list.csv")
    assert (ran.status, ran.out) == (0, "2 expenses, money out: 1\xa0234,50 KZT.\n")
    assert "Line 3, Amount: “12..5” has two marks side by side." in ran.err
    assert "Left out, because they add up other lines: line 4." in ran.err
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
    monkeypatch.setattr(edit, "MOST_KEPT", 1)
    ran = run("ledger", "almaty", "import", "-", stdin=LIST)
    assert ran.status == 2
    assert "A draft keeps at most 1 expenses" in ran.err
    assert kept(run).ledger == ()


def test_the_decimal_mark_of_a_file_may_be_said(run: CommandLine) -> None:
    text = 'Date,What,Amount\n2025-03-02,Room,"1,500"\n'
    asked = run("ledger", "almaty", "import", "-", stdin=text)
    assert (asked.status, kept(run).ledger) == (2, ())
    assert "Line 2 says 1,500." in asked.err
    assert "--decimal ,: 1,50 KZT" in asked.err
    run("ledger", "almaty", "import", "-", "--replace", "--decimal", ".", stdin=text)
    assert kept(run).ledger[0].amount == amount("1500 KZT")


def test_the_list_is_shown_with_its_totals(run: CommandLine, tmp_path: Path) -> None:
    assert "There are no expenses yet" in run("ledger", "almaty").err
    run("ledger", "almaty", "import", tmp_path / "list.csv")
    shown = run("ledger", "almaty").out
    assert shown == run("ledger", "almaty", "show").out
    plain = shown.replace("\u00a0", " ").replace("\u202f", " ")
    assert "| 1   | 2025 ж. 2 наурыз | Room" in plain
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
    assert "It may be 1 650 000,00 KZT or 1 650,0000 KZT. Kept as typed." in asked.err.replace("\u00a0", " ")
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


def test_a_check_looks_for_receipts_beside_the_draft_or_where_it_is_told(
    run: CommandLine, tmp_path: Path
) -> None:
    run("ledger", "almaty", "import", tmp_path / "list.csv")
    assert "Expense 1: a.pdf is not in" in run("ledger", "almaty", "check").out
    (run.drafts / "a.pdf").touch()
    ran = run("ledger", "almaty", "check")
    assert ran.status == 0
    assert "a.pdf" not in ran.out
    assert "warning  Expense 2 was not read." in ran.out
    assert "a.pdf is not in" in run("ledger", "almaty", "check", "--receipts", tmp_path).out


def test_a_file_is_checked_without_taking_it_in(run: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").touch()
    ran = run("ledger", "almaty", "check", "--file", tmp_path / "list.csv")
    assert "warning  Your expenses add up to" in ran.out
    assert "a.pdf" not in ran.out
    assert kept(run).ledger == ()


def test_a_list_without_anything_to_mend_is_told_so(run: CommandLine) -> None:
    run("ledger", "almaty", "add", "--amount", "1000", "--receipt", "12")
    assert run("ledger", "almaty", "check").out.startswith("Nothing to mend in the list.\n")


def test_a_budget_sheet_gives_the_text_for_question_12_2(run: CommandLine) -> None:
    ran = run("ledger", "almaty", "check", "--file", GOLDEN / "sheet-mnt.csv")
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
    assert "--receipts FOLDER" in run("ledger", "almaty", "check", "-h").out
    assert run("ledger", "almaty", "dance").status == 2
    assert run("ledger", "nowhere").status == 2
    assert run("ledger").status == 2
