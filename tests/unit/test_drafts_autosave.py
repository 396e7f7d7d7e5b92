from __future__ import annotations

from datetime import timedelta

import pytest

from reportwizard.drafts.saving.autosave import SLOW, Autosave, Status
from support.drafts import NOW, Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def autosave(clock: Clock) -> Autosave:
    return Autosave(None, clock)


def test_nothing_is_due_before_the_first_change(autosave: Autosave) -> None:
    assert autosave.due_at() is None
    assert not autosave.unsaved
    assert autosave.status.state == "saved"
    assert autosave.status.at is None


def test_a_draft_just_opened_shows_when_it_was_saved(clock: Clock) -> None:
    status = Autosave(NOW, clock).status
    assert (status.state, status.message, status.at) == ("saved", "", NOW)


def test_a_change_is_due_half_a_second_after_the_last_key(autosave: Autosave) -> None:
    autosave.changed(10.0)
    assert autosave.due_at() == 10.5
    autosave.changed(10.05)
    assert autosave.due_at() == 10.55
    assert autosave.status.state == "saving"


def test_typing_without_a_pause_is_saved_within_a_second_of_the_first_key(autosave: Autosave) -> None:
    for key in range(20):
        autosave.changed(10.0 + key / 10)
    assert autosave.due_at() == 10.6


def test_a_save_is_shown_with_its_time(autosave: Autosave, clock: Clock) -> None:
    autosave.changed(10.0)
    number = autosave.begin(10.5)
    assert autosave.status.state == "saving"
    assert autosave.due_at() == 10.5 + SLOW
    clock.on(2)
    autosave.saved(number)
    assert autosave.status.at == NOW + timedelta(seconds=2)
    assert not autosave.unsaved


def test_numbers_rise(autosave: Autosave) -> None:
    assert [autosave.begin(float(now)) for now in range(3)] == [1, 2, 3]
    assert (autosave.number(), autosave.begin(3.0)) == (4, 5)


def test_a_save_by_another_program_is_shown_with_its_time(autosave: Autosave) -> None:
    autosave.saved_at = NOW
    assert autosave.status == Status("saved", at=NOW)


def test_what_is_typed_during_a_save_is_saved_after_it(autosave: Autosave) -> None:
    autosave.changed(10.0)
    number = autosave.begin(10.5)
    autosave.changed(10.6)
    assert autosave.due_at() == 10.5 + SLOW
    autosave.saved(number)
    assert autosave.due_at() == 11.1
    assert autosave.status.state == "saving"
    assert autosave.unsaved


def test_a_failure_is_shown_and_retried_at_growing_intervals(autosave: Autosave) -> None:
    now, waits = 10.0, []
    autosave.changed(now)
    for _ in range(6):
        number = autosave.begin(now)
        autosave.failed(number, now, "not saved: no space left on the disk")
        due = autosave.due_at()
        assert due is not None
        waits.append(due - now)
        now = due
    assert waits == [1, 2, 5, 10, 10, 10]
    assert autosave.status.message == "not saved: no space left on the disk"
    assert autosave.unsaved


def test_a_failure_stays_shown_during_a_retry(autosave: Autosave) -> None:
    autosave.failed(autosave.begin(0.0), 0.0, "not saved: the folder is gone")
    number = autosave.begin(1.0)
    assert autosave.status.message == "not saved: the folder is gone"
    autosave.saved(number)
    assert autosave.status.state == "saved"
    autosave.failed(autosave.begin(2.0), 2.0, "not saved: the folder is gone")
    assert autosave.due_at() == 3.0


def test_new_words_are_due_within_a_second_even_while_saving_fails(autosave: Autosave) -> None:
    now = 10.0
    for _ in range(4):
        autosave.failed(autosave.begin(now), now, "not saved")
    assert autosave.due_at() == 20.0
    autosave.changed(11.0)
    assert autosave.due_at() == 11.5


def test_late_news_about_a_snapshot_changes_nothing(autosave: Autosave, clock: Clock) -> None:
    older = autosave.begin(1.0)
    newer = autosave.begin(2.0)
    autosave.saved(newer)
    at = autosave.status.at
    clock.on(5)
    autosave.failed(older, 3.0, "not saved")
    for number in (older, newer):
        autosave.saved(number)
    assert autosave.status == Status("saved", at=at)
    assert autosave.due_at() is None
    assert not autosave.unsaved


def test_an_older_snapshot_that_is_saved_does_not_end_the_wait_for_the_newest(autosave: Autosave) -> None:
    older = autosave.begin(1.0)
    newer = autosave.begin(2.0)
    autosave.failed(older, 2.2, "not saved")
    assert autosave.status.state == "saving"
    assert autosave.due_at() == 2.0 + SLOW
    autosave.saved(older)
    assert autosave.status.state == "saving"
    autosave.saved(newer)
    assert not autosave.unsaved
