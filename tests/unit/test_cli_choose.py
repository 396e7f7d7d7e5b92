"""`choose`, and what the other commands say of answers that were changed in two places."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from reportwizard.drafts.format.answers import LEDGER, plain_of, with_plain
from reportwizard.drafts.merging.conflicts import Conflict, conflicts_of, with_conflict
from reportwizard.drafts.store.folder import DraftFolder
from support.command_line import CommandLine
from support.drafts import NOW, Clock, a_report

if TYPE_CHECKING:
    from reportwizard.report.report import Report

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
EXPENSES = [{"what": "Bus"}], [{"what": "Train"}]


def waiting() -> Report:
    """A report with two texts, a list of expenses and a yes or no that were changed in two places."""
    report = a_report(surprises="Rain.", sharing_plan="A blog.", data_difficulties="yes")
    report = with_plain(report, LEDGER, EXPENSES[0])
    theirs = {"surprises": "Snow.\nAnd ice.", "data_difficulties": False, LEDGER: EXPENSES[1]}
    for answer_id, plain in theirs.items():
        report = with_conflict(report, Conflict(answer_id, plain, NOW))  # type: ignore[arg-type]
    return with_conflict(report, Conflict("surprises", "Sun."))


@pytest.fixture
def run(tmp_path: Path) -> CommandLine:
    run = CommandLine(tmp_path)
    DraftFolder(run.drafts, clock=Clock()).save("almaty", waiting())
    return run


def left(run: CommandLine) -> list[tuple[str, object]]:
    return [(one.answer_id, one.theirs) for one in conflicts_of(DraftFolder(run.drafts).load("almaty"))]


def test_both_versions_are_shown(run: CommandLine) -> None:
    ran = run("choose", "almaty", "surprises")
    assert ran.status == 0
    assert ran.out.splitlines() == [
        "surprises  noticed 2026-11-22 14:03",
        "  mine: here",
        "    Rain.",
        "  theirs: in the other copy",
        "    Snow.",
        "    And ice.",
        "",
        "surprises",
        "  mine: here",
        "    Rain.",
        "  theirs: in the other copy",
        "    Sun.",
    ]
    assert ran.err == "To choose: reportwizard choose almaty surprises mine|theirs|both\n"
    everything = run("choose", "almaty")
    assert all(words in everything.out for words in ("data_difficulties", "Bus", "Train", "Sun."))


@pytest.mark.parametrize(
    ("choice", "text"),
    [("mine", "Rain."), ("theirs", "Snow.\nAnd ice."), ("both", "Rain.\n\nSnow.\nAnd ice.")],
)
def test_the_oldest_is_chosen_and_the_other_version_stays(run: CommandLine, choice: str, text: str) -> None:
    ran = run("choose", "almaty", "surprises", choice)
    assert (ran.status, ran.out) == (0, "")
    assert ran.err == (
        "Chosen: surprises. The other version stays as an earlier version. 3 more to choose.\n"
    )
    assert run("get", "almaty", "surprises").out == f"{text}\n"
    assert ("surprises", "Sun.") in left(run)
    earlier = {version.plain for version in DraftFolder(run.drafts).versions("almaty", "surprises")}
    assert {"Rain.", "Snow.\nAnd ice."} <= earlier


def test_the_list_of_expenses_and_what_is_no_text_are_chosen_too(run: CommandLine) -> None:
    assert run("choose", "almaty", LEDGER, "theirs").status == 0
    assert run("choose", "almaty", "data_difficulties", "theirs").status == 0
    report = DraftFolder(run.drafts).load("almaty")
    assert (plain_of(report, LEDGER), report.answers["data_difficulties"]) == (EXPENSES[1], False)
    assert {answer_id for answer_id, _ in left(run)} == {"surprises"}


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("surprises", "neither"), "Choose mine, theirs or both, not 'neither'."),
        (
            ("data_difficulties", "both"),
            "Choose mine or theirs, not 'both'. Only two texts can both be kept.",
        ),
        (("sharing_plan", "mine"), "this answer was not changed in two places"),
        (("sharing_plan",), "`reportwizard choose almaty` lists those that were."),
        (("surprise", "mine"), "Did you mean surprises"),
        (("surprises", "mine", "--json"), "Leave it out to choose."),
    ],
)
def test_an_impossible_choice_is_refused(run: CommandLine, args: tuple[str, ...], words: str) -> None:
    before = (run.drafts / "almaty.toml").read_bytes()
    ran = run("choose", "almaty", *args)
    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err
    assert (run.drafts / "almaty.toml").read_bytes() == before


def test_json_has_both_versions_and_fits_its_schema(run: CommandLine) -> None:
    data = run("choose", "almaty", "--json").json
    Draft202012Validator(json.loads((SCHEMAS / "choose.json").read_text("utf-8"))).validate(data)
    assert [one["question"] for one in data["two_versions"]] == [
        "surprises",
        "data_difficulties",
        LEDGER,
        "surprises",
    ]
    assert data["two_versions"][1] == {
        "question": "data_difficulties",
        "noticed_at": "2026-11-22T14:03:11Z",
        "mine": True,
        "theirs": False,
        "choices": ["mine", "theirs"],
    }


def test_other_commands_name_answers_with_two_versions(run: CommandLine) -> None:
    for name, args in (("list", ()), ("show", ("almaty",)), ("check", ("almaty",))):
        data = run(name, *args, "--json").json
        Draft202012Validator(json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))).validate(data)
        shape = data[0] if name == "list" else data
        assert shape["two_versions"] == ["surprises", "data_difficulties", LEDGER]
    assert "waits for your choice: surprises, data_difficulties, ledger\n" in run("list").out
    assert (
        "choose   5 surprises: It was changed in two places. `reportwizard choose almaty` shows"
        in run("check", "almaty").out
    )
    assert "`choose` or the wizard lets you choose" in run("show", "almaty").out


def test_a_report_without_conflicts_mentions_none(run: CommandLine) -> None:
    DraftFolder(run.drafts).save("camp", replace(waiting(), extra={}))
    ran = run("choose", "camp")
    assert (ran.status, ran.out, ran.err) == (0, "", "No answer was changed in two places.\n")
    assert run("choose", "camp", "--json").json == {"two_versions": []}
    assert "two_versions" not in run("show", "camp", "--json").json
