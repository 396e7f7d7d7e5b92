"""Type into the real program while its terminal reads nothing of what is drawn, end it, see what is left."""

from __future__ import annotations

import os
import time
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from reportwizard.drafts.store.locks import DraftLock
from support.drafts import a_draft
from support.environment import isolated_environment
from support.terminal import Terminal

ENDS = ("close", "kill 15", "kill 1")
"""What happens behind a terminal that stalls: it is closed, the program is asked to end, or hung up."""

_QUESTION = "activities_and_results"
_WORDS = "Somebody types on although nothing is drawn. "
_REDRAWN = b"\x1b[24~"  # F12: the other colours, on the whole screen
_REDRAWINGS = 4
_PACE = 0.03


@dataclass(frozen=True)
class Stall:
    """What one run came to. Times in seconds; `processor` is what the program burnt while it was stalled."""

    end: str
    typed: int
    lost: int
    to_exit: float
    processor: float
    status: int | None
    lock_free: bool

    @property
    def kept(self) -> bool:
        """Whether nothing was lost, and the program ended and left the report to others."""
        return not self.lost and self.lock_free and self.status == 0


def stall(home: Path, end: str, *, seconds: float = 4.0) -> Stall:
    """Type for so long into a terminal that reads nothing, then end it; twice the promise lies between."""
    drafts = home / "drafts"
    drafts.mkdir(parents=True)
    at = f'[progress]\nlast_question = "{_QUESTION}"\n\n[answers]'.encode()
    (drafts / "mine.toml").write_bytes(a_draft(project_title="Stalled").replace(b"[answers]", at))
    environment = isolated_environment(home)
    with Terminal(["mine"], env=environment, cols=200, rows=60, cwd=home, warm=True) as terminal:
        terminal.wait_for("Describe the implemented activities")
        terminal.settle(0.2, 3)
        typed = _type_unseen(terminal, seconds)
        time.sleep(1.0)
        before = _processor(terminal.pid)
        time.sleep(1.0)
        used = _processor(terminal.pid) - before
        began = time.monotonic()
        if end == "close":
            terminal.close()
        else:
            terminal.kill(int(end.removeprefix("kill ")))
        status = terminal.wait_end(10.0)
        took = time.monotonic() - began
        free = _is_free(drafts)
    saved = tomllib.loads((drafts / "mine.toml").read_text("utf-8")).get("answers", {}).get(_QUESTION, "")
    saved = saved.rstrip(" ")  # as `typed` has none at its end
    lost = len(typed) - len(saved) if typed.startswith(saved) else len(typed)
    return Stall(end, len(typed), lost, took, used, status, free)


def _type_unseen(terminal: Terminal, seconds: float) -> str:
    """Have the whole screen drawn anew, so that nothing more fits into the line; type, and read nothing."""
    for _ in range(_REDRAWINGS):
        terminal.send_unseen(_REDRAWN)
        time.sleep(0.3)
    typed = ""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        letter = _WORDS[len(typed) % len(_WORDS)]
        terminal.send_unseen(letter.encode())
        typed += letter
        time.sleep(_PACE)
    return typed.rstrip(" ")


def _processor(pid: int) -> float:
    """Return the seconds that a process has used; 0 where the system has no /proc."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return 0.0
    user, system = stat.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _is_free(drafts: Path) -> bool:
    """Whether another program may open the draft to write in it."""
    lock = DraftLock(drafts, "mine", clock=lambda: datetime.now(UTC))
    try:
        return lock.hold() is None
    finally:
        lock.release()
