"""A published final report, copied as text from its wiki page: one form, several generations of page.

`N/A` is on a page where nothing was answered. So it counts as no answer in the header, in answers that
are not text, and in texts that are not required; under a required question it stays, so that it is seen.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from reportwizard.errors import PageError
from reportwizard.forms.form import Form
from reportwizard.forms.page import Fact
from reportwizard.imports.amounts import PrintedAmount, agrees, amount_value, read_pair, split_amount
from reportwizard.imports.answers import is_not_given, read_answer, read_expenses, read_whole, split_learning
from reportwizard.imports.imported import CELL_BREAK, Filling, ImportResult
from reportwizard.imports.labels import PageLayout, name_programme, page_layouts
from reportwizard.imports.page import Page, below_heading, generation_of, split_page
from reportwizard.kinds.base import Region
from reportwizard.report.report import Report
from reportwizard.report.written import LEDGER, reference_printed_under

if TYPE_CHECKING:
    _Pair: TypeAlias = tuple[Fact, str, dict[str, PrintedAmount] | None]


TRANSLATED = (
    "This page was translated by a machine: the questions are not in their own words.",
    "Show the page in its own language, copy it again, and import that text.",
)
_ENOUGH_NUMBERS = 5


def read(text: str, *, currency: str, locale: str) -> ImportResult | None:
    """Read a page into a new report; every word that fits no question is in `unplaced`. None: it is none.

    `currency` is the local currency of the amounts that the page prints without a code. Where it is empty, a
    code on the page is taken; if there is none either, such amounts stay as typed.
    """
    for known in page_layouts():
        if not name_programme(text, known):
            page = split_page(text, known)
            if _is_translated(text, page, known):
                raise PageError(*TRANSLATED)
            if generation_of(page, known):
                return read_page(page, known, Region(locale, currency))
    return None


def _is_translated(text: str, page: Page, known: PageLayout) -> bool:
    """Whether a page has the numbers of the form's questions, and hardly one of their wordings."""
    numbered = [question for question in known.form.questions if "." in question.number]
    numbers = re.findall(r"^\W{0,10}(\d{1,2}\.\d{1,2})(?=[.) ])", text, re.MULTILINE)
    there = [question.id for question in numbered if question.number in numbers]
    found = {place.label.key for place in page.places}.intersection(there)
    return len(there) >= _ENOUGH_NUMBERS and len(found) * 3 < len(there)


def read_page(page: Page, known: PageLayout, region: Region) -> ImportResult:
    """Read a page that was split."""
    form = known.form
    # The lines of the header with two amounts: as printed, and split if they are a pair.
    twofold = [(fact, text) for fact, text in page.header.facts if len(fact.questions) == 2]
    pairs = [(fact, text, read_pair(text, fact, form.by_id)) for fact, text in twofold]
    texts = _texts(page, known)
    currency = region.currency or _local_code(pairs, texts, form)
    filling = Filling(Report(form, locale=region.locale, currency=currency))
    for name, text in page.header.fields.items():
        if name in form.by_id and not is_not_given(text):
            filling.put(name, read_whole(form.by_id[name], text, filling.report.region))
    for fact, text in page.header.facts:
        if not fact.questions and text and text.casefold() != form.report_type.casefold():
            filling.leave([f"{fact.label}: {text}"])
    filling.leave(read_expenses(texts.pop(LEDGER, ""), filling))
    for question_id, answer in texts.items():
        value, rest = read_answer(form.by_id[question_id], answer, filling.report.region)
        filling.put(question_id, value)
        filling.leave(rest)
    _settle(filling, pairs)
    filling.leave(page.header.other_lines)
    filling.leave(below_heading(piece) for key, piece in page.pieces if not key)
    filling.leave(page.foot)
    for question in form.questions:
        value = filling.report.answers.get(question.id)
        if isinstance(value, str) and is_not_given(value) and not filling.report.required(question):
            filling.report = filling.report.with_answer(question.id, None)
    filling.unplaced = [text.replace(CELL_BREAK, "\n") for text in filling.unplaced]
    imported = filling.finish(f"{known.page.name}-{page.generation}-page")
    return replace(imported, notes=page.notes)


def _texts(page: Page, known: PageLayout) -> dict[str, str]:
    """Gather the text below each question; an older page can ask one question in several boxes."""
    gathered: dict[str, list[str]] = {}
    for key, piece in page.pieces:
        if key in known.form.by_id and (under := reference_printed_under(known.form, known.form.by_id[key])):
            asked, piece = split_learning(piece)
            gathered.setdefault(key, []).append(asked)
            key = under
        if key:
            gathered.setdefault(key, []).append(known.leaked.sub("", piece).strip())
    return {key: _joined(pieces) for key, pieces in gathered.items()}


def _joined(pieces: list[str]) -> str:
    if len(pieces) == 1:
        return pieces[0]
    given = [piece.strip() for piece in pieces if piece.strip()]
    return "\n\n".join([piece for piece in given if not is_not_given(piece)] or given[:1])


def _local_code(pairs: list[_Pair], texts: dict[str, str], form: Form) -> str:
    """Return the code of the local currency, where the page prints one."""
    local = [one.id for one in form.questions if one.kind == "money" and one.currency == "local"]
    printed = [(key, amount) for *_, pair in reversed(pairs) for key, amount in (pair or {}).items()]
    printed += [(key, split_amount(text)) for key, text in texts.items()]
    return next((amount.code for key, amount in printed if key in local and amount.code), "")


def _settle(filling: Filling, pairs: list[_Pair]) -> None:
    """Take the amounts of the header where the answers lack them; keep a line that contradicts them."""
    form, region = filling.report.form, filling.report.region
    for fact, text, pair in pairs:
        if pair is None:
            amount = split_amount(text)
            told = any(agrees(amount, filling.report.answers.get(key)) for key in fact.questions)
        else:
            told = True
            if region.currency == "USD" and len(pair) == 1 and (only := next(iter(pair.values()))).code:
                pair = dict.fromkeys(fact.questions, only)
            for key, amount in pair.items():
                if key not in filling.report.answers:
                    filling.put(key, amount_value(amount, form.by_id[key], region))
                told = told and agrees(amount, filling.report.answers.get(key))
        if not told:
            filling.leave([f"{fact.label}: {text}"])
