"""The receipt of a report that was handed in: a file that nobody changes, with every answer in it."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.errors import SaveError
from reportwizard.hand_in.proof import prove
from reportwizard.hand_in.receipt import hand_in, receipt
from reportwizard.imports.registry import import_text
from reportwizard.report.due import mark_handed_in
from support.command_line import CommandLine
from support.nasty import complete_report, nasty_report

DAY, AT = date(2026, 10, 3), datetime(2026, 10, 3, 14, 3, tzinfo=UTC)


def test_it_says_when_and_of_which_form_and_its_sum_is_that_of_the_answers() -> None:
    text = receipt(mark_handed_in(complete_report(), DAY), AT)
    head, below = text.split("\n\n", 1)
    assert head.splitlines()[:2] == ["Receipt", "Handed in on: 2026-10-03, round 1"]
    assert "Written: 2026-10-03 14:03:00+00:00, by reportwizard " in head
    assert "Form: rapid-fund-final, version 2023" in head
    digest = sha256(b"\n" + below.encode()).hexdigest()
    assert receipt(complete_report(), AT.replace(microsecond=7)).startswith(
        "Receipt\nHanded in on: 2026-10-03, round 1\nWritten: 2026-10-03 14:03:00+00:00, by"
    )
    assert head.endswith(f"SHA-256 of all lines below this one: {digest}")


def test_it_says_what_the_proof_found_different() -> None:
    report = mark_handed_in(
        complete_report().with_answer("surprises", "The rain, on two of three days."), DAY
    )
    there = receipt(report.with_answer("surprises", "The rain, on two of four days."), AT)
    assert "Compared" not in receipt(report, AT, prove(report, receipt(report, AT)))
    text = receipt(report, AT, prove(report, there))
    assert "\nCompared with what arrived: 1 thing did not arrive as you have it here.\n" in text
    assert "\nCompared with what arrived: 5 Surprises: After “" in text
    assert import_text(text).report.answers == import_text(receipt(report, AT)).report.answers
    assert prove(report, text).arrived


def test_every_answer_is_read_back_and_proved_from_it() -> None:
    for report in (complete_report(), nasty_report(1), nasty_report(2)):
        done = mark_handed_in(report, DAY)
        text = receipt(done, AT)
        ours = {key for key in done.answers if done.form.by_id[key].own}
        kept = {key: value for key, value in done.answers.items() if key not in ours}
        assert import_text(text).report.answers == kept
        assert prove(complete_report(), receipt(mark_handed_in(complete_report(), DAY), AT)).arrived


def test_it_is_next_to_the_draft_read_only_and_never_replaced(tmp_path: Path) -> None:
    folder = DraftFolder(tmp_path / "d")
    folder.save("lagoas", complete_report())
    report, first = hand_in(folder, "lagoas", complete_report(), DAY)
    assert report.hand_in.handed_in == DAY
    changed = complete_report().with_answer("surprises", "The rain, on two of three days.")
    _, second = hand_in(folder, "lagoas", changed, DAY, prove(changed, receipt(complete_report(), AT)))
    assert ["Compared" in one.read_text("utf-8") for one in (first, second)] == [False, True]
    assert [first.name, second.name] == ["lagoas receipt 2026-10-03.txt", "lagoas receipt 2026-10-03 2.txt"]
    assert stat.S_IMODE(first.stat().st_mode) == 0o400
    assert folder.names() == ["lagoas"]
    with pytest.raises(SaveError):
        hand_in(DraftFolder(tmp_path / "nowhere"), "lagoas", complete_report(), DAY)
    folder.path_of("unwritable").mkdir()
    with pytest.raises(SaveError):
        hand_in(folder, "unwritable", complete_report(), DAY)
    assert not [*folder.path.glob("unwritable receipt*")]


def test_the_command_keeps_it_and_opens_the_report_again(tmp_path: Path) -> None:
    run = CommandLine(tmp_path)
    ready = replace(complete_report().with_answer("report_status", "draft"), last_question="surprises")
    folder = DraftFolder(run.drafts, clock=lambda: AT)
    folder.save("ready", ready.with_answer("surprises", "The rain."))
    folder.save("ready", ready, always={"surprises"})
    assert "--day: There is no month 32." in run("hand-in", "ready", "--day", "13/32/2026").err
    ran = run("hand-in", "ready", "--day", "3 Oct 2026")
    assert (ran.status, ran.out) == (0, f"{run.drafts / 'ready receipt 2026-10-03.txt'}\n")
    assert ran.err == "Handed in on 3 October 2026.\n"
    assert DraftFolder(run.drafts).load("ready").hand_in.handed_in == DAY
    assert "handed in 3 October 2026 · 24 of 24" in (listed := run("list").out), listed
    assert "due " not in listed
    assert run("hand-in", "ready").err.startswith("This report is handed in already.")
    kept = (run.drafts / "ready.toml").read_bytes()
    version = run("history", "ready").out.split()[0]
    for command in (
        ("set", "ready", "surprises", "None at all."),
        ("restore", "ready", version),
        ("expenses", "ready", "add", "--amount", "5", "--what", "Tea"),
    ):
        refused = run(*command)
        assert refused.status == 2, command
        assert refused.err.startswith("This report is handed in. Nothing was changed."), command
        assert "hand-in ready --open-again" in refused.err
    assert (run.drafts / "ready.toml").read_bytes() == kept
    assert run("set", "ready", "report_status", "under_review").status == 0
    assert run("hand-in", "ready", "--open-again").err.startswith("Round 2 begins")
    assert DraftFolder(run.drafts).load("ready").hand_in.round == 2
    assert run("hand-in", "ready", "--open-again").status == 2
    run.new("begun")
    ran = run("hand-in", "begun")
    assert (ran.status, ran.err.splitlines()[0]) == (1, "This report cannot be handed in yet.")
    assert [path.name for path in run.drafts.glob("begun receipt*")] == []
