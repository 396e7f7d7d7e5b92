"""`dismiss`: what is right as it is is dismissed with a reason, listed, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportwizard.drafts.store.folder import DraftFolder
from support.command_line import CommandLine
from support.nasty import complete_report

if TYPE_CHECKING:
    from pathlib import Path

AT = ("links.private_edit", "impact_links")
LINKS = "https://docs.google.com/document/d/a/edit https://docs.google.com/document/d/b/edit"
WHY = "Everybody may add to this list."


@pytest.fixture
def run(tmp_path: Path) -> CommandLine:
    run = CommandLine(tmp_path)
    report = complete_report().with_answer("impact_links", LINKS)
    DraftFolder(run.drafts).save("ours", report.with_answer("surprises", None))
    return run


def found(run: CommandLine) -> list[tuple[str, str]]:
    return [(one["code"], one["question"]) for one in run("check", "ours", "--json").json["findings"]]


def test_a_dismissed_finding_is_listed_with_its_reason(run: CommandLine) -> None:
    before = found(run)
    assert AT in before
    assert "dismissed" not in run("check", "ours", "--json").json
    ran = run("dismiss", "ours", *AT, "--reason", WHY)
    assert (ran.status, ran.out, ran.err) == (0, "", "2 are not asked again.\n")
    assert found(run) == [one for one in before if one != AT]
    dismissed = run("check", "ours", "--json").json["dismissed"]
    assert {(one["code"], one["question"], one["reason"]) for one in dismissed} == {(*AT, WHY)}
    words = run("check", "ours").out
    assert "right    2 impact_links: This is a link for editing" in words
    assert f"Reason: {WHY}\n" in words


def test_without_a_code_it_lists_what_is_and_what_can_be_dismissed(run: CommandLine) -> None:
    listed = run("dismiss", "ours").out
    assert listed.startswith("Nothing is dismissed.\nThey will ask:\n")
    assert "  links.private_edit impact_links: This is a link for editing" in listed
    assert "required.missing" not in listed
    run("dismiss", "ours", *AT, "--reason", WHY)
    listed = run("dismiss", "ours").out
    assert listed.startswith("Right as it is:\n  links.private_edit impact_links: ")
    assert f"      reason: {WHY}\n" in listed


def test_a_dismissal_is_undone(run: CommandLine) -> None:
    before = (run.drafts / "ours.toml").read_text("utf-8")
    asked = found(run)
    run("dismiss", "ours", *AT, "--reason", WHY)
    assert run("dismiss", "ours", *AT, "--back").status == 0
    assert found(run) == asked
    assert "set_aside" not in (run.drafts / "ours.toml").read_text("utf-8")
    assert "set_aside" not in before


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ((*AT,), "either --reason TEXT or --back"),
        ((*AT, "--reason", "  "), "either --reason TEXT or --back"),
        ((*AT, "--reason", WHY, "--back"), "either --reason TEXT or --back"),
        (("links.private_edit", "--reason", WHY), "CODE and QUESTION"),
        (("privacy.email", "impact_links", "--reason", WHY), "There is no privacy.email at impact_links"),
        (("links.private_edit", "impact_link", "--reason", WHY), "Did you mean impact_links"),
        ((*AT, "--back"), "There is no links.private_edit at impact_links"),
        (("required.missing", "surprises", "--reason", WHY), "Fix this before"),
    ],
)
def test_an_impossible_dismissal_is_refused(run: CommandLine, args: tuple[str, ...], words: str) -> None:
    before = (run.drafts / "ours.toml").read_bytes()
    ran = run("dismiss", "ours", *args)
    assert ran.status == 2
    assert words in ran.err
    assert (run.drafts / "ours.toml").read_bytes() == before


def test_show_keeps_its_shape(run: CommandLine) -> None:
    before = run("show", "ours", "--json").json
    run("dismiss", "ours", *AT, "--reason", WHY)
    assert run("show", "ours", "--json").json == before


def test_the_old_names_of_commands_still_work_and_are_not_listed(run: CommandLine) -> None:
    assert run("aside", "ours", *AT, "--reason", WHY).status == 0
    assert run("mend", "ours").status == 0
    listed = [line.split()[:1] for line in run("--help").out.splitlines()]
    assert ["dismiss"] in listed
    assert ["repair"] in listed
    assert ["aside"] not in listed
    assert ["mend"] not in listed
