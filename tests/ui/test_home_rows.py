"""The words about one draft in the list, at any width."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportwizard.drafts.store.summaries import Summary
from reportwizard.ui.draft_catalogue import Catalogue
from reportwizard.ui.widgets.draft_row import due_words, row_lines, saved_words
from support.folders import HOSTILE

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 14, 3, tzinfo=UTC)


def a_summary(name: str = "one", **known: object) -> Summary:
    """A draft that was read."""
    facts = {
        "form": "rapid-fund-final",
        "form_title": "Rapid Fund Final Report",
        "title": "One",
        "answered": 5,
        "asked": 20,
        **known,
    }
    return Summary(name, Path(f"{name}.toml"), NOW, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("days", "words", "style"),
    [
        (12, "12 days left", "$foreground"),
        (8, "8 days left", "$foreground"),
        (7, "7 days left", "$warning bold"),
        (1, "1 day left", "$warning bold"),
        (0, "due today", "$warning bold"),
        (-1, "1 day late", "$error bold"),
        (-1146, "1 146 days late", "$error bold"),
    ],
)
def test_the_days_are_counted_and_named(days: int, words: str, style: str) -> None:
    assert due_words(TODAY + timedelta(days=days), TODAY) == (words, style)


def test_no_due_date_is_said_too() -> None:
    assert due_words(None, TODAY) == ("no due date yet", "$quiet")


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(0), "saved today 14:03"),
        (timedelta(hours=14), "saved today 00:03"),
        (timedelta(hours=15), "saved yesterday 23:03"),
        (timedelta(days=3), "saved 3 days ago"),
        (timedelta(days=59), "saved 59 days ago"),
        (timedelta(days=60), "saved 2 months ago"),
        (timedelta(days=800), "saved 2 years ago"),
        (timedelta(hours=-3), "saved today 17:03"),
    ],
)
def test_when_it_was_saved_is_told_by_the_clock_on_the_wall(before: timedelta, words: str) -> None:
    assert saved_words(NOW - before, NOW) == words


def test_the_clock_on_the_wall_is_that_of_the_place() -> None:
    almaty = timezone(timedelta(hours=5))
    assert saved_words(NOW, NOW.astimezone(almaty)) == "saved today 19:03"
    assert (
        saved_words(datetime(2026, 11, 22, 18, 30, tzinfo=UTC), NOW.astimezone(almaty)) == "saved today 23:30"
    )


@given(
    title=st.one_of(st.sampled_from([*HOSTILE, "x" * 300, "", "界" * 200]), st.text(max_size=60)),
    width=st.integers(1, 200),
    problem=st.sampled_from(["", "one, line 3: this line cannot be read."]),
    answered=st.sampled_from([None, 0, 7, 20]),
)
def test_both_lines_fit_at_any_width(title: str, width: int, problem: str, answered: int | None) -> None:
    draft = a_summary(title=title, problem=problem, answered=answered, due_date=TODAY)
    for line in row_lines(draft, width, NOW):
        assert line.cell_length <= max(width, 3)
        assert "\n" not in line.plain


def test_a_wide_line_ends_with_the_dates() -> None:
    first, second = row_lines(a_summary(due_date=TODAY + timedelta(days=30)), 100, NOW)
    assert first.plain.split() == ["One", "30", "days", "left"]
    assert first.plain.index("left") + len("left") == second.plain.index("14:03") + len("14:03") == 98
    assert "5 of 20 answered  Rapid Fund Final Report" in second.plain


def test_the_file_is_named_where_the_title_does_not_tell_it() -> None:
    assert "one-copy · Rapid Fund Final Report" in row_lines(a_summary("one-copy"), 100, NOW)[1].plain
    assert "one ·" not in row_lines(a_summary("one"), 100, NOW)[1].plain
    assert "not-known" in row_lines(a_summary("one", form_title="", form="not-known"), 100, NOW)[1].plain


def test_what_was_read_stays_until_it_is_read_again() -> None:
    catalogue = Catalogue()
    listed = [Summary(name, Path(name), NOW) for name in ("b", "a", "c")]
    catalogue.relist(listed)
    assert catalogue.never_read() == ["b", "a", "c"]
    catalogue.learn([a_summary("a", title="Almaty"), a_summary("gone")])
    assert [draft.title for draft in catalogue.matching("ALM")] == ["Almaty"]
    assert catalogue.not_fresh(catalogue.matching()) == ["b", "c"]
    catalogue.relist(listed[1:])
    assert [draft.title for draft in catalogue.matching()] == ["Almaty", ""]
    assert catalogue.not_fresh(catalogue.matching()) == ["a", "c"]
    assert catalogue.never_read() == ["c"]
    catalogue.forget("c")
    assert len(catalogue) == 1
