"""A thread that saves, and in the end ends the program, if the event loop hangs or the terminal is gone.

It knows no interface: the event loop reports that it is alive, and four functions do the work.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module

STALLED = 1.0
"""Seconds without a tick after which the event loop counts as hanging."""

GRACE = 2.0
"""Seconds that a hanging program has to end by itself, once it was asked to or its terminal is gone."""

LONGEST = 8.0
"""Seconds that it has while it works: many keys may still wait, or the computer be busy."""

# What a save needs is loaded early, for a hanging import blocks all others; but only after the first screen,
# which that would delay.
_NEEDED = (
    *(f"reportwizard.drafts.{name}" for name in ("format.encode", "history.folder", "merging.merge")),
    "encodings.utf_8_sig",
)
_LOOK_EVERY = 0.25
_BUSY = 0.02
_SETTLED = 1.5
_TRY_AGAIN = 1.0
_LONGEST_CALL = 5.0


class Watchdog:
    """Looks after one running program.

    `save` writes what is not on the disk yet, from any thread, and returns whether all of it is there.
    `release` gives back the lock of the open draft. `alive` is whether the terminal is still there. `end`
    takes the exit status, 0 if all was saved, and does not return in a real program. `clock` is in
    seconds and never goes back; `work` is how many seconds of a processor the program has used.

    If the event loop hangs, the report is saved, and no more. If the terminal is gone, or the program was
    asked to end, it also ends: `GRACE` seconds later, or `LONGEST` while it works, unless it has done so by
    itself.
    """

    def __init__(
        self,
        save: Callable[[], bool],
        release: Callable[[], object],
        alive: Callable[[], bool] = lambda: True,
        *,
        end: Callable[[int], object] = os._exit,
        clock: Callable[[], float] = time.monotonic,
        work: Callable[[], float] = time.process_time,
        patience: float = _LONGEST_CALL,
    ) -> None:
        self._save = save
        self._release = release
        self._alive = alive
        self._end = end
        self._clock = clock
        self._patience = patience
        self._work = work
        self._worked = work()
        self._ticked = self._busy = clock()
        self._asked = False
        self._gone_since: float | None = None
        self._tried = float("-inf")
        self._worker: threading.Thread | None = None
        self._ended = threading.Event()

    def tick(self) -> None:
        """Note that the event loop is alive; it calls this several times a second."""
        self._ticked = self._clock()

    def ask_to_end(self) -> None:
        """Note that the program is to end; safe in a signal handler, for it only sets a flag."""
        self._asked = True

    def start(self) -> None:
        """Start looking, in a thread of its own that does not keep the program from ending."""
        threading.Thread(target=self._run, name="watchdog", daemon=True).start()

    def _run(self) -> None:
        needed, settled = list(_NEEDED), self._clock() + _SETTLED
        while not self._ended.wait(_LOOK_EVERY):
            with suppress(Exception):  # whatever fails, the next look comes
                while needed and self._clock() >= settled:
                    import_module(needed.pop(0))
                self.look()

    def look(self) -> None:
        """Look once, and do what is due now."""
        now = self._clock()
        must_end = self._asked or not self._alive()
        if not must_end:
            self._gone_since = None
        elif self._gone_since is None:
            self._gone_since = now
        if (worked := self._work()) - self._worked > _BUSY:
            self._busy = now
        self._worked = worked
        hangs = now - self._ticked > STALLED
        if (must_end or hangs) and now - self._tried >= _TRY_AGAIN:
            self._tried = now
            self._call(self._save)
        grace = GRACE if hangs and now - self._busy > STALLED else LONGEST
        if self._gone_since is not None and now - self._gone_since >= grace and not self._ended.is_set():
            saved = self._call(self._save)
            self._call(self._release)
            self._ended.set()
            self._end(0 if saved else 1)

    def _call(self, work: Callable[[], object]) -> bool:
        """Call a function that may hang, as on a dead disk; whether it returned a true value in time."""
        if self._worker is not None:
            self._worker.join(self._patience)
            if self._worker.is_alive():
                return False
        result: list[object] = []

        def run() -> None:
            with suppress(Exception):
                result.append(work())

        self._worker = threading.Thread(target=run, name="watchdog worker", daemon=True)
        self._worker.start()
        self._worker.join(self._patience)
        return bool(result and result[0])
