"""What the pages before and after a report share."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult

from reportwizard.ui.shared.frame import Page
from reportwizard.ui.shared.line_list import Item, LineList, row_item
from reportwizard.ui.wizard import REPORTS, Open, Wizard, attempt, wizard

INDENT = "  "
"""Left of every line on the pages outside a report."""
"""An empty line between groups."""


class HomePage(Page):
    """A page outside a report, with a name and a remark at its right."""

    SCOPED_CSS = False
    DEFAULT_CSS = "HomePage { max-width: 90; }"

    def remark(self) -> str:
        """Return what is at the right of the name."""
        return ""

    def up(self) -> None:
        self.post_message(Open(REPORTS))


class ListPage(HomePage):
    """A page that is one list of actions."""

    KEYS = "Enter choose   ↑ ↓ move   F1 help   Ctrl+Q leave"

    def __init__(self) -> None:
        super().__init__()
        self.listed = LineList()
        self._actions: dict[str, Callable[[], object]] = {}

    def compose(self) -> ComposeResult:
        yield self.listed

    def does(self, label: str, action: Callable[[], object], remark: str = "", style: str = "") -> Item:
        """Build a line that runs an action, with a remark at its right end."""
        id = f"/{label}"  # no report has such a name
        self._actions[id] = action
        return row_item(id, label, remark, lead=INDENT, style=style)

    def opens(self, label: str, page: str, remark: str = "", style: str = "", at: str = "") -> Item:
        """Build a line that opens another page."""
        return self.does(label, lambda: self.post_message(Open(page, at)), remark, style)

    def up(self) -> None:
        wizard(self).say("Ctrl+Q leaves.", "ask")

    def item_chosen(self, id: str) -> None:
        attempt(self, self._actions[id])


def open_example(app: Wizard) -> None:
    """Open a finished report with invented answers; the first time, copy it into the folder.

    It is of the default form if that has one, else of the first form that does.
    """
    from reportwizard.drafts.store.example import put_example
    from reportwizard.forms.external import default_form, known_forms
    from reportwizard.forms.loader import example_of

    forms = (default_form(), *known_forms().forms)
    app.open_draft(put_example(app.folder, next(form for form in forms if example_of(form))))
