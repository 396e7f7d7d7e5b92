"""`check` and `export`."""

from __future__ import annotations

import io
import os
import threading
from datetime import date
from typing import TYPE_CHECKING

import pytest

from reportwizard.checks.registry import run_checks
from reportwizard.commands.files import refuse_terminal
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.errors import ReportWizardError
from reportwizard.exports.registry import EXPORTS, export_file, export_report
from reportwizard.report.written import UNFINISHED
from support.command_line import CommandLine
from support.nasty import complete_report
from support.portal import portal_page

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def run(tmp_path: Path) -> CommandLine:
    run = CommandLine(tmp_path)
    DraftFolder(run.drafts).save("ready", complete_report())
    run.new("begun", "--set", "project_title=Begun")
    return run


def test_a_report_that_is_ready_has_status_0(run: CommandLine) -> None:
    ran = run("check", "ready", "--json")
    assert (ran.status, ran.err) == (0, "")
    assert ran.json["ready"] is True
    assert [found["code"] for found in ran.json["findings"]] == [
        found.code for found in run_checks(complete_report(), date.today())
    ]


def test_a_report_that_lacks_something_has_status_1(run: CommandLine) -> None:
    ran = run("check", "begun", "--json")
    assert (ran.status, ran.json["ready"]) == (1, False)
    first = ran.json["findings"][0]
    assert first == {
        "code": "required.missing",
        "severity": "error",
        "question": "applicant_username",
        "message": first["message"],
        "data": first["data"],
    }
    words = run("check", "begun")
    assert words.status == 1
    assert f"error    applicant_username: {first['message']}\n" in words.out
    assert words.out.endswith("Fix the errors before you hand in.\n")


def test_several_drafts_come_as_a_list_with_the_worst_status(run: CommandLine) -> None:
    ran = run("check", "ready", "begun", "--json")
    assert ran.status == 1
    assert [(one["draft"], one["ready"]) for one in ran.json] == [("ready", True), ("begun", False)]
    words = run("check", "ready", "begun").out
    assert words.startswith("ready:\n")
    assert "\n\nbegun:\n" in words


def test_one_unreadable_draft_does_not_hide_the_others(run: CommandLine) -> None:
    (run.drafts / "torn.toml").write_text("schema = 1\nform =", "utf-8")
    ran = run("check", "torn", "ready", "--json")
    assert ran.status == 2
    assert [one["draft"] for one in ran.json] == ["ready"]
    assert "torn, line 2" in ran.err
    alone = run("check", "torn", "--json")
    assert (alone.status, alone.out) == (2, "")


@pytest.mark.parametrize("fmt", list(EXPORTS))
def test_every_format_goes_to_standard_output_and_to_a_file(
    run: CommandLine, fmt: str, tmp_path: Path
) -> None:
    expected = export_file(complete_report(), fmt)
    if not EXPORTS[fmt].binary:
        assert run("export", "ready", "--to", fmt).out == expected.decode()
        assert run("export", "ready", "--to", fmt, "-o", "-").out == expected.decode()
    target = tmp_path / "report.out"
    ran = run("export", "ready", "--to", fmt, "-o", target)
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    assert target.read_bytes() == expected


def test_a_terminal_gets_no_file_that_is_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    refuse_terminal("-", "a b.docx")
    refuse_terminal(os.devnull, "a b.docx")
    monkeypatch.setattr("sys.stdout", Terminal())
    with pytest.raises(ReportWizardError, match=r"a terminal cannot show it\..*-o 'a b\.docx'"):
        refuse_terminal("-", "a b.docx")
    refuse_terminal("a b.docx", "a b.docx")


def test_the_help_names_every_format(run: CommandLine) -> None:
    assert f"One of: {', '.join(EXPORTS)}." in " ".join(run("export", "--help").out.split())


def test_export_refuses_while_something_blocks(run: CommandLine, tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    ran = run("export", "begun", "--to", "text", "-o", target)
    assert (ran.status, ran.out) == (1, "")
    assert "applicant_username: " in ran.err
    assert "--unfinished" in ran.err
    assert not target.exists()


def test_an_unfinished_report_says_so(run: CommandLine) -> None:
    ran = run("export", "begun", "--to", "text", "--unfinished")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(UNFINISHED)
    assert UNFINISHED not in run("export", "ready", "--to", "text").out


def test_a_format_that_is_not_known_is_refused(run: CommandLine) -> None:
    ran = run("export", "ready", "--to", "rtf")
    assert (ran.status, ran.out) == (2, "")
    assert "wikitext" in ran.err


def test_a_file_is_only_replaced_with_force(run: CommandLine, tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    target.write_text("mine", "utf-8")
    ran = run("export", "ready", "--to", "text", "-o", target)
    assert (ran.status, target.read_text("utf-8")) == (2, "mine")
    assert "--force" in ran.err
    assert run("export", "ready", "--to", "text", "-o", target, "--force").status == 0
    assert target.read_text("utf-8") == export_report(complete_report(), "text")


def test_a_file_that_cannot_be_written_is_reported_in_words(run: CommandLine, tmp_path: Path) -> None:
    ran = run("export", "ready", "--to", "text", "-o", tmp_path / "gone" / "report.txt")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("There is no folder ")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes as on Unix")
def test_a_pipe_is_written_to_and_stays_a_pipe(run: CommandLine, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_text("utf-8")))
    reader.start()
    assert run("export", "ready", "--to", "text", "-o", pipe, "--force").status == 0
    reader.join(30)
    assert got == [export_report(complete_report(), "text")]
    assert pipe.is_fifo()


def test_the_proof_says_what_arrived_and_what_did_not(run: CommandLine, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(portal_page(complete_report()), "utf-8")
    ran = run("proof", "ready", page)
    assert (ran.status, ran.out) == (0, "All answers are there, word for word.\n")
    changed = portal_page(complete_report()).replace("so we went to the museum", "so we went")
    ran = run("proof", "ready", stdin=changed)
    assert ran.status == 1
    assert ran.out.startswith("5 Surprises: After “…of three days, so we went” this is not there: ")
    assert "\n1 thing did not arrive as you have it here.\n" in ran.out
    ran = run("proof", "ready", "--json", stdin="A letter about something else.")
    assert (ran.status, ran.json) == (2, {"foreign": True, "arrived": False, "answers": []})
