"""Commands that cannot do what they were asked: status 2, words that say what to do, and nothing changed."""

from __future__ import annotations

import os
import sys
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from reportwizard.commands.files import read_data
from reportwizard.errors import ReportWizardError
from support.command_line import CommandLine

if TYPE_CHECKING:
    from pathlib import Path

EXPORTED = '{"form": "rapid-fund-final", "answers": {"surprises": "Rain"}}'


@pytest.fixture
def run(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


@pytest.mark.parametrize("nothing", ["", "\n", "  "])
def test_an_empty_pipe_removes_no_answer(run: CommandLine, nothing: str) -> None:
    run.new()
    assert run("set", "almaty", "surprises", "-", stdin="Rain.").status == 0
    ran = run("set", "almaty", "surprises", "-", stdin=nothing)
    assert (ran.status, run("get", "almaty", "surprises").out) == (2, "Rain.\n")
    assert "Nothing was changed" in ran.err
    assert run("set", "almaty", "surprises", "").status == 0
    assert run("get", "almaty", "surprises").out == ""


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["due", "almaty", "-o", "due.ics"], "--ics"),
        (["due", "almaty", "--force"], "--ics"),
        (["aside", "almaty", "--back"], "CODE"),
        (["aside", "almaty", "--reason", "so it is"], "CODE"),
        (["trash", "--restore", ""], ""),
        (["import", ""], "is empty"),
        (["export", "almaty", "--to", "text", "--unfinished", "-o", ""], "is empty"),
        (["export", "almaty", "--to", "text", "--unfinished", "--force", "-o", "."], "folder"),
        (["new", ""], "needs a name"),
        (["new", "   "], "needs a name"),
        (["new", " a"], "Use letters"),
        (["new", "a\nb"], "Use letters"),
    ],
)
def test_an_option_without_a_use_is_refused(run: CommandLine, args: list[str], words: str) -> None:
    run.new("almaty", "--set", "due_date=2026-10-03")
    ran = run(*args)
    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err
    assert "Rename" not in ran.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes as on Unix")
def test_a_pipe_of_the_shell_is_read(run: CommandLine, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = Thread(target=pipe.write_text, args=(EXPORTED,))
    writer.start()
    ran = run("import", pipe, "--name", "piped")
    writer.join()
    assert (ran.status, run("get", "piped", "surprises").out) == (0, "Rain\n"), ran.err


def test_a_closed_standard_input_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(ReportWizardError, match="standard input is closed"):
        read_data("-", 10)


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes there")
def test_a_pipe_to_which_nobody_writes_is_not_waited_for(
    run: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportwizard.commands.files._WAIT_FOR_WRITER", 0.0)
    os.mkfifo(tmp_path / "pipe")
    ran = run("import", tmp_path / "pipe")
    assert ran.status == 2
    assert ran.err == f"{tmp_path / 'pipe'}: nobody writes to this pipe.\nName a file instead.\n"
