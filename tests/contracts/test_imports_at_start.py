"""What a command loads when it starts, looked at in a fresh interpreter."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from reportwizard.drafts.store.folder import DraftFolder
from support.nasty import complete_report

if TYPE_CHECKING:
    from pathlib import Path

PROBE = """
import json, sys
from pathlib import Path
from reportwizard.cli import run_command

status = run_command(sys.argv[2:])
loaded = sorted({name.partition(".")[0] for name in sys.modules})
Path(sys.argv[1]).write_text(json.dumps([status, loaded]), "utf-8")
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one report that is ready."""
    DraftFolder(tmp_path).save("ready", complete_report())
    return tmp_path


def loaded_by(folder: Path, *args: str) -> set[str]:
    """The top-level modules that a command has loaded when it ends well."""
    result = folder / "loaded.json"
    command = [sys.executable, "-c", PROBE, str(result), "--drafts", str(folder), *args]
    subprocess.run(command, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    status, loaded = json.loads(result.read_text("utf-8"))
    assert status == 0
    return set(loaded)


@pytest.mark.parametrize("args", [("--help",), ("--version",), ("check", "--help")])
def test_help_and_version_load_nothing_heavy(folder: Path, args: tuple[str, ...]) -> None:
    loaded = loaded_by(folder, *args)
    assert {"click", "reportwizard"} <= loaded
    assert loaded.isdisjoint({"textual", "rich", "pydantic", "babel", "tomli_w", "tomllib", "decimal"})
    assert "httpx" not in loaded


@pytest.mark.parametrize(
    "args",
    [
        ("check", "ready"),
        ("check", "ready", "--json"),
        ("export", "ready", "--to", "text"),
        ("export", "ready", "--to", "wikitext"),
        ("export", "ready", "--to", "json"),
        ("show", "ready"),
        ("get", "ready", "spent_usd"),
        ("set", "ready", "spent_usd", "2 100,09"),
        ("list",),
        ("new", "another"),
        ("forms", "rapid-fund-final"),
    ],
    ids=lambda args: " ".join(args),
)
def test_commands_load_no_interface_and_no_form_checker(folder: Path, args: tuple[str, ...]) -> None:
    loaded = loaded_by(folder, *args)
    assert {"click", "reportwizard"} <= loaded
    assert loaded.isdisjoint({"textual", "rich", "pydantic", "httpx", "asyncio", "socket"})
