"""The report: a form, the answers to it, and how this applicant writes. Never changed in place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from reportwizard.forms.conditions import holds
from reportwizard.forms.form import Form, Part, Question
from reportwizard.kinds.base import Plain, Reading, Region, Typed, Value
from reportwizard.kinds.registry import KINDS
from reportwizard.report.dismissal import Dismissal
from reportwizard.report.expense import Expense
from reportwizard.report.hand_in import HandIn, Remark


@dataclass(frozen=True)
class Report:
    """One report. Every change gives a new report that shares what did not change.

    `answers` maps question ids to values; an unanswered question is absent. `currency` is the local
    currency (empty: not chosen yet). `last_question` is the question last edited. `unplaced` holds imported
    text that fits no question.
    `extra` keeps what a draft file held and this program does not know. `ledger` is the list of expenses.
    `dismissed` holds the findings that the applicant looked at and left as they are; `hand_in`, `asks` and
    `comments` what is kept of the hand-in. None of these is in an export.
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
    asks: tuple[Remark, ...] = ()
    comments: tuple[Remark, ...] = ()

    @cached_property
    def region(self) -> Region:
        """How this applicant writes numbers, dates and the local currency; and the days of the project."""
        days = (self.value("project.start"), self.value("project.end"))
        first, last = (day if isinstance(day, date) else None for day in days)
        return Region(self.locale, self.currency, first, last)

    @property
    def title(self) -> str:
        """The project's title as it is in the answers; may be empty."""
        value = self.value("project.title")
        return value if isinstance(value, str) else ""

    def value(self, role: str) -> Value | None:
        """The answer to the question that has a role in this form; None if there is no such answer."""
        question = self.form.role(role)
        return None if question is None else self.answers.get(question.id)

    @property
    def not_asked(self) -> Mapping[str, Plain]:
        """The answers that a draft holds and that its form does not ask for (any more), by their ids."""
        kept = self.extra.get("answers", {})
        if not isinstance(kept, Mapping):
            return {}
        return {key: plain for key, plain in kept.items() if key not in self.form.by_id}

    def with_answer(self, question_id: str, value: Value | None) -> Report:
        """Return the report with one answer set, or taken away where `value` is None or empty."""
        answers = dict(self.answers)
        if value is None or value in ("", {}, ()):
            answers.pop(question_id, None)
        else:
            answers[question_id] = value
        return replace(self, answers=answers)

    def with_typed(self, question_id: str, text: str, today: date | None = None) -> tuple[Report, Reading]:
        """Return the report with an answer read from `text`, and what the reading said.

        `today` is the applicant's day: it tells the year of a day without one.
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
        """Whether the report cannot be handed in without an answer to this question."""
        if not self.asked(question):
            return False
        return question.required or bool(question.required_if and holds(question.required_if, self.answers))

    def questions(self, part: Part | None = None) -> tuple[Question, ...]:
        """The questions that apply now, of one part or of the whole form, in the form's order."""
        of = self.form.questions if part is None else part.questions
        return tuple(question for question in of if self.asked(question))

    def printed(self, part: Part | None = None) -> tuple[Question, ...]:
        """The questions that apply now and that the report prints: all of these but our own."""
        return tuple(question for question in self.questions(part) if not question.own)

    def show(self, question: Question) -> str:
        """The answer as a reader expects it; empty if there is none."""
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
