"""Read a published final report, copied as text from its wiki page of any generation.

A page prints `N/A` for a missing answer. It counts as none in the header, in answers that are not text, and
in texts that are not required; under a required question it stays, so that it is seen.
"""

from __future__ import annotations

import re
from dataclasses import replace

from reportwizard.errors import PageError
from reportwizard.forms.form import Form
from reportwizard.forms.page import Fact
from reportwizard.imports.amounts import PrintedAmount, amount_value, is_consistent, read_pair, split_amount
from reportwizard.imports.answers import (
    is_not_given,
    read_answer,
    read_expense_rows,
    read_value,
    split_learning,
)
from reportwizard.imports.imported import CELL_BREAK, ImportResult, ReportBuilder
from reportwizard.imports.layout import PageLayout, other_programme, page_layouts
from reportwizard.imports.page import Page, recognised_generation, split_page
from reportwizard.kinds.values import Region
from reportwizard.report.due import mark_published
from reportwizard.report.report import Report
from reportwizard.report.written import LEDGER, reference_printed_under

_Pair = tuple[Fact, str, dict[str, PrintedAmount] | None]


TRANSLATED = (
    "This page was translated by a machine: the questions are not in their own words.",
    "Show the page in its own language, copy it again, and import that text.",
)
_MIN_NUMBERS = 5


def read(text: str, *, currency: str, locale: str) -> ImportResult | None:
    """Read a page into a new report; None if it is no such page. Text that fits no question is `unplaced`.

    `currency` is for the amounts that the page prints without a code. If it is empty, a code on the page is
    used; without one, such amounts stay as typed.
    """
    for layout in page_layouts():
        if not other_programme(text, layout):
            page = split_page(text, layout)
            if _is_translated(text, page, layout):
                raise PageError(*TRANSLATED)
            if recognised_generation(page, layout):
                return read_page(page, layout, Region(locale, currency))
    return None


def _is_translated(text: str, page: Page, layout: PageLayout) -> bool:
    """Whether a page has the numbers of the form's questions, but hardly any of their wordings."""
    numbered = [question for question in layout.form.questions if "." in question.number]
    numbers = re.findall(r"^[^\w\n]{0,10}(\d{1,2}\.\d{1,2})(?=[.) ])", text, re.MULTILINE)
    present = [question.id for question in numbered if question.number in numbers]
    found = {place.label.key for place in page.places}.intersection(present)
    return len(present) >= _MIN_NUMBERS and len(found) * 3 < len(present)


def read_page(page: Page, layout: PageLayout, region: Region) -> ImportResult:
    """Read the answers of a page."""
    form = layout.form
    # The header's lines with two amounts: as printed, and as a pair.
    twofold = [(fact, text) for fact, text in page.header.facts if len(fact.questions) == 2]
    pairs = [(fact, text, read_pair(text, fact, form.by_id)) for fact, text in twofold]
    texts = _texts(page, layout)
    currency = region.currency or _local_code(pairs, texts, form)
    builder = ReportBuilder(Report(form, locale=region.locale, currency=currency))
    for name, text in page.header.fields.items():
        if name in form.by_id and not is_not_given(text):
            builder.put(name, read_value(form.by_id[name], text, builder.report.region))
    for fact, text in page.header.facts:
        if not fact.questions and text and text.casefold() != form.report_type.casefold():
            builder.add_unplaced([f"{fact.label}: {text}"])
    builder.add_unplaced(read_expense_rows(texts.pop(LEDGER, ""), builder))
    for question_id, answer in texts.items():
        value, rest = read_answer(form.by_id[question_id], answer, builder.report.region)
        builder.put(question_id, value)
        builder.add_unplaced(rest)
    _reconcile_amounts(builder, pairs)
    builder.add_unplaced(page.header.other_lines)
    builder.add_unplaced(piece for key, piece in page.pieces if not key)
    builder.add_unplaced(page.foot)
    for question in form.questions:
        value = builder.report.answers.get(question.id)
        if isinstance(value, str) and is_not_given(value) and not builder.report.required(question):
            builder.report = builder.report.with_answer(question.id, None)
    builder.unplaced = [text.replace(CELL_BREAK, "\n") for text in builder.unplaced]
    imported = builder.build(f"{layout.page.name}-{page.generation}-page")
    return replace(imported, report=mark_published(imported.report), notes=page.notes)


def _texts(page: Page, layout: PageLayout) -> dict[str, str]:
    """Collect the text below each question; an older page can ask one question in several boxes."""
    collected: dict[str, list[str]] = {}
    for key, piece in page.pieces:
        if key in layout.form.by_id and (
            under := reference_printed_under(layout.form, layout.form.by_id[key])
        ):
            questions, piece = split_learning(piece)
            collected.setdefault(key, []).append(questions)
            key = under
        if key:
            collected.setdefault(key, []).append(layout.leaked.sub("", piece).strip())
    texts = {}
    for key, pieces in collected.items():
        given = [piece.strip() for piece in pieces if piece.strip()]
        several = "\n\n".join([piece for piece in given if not is_not_given(piece)] or given[:1])
        texts[key] = pieces[0] if len(pieces) == 1 else several
    return texts


def _local_code(pairs: list[_Pair], texts: dict[str, str], form: Form) -> str:
    """Return the local currency that a page names; if the amounts may be swapped, it is not US dollars."""
    asked = {item.id: item.currency for item in form.questions if item.kind == "money"}
    printed = [(key, amount) for *_, pair in reversed(pairs) for key, amount in (pair or {}).items()]
    printed += [(key, split_amount(text)) for key, text in texts.items() if key in asked]
    codes = [amount.code for key, amount in printed if amount.code not in ("", "USD")]
    return (
        codes[0] if codes else "USD" if ("local", "USD") in [(asked[k], a.code) for k, a in printed] else ""
    )


def _reconcile_amounts(builder: ReportBuilder, pairs: list[_Pair]) -> None:
    """Fill missing amounts from the header, and keep its lines that contradict the answers."""
    form, region = builder.report.form, builder.report.region
    for fact, text, pair in pairs:
        if pair is None:
            amount = split_amount(text)
            consistent = any(is_consistent(amount, builder.report.answers.get(key)) for key in fact.questions)
        else:
            consistent = True
            if region.currency == "USD" and len(pair) == 1 and (only := next(iter(pair.values()))).code:
                pair = dict.fromkeys(fact.questions, only)
            for key, amount in pair.items():
                if key not in builder.report.answers:
                    builder.put(key, amount_value(amount, form.by_id[key], region))
                consistent = consistent and is_consistent(amount, builder.report.answers.get(key))
        if not consistent:
            builder.add_unplaced([f"{fact.label}: {text}"])
