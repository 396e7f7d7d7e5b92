"""One option out of a few, kept as the option's id."""

from __future__ import annotations

from collections.abc import Iterable

from reportwizard.kinds.base import Asked, Choice, Option, Plain, Problem, Reading, Region, Typed, Value
from reportwizard.kinds.unread import shown_typed, stored_text, typed_plain
from reportwizard.text import clean_line


def label_of(option: Option) -> str:
    """Return the option as the form prints it: `B. Propose to use them …`."""
    return f"{option.letter}. {option.label}" if option.letter else option.label


def find_option(text: str, options: Iterable[Option]) -> Option | None:
    """Return the option meant by an id, a letter or a label, in any letter case."""
    wanted = text.strip().rstrip(".").casefold()
    for option in options:
        names = {option.id, option.letter, option.label.rstrip("."), label_of(option).rstrip(".")} - {""}
        if wanted in {name.casefold() for name in names}:
            return option
    return None


def read(text: str, asked: Asked, region: Region) -> Reading:
    """Read an option's id, letter or label."""
    line = clean_line(text)
    if not line:
        return Reading(None)
    option = find_option(line, asked.options)
    value: Value = option.id if option else Typed(line)
    return Reading(value, problems(value, asked, region))


def from_plain(plain: object, asked: Asked, region: Region) -> Value | None:
    """Take a stored option id; a text that is none of the options stays as typed."""
    return read(stored_text(plain), asked, region).value


def to_plain(value: Value) -> Plain:
    return typed_plain(value) if isinstance(value, Typed) else str(value)


def show(value: Value, asked: Asked, region: Region) -> str:
    """Return the option's label, with its letter where the form prints one."""
    return next((label_of(one) for one in asked.options if one.id == value), shown_typed(value))


def edit_text(value: Value, asked: Asked, region: Region) -> str:
    return shown_typed(value)


portal = show


def problems(value: Value, asked: Asked, region: Region) -> tuple[Problem, ...]:
    """A text that is none of the options is named, with the options to choose from."""
    if isinstance(value, str) and any(option.id == value for option in asked.options):
        return ()
    offers = tuple(Choice(option.id, label_of(option)) for option in asked.options)
    text = shown_typed(value)
    return (Problem("unreadable", f"“{text}” is not one of the answers. Choose one from the list.", offers),)


def missing(value: Value | None, asked: Asked) -> tuple[str, ...]:
    return () if value is not None else ("a choice",)
