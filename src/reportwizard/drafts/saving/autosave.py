"""When a draft is saved, and what the applicant is told about it. Pure: no file, no thread, no timer.

The interface calls `changed` at each change, sets a timer for `due_at`, and then gives the snapshot that
`begin` numbered to the saver. The result comes back through `saved` or `failed`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Literal

QUIET = 0.5
"""Seconds without a key until a change is saved."""

LONGEST = 0.6
"""Seconds from the first unsaved change until it is saved, even while keys still come.

The rest of the promised second is for writing: a slow disk or a busy computer takes some tenths.
"""

SLOW = 1.0
"""Seconds after which a save under way is not waited for: the text also goes to a backup."""

RETRIES = (1.0, 2.0, 5.0, 10.0)
"""Seconds until a failed save is tried again: after the first failure, the second, …; the last one stays."""

State = Literal["saved", "saving", "failed", "read only"]


@dataclass(frozen=True, slots=True)
class Status:
    """What the title line says about saving.

    `at` is when the draft was last saved, None if unknown. `message` says in one phrase why the draft is not
    saved or can only be read; otherwise it is empty.
    """

    state: State
    message: str = ""
    at: datetime | None = None


class Autosave:
    """The times of saving for one open draft.

    Every `now` is in seconds on one clock that never goes back, such as `time.monotonic`. `local_time` is
    the clock on the wall. `saved_at` is when the draft just opened was last saved.
    """

    def __init__(self, saved_at: datetime | None, local_time: Callable[[], datetime]) -> None:
        self.saved_at = saved_at
        """When what is shown was last saved, here or by another program."""
        self._local_time = local_time
        self._first_change: float | None = None
        self._last_change = 0.0
        self._numbers = count(1)
        self._newest_saved = 0
        self._under_way = 0
        self._began = 0.0
        self._failures = 0
        self._retry_at = 0.0
        self._failure = ""

    @property
    def unsaved(self) -> bool:
        """Whether something is not on the disk yet: changed, being saved, or refused by the disk."""
        return self._first_change is not None or bool(self._under_way or self._failure)

    def number(self) -> int:
        """Return the next number for a snapshot; for one that is saved past these rules, from any thread."""
        return next(self._numbers)

    @property
    def status(self) -> Status:
        """What to show now. A failure stays until a save succeeds, so that it does not flicker."""
        if self._failure:
            return Status("failed", self._failure, self.saved_at)
        return Status("saving" if self.unsaved else "saved", at=self.saved_at)

    def changed(self, now: float) -> None:
        """Note a change of the report."""
        if self._first_change is None:
            self._first_change = now
        self._last_change = now

    def due_at(self) -> float | None:
        """Return when to save next; None if there is nothing to save.

        While a save is under way, that is only when it takes too long. After a failure new changes are due
        as ever: each attempt also writes the text to a backup.
        """
        if self._under_way:
            return self._began + SLOW
        times = []
        if self._first_change is not None:
            times.append(min(self._last_change + QUIET, self._first_change + LONGEST))
        if self._failure:
            times.append(self._retry_at)
        return min(times, default=None)

    def begin(self, now: float) -> int:
        """Return the number of the snapshot that is saved now; it holds every change noted so far."""
        self._under_way = self.number()
        self._began = now
        self._first_change = None
        return self._under_way

    def saved(self, number: int) -> None:
        """Note that a snapshot is on the disk. News about an older one changes nothing."""
        if number <= self._newest_saved:
            return
        self._newest_saved = number
        self.saved_at = self._local_time()
        if number == self._under_way:
            self._under_way = self._failures = 0
            self._failure = ""

    def failed(self, number: int, now: float, message: str) -> None:
        """Note that a snapshot was not saved, and why. News about an older one changes nothing."""
        if number != self._under_way:
            return
        self._under_way = 0
        self._failure = message
        self._retry_at = now + RETRIES[min(self._failures, len(RETRIES) - 1)]
        self._failures += 1
