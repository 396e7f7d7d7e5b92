"""Type into any field of the real program, end it at a random moment, and see what of it is on the disk."""

from __future__ import annotations

import random
import sys
import time
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest

from support.drafts import a_draft
from support.environment import isolated_environment
from support.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

WAYS = ("kill 9", "kill 15", "kill 1", "close")
"""How a program is ended: killed, asked to end, its line hung up, its terminal closed."""

RATES = (12, 80)
"""Keys a second: a fast typist, and a key that is held down."""

PROMISE = 1.0
"""Seconds of typing that may be lost."""

_LONGEST_TYPING = 4.0
_WORD = "abcdefghijklmnopqrstuvwxyz0123456789"
_TEXT = "abcdefghijklmnopqrstuvwxyz     "


@dataclass(frozen=True)
class Field:
    """A kind of field or screen, and how to type into it.

    `keys` brings the cursor there once `question` is open. `saved` finds the words in what a draft holds.
    `states` gives what stands there before the first key and after each; a text grows by default.
    """

    name: str
    question: str
    saved: Callable[[dict[str, Any]], object]
    letters: str = _WORD
    keys: tuple[str, ...] = ()
    states: Callable[[str], Sequence[str]] = lambda typed: [typed[:end] for end in range(len(typed) + 1)]
    answers: tuple[tuple[str, str], ...] = ()


def _answer(*path: str | int) -> Callable[[dict[str, Any]], object]:
    """Find an answer, or a part of it."""

    def saved(document: dict[str, Any]) -> object:
        found: Any = document.get("answers", {})
        for name in path:
            try:
                found = found[name]
            except (KeyError, IndexError):
                return ""
        return found

    return saved


def _expense(column: str) -> Callable[[dict[str, Any]], object]:
    return lambda document: next((one.get(column, "") for one in document.get("expenses", [])), "")


def _of(options: dict[str, str], *path: str) -> Callable[[dict[str, Any]], object]:
    """Find which key chose what stands in an answer."""
    return lambda document: options.get(str(_answer(*path)(document)), "")


def _last_key(typed: str) -> list[str]:
    return ["", *typed]


def _stays(answer: str) -> Callable[[str], Sequence[str]]:
    """Of what is no answer, nothing may come into the one below it."""
    return lambda typed: [answer] * (len(typed) + 1)


_ROWS = 7
_AGREEMENT = {"strongly_agree": "1", "agree": "2", "neither": "3", "disagree": "4", "strongly_disagree": "5"}


def _agreed(document: dict[str, Any]) -> str:
    stored = _answer("fund_effects")(document)
    return "".join(_AGREEMENT.get(one, "?") for one in stored.values()) if isinstance(stored, dict) else ""


def _agreements(typed: str) -> list[str]:
    """Each key chooses in its row and goes on to the next; the last row takes all that come after."""
    return [(typed[: min(end, _ROWS - 1)] + typed[_ROWS - 1 : end][-1:]) for end in range(len(typed) + 1)]


_STATUS = {"draft": "1", "under_review": "2", "accepted": "3", "incomplete": "4", "unknown": "5"}
_YES_NO = {"True": "1", "False": "2"}

FIELDS = (
    Field("line of text", "applicant_username", _answer("applicant_username")),
    Field("long text", "activities_and_results", _answer("activities_and_results"), _TEXT),
    Field("review notes", "officer_notes", _answer("officer_notes"), _TEXT),
    Field("follow-up", "unspent_explanation", _answer("unspent_explanation"), _TEXT,
          answers=(("has_unspent_funds", "yes"),)),
    Field("money", "spent_local", _answer("spent_local")),
    Field("date", "due_date", _answer("due_date")),
    Field("choice", "report_status", _of(_STATUS, "report_status"), "12345", states=_last_key),
    Field("yes or no", "data_difficulties", _of(_YES_NO, "data_difficulties"), "12", states=_last_key),
    Field("agreement", "fund_effects", _agreed, "12345", states=_agreements),
    Field("number in a table", "people_metrics", _answer("people_metrics", "participants", "target")),
    Field("cell in editing", "people_metrics", _answer("people_metrics", "participants", "comments"),
          keys=("tab", "tab")),
    Field("row of one's own", "other_metrics", _answer("other_metrics", 0, "name")),
    Field("expense, what", "spent_local", _expense("what"), keys=("f9", "tab")),
    Field("expense, amount", "spent_local", _expense("amount"), keys=("f9", "tab", "tab", "tab")),
    Field("row of a project", "content_metrics", _answer("content_metrics", "wikipedia", "target")),
    Field("new report, title", "", _answer("project_title"), keys=("enter",)),
    Field("new report, currency", "", _answer("project_title"), "k", keys=("enter", "x", "enter"),
          states=_stays("x")),
    Field("bring in", "", _answer("project_title"), keys=("down", "enter"), states=_stays("")),
    Field("go to", "surprises", _answer("surprises"), keys=("f2",), states=_stays("")),
    Field("right as it is, why", "surprises", _answer("surprises"), keys=("ctrl+r",), states=_stays("Rain."),
          answers=(("surprises", "Rain."),)),
    Field("own editor", "surprises", lambda document: document.get("editor", ""), keys=("f7",)),
)  # fmt: skip
"""Every kind of field and screen that takes words."""

# The editor puts each key on the disk itself; what is tried is that nothing takes its file away.
_EDITOR = """
import os, sys, tty
tty.setraw(0)
with open(sys.argv[-1], "ab", buffering=0) as sheet:
    os.write(1, b"the editor is open")
    while key := os.read(0, 1):
        sheet.write(key)
"""


@dataclass(frozen=True)
class Round:
    """What one round came to. `seconds` is the age of the oldest key that is lost when the end came."""

    field: str
    way: str
    rate: int
    typed: int
    lost: int = 0
    seconds: float = 0.0
    trouble: str = ""
    unreadable: bool = False

    @property
    def kept(self) -> bool:
        """Whether the promise was kept."""
        return not self.trouble and self.seconds <= PROMISE


def torture(home: Path, seed: int, way: str, field: Field, rate: int = RATES[1]) -> Round:
    """Play one round in a home of its own."""
    chance = random.Random(seed)
    _prepare(home, field)
    (home / "editor.py").write_text(_EDITOR, "utf-8")
    environment = isolated_environment(home, EDITOR=f"{sys.executable} '{home / 'editor.py'}'")
    args = ["mine"] if field.question else []
    with Terminal(args, env=environment, cols=80, rows=24, cwd=home, warm=True) as terminal:
        _open(terminal, field)
        sent = _type(terminal, chance, field.letters, rate)
        ended = time.monotonic()
        end_program(terminal, way)
        played = Round(field.name, way, rate, len(sent))
        try:
            terminal.wait_exit()
        except pytest.fail.Exception:
            return replace(played, trouble="the program did not end")
    return _judge(home, field, played, sent, ended)


def _prepare(home: Path, field: Field) -> None:
    drafts = home / "drafts"
    drafts.mkdir(parents=True)
    if field.question:
        at = f'[progress]\nlast_question = "{field.question}"\n\n[answers]'.encode()
        data = a_draft(project_title="Torture", **dict(field.answers))
        (drafts / "mine.toml").write_bytes(data.replace(b"[answers]", at, 1))


def _open(terminal: Terminal, field: Field) -> None:
    # The list of reports may be drawn first; the keys of a page stand there once the cursor is in its box.
    terminal.wait_for("Hand in" if field.question else "Begin my report")
    terminal.wait_for("Esc all parts" if field.question else "F1 help")
    terminal.settle(0.3, 5)
    for key in field.keys:
        terminal.press(key)
        terminal.settle(0.3, 5)


def end_program(terminal: Terminal, way: str) -> None:
    """End a program in one of the `WAYS`."""
    if way == "close":
        terminal.close()
    else:
        terminal.kill(int(way.removeprefix("kill ")))


def _type(terminal: Terminal, chance: random.Random, letters: str, rate: int) -> list[tuple[float, str]]:
    """Type for some seconds, with pauses as people make them; return each key with the time it was sent."""
    sent: list[tuple[float, str]] = []
    end = time.monotonic() + chance.uniform(0.2, _LONGEST_TYPING)
    due = time.monotonic()
    while time.monotonic() < end:
        # A word begins with a letter: of `007` a number would keep another text than was typed.
        letter = chance.choice(letters) if sent or letters != _WORD else "a"
        terminal.type(letter)
        sent.append((time.monotonic(), letter))
        due = max(due + 1 / rate, time.monotonic() - 0.1)
        if chance.random() < 0.01:
            due += chance.uniform(0.1, 0.8)
        while (left := due - time.monotonic()) > 0:
            terminal.read(left)
    return sent


def _judge(home: Path, field: Field, played: Round, sent: list[tuple[float, str]], ended: float) -> Round:
    typed = "".join(letter for _, letter in sent)
    try:
        saved = field.saved(_document(home))
    except (OSError, ValueError) as error:
        return replace(played, lost=len(typed), trouble=f"unreadable: {error}", unreadable=True)
    saved = saved.get("typed", saved.get("amount")) if isinstance(saved, dict) else saved
    states = field.states(typed)
    found = [at for at, state in enumerate(states) if state == str(saved)]
    if not found:
        return replace(played, lost=len(typed), trouble=f"other words than were typed: {saved!r}, {typed!r}")
    lost = len(typed) - found[-1]
    return replace(played, lost=lost, seconds=ended - sent[found[-1]][0] if lost else 0.0)


def _document(home: Path) -> dict[str, Any]:
    """Return what the only draft holds, by an independent reader, and the text that is in the editor."""
    drafts = [path for path in (home / "drafts").glob("*.toml")]
    document = tomllib.loads(drafts[0].read_text("utf-8")) if drafts else {}
    sheets = list((home / "state" / "editing").rglob("*.md"))
    return {**document, "editor": sheets[0].read_text("utf-8") if sheets else ""}
