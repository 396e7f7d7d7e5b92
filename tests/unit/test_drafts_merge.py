"""Two versions of one report put together: nothing that either side wrote is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, timedelta, timezone
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from reportwizard.drafts.format.decode import decode
from reportwizard.drafts.format.encode import encode
from reportwizard.drafts.merging.conflicts import Conflict, can_keep_both, conflicts_of, settle, with_conflict
from reportwizard.drafts.merging.merge import merge
from reportwizard.drafts.merging.values import merge_rows, merge_set, merge_value
from reportwizard.kinds.values import Plain
from reportwizard.report.due import mark_handed_in, reopen
from reportwizard.report.expense import Expense
from reportwizard.report.hand_in import HandIn
from reportwizard.report.report import Dismissal
from support.cases import each_case
from support.drafts import NOW, a_report
from support.exports import READABLE, text_of

if TYPE_CHECKING:
    from reportwizard.report.report import Report

BASE = a_report(surprises="Rain.", applicant_username="Ana", spent_local="1500")


def typed(report: Report, **answers: str) -> Report:
    for question_id, text in answers.items():
        report, _ = report.with_typed(question_id, text)
    return report


def test_answers_changed_on_one_side_are_merged() -> None:
    mine, theirs = typed(BASE, surprises="Snow."), typed(BASE, applicant_username="Bo")
    merged = merge(BASE, mine, theirs, NOW)
    assert merged.report.answers == typed(mine, applicant_username="Bo").answers
    assert merged.taken == ("applicant_username",)
    assert (merged.kept_twice, merged.complete) == ((), True)
    assert conflicts_of(merged.report) == ()


def test_an_answer_changed_on_both_sides_is_kept_twice() -> None:
    merged = merge(BASE, typed(BASE, surprises="Snow."), typed(BASE, surprises="Sun."), NOW)
    assert merged.report.answers["surprises"] == "Snow."
    assert merged.kept_twice == ("surprises",)
    (waiting,) = conflicts_of(merged.report)
    assert (waiting.answer_id, waiting.theirs, waiting.noticed_at) == ("surprises", "Sun.", NOW)


def test_the_same_change_on_both_sides_is_no_question() -> None:
    same = typed(BASE, surprises="Snow.")
    merged = merge(BASE, same, typed(BASE, surprises="Snow."))
    assert merged.report == same
    assert (merged.taken, merged.kept_twice) == ((), ())


def test_an_answer_deleted_on_one_side_goes_only_where_nobody_changed_it() -> None:
    without = BASE.with_answer("surprises", None)
    assert "surprises" not in merge(BASE, BASE, without).report.answers
    merged = merge(BASE, typed(BASE, surprises="Snow."), without)
    assert merged.report.answers["surprises"] == "Snow."
    assert merged.kept_twice == ()
    (waiting,) = conflicts_of(merge(BASE, without, typed(BASE, surprises="Snow.")).report)
    assert waiting.theirs == "Snow."


@each_case(
    ("base", "mine", "theirs", "merged"),
    [
        (None, 1, True, (1, True)),  # a choice is no number
        ("a", "b", "", ("b", "b")),
        (None, {"a": 1}, "x", ({"a": 1}, "x")),
        (None, "x", {"a": 1}, ("x", {"a": 1})),
        ("x", {"a": 1}, {"b": 2}, ({"a": 1, "b": 2}, {"a": 1, "b": 2})),
        ({"a": 1}, {}, {"a": 2}, ({}, {"a": 2})),
        (None, ["a"], "x", (["a"], "x")),
        (None, "x", ["a"], ("x", ["a"])),
        (5, ["a"], ["a", "b"], (["a", "b"], ["a", "b"])),
        ((), ("a",), ("b",), (("a", "b"), ("a", "b"))),
        (None, Expense(what="Bus"), "x", (Expense(what="Bus"), "x")),
        (None, Expense(what="Bus"), Expense(note="n"), (Expense(what="Bus", note="n"),) * 2),
        (Expense(what="Bus"), Expense(what="Bus", note="n"), Expense(), (Expense(note="n"),) * 2),
    ],
)
def test_values_are_merged_by_their_kind(base: object, mine: object, theirs: object, merged: object) -> None:
    assert merge_value(base, mine, theirs) == merged


def test_fixed_tables_and_agreements_are_merged_cell_by_cell() -> None:
    base = typed(
        BASE, people_metrics='{"participants": {"target": 30}}', fund_effects='{"belonging": "agree"}'
    )
    mine = typed(base, people_metrics='{"participants": {"target": 30, "result": 32}}')
    theirs = typed(
        base,
        people_metrics='{"participants": {"target": 31}, "editors": {"result": 4}}',
        fund_effects='{"belonging": "agree", "sharing": "neutral"}',
    )
    merged = merge(base, mine, theirs)
    assert merged.report.answers["people_metrics"] == {
        "participants": {"target": 31, "result": 32},
        "editors": {"result": 4},
    }
    assert merged.report.answers["fund_effects"] == theirs.answers["fund_effects"]
    assert merged.kept_twice == ()


def test_a_cell_changed_on_both_sides_keeps_the_whole_table_twice_with_all_other_changes_in_both() -> None:
    base = typed(BASE, people_metrics='{"participants": {"target": 30}}')
    mine = typed(base, people_metrics='{"participants": {"target": 31, "result": 1}}')
    theirs = typed(base, people_metrics='{"participants": {"target": 32}, "editors": {"result": 4}}')
    merged = merge(base, mine, theirs)
    editors = {"result": 4}
    assert merged.report.answers["people_metrics"] == {
        "participants": {"target": 31, "result": 1},
        "editors": editors,
    }
    (waiting,) = conflicts_of(merged.report)
    assert waiting.theirs == {"participants": {"target": 32, "result": 1}, "editors": editors}


def test_a_report_that_was_handed_in_on_either_side_keeps_its_answers() -> None:
    day = date(2026, 12, 1)
    base = replace(BASE, ledger=(Expense(what="Bus"),))
    closed = mark_handed_in(typed(base, applicant_username="Ana B"), day)
    typing = typed(base, surprises="Rain and snow.", applicant_username="Bo", officer_notes="Free.")
    typing = (
        replace(typing, ledger=())
        .with_region(locale="pt_BR", currency="BRL")
        .with_answer("spent_local", None)
    )
    for mine, theirs in ((typing, closed), (closed, typing)):
        merged = merge(base, mine, theirs, NOW)
        report = merged.report
        assert report.answers == {**closed.answers, "officer_notes": "Free."}
        assert report.ledger == closed.ledger
        assert (report.hand_in.handed_in, report.region) == (day, closed.region)
        assert set(merged.kept_twice) == {"applicant_username", "surprises"}
        assert conflicts_of(report) == (), "nothing can be chosen while it is handed in"
        assert {(one.noticed_at, one.sides) for one in conflicts_of(reopen(report))} == {
            (NOW, ("as handed in", "written meanwhile"))
        }
        assert {one.answer_id: one.theirs for one in conflicts_of(reopen(report))} == {
            "applicant_username": "Bo",
            "surprises": "Rain and snow.",
        }
        # What was typed until the merged report came back waits as well.
        later = merge(typing, typed(typing, surprises="Rain and snow. Sun"), report, NOW).report
        assert later.answers == report.answers
        waiting = conflicts_of(reopen(later))
        assert "Rain and snow. Sun" in [one.theirs for one in waiting]
    again = typed(reopen(closed), surprises="Another round.")
    other = typed(closed, officer_notes="Free.")
    merged = merge(closed, again, other)
    assert merged.report.answers["surprises"] == "Another round."
    assert merged.kept_twice == ()


@each_case(
    ("mine", "theirs", "merged"),
    [
        (["a", "b", "m"], ["a", "b", "t"], ["a", "b", "m", "t"]),  # both added one at the end
        (["m", "a", "b"], ["a", "b", "t"], ["m", "a", "b", "t"]),
        (["a", "b", "x"], ["a", "b", "x"], ["a", "b", "x"]),  # the same one on both sides, once
        (["b"], ["a", "b", "t"], ["b", "t"]),  # taken away here, added there
        (["A", "b"], ["a", "B"], ["A", "B"]),  # neighbours changed on different sides
        ([], ["a", "b"], []),
        (["a", "b"], ["b"], ["b"]),
        (["A", "b", "x"], ["a", "b", "x"], ["A", "b", "x"]),
        (["a", "B", "x"], ["a", "b2", "x"], None),
        (["a", "b"], ["a", "x", "b"], ["a", "x", "b"]),
    ],
)
def test_rows_are_merged_in_place(mine: list[str], theirs: list[str], merged: list[str] | None) -> None:
    ours, others = merge_rows(["a", "b"], mine, theirs)
    assert (ours, others) == ((merged, merged) if merged is not None else (mine, theirs))


def test_rows_after_one_that_is_on_all_sides_are_merged_in_place() -> None:
    base, merged = ["a", "b", "c"], ["a", "B", "C"]
    assert merge_rows(base, ["a", "B", "c"], ["a", "b", "C"]) == (merged, merged)
    assert merge_rows(["a"], ["A", "x"], ["a", "x"]) == (["A", "x"], ["A", "x"])
    assert merge_set([], ["m"], ["m"]) == ["m"]
    alike = ["Bus"] * 250
    assert merge_rows(alike, [*alike, "mine"], ["theirs", *alike])[0] == ["theirs", *alike, "mine"]


def test_a_row_removed_here_and_changed_there_is_kept_twice() -> None:
    assert merge_rows(["a", "b"], ["b"], ["A", "b"]) == (["b"], ["A", "b"])


def test_expenses_from_both_sides_come_together_and_one_changed_on_both_is_kept_twice() -> None:
    bus, food, hall = Expense(what="Bus"), Expense(what="Food"), Expense(what="Hall")
    base = replace(BASE, ledger=(bus,))
    merged = merge(base, replace(base, ledger=(bus, food)), replace(base, ledger=(bus, hall)))
    assert merged.report.ledger == (bus, food, hall)
    noted = replace(bus, note="paid", extra={"colour": "red"})
    named = replace(bus, category="Travel & Events")
    merged = merge(base, replace(base, ledger=(noted,)), replace(base, ledger=(named,)))
    assert merged.report.ledger == (replace(noted, category="Travel & Events"),)
    merged = merge(
        base, replace(base, ledger=(noted,)), replace(base, ledger=(replace(bus, note="open"),)), NOW
    )
    assert merged.kept_twice == ("ledger",)
    (waiting,) = conflicts_of(merged.report)
    chosen = settle(merged.report, waiting, "theirs")
    assert chosen.ledger == (replace(bus, note="open", extra={"colour": "red"}),)
    assert conflicts_of(chosen) == ()


def test_unplaced_texts_and_the_region_are_merged() -> None:
    base = replace(BASE, unplaced=("one", "two"))
    mine = replace(base, unplaced=("one", "two", "mine"))
    theirs = replace(base, unplaced=("two", "theirs"))
    merged = merge(base, mine, theirs.with_region(locale="pt_BR", currency="BRL")).report
    assert merged.unplaced == ("two", "mine", "theirs")
    assert (merged.locale, merged.currency) == ("pt_BR", "BRL")
    assert getattr(merged.answers["spent_local"], "currency", "") == "BRL"


def test_what_this_program_does_not_know_is_merged_or_reported() -> None:
    base = replace(BASE, extra={"colour": "red"})
    mine, theirs = replace(base, extra={"colour": "blue"}), replace(base, extra={"colour": "red", "size": 3})
    merged = merge(base, mine, theirs)
    assert (merged.report.extra, merged.complete) == ({"colour": "blue", "size": 3}, True)
    assert not merge(base, mine, replace(base, extra={"colour": "green"})).complete


def test_without_a_base_nothing_is_lost_and_my_region_stays() -> None:
    mine = a_report(surprises="Snow.", project_title="Camp")
    theirs = replace(a_report(surprises="Sun.", applicant_username="Bo"), locale="pt_BR", currency="BRL")
    merged = merge(None, mine, theirs, NOW)
    assert merged.report.answers == {**mine.answers, "applicant_username": "Bo"}
    assert [one.theirs for one in conflicts_of(merged.report)] == ["Sun."]
    assert (merged.report.locale, merged.report.currency) == ("kk_KZ", "KZT")


@each_case(
    ("question", "choice", "words"),
    [
        ("surprises", "mine", "Snow."),
        ("surprises", "theirs", "Sun."),
        ("surprises", "both", "Snow.\n\nSun."),
        ("applicant_username", "both", "Snow. Sun."),
    ],
)
def test_the_applicant_chooses(question: str, choice: str, words: str) -> None:
    merged = merge(None, a_report(**{question: "Snow."}), a_report(**{question: "Sun."}))
    (waiting,) = conflicts_of(merged.report)
    assert can_keep_both(merged.report, waiting)
    settled = settle(merged.report, waiting, choice)  # type: ignore[arg-type]
    assert settled.answers[question] == words
    assert settled.extra == {}


def test_numbers_cannot_be_joined() -> None:
    merged = merge(None, a_report(spent_local="1"), a_report(spent_local="2"))
    (waiting,) = conflicts_of(merged.report)
    assert not can_keep_both(merged.report, waiting)
    assert settle(merged.report, waiting, "both").answers == merged.report.answers


def test_other_versions_are_kept_once_and_only_if_they_say_something_else() -> None:
    report = typed(BASE, surprises="Snow.")
    for theirs in ("Snow.", None, "", list[Plain](), dict[str, Plain]()):
        assert with_conflict(report, Conflict("surprises", theirs)) == report
    zone = timezone(timedelta(hours=5))
    first, second = Conflict("surprises", "Sun.", NOW.astimezone(zone)), Conflict("surprises", "Fog.")
    kept = with_conflict(with_conflict(report, first), second)
    assert first.to_plain()["noticed_at"].tzinfo is UTC
    by_hand = {**second.to_plain(), "noticed_at": "yesterday"}
    assert conflicts_of(replace(report, extra={"conflicts": [by_hand]})) == (second,)
    assert conflicts_of(settle(kept, conflicts_of(kept)[0], "theirs")) == (second,)
    assert not can_keep_both(kept, Conflict("nothing", "x"))
    assert not can_keep_both(kept.with_answer("surprises", None), second)
    merged = merge(report, typed(report, applicant_username="Bo"), kept)
    assert conflicts_of(merged.report) == (conflicts_of(kept)[0], second), "what waits on one side stays"


def test_without_a_base_what_only_one_side_has_stays() -> None:
    hall = Expense(what="Hall")
    mine = replace(
        BASE,
        ledger=(hall,),
        unplaced=("A text.",),
        extra={"colour": "red"},
        hand_in=HandIn(ticks=("surprises",)),
        currency="",
    )
    theirs = replace(BASE, hand_in=HandIn(place="learning"), currency="BRL")
    for one, other in ((mine, theirs), (theirs, mine)):
        merged = merge(None, one, other).report
        assert (merged.ledger, merged.extra, merged.currency) == ((hall,), {"colour": "red"}, "BRL")
        assert merged.unplaced == ("A text.",)
        assert merged.hand_in == HandIn(ticks=("surprises",), place="learning")


def test_the_other_version_survives_a_restart_and_is_never_exported() -> None:
    secret = 'Theirs: "quoted"\nand a second line.'
    report = merge(None, a_report(surprises="Mine."), a_report(surprises=secret), NOW).report
    data = encode(report, saved_at=NOW, app_version="0.1.0")
    assert b"[[conflicts]]" in data
    again = decode(data, "camp")
    assert conflicts_of(again) == conflicts_of(report)
    for name in READABLE:
        assert "second line" not in text_of(again, name)


@each_case(
    "stored",
    [
        "words",
        [1],
        [{"question": 3, "theirs": "x"}],
        [{"question": "nothing", "theirs": "x"}],
        [{"question": "surprises"}],
        {"a": 1},
    ],
)
def test_conflicts_written_by_hand_never_break_anything_and_stay(stored: object) -> None:
    report = replace(BASE, extra={"conflicts": stored})  # type: ignore[dict-item]
    assert conflicts_of(report) == ()
    merged = merge(None, report, a_report(surprises="Sun.")).report
    assert len(conflicts_of(merged)) == 1
    assert merged.extra["conflicts"][0] == (stored[0] if isinstance(stored, list) else stored)  # type: ignore[index]
    assert conflicts_of(settle(merged, conflicts_of(merged)[0], "mine")) == ()


def test_an_other_version_that_waits_already_is_not_kept_again() -> None:
    once = merge(BASE, typed(BASE, surprises="Snow."), typed(BASE, surprises="Sun."), NOW).report
    assert len(conflicts_of(merge(BASE, once, typed(BASE, surprises="Sun.")).report)) == 1


def test_a_choice_made_on_one_side_is_made_for_both() -> None:
    open_ = merge(BASE, typed(BASE, surprises="Snow."), typed(BASE, surprises="Sun."), NOW).report
    settled = settle(open_, conflicts_of(open_)[0], "theirs")
    assert merge(open_, typed(open_, applicant_username="Cy"), settled).report.extra == {}


TEXTS = st.text(max_size=12)
IDS = ("surprises", "applicant_username", "spent_local", "activities_and_results", "due_date")
SIDES = st.lists(TEXTS, min_size=len(IDS), max_size=len(IDS))


@given(SIDES, SIDES, SIDES)
def test_no_word_of_either_side_is_ever_lost(base: list[str], mine: list[str], theirs: list[str]) -> None:
    start, ours, others = (
        a_report(**{key: text for key, text in zip(IDS, side, strict=True)}) for side in (base, mine, theirs)
    )
    merged = merge(start, ours, others, NOW).report
    waiting = {one.answer_id: settle(merged, one, "theirs") for one in conflicts_of(merged)}
    for key in IDS:
        old, mine_now, theirs_now = (side.answers.get(key) for side in (start, ours, others))
        if mine_now not in (old, None):
            assert merged.answers[key] == mine_now
        if theirs_now not in (old, mine_now, None):
            assert waiting.get(key, merged).answers[key] == theirs_now


@given(st.lists(st.integers(0, 3)), st.lists(st.integers(0, 3)), st.lists(st.integers(0, 3)))
def test_lists_merge_without_losing_what_was_added(
    base: list[int], mine: list[int], theirs: list[int]
) -> None:
    ours, others = merge_rows(base, mine, theirs)
    assert {*mine} - {*base} <= {*ours, *others}
    assert {*theirs} - {*base} <= {*ours, *others}
    merged = merge_set(base, mine, theirs)
    assert ({*mine} | {*theirs}) - {*base} <= {*merged}


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_wait_side_by_side_in_the_file(mine: str, theirs: str) -> None:
    report = merge(None, a_report(surprises=mine), a_report(surprises=theirs), NOW).report
    again = decode(encode(report, saved_at=NOW, app_version="0.1.0"), "camp")
    assert again == report
    assert [one.theirs for one in conflicts_of(again)] == [one.theirs for one in conflicts_of(report)]


def test_what_was_dismissed_on_either_side_stays_so() -> None:
    mine, theirs = (Dismissal(code, "surprises", "Seen.", {}) for code in ("a.b", "c.d"))
    merged = merge(BASE, replace(BASE, dismissed=(mine,)), replace(BASE, dismissed=(theirs,)))
    assert merged.report.dismissed == (mine, theirs)
