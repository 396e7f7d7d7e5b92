"""Reads a draft file as plain tables: bounded, with a line number if it cannot be read."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from reportwizard.errors import DraftError
from reportwizard.files import LIMIT
from reportwizard.text import clean_line

MAX_MARKS = 500_000
"""The most names, brackets, commas and lines outside its texts that a file may have."""

MAX_DEPTH = 12
"""How deep tables, lists and dotted names may be nested; a draft needs four."""

# Python refuses to write a number of more than 4,300 digits, but reads one of any length in base 16.
_MAX_BITS = 256

HEADER_SIZE = 4096
"""Size in bytes of the beginning of a file, which contains the header."""

_BODY = re.compile(rb"^(?:\[|unplaced\b)", re.MULTILINE)

# Texts and comments are skipped as a whole: an applicant may write any number of brackets and dots there.
# Possessive quantifiers never backtrack, so that no file can make this slow.
TOKEN = re.compile(
    r'''(?P<skip>"""(?:[^"\\]++|\\.|"(?!""))*+"{3,5}|\'\'\'(?:[^\']++|\'(?!\'\'))*+\'{3,5}'''
    r"""|"(?!"")(?:[^"\\\n]++|\\.)*+"|\'(?!\'\')[^\'\n]*+\'|\#[^\n]*+)"""
    r"""|(?P<open>[\[{])|(?P<close>[\]}])|(?P<dot>\.)|(?P<other>[=,\n])|(?P<quote>["\'])""",
    re.DOTALL,
)


def read_document(data: bytes, source: str) -> dict[str, Any]:
    """Return the tables of a draft file, with floats as `Decimal`.

    `DraftError` names `source` and the line at fault. Files are limited in size, nesting and number of names.
    """
    if len(data) > LIMIT:
        raise DraftError(f"{source}: the file is larger than {LIMIT // 2**20} MB; no draft is that large.")
    if not data.strip(b"\0 \t\r\n"):
        raise DraftError(f"{source}: the file is empty.", "Use an older copy, or delete it.")
    try:
        text = text_of(data)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DraftError(
            f"{source}, line {line}: these characters cannot be read.",
            "Nothing was changed. If another program wrote the file, save it there as UTF-8.",
        ) from error
    open_text = _check_bounds(text, source)
    try:
        document = tomllib.loads(text, parse_float=Decimal)
        _check_numbers(document)
        return document
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(source, text, str(error), open_text) from error
    except (ValueError, ArithmeticError) as error:
        raise _damaged(source, 0, "a number in this file is too long to read") from error


def read_header(data: bytes) -> dict[str, Any] | None:
    """Return what is above the first table, from the first `HEADER_SIZE` bytes of a draft.

    None if they do not hold a whole header; then only `read_document` can tell.
    """
    body = _BODY.search(data)
    if not body:
        return None
    try:
        header = tomllib.loads(data[: body.start()].decode("utf-8-sig"), parse_float=Decimal)
        _check_numbers(header)
        return header
    except (ValueError, ArithmeticError):
        return None


def comments_of(data: bytes) -> tuple[str, ...]:
    """Return the words behind each `#` in a draft file that can be read, each comment once."""
    comments = (
        clean_line(token[0].lstrip("#")) for token in TOKEN.finditer(text_of(data)) if token[0][:1] == "#"
    )
    return tuple(dict.fromkeys(comment for comment in comments if re.search(r"\w", comment)))


def rows_of(document: Mapping[str, Any], *names: str) -> list[Any]:
    """Return the rows of a list that has had several names; a value that is no list is a row."""
    values = [document.get(name, []) for name in names]
    return [row for value in values for row in (value if isinstance(value, list) else [value])]


def saved_at_of(header: Mapping[str, Any]) -> datetime | None:
    """Return when a draft was saved, according to its header; None if that does not say it."""
    value = header.get("saved_at")
    if not isinstance(value, datetime) or not value.tzinfo:
        return None
    # Years 1 and 9999 have hours that not every time zone has.
    return value if datetime.min.year < value.year < datetime.max.year else None


def _check_numbers(value: object) -> None:
    """Raise `ValueError` for a whole number that could not be written again."""
    if isinstance(value, int) and value.bit_length() > _MAX_BITS:
        raise ValueError
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            _check_numbers(item)


def text_of(data: bytes, errors: str = "strict") -> str:
    """Return the text of a draft file: UTF-8, or UTF-16 with a byte order mark, as Windows editors save it.

    Raises `UnicodeDecodeError` if `errors` is `strict`, as `bytes.decode` does.
    """
    is_utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = data.decode("utf-16" if is_utf16 else "utf-8-sig", errors)
    return text.replace("\r\n", "\n")


def _check_bounds(text: str, source: str) -> int | None:
    """Refuse a file that is too large to parse; return where a text begins that has no end."""
    marks = depth = dots = 0
    for token in TOKEN.finditer(text):
        kind = token.lastgroup
        if kind == "quote":
            return token.start()
        depth += (kind == "open") - (kind == "close")
        if kind != "skip":
            marks += 1
            dots = dots + 1 if kind == "dot" else 0
        if depth > MAX_DEPTH or dots > MAX_DEPTH or marks > MAX_MARKS:
            line = _line_at(text, token.start())
            raise _damaged(source, line, "this file holds far more than a report can")
    return None


def _unreadable(source: str, text: str, message: str, open_text: int | None) -> DraftError:
    match = re.search(r"\(at line (\d+),", message)
    if match:
        return _damaged(source, int(match[1]), "this line cannot be read")
    if open_text is not None:
        return _damaged(source, _line_at(text, open_text), "the answer that begins here has no end")
    return _damaged(source, _line_at(text.rstrip(), len(text)), "the file stops here")


def _damaged(source: str, line: int, why: str) -> DraftError:
    where = f"{source}, line {line}" if line else source
    hint = f"Nothing was changed. `reportwizard repair {shlex.quote(source)}` keeps what can be read."
    return DraftError(f"{where}: {why}.", hint)


def _line_at(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
