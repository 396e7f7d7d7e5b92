"""The words about one report in the list, at any width, and days in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reportwizard.drafts.store.summaries import Summary
from reportwizard.ui.dialogs.dialog import MenuItem, matching
from reportwizard.ui.home.reports import in_order, report_item, status_of, title_of
from reportwizard.ui.shared.days import due_label, recent_time
from support.folders import HOSTILE

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 14, 3, tzinfo=UTC)


def a_summary(name: str = "one", **known: object) -> Summary:
    """A report that was read."""
    facts = {"form": "rapid-fund-final", "title": "One", "answered": 5, "asked": 20, "errors": 1, **known}
    return Summary(name, Path(f"{name}.toml"), NOW, **facts)  # type: ignore[arg-type]


def lines(draft: Summary, width: int = 76, *, here: bool = False) -> list[str]:
    """What the list shows of a report."""
    return [line.plain for line in report_item(draft, NOW).draw(width, here)]


def test_when_a_report_is_due() -> None:
    for days, words, tone in (
        (None, "", ""),
        (20, "due 12 December", ""),
        (60, "due 21 January 2027", ""),
        (12, "due in 12 days", ""),
        (7, "due in 7 days", "$look"),
        (1, "due in 1 day", "$look"),
        (0, "due today", "$look"),
        (-1, "1 day late", "$fix"),
        (-1146, "1,146 days late", "$fix"),
    ):
        due = None if days is None else TODAY + timedelta(days=days)
        assert due_label(due, TODAY) == (words, tone), days


def test_the_time_of_saving_is_local_time() -> None:
    for before, words in (
        (timedelta(0), "today 14:03"),
        (timedelta(hours=14), "today 00:03"),
        (timedelta(hours=15), "yesterday 23:03"),
        (timedelta(days=3), "19 November"),
        (timedelta(days=400), "18 October 2025"),
        (timedelta(hours=-3), "today 17:03"),
    ):
        assert recent_time(NOW - before, NOW) == words, before
    almaty = timezone(timedelta(hours=5))
    assert recent_time(NOW, NOW.astimezone(almaty)) == "today 19:03"


def test_the_progress_of_a_report() -> None:
    soon, past = TODAY + timedelta(days=12), TODAY - timedelta(days=2)
    for draft, words in (
        (a_summary(due_date=soon), ("due in 12 days", "$look")),
        (a_summary(due_date=past, errors=0), ("2 days late", "$fix")),
        (a_summary(due_date=soon, errors=0), ("ready to hand in", "")),
        (a_summary(due_date=past, handed_in=True), ("handed in", "$good")),
        (
            a_summary(handed_in=True, handed_in_on=date(2025, 10, 3)),
            ("handed in 3 October 2025", "$good"),
        ),
        (a_summary(problem="line 3: this cannot be read."), ("damaged", "$fix")),
        (a_summary(answered=0, errors=0), ("", "$look")),
    ):
        assert status_of(draft, TODAY) == words


@given(
    title=st.one_of(st.sampled_from([*HOSTILE, "x" * 300, "", "界" * 200]), st.text(max_size=60)),
    width=st.integers(12, 200),
    problem=st.sampled_from(["", "one, line 3: this line cannot be read."]),
    answered=st.sampled_from([None, 0, 7, 20]),
    here=st.booleans(),
)
def test_both_lines_fit_at_any_width(
    title: str, width: int, problem: str, answered: int | None, here: bool
) -> None:
    draft = a_summary(title=title, problem=problem, answered=answered, due_date=TODAY)
    drawn = report_item(draft, NOW).draw(width, here)
    assert len(drawn) == 2
    for line in drawn:
        assert line.cell_length <= width
        assert "\n" not in line.plain


def test_both_lines_end_in_one_column() -> None:
    first, second = lines(a_summary(due_date=TODAY + timedelta(days=12)))
    assert first.startswith("  One ")
    assert first.endswith("due in 12 days")
    assert second.split() == ["━" * 16, "5", "of", "20", "today", "14:03"]
    assert len(first) == len(second) == 76


def test_the_kind_of_report_is_next_to_its_progress() -> None:
    for draft, words in (
        (a_summary("example"), "an example to look at"),
        (a_summary("a - Copy"), "another version of “a”: a file manager copied it"),
        (a_summary(two_versions=("surprises",)), "changed in two places"),
        (a_summary(problem="line 3: this cannot be read."), "✗ line 3: this cannot be read."),
    ):
        assert words in lines(draft)[1]


def test_those_handed_in_and_the_example_are_last_and_words_find_titles() -> None:
    drafts = [
        a_summary("b", title="Almaty conference", handed_in=True),
        a_summary("example", title="Rivers"),
        a_summary("school", title="Зимняя школа"),
        a_summary("broken", title="", answered=None, problem="line 1"),
    ]
    assert [one.name for one in in_order(drafts)] == ["school", "broken", "b", "example"]
    ways = [MenuItem(one.name, title_of(one)) for one in drafts]
    for text, names in (("conf ALM", ["b"]), ("зим", ["school"]), ("brok", ["broken"]), ("", [*"b"])):
        assert [way.id for way in matching(ways, text)][: len(names)] == names
    assert title_of(a_summary(title=" ")) == "Report without a title yet"
