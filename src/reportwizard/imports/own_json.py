"""Reports that this program wrote as JSON: `export --to json`, or `show --json`."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from reportwizard.imports.imported import Filling, Imported
from reportwizard.imports.own import empty_report
from reportwizard.kinds.base import Region
from reportwizard.kinds.registry import KINDS
from reportwizard.kinds.unread import as_text
from reportwizard.report.expense import Expense, expense_from_plain
from reportwizard.report.written import LEDGER, Stamp
from reportwizard.text import clean_text

NAME = "reportwizard-json"


def read(text: str, *, currency: str, locale: str) -> Imported | None:
    """Read the answers as a draft holds them; those to questions the form does not have are kept beside."""
    data = _load(text)
    if data is None:
        return None
    form, version, own_locale, own_currency = (
        _text(data.get(key)) for key in ("form", "form_version", "locale", "currency")
    )
    stamp = Stamp(form, version, own_locale, own_currency)
    report = empty_report(stamp, currency, locale)
    filling = Filling(replace(report, ledger=_ledger(data.get(LEDGER), report.region)))
    filling.leave(_texts(data.get("unplaced")))
    for key, plain in data["answers"].items():
        question = report.form.by_id.get(key)
        if question is None:
            filling.leave([clean_text(f"{key}: {as_text(plain)}")])
        else:
            filling.put(key, KINDS[question.kind].from_plain(plain, question, report.region))
    return filling.finish(NAME)


def _ledger(plain: object, region: Region) -> tuple[Expense, ...]:
    return tuple(expense_from_plain(row, region) for row in plain) if isinstance(plain, list) else ()


def _load(text: str) -> dict[str, Any] | None:
    """Return the object that the text holds. Numbers with decimals stay text: no amount becomes a float."""
    if not text.lstrip("\ufeff \t\r\n").startswith("{"):
        return None
    try:
        data = json.loads(text.lstrip("\ufeff"), parse_float=str, parse_constant=str)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or not isinstance(data.get("form"), str):
        return None
    return data if isinstance(data.get("answers"), dict) else None


def _texts(plain: object) -> list[str]:
    texts = plain if isinstance(plain, list) else [plain]
    return [text for text in map(_text, texts) if text]


def _text(plain: object) -> str:
    return clean_text(plain) if isinstance(plain, str) else ""
