"""The small tables that are beside the answers in a draft, between its file and a report.

`[[dismissed]]`, `[[asks]]` and `[[comments]]` are lists of rows, `[hand_in]` is one row. A row with a value
that this program cannot use goes to `Report.extra` as it is, and is written back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, fields
from datetime import date
from typing import Any, cast

from reportwizard.drafts.format.document import rows_of
from reportwizard.kinds.base import Plain
from reportwizard.report.dismissal import Dismissal
from reportwizard.report.hand_in import HandIn, Remark
from reportwizard.report.report import Report
from reportwizard.text import clean_line

HAND_IN = "hand_in"
LISTS: Mapping[str, tuple[type, str]] = {
    "dismissed": (Dismissal, "set_aside"),
    "asks": (Remark, ""),
    "comments": (Remark, ""),
}
"""The lists by their name at the top of a draft: what a row is, and what earlier versions called the list."""

NAMES = (*LISTS, *(former for _, former in LISTS.values() if former), HAND_IN)
"""The names at the top of a draft file that are read here."""

_IN_FILE = {"code": "check"}


def tables_from_plain(
    document: Mapping[str, Any], tidy: Callable[[Any], Any], extra: dict[str, Any]
) -> dict[str, Any]:
    """Return what a draft holds, by the names of `Report`; what cannot be used goes to `extra`."""
    found: dict[str, Any] = {}
    for name, (kind, former) in LISTS.items():
        rows = rows_of(document, *filter(None, (name, former)))
        made = [_entry(kind, row, tidy) for row in rows]
        found[name] = tuple(one for one in made if one is not None)
        left = [row for row, one in zip(rows, made, strict=True) if one is None]
        if left:
            extra[name] = left
    if HAND_IN in document:
        found[HAND_IN] = _entry(HandIn, document[HAND_IN], tidy)
        if found[HAND_IN] is None:
            found[HAND_IN], extra[HAND_IN] = HandIn(), document[HAND_IN]
    return found


def tables_to_plain(report: Report) -> Iterator[tuple[str, Plain | None, Plain | None]]:
    """Give each table's name, what a draft is to hold of it, and what it held that nobody could use."""
    for name in LISTS:
        rows = [*map(_row, getattr(report, name)), *cast("list[Any]", report.extra.get(name, []))]
        yield name, cast("Plain", rows) or None, None
    yield HAND_IN, _row(report.hand_in) or None, report.extra.get(HAND_IN)


def _entry(kind: type, row: Any, tidy: Callable[[Any], Any]) -> Any:
    """Return the row as its dataclass; None if it is no table, or a value cannot be what it should be."""
    if not isinstance(row, dict):
        return None
    row = {_IN_FILE.get(key, key): value for key, value in row.items()}
    values: dict[str, Any] = {}
    for one in fields(kind):
        key = _IN_FILE.get(one.name, one.name)
        if one.name == "extra":
            continue
        if key in row:
            value = tidy(row.pop(key))
            if not _fits(one, value):
                return None
            values[one.name] = tuple(value) if isinstance(value, list) else value
        elif one.default is MISSING and one.default_factory is MISSING:
            return None
    if "reason" in values:
        values["reason"] = clean_line(values["reason"])
    return kind(**values, extra=row)


def _fits(field: Field[Any], value: Any) -> bool:
    """Whether a value of a file is what the field says."""
    said = str(field.type)
    if said.startswith("tuple"):
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    if said.startswith("Mapping"):
        return isinstance(value, dict)
    return type(value) in {"str": (str,), "int": (int,), "date | None": (date,)}.get(said, (bool,))


def _row(entry: Any) -> dict[str, Any]:
    """Return a row as it is in the file: what is as it was born is left out."""
    row = {}
    for one in fields(entry):
        value = getattr(entry, one.name)
        born = one.default_factory() if one.default_factory is not MISSING else one.default
        if one.name != "extra" and value != born:
            row[_IN_FILE.get(one.name, one.name)] = list(value) if isinstance(value, tuple) else value
    return {**row, **entry.extra}
