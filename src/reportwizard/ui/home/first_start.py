"""The first start: what this is, what to have at hand, and three ways to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content

from reportwizard.errors import ReportWizardError
from reportwizard.ui.home import rows
from reportwizard.ui.home.screen import HomePage
from reportwizard.ui.home.settings import change_setting, setting_items, show_settings
from reportwizard.ui.shared.drawing import plain, wrapped
from reportwizard.ui.shared.line_list import Item, LineList
from reportwizard.ui.shared.lines import Hint
from reportwizard.ui.shared.signs import sign
from reportwizard.ui.wizard import BRING_IN, NEW, Open, wizard

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget

    from reportwizard.forms.form import Form

_NEW, _BRING_IN, _EXAMPLE = "/new", "/bring-in", "/example"
_AT_HAND = ("your grant agreement", "your dashboard or counts", "your receipts")


class FirstStartPage(HomePage):
    """What stands here as long as there is no report."""

    heading = "reportwizard"
    HELP = """\
Here you begin. “Begin my report” asks two questions and opens the first page of your report.

If your report stands on Meta-Wiki already, bring its page in. You can also look at a finished example: its \
answers are invented, and it is not sent to anybody."""

    def compose(self) -> ComposeResult:
        """All in one list."""
        yield LineList(id="first-start")

    def begin(self) -> Widget:
        """The cursor is on the way to begin."""
        from reportwizard.forms.outside import default_form

        self._form = default_form()
        show_settings(self, self._items)
        return self.query_one(LineList)

    def hints(self) -> Sequence[Hint]:
        """Choose, or leave."""
        return (
            Hint("Enter", "choose", "enter"),
            Hint("↑ ↓", "move"),
            Hint("F1", "help", "f1"),
            Hint("Ctrl+Q", "leave", "ctrl+q"),
        )

    def up(self) -> None:
        """There is nothing above."""
        wizard(self).say("Ctrl+Q leaves.", "ask")

    def _items(self, example: str) -> Iterator[Item]:
        yield Item("", lambda width, _here: list(_greeting(self._form, width)))
        yield rows.action_item(_NEW, "Begin my report", "two questions, then you write", style="")
        yield rows.action_item(_BRING_IN, "Bring in a report page from Meta-Wiki", style="")
        yield rows.action_item(_EXAMPLE, "Look at a finished example", style="")
        yield rows.blank()
        yield from setting_items(self, example)

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        if event.id == _EXAMPLE:
            open_example(self)
        elif event.id in (_NEW, _BRING_IN):
            self.post_message(Open(NEW if event.id == _NEW else BRING_IN))
        else:
            change_setting(self, event.id, lambda: show_settings(self, self._items))


def _greeting(form: Form, width: int) -> Iterator[Content]:
    """Give the lines above the ways to begin."""
    at_hand = "   ".join(f"{sign('dot')} {one}" for one in _AT_HAND)
    texts = (
        ("", ""),
        (f"Your {form.title}", "bold"),
        (_size(form), ""),
        ("You can stop at any time: every word is saved, also without internet.", ""),
        ("", ""),
        ("Have these at hand", "$quiet"),
        (at_hand, "$quiet"),
        ("", ""),
    )
    for text, style in texts:
        for line in wrapped(plain(text, style), width - len(rows.INDENT)) or [Content()]:
            yield Content.assemble(rows.INDENT, line)


def _size(form: Form) -> str:
    """Say how long a form is: `15 questions in 4 parts.`"""
    parts = [part for part in form.parts if part.number]
    numbers = {one.number.split(".")[0] for one in form.questions if one.number[:1].isdecimal()}
    if not parts or not numbers:
        return f"{len(form.questions)} questions."
    return f"{len(numbers)} questions in {len(parts)} parts."


def open_example(page: HomePage) -> None:
    """Open a finished report with invented answers; the first time, a copy of it is put into the folder."""
    from reportwizard.drafts.store.example import put_example
    from reportwizard.forms.loader import example_of
    from reportwizard.forms.outside import known_forms

    forms = {form.id: form for form in known_forms().forms if example_of(form)}

    def show(form_id: str | None) -> None:
        if not form_id:
            return
        try:
            name = put_example(wizard(page).folder, forms[form_id])
        except ReportWizardError as error:
            wizard(page).complain(error)
        else:
            wizard(page).open_draft(name)

    if len(forms) == 1:
        show(next(iter(forms)))
    else:
        from reportwizard.ui.home.pickers import form_picker

        page.app.push_screen(form_picker(forms.values()), show)
