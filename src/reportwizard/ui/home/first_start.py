"""The first start: what this is, what to have at hand, and three ways to begin."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from reportwizard.forms.form import Form
from reportwizard.ui.home import rows
from reportwizard.ui.home.page import HomePage
from reportwizard.ui.home.settings import SettingLines
from reportwizard.ui.shared.drawing import plain, wrapped
from reportwizard.ui.shared.line_list import Item
from reportwizard.ui.shared.signs import sign
from reportwizard.ui.wizard import BRING_IN, NEW, ask, wizard

_AT_HAND = ("your grant agreement", "your dashboard or counts", "your receipts")


class FirstStartPage(SettingLines):
    """What stands here as long as there is no report."""

    heading = "reportwizard"
    HELP = """\
Here you begin. “Begin my report” asks two questions and opens the first page of your report.

If your report stands on Meta-Wiki already, bring its page in. You can also look at a finished example: its \
answers are invented, and it is not sent to anybody."""

    def items(self, example: str) -> Iterator[Item]:
        """Give the greeting, three ways to begin, and two settings."""
        from reportwizard.forms.outside import default_form

        yield Item("", lambda width, _here: list(_greeting(default_form(), width)))
        yield self.opens("Begin my report", NEW, "two questions, then you write")
        yield self.opens("Bring in a report page from Meta-Wiki", BRING_IN)
        yield self.deed("Look at a finished example", lambda: open_example(self))
        yield rows.blank()
        yield self.region_line(example)
        yield self.theme_line()


def _greeting(form: Form, width: int) -> Iterator[Content]:
    """Give the lines above the ways to begin."""
    at_hand = "   ".join(f"{sign('dot')} {one}" for one in _AT_HAND)
    texts = (
        ("", ""),
        (f"Your {form.title}", "bold"),
        (_length(form), ""),
        ("You can stop at any time: every word is saved, also without internet.", ""),
        ("", ""),
        ("Have these at hand", "$quiet"),
        (at_hand, "$quiet"),
        ("", ""),
    )
    for text, style in texts:
        for line in wrapped(plain(text, style), width - len(rows.INDENT)) or [Content()]:
            yield Content.assemble(rows.INDENT, line)


def _length(form: Form) -> str:
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
    from reportwizard.ui.home.pickers import form_picker

    app = wizard(page)
    forms = [form for form in known_forms().forms if example_of(form)]

    def show(form_id: str) -> None:
        [form] = [one for one in forms if one.id == form_id]
        app.open_draft(put_example(app.folder, form))

    ask(page, form_picker(forms), show)
