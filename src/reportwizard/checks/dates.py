"""Days that have passed, come soon, are in the wrong order, or are outside the project."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from reportwizard.checks.finding import Finding
from reportwizard.checks.links.places import without_links
from reportwizard.checks.texts import LETTERS, day_at, id_at, question_label, text_at
from reportwizard.forms.conditions import parse_days_after
from reportwizard.kinds.values import Plain
from reportwizard.money.day_reading import DayContext, read_day
from reportwizard.money.days import english_date, month_names
from reportwizard.money.numerals import ascii_digits
from reportwizard.report.due import due_status, is_handed_in
from reportwizard.report.report import Report
from reportwizard.text import pluralize

DUE, START, END = "report.due", "project.start", "project.end"
_MONTH = timedelta(days=31)
_DAY_AND_YEAR = r"(?<!\d)\d\d?\D{1,30}(?:19|20)\d\d(?!\d)|(?:19|20)\d\d ?[年년-] ?\d"


def dates_overdue(report: Report, today: date) -> Iterator[Finding]:
    """Fires if the due date has passed and the report is not handed in; a status alone is no hand-in.

    Source: reports are due 30 days after the project's end (Meta-Wiki, Grants:Project/Rapid/Report).
    """
    due = day_at(report, DUE)
    if due and due_status(due, today) == "late" and not is_handed_in(report):
        days = (today - due).days
        late = f"The report was due on {english_date(due)}, {pluralize(days, 'day')} ago."
        message = f"{late} Write to your {report.form.reader} today."
        data: dict[str, Plain] = {"due": due.isoformat(), "days": days}
        yield Finding("dates.overdue", "warning", id_at(report, DUE), message, data)


def dates_soon(report: Report, today: date) -> Iterator[Finding]:
    """Fires from 7 days before the due date up to that day.

    Source: ask for more time before the due date (Meta-Wiki, Grants:Project/Rapid/Report).
    """
    due = day_at(report, DUE)
    if due and due_status(due, today) == "soon" and not is_handed_in(report):
        days = (due - today).days
        when, until = (f"in {pluralize(days, 'day')}", "before that day") if days else ("today", "today")
        fact = f"The report is due {when}, on {english_date(due)}."
        message = f"{fact} If you need more time, ask your {report.form.reader} {until}."
        data: dict[str, Plain] = {"due": due.isoformat(), "days": days}
        yield Finding("dates.soon", "note", id_at(report, DUE), message, data)


def dates_order(report: Report) -> Iterator[Finding]:
    """Fires if the project ends before it starts. Source: the due date is counted from the project's end
    (Meta-Wiki, Grants:Project/Rapid/Report).
    """
    start, end = day_at(report, START), day_at(report, END)
    if start and end and end < start:
        fact = f"The project ends on {english_date(end)}, before it starts on {english_date(start)}."
        message = f"{fact} Correct one of the two days."
        data: dict[str, Plain] = {"start": start.isoformat(), "end": end.isoformat()}
        yield Finding("dates.order", "warning", id_at(report, END), message, data)


def dates_due_mismatch(report: Report) -> Iterator[Finding]:
    """Fires if the due date differs by more than a day from the one that the form calculates.

    Source: reports are due 30 days after the project's end (Meta-Wiki, Grants:Project/Rapid/Report).
    """
    question, due = report.form.role(DUE), day_at(report, DUE)
    if question is None or due is None or not question.suggested:
        return
    other, days = parse_days_after(question.suggested)
    start = report.answers.get(other)
    if isinstance(start, date) and abs((due - start).days - days) > 1:
        expected = start + timedelta(days=days)
        label = question_label(report.form.by_id[other])
        fact = f"{pluralize(days, 'day')} after {english_date(start)} ({label}) is {english_date(expected)}."
        message = f"{fact} You wrote {english_date(due)}. If you were given that day, leave it."
        data: dict[str, Plain] = {"due": due.isoformat(), "expected": expected.isoformat()}
        data["repair"] = {
            "label": f"write {english_date(expected)}",
            "answers": {question.id: expected.isoformat()},
        }
        yield Finding("dates.due_mismatch", "note", question.id, message, data)


def dates_outside(report: Report) -> Iterator[Finding]:
    """Fires if the answer about results names a full date more than a month outside the project.

    A date that can be read in two orders counts only if both are outside. Source: the grant pays for what
    happens during the project.
    """
    start, end, answer = day_at(report, START), day_at(report, END), text_at(report, "text.results")
    if answer is None or not start or not end or end < start:
        return
    text, locale, seen = without_links(answer.content), report.locale, set()
    plain = ascii_digits(text)
    # To know the names of months takes as long as all the other checks.
    for match in _full_date(locale).finditer(plain) if re.search(_DAY_AND_YEAR, plain) else ():
        days = read_day(match[0], DayContext(locale)).possible
        outside = days and all(day < start - _MONTH or day > end + _MONTH for day in days)
        if outside and days not in seen:
            seen.add(days)
            written = text[match.start() : match.end()]
            span = f"{english_date(start)} to {english_date(end)}"
            message = f"“{written}” is outside the time of your project, {span}. Is the date right?"
            yield answer.finding("dates.outside", "note", message, {"found": written})


@lru_cache(maxsize=8)
def _full_date(locale: str) -> re.Pattern[str]:
    months = "|".join(map(re.escape, month_names(locale)))
    year, number, of, letter = r"(?:19|20)\d\d", r"\d\d?", "(?:del? |of |năm )?", LETTERS
    return re.compile(
        rf"(?<![{letter}./-])(?:{year}-{number}-{number}|{number}([./-]){number}\1{year}"
        rf"|{year} ?[年년] ?{number} ?[月월] ?{number} ?[日일]?"
        rf"|{number}(?:st|nd|rd|th|er|\.|º)? {of}(?:{months})\.?,? {of}{year}"
        rf"|(?:{months})\.? {number}(?:st|nd|rd|th)?,? {year})(?![{letter}/-])",
        re.IGNORECASE,
    )
