"""`import`."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportwizard.exports.registry import export_report
from reportwizard.imports.registry import MAX_BYTES
from support.command_line import CommandLine
from support.nasty import complete_report

SAMPLE = Path(__file__).parents[3] / "shared" / "samples" / "kazakh-conference-final-report.txt"


@pytest.fixture
def run(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(export_report(complete_report(), "text"), "utf-8")
    return path


def test_a_file_becomes_a_draft_named_after_its_title(run: CommandLine, page: Path) -> None:
    ran = run("import", page)
    path = run.drafts / "lagoas-do-norte-photographs-articles.toml"
    assert (ran.status, ran.out) == (0, f"{path}\n")
    assert "24 of 24 answers found" in ran.err
    assert run("get", path, "request_id").out == "99000123\n"


def test_import_in_json(run: CommandLine, page: Path) -> None:
    page.write_text(page.read_text("utf-8") + "A line of nobody.\n", "utf-8")
    ran = run("import", page, "--name", "lagoas", "--json")
    assert (ran.status, ran.err) == (0, "")
    assert ran.json == {
        "draft": str(run.drafts / "lagoas.toml"),
        "form": "rapid-fund-final",
        "recognised": "reportwizard-text",
        "placed": len(complete_report().answers),
        "unplaced": ["A line of nobody."],
        "notes": [],
    }


def test_unplaced_text_is_listed_and_kept(run: CommandLine, page: Path) -> None:
    page.write_text(page.read_text("utf-8") + "A line\nof nobody.\n", "utf-8")
    ran = run("import", page, "--name", "lagoas")
    assert "    A line\n    of nobody.\n" in ran.err
    assert run("show", "lagoas", "--json").json["unplaced"] == ["A line\nof nobody."]
    assert run("show", "lagoas").out.endswith("Texts that fit no question\n\n    A line\n    of nobody.\n\n")


def test_standard_input_can_be_imported(run: CommandLine, page: Path) -> None:
    ran = run("import", "-", "--name", "lagoas", stdin=page.read_bytes())
    assert ran.out == f"{run.drafts / 'lagoas.toml'}\n"


def test_importing_twice_makes_two_drafts_but_a_name_is_never_taken_twice(
    run: CommandLine, page: Path
) -> None:
    first, second = run("import", page).out, run("import", page).out
    assert first != second
    assert run("import", page, "--name", "lagoas").status == 0
    before = (run.drafts / "lagoas.toml").read_bytes()
    assert run("import", page, "--name", "lagoas").status == 2
    assert (run.drafts / "lagoas.toml").read_bytes() == before


@pytest.mark.parametrize("text", ["", "Dear colleagues, thank you.", "\n\n"])
def test_other_text_is_refused(run: CommandLine, text: str) -> None:
    ran = run("import", "-", stdin=text)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.strip()
    assert not run.drafts.exists()


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample page is not here")
def test_the_sample_page_is_imported(run: CommandLine) -> None:
    ran = run("import", SAMPLE, "--currency", "KZT", "--json")
    assert ran.status == 0
    assert ran.json["recognised"] == "rapid-fund-2023-page"
    assert run("get", ran.json["draft"], "spent_local").out.strip()
    assert run("check", ran.json["draft"]).status in (0, 1)


def test_a_file_that_is_missing_or_far_too_large_is_refused(run: CommandLine, tmp_path: Path) -> None:
    missing = run("import", tmp_path / "missing.txt")
    assert missing.status == 2
    assert "no such file" in missing.err
    large = run("import", "-", stdin=b"a" * (MAX_BYTES + 1))
    assert large.status == 2
    assert "larger than 10 MB" in large.err
    assert run("import", tmp_path).status == 2
