"""The due date as an event for the calendar, as RFC 5545 wants it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.report.calendar_file import calendar_file
from support.command_line import CommandLine
from support.drafts import NOW, a_report

if TYPE_CHECKING:
    from pathlib import Path

EVENT = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//reportwizard//reportwizard//EN
BEGIN:VEVENT
UID:{uid}
DTSTAMP:20261122T140311Z
DTSTART;VALUE=DATE:20231003
SUMMARY:Report due: Lagoas\\, rios\\; e mais
DESCRIPTION:Rapid Fund Final Report. If you need more time\\, ask your progr
 am officer before the due date.
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Report due: Lagoas\\, rios\\; e mais
TRIGGER:-P7D
END:VALARM
END:VEVENT
END:VCALENDAR
"""


def written(title: str = "Lagoas, rios; e mais", name: str = "lagoas", stamp: datetime = NOW) -> str:
    text = calendar_file(a_report(project_title=title, due_date="2023-10-03"), name, stamp)
    assert text is not None
    return text


def unfolded(text: str) -> list[str]:
    return text.removesuffix("\r\n").replace("\r\n ", "").split("\r\n")


def test_the_whole_file() -> None:
    text = written()
    uid = next(line for line in unfolded(text) if line.startswith("UID:"))[4:]
    assert len(uid) == 36
    assert text == EVENT.format(uid=uid).replace("\n", "\r\n")


def test_the_event_of_one_draft_stays_the_same_event() -> None:
    assert unfolded(written())[4] == unfolded(written("Another title"))[4]
    assert unfolded(written())[4] != unfolded(written(name="other"))[4]


def test_a_calendar_reads_one_event_of_the_whole_day() -> None:
    title = "Lagoas, rios; e \\ mais \U0001f469\u200d\U0001f4bb " + "long " * 60
    event = Calendar.from_ical(written(title)).walk("VEVENT")[0]
    assert event.decoded("DTSTART") == date(2023, 10, 3)
    assert str(event["SUMMARY"]) == f"Report due: {title.strip()}"
    assert "DTEND" not in event
    assert [alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")] == [timedelta(days=-7)]


def test_the_time_of_writing_is_in_utc() -> None:
    there = NOW.astimezone(timezone(timedelta(hours=-3)))
    assert "DTSTAMP:20261122T140311Z" in unfolded(written(stamp=there))


def test_a_report_without_a_due_date_has_no_event() -> None:
    assert calendar_file(a_report(), "draft", NOW) is None
    assert calendar_file(a_report(due_date="some day"), "draft", NOW) is None
    assert calendar_file(a_report().with_answer("due_date", date(2023, 10, 3)), "draft", NOW)


@given(st.text(max_size=300))
def test_any_title_makes_lines_that_every_calendar_can_read(title: str) -> None:
    report = a_report(due_date="2023-10-03").with_answer("project_title", title)
    text = calendar_file(report, "draft", NOW)
    assert text is not None
    assert text.endswith("END:VCALENDAR\r\n")
    lines = text.encode().split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert all(line.decode() is not None for line in lines)
    assert not any(mark in text.replace("\r\n", "") for mark in "\r\n")
    assert len([line for line in unfolded(text) if line.startswith("SUMMARY:Report due: ")]) == 1


@pytest.fixture
def run(tmp_path: Path) -> CommandLine:
    run = CommandLine(tmp_path)
    DraftFolder(run.drafts).save("lagoas", a_report(project_title="Lagoas", due_date="2023-10-03"))
    run.new("begun")
    return run


def test_the_command_writes_it_and_replaces_no_file_unasked(
    run: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "reportwizard.commands.drafts.now", lambda: datetime(2026, 11, 22, 14, 3, 11, tzinfo=UTC)
    )
    target = tmp_path / "due.ics"
    assert run("due", "lagoas", "--ics", "-o", target).status == 0
    assert target.read_bytes().decode() == written("Lagoas")
    assert run("due", "lagoas", "--ics").out == written("Lagoas")
    again = run("due", "lagoas", "--ics", "-o", target)
    assert (again.status, "is there already" in again.err) == (2, True)
    assert run("due", "lagoas", "--ics", "-o", target, "--force").status == 0


def test_the_command_shows_the_local_time(run: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportwizard.commands.drafts.today", lambda: date(2023, 9, 30))
    monkeypatch.setattr("reportwizard.money.days.local_zone", lambda: timezone(timedelta(hours=-3)))
    words = "due 3 October 2023 (3 days left; 00:00 UTC is 2 October, 21:00 on your clock)"
    assert run("due", "lagoas").out == f"{words}\n"
    assert words in run("list").out
    monkeypatch.setattr("reportwizard.money.days.local_zone", lambda: UTC)
    assert run("due", "lagoas").out == "due 3 October 2023 (3 days left)\n"


def test_a_draft_without_a_due_date_has_status_2(run: CommandLine) -> None:
    for args in (["due", "begun"], ["due", "begun", "--ics"]):
        ran = run(*args)
        assert (ran.status, ran.out) == (2, "")
        assert "no due date yet" in ran.err
