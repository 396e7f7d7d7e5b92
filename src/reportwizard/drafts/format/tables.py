"""Reads and writes the small tables beside the answers of a draft.

`[[dismissed]]`, `[[asks]]` and `[[comments]]` are lists of rows, `[hand_in]` is one row. A row with a value
that this program cannot use goes to `Report.extra` as it is, and is written back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, fields
from datetime import date
from typing import Any, cast

from reportwizard.drafts.format.document import rows_of
from reportwizard.kinds.values import Plain
from reportwizard.report.hand_in import HandIn, ReviewComment
from reportwizard.report.report import Dismissal, Report
from reportwizard.text import clean_line

HAND_IN = "hand_in"
LISTS: Mapping[str, tuple[type, str]] = {
    "dismissed": (Dismissal, "set_aside"),
    "asks": (ReviewComment, ""),
    "comments": (ReviewComment, ""),
}
"""The lists by name: the class of a row, and the name of the list in earlier versions."""

NAMES = (*LISTS, *(former for _, former in LISTS.values() if former), HAND_IN)
"""The top-level names of a draft file that are read here."""

_FILE_KEYS = {"code": "check"}


def tables_from_plain(
    document: Mapping[str, Any], tidy: Callable[[Any], Any], extra: dict[str, Any]
) -> dict[str, Any]:
    """Return the tables by the names of `Report`; what cannot be used goes to `extra`."""
    found: dict[str, Any] = {}
    for name, (row_class, former) in LISTS.items():
        rows = rows_of(document, *filter(None, (name, former)))
        entries = [_entry(row_class, row, tidy) for row in rows]
        found[name] = tuple(entry for entry in entries if entry is not None)
        unused = [row for row, entry in zip(rows, entries, strict=True) if entry is None]
        if unused:
            extra[name] = unused
    if HAND_IN in document:
        found[HAND_IN] = _entry(HandIn, document[HAND_IN], tidy)
        if found[HAND_IN] is None:
            found[HAND_IN], extra[HAND_IN] = HandIn(), document[HAND_IN]
    return found


def tables_to_plain(report: Report) -> Iterator[tuple[str, Plain | None, Plain | None]]:
    """Yield each table's name, its content, and what was in its place that could not be used."""
    for name in LISTS:
        rows = [*map(_row, getattr(report, name)), *cast("list[Any]", report.extra.get(name, []))]
        yield name, cast("Plain", rows) or None, None
    yield HAND_IN, _row(report.hand_in) or None, report.extra.get(HAND_IN)


def _entry(row_class: type, row: Any, tidy: Callable[[Any], Any]) -> Any:
    """Return the row as its dataclass; None if it is no table, or a value is missing or of another type."""
    if not isinstance(row, dict):
        return None
    row = {_FILE_KEYS.get(key, key): value for key, value in row.items()}
    values: dict[str, Any] = {}
    for field in fields(row_class):
        if field.name == "extra":
            continue
        key = _FILE_KEYS.get(field.name, field.name)
        if key in row:
            value = tidy(row.pop(key))
            if not _fits(field, value):
                return None
            values[field.name] = tuple(value) if isinstance(value, list) else value
        elif field.default is MISSING and field.default_factory is MISSING:
            return None
    if "reason" in values:
        values["reason"] = clean_line(values["reason"])
    return row_class(**values, extra=row)


def _fits(field: Field[Any], value: Any) -> bool:
    """Whether a value of a file has the type of the field."""
    annotation = str(field.type)
    if annotation.startswith("tuple"):
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if annotation.startswith("Mapping"):
        return isinstance(value, dict)
    return type(value) is {"str": str, "int": int, "date | None": date}.get(annotation, bool)


def _row(entry: Any) -> dict[str, Any]:
    """Return a row as it is in the file, without defaults."""
    row = {}
    for field in fields(entry):
        value = getattr(entry, field.name)
        default = field.default_factory() if field.default_factory is not MISSING else field.default
        if field.name != "extra" and value != default:
            row[_FILE_KEYS.get(field.name, field.name)] = list(value) if isinstance(value, tuple) else value
    return {**row, **entry.extra}
