"""The list of expenses on screen: typed, pasted, read from a file, offered to the answers, taken back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.kinds.values import Typed
from reportwizard.money.amount import Amount
from reportwizard.report.expense import Expense
from reportwizard.ui.app import WizardApp
from reportwizard.ui.dialogs.dialog import SearchDialog
from reportwizard.ui.expenses.expense_files import ExpenseFilePage
from reportwizard.ui.expenses.expenses_page import ExpensesPage
from support.drafts import Clock
from support.folders import notices
from support.ledger import a_report, amount, spent
from support.waiting import until
from support.wizard import LARGE, NAME, SMALL, box, open_at, paste, shown, wizard_on

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from textual.pilot import Pilot

DAY = dt.date(2026, 10, 4)
BUS = Expense(DAY, "Bus [/]", "Travel", amount("5 KZT"))


async def begin(pilot: Pilot[None], app: WizardApp) -> ExpensesPage:
    """Open the list of expenses from question 10."""
    await open_at(pilot, app, "spent_local")
    await pilot.press("f9")
    await until(pilot, lambda: isinstance(page(app), ExpensesPage) and app.focused is page(app).box)
    return page(app)


def page(app: WizardApp) -> ExpensesPage:
    """The page that is shown."""
    return app.screen.page  # type: ignore[attr-defined, no-any-return]


def ledger(app: WizardApp) -> tuple[Expense, ...]:
    """The list of the open draft."""
    assert app.session is not None
    return app.session.report.ledger


def answer(app: WizardApp, question_id: str) -> object:
    """An answer of the open draft."""
    assert app.session is not None
    return app.session.report.answers.get(question_id)


async def test_a_line_is_typed_with_few_keys_kept_at_once_and_taken_back(tmp_path: Path) -> None:
    app = wizard_on(tmp_path, a_report(BUS))
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app)
        keys = ["tab", *"Tea", "tab", *"tr", "tab", *"1500", "tab", *"F1", "enter"]
        await pilot.press(*keys)
        tea = Expense(DAY, "Tea", "Travel", amount("1500 KZT"), receipt="F1")
        assert ledger(app) == (BUS, tea)
        assert len(keys) <= 30
        await until(pilot, lambda: "2 lines · 1,505.00 KZT" in shown(app) and "F1" in shown(app))
        # The next line has the same day; a letter takes the place of it.
        assert page(app).box.value == page(app).box.selected_text
        await pilot.press("up", *"!", "ctrl+z", "delete", "up", "down", "delete")
        await until(pilot, lambda: "Del again takes out this line: Tea." in shown(app))
        assert ledger(app) == (BUS, tea)
        await pilot.press("delete")
        await until(pilot, lambda: ledger(app) == (BUS,))
        assert "Line taken out: Tea. Ctrl+Z takes it back." in notices(app)
        await pilot.press("ctrl+z")
        assert ledger(app) == (BUS, tea)
        await pilot.press("escape")
        await until(pilot, lambda: box(app, "spent_local").control.takes_keys.has_focus)
    assert app.folder.load(NAME).ledger == (BUS, tea)


async def test_letters_that_are_deleted_take_no_line_with_them(tmp_path: Path) -> None:
    app = wizard_on(tmp_path, a_report(BUS))
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app)
        await pilot.press("up", "tab", "home", *["delete"] * 10)
        assert ledger(app) == (replace(BUS, what=""),)


async def test_an_unclear_amount_is_asked_about_below_the_line(tmp_path: Path) -> None:
    app = wizard_on(tmp_path, a_report())
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app)
        assert "One line for each thing you paid." in shown(app)
        await pilot.press("tab", *"Tea", "tab", "tab", *"1500,000")
        assert ledger(app)[0].amount == Typed("1500,000", "KZT")
        await until(pilot, lambda: "1,500,000.00 KZT" in shown(app))
        await pilot.press("f4", "1")
        await until(pilot, lambda: ledger(app)[0].amount == Amount(Decimal(1500000), "KZT"))
        assert app.focused is page(app).box
        await until(pilot, lambda: "= 1,500,000.00 KZT   about 1.5 million" in shown(app))


async def test_a_sum_is_written_into_the_answer_and_taken_back(tmp_path: Path) -> None:
    app = wizard_on(tmp_path, a_report(BUS, spent_local="4"))
    async with app.run_test(size=LARGE) as pilot:
        await begin(pilot, app)
        assert "! 10  4.00 KZT   this list: 5.00 KZT" in shown(app)
        await pilot.press("f4", "2")
        await until(pilot, lambda: "The answer to question 10 is 1.00 KZT less." in shown(app))
        await pilot.press("1")
        await until(pilot, lambda: answer(app, "spent_local") == amount("5.00 KZT"))
        await until(pilot, lambda: "the same as this list ✓" in shown(app))
        assert app.focused is page(app).box
        await pilot.press("ctrl+z")
        await until(pilot, lambda: answer(app, "spent_local") == Amount(Decimal(4), "KZT"))


async def test_pasted_rows_become_lines_in_one_step(tmp_path: Path) -> None:
    app = wizard_on(tmp_path, a_report(BUS))
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app)
        await until(pilot, lambda: page(app).box.selected_text == page(app).box.value != "")
        await paste(pilot, "5 October 2026\tTea\tFood\t200\n6 October 2026\tHall\tVenue\t300.50\n")
        await until(pilot, lambda: [line.what for line in ledger(app)] == ["Bus [/]", "Tea", "Hall"])
        assert "2 lines were added." in notices(app)
        await until(pilot, lambda: page(app).box.selected_text == page(app).box.value != "")
        await pilot.press("ctrl+z")
        await until(pilot, lambda: ledger(app) == (BUS,))
        await paste(pilot, "What\tAmount\nTea\t1.500\n")
        await until(pilot, lambda: isinstance(page(app), ExpenseFilePage) and "Tea" not in shown(app))
        await until(pilot, lambda: "1.500" in shown(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(page(app), ExpensesPage))
        assert ledger(app) == (BUS,)


async def test_a_file_is_shown_before_it_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    listed = "Date,What,Amount,Receipt\n4 October 2026,Tea,1.500,07.pdf\n4 October 2026,Cake,2.500,\n"
    (tmp_path / "list.csv").write_text(listed, "utf-8")
    (tmp_path / "here" / "picture.csv").write_bytes(b"\x89PNG and more")
    app = wizard_on(tmp_path / "d", a_report(BUS))
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app)
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, SearchDialog))
        await pilot.press(*"pict", "enter")
        await until(pilot, lambda: "This is a picture." in shown(app))
        await pilot.press("1")
        await until(pilot, lambda: isinstance(app.screen, SearchDialog))
        # A file elsewhere is named whole.
        await paste(pilot, str(tmp_path / "list.csv"))
        await pilot.press("enter")
        await until(pilot, lambda: "Line 2 says 1.500." in shown(app))
        await pilot.press("1")
        await until(pilot, lambda: "2 expenses, money out: 4,000.00 KZT." in shown(app))
        assert "Line 2: the receipt 07.pdf is not beside the file." in shown(app)
        assert ledger(app) == (BUS,)
        await pilot.press("2")
        await until(pilot, lambda: len(ledger(app)) == 2 and isinstance(page(app), ExpensesPage))
        await until(pilot, lambda: "1 line was replaced by 2. Ctrl+Z takes it back." in notices(app))
        await pilot.press("ctrl+z")
        await until(pilot, lambda: ledger(app) == (BUS,))


async def test_thousands_of_lines_are_drawn_only_where_they_are_seen(tmp_path: Path) -> None:
    lines = tuple(spent(f"{number + 1}.00 KZT", f"Line [/] {number + 1}") for number in range(3_000))
    app = wizard_on(tmp_path, a_report(*lines))
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app)
        await until(pilot, lambda: "4,501,500.00 KZT" in shown(app))
        assert "Line [/] 2999 " in shown(app)
        await pilot.press("ctrl+home")
        await until(pilot, lambda: "Line [/] 1 " in shown(app) and "Line [/] 2999" not in shown(app))


async def test_an_earlier_list_is_put_back_and_the_current_one_is_kept(tmp_path: Path) -> None:
    clock = Clock()
    drafts = DraftFolder(tmp_path, clock=clock)
    bus, tea = Expense(what="Bus [/]", receipt="07.pdf"), Expense(what="Tea")
    for expenses in ((bus, tea), (tea,)):
        drafts.save(NAME, a_report(*expenses))
        clock.on(600)
    app = WizardApp(DraftFolder(tmp_path, clock=clock), draft=NAME, locale="en")
    async with app.run_test(size=LARGE) as pilot:
        await begin(pilot, app)
        await pilot.press("f8")
        await until(pilot, lambda: "−Bus [/] · Receipt: 07.pdf" in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: drafts.load(NAME).ledger == (bus, tea))
        await until(pilot, lambda: "Put back. Esc goes to the answer, Ctrl+Z takes it back." in notices(app))
        assert drafts.versions(NAME, "ledger")[0].plain == [{"what": "Tea"}]
        await pilot.press("ctrl+z")
        await until(pilot, lambda: ledger(app) == (tea,))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(page(app), ExpensesPage))
