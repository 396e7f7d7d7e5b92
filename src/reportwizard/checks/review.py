"""What colleagues said about an answer. Source: a colleague who comments waits for an answer."""

from __future__ import annotations

from collections.abc import Iterator

from reportwizard.checks.finding import Finding
from reportwizard.report.report import Report
from reportwizard.text import clean_line

_MOST_SHOWN = 300


def review_comment(report: Report) -> Iterator[Finding]:
    """Fires for each comment in a document that came back, until it is settled. Comments are not in the
    report.
    """
    first = report.form.questions[0].id
    for one in report.comments:
        if not one.settled:
            known = [question for question in one.answers if question in report.form.by_id]
            words = clean_line(one.words)
            shown = words if len(words) <= _MOST_SHOWN else f"{words[:_MOST_SHOWN]} …"
            message = f"{clean_line(one.who) or 'Somebody'} says: {shown}"
            data = {"who": one.who, "words": one.words}
            yield Finding("review.comment", "warning", known[0] if known else first, message, data)
