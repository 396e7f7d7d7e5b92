"""What every kind of answer can do, and what it does where a kind has no way of its own."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import ClassVar, cast

from reportwizard.kinds.values import (
    Choice,
    Column,
    FieldSpec,
    Plain,
    Problem,
    Reading,
    Region,
    Row,
    Typed,
    Value,
    as_text,
)
from reportwizard.text import clean_text

UNREAD = "unread"


class Kind(ABC):
    """A kind of answer. Every method takes any text or value of its kind and never raises."""

    lacking: ClassVar[str] = "an answer"
    """What a required question without an answer lacks, in words of the form."""

    box: ClassVar[str] = "box of one line"
    """What a portal has for an answer, without an article."""

    @abstractmethod
    def read(self, text: str, spec: FieldSpec, region: Region) -> Reading:
        """Read what was typed, or given on the command line (tables and agreements: JSON)."""

    @abstractmethod
    def from_plain(self, plain: object, spec: FieldSpec, region: Region) -> Value | None:
        """Take a value as a draft or JSON holds it. What does not fit the question comes back as `Typed`."""

    def to_plain(self, value: Value) -> Plain:
        """Return the value as a draft or JSON holds it."""
        return {**value.plain()} if isinstance(value, Typed) else cast("Plain", value)

    def show(self, value: Value, spec: FieldSpec, region: Region) -> str:
        """Return the value as a reader expects it, in words and in the draft's locale."""
        return str(value)

    def edit_text(self, value: Value, spec: FieldSpec, region: Region) -> str:
        """Return the text to fill a box with; reading it again gives the same value."""
        return str(value)

    def portal(self, value: Value, spec: FieldSpec, region: Region) -> str:
        """Return exactly what the portal's box takes."""
        return self.show(value, spec, region)

    def problems(self, value: Value, spec: FieldSpec, region: Region) -> tuple[Problem, ...]:
        """Return why a stored value cannot be handed in (typed but unread); nothing if all is read."""
        return ()

    def missing(self, value: Value | None, spec: FieldSpec) -> tuple[str, ...]:
        """Return what a required answer still lacks, in words of the form; nothing if it is complete."""
        return () if value is not None else (self.lacking,)


class JsonKind(Kind):
    """An answer of several rows, which is typed as JSON where there is one box for all of it."""

    def read(self, text: str, spec: FieldSpec, region: Region) -> Reading:
        import json

        text = clean_text(text).strip()
        plain: object = None
        with suppress(ValueError, RecursionError):
            plain = json.loads(text)
        is_rows = isinstance(plain, dict if spec.rows else list)
        value = self.from_plain(plain, spec, region) if is_rows else Typed(text) if text else None
        return Reading(value, () if value is None else self.problems(value, spec, region))

    def to_plain(self, value: Value) -> Plain:
        if isinstance(value, Mapping):
            return {key: self.to_plain(part) for key, part in value.items()}
        return list(map(self.to_plain, value)) if isinstance(value, tuple) else super().to_plain(value)

    def edit_text(self, value: Value, spec: FieldSpec, region: Region) -> str:
        return as_text(self.to_plain(value)) if isinstance(value, Mapping | tuple) else str(value)


def in_form_order(given: Mapping[str, Value | None], items: Sequence[Row | Column]) -> dict[str, Value]:
    """Return what is given in the order of the form, unknown ids at the end, without what is None."""
    known = [item.id for item in items if item.id in given]
    others = [key for key in given if key not in known]
    return {key: value for key in (*known, *others) if (value := given[key]) is not None}


def parts_of(value: Value | None) -> Mapping[str, Value]:
    """Return the parts of an answer by their ids; what has none is a part `unread`, which no form uses."""
    if isinstance(value, Mapping):
        return value
    return {} if value is None else {UNREAD: value}


def unread_reading(text: str, message: str, choices: Iterable[Choice] = (), currency: str = "") -> Reading:
    """Return the reading of a text that has no meaning, or several to choose from."""
    choices = tuple(choices)
    problem = Problem("ambiguous" if choices else "unreadable", message, choices)
    return Reading(Typed(text, currency), (problem,))
