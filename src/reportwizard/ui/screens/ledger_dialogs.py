"""One expense in a window of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.suggester import SuggestFromList
from textual.widgets import Button, Input, Static

from reportwizard.money.amount import Amount
from reportwizard.money.days import read_back
from reportwizard.money.showing import digits_words, show_amount
from reportwizard.report.expense import BY_ID, CATEGORIES, Expense, edit_text, problems, read_cell
from reportwizard.ui.content import plain
from reportwizard.ui.fields.options import OptionChooser, Pick
from reportwizard.ui.screens.dialogs import CANCEL, Dialog
from reportwizard.ui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from reportwizard.kinds.base import Choice, Problem, Region
    from reportwizard.ui.written_expense import WrittenExpense

_NOTHING = "Nothing is written yet. Esc closes this."
_FIELDS = {
    "date": "The day, such as 5/10 or 5 October",
    "what": "What was paid for",
    "category": "For example Travel & Events (→ takes a suggestion)",
    "amount": "How much, with the currency: 1500 {currency}",
    "receipt": "The file of the receipt, a link, or its number",
    "note": "Anything else",
}


class ExpenseDialog(Dialog[bool]):
    """One expense in a few fields, in the report with every key; True where it shall stay, False for Escape.

    What cannot be read may stay as it was typed.
    """

    CSS_PATH = "ledger_dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        CANCEL,
        Binding("ctrl+s", "save", "Save", tooltip="Put this expense in the list"),
        Binding("down", "app.focus_next", "Next field", show=False),
        Binding("up", "app.focus_previous", "Field before", show=False),
    ]

    def __init__(self, title: str, expense: Expense, region: Region, written: WrittenExpense) -> None:
        super().__init__()
        self._heading, self._region = title, region
        self._expense, self._written = expense, written
        self._texts = {name: edit_text(expense, name, region) for name in _FIELDS}
        # What was told already: whoever saves once more means it.
        self._told: tuple[tuple[str, Problem], ...] = ()
        self._choices: tuple[Choice, ...] = ()
        self._unclear = ""

    def compose(self) -> ComposeResult:
        """A line a field, what is wrong with them, two buttons."""
        currency = self._region.currency or "USD"
        with Vertical(classes="dialog"):
            yield Static(plain(self._heading), classes="dialog-title")
            for name, hint in _FIELDS.items():
                with Horizontal(classes="line -read" if name == "amount" else "line"):
                    yield Static(BY_ID[name].label, classes="label")
                    yield self._field(name, hint.format(currency=currency))
                if name == "amount":
                    yield Static(id="read-back")
            yield Static(id="trouble")
            yield OptionChooser(id="readings")
            with Horizontal(classes="dialog-buttons"):
                yield Button("Cancel", id="no", compact=True)
                yield Button("Save  Ctrl+S", id="yes", variant="primary", compact=True)

    def _field(self, name: str, hint: str) -> Input:
        suggester = SuggestFromList(CATEGORIES, case_sensitive=False) if name == "category" else None
        return LineInput(
            self._texts[name],
            placeholder=hint,
            id=f"cell-{name}",
            select_on_focus=False,
            compact=True,
            suggester=suggester,
            max_length=LineInput.MOST,
        )

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one("#cell-date", Input).focus()
        self._read_back(self._expense)
        self._say(problems(self._expense, self._region) if self._expense != Expense() else ())

    def _read(self) -> Expense:
        """Return the expense with every cell read again whose text was changed."""
        expense = self._expense
        for name, before in self._texts.items():
            text = self.query_one(f"#cell-{name}", Input).value
            if text != before:
                expense, _ = read_cell(expense, name, text, self._region)
        return expense

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """Keep every word at once: what is only in this window would go with the program."""
        event.stop()
        if not self.answered:
            expense = self._read()
            self._written.put(expense)
            self._read_back(expense)

    def _read_back(self, expense: Expense) -> None:
        """Say how the day and the amount were read while they are typed."""
        words, amount = [], expense.amount
        if isinstance(expense.date, date):
            words.append(f"= {read_back(expense.date)}")
        if isinstance(amount, Amount):
            words.append(f"= {show_amount(amount, self._region.locale)} · {digits_words(amount)}")
        self.query_one("#read-back", Static).update(plain(" · ".join(words)))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field, and saves in the last one."""
        event.stop()
        if event.input.id == "cell-note":
            self.action_save()
        else:
            self.focus_next()

    @on(Input.Blurred)
    def _field_left(self) -> None:
        """Say what cannot be read in the fields that hold something."""
        if not self.is_active:
            return
        found = problems(self._read(), self._region)
        if not self._told or found != self._told:
            self._say([one for one in found if self.query_one(f"#cell-{one[0]}", Input).value.strip()])

    @on(Button.Pressed, "#yes")
    def action_save(self) -> None:
        """Close; what cannot be read is told first, and kept as typed after that."""
        expense = self._read()
        self._written.put(expense)
        why = self._written.why_not_kept()
        if why or expense == Expense():
            self._tell(f"{why} Write less, or Esc changes nothing." if why else _NOTHING)
            return
        found = problems(expense, self._region)
        if found and found != self._told:
            self._told = found
            self._say(found, "Save once more to keep it as it is.")
            if self._choices:
                self.query_one(OptionChooser).focus()
            return
        self.dismiss(True)

    def _tell(self, words: str) -> None:
        trouble = self.query_one("#trouble", Static)
        trouble.update(plain(words))
        trouble.display = bool(words)

    def _say(self, found: Sequence[tuple[str, Problem]], more: str = "") -> None:
        lines = [f"✗ {BY_ID[name].label}: {problem.message}" for name, problem in found]
        self._tell("\n".join([*lines, *([more] if more else [])]) if lines else "")
        unclear = next(((name, problem) for name, problem in found if problem.choices), None)
        self._unclear, self._choices = (unclear[0], unclear[1].choices) if unclear else ("", ())
        chooser = self.query_one(OptionChooser)
        chooser.set_picks(
            tuple(Pick(str(n), one.label, str(n), one.reason) for n, one in enumerate(self._choices, 1))
        )
        chooser.display = bool(self._choices)

    @on(OptionChooser.Picked)
    def _meant(self, event: OptionChooser.Picked) -> None:
        """Take the reading that is meant, and put it in the field."""
        event.stop()
        event.chooser.chosen = ""
        # A key pressed twice must not take what is offered next.
        taken = next((one for one in self._choices if event.id and one.label == event.label), None)
        if taken is None:
            return
        name, value = self._unclear, taken.value
        changed: dict[str, Any] = {name: value}
        self._expense = replace(self._expense, **changed)
        self._texts[name] = edit_text(self._expense, name, self._region)
        field = self.query_one(f"#cell-{name}", Input)
        field.value = self._texts[name]
        self._written.put(self._read())
        self._told = ()
        field.focus()
        self._say(())

    @on(Button.Pressed, "#no")
    def action_cancel(self) -> None:
        """Change nothing; the list's own undo brings back what was written."""
        if not self.answered:
            self._written.put(self._read())
        self.dismiss(False)
