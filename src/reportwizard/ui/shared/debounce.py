"""Calls something once typing pauses, with one timer for any number of keys."""

from __future__ import annotations

import time
from collections.abc import Callable

from textual.message_pump import MessagePump
from textual.timer import Timer

# A slow action takes at most a quarter of the time, but never waits longer than this, in seconds.
_SHARE, _LONGEST = 3, 3.0


class Debounce:
    """Calls `action` once the seconds of the last `touch` have passed, or more if it was slow before."""

    def __init__(
        self, owner: MessagePump, action: Callable[[], object], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._owner, self._action, self._clock = owner, action, clock
        self._due = self._took = 0.0
        self._timer: Timer | None = None

    @property
    def waits(self) -> bool:
        """Whether the action is still due."""
        return self._timer is not None

    def touch(self, seconds: float) -> None:
        """Call the action after `seconds`, unless this is called again."""
        seconds = max(seconds, min(_SHARE * self._took, _LONGEST))
        due = self._clock() + seconds
        if self._timer is not None and due < self._due:
            self._timer.stop()
            self._timer = None
        self._due = due
        if self._timer is None:
            self._timer = self._owner.set_timer(seconds, self._check)

    def finish(self) -> None:
        """Call the action now if it is due."""
        if self._timer is not None:
            self._timer.stop()
            self._due = 0.0
            self._check()

    def _check(self) -> None:
        start = self._clock()
        if (left := self._due - start) > 0.005:
            self._timer = self._owner.set_timer(left, self._check)
            return
        self._timer = None
        self._action()
        self._took = self._clock() - start
