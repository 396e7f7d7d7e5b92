"""The one place that fixes Textual's handling of the terminal, for the versions in pyproject.toml.

Each fix, and where it was reported to github.com/Textualize/textual. What is fixed there goes away here.

| input or event | in Textual 8.2.8 | fixed in | reported |
|---|---|---|---|
| bytes that are no letters | end the program | `run_input_thread` | #6456 |
| a terminal that is closed: reading returns nothing | burns a processor | `run_input_thread` | #6690 |
| an exception while input is read | ends with status 0 | `_run_input_thread` | not reported |
| letters wider or narrower in a terminal | what follows is out of column | `output.py` | not reported |
| a terminal that does not read | the event loop waits for ever | `output.py` | not reported; like #6692 |
| a joiner, a no-break or wide space, a letter newer than Python | is lost | `messages` | not reported |
| a paste without its end mark | a dead keyboard | `input.py` | not reported |
| a paste with a sequence in it | words out of order | `input.py` | not reported |
| a sequence that a slow line splits, a reply | words in an answer | `input.py` | not reported |
| Alt with an arrow in old forms | Escape, and words in an answer | `key_reports.py` | not reported |
| reports with colons or huge numbers | end the program | `key_reports.py` | not reported |
| Shift with F3 | nothing | `key_reports.py` | not reported |
| Shift with Enter, Backspace or Space | nothing | `key_reports.py` | #6612 |
| Ctrl on a keyboard of another script | nothing | `key_reports.py` | not reported |
| a window of no pixels | ends the program when the mouse moves | `key_reports.py` | not reported |
| a click on what is gone | ends the program | `key_queue.py` | #3777 |
| the wheel beside a window that became smaller | a dead keyboard | `key_queue.py` | not reported |
| a paste into a window without the focus | is lost | `key_queue.py` | not reported |
| keys that come at once | reach a field before the cursor does | `key_queue.py` | #1009 |
| SIGCONT to a program that runs | takes the terminal twice, never ends | `_resume` | not reported |
"""

from __future__ import annotations

import asyncio
import codecs
import os
import select
import signal
import termios
import threading
import time
import tty
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any

from textual import constants
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key, Paste
from textual.message import Message

from reportwizard.text import clean_text
from reportwizard.ui.terminal.input import TerminalInput
from reportwizard.ui.terminal.key_reports import ESC, Token
from reportwizard.ui.terminal.output import TerminalOutput, keep_columns

_POLL_EVERY = 0.1
"""Seconds after which the reading thread sees that the program ends."""

_SSH_ESCAPE_DELAY = 0.4
"""Seconds that an Escape waits for the rest of a sequence over SSH."""

_FLUSH_TIMEOUT = 1.0
"""Seconds that a terminal has at the end to read what was drawn."""

_ENABLE_KITTY_KEYS = f"{ESC}[=29;1u"  # as Textual does, and the place of a key as well
_QUERY_BRACKETED_PASTE = f"{ESC}[?2004$p"
_RESET = f"{ESC}[?1000;1003;1004;1006;1015;2004;2048l{ESC}[<u{ESC}[?1049l{ESC}[?7;25h"
_STDERR = 2  # where Textual draws


class TerminalDriver(LinuxDriver):
    """Textual's driver, made safe for terminals that are slow, old, closed, or send unrequested replies."""

    def __init__(self, app: App[object], *, debug: bool = False, **kwargs: Any) -> None:
        super().__init__(app, debug=debug, **kwargs)
        self._output: TerminalOutput | None = None
        # These mark pastes, but do not answer the query for it.
        marks_pastes = "TMUX" in os.environ or _is_apple()
        self._input = TerminalInput(_escape_delay(), marks_pastes=marks_pastes)
        self._parser = XTermParser(debug)
        self._reading = threading.Lock()
        self._loop = asyncio.get_running_loop()
        self._suspended = False
        self.has_terminal = False
        """Whether the terminal is taken, and not lent to an editor or to the shell."""

    def write(self, data: str) -> None:
        if self._output is not None:
            self._output.write(keep_columns(data))

    def start_application_mode(self) -> None:
        self._output = TerminalOutput(_STDERR, self._repaint, _hang_up)
        self._output.start()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self.has_terminal = True
        if not constants.DISABLE_KITTY_KEY:
            self.write(_ENABLE_KITTY_KEYS)
        if not _is_apple():  # which would print the last letter of the query
            self.write(_QUERY_BRACKETED_PASTE)

    def stop_application_mode(self) -> None:
        self.has_terminal = False
        super().stop_application_mode()

    def _sigtstp_application(self, *_: object) -> None:
        if self._auto_restart:
            self._call_in_loop(self._suspend)
        else:  # an editor has the terminal, and is stopped as well
            os.kill(os.getpid(), signal.SIGSTOP)

    def _sigcont_application(self, *_: object) -> None:
        if self._auto_restart:
            self._call_in_loop(self._resume)

    def _call_in_loop(self, work: Callable[[], None]) -> None:
        """Call a function in the event loop, and not in the middle of what a signal interrupts."""
        with suppress(RuntimeError):  # the loop has ended already
            self._loop.call_soon_threadsafe(work)

    def _suspend(self) -> None:
        """Give the terminal to the shell, and stop until it continues the program."""
        if self.has_terminal:
            self._app._suspend_signal()
            self.suspend_application_mode()
            self._suspended = self._must_signal_resume = True
        if self._suspended:
            os.kill(os.getpid(), signal.SIGSTOP)

    def _resume(self) -> None:
        """Take the terminal back; a shell may have changed it even if the program was not suspended."""
        if self._suspended:
            self._suspended = False
            self.resume_application_mode()
        elif self.has_terminal:
            self._restore_modes()
            self._repaint()

    def _restore_modes(self) -> None:
        """Set again what `start_application_mode` set, without losing keys that wait in the line."""
        with suppress(termios.error):
            attributes = termios.tcgetattr(self.fileno)
            attributes[tty.LFLAG] = self._patch_lflag(attributes[tty.LFLAG])
            attributes[tty.IFLAG] = self._patch_iflag(attributes[tty.IFLAG])
            termios.tcsetattr(self.fileno, termios.TCSANOW, attributes)
        self.write(f"{ESC}[?1049;1004h{ESC}[?25l")
        self._enable_mouse_support()
        self._enable_bracketed_paste()
        self._disable_line_wrap()
        if not constants.DISABLE_KITTY_KEY:
            self.write(_ENABLE_KITTY_KEYS)

    def resume_application_mode(self) -> None:
        """Take the terminal back, without the replies that another program did not read."""
        with suppress(termios.error):
            termios.tcflush(self.fileno, termios.TCIFLUSH)
        super().resume_application_mode()

    def close(self) -> None:
        """Give the terminal back, once it has read what was drawn, if it reads at all."""
        super().close()
        if self._output is not None:
            self._output.stop(_FLUSH_TIMEOUT)

    @property
    def is_there(self) -> bool:
        """Whether the terminal is still open; safe in any thread."""
        try:
            termios.tcgetattr(self.fileno)
        except termios.error:
            return False
        return True

    @property
    def has_unread(self) -> bool:
        """Whether keys wait in the line that the reading thread has not taken yet."""
        return self.has_terminal and self.is_there and bool(select.select([self.fileno], [], [], 0)[0])

    def restore(self) -> None:
        """Reset the terminal at once, because the program ends; safe in any thread."""
        if not self.has_terminal or self.attrs_before is None:
            return
        with suppress(termios.error, OSError):
            termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
            # Opened again without blocking, for a terminal that does not read.
            terminal = os.open(os.ttyname(self.fileno), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
            os.write(terminal, _RESET.encode())

    def release(self) -> None:
        """Hand over what is held of a paste, because the program ends."""
        with self._reading:
            self._process(self._input.release())

    def _repaint(self) -> None:
        self._app.call_later(partial(self._app.refresh, layout=True))

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:
            self._app.call_later(self._app._handle_exception, error)

    def run_input_thread(self) -> None:
        """Read until the program ends or the terminal is gone."""
        decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        while not self.exit_event.is_set():
            due = self._input.due_at()
            timeout = _POLL_EVERY if due is None else min(max(due - time.monotonic(), 0.0), _POLL_EVERY)
            ready, data = select.select([self.fileno], [], [], timeout)[0], b""
            with self._reading:
                with suppress(OSError):
                    data = os.read(self.fileno, 1 << 16) if ready else b""
                if ready and not data:  # the terminal is gone
                    _hang_up()
                    break
                due, now = self._input.due_at(), time.monotonic()
                if ready:
                    self._process(self._input.feed(decode(data), now))
                elif due is not None and due <= now:
                    self._process(self._input.expire(now))
        self.release()

    def _process(self, tokens: Iterable[Token]) -> None:
        for token in tokens:
            for message in messages(self._parser, token):
                self.process_message(message)


class _Letter(str):
    """A letter to be typed that Python does not call printable, such as a joiner or a no-break space."""

    __slots__ = ()

    def isprintable(self) -> bool:
        return True


def messages(parser: XTermParser, token: Token) -> Iterator[Message]:
    """Yield the events of a token; the parser gets only complete sequences, so that it never waits."""
    if token.kind == "paste":
        yield Paste(token.data)
    elif token.kind == "text":
        for letter in token.data:
            if letter.isprintable() or letter < "\x80":
                yield from parser.feed(letter)
            elif clean_text(letter).strip("\n"):
                yield Key(f"U+{ord(letter):04X}", _Letter(letter))
    elif token.data == ESC:
        yield Key("escape", ESC)
    elif len(token.data) == 2 and token.data not in ANSI_SEQUENCES_KEYS:
        yield from parser._sequence_to_key_events(token.data[1], alt=True)
    else:
        yield from parser.feed(token.data)


def _escape_delay() -> float:
    """Return how long an Escape waits; longer over SSH, which may split a sequence, unless set."""
    is_ssh = any(name in os.environ for name in ("SSH_CONNECTION", "SSH_TTY"))
    return _SSH_ESCAPE_DELAY if is_ssh and "ESCDELAY" not in os.environ else constants.ESCAPE_DELAY


def _is_apple() -> bool:
    return os.environ.get("TERM_PROGRAM", "") == "Apple_Terminal"


def _hang_up() -> None:
    """End as if the window was closed: not every terminal sends the signal."""
    os.kill(os.getpid(), signal.SIGHUP)
