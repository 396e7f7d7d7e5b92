"""The command line inside this process: what it printed, and its exit status."""

from __future__ import annotations

import json
import os
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from reportwizard.cli import run_command

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Ran:
    """What a command did: its status, its data, its words."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The data, read as JSON."""
        return json.loads(self.out)


class CommandLine:
    """Runs commands for one person, whose drafts lie in `drafts`."""

    def __init__(self, home: Path) -> None:
        self.drafts = home / "drafts"

    def __call__(self, *args: str | Path, stdin: bytes | str = b"") -> Ran:
        """Run one command line, with `stdin` as its input."""
        given = stdin.encode() if isinstance(stdin, str) else stdin
        source, out, err = (TextIOWrapper(BytesIO(data), "utf-8", newline="") for data in (given, b"", b""))
        place = patch.dict(os.environ, {"REPORTWIZARD_DRAFTS": str(self.drafts)})
        with place, patch("sys.stdin", source), redirect_stdout(out), redirect_stderr(err):
            status = run_command([str(arg) for arg in args])
        return Ran(status, _written(out), _written(err))

    def new(self, name: str = "almaty", *args: str) -> Path:
        """Begin a draft; return its file."""
        ran = self("new", name, "--currency", "KZT", "--locale", "kk_KZ", *args)
        assert ran.status == 0, ran.err
        return self.drafts / f"{name}.toml"


def _written(stream: TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()
