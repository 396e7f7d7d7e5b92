"""The report: a form, the answers to it, and how the applicant writes. Immutable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from reportwizard.forms.conditions import holds
from reportwizard.forms.form import Form, Part, Question
from reportwizard.kinds.registry import KINDS
from reportwizard.kinds.values import Plain, Reading, Region, Typed, Value
from reportwizard.report.expense import Expense
from reportwizard.report.hand_in import HandIn, ReviewComment


@dataclass(frozen=True)
class Dismissal:
    """One dismissed finding: its code, its question, and the facts that it was about.

    With other `facts` the finding comes up again. `reason` is the applicant's, one line. `extra` keeps the
    keys of a draft file that this version does not know. It is not part of the report that is handed in.
    """

    code: str
    question: str
    reason: str = ""
    facts: Mapping[str, Plain] = field(default_factory=dict)
    extra: Mapping[str, Plain] = field(default_factory=dict)

    def is_about(self, code: str, question: str, facts: Mapping[str, Plain]) -> bool:
        """Whether this finding was dismissed."""
        return (self.code, self.question) == (code, question) and self.facts == facts


@dataclass(frozen=True)
class Report:
    """One report. Every change returns a new report that shares what did not change.

    `answers` maps question ids to values; an unanswered question is absent. `currency` is the local one
    (empty: not chosen yet). `last_question` is the question last edited, `ledger` the list of expenses.
    `unplaced` is imported text that fits no question. `extra` keeps the keys of a draft that this version
    does not know, `file_comments` what comes after a `#` in its file. `dismissed`, `hand_in`, `asks` (the
    officer's questions) and `comments` (a colleague's) are in no export.
    """

    form: Form
    answers: Mapping[str, Value] = field(default_factory=dict)
    locale: str = "en"
    currency: str = ""
    last_question: str = ""
    unplaced: tuple[str, ...] = ()
    extra: Mapping[str, Plain] = field(default_factory=dict)
    ledger: tuple[Expense, ...] = ()
    dismissed: tuple[Dismissal, ...] = ()
    hand_in: HandIn = field(default_factory=HandIn)
    asks: tuple[ReviewComment, ...] = ()
    comments: tuple[ReviewComment, ...] = ()
    file_comments: tuple[str, ...] = ()

    @cached_property
    def region(self) -> Region:
        """How the applicant writes, and the days of the project."""
        days = (self.value("project.start"), self.value("project.end"))
        first, last = (day if isinstance(day, date) else None for day in days)
        return Region(self.locale, self.currency, first, last)

    @property
    def title(self) -> str:
        """The project's title; may be empty."""
        value = self.value("project.title")
        return value if isinstance(value, str) else ""

    def value(self, role: str) -> Value | None:
        """The answer to the question with this role; None if there is none."""
        question = self.form.role(role)
        return None if question is None else self.answers.get(question.id)

    @property
    def not_asked(self) -> Mapping[str, Plain]:
        """The answers of a draft that its form does not ask for (any more), by question id."""
        answers = self.extra.get("answers", {})
        if not isinstance(answers, Mapping):
            return {}
        return {key: plain for key, plain in answers.items() if key not in self.form.by_id}

    def with_answer(self, question_id: str, value: Value | None) -> Report:
        """Return the report with one answer set, or removed if `value` is None or empty."""
        answers = dict(self.answers)
        if value is None or value in ("", {}, ()):
            answers.pop(question_id, None)
        else:
            answers[question_id] = value
        return replace(self, answers=answers)

    def with_typed(self, question_id: str, text: str, today: date | None = None) -> tuple[Report, Reading]:
        """Return the report with an answer read from `text`, and the reading.

        `today` gives the year of a date without one.
        """
        question = self.form.by_id[question_id]
        reading = KINDS[question.kind].read(text, question, replace(self.region, today=today))
        return self.with_answer(question_id, reading.value), reading

    def with_region(self, *, locale: str | None = None, currency: str | None = None) -> Report:
        """Return the report for another locale or local currency.

        Amounts in the old local currency take the new code, and what could not be read is read again.
        """
        region = Region(
            self.locale if locale is None else locale, self.currency if currency is None else currency
        )
        changed = replace(self, locale=region.locale, currency=region.currency)
        for question in self.form.questions:
            if question.kind == "money" and question.currency == "local" and question.id in self.answers:
                value = _in_currency(self.answers[question.id], region.currency)
                if isinstance(value, Typed):
                    changed, _ = changed.with_typed(question.id, value.text)
                else:
                    changed = changed.with_answer(question.id, value)
        return changed

    def asked(self, question: Question) -> bool:
        """Whether the question applies: its condition holds for the answers given so far."""
        return not question.asked_if or holds(question.asked_if, self.answers)

    def required(self, question: Question) -> bool:
        """Whether the report cannot be handed in without an answer to the question."""
        if not self.asked(question):
            return False
        return question.required or bool(question.required_if and holds(question.required_if, self.answers))

    def questions(self, part: Part | None = None) -> tuple[Question, ...]:
        """The questions that apply now, of one part or of the whole form, in the form's order."""
        questions = (part or self.form).questions
        return tuple(question for question in questions if self.asked(question))

    def printed(self, part: Part | None = None) -> tuple[Question, ...]:
        """The questions that apply now and are in the printed report: all but our own."""
        return tuple(question for question in self.questions(part) if not question.own)

    def show(self, question: Question) -> str:
        """The answer in the applicant's locale; empty if there is none."""
        value = self.answers.get(question.id)
        return "" if value is None else KINDS[question.kind].show(value, question, self.region)


def _in_currency(value: Value, currency: str) -> Value:
    from reportwizard.money.amount import Amount
    from reportwizard.money.numerals import unambiguous

    if isinstance(value, Amount):
        return Amount(value.value, currency) if currency else Typed(unambiguous(value.value), "")
    if isinstance(value, Typed):
        return Typed(value.text, currency)
    return value
