"""Type into the real program, end it at a random moment, and see what of the words is on the disk."""

from __future__ import annotations

import random
import sys
import time
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from support.drafts import a_draft
from support.environment import isolated_environment
from support.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

WAYS = ("kill 9", "kill 15", "kill 1", "close")
"""How a program is ended: killed, asked to end, its line hung up, its terminal closed."""

PROMISE = 1.0
"""Seconds of typing that may be lost."""

PROGRAM = [sys.executable, "-m", "reportwizard"]
_QUESTION = "activities_and_results"
_LONGEST_TYPING = 4.0
_PACE = 0.012
_LETTERS = "abcdefghijklmnopqrstuvwxyz     "


@dataclass(frozen=True)
class Round:
    """What one round came to. `seconds` is the age of the oldest character that is lost when the end came."""

    seed: int
    way: str
    typed: int
    lost: int
    seconds: float
    trouble: str = ""

    @property
    def kept(self) -> bool:
        """Whether the promise was kept."""
        return not self.trouble and self.seconds <= PROMISE


def torture(home: Path, seed: int, way: str) -> Round:
    """Play one round in a home of its own."""
    chance = random.Random(seed)
    drafts = home / "drafts"
    drafts.mkdir(parents=True)
    draft = drafts / "mine.toml"
    draft.write_bytes(a_draft(project_title="Torture").replace(b"[answers]", _AT_QUESTION + b"\n[answers]"))
    with Terminal([*PROGRAM, "mine"], env=isolated_environment(home), cols=80, rows=24, cwd=home) as terminal:
        terminal.wait_for("1. Describe the implemented activities")
        terminal.settle(0.2, 3)
        sent = _type(terminal, chance, chance.uniform(0.2, _LONGEST_TYPING))
        ended = time.monotonic()
        end_program(terminal, way)
        terminal.wait_exit()
    return _judge(draft, seed, way, sent, ended)


_AT_QUESTION = f'[progress]\nlast_question = "{_QUESTION}"\n'.encode()


def end_program(terminal: Terminal, way: str) -> None:
    """End a program in one of the `WAYS`."""
    if way == "close":
        terminal.close()
    else:
        terminal.kill(int(way.removeprefix("kill ")))


def _type(terminal: Terminal, chance: random.Random, seconds: float) -> list[tuple[float, str]]:
    """Type for so long, with pauses as people make them; return each character with the time it was sent."""
    sent: list[tuple[float, str]] = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        letter = chance.choice(_LETTERS) if chance.random() > 0.02 else "\n"
        terminal.type(letter)
        sent.append((time.monotonic(), letter))
        terminal.read(0)
        time.sleep(_PACE if chance.random() > 0.01 else chance.uniform(0.1, 0.8))
    return sent


def _judge(draft: Path, seed: int, way: str, sent: list[tuple[float, str]], ended: float) -> Round:
    typed = "".join(letter for _, letter in sent)
    try:
        saved = tomllib.loads(draft.read_text("utf-8")).get("answers", {}).get(_QUESTION, "")
    except (OSError, ValueError) as error:
        return Round(seed, way, len(typed), len(typed), ended - sent[0][0], f"unreadable: {error}")
    if not typed.startswith(saved):
        return Round(seed, way, len(typed), len(typed), 0.0, "other words than were typed")
    lost = len(typed) - len(saved)
    seconds = ended - sent[len(saved)][0] if lost else 0.0
    return Round(seed, way, len(typed), lost, seconds)
