"""The text of a report that people read and imports read back.

Each simple answer has one exact form: a date in English words, an amount as `1046956.78 KZT`, a choice by its
label. Text that could not be read carries a mark: `1.234 (unclear, in KZT)`.
"""

from __future__ import annotations

import re
from base64 import b32encode
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import NamedTuple, TypeAlias
from urllib.parse import quote, unquote

from reportwizard.forms.form import Form, Part, Question
from reportwizard.kinds.registry import KINDS
from reportwizard.kinds.values import Column, FieldSpec, Region, Typed, Value, from_unclear, unclear
from reportwizard.money.amount import Amount
from reportwizard.money.currencies import format_exact
from reportwizard.report.expense import EXPENSES

REQUIRED = " (required)"
# At the top of a report that is not ready.
UNFINISHED = "DRAFT: not finished"
# Published pages have these in their header; they are not answers.
REPORT_TYPE, AMOUNT_SPENT = "Report type", "Amount spent"
# The id of the list of expenses among the answers.
LEDGER = "ledger"
# The author of our own comments in a document, and the prefixes of the bookmarks of questions and parts.
REVIEWER, QUESTION_MARK, PART_MARK = "reportwizard", "rw_", "rwp_"
_TEXTS = ("text", "long_text")
_AMOUNT = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?) ([A-Z]{3})")
_COUNT = re.compile(r"-?[0-9]{1,18}")
_STAMP = re.compile(
    r"reportwizard: form=([^\s\]]*) version=([^\s\]]*) locale=([^\s\]]*) currency=([^\s\]]*)"
    r"(?: literal=([a-z0-9_,]*))?(?: own=([^\s\]]*))?"
)


def write_answer(value: Value | None, asked: FieldSpec, region: Region) -> str:
    """Return a simple answer (no table, no agreement) as reports print it; empty if there is none."""
    if value is None:
        return ""
    if isinstance(value, Typed):
        return value.text if asked.kind in _TEXTS else unclear(value)
    if isinstance(value, bool | date) or asked.kind == "choice":
        return KINDS[asked.kind].show(value, asked, region)
    return format_exact(value) if isinstance(value, Amount) else str(value)


def read_written(text: str, asked: FieldSpec, region: Region) -> Value | None:
    """Read back what `write_answer` wrote; read anything else as if it were typed."""
    if asked.kind in _TEXTS:
        return KINDS[asked.kind].from_plain(text, asked, region)
    if typed := from_unclear(text):
        return typed
    # Lines in one cell are several numbers: `150` and `212` are not `150212`.
    text = re.sub(r"\s*\n\s*", " / ", text.strip())
    if asked.kind == "money" and (match := _AMOUNT.fullmatch(text)):
        amount = Amount(Decimal(match[1]), match[2])
        if format_exact(amount) == text:
            return amount
    if asked.kind == "count" and _COUNT.fullmatch(text):
        return int(text)
    if asked.kind == "date":
        return KINDS["date"].from_plain(text, asked, region)
    reading = KINDS[asked.kind].read(text, asked, region)
    return Typed(text) if reading.extra_words else reading.value


def heading(question: Question) -> str:
    """Return the heading of an answer as the form prints it: number and wording."""
    return f"{question.number}. {question.wording}" if question.number else question.wording


def with_colon(label: str) -> str:
    """Return a label as it is printed before its answer: with a colon, except for a question."""
    return label if label.endswith((":", "：", "?", "？", "؟")) else f"{label}:"


def with_answer_markers(answer_id: str, text: str) -> str:
    """Return an answer between two invisible comments, by which a program finds it."""
    return f"<!-- answer: {answer_id} -->{text}<!-- /answer -->"


def headings(form: Form) -> dict[str, str]:
    """Map every possible heading to the id of its question; empty for a part, `LEDGER` for the expenses.

    Headings are unique: the second question with the same wording has a number after it.
    """
    lines = {part.heading: "" for part in form.parts} | {EXPENSES: LEDGER}
    header = header_part(form)
    for question in (question for part in form.parts if part is not header for question in part.printed):
        line, number = heading(question), 2
        while line in lines:
            line, number = f"{heading(question)} ({number})", number + 1
        lines |= {f"{line}{mark}": question.id for mark in ("", REQUIRED)}
    return lines


class Stamp(NamedTuple):
    """The line of an export that says how to read it back.

    `literal` are the questions whose answer is the very word that reports print for no answer (`N/A`). `own`
    are the answers to our own questions, which reports do not print: (id, text).
    """

    form: str
    version: str
    locale: str
    currency: str
    literal: tuple[str, ...] = ()
    own: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        locale, currency = (quote(value, safe="") for value in (self.locale, self.currency))
        form = f"form={quote(self.form)} version={quote(self.version)}"
        literal = f" literal={','.join(self.literal)}" if self.literal else ""
        answers = ",".join(f"{question}:{quote(text, safe='')}" for question, text in self.own)
        own = f" own={answers}" if answers else ""
        return f"reportwizard: {form} locale={locale} currency={currency}{literal}{own}"


def read_stamp(line: str) -> Stamp | None:
    """Find a stamp in a line; None if there is none."""
    match = _STAMP.search(line)
    if not match:
        return None
    form, version, locale, currency = map(unquote, match.groups()[:4])
    literal, own = (list(filter(None, (match[group] or "").split(","))) for group in (5, 6))
    answers = tuple((question, unquote(text)) for question, _, text in (item.partition(":") for item in own))
    return Stamp(form, version, locale, currency, tuple(literal), answers)


Content: TypeAlias = "str | list[list[str]]"
"""What is in the place of an answer: text, or the rows of a table."""


def fingerprint(content: Content | None) -> str:
    """Return five letters that change with the content, but not with blank lines around a text.

    `-----` if there is no place for an answer.
    """
    if content is None:
        return "-----"
    plain = content.strip("\n") if isinstance(content, str) else content
    return b32encode(sha256(repr(plain).encode()).digest())[:5].decode().lower()


def write_fingerprints(form: Form, contents: Mapping[str, Content]) -> str:
    """Return the fingerprints of all answers, for `read_fingerprints`."""
    return "".join(fingerprint(contents.get(answer_id)) for answer_id in (*form.by_id, LEDGER))


def read_fingerprints(form: Form, text: str) -> dict[str, str]:
    """Return the fingerprint of each answer in a document; nothing if they are of another form."""
    ids = (*form.by_id, LEDGER)
    pieces = [text[start : start + 5] for start in range(0, len(text), 5)]
    return dict(zip(ids, pieces, strict=True)) if len(text) == 5 * len(ids) else {}


def header_part(form: Form) -> Part | None:
    """Return the part whose answers are printed as a list of facts at the top.

    That is the first part, if the form does not number it and it asks only for short answers.
    """
    first = form.parts[0]
    short = all(question.kind not in ("long_text", "agreement", "table") for question in first.printed)
    return first if short and not first.number else None


def statement_column(question: Question) -> Column:
    """Return a statement of an agreement question as a column: a choice among its options."""
    return Column("", "", "choice", options=question.options)


def reference_printed_under(form: Form, question: Question) -> str:
    """Return the id of the question under whose wording a reference text is printed; empty for none.

    Only a numbered question refers to the text below it ("You can recall these below").
    """
    host = form.by_id.get(question.beside)
    return host.id if question.reference and host and host.number else ""


def help_lines(question: Question) -> tuple[str, ...]:
    """Return the lines that the form prints between wording and answer; `- ` begins a list item."""
    lines = f"{question.help.strip()}\n{question.intro.strip()}".strip()
    return tuple(lines.split("\n")) if lines else ()
