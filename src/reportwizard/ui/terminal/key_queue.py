"""Handles one key after the other: a key waits until everything that the one before it started is done.

A terminal over a slow line sends many keys at once. Textual gives each to the widget that has the focus at
that moment, before earlier keys have moved the focus, opened a screen or reached the report: words would get
into the wrong field, or be lost when the last key leaves the program.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress

from textual.app import App, ScreenStackError
from textual.css.query import NoMatches
from textual.errors import NoWidget
from textual.events import Callback, Event, Key, MouseEvent, MouseMove, Paste
from textual.message_pump import MessagePump
from textual.widget import Widget

_MAX_WAIT = 1.0
"""Seconds without progress after which the next key is handled all the same."""

_MAX_ROUNDS = 12

_ALONE = 0.25
"""Seconds after which the widgets are asked whether they are done, if no other key waits for them before."""

# Nearly always a few turns of the event loop are enough; after that, it is polled with pauses.
_TURNS, _PAUSE, _POSTED = 50, 0.005, 0.05


class KeyQueue:
    """Holds keys and pastes back while an earlier one is handled; the app asks it about each."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._waiting: deque[Event] = deque()
        self._next: Event | None = None
        self._task: asyncio.Task[None] | None = None
        self._key_waits = asyncio.Event()
        self._admitted = 0
        self._last_field: Widget | None = None

    def admits(self, event: Event) -> bool:
        """Whether an event may be handled now.

        A key or a paste that may not is posted again when it is its turn; another event is dropped.
        """
        if isinstance(event, MouseEvent) and not isinstance(event, MouseMove):
            return self._has_target(event)
        if not isinstance(event, Key | Paste) or event.is_forwarded:
            return True
        if not self._app.screen_stack:
            return False  # the program ends
        field = self._field_for(event)
        if event is self._next:
            self._next = None
            if not self._waiting:
                self._key_waits.clear()
        elif self._waiting or self._next or (self._task and (field is None or field is not self._last_field)):
            self._waiting.append(event)
            self._key_waits.set()
            return False
        self._app.app_focus = True
        self._last_field = field
        self._admitted += 1
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._wait_until_handled())
        return True

    async def idle(self, seconds: float) -> None:
        """Wait until everything that came is handled, at most `seconds`."""
        end = time.monotonic() + seconds
        await asyncio.sleep(_POSTED)  # for what was posted just now
        while (self._task or self._next or self._app.message_queue_size) and time.monotonic() < end:
            await asyncio.sleep(_PAUSE)
        with suppress(TimeoutError):
            await asyncio.wait_for(self._settle(), max(end - time.monotonic(), _POSTED))

    def _has_target(self, event: MouseEvent) -> bool:
        """Whether a widget is below the mouse: a click on a removed one ends the program.

        Beside the window, which may be smaller now, each button and the wheel would take the keys away.
        """
        with suppress(NoWidget, ScreenStackError):
            captured = self._app.mouse_captured
            return (captured or self._app.get_widget_at(event.x, event.y)[0]).is_attached
        return False

    def _field_for(self, event: Event) -> Widget | None:
        """Return the field that only inserts this letter: letters need not wait for each other."""
        focused = self._app.focused
        if focused is None or not isinstance(event, Key):
            return None
        return focused if focused.check_consume_key(event.key, event.character) else None

    async def _wait_until_handled(self) -> None:
        try:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._key_waits.wait(), _ALONE)
            seen = -1
            while seen != self._admitted:
                seen = self._admitted
                await self._settle()
        finally:
            # Whatever happened: a queue that stays closed would be a dead keyboard.
            self._task = None
            if self._waiting:
                self._next = self._waiting.popleft()
                self._app.post_message(self._next)

    async def _settle(self) -> None:
        """Wait until no message is queued between the focused widget and the app."""
        before: tuple[MessagePump, ...] = ()
        for _ in range(_MAX_ROUNDS):
            pumps = tuple(self._pumps())
            for pump in pumps:
                await _drained(pump)
            # A message may have put another one into a queue that was empty before.
            if pumps == before and not any(pump.message_queue_size for pump in pumps):
                return
            before = pumps

    def _pumps(self) -> Iterator[MessagePump]:
        app = self._app
        if not app.screen_stack:
            return
        with suppress(NoMatches):
            yield from (app.focused or app.screen).ancestors_with_self


async def _drained(pump: MessagePump) -> None:
    """Wait until a widget has handled what is queued now, is gone, or makes no progress."""
    done = asyncio.Event()
    # Not `call_later`: for each callback it looks at the function's signature.
    if not pump.post_message(Callback(callback=done.set)):
        return
    for _ in range(_TURNS):
        if done.is_set():
            return
        await asyncio.sleep(0)
    remaining, queued = _MAX_WAIT, pump.message_queue_size
    while remaining > 0 and pump.is_attached and not done.is_set():
        await asyncio.sleep(_PAUSE)
        remaining = remaining - _PAUSE if pump.message_queue_size == queued else _MAX_WAIT
        queued = pump.message_queue_size
