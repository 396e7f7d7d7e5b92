"""The list of expenses on screen: written, read from a file, offered to the answers, never forced on them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from textual import events
from textual.widgets import Button, Input

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.kinds.base import Typed
from reportwizard.ledger.read import read_ledger
from reportwizard.money.amount import Amount
from reportwizard.report.expense import Expense
from reportwizard.ui.app import WizardApp
from reportwizard.ui.fields.options import OptionChooser
from reportwizard.ui.screens.dialogs import AskText, Choose, Confirm
from reportwizard.ui.screens.history import HistoryScreen
from reportwizard.ui.screens.ledger import LedgerScreen
from reportwizard.ui.screens.ledger_dialogs import ExpenseDialog
from reportwizard.ui.screens.part import PartScreen
from reportwizard.ui.widgets.expense_list import ExpenseList
from support.drafts import Clock
from support.folders import notices
from support.ledger import a_report, spent, unread
from support.wizard import LARGE, NAME, SMALL, box, open_at, shown, until, wizard_on

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

LIST = "Date,What,Amount,Receipt\n2023-10-03,Bus [/] tickets,1500.50,07.pdf\n2023-10-04,Tea,200,\n"
SHEET = Expense(what="Hall", category="Services", planned=Amount(Decimal(100), "KZT"))


async def begin(pilot: Pilot[None], app: WizardApp) -> LedgerScreen:
    """Open the list of expenses from question 10."""
    await open_at(pilot, app, "spent_local")
    await pilot.press("f10")
    await until(pilot, lambda: isinstance(app.screen, LedgerScreen) and app.focused is not None)
    assert isinstance(app.screen, LedgerScreen)
    return app.screen


def ledger(app: WizardApp) -> tuple[Expense, ...]:
    """The list of the open draft."""
    assert app.session is not None
    return app.session.report.ledger


def answer(app: WizardApp, question_id: str) -> object:
    """An answer of the open draft."""
    assert app.session is not None
    return app.session.report.answers.get(question_id)


async def fill(pilot: Pilot[None], app: WizardApp, **cells: str) -> None:
    """Fill the fields of the dialog for one expense, and save."""
    await until(pilot, lambda: isinstance(app.screen, ExpenseDialog) and isinstance(app.focused, Input))
    for name, text in cells.items():
        app.screen.query_one(f"#cell-{name}", Input).value = text
    await pilot.press("ctrl+s")


async def name_file(pilot: Pilot[None], app: WizardApp, key: str, path: Path | str) -> None:
    """Press the key of an action that asks for a file, and name it."""
    await pilot.press(key)
    await until(pilot, lambda: isinstance(app.screen, AskText) and isinstance(app.focused, Input))
    app.screen.query_one(Input).value = str(path)
    await pilot.press("enter")


async def test_an_expense_is_added_changed_removed_and_brought_back(tmp_path: Path) -> None:
    app = wizard_on(tmp_path, a_report())
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app)
        assert "There are no expenses in this list yet" in shown(app)
        await pilot.press("a")
        await fill(pilot, app, date="2023-10-03", what="Bus [/] tickets", amount="20 USD")
        bus = Expense(dt.date(2023, 10, 3), "Bus [/] tickets", amount=Amount(Decimal(20), "USD"))
        await until(pilot, lambda: ledger(app) == (bus,))
        await until(pilot, lambda: "Bus [/] tickets" in shown(app) and "20.00 USD" in shown(app))
        await pilot.press("enter")
        await fill(pilot, app, note="for two")
        await until(pilot, lambda: ledger(app)[0].note == "for two")
        await pilot.press("delete")
        await until(pilot, lambda: ledger(app) == ())
        await pilot.press("u", "u")
        await until(pilot, lambda: ledger(app) == (bus,))
    assert app.folder.load(NAME).ledger == (bus,)


async def test_an_unclear_amount_is_asked_about_and_may_stay_as_typed(tmp_path: Path) -> None:
    app = wizard_on(tmp_path, a_report())
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app)
        await pilot.press("a")
        await fill(pilot, app, what="Tea", amount="1500,000")
        await until(pilot, lambda: isinstance(app.focused, OptionChooser))
        assert "which amount do you mean" in shown(app)
        await pilot.press("1", "ctrl+s")
        await until(pilot, lambda: [one.amount for one in ledger(app)] == [Amount(Decimal(1500000), "KZT")])
        await pilot.press("a")
        await fill(pilot, app, what="Cake", amount="abc")
        await until(pilot, lambda: "none of the digits" in shown(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: [one.amount for one in ledger(app)][1:] == [Typed("abc", "KZT")])
        await until(pilot, lambda: "? abc" in shown(app) and "? Amount: " in shown(app))


async def test_a_file_is_shown_before_it_is_taken_and_its_total_is_offered(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(LIST, "utf-8")
    app = wizard_on(tmp_path / "d", a_report())
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app)
        await name_file(pilot, app, "i", tmp_path / "list.csv")
        await until(pilot, lambda: "2 expenses found" in shown(app))
        assert "Line 2: the receipt 07.pdf is not beside the file." in shown(app)
        assert ledger(app) == ()
        await pilot.press("1")
        await until(pilot, lambda: len(ledger(app)) == 2)
        await until(pilot, lambda: "Take 1,700.50 KZT for question 10" in shown(app))
        assert answer(app, "spent_local") is None
        await pilot.press("1")
        await until(pilot, lambda: answer(app, "spent_local") == Amount(Decimal("1700.50"), "KZT"))
        await until(pilot, lambda: "Take" not in shown(app) and "as your answer says" in shown(app))
        await pilot.press("escape")
        await until(pilot, lambda: box(app, "spent_local").control_widget.has_focus)
        assert isinstance(app.screen, PartScreen)
        assert "(2)" in str(app.screen.query_one("#expenses", Button).label)


async def test_a_second_file_is_added_or_put_in_the_place_of_the_first(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(LIST, "utf-8")
    app = wizard_on(tmp_path / "d", a_report(spent("5 KZT")))
    async with app.run_test(size=LARGE) as pilot:
        await begin(pilot, app)
        for key, many in (("1", 3), ("2", 2)):
            await name_file(pilot, app, "i", tmp_path / "list.csv")
            await until(pilot, lambda: isinstance(app.screen, Choose))
            await pilot.press(key)
            await until(pilot, lambda many=many: len(ledger(app)) == many)  # type: ignore[misc]
        await name_file(pilot, app, "i", tmp_path / "missing.csv")
        # The name comes back to be mended.
        await until(pilot, lambda: "There is no file" in shown(app) and isinstance(app.screen, AskText))
        assert app.screen.query_one(Input).value.endswith("missing.csv")
        assert len(ledger(app)) == 2


async def test_rows_that_are_pasted_are_read_like_a_file(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", replace(a_report(), locale="de_DE"))
    async with app.run_test(size=SMALL) as pilot:
        screen = await begin(pilot, app)
        assert app.focused is not None
        app.focused.post_message(events.Paste("13.05.2024\tSaal\t1.250,50\n14.05.2024\tTee\t20,00\n"))
        await until(pilot, lambda: "2 expenses found" in shown(app))
        await pilot.press("1")
        await until(pilot, lambda: [one.what for one in ledger(app)] == ["Saal", "Tee"])
        assert ledger(app)[0].amount == Amount(Decimal("1250.50"), "KZT")
        screen.post_message(events.Paste("Hello"))
        await until(pilot, lambda: "What you pasted: No line with the names" in notices(app))


async def test_the_decimal_mark_of_a_file_is_asked_once(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text('What,Amount\nTea,"1,500"\nBus,"2,500"\n', "utf-8")
    app = wizard_on(tmp_path / "d", replace(a_report(), locale="kk_KZ"))
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app)
        await name_file(pilot, app, "i", tmp_path / "list.csv")
        await until(pilot, lambda: "Line 2 says 1,500." in shown(app))
        await pilot.press("1")
        await until(pilot, lambda: "2 expenses found" in shown(app))
        await pilot.press("1")
        await until(pilot, lambda: [one.amount for one in ledger(app)][:1] == [Amount(Decimal(1500), "KZT")])


async def test_the_list_is_written_and_a_file_is_never_replaced_unasked(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    app = wizard_on(tmp_path / "d", a_report(spent("5 KZT"), unread()))
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app)
        await name_file(pilot, app, "x", tmp_path / "out")
        await until(pilot, target.exists)
        await until(pilot, lambda: isinstance(app.focused, ExpenseList))
        assert read_ledger(target.read_bytes(), currency="KZT").expenses == ledger(app)
        target.write_text("mine", "utf-8")
        await name_file(pilot, app, "x", target)
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("escape")
        assert target.read_text("utf-8") == "mine"
        await name_file(pilot, app, "x", tmp_path / "no" / "out.csv")
        await until(pilot, lambda: "There is no folder" in notices(app))


async def test_the_lines_that_differ_are_put_below_the_answer_and_undone(tmp_path: Path) -> None:
    app = wizard_on(tmp_path, a_report(SHEET, budget_changes="The hall was free."))
    async with app.run_test(size=LARGE) as pilot:
        await begin(pilot, app)
        await until(pilot, lambda: "below your answer to question 12.2" in shown(app))
        await pilot.press("1")
        await until(
            pilot, lambda: str(answer(app, "budget_changes")).startswith("The hall was free.\n\n- Hall")
        )
        await pilot.press("u")
        await until(pilot, lambda: answer(app, "budget_changes") == "The hall was free.")


async def test_ten_thousand_expenses_are_drawn_only_where_they_are_seen(tmp_path: Path) -> None:
    many = tuple(spent(f"{number + 1}.00 KZT", f"Expense [/] {number + 1}") for number in range(10_000))
    app = wizard_on(tmp_path, a_report(*many))
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app)
        await until(pilot, lambda: "50,005,000.00 KZT" in shown(app))
        assert "Expense [/] 1" in shown(app)
        await pilot.press("end")
        await until(pilot, lambda: "10000 " in shown(app) and "10,000.00 KZT" in shown(app))
        assert "9000 " not in shown(app)


async def test_an_earlier_list_is_put_back_and_what_stood_there_is_kept(tmp_path: Path) -> None:
    clock = Clock()
    drafts = DraftFolder(tmp_path, clock=clock)
    bus, tea = Expense(what="Bus [/]", receipt="07.pdf"), Expense(what="Tea")
    for expenses in ((bus, tea), (tea,)):
        drafts.save(NAME, a_report(*expenses))
        clock.on(600)
    app = WizardApp(DraftFolder(tmp_path, clock=clock), draft=NAME, locale="en")
    async with app.run_test(size=LARGE, notifications=True) as pilot:
        await begin(pilot, app)
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, HistoryScreen))
        await until(pilot, lambda: "[+ Bus [/] · Receipt: 07.pdf +]" in shown(app))
        assert "14:03 · 2 expenses" in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: drafts.load(NAME).ledger == (bus, tea))
        await until(pilot, lambda: "The version of 14:03 is back" in notices(app))
        newest = drafts.versions(NAME, "ledger")[0]
        assert newest.plain == [{"what": "Tea"}]
        await pilot.press("u")
        await until(pilot, lambda: ledger(app) == (tea,))
