"""What all kinds of answers share: the shape of a value and of a reading, and what is kept as typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated, Protocol, TypeAlias

from reportwizard.money.amount import Amount
from reportwizard.text import clean_line

# Dates, seals and unread words may be in a draft beside the plain values of TOML and JSON.
Plain: TypeAlias = "str | int | bool | date | dict[str, Plain] | list[Plain]"


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed and could not be read: kept word for word until somebody fixes it.

    `currency` is the currency that the box had, as an ISO 4217 code; empty if none is known or needed.
    """

    text: str
    currency: str = ""

    def plain(self) -> dict[str, str]:
        """Return it as drafts and JSON hold it; the currency is left out if there is none."""
        return {"typed": self.text, "currency": self.currency} if self.currency else {"typed": self.text}

    def __str__(self) -> str:
        return self.text


Scalar: TypeAlias = str | int | bool | date | Amount | Typed
"""One cell or one simple answer. A choice is its key, a count an int, text a str."""

Value: TypeAlias = "Scalar | Mapping[str, Value] | tuple[Mapping[str, Value], ...]"
"""An answer. Agreement: {row: key}. Fixed table: {row: {column: cell}}. Free rows: ({column: cell}, …)."""


OURS = {"in_file": False}
"""Marks what the program notes beside what is in the file of a form."""

# What a key of a form's file is for: its JSON Schema says it, with which an editor completes the keys.
Id = Annotated[str, "Never changes once the form is published: a to z, 0 to 9 and _."]
Label = Annotated[str, "What the form prints, word for word."]
Letter = Annotated[str, "Printed before the label."]
Short = Annotated[str, "Our own short name, for lists and narrow screens."]
Paraphrased = Annotated[bool, "The official wording is not known."]


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers to choose from."""

    id: Id
    label: Label
    letter: Letter = ""
    paraphrased: Paraphrased = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, or one statement to agree with."""

    id: Id
    label: Label
    letter: Letter = ""
    role: Annotated[str, "What the row counts."] = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    id: Id
    label: Label
    kind: Annotated[str, "What is in its cells."] = "text"
    short: Short = ""
    role: Annotated[str, "What the column holds."] = ""
    options: tuple[Option, ...] = field(default=(), metadata=OURS)
    rows: tuple[Row, ...] = field(default=(), metadata=OURS)
    columns: tuple[Column, ...] = field(default=(), metadata=OURS)
    currency: str = field(default="", metadata=OURS)


class FieldSpec(Protocol):
    """What a kind needs to know of the question (or the column) that it reads an answer for."""

    @property
    def kind(self) -> str: ...
    @property
    def options(self) -> tuple[Option, ...]: ...
    @property
    def rows(self) -> tuple[Row, ...]: ...
    @property
    def columns(self) -> tuple[Column, ...]: ...
    @property
    def currency(self) -> str:
        """Money: an ISO 4217 code, or `local` for the draft's own currency."""

    @property
    def role(self) -> str:
        """What the answer means to the rest of the program, such as `project.start`; empty for most."""


@dataclass(frozen=True, slots=True)
class Region:
    """How the applicant writes: a locale such as `kk_KZ`, and the local currency (empty: not chosen yet).

    The first and the last day of the project, and today, tell which year a day without one is in.
    """

    locale: str = "en"
    currency: str = ""
    first: date | None = None
    last: date | None = None
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several things that a text may mean, with the reason for offering it in words."""

    value: Scalar
    label: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a text could not be read (`code` is `unreadable` or `ambiguous`), and what to do.

    The likeliest of the `choices` is first. `cell` is (row, column) in a table; free rows count from 0.
    """

    code: str
    message: str
    choices: tuple[Choice, ...] = ()
    cell: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text means. `value` is None if nothing was typed, and `Typed` where it could not be read.

    `extra_words` are to be kept beside a number: "about", from "about 40". `notes` block nothing.
    """

    value: Value | None
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    extra_words: str = ""
    alternatives: tuple[Choice, ...] = ()


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


def unclear(value: Typed) -> str:
    """Return what could not be read, with a mark that says so to the reader: `1.234 (unclear, in KZT)`."""
    return f"{value.text} (unclear, in {value.currency})" if value.currency else f"{value.text} (unclear)"


def from_unclear(text: str) -> Typed | None:
    """Read back what `unclear` wrote; None if the text has no such mark."""
    match = _UNCLEAR.fullmatch(text) if text.endswith(")") else None
    return Typed(match[1], match[2] or "") if match else None
