"""`history` and `restore`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.report.expense import Expense
from support.command_line import CommandLine
from support.drafts import Clock, a_report

if TYPE_CHECKING:
    from pathlib import Path

FIRST, SECOND, THIRD = "20261122T140311Z", "20261122T141311Z", "20261122T142311Z"


@pytest.fixture
def run(tmp_path: Path) -> CommandLine:
    """A draft that was saved four times, ten minutes apart."""
    run = CommandLine(tmp_path)
    clock = Clock()
    folder = DraftFolder(run.drafts, clock=clock)
    for surprises, plan in (
        ("Rain.", "A wiki page."),
        ("Rain and snow.", "A wiki page."),
        ("Sun.", "A blog."),
    ):
        folder.save("almaty", a_report(surprises=surprises, sharing_plan=plan))
        clock.on(600)
    folder.save("almaty", a_report(surprises="Sun and wind.", sharing_plan="A blog."))
    return run


def test_history_lists_the_newest_first(run: CommandLine) -> None:
    ran = run("history", "almaty")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        f"{THIRD}  2026-11-22 14:23  surprises  1 word  Sun.",
        f"{SECOND}  2026-11-22 14:13  sharing_plan  3 words  A wiki page.",
        f"{SECOND}  2026-11-22 14:13  surprises  3 words  Rain and snow.",
        f"{FIRST}  2026-11-22 14:03  surprises  1 word  Rain.",
    ]


def test_history_of_one_answer(run: CommandLine) -> None:
    lines = run("history", "almaty", "sharing_plan").out.splitlines()
    assert lines == [f"{SECOND}  2026-11-22 14:13  sharing_plan  3 words  A wiki page."]
    ran = run("history", "almaty", "project_title")
    assert (ran.status, ran.out, ran.err) == (0, "", "There are no earlier versions yet.\n")


def test_one_answer_is_put_back_without_touching_another(run: CommandLine) -> None:
    ran = run("restore", "almaty", FIRST, "surprises")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err == "Put back: surprises. What was there before is kept as an earlier version.\n"
    answers = run("show", "almaty", "--json").json["answers"]
    assert answers["surprises"] == "Rain."
    assert answers["sharing_plan"] == "A blog."
    assert "Sun and wind." in run("history", "almaty", "surprises").out


def test_without_an_id_every_answer_is_restored(run: CommandLine) -> None:
    assert run("restore", "almaty", SECOND).status == 0
    answers = run("show", "almaty", "--json").json["answers"]
    assert (answers["surprises"], answers["sharing_plan"]) == ("Rain and snow.", "A wiki page.")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("restore", "almaty", "20200101T000000Z", "surprises"), "There is no version “20200101T000000Z”."),
        (("restore", "almaty", "20200101T000000Z"), "`reportwizard history almaty` lists them."),
        (("restore", "almaty", "yesterday"), "There is no version “yesterday”."),
        (("restore", "almaty", FIRST, "surprise"), "Did you mean surprises"),
        (("history", "almaty", "surprise"), "Did you mean surprises"),
        (("history", "nothing"), "There is no draft “nothing”"),
        (("restore", "../almaty", FIRST), "There is no draft"),
    ],
)
def test_an_unknown_version_or_draft_is_refused(run: CommandLine, args: tuple[str, ...], words: str) -> None:
    before = (run.drafts / "almaty.toml").read_bytes()
    ran = run(*args)
    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err
    assert (run.drafts / "almaty.toml").read_bytes() == before


def test_the_list_of_expenses_has_a_history_too(run: CommandLine) -> None:
    clock = Clock()
    folder = DraftFolder(run.drafts, clock=clock)
    tea, bus = Expense(what="Tea"), Expense(what="Bus", receipt="07.pdf")
    for expenses in ((bus, tea), (tea,)):
        folder.save("camp", replace(a_report(), ledger=expenses))
        clock.on(600)
    listed = run("history", "camp", "ledger").out
    assert listed == f"{FIRST}  2026-11-22 14:03  expenses  2 expenses  Bus · Receipt: 07.pdf Tea\n"
    ran = run("restore", "camp", FIRST, "ledger")
    assert ran.err == "Put back: expenses. What was there before is kept as an earlier version.\n"
    assert folder.load("camp").ledger == (bus, tea)
    assert "1 expense  Tea\n" in run("history", "camp", "ledger").out


def test_only_words_are_counted_in_words(run: CommandLine) -> None:
    folder = DraftFolder(run.drafts, clock=Clock())
    folder.save("camp", a_report(spent_local="114 750", surprises="Rain."))
    folder.save("camp", a_report(), always={"spent_local", "surprises"})
    lines = run("history", "camp").out.splitlines()
    assert [line.split("  ", 2)[2] for line in lines] == [
        "spent_local  114 750,00 KZT",
        "surprises  1 word  Rain.",
    ]


def test_what_a_version_holds_is_never_obeyed_by_the_terminal(run: CommandLine) -> None:
    history = run.drafts / ".history" / "almaty.past"
    line = b'{"at": "20261122T140000Z", "id": "surprises", "value": "\\u001b[31mred\\u0007 [bold]x"}\n'
    history.write_bytes(line + history.read_bytes())
    assert run("history", "almaty").out.splitlines()[-1].endswith("red [bold]x")
