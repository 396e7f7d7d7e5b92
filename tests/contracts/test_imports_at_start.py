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

result, *drafts = sys.argv[1:4]
statuses = [run_command([*drafts, *command.split()]) for command in sys.argv[4:]]
loaded = sorted({name.partition(".")[0] for name in sys.modules})
Path(result).write_text(json.dumps([statuses, loaded]), "utf-8")
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one report that is ready."""
    DraftFolder(tmp_path).save("ready", complete_report())
    return tmp_path


def loaded_by(folder: Path, *commands: str) -> set[str]:
    """The top-level modules that are loaded when one program has run these commands, each of them well."""
    result = folder / "loaded.json"
    program = [sys.executable, "-c", PROBE, str(result), "--drafts", str(folder), *commands]
    subprocess.run(program, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    statuses, loaded = json.loads(result.read_text("utf-8"))
    assert statuses == [0] * len(commands)
    return set(loaded)


def test_help_and_version_load_nothing_heavy(folder: Path) -> None:
    loaded = loaded_by(folder, "--help", "--version", "check --help")
    assert {"click", "reportwizard"} <= loaded
    assert loaded.isdisjoint(
        {"textual", "rich", "pydantic", "babel", "tomli_w", "tomllib", "decimal", "jinja2"}
    )
    assert "httpx" not in loaded


def test_commands_load_no_interface_and_no_form_checker(folder: Path) -> None:
    loaded = loaded_by(
        folder,
        "check ready",
        "check ready --json",
        "export ready --to text",
        "export ready --to wikitext",
        "export ready --to json",
        "show ready",
        "get ready spent_usd",
        "set ready spent_usd 2100,09",
        "list",
        "new another",
        "forms rapid-fund-final",
    )
    assert {"click", "reportwizard"} <= loaded
    assert loaded.isdisjoint({"textual", "rich", "pydantic", "httpx", "asyncio", "socket", "jinja2"})


def test_the_wizard_alone_loads_no_command_line(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """It would stay in memory as long as the wizard is open."""
    monkeypatch.setenv("REPORTWIZARD_DRAFTS", str(folder))
    program = (
        "import sys; from reportwizard.cli import run_command; run_command({}); print('click' in sys.modules)"
    )
    said = [
        subprocess.run([sys.executable, "-c", program.format(args)], check=True, capture_output=True).stdout
        for args in ("[]", "['ready']", "['list']")
    ]
    assert [words.split()[-1] for words in said] == [b"False", b"False", b"True"]


def test_a_report_is_read_and_checked_without_the_data_of_locales(folder: Path) -> None:
    """They take 4 MB: the wizard needs them where it shows a date, and not at its first page."""
    program = (
        "import sys; from pathlib import Path; from datetime import date\n"
        "from reportwizard.checks.registry import check_report\n"
        "from reportwizard.drafts.store.folder import DraftFolder\n"
        "check_report(DraftFolder(Path(sys.argv[1])).load('ready'), date(2026, 11, 22))\n"
        "print('babel' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", program, str(folder)], check=True, capture_output=True)
    assert ran.stdout.split() == [b"False"]
