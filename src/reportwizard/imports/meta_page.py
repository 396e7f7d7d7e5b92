"""A published final report, copied as text from its Meta-Wiki page: one form, three generations of page.

`N/A` stands on a page where nothing was answered. So it counts as no answer in the header, in answers that
are not text, and in texts that are not required; under a required question it stays, so that it is seen.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reportwizard.imports.page_amounts import Pair, agrees, amount_value, read_pair, take_apart
from reportwizard.imports.page_answers import not_given, page_date, read_answer
from reportwizard.imports.page_labels import page_form
from reportwizard.imports.page_learning import split_learning
from reportwizard.imports.page_parts import below_heading, generation_of, open_page
from reportwizard.imports.programmes import name_programme
from reportwizard.kinds.registry import KINDS
from reportwizard.report.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportwizard.imports.page_header import Header
    from reportwizard.imports.page_parts import Page
    from reportwizard.imports.registry import Imported
    from reportwizard.kinds.base import Value

__all__ = ["NAME", "name_programme", "read", "recognise"]

NAME = "a Rapid Fund final report page of Meta-Wiki"

_AMOUNTS = ("amount_awarded", "amount_spent")


def recognise(text: str) -> str | None:
    """Return `rapid-fund-2022-page`, `…-2023-page` or `…-2025-page`; None where a text is not such a page."""
    if name_programme(text):
        return None
    generation = generation_of(text)
    return f"rapid-fund-{generation}-page" if generation else None


def read(text: str, *, currency: str, locale: str) -> Imported:
    """Read a page into a new report; every word that fits no question is in `unplaced`.

    `currency` is the local currency of the amounts that the page prints without a code. Where it is empty, a
    code on the page is taken; where there is none either, such amounts stay as typed.
    """
    from reportwizard.imports.registry import Imported

    page = open_page(text)
    texts = _texts(page)
    awarded, spent = _pairs(page.header)
    local = currency or _local_code(awarded, spent, texts)
    filling = _Filling(Report(page_form(), locale=locale, currency=local))
    _fill_header(filling, page.header, awarded)
    for question_id, answer in texts.items():
        filling.read(question_id, answer)
    _settle_spent(filling, page.header.fields.get("amount_spent", ""), spent)
    filling.leave(below_heading(piece) for key, piece in page.pieces if not key)
    filling.leave(page.foot)
    report = filling.finish()
    return Imported(report, f"rapid-fund-{page.generation}-page", len(report.answers), report.unplaced)


@dataclass
class _Filling:
    """A report while it is filled, and the text that fits no question so far."""

    report: Report
    unplaced: list[str] = field(default_factory=list)

    def put(self, question_id: str, value: Value | None) -> None:
        self.report = self.report.with_answer(question_id, value)

    def read(self, question_id: str, text: str) -> None:
        question = self.report.form.by_id[question_id]
        value, rest = read_answer(question, text, self.report.region)
        self.put(question_id, value)
        self.leave(rest)

    def leave(self, texts: Iterable[str]) -> None:
        self.unplaced += [text.strip() for text in texts if text.strip()]

    def finish(self) -> Report:
        for question in self.report.form.questions:
            value = self.report.answers.get(question.id)
            if isinstance(value, str) and not_given(value) and not self.report.required(question):
                self.put(question.id, None)
        return replace(self.report, unplaced=tuple(dict.fromkeys(self.unplaced)))


def _texts(page: Page) -> dict[str, str]:
    """Gather the text below each question; an older page can ask one question in several boxes."""
    gathered: dict[str, list[str]] = {}
    for key, piece in page.pieces:
        if key == "learning_questions":
            asked, piece = split_learning(piece)
            gathered.setdefault(key, []).append(asked)
            key = "learning_answers"
        if key:
            gathered.setdefault(key, []).append(piece)
    return {key: _joined(pieces) for key, pieces in gathered.items()}


def _joined(pieces: list[str]) -> str:
    if len(pieces) == 1:
        return pieces[0]
    given = [piece.strip() for piece in pieces if piece.strip()]
    return "\n\n".join([piece for piece in given if not not_given(piece)] or given[:1])


def _pairs(header: Header) -> tuple[Pair, Pair]:
    awarded, spent = (header.fields.get(name, "") for name in _AMOUNTS)
    local_first = "amount funded" in header.keys
    return read_pair(awarded, local_first=local_first, alone="usd"), read_pair(
        spent, local_first=False, alone=""
    )


def _local_code(awarded: Pair, spent: Pair, texts: dict[str, str]) -> str:
    """Return the code of the local currency, where the page prints one."""
    printed = [spent.local, awarded.local, take_apart(texts.get("spent_local", ""))]
    return next((amount.code for amount in printed if amount and amount.code), "")


def _fill_header(filling: _Filling, header: Header, awarded: Pair) -> None:
    form, region = filling.report.form, filling.report.region
    for name, text in header.fields.items():
        if name in form.by_id and name not in _AMOUNTS and not not_given(text):
            question = form.by_id[name]
            day = page_date(text) if question.kind == "date" else None
            filling.put(name, day or KINDS[question.kind].read(text, question, region).value)
    for name, amount in (("amount_awarded", awarded.usd), ("amount_awarded_local", awarded.local)):
        filling.put(name, amount_value(amount, form.by_id[name], region))
    if awarded.rest:
        filling.leave([f"Amount awarded: {header.fields['amount_awarded']}"])
    report_type = header.fields.get("report_type", form.report_type)
    if report_type.casefold() != form.report_type.casefold():
        filling.leave([f"Report type: {report_type}"])
    filling.leave(header.loose)


def _settle_spent(filling: _Filling, printed: str, spent: Pair) -> None:
    """Take the amounts of the header where the answers lack them; keep its line where it contradicts them."""
    form, answers = filling.report.form, filling.report.answers
    told = not spent.rest or any(
        agrees(take_apart(printed), answers.get(name)) for name in ("spent_usd", "spent_local")
    )
    for name, amount in (("spent_usd", spent.usd), ("spent_local", spent.local)):
        if name not in answers:
            filling.put(name, amount_value(amount, form.by_id[name], filling.report.region))
        else:
            told = told and agrees(amount, answers[name])
    if not told:
        filling.leave([f"Amount spent: {printed}"])
