"""The one timer that calls for a save when the rules of `Autosave` say that one is due."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import App
from textual.timer import Timer

from reportwizard.drafts.saving.autosave import Autosave


class SaveTimer:
    """Waits for the next time at which a save may be due; when it comes, it looks again, and calls `save`."""

    def __init__(
        self, app: App[None], autosave: Autosave, clock: Callable[[], float], save: Callable[[], None]
    ) -> None:
        self._app = app
        self._autosave = autosave
        self._clock = clock
        self._save = save
        self._timer: Timer | None = None

    def plan(self) -> None:
        """Have a timer, where a save will be due and none is waited for."""
        due = self._autosave.due_at()
        if due is not None and self._timer is None:
            self._timer = self._app.set_timer(max(due - self._clock(), 0.001), self._look)

    def plan_anew(self) -> None:
        """Wait for what is due now, and no more for what was due before."""
        self.stop()
        self.plan()

    def stop(self) -> None:
        """Wait for nothing."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _look(self) -> None:
        self._timer = None
        due = self._autosave.due_at()
        if due is not None and due <= self._clock() + 0.005:
            self._save()
        else:
            self.plan()
