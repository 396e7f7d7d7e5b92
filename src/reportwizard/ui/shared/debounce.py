"""Doing something once typing pauses, with one timer, however many keys come."""

from __future__ import annotations

import time
from collections.abc import Callable

from textual.message_pump import MessagePump
from textual.timer import Timer

# At most a quarter of the time goes to what is done at rest; but nobody waits longer than so many seconds.
_SHARE, _LONGEST = 3, 3.0


class Debounce:
    """Calls `action` when `touch` was not called for some seconds; each touch says for how many.

    What took long last time waits longer: a huge report must not block typing.
    """

    def __init__(
        self, owner: MessagePump, action: Callable[[], object], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._owner, self._action, self._clock = owner, action, clock
        self._due = self._took = 0.0
        self._timer: Timer | None = None

    @property
    def waits(self) -> bool:
        """Whether something is still to be done."""
        return self._timer is not None

    def touch(self, seconds: float) -> None:
        """Note that something happened: act when nothing more does for `seconds`."""
        seconds = max(seconds, min(_SHARE * self._took, _LONGEST))
        self._due = self._clock() + seconds
        if self._timer is None:
            self._timer = self._owner.set_timer(seconds, self._look)

    def finish(self) -> None:
        """Act now if something waits; nothing otherwise."""
        if self._timer is not None:
            self._timer.stop()
            self._due = 0.0
            self._look()

    def _look(self) -> None:
        begin = self._clock()
        if (left := self._due - begin) > 0.005:
            self._timer = self._owner.set_timer(left, self._look)
            return
        self._timer = None
        self._action()
        self._took = self._clock() - begin
