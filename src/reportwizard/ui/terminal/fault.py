"""Keeps a crash from printing answers: Textual's traceback shows every value."""

from __future__ import annotations

import sys

from textual.app import App


class QuietApp(App[None]):
    """An app that keeps the error that ended it instead of printing it: its values are answers."""

    fault: BaseException | None = None

    def _fatal_error(self) -> None:
        self.fault = sys.exc_info()[1]
        self._close_messages_no_wait()
