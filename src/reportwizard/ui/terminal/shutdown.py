"""How the program ends when the user does not quit: by a signal, a closed terminal, or a hang."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from reportwizard.drafts.saving.watchdog import Watchdog

if TYPE_CHECKING:
    from textual.app import App

    from reportwizard.ui.terminal.driver import TerminalDriver
    from reportwizard.ui.terminal.key_queue import KeyQueue

_TICK = 0.25
"""Seconds between two signs of life of the event loop."""

_LAST_KEYS = 5.0
"""Seconds that the last keys have to reach the report when the program is asked to end."""

_PAUSE = 0.01

_KEYS = () if sys.platform == "win32" else (signal.SIGINT, signal.SIGQUIT)
"""What a terminal sends for Ctrl+C and Ctrl+\\ while another program has it."""

_MAX_THREADS = 12


class UnwaitedExecutor(ThreadPoolExecutor):
    """The threads of the event loop; the end of the program waits for none, as a disk may block it.

    What they write must have been saved in another way by then.
    """

    def __init__(self) -> None:
        super().__init__(max_workers=_MAX_THREADS, thread_name_prefix="wizard")

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Cancel what is queued, and abandon what runs."""
        super().shutdown(wait=False, cancel_futures=True)


class Shutdown:
    """Saves and ends the program, whatever state it is in.

    `save` saves everything in the interface's thread. `save_in_thread` saves the report in another thread,
    and returns whether all of it is on the disk. `release` releases the lock of the open draft.
    """

    def __init__(
        self,
        app: App[None],
        keys: KeyQueue,
        *,
        save: Callable[[], object],
        save_in_thread: Callable[[], bool],
        release: Callable[[], object],
    ) -> None:
        self._app = app
        self._keys = keys
        self._save = save
        self._watchdog = Watchdog(
            save_in_thread,
            release,
            alive=lambda: self._terminal is None or self._terminal.is_there,
            end=self._end_at_once,
        )
        self._leaving: asyncio.Task[None] | None = None

    def install_signal_handlers(self) -> None:
        """Handle the signals that ask the program to end."""
        if sys.platform != "win32":
            # A closed terminal and `kill` end a program without unmounting anything. The event loop's own
            # handlers would not run while it hangs.
            for number in (signal.SIGTERM, signal.SIGHUP, *_KEYS):
                signal.signal(number, partial(self._ask_to_end, asyncio.get_running_loop()))

    def start_watchdog(self) -> None:
        """Start the watchdog, if the program has a terminal."""
        if not self._app.is_headless:
            self._watchdog.start()
            self._app.set_interval(_TICK, self._watchdog.tick)

    def note_exit(self) -> None:
        """Note that the program ends by itself; the watchdog ends it if the terminal prevents that."""
        self._watchdog.ask_to_end()

    @property
    def _terminal(self) -> TerminalDriver | None:
        if sys.platform == "win32":
            return None
        from reportwizard.ui.terminal.driver import TerminalDriver

        return self._app._driver if isinstance(self._app._driver, TerminalDriver) else None

    def _ask_to_end(self, loop: asyncio.AbstractEventLoop, number: int, *_: object) -> None:
        if number in _KEYS and self._terminal is not None and not self._terminal.has_terminal:
            return  # pressed in an editor, which takes it for a command
        self._watchdog.ask_to_end()
        with suppress(RuntimeError):  # the loop has ended already
            loop.call_soon_threadsafe(self._leave)

    def _leave(self) -> None:
        self._save()
        if self._leaving is None:
            self._leaving = asyncio.create_task(self._leave_when_typed())

    async def _leave_when_typed(self) -> None:
        """Leave when everything that came from the terminal is in the report."""
        if (terminal := self._terminal) is not None:
            end = time.monotonic() + _LAST_KEYS
            while terminal.has_unread and time.monotonic() < end:
                await asyncio.sleep(_PAUSE)
            terminal.release()
        await self._keys.idle(_LAST_KEYS)
        choice = getattr(self._app.screen, "at_end", "") if self._app.screen_stack else ""
        if choice:  # a question about words that are not in the report yet
            self._app.call_later(self._app.screen.dismiss, choice)
            await self._keys.idle(_LAST_KEYS)
        self._save()
        self._app.exit(return_code=0)

    def _end_at_once(self, status: int) -> None:
        if self._terminal is not None:
            self._terminal.restore()
        os._exit(self._app.return_code or status)
