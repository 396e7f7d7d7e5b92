"""The words before a command, the wizard, and what is said when something goes wrong."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

import reportwizard
from reportwizard.commands import wizard
from reportwizard.commands.registry import COMMANDS
from support.command_line import CommandLine

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def run(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What the wizard was opened with, where a terminal is at hand."""
    calls: list[tuple[Any, ...]] = []

    def run(*args: Any, ascii_only: bool) -> None:
        calls.append((*args, "ascii") if ascii_only else args)

    monkeypatch.setitem(sys.modules, "reportwizard.ui.app", SimpleNamespace(run=run))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setattr(wizard, "on_terminal", lambda: True)
    return calls


def test_without_a_word_the_wizard_opens_the_list(run: CommandLine, opened: list[Any]) -> None:
    assert run().status == 0
    assert opened == [(run.drafts, None, None)]


def test_the_ascii_option_reaches_the_wizard(run: CommandLine, opened: list[Any]) -> None:
    run.new()
    assert run("--ascii").status == 0
    assert run("--ascii", "almaty").status == 0
    assert opened == [(run.drafts, None, None, "ascii"), (run.drafts, "almaty", None, "ascii")]


def test_in_a_browser_the_wizard_needs_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not wizard.on_terminal()
    monkeypatch.setenv("TEXTUAL_DRIVER", "textual.drivers.web_driver:WebDriver")
    assert wizard.on_terminal()


def test_a_word_that_is_no_command_is_a_draft(run: CommandLine, opened: list[Any]) -> None:
    run.new()
    assert run("--locale", "pt-br", "almaty").status == 0
    assert opened == [(run.drafts, "almaty", "pt_BR")]


def test_a_draft_may_bear_the_name_of_a_command(run: CommandLine, opened: list[Any]) -> None:
    path = run.new("list")
    assert run("list").status == 0
    assert opened == []
    assert run(path).status == 0
    assert opened == [(run.drafts, "list", None)]


def test_the_error_names_a_missing_draft(run: CommandLine, opened: list[Any]) -> None:
    run.new()
    ran = run("almati")
    assert (ran.status, ran.out, opened) == (2, "", [])
    assert "Did you mean “almaty”?" in ran.err


def test_on_no_terminal_the_commands_are_named(run: CommandLine) -> None:
    run.new()
    for ran in (run(), run("almaty")):
        assert (ran.status, ran.out) == (2, "")
        assert "reportwizard check DRAFT" in ran.err


@pytest.mark.parametrize(
    "args", [("chekc", "almaty"), ("--nothing",), ("show",), ("show", "a", "b"), ("list", "--nothing")]
)
def test_wrong_use_has_status_2_and_words(run: CommandLine, args: tuple[str, ...]) -> None:
    ran = run(*args)
    assert (ran.status, ran.out) == (2, "")
    assert "Error: " in ran.err


def test_a_slip_in_a_command_is_understood(run: CommandLine) -> None:
    assert "There is no command “chekc”. Did you mean “check”?" in run("chekc", "almaty").err


def test_help_lists_every_command_and_no_other(run: CommandLine) -> None:
    help_text = run("-h").out
    listed = [line.split()[0] for line in help_text.split("Commands:\n")[1].splitlines()]
    assert listed == list(COMMANDS)


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_has_help_that_begins_with_its_summary(run: CommandLine, name: str) -> None:
    ran = run(name, "-h")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"Usage: reportwizard {name} ")
    assert ran.out.split("\n\n")[1].split(".")[0] == f"  {COMMANDS[name][1].removesuffix('.')}"
    assert "--drafts" in ran.out


def test_a_file_in_the_place_of_a_folder_is_named(run: CommandLine) -> None:
    file = run.new()
    for args in (["list"], ["new", "x"], ["show", "x"]):
        ran = run(*args, "--drafts", file)
        assert (ran.status, ran.out) == (2, "")
        assert "a file is in the place of the folder" in ran.err


def test_version(run: CommandLine) -> None:
    assert run("--version").out == f"reportwizard {reportwizard.__version__}\n"


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (OSError(28, "", "x.toml"), 2, "x.toml: no space left on the disk. Delete or move some files, so"),
        (OSError("odd"), 2, "The output cannot be written: the system refused it (OSError).\n"),
        (KeyboardInterrupt(), 130, "\n"),
    ],
)
def test_errors_are_reported_without_a_traceback(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch, error: BaseException, status: int, words: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("reportwizard.commands.drafts.print_json", fail)
    ran = run("list", "--json")
    assert ran.status == status
    assert ran.err.startswith(words)


def test_no_control_character_is_printed(run: CommandLine) -> None:
    run.new("almaty", "--set", "project_title=\x1b[31mred\x07")
    for args in (
        ("show", "almaty"),
        ("list",),
        ("get", "almaty", "project_title"),
        ("get", "a\x1b[2Jb", "x"),
        ("get", "almaty", "surprises", "one too many \x1b[2J"),
    ):
        ran = run(*args)
        assert "\x1b" not in ran.out + ran.err


def completed(run: CommandLine, monkeypatch: pytest.MonkeyPatch, line: str) -> set[str]:
    """What a shell offers in the place of the last word of a line."""
    words = line.split(" ")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
    monkeypatch.setenv("_REPORTWIZARD_COMPLETE", "bash_complete")
    ran = run()
    assert ran.status == 0, ran.err
    return {offered.removeprefix("plain,") for offered in ran.out.split()}


def test_a_shell_completes_drafts_questions_and_formats(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.new("example")
    for line, offered in {
        "reportwizard ex": {"export", "expenses", "example"},
        "reportwizard export ": {"example"},
        f"reportwizard --drafts {run.drafts} check EX": {"example"},
        "reportwizard get example spent_": {"spent_local", "spent_usd"},
        "reportwizard get nothing ": set(),
        "reportwizard export example --to m": {"markdown"},
        "reportwizard --drafts /no/such/folder show ": set(),
    }.items():
        assert completed(run, monkeypatch, line) == offered, line
    monkeypatch.delenv("_REPORTWIZARD_COMPLETE")
    for shell, words in {"bash": "complete -o", "zsh": "#compdef reportwizard", "fish": "complete "}.items():
        assert words in run("completion", shell).out
