"""What odd, old and slow terminals send, against the real program: words arrive whole, and nothing else does.

Each program plays many rows, and says each time what is in the report. The same rows, without a terminal and
with any pause, are in tests/unit/test_terminal_input.py.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import pytest

from support.scratch import Scratch
from support.terminal import Terminal, needs_terminal

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = needs_terminal

CTRL_Q = "\x1b[1081;5u"  # on a Russian keyboard
CTRL_P = ["\x1b[1079;5u", "\x1b[960;5u", "\x1b[1508;5u", "\x1b[1581;5u", "\x1b[1079::112;5u"]
"""On a Russian, a Greek, a Hebrew and an Arabic one, and on one of which the terminal tells the place."""


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    scratch = Scratch(tmp_path)
    scratch.lay("mine", project_title="Camp", surprises="")
    return scratch


def send(terminal: Terminal, *pieces: str | float) -> None:
    """Send texts as they are; a number is a pause of the line, in seconds."""
    for piece in pieces:
        if isinstance(piece, str):
            terminal._send(piece.encode())
        else:
            time.sleep(piece)


def open_surprises(terminal: Terminal) -> None:
    terminal.wait_for("Your Wikimedia username")
    terminal.settle()
    terminal.type("\x1bOQsurprises\r")
    terminal.wait_for("unexpected or surprising")
    terminal.settle()


# What is sent into a long text, what must be seen then, and what it adds to the answer.
INTO_A_TEXT: list[tuple[tuple[str | float, ...], str, str]] = [
    (("\x1b[200~a paste\x1b[2", 0.2, "01~ one;"), "one;", "a paste one;"),
    (("\x1b[200~a cut paste\x1b[2", 0.8, "01~ two;"), "two;", "a cut paste two;"),
    (("\x1b[200~\x1b[31mred\x1b[0m \x1b[1mgreen\x1b[0m\x1b[201~ three;",), "three;", "red green three;"),
    (("\x1b]11;rgb:1d1d/1f1f/2121\x1b\\\x1b[?64;1;2c\x1bP>|XTerm(367)\x1b\\four;",), "four;", "four;"),
    (("\x1b[?997;1n\x1b[8;24;80t\x1b[24;80R\x1b]10;rgb:0000/", 0.2, "0000/0000\x07five;"), "five;", "five;"),
    (("\x1b[97;1:1u\x1b[97;1:3u\x1b[1092::97u\x1b[99999999999usix;",), "six;", "aфsix;"),
    (("x\x1b[127;2u\x1b[32;2useven;\x1b[13;2u",), "seven;", " seven;\n"),
    (("\x1b[", 0.2, "D\x1b[Ceight;"), "eight;", "eight;"),
    (("caf\u00e9 nine;",), "nine;", "caf\u00e9 nine;"),
]  # fmt: skip


def test_words_arrive_completely_and_nothing_else_does(scratch: Scratch) -> None:
    with scratch.wizard("mine") as terminal:
        open_surprises(terminal)
        for pieces, seen, _ in INTO_A_TEXT:
            send(terminal, *pieces)
            terminal.wait_for(seen)
        for ctrl_p in CTRL_P:
            send(terminal, ctrl_p)
            terminal.wait_for("type a few letters")
            send(terminal, "\x1b", 0.3, "[B")  # Escape; or ↓, so cut by the line that it was taken for Escape
            terminal.wait_gone("type a few letters")
        send(terminal, CTRL_Q)
        assert terminal.wait_exit() == 0
        assert b"Traceback" not in terminal.output
    assert scratch.answers()["surprises"] == "".join(added for *_, added in INTO_A_TEXT)


def test_alt_arrows_of_old_terminals_and_pastes_without_marks_over_a_slow_line(scratch: Scratch) -> None:
    with scratch.wizard("mine", SSH_CONNECTION="192.0.2.1 22 192.0.2.2 22") as terminal:
        terminal.marks_pastes = False
        terminal.wait_for("Your Wikimedia username")
        terminal.settle()
        for arrow, words in (
            ("\x1b\x1b[B", "Leave it empty if you applied"),
            ("\x1b\x1bOB", "Project start"),
            ("\x1b[1;9A", "Leave it empty if you applied"),
            ("\x1b\x1b[A", "Your Wikimedia username"),
        ):
            send(terminal, arrow)
            terminal.wait_for(words)
        send(terminal, "\x1b", 0.15, "[1;3B")
        terminal.wait_for("Leave it empty if you applied")
        send(terminal, "Lakes of\tthe North\rClub", 0.3)
        terminal.wait_for("You pasted 2 lines")
        send(terminal, "1")
        terminal.wait_for("Lakes of the North")
        send(terminal, CTRL_Q)
        assert terminal.wait_exit() == 0
    assert scratch.answers() == {"project_title": "Camp", "organization_name": "Lakes of the North Club"}


@pytest.mark.parametrize("number", [1, 15])
def test_what_is_held_of_a_paste_is_kept_where_the_program_is_asked_to_end(
    scratch: Scratch, number: int
) -> None:
    with scratch.wizard("mine") as terminal:
        open_surprises(terminal)
        send(terminal, "typed \x1b[200~pasted\x1b[20")
        terminal.wait_for("typed")
        terminal.kill(number)
        assert terminal.wait_exit() == 0
    assert scratch.answers()["surprises"] == "typed pasted"


@pytest.mark.parametrize("end_mark", ["", "\x1b[201~"])
def test_lines_pasted_into_a_field_of_one_are_kept_where_the_program_ends_instead_of_an_answer(
    scratch: Scratch, end_mark: str
) -> None:
    with scratch.wizard("mine") as terminal:
        terminal.wait_for("Your Wikimedia username")
        terminal.settle()
        send(terminal, f"typed \x1b[200~and\npasted{end_mark}")
        terminal.wait_for("You pasted 2 lines" if end_mark else "typed")
        terminal.kill(15)
        assert terminal.wait_exit() == 0
    assert scratch.answers()["applicant_username"] == "typed and pasted"


ASKING_EDITOR = """
import pathlib, sys, termios, tty
fd = sys.stdin.fileno()
before = termios.tcgetattr(fd)
tty.setcbreak(fd)
print("\\x1b]11;?\\x07the editor is open", flush=True)
sys.stdin.read(1)
path = pathlib.Path(sys.argv[-1])
path.write_text("It rained.", "utf-8")
termios.tcsetattr(fd, termios.TCSANOW, before)
"""


def test_replies_to_the_editor_are_not_inserted(scratch: Scratch) -> None:
    (scratch.home / "editor.py").write_text(ASKING_EDITOR, "utf-8")
    with scratch.wizard("mine", EDITOR=f"{sys.executable} '{scratch.home / 'editor.py'}'") as terminal:
        open_surprises(terminal)
        send(terminal, "\x1b[18~")
        terminal.wait_for("the editor is open")
        send(terminal, "q\x1b]11;rgb:1d1d/1f1f/2121\x1b\\")
        terminal.wait_for("It rained.")
        send(terminal, "\x1b[?64;1;2c", "\x1b]11;rgb:1d1d/1f1f/2121\x07", " And snowed.")
        terminal.wait_for("And snowed.")
        send(terminal, CTRL_Q)
        assert terminal.wait_exit() == 0
    assert scratch.answers()["surprises"] == "It rained. And snowed."


FAULTY_INPUT = """
from reportwizard.cli import main
from reportwizard.ui.terminal.input import TerminalInput

feed = TerminalInput.feed

def broken(self, data, now):
    if data == "\\x05":
        raise ValueError("a key that nobody thought of")
    return feed(self, data, now)

TerminalInput.feed = broken
main()
"""


def test_a_fault_while_keys_are_read_ends_with_a_status_and_a_sentence(scratch: Scratch) -> None:
    with scratch.wizard("-c", FAULTY_INPUT, "mine") as terminal:
        terminal.wait_for("Your Wikimedia username")
        terminal.type("Somebody")
        terminal.wait_for("Somebody")
        terminal.press("ctrl+e")
        assert terminal.wait_exit() == 70
        assert "a key that nobody thought of" not in terminal.text
        assert "To go on, start reportwizard again" in terminal.text.replace("\n", "")
    assert scratch.answers()["applicant_username"] == "Somebody"
