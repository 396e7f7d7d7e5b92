"""A drive of its own for the drafts, which dies or goes while the real program writes on it."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import time
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from support.drafts import a_draft
from support.environment import isolated_environment
from support.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

QUESTION = "surprises"
_AT = f'[progress]\nlast_question = "{QUESTION}"\n\n[answers]'.encode()
_WAIT = 10.0


class Drive(Protocol):
    """A drive whose files lie in one folder, and that is mounted on another."""

    def mount(self) -> None: ...

    def lose(self) -> None:
        """Let it go as it goes in the field, with a program that has files open on it."""

    def clean(self) -> None:
        """Leave nothing mounted."""


class FuseDrive:
    """A drive in a program (bindfs), which is killed: every call then fails with ENOTCONN."""

    def __init__(self, real: Path, place: Path) -> None:
        self._real, self._place = real, place
        self._server: subprocess.Popen[bytes] | None = None

    def mount(self) -> None:
        self._server = subprocess.Popen(
            ["bindfs", "-f", self._real, self._place], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        _until(lambda: os.path.ismount(self._place))

    def lose(self) -> None:
        assert self._server is not None
        self._server.kill()
        self._server.wait()

    def clean(self) -> None:
        if self._server is not None:
            self._server.kill()
            self._server.wait()
        subprocess.run(["fusermount", "-uz", self._place], check=False, stderr=subprocess.DEVNULL)


class BindDrive:
    """A bind mount, which goes and leaves its mount point, with what lies below it."""

    def __init__(self, real: Path, place: Path) -> None:
        self._real, self._place = real, place

    def mount(self) -> None:
        subprocess.run(["mount", "--bind", self._real, self._place], check=True, stderr=subprocess.DEVNULL)

    def lose(self) -> None:
        subprocess.run(["umount", "-l", self._place], check=True)

    def clean(self) -> None:
        subprocess.run(["umount", "-l", self._place], check=False, stderr=subprocess.DEVNULL)


KINDS: dict[str, type[FuseDrive | BindDrive]] = {"dead drive": FuseDrive, "mount point": BindDrive}


def why_not(kind: str, folder: Path) -> str:
    """Return why this system has no such drive; empty where it has."""
    real, place = folder / "probe", folder / "probe-place"
    real.mkdir()
    place.mkdir()
    needed = "bindfs" if kind == "dead drive" else "mount"
    if shutil.which(needed) is None:
        return f"{needed} is not installed"
    drive = KINDS[kind](real, place)
    try:
        drive.mount()
    except (OSError, subprocess.CalledProcessError, TimeoutError):
        return f"{needed} may not mount here"
    finally:
        drive.clean()
    return ""


@dataclass(frozen=True)
class Played:
    """What came of it: what the top line said, the kept copy, and the draft at the end.

    `below` are the files that lie below the mount point.
    """

    said: str
    copy: str
    saved: str
    below: dict[str, bytes]

    @property
    def kept(self) -> bool:
        """Whether no word was lost, and nothing was written below the mount point."""
        whole = "one two" in self.copy and self.saved.split() == ["one", "two", "three"]
        return "not saved" in self.said and whole and self.below in ({}, {"mine.toml": _BELOW})


_BELOW = a_draft(surprises="from below")


def play(home: Path, kind: str) -> Played:
    """Type, lose the drive, type on, bring it back, and type on."""
    real, place = home / "real", home / "place"
    (real / "drafts").mkdir(parents=True)
    place.mkdir()
    (real / "drafts" / "mine.toml").write_bytes(a_draft(project_title="Drive").replace(b"[answers]", _AT, 1))
    if kind == "mount point":
        (place / "drafts").mkdir()
        (place / "drafts" / "mine.toml").write_bytes(_BELOW)
    drive = KINDS[kind](real, place)
    try:
        drive.mount()
        return _play(home, drive)
    finally:
        drive.clean()


def _play(home: Path, drive: Drive) -> Played:
    drafts, real = home / "place" / "drafts", home / "real" / "drafts"
    environment = isolated_environment(home, REPORTWIZARD_DRAFTS=str(drafts))
    with Terminal(["mine"], env=environment, cols=100, rows=24, cwd=home, warm=True) as terminal:
        terminal.wait_for("Drive")
        terminal.settle(0.3, 5)
        terminal.type("one ")
        terminal.wait_until(lambda: _words(real / "mine.toml") == "one ", "the first word is saved")
        drive.lose()
        terminal.type("two ")
        terminal.wait_for("not saved")
        terminal.wait_until(lambda: "two" in _copy(home), "the text is in the backup")
        said, copy = terminal.lines[0], _copy(home)
        drive.clean()
        below = {path.name: path.read_bytes() for path in drafts.parent.rglob("*") if path.is_file()}
        drive.mount()
        terminal.type("three ")
        terminal.wait_until(lambda: "three" in _words(real / "mine.toml"), "the drive holds all words", 30)
        terminal.send("ctrl+q")
        terminal.wait_exit()
    return Played(said, copy, _words(real / "mine.toml"), below)


def _words(draft: Path) -> str:
    with contextlib.suppress(OSError, ValueError):
        return str(tomllib.loads(draft.read_text("utf-8"))["answers"].get(QUESTION, ""))
    return ""


def _copy(home: Path) -> str:
    return "".join(map(_words, _copies(home)))


def _copies(home: Path) -> Iterator[Path]:
    return (home / "state" / "rescue").rglob("*.toml")


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + _WAIT
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.02)
