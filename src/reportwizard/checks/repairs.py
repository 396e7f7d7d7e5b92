"""What mends a finding at once: the answers as they would be then. Offered, never taken unasked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from reportwizard.kinds.registry import KINDS

if TYPE_CHECKING:
    from reportwizard.checks.finding import Finding
    from reportwizard.kinds.base import Plain, Value
    from reportwizard.report.report import Report


class Repair(NamedTuple):
    """The words for a button, and the answers that it sets."""

    label: str
    answers: Mapping[str, Value | None]


def replacement(label: str, old: str, new: str) -> Plain:
    """Return what a finding's data holds as `repair` where a text of its answer is to be replaced."""
    return {"label": label, "replace": [old, new]}


def repair_of(report: Report, finding: Finding) -> Repair | None:
    """Return the repair that a finding brings along; None where there is none, or where it changes nothing.

    A finding's data holds it as `repair`: a `label`, with `answers` by question id as drafts hold them, or
    with `replace`, the old and the new text inside the answer.
    """
    repair = finding.data.get("repair")
    if not isinstance(repair, dict):
        return None
    values = {
        key: value
        for key, value in (*_answers(report, repair), *_replaced(report, finding.question, repair))
        if value != report.answers.get(key)
    }
    return Repair(str(repair.get("label", "")), values) if values else None


def _answers(report: Report, repair: Mapping[str, Plain]) -> list[tuple[str, Value | None]]:
    answers = repair.get("answers")
    known = report.form.by_id
    if not isinstance(answers, Mapping):
        return []
    return [
        (key, KINDS[known[key].kind].from_plain(plain, known[key], report.region))
        for key, plain in answers.items()
        if key in known
    ]


def _replaced(report: Report, question: str, repair: Mapping[str, Plain]) -> list[tuple[str, Value | None]]:
    pair, text = repair.get("replace"), report.answers.get(question)
    if not isinstance(pair, list) or not isinstance(text, str):
        return []
    old, new = map(str, pair)
    # A link may also stand as a part of a longer one, which stays as it is.
    alone = rf"(?<![\w./:@-]){re.escape(old)}(?![\w/])"
    return [(question, re.sub(alone, lambda _: new, text, count=1).strip())]
