"""A real program in a pseudo-terminal: press its keys, read its screen, kill it.

Nothing here sleeps for luck: every wait looks at the screen until a condition holds or its time is over.
"""

from __future__ import annotations

import base64
import contextlib
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pyte
import pytest

from support.warm import Started

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

if sys.platform != "win32":
    import fcntl
    import pty
    import select
    import struct
    import termios

HAS_TERMINAL = sys.platform != "win32"
needs_terminal = pytest.mark.skipif(not HAS_TERMINAL, reason="this system has no pseudo-terminals")

PATIENCE = 60.0
"""Seconds after which a wait gives up: far more than a slow machine needs."""

_LETTERS = {
    "enter": "\r",
    "tab": "\t",
    "esc": "\x1b",
    "space": " ",
    "backspace": "\x7f",
    "shift+tab": "\x1b[Z",
}
_CURSOR = {"up": "A", "down": "B", "right": "C", "left": "D", "end": "F", "home": "H"}
_EDITING = {"insert": 2, "delete": 3, "pgup": 5, "pgdn": 6}
_FUNCTION = {f"f{n}": c for n, c in enumerate((15, 17, 18, 19, 20, 21, 23, 24), 5)}
_HELD = {"": 1, "shift": 2, "alt": 3, "ctrl": 5, "ctrl+shift": 6}

# pyte prints the tail of a few sequences that it does not know; none of them draws anything. Colours are most
# of what a program sends, and nobody asks for them here.
_NOT_DRAWN = re.compile(
    rb"\x1b\[[\d;:]*m|\x1b\[[<=>][0-?]*[ -/]*[@-~]|\x1b\[[0-?]*\$[@-~]|\x1b[\]P_][^\x07\x1b]*(?:\x07|\x1b\\)"
)
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|[\]P_][^\x07\x1b]*\x1b?)?\Z")
_ASKS_FOR_MARKS, _HAS_MARKS = b"\x1b[?2004$p", b"\x1b[?2004;1$y"
_MODE = re.compile(rb"\x1b\[\?([\d;]+)([hl])|\x1b\[([<>])\d*u")
_COPIED = re.compile(rb"\x1b\]52;[a-z]*;([A-Za-z0-9+/=]*)(?:\x07|\x1b\\)")

# The program becomes the leader of a session of its own, with this terminal: closing it sends SIGHUP.
_LAUNCHER = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""


def key_bytes(key: str) -> bytes:
    """Return what a terminal sends for a key: `enter`, `f1`, `ctrl+s`, `alt+up`, or one character."""
    if key in _LETTERS:
        return _LETTERS[key].encode()
    held, _, name = key.rpartition("+")
    if len(key) == 1:
        return key.encode()
    code = _HELD[held]
    if name in _CURSOR:
        return (f"\x1b[1;{code}{_CURSOR[name]}" if held else f"\x1b[{_CURSOR[name]}").encode()
    if name in ("f1", "f2", "f3", "f4"):
        letter = "PQRS"[int(name[1]) - 1]
        return (f"\x1b[1;{code}{letter}" if held else f"\x1bO{letter}").encode()
    if (number := {**_EDITING, **_FUNCTION}.get(name)) is not None:
        return (f"\x1b[{number};{code}~" if held else f"\x1b[{number}~").encode()
    return b"\x1b" + name.encode() if held == "alt" else bytes([ord(name.upper()) & 0x1F])


class Terminal:
    """A program under a pseudo-terminal, with the screen that it draws.

    `output` holds every byte that it wrote, `heard` the time of `time.perf_counter` at which the last came.
    `marks_pastes` is whether it says, when it is asked, that it puts marks around a paste, as terminals of
    today do: then what comes at once counts as typed. Use it in a `with` block: at its end the program is
    killed and reaped, and the terminal is closed. Where it is `warm`, `argv` is what stands behind
    `reportwizard`, or `-c`, a program in Python that uses it, and what stands behind that (support/warm.py).
    """

    def __init__(
        self,
        argv: Sequence[str | Path],
        *,
        env: Mapping[str, str],
        cols: int = 100,
        rows: int = 30,
        cwd: Path | None = None,
        warm: bool = False,
    ) -> None:
        self.output = bytearray()
        self.heard = 0.0
        self.marks_pastes = True
        self._pending = b""
        self._rows: dict[int, str] = {}
        self._screen = pyte.Screen(cols, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._fd, inside = pty.openpty()
        os.set_blocking(self._fd, False)
        self.resize(cols, rows)
        launcher = [sys.executable, "-S", "-E", "-c", _LAUNCHER]
        self._process: Started | subprocess.Popen[bytes]
        try:
            if warm:
                program = [] if argv[:1] == ["-c"] else ["reportwizard"]
                self._process = Started(
                    [*program, *map(str, argv)], inside, dict(env), str(cwd or Path.cwd())
                )
            else:
                self._process = subprocess.Popen(
                    [*launcher, *map(str, argv)],
                    stdin=inside, stdout=inside, stderr=inside,
                    env=dict(env), cwd=cwd, start_new_session=True,
                )  # fmt: skip
        finally:
            os.close(inside)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        self.close()

    @property
    def pid(self) -> int:
        """The program's process."""
        return self._process.pid

    @property
    def lines(self) -> list[str]:
        """The screen, without the blanks at the ends of its lines."""
        screen = self._screen
        for y in screen.dirty:
            row = screen.buffer[y]
            self._rows[y] = "".join(row[x].data for x in range(screen.columns)).rstrip()
        screen.dirty.clear()
        return [self._rows[y] for y in range(screen.lines)]

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)

    @property
    def cursor(self) -> tuple[int, int]:
        """The cursor's column and row, from 0."""
        return self._screen.cursor.x, self._screen.cursor.y

    @property
    def copied(self) -> list[str]:
        """What the program put on the clipboard with OSC 52, the oldest first."""
        return [base64.b64decode(match[1]).decode() for match in _COPIED.finditer(bytes(self.output))]

    @property
    def left_on(self) -> set[str]:
        """The modes that a program set and did not set back, such as the mouse, by their numbers.

        `keys` stands for reports of keys (Kitty), `raw` for a terminal that does not echo.
        """
        on: set[str] = (
            {"raw"} if self._fd >= 0 and not termios.tcgetattr(self._fd)[3] & termios.ECHO else set()
        )
        keys = 0
        for numbers, turned, kitty in _MODE.findall(bytes(self.output)):
            keys += {b">": 1, b"<": -1}.get(kitty, 0)
            for number in filter(None, numbers.decode().split(";")):
                usual = b"h" if number in ("7", "25") else b"l"  # lines are wrapped, the cursor is seen
                on = on - {number} if turned == usual else on | {number}
        return on | {"keys"} if keys else on

    def press(self, *keys: str) -> None:
        """Press keys, by name or character, at a person's pace: a key may move the focus for the next one."""
        for key in keys:
            self.send(key)
            self.settle()

    def send(self, key: str) -> None:
        """Press one key, and do not wait for what the program makes of it."""
        self._send(key_bytes(key))

    def type(self, text: str) -> None:
        """Type a text, key by key; a newline is the Enter key."""
        self._send(text.replace("\n", "\r").encode())

    def paste(self, text: str) -> None:
        """Paste a text as a terminal does: in one piece, between the marks of a bracketed paste."""
        self._send(b"\x1b[200~" + text.encode() + b"\x1b[201~")

    def click(self, column: int, row: int) -> None:
        """Click with the mouse's first button; column and row count from 0."""
        at = f"{column + 1};{row + 1}"
        self._send(f"\x1b[<0;{at}M\x1b[<0;{at}m".encode())

    def settle(self, quiet: float = 0.03, seconds: float = 1.0) -> None:
        """Read until nothing is drawn for `quiet` seconds, at most `seconds`."""
        end = time.monotonic() + seconds
        while self.read(quiet) and time.monotonic() < end:
            pass

    def resize(self, cols: int, rows: int) -> None:
        """Give the terminal another size; the program is told."""
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))
        self._screen.resize(rows, cols)

    def kill(self, number: int = 9) -> None:
        """Send the program a signal: 9 (killed), 15 (asked to end), 1 (its window closed), 2 (Ctrl-C)."""
        self._process.send_signal(number)

    def close(self) -> None:
        """Close the terminal, as closing a window does; the program gets SIGHUP."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def wait_until(self, holds: Callable[[], bool], what: str = "", seconds: float = PATIENCE) -> None:
        """Read what the program draws until `holds()`; fail with the screen where it never does."""
        end = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > end:
                pytest.fail(
                    f"in {seconds:g} s this never came true: {what or holds}\n{self.text}", pytrace=False
                )
            self.read(0.02)

    def wait_for(self, words: str, seconds: float = PATIENCE) -> None:
        """Wait until the screen shows `words`."""
        self.wait_until(lambda: words in self.text, f"the screen shows {words!r}", seconds)

    def wait_gone(self, words: str, seconds: float = PATIENCE) -> None:
        """Wait until the screen does not show `words` any more."""
        self.wait_until(lambda: words not in self.text, f"the screen stops showing {words!r}", seconds)

    def wait_exit(self, seconds: float = PATIENCE) -> int:
        """Wait until the program has ended; return its status, negative where a signal ended it."""
        self.wait_until(lambda: self._process.poll() is not None, "the program ends", seconds)
        while self.read(0):
            pass
        return self._process.wait()

    def wait_stopped(self) -> None:
        """Wait until the program is stopped, as a shell does before it sends SIGCONT; sooner it is lost."""
        started = self._process
        options = os.WUNTRACED | os.WNOHANG
        if isinstance(started, Started):
            self.wait_until(lambda: started.changed(options) is not None, "the program stops")
        else:
            self.wait_until(lambda: os.waitpid(self.pid, options)[0] == self.pid, "the program stops")

    def wait_end(self, seconds: float) -> int | None:
        """Wait until the program has ended, and read nothing of what it draws; None where it never does."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self._process.wait(seconds)
        return None

    def read(self, seconds: float) -> bool:
        """Take in what the program draws within `seconds`; whether there was anything."""
        if self._fd < 0:
            time.sleep(seconds)
            return False
        data = b""
        while len(data) < 1 << 16 and select.select([self._fd], [], [], 0 if data else seconds)[0]:
            try:
                data += os.read(self._fd, 1 << 16)
                self.heard = time.perf_counter()
            except OSError:  # Linux's way of saying that the program has ended
                if not data:
                    time.sleep(seconds)
                break
        if data:
            self._draw(data)
        return bool(data)

    def _draw(self, data: bytes) -> None:
        self.output += data
        data = self._pending + data
        if self.marks_pastes and _ASKS_FOR_MARKS in data:
            os.write(self._fd, _HAS_MARKS)
        unfinished = _UNFINISHED.search(data)
        whole = data[: unfinished.start()] if unfinished else data
        self._pending = data[len(whole) :]
        self._stream.feed(_NOT_DRAWN.sub(b"", whole))

    def send_unseen(self, data: bytes) -> None:
        """Send bytes, and read nothing of what the program draws."""
        while data:
            with contextlib.suppress(BlockingIOError):
                data = data[os.write(self._fd, data) :]

    def _send(self, data: bytes) -> None:
        while data:
            self.read(0)
            with contextlib.suppress(BlockingIOError):
                data = data[os.write(self._fd, data) :]
