"""What a draft holds where an answer could not be read: `{ typed = "…" }`, kept word for word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from reportwizard.kinds.values import Plain, Typed, Value
from reportwizard.text import clean_line

_UNCLEAR = re.compile(r"(.*) \(unclear(?:, in ([^()]*))?\)", re.DOTALL)


def as_text(plain: object) -> str:
    """Return any value of a draft or of JSON as text that an applicant can see and correct. Never raises."""
    if isinstance(plain, str):
        return plain
    if plain is None:
        return ""
    if isinstance(plain, bool):
        return "yes" if plain else "no"
    if isinstance(plain, int):
        return f"{Decimal(plain):f}"
    import json

    try:
        listed = isinstance(plain, dict | list)
        return json.dumps(plain, ensure_ascii=False, default=str) if listed else str(plain)
    except (ValueError, TypeError, RecursionError):
        return "?"


def stored_text(plain: object) -> str:
    """Return the text of a stored answer, or what was typed in its place; empty for any other table."""
    return as_text(plain.get("typed") if isinstance(plain, Mapping) else plain)


def from_typed(plain: object, currency: str = "") -> Typed | None:
    """Return `{"typed": …}`, or a value that fits no question, as `Typed`; None if it is empty."""
    typed = plain["typed"] if isinstance(plain, Mapping) and "typed" in plain else plain
    text = clean_line(as_text(typed))
    return Typed(text, currency) if text else None


def typed_plain(value: Value) -> dict[str, Plain]:
    """Return `Typed` as a draft holds it; the currency is left out if there is none."""
    if not isinstance(value, Typed):
        return {"typed": str(value)}
    return {"typed": value.text, "currency": value.currency} if value.currency else {"typed": value.text}


def typed_text(value: Value) -> str:
    """Return what was typed; of any other value, its text."""
    return value.text if isinstance(value, Typed) else str(value)


def unclear(value: Typed) -> str:
    """Return what could not be read, with a mark that says so to the reader: `1.234 (unclear, in KZT)`."""
    return f"{value.text} (unclear, in {value.currency})" if value.currency else f"{value.text} (unclear)"


def from_unclear(text: str) -> Typed | None:
    """Read back what `unclear` wrote; None if the text has no such mark."""
    match = _UNCLEAR.fullmatch(text) if text.endswith(")") else None
    return Typed(match[1], match[2] or "") if match else None
