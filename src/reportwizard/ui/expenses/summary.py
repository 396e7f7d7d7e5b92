"""What is below the list of expenses: how its line is read, the questions beside it, and offers.

Nothing is taken into an answer unasked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from typing import ClassVar, NamedTuple

from textual.binding import BindingType
from textual.content import Content

from reportwizard.forms.form import Question
from reportwizard.kinds.values import Value
from reportwizard.ledger.totals import WIDE, offers, totals_by_currency, variance_text
from reportwizard.ledger.totals import Offer as TotalOffer
from reportwizard.money.amount import Amount
from reportwizard.money.currencies import shown_places
from reportwizard.money.days import english_date
from reportwizard.money.showing import approximate_magnitude, show_amount
from reportwizard.report.expense import show_cell
from reportwizard.report.report import Report
from reportwizard.text import pluralize
from reportwizard.ui.expenses.expense_lines import ExpenseLines
from reportwizard.ui.fields.feedback import Feedback, Note, Offer, note_items
from reportwizard.ui.fields.text import read_as
from reportwizard.ui.shared.drawing import plain, rule, sign
from reportwizard.ui.shared.line_list import Item, text_item
from reportwizard.ui.wizard import Open

_EMPTY_LIST = (
    "One line for each thing you paid. You need not make a list.",
    "You can paste rows from Excel. Ctrl+O reads a file: a spreadsheet, a list of your bank or wallet, or "
    "the budget sheet of your grant.",
)
_CHANGES = "money.changes"
_RATE_TOLERANCE = Decimal("0.05")


@dataclass(frozen=True, slots=True)
class CellOffer(Offer):
    """One of several readings of a cell of the line with the cursor."""

    column: str = ""
    value: Value | None = None


WHY, UNCOUNTED = Offer("show why they differ"), Offer("show what is not counted")
"""Tell what is counted and what is not; the second one where list and answers are the same."""


class Comparison(NamedTuple):
    """One question beside the list: what it says, and what the list says. `state` is a sign, or empty."""

    question: Question
    answer: str
    remark: str
    state: str


class Sums(NamedTuple):
    """What the list adds up to: how many lines and each sum, beside the questions, and what is offered.

    `widest` is the amount in it that takes the most digits.
    """

    total: tuple[str, ...] = ()
    compared: tuple[Comparison, ...] = ()
    note: Note = Note("", "")
    why: str = ""
    widest: Amount | None = None


def sums(report: Report) -> Sums:
    """Add the list up; of ten thousand lines this takes some hundredths of a second."""
    if not report.ledger:
        return Sums()
    compared, offered, reasons, why = list[Comparison](), list[Offer](), list[str](), UNCOUNTED
    for offer in offers(report):
        question, state = report.form.by_id[offer.question], _state(offer)
        total = show_amount(offer.total.amount, report.locale)
        name = name_in_sentence(question)
        compared.append(_comparison(offer, question, total, state, report.locale))
        if state != "done" and offer.difference != 0:
            offered.append(Offer(f"write {total} into {name}", "", {question.id: offer.total.amount}))
        if offer.answer is not None and state != "done":
            why = WHY if offer.difference != 0 else why
            reasons += [f"This list adds up to {total}.", *_reasons(offer, name, report.locale)]
    note = Note("", "", (*offered, *([why] if reasons else []), *_budget_changes(report)))
    amounts = (line.amount for line in report.ledger if isinstance(line.amount, Amount))
    widest = max(amounts, key=lambda amount: amount.value.adjusted() + shown_places(amount), default=None)
    totals = (show_amount(amount, report.locale) for amount in totals_by_currency(report.ledger))
    count = pluralize(len(report.ledger), "line")
    return Sums((count, *totals), tuple(compared), note, " ".join(reasons), widest)


def _state(offer: TotalOffer) -> str:
    """Return the sign of a question: the answer says what the list says, differs from it, or is not there.

    What was changed at the rate of the grant fits if it is some per cent off: banks have their own rates.
    A list of which not every line is counted never fits, and says nothing against a larger answer.
    """
    total = offer.total
    if offer.difference is None:
        return "look" if offer.answer is not None else ""
    fits = offer.agrees
    if total.converted:
        with localcontext(WIDE):
            fits = abs(offer.difference) <= _RATE_TOLERANCE * abs(total.amount.value)
    if total.missing:
        return "" if fits or offer.difference < 0 else "look"
    return "done" if fits else "look"


def _comparison(offer: TotalOffer, question: Question, total: str, state: str, locale: str) -> Comparison:
    answer, shown, remark = offer.answer, "", f"this list: {total}"
    if answer is not None:
        shown = show_amount(answer, locale) if isinstance(answer, Amount) else str(answer)
    if state == "done":
        remark = f"{remark}, which fits" if offer.difference else "the same as this list"
    elif offer.total.missing:
        remark = f"{remark}, without {pluralize(offer.total.missing, 'line')}"
    return Comparison(question, shown, remark, state)


def _reasons(offer: TotalOffer, name: str, locale: str) -> Iterator[str]:
    """Say by how much list and answer differ, and what is not counted or converted."""
    if offer.difference:
        difference = show_amount(Amount(abs(offer.difference), offer.total.amount.currency), locale)
        yield f"The answer to {name} is {difference} {'less' if offer.difference > 0 else 'more'}."
    yield from offer.total.remarks()


def _budget_changes(report: Report) -> Iterator[Offer]:
    """Offer to write into the answer about changes where the list differs from its budget."""
    question = report.form.role(_CHANGES)
    text = variance_text(report.ledger, report.locale) if question else ""
    answer = report.value(_CHANGES) or ""
    if not question or not text or not isinstance(answer, str) or text in answer:
        return
    count = text.count("\n") + 1
    lines = "the line that differs" if count == 1 else f"the {count} lines that differ"
    where = "below your answer to" if answer else "into"
    label = f"put {lines} from the budget {where} {name_in_sentence(question)}"
    yield Offer(label, "", {question.id: f"{answer}\n\n{text}" if answer else text})


def name_in_sentence(question: Question) -> str:
    """Return how a question is called in a sentence: by its number, or by its name if it has none."""
    return f"question {question.number}" if question.number else f"“{question.name}”"


class ExpenseSummary(Feedback):
    """How the line with the cursor is read, and what it may mean; then the questions, and what is offered."""

    BINDINGS: ClassVar[list[BindingType]] = [("tab", "back")]

    def __init__(self, lines: ExpenseLines) -> None:
        super().__init__()
        self._expenses = lines
        self.explained = False  # whether it is said why the list and the answers differ
        self.sums = Sums()

    def add_up(self) -> None:
        self.sums = sums(self._expenses.report)

    def follow(self) -> None:
        """Show what there is to say about the list, and about the line with the cursor, as they are now."""
        note = self.sums.note
        if self.explained:
            offers = tuple(offer for offer in note.offers if offer not in (WHY, UNCOUNTED))
            note = Note("look" if self.sums.why else "", self.sums.why, offers)
        unread = list[Note]()
        for column, problem in self._expenses.problems():
            readings = (CellOffer(choice.label, choice.reason, column=column, value=choice.value)
                        for choice in problem.choices)  # fmt: skip
            unread.append(Note("fix", problem.message, tuple(readings)))
        self.show_notes((*unread, note))

    def items(self) -> Iterator[Item]:
        *unread, note = self._notes
        yield text_item(Content())
        yield text_item(read_row(self._expenses))
        yield from note_items(unread)
        yield from comparison_items(self.sums)
        yield from note_items([note], sum(len(unread_note.offers) for unread_note in unread))
        if not self._expenses.ledger:
            yield from (text_item(Content.styled(line, "$quiet"), wrap=True) for line in (" ", *_EMPTY_LIST))

    def clicked(self, target: str) -> None:
        kind, _, question = target.partition(" ")
        if question:
            self.post_message(Open(at=question))
        else:
            super().clicked(kind)


def read_row(lines: ExpenseLines) -> Content:
    """Return how the day and the amount of the line with the cursor are read."""
    line, parts = lines.current, list[Content]()
    if isinstance(line.date, date):
        parts.append(plain(english_date(line.date), "$good bold"))
    if isinstance(line.amount, Amount):
        parts.append(read_as(show_cell(line, "amount", lines.report.region)))
        if about := approximate_magnitude(line.amount.value, lines.report.locale):
            parts.append(Content.styled(about, "$quiet"))
    return Content("   ").join(parts)


def comparison_items(sums: Sums) -> Iterator[Item]:
    """Yield the questions beside the list: `10  7,043.30 PEN   the same as this list ✓`."""
    if not sums.compared:
        return
    questions = [comparison.question for comparison in sums.compared]
    title = " and ".join(question.number or f"“{question.name}”" for question in questions)
    if questions[0].number:
        title = f"Question{'s' if questions[1:] else ''} {title}"
    yield text_item(Content())
    yield Item("", lambda width, _current: [rule(title, width)])
    widest = max(max(len(comparison.answer), 1) for comparison in sums.compared)
    for question, answer, remark, state in sums.compared:
        line = Content.assemble(
            plain(f"{question.number or ' ':<2}", "bold $accent"),
            "  ",
            plain(f"{answer or sign('empty'):<{widest}}"),
            "   ",
            (remark, {"done": "$good", "look": "$look"}.get(state, "$quiet")),
            (f" {sign('done')}" if state == "done" else "", "$good"),
        )
        yield text_item(line, sign=state if state == "look" else "", target=f"question {question.id}")
