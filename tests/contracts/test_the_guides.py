"""The guides in docs/, followed word for word."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportwizard.exports.document import build_document
from reportwizard.forms import locations
from reportwizard.forms.loader import load_form
from reportwizard.hand_in.stops import stops
from reportwizard.kinds.registry import KINDS
from reportwizard.kinds.text import TextKind
from reportwizard.money.amount import Amount
from reportwizard.report.report import Report
from support.command_line import CommandLine
from support.nasty import complete_report

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


def test_every_module_and_test_that_the_docs_name_is_there() -> None:
    root = GUIDE.parents[1]
    folders = [root / folder for folder in ("src", "tests", "scripts")]
    files = [str(path) for folder in folders for path in folder.rglob("*.py")]
    pages = [root / "README.md", root / "CONTRIBUTING.md", *GUIDE.parent.rglob("*.md")]
    named = {name for page in pages for name in re.findall(r"`([a-z_/]+\.py)`", page.read_text("utf-8"))}
    missing = [name for name in named if not any(file.endswith(f"/{name}") for file in files)]
    assert missing == ["checks/title.py"]  # the check that the guide adds


def _examples(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (GUIDE.parent / page).read_text("utf-8"), re.DOTALL)


def _run(code: str) -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(code, names)
    return names


def test_the_check_of_the_guide_works() -> None:
    names = _run(_examples("adding-a-check.md", "python")[0])
    examples = tomllib.loads(_examples("adding-a-check.md", "toml")[0])["capitals"]
    for word, codes in (("fires", ["title.capitals"]), ("silent", [])):
        report = Report(load_form("rapid-fund-final"), examples[word]["answers"])
        assert [finding.code for finding in names["title_capitals"](report)] == codes


def test_the_export_of_the_guide_prints_every_text() -> None:
    names = _run(_examples("adding-an-export.md", "python")[0])
    report = complete_report()
    written = names["render"](build_document(report))
    assert all(
        value in written for value in report.answers.values() if isinstance(value, str) and " " in value
    )
    assert all(part.title in written for part in report.form.parts)


def test_the_import_of_the_guide_reads_every_line() -> None:
    names = _run(_examples("adding-an-export.md", "python")[1])
    text = "form = rapid-fund-final\nproject_title = Summer school\nspent_usd = 12.50\nand more"
    imported = names["read"](text, currency="KZT", locale="kk_KZ")
    assert imported.report.answers == {
        "project_title": "Summer school",
        "spent_usd": Amount(Decimal("12.50"), "USD"),
    }
    assert imported.unplaced == ("and more",)
    assert names["read"]("Summer school", currency="", locale="en") is None


def test_a_kind_that_only_registers_itself_is_brought_to_the_portal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Colour(TextKind):
        pass

    monkeypatch.setitem(KINDS, "colour", Colour())
    form = load_form("small-grant-report")
    question = next(question for question in form.questions if question.kind == "long_text")
    part = replace(form.part_of[question.id], questions=(replace(question, kind="colour"),))
    report = Report(replace(form, parts=(part,)), {question.id: "blue"})
    assert [(stop.text, stop.box) for stop in stops(report)] == [("blue", "box of one line")]
