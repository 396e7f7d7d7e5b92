"""Writes a report as the text of a draft file. `docs/how-saving-works.md` describes the format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple, TypeGuard, cast

import tomli_w

from reportwizard.drafts.format.answers import LEDGER, merged, plain_of, stranded, unknown_text
from reportwizard.drafts.format.decode import EXPENSES, FALLBACKS, HEADER
from reportwizard.drafts.format.migrate import SCHEMA
from reportwizard.drafts.format.tables import tables_to_plain
from reportwizard.kinds.values import Plain
from reportwizard.report.expense import expense_to_plain
from reportwizard.report.report import Report
from reportwizard.text import clean_text


def encode(report: Report, *, saved_at: datetime, app_version: str) -> bytes:
    """Return the draft file of a report, in UTF-8. `saved_at` has a time zone."""
    last, kept = report.last_question, report.extra.get("progress")
    unplaced = [*report.unplaced, *cast("list[Plain]", report.extra.get("unplaced", []))]
    unread = cast("Mapping[str, Plain]", report.extra.get("answers", {}))
    pairs = [(plain_of(report, key), unread[key]) for key in unread if key in report.answers]
    pairs += [(expense_to_plain(line), dict(line.extra)) for line in report.ledger if line.extra]
    # What was in the place of an answer, and this program could not show there.
    rests = [stranded(own, unknown) for own, unknown in pairs]
    texts = [clean_text(unknown_text(rest)).strip() for rest in rests if rest is not None]
    unplaced += [text for text in texts if text and text not in unplaced]
    top = [
        *(write((key,), value) for key, value in _header(report, saved_at, app_version).items()),
        *(write((key,), report.extra[key]) for key in report.extra if key not in HEADER),
        write(("unplaced",), unplaced or None),
        write(("progress",), merged({"last_question": last} if last else {}, kept) or None),
    ]
    ids = (*report.form.by_id, *(key for key in unread if key not in report.form.by_id))
    answers = [write(("answers", key), merged(plain_of(report, key), unread.get(key))) for key in ids]
    tables = (write((name,), merged(own, kept)) for name, own, kept in tables_to_plain(report))
    rest = [write((EXPENSES,), plain_of(report, LEDGER)), *tables]
    comments = (f"# {comment}\n" for comment in report.file_comments)
    text = [*(piece.lines for piece in (*top, *rest)), *comments, "\n[answers]\n"]
    text += [*(piece.lines for piece in answers), *(piece.tables for piece in (*answers, *top, *rest))]
    return "".join(text).encode()


class Piece(NamedTuple):
    """One name and its value: `lines` if that is simple, else `tables`, which follow all lines."""

    lines: str = ""
    tables: str = ""


def _header(report: Report, saved_at: datetime, app_version: str) -> dict[str, Plain]:
    header: dict[str, Any] = {
        "schema": SCHEMA,
        "form": report.form.id,
        "form_version": report.form.version,
        "form_from": report.form.source or None,
        "form_digest": report.form.digest or None,
        "app_version": app_version,
        "saved_at": saved_at.astimezone(UTC).replace(microsecond=0),
    }
    for key, value in (("locale", report.locale), ("currency", report.currency)):
        # An unusable value is written back as long as nobody chose another one.
        header[key] = report.extra.get(key, value) if value == FALLBACKS[key] else value
    return header


def write(path: tuple[str, ...], plain: Plain | None) -> Piece:
    """Write a name and its value; nothing for None. The last of `path` is the name, the others are tables."""
    plain = _tidy(plain)
    if plain is None:
        return Piece()
    if _is_table(plain) or _is_tables(plain):
        return Piece(tables="".join(_tables(".".join(map(_key, path)), plain)))
    return Piece(lines=_line(path[-1], plain))


def _tidy(plain: Any) -> Any:
    """Return what may be written: clean texts, and no None, which TOML does not have."""
    if isinstance(plain, str):
        return clean_text(plain)
    if isinstance(plain, Mapping):
        return {clean_text(key): _tidy(value) for key, value in plain.items() if value is not None}
    if isinstance(plain, list | tuple):
        return [_tidy(value) for value in plain if value is not None]
    return plain


def _is_table(plain: object) -> TypeGuard[dict[str, Plain]]:
    if not isinstance(plain, dict):
        return False
    is_value = "amount" in plain or "typed" in plain
    return not is_value or any(isinstance(value, dict | list) for value in plain.values())


def _is_tables(plain: object) -> TypeGuard[list[dict[str, Plain]]]:
    return isinstance(plain, list) and bool(plain) and all(isinstance(row, dict) for row in plain)


def _tables(path: str, plain: dict[str, Plain] | list[dict[str, Plain]]) -> Iterator[str]:
    rows = plain if isinstance(plain, list) else [plain]
    for row in rows:
        inner = {key: value for key, value in row.items() if _is_table(value) or _is_tables(value)}
        if rows is plain or not inner or len(inner) < len(row):
            yield f"\n[[{path}]]\n" if rows is plain else f"\n[{path}]\n"
        yield from (_line(key, value) for key, value in row.items() if key not in inner)
        for key, value in inner.items():
            yield from _tables(f"{path}.{_key(key)}", cast("dict[str, Plain]", value))


def _line(key: str, plain: Plain) -> str:
    if isinstance(plain, datetime):
        return f"{_key(key)} = {plain.isoformat().replace('+00:00', 'Z')}\n"
    if isinstance(plain, dict):
        cells = ", ".join(tomli_w.dumps({name: value}).rstrip("\n") for name, value in plain.items())
        return f"{_key(key)} = {{ {cells} }}\n"
    return tomli_w.dumps({key: plain}, multiline_strings=True)


@lru_cache(maxsize=1024)
def _key(name: str) -> str:
    return tomli_w.dumps({name: 0}).removesuffix(" = 0\n")
