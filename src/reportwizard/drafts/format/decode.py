"""Reads a draft file as a report. Nothing that is in the file is lost by opening and saving it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from reportwizard.drafts.format.document import comments_of, read_document, rows_of
from reportwizard.drafts.format.migrate import migrate
from reportwizard.drafts.format.tables import NAMES, tables_from_plain
from reportwizard.errors import DraftError, FormError
from reportwizard.forms.external import find_form, missing_form
from reportwizard.forms.form import Form
from reportwizard.kinds.registry import KINDS
from reportwizard.kinds.values import Plain, Region, Value, as_text
from reportwizard.report.expense import COLUMN_BY_ID, Expense, expense_from_plain, expense_to_plain
from reportwizard.report.report import Report
from reportwizard.text import clean_text

EXPENSES = "expenses"
"""The name of the list of expenses at the top of a draft file."""

EXPENSES_BEFORE = "ledger"
"""Its name in earlier versions; it is read as well."""

HEADER = frozenset(
    "schema form form_version form_from form_digest app_version saved_at locale currency unplaced answers "
    f"progress {EXPENSES} {EXPENSES_BEFORE}".split()
) | {*NAMES}
"""The names at the top of a draft file that this program knows."""

FALLBACKS = {"locale": "en", "currency": ""}
"""What replaces a locale or currency that cannot be used."""

# The names in an amount, or in something that could not be read.
_VALUE_KEYS = frozenset(["amount", "typed", "currency"])
_LOCALE = re.compile(r"[A-Za-z]{2,8}([_-][A-Za-z0-9]{1,8})*")
_CURRENCY = re.compile(r"([A-Z]{3})?")
_FORM_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")
_WORD = re.compile(r"\w+")


def decode(data: bytes, source: str) -> Report:
    """Return the report of a draft file; what this program does not know goes to `Report.extra`.

    `DraftError` names `source` and, if there is one, the line at fault.
    """
    report = from_document(migrate(read_document(data, source), source), source)
    comments = comments_of(data) if b"#" in data else ()
    return replace(report, file_comments=comments) if comments else report


def from_document(document: Mapping[str, Any], source: str) -> Report:
    """Return the report of a draft's tables in the current format; `DraftError` as in `decode`."""
    answers = document.get("answers", {})
    if not isinstance(answers, dict):
        raise DraftError(f"{source}: the answers in this draft cannot be read.")
    form = _form(document, answers, source)
    extra = {key: value for key, value in document.items() if key not in HEADER}
    progress = _take(document, "progress", {}, extra)
    unknown = {key: value for key, value in progress.items() if key != "last_question"}
    unplaced, expenses = rows_of(document, "unplaced"), rows_of(document, EXPENSES, EXPENSES_BEFORE)
    region = Region(
        _take(document, "locale", FALLBACKS["locale"], extra, _LOCALE),
        _take(document, "currency", FALLBACKS["currency"], extra, _CURRENCY),
    )
    report = Report(
        form,
        _answers(form, answers, region, extra),
        region.locale,
        region.currency,
        _take(progress, "last_question", "", unknown),
        tuple(row for row in unplaced if isinstance(row, str)),
        extra,
        tuple(expense_of(_tidy(row), region) for row in expenses if row != ""),
        **tables_from_plain(document, _tidy, extra),
    )
    if unknown:
        extra["progress"] = unknown
    if other := [row for row in unplaced if not isinstance(row, str)]:
        extra["unplaced"] = other  # written back with the texts
    return report


def _form(document: Mapping[str, Any], answers: Mapping[str, Any], source: str) -> Form:
    """Return the form of a draft; if it cannot be found, one that shows and keeps what is in the draft."""
    form_id = document.get("form")
    if not isinstance(form_id, str) or not _FORM_ID.fullmatch(form_id):
        raise DraftError(f"{source}: the draft does not say which form it is for.")
    version, file, digest = (
        value if isinstance(value := document.get(key), str) else ""
        for key in ("form_version", "form_from", "form_digest")
    )
    try:
        return find_form(form_id, file, digest)
    except FormError as error:
        return replace(missing_form(form_id, version, answers, str(error)), source=file, digest=digest)


def _take(
    table: Mapping[str, Any],
    key: str,
    default: Any,
    kept: dict[str, Any],
    pattern: re.Pattern[str] | None = None,
) -> Any:
    """Return the value of `key`, or `default` if it cannot be used; then it goes to `kept`."""
    value = table.get(key, default)
    if isinstance(value, type(default)) and (pattern is None or pattern.fullmatch(value)):
        return value
    kept[key] = value
    return default


def _answers(
    form: Form, stored: Mapping[str, Any], region: Region, extra: dict[str, Any]
) -> Mapping[str, Value]:
    answers: dict[str, Value] = {}
    unread: dict[str, Any] = {}
    for key, raw in stored.items():
        question = form.by_id.get(key)
        if question is None:
            unread[key] = raw
            continue
        plain, kind = _tidy(raw), KINDS[question.kind]
        value = kind.from_plain(plain, question, region)
        if value is not None and value not in ("", {}, ()):
            answers[key] = value
        rest = _unread(plain, kind.to_plain(answers[key]) if key in answers else None)
        if rest is not None:
            unread[key] = rest
    if unread:
        extra["answers"] = unread
    return answers


def expense_of(plain: Any, region: Region) -> Expense:
    """Return one line of the list of expenses; what this program does not know is in its `extra`."""
    expense = expense_from_plain(plain, region)
    if not isinstance(plain, dict):
        return expense
    read = expense_to_plain(expense)
    parts = {key: _unread(plain[key], read.get(key)) if key in COLUMN_BY_ID else plain[key] for key in plain}
    unread = {key: part for key, part in parts.items() if part is not None}
    return replace(expense, extra=unread) if unread else expense


def _unread(plain: Any, read: Plain | None) -> Any:
    """Return the part of a stored answer that its kind did not read; None if it read everything."""
    if read is None:
        return None if plain in ("", [], {}) else plain
    if isinstance(plain, list) and isinstance(read, list):
        rows = map(_unread, plain, read)
        return [row for row in rows if row is not None] or None
    if not isinstance(plain, dict):
        return None
    parts = {}
    for key, value in plain.items():
        if isinstance(read, dict) and read and key not in _VALUE_KEYS:
            parts[key] = _unread(value, read.get(key))
        elif not _words(value) <= _words(read):
            # A part of an amount, or of something typed.
            parts[key] = value
    return {key: part for key, part in parts.items() if part is not None} or None


def _words(plain: Any) -> set[str]:
    if isinstance(plain, dict | list):
        parts = plain.values() if isinstance(plain, dict) else plain
        return set().union(*map(_words, parts))
    return set(_WORD.findall(as_text(plain).casefold()))


def _tidy(raw: Any) -> Any:
    """Return a stored answer with clean texts, and as texts the types that only handwritten drafts have."""
    if isinstance(raw, str):
        return clean_text(raw)
    if isinstance(raw, dict):
        return {clean_text(key): _tidy(value) for key, value in raw.items()}
    if isinstance(raw, list):
        return [_tidy(value) for value in raw]
    if isinstance(raw, datetime | time):
        return raw.isoformat()
    return str(raw) if isinstance(raw, Decimal) else raw
