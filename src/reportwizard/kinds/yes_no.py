"""Yes or no, kept as true or false."""

from __future__ import annotations

from reportwizard.kinds.base import Asked, Choice, Plain, Problem, Reading, Region, Typed, Value
from reportwizard.kinds.unread import shown_typed, stored_text, typed_plain
from reportwizard.text import clean_line

_YES = {"yes", "y", "true", "1"}
_NO = {"no", "n", "false", "0"}


def read(text: str, asked: Asked, region: Region) -> Reading:
    """Read yes, y, true, no, n or false, in any letter case."""
    line = clean_line(text)
    word = line.casefold().rstrip(".")
    if not line:
        return Reading(None)
    value: Value = True if word in _YES else False if word in _NO else Typed(line)
    return Reading(value, problems(value, asked, region))


def from_plain(plain: object, asked: Asked, region: Region) -> Value | None:
    """Take true or false, or a word for it; anything else stays as typed."""
    return read(stored_text(plain), asked, region).value


def to_plain(value: Value) -> Plain:
    return typed_plain(value) if isinstance(value, Typed) else bool(value)


def show(value: Value, asked: Asked, region: Region) -> str:
    """Return `Yes` or `No`, as the form prints them."""
    return value.text if isinstance(value, Typed) else "Yes" if value else "No"


edit_text = show
portal = show


def problems(value: Value, asked: Asked, region: Region) -> tuple[Problem, ...]:
    if isinstance(value, bool):
        return ()
    words = f"“{shown_typed(value)}” is neither yes nor no. Choose one."
    return (Problem("unreadable", words, (Choice(True, "Yes"), Choice(False, "No"))),)


def missing(value: Value | None, asked: Asked) -> tuple[str, ...]:
    return () if value is not None else ("yes or no",)
