"""What stands in Check, what is left of it, and what each thing offers; without a screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from reportwizard.checks.dismiss import dismiss
from reportwizard.checks.registry import check_report
from reportwizard.drafts.merging.merge import merge
from reportwizard.report.due import mark_handed_in
from reportwizard.ui.check.items import (
    Thing,
    WorkLog,
    acts,
    groups,
    head,
    next_of,
    taken_back,
    work,
)
from reportwizard.ui.check.page import check_items, thing_rows
from support.cases import each_case
from support.drafts import NOW
from support.nasty import complete_report, nasty_report

if TYPE_CHECKING:
    from reportwizard.report.report import Report
    from reportwizard.ui.check.items import Group

STORY = "activities_and_results"
DRIVE = "https://docs.google.com/spreadsheets/d/invented/edit#gid=0"
TOLD = (
    "The audience consisted of 27 people. It rained, so we all went to the museum, and looked at the old maps"
    " of the lagoons and at the birds that live there."
)


def a_report_to_mend() -> Report:
    """Two readings of an amount, a figure that is told otherwise, a link that opens for writing."""
    report = complete_report().with_answer(STORY, TOLD).with_answer("financial_report", f"Costs: {DRIVE}")
    report, _ = report.with_typed("spent_usd", "1651.000")
    return report


def listed(report: Report, log: WorkLog | None = None) -> dict[str, Group]:
    made = groups(report, check_report(report), log or WorkLog())
    return {group.id: group for group in made}


def the(list_: dict[str, Group], group: str, question: str) -> Thing:
    return next(one for one in list_[group].things if one.question == question)


def test_each_problem_stands_in_one_place_and_what_is_missing_is_left_and_not_to_fix() -> None:
    slides = "Slides: https://docs.google.com/presentation/d/a/edit?usp=sharing"
    report = a_report_to_mend().with_answer("surprises", None).with_answer("shared_materials", slides)
    list_ = listed(report)
    assert list(list_) == ["fix", "look", "missing", "notes", "answers"]
    assert [one.question for one in list_["fix"].things] == ["spent_usd"]
    assert {one.question for one in list_["look"].things} == {STORY, "financial_report"}
    missing = the(list_, "missing", "surprises")
    assert (missing.state, missing.about) == ("open", "not answered")
    assert list_["look"].title == "Your program officer may ask"
    assert head(report, list(list_.values())) == ("3 left", "")
    assert the(list_, "answers", "spent_usd").state == "fix"
    assert the(list_, "answers", "surprises").about == "not answered"
    assert list_["answers"].title == "All 24 answers"
    ids = [one.id for group in list_.values() for one in group.things]
    assert len(ids) == len(set(ids))


def test_what_is_left_in_words() -> None:
    done = complete_report().with_answer("report_status", "draft")
    for report, words in (
        (done, "Nothing to ask. F6 hands in."),
        (mark_handed_in(done, date(2026, 10, 3)), "Nothing to ask."),
        (done.with_answer("surprises", None), "Nothing to ask so far. 1 answer to go."),
        (
            done.with_answer("surprises", None).with_answer("applicant_username", None),
            "Nothing to ask so far. 2 answers to go.",
        ),
    ):
        assert head(report, list(listed(report).values())) == (words, "")


def test_what_is_fixed_or_right_is_counted_once_it_was_seen() -> None:
    report, log = a_report_to_mend(), WorkLog()
    log.note(check_report(report))
    repaired = report.with_answer("financial_report", "Costs: on paper")
    list_ = listed(repaired, log)
    fixed = the(list_, "done", "financial_report")
    assert (fixed.state, acts(repaired, fixed)) == ("done", [])
    assert head(repaired, list(list_.values()))[1].startswith(" of ")
    told = next(one for one in check_report(repaired).findings if one.question == STORY)
    right = dismiss(repaired, told, "", check_report(repaired))
    list_ = listed(right, log)
    thing = the(list_, "done", STORY)
    assert "You said that this is right." in thing.words
    assert [act.words for act in acts(right, thing)] == ["ask it again"]
    left = len(work(list(list_.values())))
    assert head(right, list(list_.values())) == (f"{left} left", f" of {left + 2}")


def test_other_figures_are_no_repair() -> None:
    report, log = a_report_to_mend(), WorkLog()
    log.note(check_report(report))
    changed = report.with_answer(STORY, TOLD.replace("27", "29"))
    assert not log.fixed(check_report(changed))
    log.note(check_report(changed))
    assert "done" not in listed(report, log)


def test_what_is_unclear_offers_its_readings_and_what_can_be_mended_its_repair() -> None:
    report = a_report_to_mend()
    list_ = listed(report)
    amount = acts(report, the(list_, "fix", "spent_usd"))
    assert len(amount) == 2
    assert {str(act.offer.answers["spent_usd"]) for act in amount if act.offer} == {
        "1651.000 USD",
        "1651000 USD",
    }
    link = acts(report, the(list_, "look", "financial_report"))
    assert [act.words for act in link][-1] == "it is right as it is"
    assert len(link) == 2


def test_nothing_that_came_with_the_report_is_lost_from_sight() -> None:
    report = complete_report()
    theirs = report.with_answer("surprises", "They flew.")
    mine = report.with_answer("surprises", "We walked.")
    report = merge(report, mine, theirs, NOW).report
    report = replace(
        report, unplaced=("A [/] text",), extra={**report.extra, "answers": {"older": "An answer"}}
    )
    list_ = listed(report)
    assert next(iter(list_)) == "twice"
    assert the({"twice": list_["twice"]}, "twice", "").number == "5"
    text = list_["unplaced"].things[0]
    assert [(act.words, act.copy or act.drop) for act in acts(report, text)] == [
        ("copy it", "A [/] text"),
        ("remove it from this list", "A [/] text"),
    ]
    kept = list_["kept"].things[0]
    assert "It is kept." in kept.words
    assert [act.copy for act in acts(report, kept)] == ["An answer"]


def test_an_answer_is_copied_as_the_portal_takes_it() -> None:
    report = complete_report()
    list_ = listed(report)
    assert [act.copy for act in acts(report, the(list_, "answers", "spent_local"))] == ["12180.50"]
    assert not acts(report, the(list_, "answers", "grant_id"))


@each_case(
    ("before", "here", "after", "next_"),
    [
        ("abc", "a", "abc", "a"),
        ("abc", "a", "bc", "b"),
        ("abc", "c", "ab", "a"),
        ("abc", "b", "c", "c"),
        ("abc", "b", "", ""),
        ("", "x", "ab", "a"),
    ],
)
def test_the_cursor_goes_to_what_comes_next(before: str, here: str, after: str, next_: str) -> None:
    assert next_of([list(before)], here, list(after)) == next_
    # What is to do comes before all that stands below it.
    assert next_of(["ab", "abc"], "b", "ca") == "a"


def test_a_step_is_taken_back_and_what_was_written_since_stays() -> None:
    before = a_report_to_mend()
    finding = next(one for one in check_report(before).findings if one.question == STORY)
    after = dismiss(before, finding, "Lunch.", check_report(before)).with_answer("surprises", "Rain.")
    now = after.with_answer("learning_answers", "Much.")
    back = taken_back(now, before, after)
    assert back.answers["learning_answers"] == "Much."
    assert (back.answers["surprises"], back.dismissed) == (before.answers["surprises"], ())
    dropped = replace(before, unplaced=("one",))
    assert taken_back(before, dropped, before).unplaced == ("one",)


def test_every_line_fits_whatever_stands_in_the_answers() -> None:
    report = nasty_report(1)
    made = groups(report, check_report(report), WorkLog())
    everything = {group.id for group in made}
    for width in (40, 76):
        for item in check_items(report, made, everything, tall=True):
            for line in item.draw(width, True):
                assert line.cell_length <= width
        for group in made:
            for thing in group.things[:40]:
                rows = thing_rows(thing, acts(report, thing), width, 4)
                assert all(row.content.cell_length <= width for row in rows)
                assert len(rows) <= 4 + 3 + len(acts(report, thing))
