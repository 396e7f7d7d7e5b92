"""The list as a part of the report: in the draft, in every export, and back from some of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportwizard.drafts.format.decode import decode
from reportwizard.drafts.format.encode import encode
from reportwizard.exports.document import Table, build_document
from reportwizard.exports.json import show_shape
from reportwizard.exports.registry import export_file, export_report
from reportwizard.imports.registry import import_file, import_text
from reportwizard.kinds.values import Typed
from reportwizard.report.expense import EXPENSES, Expense
from support.cases import each_case
from support.drafts import NOW
from support.exports import READABLE, text_of
from support.ledger import a_report, amount, spent, unread
from support.nasty import complete_report

if TYPE_CHECKING:
    from reportwizard.report.report import Report

LEDGER = (
    spent("12.500 TND", "Room | hall", receipt="a.pdf", note="\\n{{x}}"),
    spent("-5 USD", "Total", category="<b>", usd=amount("-5 USD"), planned=amount("1 KZT")),
    unread(),
    Expense(date=Typed("soon"), what="List of expenses"),
    Expense(),
)


def written(report: Report) -> str:
    return encode(report, saved_at=NOW, app_version="0.1.0").decode()


def test_the_list_is_at_the_end_of_the_draft_one_table_a_line() -> None:
    text = written(a_report(spent("5.50 KZT", receipt="a.pdf"), surprises="None."))
    assert text.endswith(
        '\n[[expenses]]\nwhat = "Bus"\namount = { amount = "5.50", currency = "KZT" }\nreceipt = "a.pdf"\n'
    )
    assert "expenses" not in written(a_report(surprises="None."))


def test_a_list_comes_back_from_its_draft() -> None:
    report = a_report(*LEDGER)
    assert decode(written(report).encode(), "camp").ledger == LEDGER
    # As earlier versions called it.
    assert decode(written(report).replace("[[expenses", "[[ledger").encode(), "camp").ledger == LEDGER
    for ledger in (LEDGER, LEDGER[:1], LEDGER):
        changed = replace(report, ledger=ledger)
        assert encode(changed, saved_at=NOW, app_version="0.1.0").decode() == written(changed)


def test_what_a_draft_holds_beside_an_expense_is_kept() -> None:
    by_hand = """
[[expenses]]
what = 5
paid_by = "Example"
currency = "EUR"
amount = "12,50"
typed = "x"
[expenses.shop]
name = "La Sur"
[[expenses]]
amount = { amount = "5", currency = "KZT", rate = "450" }
date = 31
"""
    report = decode((written(a_report()) + by_hand).encode(), "camp")
    assert report.ledger[0].amount == amount("12.50 EUR")
    assert report.ledger[1].date == Typed("31")
    again = written(report)
    for words in ('paid_by = "Example"', 'typed = "x"', "[expenses.shop]", 'rate = "450"', 'typed = "31"'):
        assert words in again
    assert decode(again.encode(), "camp") == report


@each_case("stored", ['"taxi 500"', "500", '["taxi 500", 7]', "{ what = 'taxi' }", "[[1], true]"])
def test_what_is_no_list_becomes_lines_of_words(stored: str) -> None:
    head, tables = written(a_report()).split("\n[answers]")
    report = decode(f"{head}\nledger = {stored}\n\n[answers]{tables}".encode(), "camp")
    assert all(expense.what for expense in report.ledger)
    assert decode(written(report).encode(), "camp").ledger == report.ledger


def test_a_list_of_thousands_opens_again() -> None:
    line = spent(
        "12345.50 KZT", "Bus", category="Travel", usd=amount("1 USD"), planned=amount("2 KZT"), note="x"
    )
    report = a_report(*[line] * 3_000)
    assert len(decode(written(report).encode(), "camp").ledger) == 3_000


def test_the_list_is_below_question_12_and_only_if_there_is_one() -> None:
    document = build_document(replace(complete_report(), ledger=LEDGER))
    items = [item for section in document.sections for item in section.items]
    place = [item.id for item in items].index("ledger")
    assert items[place - 1].id == "financial_report"
    apart = "Total: -5.00 USD (in another currency, not part of the total above)"
    assert (items[place].heading, items[place].help) == (EXPENSES, ("Total: 12.500 TND", apart))
    table = items[place].answer
    assert isinstance(table, Table)
    assert len(table.rows) == len(LEDGER)
    assert "ledger" not in [
        item.id for section in build_document(complete_report()).sections for item in section.items
    ]


def test_if_no_question_asks_for_the_list_it_is_at_the_end() -> None:
    report = replace(complete_report(), ledger=LEDGER)
    parts = tuple(
        replace(part, questions=tuple(one for one in part.questions if one.id != "financial_report"))
        for part in report.form.parts
    )
    other = replace(report, form=replace(report.form, parts=parts), answers={})
    assert build_document(other).sections[-1].items[-1].id == "ledger"


@each_case("fmt", READABLE)
def test_every_format_shows_every_line(fmt: str) -> None:
    exported = text_of(replace(complete_report(), ledger=LEDGER), fmt)
    assert "12.500" in exported
    assert "a.pdf" in exported
    assert "{{x}}" not in exported or fmt in ("text", "json", "html", "docx")


@each_case("fmt", ["text", "wikitext", "json", "docx"])
def test_a_list_comes_back_from_an_export(fmt: str) -> None:
    report = replace(complete_report(), ledger=LEDGER)
    imported = import_file(export_file(report, fmt), fmt)
    assert imported.report.ledger == LEDGER
    assert dict(imported.report.answers) == dict(report.answers)
    assert imported.unplaced == ()
    assert export_file(imported.report, fmt) == export_file(report, fmt)


def test_what_somebody_wrote_under_the_list_is_kept() -> None:
    text = export_report(replace(complete_report(), ledger=LEDGER[:1]), "text")
    changed = text.replace("| 1   |", "A remark of a reader.\n\n| 1   |")
    imported = import_text(changed)
    assert imported.report.ledger == LEDGER[:1]
    assert imported.unplaced == ("A remark of a reader.",)


def test_json_has_the_list_only_where_there_is_one() -> None:
    assert "ledger" not in show_shape(a_report())
    shape = show_shape(a_report(spent("5 KZT"), Expense(date=Typed("soon"))))
    assert shape["ledger"] == [
        {"what": "Bus", "amount": {"amount": "5", "currency": "KZT"}},
        {"date": {"typed": "soon"}},
    ]
