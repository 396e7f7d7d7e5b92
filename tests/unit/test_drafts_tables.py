"""What is kept of the hand-in stands readable in the draft, in no export, and nothing there is lost."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from reportwizard.drafts.format.decode import decode
from reportwizard.drafts.format.encode import encode
from reportwizard.drafts.format.salvage import salvage
from reportwizard.drafts.merging.merge import merge
from reportwizard.report.hand_in import HandIn, ReviewComment
from support.cases import each_case
from support.drafts import NOW, a_report
from support.exports import READABLE, text_of
from support.nasty import complete_report

if TYPE_CHECKING:
    from reportwizard.report.report import Report

ASK = ReviewComment(
    "Why did the hall cost more?\nAnd who paid?", "Officer", ("budget_changes",), response="Rain."
)
COMMENT = ReviewComment("Nice.", "Rosa", ("surprises",), settled=True)
KEPT = HandIn(2, ("a", "b"), "b", {"surprises": 2000}, reshape=False, handed_in=date(2026, 10, 3))
WRITTEN = '''
[[asks]]
words = """
Why did the hall cost more?
And who paid?"""
who = "Officer"
answers = [
    "budget_changes",
]
response = "Rain."

[[comments]]
words = "Nice."
who = "Rosa"
answers = [
    "surprises",
]
settled = true

[hand_in]
round = 2
ticks = [
    "a",
    "b",
]
place = "b"
reshape = false
handed_in = 2026-10-03

[hand_in.limits]
surprises = 2000
'''


def with_all(report: Report) -> Report:
    return replace(report, hand_in=KEPT, asks=(ASK,), comments=(COMMENT,))


def written(report: Report) -> str:
    return encode(report, saved_at=NOW, app_version="1").decode()


def test_they_are_readable_in_the_draft_and_read_back() -> None:
    report = with_all(a_report(surprises="Rain"))
    assert written(report).endswith(WRITTEN)
    assert decode(written(report).encode(), "draft") == report
    assert salvage(written(report).replace("schema = 1", "schema =").encode(), "draft").report == report
    assert not {"hand_in", "asks", "comments"} & {*written(a_report()).replace("[", "]").split("]")}


@each_case(
    "kept",
    [
        'hand_in = 3\nasks = "none"\ncomments = [1]\n',
        'hand_in = { round = "two", ticks = ["a"] }\nasks = [{ who = "Ann" }]\n',
        'asks = [{ words = "Why?", answers = "surprises" }, { words = "Why?", answers = [1] }]\n',
        'hand_in = { handed_in = 2026-10-03, by = "Ann" }\ncomments = [{ words = "No.", page = 7 }]\n',
        "hand_in = { at = 2026-10-03T09:00:00Z, size = 1.5 }\n",
    ],
)
def test_what_cannot_be_understood_is_written_back(kept: str) -> None:
    text = written(a_report(surprises="Rain")).replace("\n[answers]", f"{kept}\n[answers]")
    report = decode(text.encode(), "draft")
    assert decode(written(report).encode(), "draft") == report
    assert not re.search(r"(at|size) = [^\d]", written(report))
    ticked = replace(report, hand_in=report.hand_in.with_tick("c"), asks=(*report.asks, ASK))
    again = decode(written(ticked).encode(), "draft")
    assert (again.asks, again.extra.get("asks")) == (ticked.asks, report.extra.get("asks"))
    assert again.hand_in.ticks[-1:] == ("c",) or "hand_in" in report.extra


def test_two_windows_keep_the_ticks_and_the_questions_of_both() -> None:
    base = with_all(a_report(surprises="Rain"))
    mine = replace(base, hand_in=replace(KEPT.with_tick("c"), place="c"))
    theirs = replace(base, hand_in=KEPT.with_tick("d").with_limit("x", 5), asks=(replace(ASK, settled=True),))
    merged = merge(base, mine, theirs)
    assert merged.report.hand_in.ticks == ("a", "b", "c", "d")
    assert (merged.report.hand_in.place, merged.report.hand_in.limit("x")) == ("c", 5)
    assert (merged.report.asks, merged.complete, merged.kept_twice) == (
        (replace(ASK, settled=True),),
        True,
        (),
    )
    assert merge(None, mine, theirs).report.comments == (COMMENT,)


def test_ticks_and_limits() -> None:
    kept = HandIn().with_tick("a 1").with_tick("b 1").with_tick("a 2").with_limit("q", 9).with_limit("r", 0)
    assert (kept.ticks, kept.limit("q"), kept.limit("r"), kept.with_limit("q", 0).limits) == (
        ("b 1", "a 2"),
        9,
        0,
        {},
    )
    assert HandIn(limits={"q": "many"}).limit("q") == 0


@each_case("fmt", READABLE)
def test_they_are_in_no_report_that_is_handed_in(fmt: str) -> None:
    report = complete_report()
    assert text_of(with_all(report), fmt) == text_of(report, fmt)
