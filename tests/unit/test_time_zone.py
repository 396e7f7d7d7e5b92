"""The due date on the applicant's own clock; each zone is made here, none is that of this machine."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from unittest.mock import patch

import pytest

from reportwizard.money.days import local_due_time, local_zone
from support.cases import each_case

DAY = date(2023, 10, 3)


class Zone(tzinfo):
    """A time zone with a name, as many minutes before or after UTC."""

    def __init__(self, key: str, minutes: int) -> None:
        self.key = key
        self._offset = timedelta(minutes=minutes)

    def utcoffset(self, _: datetime | None) -> timedelta:
        return self._offset

    def tzname(self, _: datetime | None) -> str:
        return self.key

    def dst(self, _: datetime | None) -> timedelta:
        return timedelta()


@each_case(
    ("key", "hours", "words"),
    [
        ("America/Sao_Paulo", -3.0, "00:00 UTC is 2 October, 21:00 in Sao Paulo"),
        ("Asia/Almaty", 6.0, "00:00 UTC is 06:00 in Almaty"),
        ("Asia/Kathmandu", 5.75, "00:00 UTC is 05:45 in Kathmandu"),
        ("Pacific/Kiritimati", 14.0, "00:00 UTC is 14:00 in Kiritimati"),
        ("America/Argentina/Buenos_Aires", -3.0, "00:00 UTC is 2 October, 21:00 in Buenos Aires"),
        ("Etc/GMT+3", -3.0, "00:00 UTC is 2 October, 21:00 on your clock"),
        ("", -3.0, "00:00 UTC is 2 October, 21:00 on your clock"),
        ("Africa/Abidjan", 0.0, ""),
    ],
)
def test_a_day_in_a_zone(key: str, hours: float, words: str) -> None:
    assert local_due_time(DAY, Zone(key, int(hours * 60))) == words


def test_the_year_is_named_where_it_is_another_one() -> None:
    west = timezone(timedelta(hours=-5))
    assert local_due_time(date(2026, 1, 1), west) == "00:00 UTC is 31 December 2025, 19:00 on your clock"


def test_days_that_no_calendar_can_show_give_nothing() -> None:
    assert local_due_time(date(1, 1, 1), timezone(timedelta(hours=-3))) == ""
    assert (
        local_due_time(date(9999, 12, 31), timezone(timedelta(hours=3))) == "00:00 UTC is 03:00 on your clock"
    )


@each_case("trouble", [LookupError, OSError, ValueError])
def test_a_computer_that_does_not_know_its_zone_still_has_a_clock(trouble: type[Exception]) -> None:
    with patch("babel.localtime.get_localzone", side_effect=trouble):
        assert local_zone().utcoffset(datetime(2023, 10, 3, tzinfo=UTC)) == timedelta()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a program is not set there")
@each_case("name", ["/etc/passwd", "/", "Nowhere/Land", ":"])
def test_a_zone_that_is_no_zone_file_is_passed_over(name: str) -> None:
    # In a program of its own: Babel looks for the zone once, when it is loaded.
    code = "from reportwizard.money.days import local_zone; print(local_zone().utcoffset(None) is not ...)"
    environment = {**os.environ, "TZ": name}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "True\n"), done.stderr
