"""An action that waits for a pause, longer if it is slow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from reportwizard.ui.shared.debounce import Debounce

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message_pump import MessagePump


class Timers:
    """A clock that a test moves, and the timers that were set on it."""

    def __init__(self) -> None:
        self.now = 0.0
        self.timers: list[tuple[float, Callable[[], Any]]] = []
        self.acted: list[float] = []
        self.takes = 0.0

    def set_timer(self, seconds: float, act: Callable[[], Any]) -> Timers:
        self.timers.append((self.now + seconds, act))
        return self

    def stop(self) -> None:
        self.timers.pop()

    def act(self) -> None:
        self.acted.append(self.now)
        self.now += self.takes

    def run(self) -> None:
        """Let all timers fire."""
        while self.timers:
            self.now, fire = self.timers.pop(0)
            fire()


def a_rest(timers: Timers) -> Debounce:
    return Debounce(cast("MessagePump", timers), timers.act, clock=lambda: timers.now)


def test_the_action_runs_once_after_the_last_touch() -> None:
    timers = Timers()
    rest = a_rest(timers)
    rest.touch(0.2)
    timers.now = 0.1
    rest.touch(0.2)
    timers.run()
    assert len(timers.acted) == 1
    assert timers.acted[0] >= 0.3


def test_a_shorter_touch_brings_the_action_forward() -> None:
    timers = Timers()
    rest = a_rest(timers)
    rest.touch(0.8)
    rest.touch(0.15)
    timers.run()
    assert timers.acted == [0.15]


def test_a_slow_action_waits_longer_the_next_time() -> None:
    timers = Timers()
    rest = a_rest(timers)
    timers.takes = 0.5
    rest.touch(0.2)
    timers.run()
    timers.takes, begin = 0.0, timers.now
    rest.touch(0.2)
    timers.run()
    assert 1.4 < timers.acted[1] - begin < 1.6
    begin = timers.now
    rest.touch(0.2)
    timers.run()
    assert timers.acted[2] - begin < 0.3


def test_the_longer_wait_has_a_limit() -> None:
    timers = Timers()
    rest = a_rest(timers)
    timers.takes = 60.0
    rest.touch(0.2)
    timers.run()
    begin = timers.now
    rest.touch(0.2)
    timers.run()
    assert timers.acted[1] - begin < 3.1
