"""The pseudo-terminal that other tests rely on, against a program that only tells what reached it."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING

import pytest

from support.environment import isolated_environment
from support.terminal import Terminal, needs_terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = needs_terminal

# Prints every byte that it reads, as Python writes bytes; ends with status 3 at `q`, and notes its signals.
ECHO = """
import os, pathlib, signal, sys, tty

def note(number, _):
    pathlib.Path("signal").write_text(str(number))
    os._exit(0)

signal.signal(signal.SIGHUP, note)
tty.setraw(0)
ready = "\\x1b[?2026$p\\x1b[>29u\\x1b]52;c;aGVsbG8=\\x07ready"
print(ready, os.get_terminal_size(), end="\\r\\n", flush=True)
while data := os.read(0, 1024):
    print(data, end="\\r\\n", flush=True)
    if data == b"q":
        sys.exit(3)
"""


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    with Terminal(
        [sys.executable, "-c", ECHO], env=isolated_environment(tmp_path), cols=90, rows=20, cwd=tmp_path
    ) as terminal:
        terminal.wait_for("ready")
        yield terminal


def test_the_program_knows_its_size_and_sequences_draw_nothing(terminal: Terminal) -> None:
    assert terminal.lines[0] == "ready os.terminal_size(columns=90, lines=20)"
    assert terminal.copied == ["hello"]


@pytest.mark.parametrize(
    ("key", "data"),
    [
        ("enter", rb"b'\r'"),
        ("esc", rb"b'\x1b'"),
        ("shift+tab", rb"b'\x1b[Z'"),
        ("ctrl+s", rb"b'\x13'"),
        ("alt+x", rb"b'\x1bx'"),
        ("up", rb"b'\x1b[A'"),
        ("ctrl+end", rb"b'\x1b[1;5F'"),
        ("alt+down", rb"b'\x1b[1;3B'"),
        ("f1", rb"b'\x1bOP'"),
        ("f12", rb"b'\x1b[24~'"),
        ("pgdn", rb"b'\x1b[6~'"),
        ("+", rb"b'+'"),
    ],
)
def test_a_key_is_sent_as_terminals_do(terminal: Terminal, key: str, data: bytes) -> None:
    terminal.press(key)
    terminal.wait_for(data.decode())


def test_typing_and_pasting(terminal: Terminal) -> None:
    terminal.type("one\n")
    terminal.wait_for(r"one\r")
    terminal.paste("two\nthree")
    terminal.wait_for(r"\x1b[200~two\nthree\x1b[201~")
    terminal.click(2, 5)
    terminal.wait_for(r"\x1b[<0;3;6M\x1b[<0;3;6m")


def test_a_large_paste_arrives_completely(terminal: Terminal) -> None:
    terminal.paste("x" * 300_000)
    terminal.wait_until(lambda: terminal.output.count(b"x") >= 300_000)
    terminal.wait_for("~'")


def test_a_wait_that_never_comes_true_fails_with_the_screen(terminal: Terminal) -> None:
    with pytest.raises(pytest.fail.Exception, match="ready os"):
        terminal.wait_for("never", seconds=0.1)


def test_the_status_of_the_program_is_returned(terminal: Terminal) -> None:
    terminal.press("q")
    assert terminal.wait_exit() == 3


def test_a_killed_program_is_reaped(terminal: Terminal) -> None:
    terminal.kill(signal.SIGKILL)
    assert terminal.wait_exit() == -signal.SIGKILL


def test_closing_the_terminal_is_noticed_by_the_program(terminal: Terminal, tmp_path: Path) -> None:
    terminal.close()
    assert terminal.wait_exit() == 0
    assert (tmp_path / "signal").read_text() == str(int(signal.SIGHUP))
