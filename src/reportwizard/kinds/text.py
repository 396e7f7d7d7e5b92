"""One line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.kinds.base import Reading, Typed
from reportwizard.text import clean_line

if TYPE_CHECKING:
    from reportwizard.kinds.base import Asked, Plain, Problem, Region, Value


def read(text: str, asked: Asked, region: Region) -> Reading:
    """Read one line; line breaks become blanks."""
    return Reading(clean_line(text) or None)


def from_plain(plain: object, asked: Asked, region: Region) -> Value | None:
    """Take a stored text; numbers and dates that stand unquoted in a draft count as text."""
    if isinstance(plain, dict):
        plain = plain.get("typed", "")
    return clean_line(as_words(plain)) or None


def to_plain(value: Value) -> Plain:
    """Return the text."""
    return value.text if isinstance(value, Typed) else str(value)


def show(value: Value, asked: Asked, region: Region) -> str:
    """Return the text."""
    return str(to_plain(value))


edit_text = show
portal = show


def problems(value: Value, asked: Asked, region: Region) -> tuple[Problem, ...]:
    """Text can always be read."""
    return ()


def missing(value: Value | None, asked: Asked) -> tuple[str, ...]:
    """A text is missing where it holds nothing but blanks."""
    return () if value is not None and str(to_plain(value)).strip() else ("an answer",)


def as_words(plain: object) -> str:
    """Return anything that a hand-edited draft may hold as text."""
    if plain is None:
        return ""
    if isinstance(plain, bool):
        return "yes" if plain else "no"
    return str(plain)
