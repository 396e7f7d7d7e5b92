"""Output to a terminal that may not read: nothing waits for it, and nothing accumulates."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable

from rich.cells import cell_len

MAX_WAITING = 1_000_000
"""Characters that may wait for a terminal; while more do, what is drawn is dropped."""


# Letters with signs beside them, emoji of several characters: terminals disagree how many cells these take.
_UNSURE = re.compile(
    "[\u0900-\u0dff\u0e33\u0eb3\u0f00-\u109f\u1700-\u17ff\u1900-\u1cff\ua800-\uabff\u200d\ufe0f"
    "\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]"
)
_PLACED = re.compile(r"(?=\x1b\[\d+;\d+H)")
_PIECES = re.compile(r"(\x1b\[[\d;:?]*[A-Za-z]| {2,}|\n)")
_PLACE = re.compile(r"\x1b\[\d+;(\d+)H")


def keep_columns(drawn: str) -> str:
    """Name the column of what follows such letters and a gap: whatever a terminal makes of them, it is there.

    `drawn` is what Textual draws: each piece of a line begins with its place.
    """
    if not _UNSURE.search(drawn):
        return drawn
    return "".join(_with_columns(piece) if _UNSURE.search(piece) else piece for piece in _PLACED.split(drawn))


def _with_columns(piece: str) -> str:
    out, column, is_unsure, after_gap = [], 1, False, False
    for part in filter(None, _PIECES.split(piece)):
        if place := _PLACE.fullmatch(part):
            column = int(place[1])
        elif not part.startswith(("\x1b", "\n")):
            if part.isspace():
                after_gap = after_gap or len(part) > 1
            else:
                if is_unsure and after_gap:
                    out.append(f"\x1b[{column}G")
                    is_unsure = False
                is_unsure, after_gap = is_unsure or bool(_UNSURE.search(part)), False
            column += cell_len(part)
        out.append(part)
    return "".join(out)


class TerminalOutput(threading.Thread):
    """Writes to a terminal in a thread of its own.

    `repaint` is called when the terminal reads again after something was dropped, `gone` when there is no
    terminal any more; both in this thread.
    """

    def __init__(self, fileno: int, repaint: Callable[[], object], on_closed: Callable[[], object]) -> None:
        super().__init__(name="terminal-output", daemon=True)
        self._fileno = fileno
        self._repaint = repaint
        self._on_closed = on_closed
        self._changed = threading.Condition()
        self._waiting: list[str] = []
        self._size = 0
        self._dropped = False
        self._stopped = False

    def write(self, text: str) -> None:
        """Queue what is drawn, or drop it if too much waits already."""
        with self._changed:
            if self._stopped or self._size > MAX_WAITING:
                self._dropped = True
                return
            self._waiting.append(text)
            self._size += len(text)
            self._changed.notify_all()

    def stop(self, seconds: float) -> None:
        """Queue nothing more; wait until the terminal has read the rest, at most `seconds`."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
        self.join(seconds)

    def run(self) -> None:
        """Write until it is stopped or the terminal is gone."""
        while text := self._next():
            data = text.encode(errors="replace")
            try:
                while data:
                    data = data[os.write(self._fileno, data) :]
            except OSError:
                with self._changed:
                    was_stopped, self._stopped = self._stopped, True
                    self._waiting.clear()
                if not was_stopped:
                    self._on_closed()
                return
            with self._changed:
                self._size -= len(text)
                is_incomplete = self._dropped and not self._waiting and not self._stopped
                self._dropped &= not is_incomplete
            if is_incomplete:
                self._repaint()

    def _next(self) -> str:
        """Return all that waits; nothing once it is stopped."""
        with self._changed:
            self._changed.wait_for(lambda: self._size or self._stopped)
            text = "".join(self._waiting)
            self._waiting.clear()
            return text
