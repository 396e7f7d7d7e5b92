"""What colleagues said about an answer. Source: a colleague who comments waits for an answer."""

from __future__ import annotations

from collections.abc import Iterator

from reportwizard.checks.finding import Finding
from reportwizard.report.report import Report
from reportwizard.text import clean_line

_LONGEST = 300
COMMENT = "review.comment"
"""The code of the finding for what a colleague said."""


def review_comment(report: Report) -> Iterator[Finding]:
    """Fires for each comment in a document that came back, until it is settled. Comments are not in the
    report.
    """
    first = report.form.questions[0].id
    for comment in report.comments:
        if comment.settled:
            continue
        text, author = clean_line(comment.words), clean_line(comment.who) or "Somebody"
        shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
        question = next((answer for answer in comment.answers if answer in report.form.by_id), first)
        data = {"who": comment.who, "words": comment.words}
        yield Finding(COMMENT, "warning", question, f"{author} says: {shown}", data)
