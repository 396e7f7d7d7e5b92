"""The top line of a draft: the project's title on the left, on the right whether every word is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from reportwizard.ui.content import shortened

if TYPE_CHECKING:
    from textual.visual import VisualType

    from reportwizard.drafts.saving.autosave import Status
    from reportwizard.ui.session import Session

_STYLES = {"saved": "$success", "failed": "bold $error", "read only": "bold $warning"}


class TitleBar(Widget):
    """Title and save status; always in the same place, redrawn without a new layout."""

    DEFAULT_CSS = """
    TitleBar { height: 1; padding: 0 1; background: $panel; text-wrap: nowrap; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._status = session.status

    def on_mount(self) -> None:
        """Follow the session."""
        self.session.status_changed.subscribe(self, self._show_status, immediate=True)
        self.session.changed.subscribe(self, self._show_title)

    def _show_title(self, question_id: str) -> None:
        title = self.session.report.form.role("project.title")
        if question_id in ("", title and title.id):
            self.refresh()

    def _show_status(self, status: Status) -> None:
        if (status.words, status.state) != (self._status.words, self._status.state):
            self._status = status
            self.refresh()

    def render(self) -> VisualType:
        """One line: what cannot be saved matters more than the end of a long title."""
        width = max(self.content_size.width, 1)
        status = shortened(self._status.words, max(width - 12, 8))
        room = max(width - status.cell_length - 2, 1)
        title = shortened(self.session.report.title.strip() or "Report without a title yet", room)
        style = _STYLES.get(self._status.state, "$quiet")
        gap = " " * (width - title.cell_length - status.cell_length)
        return Content.assemble(title.stylize("bold"), gap, status.stylize(style))
