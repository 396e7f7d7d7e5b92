"""Days that have passed, come soon, stand in the wrong order, or lie outside the project."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from reportwizard.checks.finding import Finding
from reportwizard.checks.links.places import without_links
from reportwizard.checks.texts import called, id_of
from reportwizard.forms.conditions import parse_days_after
from reportwizard.report.due import nearness, was_handed_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportwizard.kinds.base import Plain
    from reportwizard.report.report import Report

DUE, START, END = "report.due", "project.start", "project.end"
RESULTS = "text.results"
_MONTH = timedelta(days=31)
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NUMBERS = {name[:3].lower(): number for number, name in enumerate(_MONTHS, 1)}


def dates_overdue(report: Report, today: date) -> Iterator[Finding]:
    """Fires where the due date is before today and the report is still a draft.

    A status other than the first one says that it was handed in. Source: reports are due 30 days after the
    project's end (Meta-Wiki, Grants:Project/Rapid/Report).
    """
    due = _day(report, DUE)
    if due and nearness(due, today) == "late" and not was_handed_in(report):
        days = (today - due).days
        late = f"The report was due on {_said(due)}, {_many(days)} ago."
        message = f"{late} Write to your {report.form.reader} today."
        data: dict[str, Plain] = {"due": due.isoformat(), "days": days}
        yield Finding("dates.overdue", "warning", id_of(report, DUE), message, data)


def dates_soon(report: Report, today: date) -> Iterator[Finding]:
    """Fires from 7 days before the due date up to that day.

    Source: more time is asked for before the due date (Meta-Wiki, Grants:Project/Rapid/Report).
    """
    due = _day(report, DUE)
    if due and nearness(due, today) == "soon" and not was_handed_in(report):
        days = (due - today).days
        when = f"in {_many(days)}" if days else "today"
        message = (
            f"The report is due {when}, on {_said(due)}. If you need more time, ask your {report.form.reader}"
            " before that day."
        )
        data: dict[str, Plain] = {"due": due.isoformat(), "days": days}
        yield Finding("dates.soon", "note", id_of(report, DUE), message, data)


def dates_order(report: Report) -> Iterator[Finding]:
    """Fires where the project ends before it starts. Source: the due date is counted
    from the project's end (Meta-Wiki, Grants:Project/Rapid/Report)."""
    start, end = _day(report, START), _day(report, END)
    if start and end and end < start:
        message = (
            f"The project ends on {_said(end)}, before it starts on {_said(start)}. Correct one of the two"
            " days."
        )
        data: dict[str, Plain] = {"start": start.isoformat(), "end": end.isoformat()}
        yield Finding("dates.order", "warning", id_of(report, END), message, data)


def dates_due_mismatch(report: Report) -> Iterator[Finding]:
    """Fires where the due date is not the day that the form counts from another date, by more than a day.

    Source: reports are due 30 days after the project's end (Meta-Wiki, Grants:Project/Rapid/Report).
    """
    question, due = report.form.role(DUE), _day(report, DUE)
    if question is None or due is None or not question.suggested:
        return
    other, days = parse_days_after(question.suggested)
    counted_from = report.answers.get(other)
    if not isinstance(counted_from, date) or abs((due - counted_from).days - days) <= 1:
        return
    wanted = counted_from + timedelta(days=days)
    message = (
        f"The report is due {_many(days)} after {_said(counted_from)} ({called(report.form.by_id[other])}):"
        f" that is {_said(wanted)}, and here stands {_said(due)}. If you were given another day, leave it."
    )
    data: dict[str, Plain] = {"due": due.isoformat(), "expected": wanted.isoformat()}
    yield Finding("dates.due_mismatch", "note", question.id, message, data)


def dates_outside(report: Report) -> Iterator[Finding]:
    """Fires where the answer about results names a full date more than a month outside the project.

    A date that can be read in two orders counts only where both are outside. Source: the grant pays
    for what happens in the time of the project.
    """
    start, end = _day(report, START), _day(report, END)
    question, text = report.form.role(RESULTS), report.value(RESULTS)
    if question is None or not isinstance(text, str) or not start or not end or end < start:
        return
    seen = set()
    for written, days in dates_in(without_links(text)):
        if all(day < start - _MONTH or day > end + _MONTH for day in days) and days not in seen:
            seen.add(days)
            message = (
                f"“{written}” is not in the time of your project, {_said(start)} to {_said(end)}. Is the"
                " date right?"
            )
            yield Finding("dates.outside", "note", question.id, message, {"found": written})


def dates_in(text: str) -> Iterator[tuple[str, tuple[date, ...]]]:
    """Give the full dates of a text, in digits or with an English month, each with the days it may mean."""
    for found in _date().finditer(text):
        year = int(found["year"] or found["last"] or found["spelt"])
        if found["month"]:
            orders = [(_NUMBERS[found["month"][:3].lower()], int(found["before"] or found["after"] or 0))]
        elif found["last"]:
            orders = [(int(found["one"]), int(found["two"])), (int(found["two"]), int(found["one"]))]
        else:
            orders = [(int(found["middle"]), int(found["end"]))]
        days = {day for month, number in orders if (day := _made(year, month, number))}
        if days:
            yield found[0], tuple(sorted(days))


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _date() -> re.Pattern[str]:
    month = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _MONTHS)
    year, number, end = r"(?:19|20)\d\d", r"\d\d?", "(?:st|nd|rd|th)?"
    return re.compile(
        rf"(?<![\w./-])(?:(?P<year>{year})-(?P<middle>{number})-(?P<end>{number})"
        rf"|(?P<one>{number})(?P<mark>[./-])(?P<two>{number})(?P=mark)(?P<last>{year})"
        rf"|(?:(?P<before>{number}){end} )?(?P<month>{month})"
        rf"(?: (?P<after>{number}){end})?,? (?P<spelt>{year}))(?![\w/-])",
        re.IGNORECASE,
    )


def _day(report: Report, role: str) -> date | None:
    day = report.value(role)
    return day if isinstance(day, date) else None


def _said(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _many(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"
