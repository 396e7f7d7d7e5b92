"""What is below the list of expenses: how its line is read, the questions beside it, and offers.

Nothing is taken into an answer unasked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from typing import NamedTuple

from textual.content import Content

from reportwizard.forms.form import Question
from reportwizard.kinds.base import Value
from reportwizard.kinds.unread import shown_typed
from reportwizard.ledger.totals import WIDE, Offer, offers, totals_by_currency, variance_text
from reportwizard.money.amount import Amount
from reportwizard.money.days import english_date
from reportwizard.money.showing import approximate_magnitude, show_amount
from reportwizard.report.expense import show_cell
from reportwizard.report.report import Report
from reportwizard.text import pluralize
from reportwizard.ui.expenses.lines import ExpenseLines
from reportwizard.ui.fields.feedback import Feedback, items_of
from reportwizard.ui.fields.offers import Note
from reportwizard.ui.fields.offers import Offer as Numbered
from reportwizard.ui.fields.text import read_as
from reportwizard.ui.shared.drawing import plain, rule
from reportwizard.ui.shared.line_list import Item, text_item
from reportwizard.ui.shared.signs import sign
from reportwizard.ui.wizard import Open

LEFT = 3
_NONE = (
    "One line for each thing you paid. You need not make a list.",
    "You can paste rows from Excel. Ctrl+O reads a file: a spreadsheet, a list",
    "of your bank or wallet, or the budget sheet of your grant.",
)
CHANGES = "money.changes"
_RATE_SLACK = Decimal("0.05")


@dataclass(frozen=True, slots=True)
class Cell(Numbered):
    """One of several readings of a cell of the line with the cursor."""

    column: str = ""
    value: Value | None = None


WHY = Numbered("show why they differ")
"""Tells what is counted and what is not."""


class Compared(NamedTuple):
    """One question beside the list: what it says, and what the list says. `state` is a sign, or empty."""

    question: Question
    answer: str
    remark: str
    state: str


class Sums(NamedTuple):
    """What the list adds up to: how many lines and each sum, beside the questions, and what is offered.

    `largest` is the largest amount in it.
    """

    total: tuple[str, ...] = ()
    compared: tuple[Compared, ...] = ()
    note: Note = Note("", "")
    why: str = ""
    largest: Amount | None = None


def sums(report: Report) -> Sums:
    """Add the list up; of ten thousand lines this takes some hundredths of a second."""
    if not report.ledger:
        return Sums()
    compared, offered, told = list[Compared](), list[Numbered](), list[str]()
    for offer in offers(report):
        question, state = report.form.by_id[offer.question], _state(offer)
        total = show_amount(offer.total.amount, report.locale)
        name = numbered(question)
        compared.append(_compared(offer, question, total, state, report.locale))
        if state != "done":
            answers = {question.id: offer.total.amount}
            offered.append(Numbered(f"write {total} into {name}", "", answers))
        if state == "look":
            told += [f"This list adds up to {total}.", *_why(offer, name, report.locale)]
    note = Note("", "", (*offered, *([WHY] if told else []), *_changes(report)))
    amounts = (line.amount for line in report.ledger if isinstance(line.amount, Amount))
    largest = max(amounts, key=lambda one: abs(one.value), default=None)
    totals = (show_amount(one, report.locale) for one in totals_by_currency(report.ledger))
    return Sums(
        (pluralize(len(report.ledger), "line"), *totals), tuple(compared), note, " ".join(told), largest
    )


def _state(offer: Offer) -> str:
    """Return the sign of a question: the answer says what the list says, differs from it, or is not there.

    What was changed at the rate of the grant fits if it is some per cent off: banks have their own rates.
    A list of which not every line is counted yet says nothing against a larger answer.
    """
    total = offer.total
    if offer.difference is None:
        return "look" if offer.answer is not None else ""
    if not total.converted:
        partly = not total.is_exact and offer.difference < 0
        return "look" if not offer.agrees else "" if partly else "done"
    with localcontext(WIDE):
        return "done" if abs(offer.difference) <= _RATE_SLACK * abs(total.amount.value) else "look"


def _compared(offer: Offer, question: Question, total: str, state: str, locale: str) -> Compared:
    answer, words, remark = offer.answer, "", f"this list: {total}"
    if answer is not None:
        words = show_amount(answer, locale) if isinstance(answer, Amount) else shown_typed(answer)
    if state == "done":
        remark = f"{remark}, which fits" if offer.difference else "the same as this list"
    elif not state and answer is not None:
        remark = f"{remark}, without the lines that are not clear"
    return Compared(question, words, remark, state)


def _why(offer: Offer, name: str, locale: str) -> Iterator[str]:
    """Say by how much list and answer differ, and what is not counted or converted."""
    if offer.difference is not None:
        apart = show_amount(Amount(abs(offer.difference), offer.total.amount.currency), locale)
        yield f"The answer to {name} is {apart} {'less' if offer.difference > 0 else 'more'}."
    yield from offer.total.remarks()


def _changes(report: Report) -> Iterator[Numbered]:
    question = report.form.role(CHANGES)
    text = variance_text(report.ledger, report.locale) if question else ""
    answer = report.value(CHANGES) or ""
    if not question or not text or not isinstance(answer, str) or text in answer:
        return
    lines = text.count("\n") + 1
    many = "the line that differs" if lines == 1 else f"the {lines} lines that differ"
    where = "below your answer to" if answer else "into"
    words = f"put {many} from the budget {where} {numbered(question)}"
    yield Numbered(words, "", {question.id: f"{answer}\n\n{text}" if answer else text})


def numbered(question: Question) -> str:
    """Return how a question is called in a sentence: by its number, or by its name if it has none."""
    return f"question {question.number}" if question.number else f"“{question.name}”"


class Below(Feedback):
    """How the line with the cursor is read, and what it may mean; then the questions, and what is offered.

    `explained` is whether it is said why the list and the answers differ.
    """

    def __init__(self, lines: ExpenseLines) -> None:
        super().__init__()
        self._list = lines
        self.explained = False
        self.sums = Sums()

    def add_up(self) -> None:
        """Add the list up again."""
        self.sums = sums(self._list.report)

    def follow(self) -> None:
        """Show what there is to say about the list, and about the line with the cursor, as they are now."""
        note = self.sums.note
        if self.explained:
            offers = tuple(one for one in note.offers if one != WHY)
            note = Note("look" if self.sums.why else "", self.sums.why, offers)
        unread = (
            Note("fix", problem.message, tuple(Cell(one.label, one.reason, column=column, value=one.value)
                                               for one in problem.choices))
            for column, problem in self._list.problems()
        )  # fmt: skip
        self._notes = (*unread, note)
        self.show([*self.items()])
        if self.has_focus and not self.offers:
            self.action_back()

    def items(self) -> Iterator[Item]:
        *unread, note = self._notes
        yield text_item(Content())
        yield text_item(read_row(self._list))
        yield from items_of(unread)
        yield from compared_items(self.sums)
        yield from items_of([note], sum(len(one.offers) for one in unread))
        if not self._list.ledger:
            yield from (text_item(Content.styled(one, "$quiet")) for one in ("", *_NONE))

    def clicked(self, what: str) -> None:
        place, _, question = what.partition(" ")
        if question:
            self.post_message(Open(at=question))
        else:
            super().clicked(place)


def read_row(lines: ExpenseLines) -> Content:
    """Return how the day and the amount of the line with the cursor are read."""
    line, parts = lines.here, list[Content]()
    if isinstance(line.date, date):
        parts.append(plain(english_date(line.date), "$good bold"))
    if isinstance(line.amount, Amount):
        parts.append(read_as(show_cell(line, "amount", lines.report.region)))
        if about := approximate_magnitude(line.amount.value):
            parts.append(Content.styled(about, "$quiet"))
    return Content("   ").join(parts)


def compared_items(sums: Sums) -> Iterator[Item]:
    """Give the questions beside the list: `10  7,043.30 PEN   the same as this list ✓`."""
    if not sums.compared:
        return
    numbers = " and ".join(one.question.number or f"“{one.question.name}”" for one in sums.compared)
    if sums.compared[0].question.number:
        numbers = f"Question{'s' if sums.compared[1:] else ''} {numbers}"
    yield text_item(Content())
    yield Item("", lambda width, _here: [rule(numbers, width)])
    wide = max(max(len(one.answer), 1) for one in sums.compared)
    for one in sums.compared:
        words = Content.assemble(
            plain(f"{one.question.number or ' ':<2}", "bold $accent"),
            "  ",
            plain(f"{one.answer or sign('empty'):<{wide}}"),
            "   ",
            (one.remark, {"done": "$good", "look": "$look"}.get(one.state, "$quiet")),
            (f" {sign('done')}" if one.state == "done" else "", "$good"),
        )
        state = "look" if one.state == "look" else ""
        yield text_item(words, sign=state, what=f"question {one.question.id}")
