"""An expense is kept while it is written, and no key too many does harm."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from textual import events
from textual.widgets import Input

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.kinds.base import Typed
from reportwizard.money.amount import Amount
from reportwizard.report.expense import Expense
from reportwizard.ui.fields.options import OptionChooser
from reportwizard.ui.screens.dialogs import Choose
from reportwizard.ui.screens.ledger import LedgerScreen
from reportwizard.ui.screens.ledger_dialogs import ExpenseDialog
from reportwizard.ui.widgets.line_input import LineInput
from support.folders import notices
from support.ledger import a_report, spent
from support.wizard import NAME, SMALL, open_at, shown, until, wizard_on

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from reportwizard.ui.app import WizardApp

BUS = spent("5 KZT")


async def begin(pilot: Pilot[None], app: WizardApp, key: str) -> ExpenseDialog:
    """Open the list of expenses, and the window for one expense."""
    await open_at(pilot, app, "spent_local")
    await pilot.press("f10")
    await until(pilot, lambda: isinstance(app.screen, LedgerScreen) and app.focused is not None)
    await pilot.press(key)
    await until(pilot, lambda: isinstance(app.screen, ExpenseDialog) and isinstance(app.focused, Input))
    assert isinstance(app.screen, ExpenseDialog)
    return app.screen


def ledger(app: WizardApp) -> tuple[Expense, ...]:
    """The list of the open draft."""
    assert app.session is not None
    return app.session.report.ledger


def cell(app: WizardApp, name: str) -> LineInput:
    """A field of the window."""
    return app.screen.query_one(f"#cell-{name}", LineInput)


async def test_what_is_typed_is_in_the_draft_while_the_window_is_open(tmp_path: Path) -> None:
    app = wizard_on(tmp_path, a_report(BUS))
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app, "a")
        assert ledger(app) == (BUS,)
        cell(app, "what").focus()
        await pilot.press(*"Tea")
        await until(pilot, lambda: ledger(app) == (BUS, Expense(what="Tea")))
        cell(app, "amount").value = "1234,000"
        tea = Expense(what="Tea", amount=Typed("1234,000", "KZT"))
        await until(pilot, lambda: DraftFolder(tmp_path).load(NAME).ledger == (BUS, tea))
        assert isinstance(app.screen, ExpenseDialog)


async def test_an_expense_that_is_emptied_while_written_leaves_no_line(tmp_path: Path) -> None:
    app = wizard_on(tmp_path, a_report())
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app, "a")
        cell(app, "what").value = "T"
        await until(pilot, lambda: len(ledger(app)) == 1)
        cell(app, "what").value = ""
        await until(pilot, lambda: ledger(app) == ())
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Nothing is written yet" in shown(app))


async def test_escape_restores_and_undo_brings_the_words_back(tmp_path: Path) -> None:
    app = wizard_on(tmp_path, a_report(BUS))
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app, "enter")
        cell(app, "note").value = "for two"
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, LedgerScreen) and ledger(app) == (BUS,))
        await until(pilot, lambda: "Press u to bring back what you wrote" in notices(app))
        await pilot.press("u")
        await until(pilot, lambda: ledger(app) == (replace(BUS, note="for two"),))
        await pilot.press("u")
        await until(pilot, lambda: ledger(app) == (BUS,))
    assert DraftFolder(tmp_path).load(NAME).ledger == (BUS,)


async def test_a_kept_expense_is_undone_in_one_step(tmp_path: Path) -> None:
    app = wizard_on(tmp_path, a_report())
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app, "a")
        cell(app, "what").focus()
        await pilot.press(*"Tea")
        cell(app, "amount").value = "5"
        await pilot.press("ctrl+s")
        tea = Expense(what="Tea", amount=Amount(Decimal(5), "KZT"))
        await until(pilot, lambda: isinstance(app.screen, LedgerScreen) and ledger(app) == (tea,))
        await pilot.press("u")
        await until(pilot, lambda: ledger(app) == ())


async def test_an_untouched_expense_leaves_nothing_to_undo(tmp_path: Path) -> None:
    app = wizard_on(tmp_path, a_report(BUS))
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app, "enter")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, LedgerScreen))
        assert isinstance(app.screen, LedgerScreen)
        assert app.screen.before == []
        assert app.session is not None
        assert not app.session.unsaved


async def test_a_key_pressed_twice_closes_only_the_window(tmp_path: Path) -> None:
    app = wizard_on(tmp_path, a_report())
    async with app.run_test(size=SMALL) as pilot:
        for first, second in (("save", "save"), ("save", "cancel"), ("cancel", "cancel")):
            dialog = await begin(pilot, app, "a")
            cell(app, "amount").value = "5"
            # Two keys that the terminal sends in one go reach the window before it is gone.
            for action in (first, second):
                getattr(dialog, f"action_{action}")()
            await until(pilot, lambda: isinstance(app.screen, LedgerScreen))
        assert len(ledger(app)) == 2


async def test_a_reading_chosen_twice_is_taken_once(tmp_path: Path) -> None:
    app = wizard_on(tmp_path, a_report())
    async with app.run_test(size=SMALL) as pilot:
        dialog = await begin(pilot, app, "a")
        cell(app, "amount").value = "1500,000"
        dialog.action_save()
        await until(pilot, lambda: isinstance(app.focused, OptionChooser))
        chooser = app.screen.query_one(OptionChooser)
        chooser.action_choose()
        chooser.action_choose()
        await until(pilot, lambda: [one.amount for one in ledger(app)] == [Amount(Decimal(1500000), "KZT")])
        assert isinstance(app.screen, ExpenseDialog)


async def test_a_choice_made_twice_closes_only_the_window(tmp_path: Path) -> None:
    app = wizard_on(tmp_path, a_report(), at="spent_local")
    async with app.run_test(size=SMALL) as pilot:
        await open_at(pilot, app, "spent_local")
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, LedgerScreen))
        choose = Choose("Which?", [], ())
        app.push_screen(choose)
        await until(pilot, lambda: app.screen is choose)
        choose.action_cancel()
        choose.action_cancel()
        await until(pilot, lambda: isinstance(app.screen, LedgerScreen))


async def test_opening_twice_opens_one_window(tmp_path: Path) -> None:
    app = wizard_on(tmp_path, a_report(BUS), at="spent_local")
    async with app.run_test(size=SMALL) as pilot:
        await open_at(pilot, app, "spent_local")
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, LedgerScreen))
        screen = app.screen
        assert isinstance(screen, LedgerScreen)
        screen.action_add()
        screen.action_add()
        screen.action_edit()
        screen.action_take(0)
        screen.action_remove()
        await until(pilot, lambda: isinstance(app.screen, ExpenseDialog))
        assert sum(isinstance(one, ExpenseDialog) for one in app.screen_stack) == 1
        assert app.session is not None
        assert "spent_local" not in app.session.report.answers
        assert ledger(app) == (BUS,)


async def test_a_paste_of_several_lines_is_joined_and_cleaned(tmp_path: Path) -> None:
    app = wizard_on(tmp_path, a_report())
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app, "a")
        cell(app, "what").focus()
        await until(pilot, lambda: cell(app, "what").has_focus)
        cell(app, "what").post_message(events.Paste("Tea\nand \x1b[31mcake\x1b[0m\n" + "x" * 20_000))
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("1")
        await until(pilot, lambda: cell(app, "what").value.startswith("Tea and cake xxx"))
        assert len(cell(app, "what").value) == LineInput.MOST
