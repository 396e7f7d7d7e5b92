"""What is below an answer: what a reader would ask, and numbered offers that one key takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from itertools import count
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from reportwizard.checks.dismiss import CheckResult, Dismissed, can_be_dismissed
from reportwizard.checks.finding import Finding, cell_of, repair_of
from reportwizard.checks.money.figures import EXPLANATION
from reportwizard.checks.money.rate import likeliest_first
from reportwizard.checks.money.unspent import unspent_sentence
from reportwizard.forms.conditions import parse_days_after
from reportwizard.forms.form import Question
from reportwizard.kinds.registry import KINDS
from reportwizard.kinds.values import Choice, Problem, Reading, Value
from reportwizard.money.days import english_date
from reportwizard.report.report import Report
from reportwizard.ui.shared.drawing import cut, plain, right_aligned, wrapped
from reportwizard.ui.shared.line_list import Item, LineList, text_item
from reportwizard.ui.wizard import CURRENCY


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to take by its number. `reason` comes after the label.

    It sets `answers`, or opens the question `question` or a page, or says that what is found is right. In
    Check it may also ask again what was dismissed, copy a text, or remove one.
    """

    label: str
    reason: str = ""
    answers: Mapping[str, Value | None] = field(default_factory=dict)
    question: str = ""
    page: str = ""
    dismisses: Finding | None = None
    asks_again: Dismissed | None = None
    copies: str = ""
    removes: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that is said below an answer, with what helps. `state` is the name of a sign, or empty."""

    state: str
    message: str
    offers: tuple[Offer, ...] = ()


_STATES = {"error": "fix", "warning": "look", "note": "optional"}


def notes_below(
    report: Report, question: Question, reading: Reading | None, checked: CheckResult
) -> tuple[Note, ...]:
    """Return the notes below an answer; if it is unclear, only its readings."""
    if question.kind == "money" and question.currency == "local" and not report.currency:
        message = "In which currency did you spend the money? What you wrote is kept."
        return (Note("ask", message, (Offer("choose your currency", page=CURRENCY),)),)
    problems = _problems(report, question, reading)
    if unclear := next((problem for problem in problems if problem.choices and not problem.cell), None):
        # For an amount and a day the message is right of the box.
        state = "" if unclear.code == "ambiguous" else "fix"
        return (Note(state, unclear.message, tuple(_readings(report, question, unclear))),)
    if problems:
        return tuple(Note("fix", problem.message) for problem in problems[:1] if not problem.cell)
    return tuple(_notes(report, question, reading, checked))


def _notes(
    report: Report, question: Question, reading: Reading | None, checked: CheckResult
) -> Iterator[Note]:
    if reading is not None and reading.value == report.answers.get(question.id):
        others = tuple(_offer(question, choice) for choice in reading.alternatives)
        # Of too many decimals the checks say the same, and what can be done.
        noted = () if "money.minor_units" in checked.codes else reading.notes
        if others or noted:
            yield Note("look" if noted else "", " ".join(noted), others)
    if suggested := _suggested_date(report, question):
        yield Note("", "", (_offer(question, suggested),))
    opens = question.role == EXPLANATION and question.id not in report.answers
    if opens and (sentence := unspent_sentence(report)):
        yield Note("", "", (Offer(f"begin with: {sentence}…", "", {question.id: sentence}),))
    for finding in checked.findings:
        offers = tuple(finding_offers(report, finding))
        # Where it can be fixed, Ctrl+R is enough to say that it is right.
        repairs = tuple(repair for repair in offers if repair.answers)
        yield Note(_STATES[finding.severity], finding.message, repairs or offers)
    for dismissed in checked.dismissed:
        yield Note("done", f"It is right as it is: {dismissed.entry.reason}".removesuffix(": "))


def _offer(question: Question, choice: Choice) -> Offer:
    return Offer(choice.label, choice.reason, {question.id: choice.value})


def _readings(report: Report, question: Question, problem: Problem) -> list[Offer]:
    return [_offer(question, choice) for choice in likeliest_first(report, question, problem.choices)]


def _suggested_date(report: Report, question: Question) -> Choice | None:
    """Return a date to offer for a question that has no answer yet; None if there is none."""
    if not question.suggested or question.id in report.answers:
        return None
    source, days = parse_days_after(question.suggested)
    day = report.answers.get(source)
    if not isinstance(day, date):
        return None
    try:
        offered = day + timedelta(days=days)
    except OverflowError:
        return None
    return Choice(offered, english_date(offered), f"{days} days after: {report.form.by_id[source].name}")


def finding_offers(report: Report, finding: Finding) -> Iterator[Offer]:
    """Yield what can be done about a finding: fix it, look at the other answer, or say that it is right."""
    if finding.severity == "error" and (question := report.form.by_id.get(finding.question)):
        for problem in _problems(report, question, None):
            if not problem.cell:
                yield from _readings(report, question, problem)
    repair = repair_of(report, finding)
    if repair is not None:
        # Every offer begins with a small letter; names of more capitals stay.
        label = repair.label
        yield Offer(label[:1].lower() + label[1:] if label[1:2].islower() else label, "", repair.answers)
    elif other := _other_question(report, finding):
        label = f"question {other.number}" if other.number else f"“{other.name}”"
        yield Offer(f"open {label}", "", question=other.id)
    if can_be_dismissed(finding):
        yield Offer("it is right as it is", dismisses=finding)


def is_outdated(finding: Finding, question: Question, before: Report, now: Report) -> bool:
    """Whether a finding is about an answer as it was before it was changed."""
    was, became = before.answers.get(question.id), now.answers.get(question.id)
    if isinstance(was, str) and isinstance(became, str):
        return any(word in was and word not in became for word in finding.words)
    if finding.question != question.id:
        return was not in (None, became) and before.show(question) in finding.message
    if (row := cell_of(finding)[0]) and isinstance(was, Mapping) and isinstance(became, Mapping):
        return was.get(row) != became.get(row)
    return was != became


def _other_question(report: Report, finding: Finding) -> Question | None:
    """Return the question that a finding compares its own with, where its data names it, or a row of it."""
    named = {value for value in finding.data.values() if isinstance(value, str)}
    others = (question for question in report.form.questions if question.id != finding.question)
    row_id = finding.data.get("row")
    return next(
        (other for other in others if other.id in named or any(row.id == row_id for row in other.rows)), None
    )


def _problems(report: Report, question: Question, reading: Reading | None) -> Sequence[Problem]:
    value = report.answers.get(question.id)
    if value is None:
        return reading.problems if reading else ()
    return KINDS[question.kind].problems(value, question, report.region)


class Feedback(LineList, can_focus=False):
    """Notes with their offers, numbered after `first` options. Only F4 or ↓ lead here: Tab passes it by."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape,shift+tab", "back")]
    more_key = "F4"

    class Taken(Message):
        """An offer was taken."""

        def __init__(self, offer: Offer) -> None:
            super().__init__()
            self.offer = offer

    class Left(Message):
        """The keys go back to the answer."""

    def __init__(self, first: int = 0) -> None:
        super().__init__(classes="feedback -fit-content")
        self._first, self._notes = first, tuple[Note, ...]()

    @property
    def offers(self) -> list[Offer]:
        """All that can be taken, in the order of its numbers."""
        return [offer for note in self._notes for offer in note.offers]

    @property
    def hints(self) -> str:
        """The key that leads here, where there is anything to take."""
        count, first = len(self.offers), self._first + 1
        last = {0: "", 1: "", 2: f" or {first + 1}"}.get(count, f" to {self._first + count}")
        return f"F4 use {first}{last}" if count else ""

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show other notes; the cursor stays at its number, which is the next thing to do."""
        self._notes = tuple(notes)
        self.display = bool(notes)
        self.show([*self.items()])
        if self.has_focus and not self.offers:
            self.action_back()

    def items(self) -> Iterator[Item]:
        return note_items(self._notes, self._first)

    def focus_offers(self) -> bool:
        """Put the cursor on the first offer; whether there is one."""
        if self.offers:
            self.action_end(0)
            self.can_focus = True
            self.focus(scroll_visible=False)
            self.scroll_visible(animate=False)
        return bool(self.offers)

    def watch_has_focus(self, has_focus: bool) -> None:
        self.can_focus = has_focus
        if not has_focus:
            self.action_end(0)
        super().watch_has_focus(has_focus)

    def on_key(self, event: events.Key) -> None:
        """Let no other letter go on to the page."""
        if event.is_printable:
            event.stop()

    def clicked(self, target: str) -> None:
        super().clicked(target) if target else self.focus_offers()

    def action_choose(self) -> None:
        if self.cursor:
            self.post_message(self.Taken(self.offers[int(self.cursor) - self._first]))

    def action_move(self, by: int) -> None:
        if by < 0 and self.cursor in self.ids[:1]:
            self.action_back()
        else:
            super().action_move(by)

    def action_back(self) -> None:
        self.post_message(self.Left())


def note_items(notes: Sequence[Note], first: int = 0) -> Iterator[Item]:
    """Yield notes and their offers as items of a list; `first` offers are above them."""
    numbers = count(first)
    for note in notes:
        if note.message:
            style = "$quiet" if note.state in ("", "optional", "done") else ""
            yield text_item(plain(note.message, style), sign=note.state, wrap=True)
        # Amounts are below one another, their marks too.
        widest = max((plain(offer.label).cell_length for offer in note.offers), default=0)
        for offer in note.offers:
            number = next(numbers)
            draw = partial(offer_lines, offer, number + 1, widest)
            yield Item(str(number), draw, number=number + 1)


def offer_lines(offer: Offer, number: int, widest: int, width: int, current: bool = False) -> list[Content]:
    """Return `1  7,043.30 PEN   as in your list`; what does not fit on the line is below it."""
    label, reason = plain(offer.label, "$accent"), plain(offer.reason, "$quiet")
    label = label.stylize("bold" if current or reason else "")
    is_amount = offer.label[:1].isdigit() and offer.label[-1:].isupper()
    label = right_aligned(label, widest) if is_amount else label
    line = Content.assemble((f"{number}  ", "bold"), label)
    if line.cell_length + reason.cell_length + 3 <= width:
        return [Content.assemble(line, "   " if reason else "", reason)]
    return [cut(line, width), *(below.pad_left(3) for below in wrapped(reason, width - 3))]
