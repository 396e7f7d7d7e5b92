"""A scratch home, and the real program started in it."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING, Any

from support.drafts import a_draft
from support.environment import isolated_environment
from support.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = [sys.executable, "-m", "reportwizard"]


class Scratch:
    """A home of its own, and the wizard started in it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.environment = isolated_environment(home)

    def wizard(self, *args: str, **more: str) -> Terminal:
        """Start the wizard, or `-c` and a program with it; `more` are variables of its environment."""
        environment = {**self.environment, **more}
        warm = _at_start(environment) == _at_start(isolated_environment(self.home))
        cold = PROGRAM[:1] if args[:1] == ("-c",) else PROGRAM
        argv = [*args] if warm else [*cold, *args]
        return Terminal(argv, env=environment, cols=80, rows=24, cwd=self.home, warm=warm)

    def command(self, *args: str) -> str:
        done = self._run(*args)
        done.check_returncode()
        return done.stdout.decode()

    def refused(self, *args: str) -> str:
        """Run a command that must be refused; return what it says."""
        done = self._run(*args)
        assert done.returncode == 2, done
        return done.stderr.decode()

    def _run(self, *args: str) -> subprocess.CompletedProcess[bytes]:
        command = [*PROGRAM, *args]
        return subprocess.run(
            command, env=self.environment, cwd=self.home, capture_output=True, timeout=60, check=False
        )

    def lay(self, name: str, **typed: str) -> None:
        """Put a draft with these answers into the folder."""
        folder = self.home / "drafts"
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.toml").write_bytes(a_draft(**typed))

    def drafts(self) -> list[Path]:
        return sorted((self.home / "drafts").glob("*.toml"))

    def answers(self) -> dict[str, Any]:
        """The answers of the only draft, read by an independent reader."""
        (draft,) = self.drafts()
        return dict(tomllib.loads(draft.read_text("utf-8")).get("answers", {}))


def _at_start(environment: dict[str, str]) -> dict[str, str]:
    """Return what Python and Textual read while they are loaded: a change of it needs a start of its own."""
    names = ("LC_", "PYTHON", "TERM", "COLORTERM", "TEXTUAL_")
    return {name: value for name, value in environment.items() if name.startswith(names)}
