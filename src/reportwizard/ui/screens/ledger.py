"""The list of expenses of the open draft: what was paid, what it adds up to, and what it offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Button, Static

from reportwizard.ledger.edit import why_not_kept
from reportwizard.report.expense import BY_ID, Expense, problems
from reportwizard.ui.app import WizardApp
from reportwizard.ui.content import plain, shortened
from reportwizard.ui.fields.options import OptionChooser, Pick
from reportwizard.ui.screens.ledger_dialogs import ExpenseDialog
from reportwizard.ui.screens.ledger_files import LedgerFiles
from reportwizard.ui.shared.debounce import Debounce
from reportwizard.ui.widgets.expense_list import ExpenseList
from reportwizard.ui.widgets.key_bar import KeyBar
from reportwizard.ui.widgets.ledger_offers import (
    LedgerOffer,
    answer_words,
    ledger_offers,
    numbered,
    totals_words,
)
from reportwizard.ui.widgets.title_bar import TitleBar
from reportwizard.ui.written_expense import WrittenExpense

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from reportwizard.ui.session import Session

_REST = 0.3
_NONE = """\
There are no expenses in this list yet. You need not make one.

a   write an expense
i   read a file: a spreadsheet, a list of your bank or wallet, or the budget sheet of your grant

You can also copy rows in a spreadsheet program and paste them here."""


class LedgerScreen(LedgerFiles):
    """The expenses of a draft. Escape leads back to the question from which one came."""

    CSS_PATH = "ledger.tcss"
    AUTO_FOCUS = "ExpenseList"
    app = getters.app(WizardApp)
    HELP = """\
Here you can keep a list of what you paid: one line for each expense. You need not make one. The program
adds up the list and offers the sums for your report. Nothing is put into your answers before you choose it.

Press a to write an expense, Enter to change the one at the cursor, Delete to take it out of the list, and
u to undo. A ? stands before an amount that is not clear or that is missing. It is not counted; the line
below the list says what to do.

Press i to read a file: a spreadsheet, a list of your bank or wallet, or the budget sheet of your grant. Rows
that you copied in a spreadsheet program can be pasted. You see what was understood before anything is taken
into your list. Press x to write your list as a CSV file.

Everything is saved by itself. F8 shows what stood in the list before, and puts it back."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a,insert", "add", "Add", id="add_expense", tooltip="Write an expense"),
        Binding("e", "edit", "Change", id="edit_expense", key_display="Enter",
                tooltip="Change the expense at the cursor"),
        Binding("delete,backspace", "remove", "Remove", id="remove_expense", key_display="Del",
                tooltip="Take the expense at the cursor out of the list"),
        Binding("u,ctrl+z", "undo", "Undo", id="undo_expense", tooltip="Undo the last change here"),
        Binding("i", "read", "Read", id="read_expenses", tooltip="Read expenses from a file"),
        Binding("x", "write", "Write", id="write_expenses", tooltip="Write the list as a CSV file"),
        Binding("1", "take(0)", "Take the first offer", show=False),
        Binding("2", "take(1)", "Take the second offer", show=False),
        Binding("3", "take(2)", "Take the third offer", show=False),
        Binding("ctrl+s", "save", "Save now", id="save", show=False,
                tooltip="Save now (it also saves by itself)"),
        Binding("escape,f10", "back", "Back", id="leave_expenses", tooltip="Back to the report"),
        Binding("f8", "earlier", "Earlier", id="earlier_expenses",
                tooltip="See what stood in this list before, and put it back"),
    ]  # fmt: skip

    def __init__(self, session: Session, question_id: str, *, back_to_check: bool = False) -> None:
        super().__init__(session)
        self._question_id = question_id
        self._back_to_check = back_to_check
        self._offers: tuple[LedgerOffer, ...] = ()
        self._rest = Debounce(self, self._show_all)

    def compose(self) -> ComposeResult:
        """Totals, what they offer, the list, what is wrong at the cursor, buttons."""
        yield TitleBar(self.session)
        yield Static(id="totals")
        yield Static(id="said")
        yield OptionChooser(id="offers")
        yield ExpenseList(id="expenses")
        yield Static(plain(_NONE), id="none")
        yield Static(id="about")
        with Horizontal(id="ledger-buttons"):
            yield Button("Add", id="add", compact=True, action="screen.add")
            yield Button("Read a file", id="read", compact=True, action="screen.read")
            yield Button("Write a file", id="write", compact=True, action="screen.write")
            yield Button("Back", id="back", compact=True, action="screen.back")
        yield KeyBar(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Follow the report."""
        self.session.changed.subscribe(self, self._changed)
        self._show_all()

    # --- showing ----------------------------------------------------------------------------------------

    def _changed(self, question_id: str) -> None:
        """Follow the report; while an expense is written in front, only when the fingers rest."""
        if self.is_active:
            self._show_all()
        else:
            self._rest.touch(_REST)

    def _show_all(self) -> None:
        if not self.is_attached:
            return  # the screen was left meanwhile
        report = self.session.report
        self.query_one("#totals", Static).update(plain(totals_words(report)))
        said = self.query_one("#said", Static)
        said.update(plain("\n".join(answer_words(report))))
        self._offers = ledger_offers(report)
        chooser = self.query_one("#offers", OptionChooser)
        chooser.set_picks(
            tuple(Pick(str(number), one.label, str(number)) for number, one in enumerate(self._offers, 1))
        )
        chooser.display = bool(self._offers)
        said.display = bool(report.ledger)
        expenses = self.query_one(ExpenseList)
        expenses.show(report.ledger, report.region)
        self.query_one("#none").display = not report.ledger
        expenses.display = bool(report.ledger)
        self._about()
        self.refresh_bindings()

    @on(ExpenseList.Moved)
    def _about(self) -> None:
        """Say what of the expense at the cursor is not read."""
        expense = self._chosen()
        found = problems(expense, self.session.report.region) if expense else ()
        about = self.query_one("#about", Static)
        about.update(
            plain("\n".join(f"? {BY_ID[name].label}: {one.message} Enter opens it." for name, one in found))
        )
        about.display = bool(found)

    def _chosen(self) -> Expense | None:
        place, ledger = self.query_one(ExpenseList).cursor, self.session.report.ledger
        return ledger[place] if place < len(ledger) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An action that has nothing to act on is not offered."""
        if action in ("edit", "remove", "write"):
            return bool(self.session.report.ledger)
        if action == "undo":
            return bool(self.before)
        return super().check_action(action, parameters)

    # --- changing ---------------------------------------------------------------------------------------

    def action_add(self) -> None:
        """Write an expense; it stands at the end of the list."""
        ledger = self.session.report.ledger
        why = why_not_kept((*ledger, Expense(what="?")))
        if why:
            self.notify(f"{why} Take some out of the list first.", severity="error", markup=False, timeout=10)
        else:
            self._open("Add an expense", len(ledger), None)

    @on(ExpenseList.Opened)
    def action_edit(self) -> None:
        """Change the expense at the cursor."""
        place, expense = self.query_one(ExpenseList).cursor, self._chosen()
        if expense is not None:
            self._open(f"Expense {place + 1}", place, expense)

    def _open(self, title: str, place: int, expense: Expense | None) -> None:
        if not self.is_active:
            return  # a second key came before the first one opened its window
        written = WrittenExpense(self.session, place, expense)
        dialog = ExpenseDialog(title, expense or Expense(), self.session.report.region, written)
        self.app.push_screen(dialog, lambda kept: self._stop_writing(written, kept=bool(kept)))

    def _stop_writing(self, written: WrittenExpense, *, kept: bool) -> None:
        """Let undo take back what was written; and where it was not kept, bring it back."""
        now, before = self.session.report, written.reverted()
        if before != now:
            self.remember(before)
        if before != now and not kept:
            self.remember(now)
            self.session.replace_report(before)
            self.notify("Nothing was changed. Press u to bring back what you wrote.", timeout=6)
        self._show_all()
        expenses = self.query_one(ExpenseList)
        expenses.go(written.at)
        expenses.focus()

    def action_remove(self) -> None:
        """Take the expense at the cursor out of the list; u brings it back."""
        place, expense = self.query_one(ExpenseList).cursor, self._chosen()
        if expense is None or not self.is_active:
            return
        ledger = self.session.report.ledger
        self.keep((*ledger[:place], *ledger[place + 1 :]), place)
        name = shortened(expense.what, 40).plain or f"expense {place + 1}"
        self.notify(f"Removed: {name}. Press u to bring it back.", markup=False, timeout=5)

    def action_undo(self) -> None:
        """Undo what was done last on this screen."""
        if self.before and self.is_active:
            self.session.replace_report(self.before.pop())
            self._show_all()
            self.query_one(ExpenseList).focus()

    # --- offers -----------------------------------------------------------------------------------------

    @on(OptionChooser.Picked, "#offers")
    def _picked(self, event: OptionChooser.Picked) -> None:
        event.stop()
        event.chooser.chosen = ""
        taken = [number for number, one in enumerate(self._offers) if event.id and one.label == event.label]
        if taken:
            self.action_take(taken[0])

    def action_take(self, number: int) -> None:
        """Put what is offered into the answer."""
        if number >= len(self._offers) or not self.is_active:
            return
        taken = self._offers[number]
        self.remember()
        self.session.set_answer(taken.question, taken.value)
        self._show_all()
        self.query_one(ExpenseList).focus()
        name = numbered(self.session.report.form.by_id[taken.question])
        self.notify(f"{name[:1].upper()}{name[1:]} is answered. Press u to undo.", timeout=5)

    def action_earlier(self) -> None:
        """Show the earlier versions of the list; u brings back what stood here."""
        from reportwizard.ui.earlier import show_earlier_lists

        if self.is_active:
            show_earlier_lists(self.app, self.session, self.remember)

    def action_save(self) -> None:
        """Save now."""
        self.session.save_now()

    def action_back(self) -> None:
        """Back to the question from which one came; what was said here counts only here."""
        self.app.clear_notifications()
        self.app.open_question(self._question_id, back_to_check=self._back_to_check)
