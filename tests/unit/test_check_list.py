"""The groups and items of Check, and what can be done about them, without a screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from reportwizard.checks.dismiss import dismiss
from reportwizard.checks.registry import check_report
from reportwizard.drafts.merging.conflicts import Conflict, with_conflict
from reportwizard.drafts.merging.merge import merge
from reportwizard.report.due import mark_handed_in
from reportwizard.ui.check.check_page import check_items, item_rows
from reportwizard.ui.check.items import (
    WorkItem,
    WorkLog,
    groups,
    item_offers,
    next_id,
    summary,
    to_do,
)
from reportwizard.ui.report.parts_page import parts_items
from reportwizard.ui.report.status import tabs
from reportwizard.ui.session import undo_step
from reportwizard.ui.wizard import CHECK, HAND_IN
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


def report_with_problems() -> Report:
    """A report with an unclear amount, a contradicted figure, and a link for editing."""
    report = complete_report().with_answer(STORY, TOLD).with_answer("financial_report", f"Costs: {DRIVE}")
    report, _ = report.with_typed("spent_usd", "1651.000")
    return report


def listed(report: Report, log: WorkLog | None = None) -> dict[str, Group]:
    all_groups = groups(report, check_report(report), log or WorkLog())
    return {group.id: group for group in all_groups}


def the(by_id: dict[str, Group], group: str, question: str) -> WorkItem:
    return next(item for item in by_id[group].items if item.question == question)


def test_each_problem_is_in_one_group_and_a_missing_answer_is_not_to_fix() -> None:
    slides = "Slides: https://docs.google.com/presentation/d/a/edit?usp=sharing"
    report = report_with_problems().with_answer("surprises", None).with_answer("shared_materials", slides)
    by_id = listed(report)
    assert list(by_id) == ["fix", "look", "missing", "notes", "answers"]
    assert [item.question for item in by_id["fix"].items] == ["spent_usd"]
    assert {item.question for item in by_id["look"].items} == {STORY, "financial_report"}
    missing = the(by_id, "missing", "surprises")
    assert (missing.state, missing.about) == ("open", "not answered")
    assert by_id["look"].title == "Your program officer may ask"
    assert summary(report, list(by_id.values())) == ("3 left", ", 1 answer to go")
    parts = {item.id: item for item in parts_items(report, check_report(report).findings)}
    assert parts[HAND_IN].draw(77, False)[0].plain.endswith("  1 answer to go")
    missing_one = [finding for finding in check_report(report).findings if finding.question == "surprises"]
    begun = {item.id: item for item in parts_items(report, missing_one)}
    assert parts[CHECK].draw(77, False)[0].plain.endswith("  1 to fix")
    assert begun[CHECK].draw(77, False)[0].plain.endswith("  nothing to ask so far")
    two = with_conflict(report, Conflict("surprises", "Snow."))
    waits = {item.id: item for item in parts_items(two, missing_one)}
    assert waits[CHECK].draw(77, False)[0].plain.endswith("  1 to look at")
    assert next(tab for tab in tabs(two, []) if tab.id == CHECK)[2:4] == ("look", 1)
    assert "what a reader" not in begun[CHECK].draw(57, False)[0].plain  # no half of a sentence
    assert the(by_id, "answers", "spent_usd").state == "fix"
    assert the(by_id, "answers", "surprises").about == "not answered"
    assert by_id["answers"].title == "All 24 answers"
    ids = [item.id for group in by_id.values() for item in group.items]
    assert len(ids) == len(set(ids))


def test_the_head_names_what_is_left() -> None:
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
        assert summary(report, list(listed(report).values())) == (words, "")


def test_fixed_and_dismissed_findings_count_once_they_were_seen() -> None:
    report, log = report_with_problems(), WorkLog()
    log.record(check_report(report))
    repaired = report.with_answer("financial_report", "Costs: on paper")
    by_id = listed(repaired, log)
    fixed = the(by_id, "done", "financial_report")
    assert (fixed.state, item_offers(repaired, fixed)) == ("done", [])
    assert summary(repaired, list(by_id.values()))[1].startswith(" of ")
    finding = next(finding for finding in check_report(repaired).findings if finding.question == STORY)
    dismissed = dismiss(repaired, finding, "", check_report(repaired))
    by_id = listed(dismissed, log)
    item = the(by_id, "done", STORY)
    assert "You said that this is right." in item.text
    assert [offer.label for offer in item_offers(dismissed, item)] == ["ask it again"]
    left = len(to_do(list(by_id.values())))
    assert summary(dismissed, list(by_id.values())) == (f"{left} left", f" of {left + 2}")


def test_a_finding_with_other_figures_is_not_fixed() -> None:
    report, log = report_with_problems(), WorkLog()
    log.record(check_report(report))
    changed = report.with_answer(STORY, TOLD.replace("27", "29"))
    assert not log.fixed(check_report(changed))
    log.record(check_report(changed))
    assert "done" not in listed(report, log)


def test_an_unclear_amount_offers_its_readings_and_a_link_its_repair() -> None:
    report = report_with_problems()
    by_id = listed(report)
    amount = item_offers(report, the(by_id, "fix", "spent_usd"))
    assert len(amount) == 2
    assert {str(offer.answers["spent_usd"]) for offer in amount} == {"1651.00 USD", "1651000 USD"}
    link = item_offers(report, the(by_id, "look", "financial_report"))
    assert [offer.label for offer in link][-1] == "it is right as it is"
    assert len(link) == 2


def test_conflicts_unplaced_texts_and_unknown_answers_are_listed() -> None:
    report = complete_report()
    theirs = report.with_answer("surprises", "They flew.")
    mine = report.with_answer("surprises", "We walked.")
    report = merge(report, mine, theirs, NOW).report
    report = replace(
        report, unplaced=("A [/] text",), extra={**report.extra, "answers": {"older": "An answer"}}
    )
    by_id = listed(report)
    assert next(iter(by_id)) == "conflicts"
    assert the({"conflicts": by_id["conflicts"]}, "conflicts", "").number == "5"
    text = by_id["unplaced"].items[0]
    assert [(offer.label, offer.copies or offer.removes) for offer in item_offers(report, text)] == [
        ("copy it", "A [/] text"),
        ("remove it from this list", "A [/] text"),
    ]
    kept = by_id["kept"].items[0]
    assert "It is kept." in kept.text
    assert [offer.copies for offer in item_offers(report, kept)] == ["An answer"]


def test_an_answer_is_copied_as_the_portal_takes_it() -> None:
    report = complete_report()
    by_id = listed(report)
    assert [offer.copies for offer in item_offers(report, the(by_id, "answers", "spent_local"))] == [
        "12180.50"
    ]
    assert not item_offers(report, the(by_id, "answers", "grant_id"))


@each_case(
    ("before", "here", "after", "next_"),
    [
        ("abc", "a", "abc", "a"),
        ("abc", "a", "bc", "b"),
        ("abc", "c", "ab", "a"),
        ("abc", "b", "c", "c"),
        ("abc", "a", "dbc", "d"),
        ("abc", "b", "", ""),
        ("", "x", "ab", "a"),
    ],
)
def test_the_cursor_goes_to_the_next_item(before: str, here: str, after: str, next_: str) -> None:
    assert next_id([list(before)], here, list(after)) == next_
    # What is to do comes before all that stands below it.
    assert next_id(["ab", "abc"], "b", "ca") == "a"


def test_undo_keeps_later_changes() -> None:
    before = report_with_problems()
    finding = next(finding for finding in check_report(before).findings if finding.question == STORY)
    after = dismiss(before, finding, "Lunch.", check_report(before)).with_answer("surprises", "Rain.")
    now = after.with_answer("learning_answers", "Much.")
    back = undo_step(now, before, after)
    assert back.answers["learning_answers"] == "Much."
    assert (back.answers["surprises"], back.dismissed) == (before.answers["surprises"], ())
    later = now.with_answer("surprises", "It snowed.")
    assert undo_step(later, before, after).answers["surprises"] == "It snowed."
    dropped = replace(before, unplaced=("one",))
    assert undo_step(before, dropped, before).unplaced == ("one",)


def test_every_line_fits_with_hostile_answers() -> None:
    report = nasty_report(1)
    all_groups = groups(report, check_report(report), WorkLog())
    everything = {group.id for group in all_groups}
    for width in (40, 76):
        for line in check_items(report, all_groups, everything, is_tall=True):
            assert all(content.cell_length <= width for content in line.draw(width, True))
        for group in all_groups:
            for item in group.items[:40]:
                rows = item_rows(item, item_offers(report, item), width, 4)
                assert all(row.content.cell_length <= width for row in rows)
                assert len(rows) <= 4 + 3 + len(item_offers(report, item))
