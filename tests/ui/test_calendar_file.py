"""The due date on the local clock, and as a calendar file."""

from __future__ import annotations

from datetime import timedelta, timezone
from pathlib import Path

import pytest

from reportwizard.ui.calendar_file import write_calendar_file
from support.folders import notices
from support.nasty import complete_report
from support.waiting import until
from support.wizard import LARGE, NAME, SMALL, open_at, shown, wizard_on


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_local_time_is_shown_below_the_due_date(
    tmp_path: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportwizard.money.days.local_zone", lambda: timezone(timedelta(hours=-3)))
    app = wizard_on(tmp_path / "d", complete_report(), at="due_date")
    async with app.run_test(size=size) as pilot:
        await open_at(pilot, app, "due_date")
        await until(pilot, lambda: "00:00 UTC is 29 June," in " ".join(shown(app).split()))


async def test_go_to_writes_a_calendar_file(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", complete_report(), at="due_date")
    async with app.run_test(size=LARGE) as pilot:
        await open_at(pilot, app, "due_date")
        await pilot.press("f2", *"calendar")
        await until(pilot, lambda: "Write the due date for your calendar" in shown(app))
        await pilot.press("enter")
        path = Path.cwd() / f"{NAME}-due.ics"
        await until(pilot, path.exists)
        assert b"DTSTART;VALUE=DATE:20250630\r\n" in path.read_bytes()
        await until(pilot, lambda: "reminds you a week before" in notices(app))


async def test_another_file_of_that_name_is_kept(tmp_path: Path) -> None:
    path = Path.cwd() / f"{NAME}-due.ics"
    path.write_text("something else", "utf-8")
    app = wizard_on(tmp_path / "d", complete_report(), at="due_date")
    async with app.run_test(size=LARGE) as pilot:
        await open_at(pilot, app, "due_date")
        assert app.session is not None
        write_calendar_file(app, app.session)
        await until(pilot, lambda: "another file has this name" in notices(app))
        assert path.read_text("utf-8") == "something else"
        path.unlink()
        write_calendar_file(app, app.session)
        write_calendar_file(app, app.session)
        assert path.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
        app.session.set_answer("due_date", None)
        write_calendar_file(app, app.session)
        await until(pilot, lambda: "no due date yet" in notices(app))
