"""A finding: one thing that a check has to say about a report, and what would fix it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from reportwizard.kinds.registry import KINDS
from reportwizard.kinds.values import Plain, Value
from reportwizard.report.report import Report

Severity = Literal["error", "warning", "note"]
# A sentence ends outside of what it quotes.
_FIRST = re.compile(r"(?:“[^”]*”|.)*?(?:[.!?](?=\s)|$)", re.DOTALL)
_QUOTED = re.compile("“(.+?)”")
_WEIGHT = {"error": 0, "warning": 1, "note": 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found at which question.

    `code` is stable and may be relied on. An error blocks the hand-in; a warning is what a program officer
    would ask back; a note is a hint. `message` says what to do, in the words of the form, with the figures.
    `data` holds the figures for programs, as plain JSON.
    """

    code: str
    severity: Severity
    question: str
    message: str
    data: Mapping[str, Plain] = field(default_factory=dict)

    @property
    def fact(self) -> str:
        """The first sentence of the message, which says what is so; the advice comes after it."""
        return _FIRST.match(self.message)[0]  # type: ignore[index]

    @property
    def words(self) -> tuple[str, ...]:
        """What the message quotes, and texts of the data: of an answer, the words that it is about."""
        texts = (text for text in self.data.values() if isinstance(text, str))
        return (*_QUOTED.findall(self.message), *texts)


def cell_of(finding: Finding) -> tuple[str, str]:
    """Return the ids of the row and the column that a finding is about; empty if it names none."""
    return str(finding.data.get("row", "")), str(finding.data.get("column", ""))


Check: TypeAlias = "Callable[[Report], Iterable[Finding]]"
"""A check takes a report and gives its findings. It reads no clock, no file and no network."""

DatedCheck: TypeAlias = "Callable[[Report, date], Iterable[Finding]]"
"""A check that compares with a day, the one on the applicant's calendar."""


def in_order(report: Report, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in the form's order, and at one question the gravest first."""
    order = {question.id: number for number, question in enumerate(report.form.questions)}
    return tuple(sorted(findings, key=lambda item: (order.get(item.question, -1), _WEIGHT[item.severity])))


class Repair(NamedTuple):
    """What fixes a finding, if the applicant agrees: the label of a button, and the answers that it sets."""

    label: str
    answers: Mapping[str, Value | None]


def repair_of(report: Report, finding: Finding) -> Repair | None:
    """Return the repair that a finding brings along; None where there is none, or where it changes nothing.

    A finding's data holds it as `repair`: a `label`, with `answers` by question id as drafts hold them, or
    with `replace`, the old and the new text inside the answer.
    """
    repair, known = finding.data.get("repair"), report.form.by_id
    if not isinstance(repair, dict):
        return None
    answers, pair, text = repair.get("answers"), repair.get("replace"), report.answers.get(finding.question)
    values = {
        key: KINDS[known[key].kind].from_plain(plain, known[key], report.region)
        for key, plain in (answers.items() if isinstance(answers, Mapping) else ())
        if key in known
    }
    if isinstance(pair, list) and isinstance(text, str):
        old, new = map(str, pair)
        # A link may also be a part of a longer one, which stays as it is.
        alone = rf"(?<![\w./:@-]){re.escape(old)}(?![\w/])"
        values[finding.question] = re.sub(alone, lambda _: new, text, count=1).strip()
    values = {key: value for key, value in values.items() if value != report.answers.get(key)}
    return Repair(str(repair.get("label", "")), values) if values else None
