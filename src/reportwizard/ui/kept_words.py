"""What is written in a box outside of any report: kept like an answer, until it is taken."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from reportwizard.drafts.saving.autosave import Autosave
from reportwizard.ui.save_timer import SaveTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportwizard.drafts.saving.loose import LooseText
    from reportwizard.ui.app import WizardApp

CAME_BACK = "You wrote this the last time."


class KeptWords:
    """The words of one box, in a file of their own at the latest a second after each key.

    `came` is what an earlier time left. A disk that refuses is asked again later; nobody is disturbed.
    """

    def __init__(self, app: WizardApp, place: LooseText, clock: Callable[[], float] = time.monotonic) -> None:
        self.came = place.read()
        self._app = app
        self._place = place
        self._clock = clock
        self._autosave = Autosave()
        self._due = SaveTimer(app, self._autosave, clock, self._save_behind)
        self._read: Callable[[], str] = lambda: self.came
        # What the disk holds, or will when the thread under way is done; None where nobody knows.
        self._sent: str | None = self.came

    def watch(self, read: Callable[[], str]) -> None:
        """Keep from now on what `read` returns, which is nothing where there is nothing to keep."""
        self._read = read
        self._app.writing.add(self)

    def changed(self) -> None:
        """Note that somebody wrote."""
        if self in self._app.writing:
            self._autosave.changed(self._clock())
            self._due.plan()

    def save_now(self) -> bool:
        """Save here and now; whether the words are on the disk."""
        self._due.stop()
        if self._autosave.unsaved and self in self._app.writing:
            number, text = self._begin()
            self._finished(number, self._write(number, text))
        return not self._autosave.unsaved

    def close(self) -> None:
        """End, and let the words wait for the next time."""
        self.save_now()
        self._app.writing.discard(self)

    def give_up(self) -> None:
        """End, and let stand there what stood there before."""
        self._read = lambda: self.came
        if self._sent != self.came:
            self._autosave.changed(self._clock())
        self.close()

    def taken(self) -> None:
        """End, and keep nothing any more: the words stand somewhere else now."""
        self._app.writing.discard(self)
        self._due.stop()
        self._place.remove()

    def _save_behind(self) -> None:
        """Save in a thread: a large page must not stop the typing."""
        number, text = self._begin()

        def work() -> None:
            kept = self._write(number, text)
            # Not `call_from_thread`: at the end of the program nobody would answer it.
            self._app.call_later(self._finished, number, kept)

        self._app.run_worker(work, thread=True, group="keep", exit_on_error=False)
        self._due.plan()

    def _begin(self) -> tuple[int, str | None]:
        """Return a number, and the words; None where they stand on the disk already."""
        number, text = self._autosave.begin(self._clock()), self._read()
        if text == self._sent:
            return number, None
        self._sent = text
        return number, text

    def _write(self, number: int, text: str | None) -> bool:
        return text is None or self._place.write(number, text)

    def _finished(self, number: int, kept: bool) -> None:
        if kept:
            self._autosave.saved(number, self._clock())
        else:
            self._sent = None
            self._autosave.failed(number, self._clock(), "not kept")
        if self in self._app.writing:
            self._due.plan_anew()
