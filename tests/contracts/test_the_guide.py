"""The guide to writing a form, followed word for word."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from reportwizard.forms import locations
from support.command_line import CommandLine

if TYPE_CHECKING:
    import pytest

GUIDE = Path(__file__).parents[2] / "docs" / "writing-a-form.md"


def test_the_commands_of_the_first_ten_minutes_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locations, "NAMED", [])
    monkeypatch.chdir(tmp_path)
    guide = GUIDE.read_text("utf-8")
    first = guide[guide.index("## Your first form") : guide.index("**In your editor.**")]
    form = re.search(r"```toml\n(.*?)```", first, re.DOTALL)
    assert form
    Path("picnic.toml").write_text(form[1], "utf-8")
    run = CommandLine(tmp_path)
    commands = re.findall(r"^\$ reportwizard (.*)$", first, re.MULTILINE)
    assert len(commands) == 7
    told = [run(*shlex.split(command)) for command in commands if command != "lake"]
    assert [ran.status for ran in told] == [0] * 6, told
    assert told[0].out.startswith("✓")
    assert "Picnic Report" in told[4].out
    assert json.loads(Path("lake.json").read_text("utf-8"))["answers"]["picnic_name"] == "At the lake"
    fault = re.search(r"`(picnic\.toml: question .*?)`", first)
    assert fault
    Path("picnic.toml").write_text(form[1].replace('"rained = yes"', '"rain = yes"'), "utf-8")
    ran = run("forms", "--check", "picnic.toml")
    assert (ran.status, fault[1] in ran.err) == (1, True)


def test_the_page_about_settings_is_true(tmp_path: Path) -> None:
    from textual.binding import Binding

    from reportwizard.settings import load_settings
    from reportwizard.ui.app import WizardApp
    from reportwizard.ui.report.screen import ReportScreen
    from reportwizard.ui.shared.frame import Frame
    from reportwizard.ui.themes import THEMES

    page = (GUIDE.parent / "settings.md").read_text("utf-8")
    example = re.search(r"```toml\n(.*?)```", page, re.DOTALL)
    assert example
    (tmp_path / "settings.toml").write_text(example[1], "utf-8")
    settings = load_settings(tmp_path / "settings.toml")
    assert settings.faults == ()
    assert settings.theme in {theme.name for theme in THEMES}
    named: dict[str, str] = {}
    for names, keys in re.findall(r"^\| (`[a-z_`, ]+`) \| (`[a-z0-9+,` ]+`) \|", page, re.MULTILINE):
        named |= zip(re.findall(r"`(.+?)`", names), re.findall(r"`(.+?)`", keys), strict=True)
    kinds = (WizardApp, Frame, ReportScreen)
    bindings = [one for kind in kinds for one in kind.BINDINGS if isinstance(one, Binding) and one.id]
    assert named == {one.id: one.key for one in bindings}
    assert set(settings.keymap) <= set(named)
