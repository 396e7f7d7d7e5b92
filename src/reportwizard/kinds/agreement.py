"""How far the applicant agrees with each of several statements, kept as {statement's id: option's id}."""

from __future__ import annotations

from collections.abc import Mapping

from reportwizard.kinds import choice
from reportwizard.kinds.base import Asked, Plain, Problem, Reading, Region, Row, Typed, Value
from reportwizard.kinds.unread import as_text, from_json, from_typed, shown_typed, typed_plain
from reportwizard.text import clean_line

# Where something stands that is no agreement: it is kept under this name, which no form uses.
UNREAD = "unread"


def statement(row: Row) -> str:
    """Return the statement as the form prints it: `A. Bring in participants …`."""
    return f"{row.letter}. {row.label}" if row.letter else row.label


def read(text: str, asked: Asked, region: Region) -> Reading:
    """Read JSON, `{"statement_id": "option_id"}`."""
    line = clean_line(text)
    plain = from_json(line, dict)
    value = Typed(line) if line and plain is None else from_plain(plain, asked, region)
    return Reading(value, () if value is None else problems(value, asked, region))


def from_plain(plain: object, asked: Asked, region: Region) -> Value | None:
    """Take stored options by statement; statements in the form's order, unknown ones left at the end."""
    if not isinstance(plain, Mapping):
        return from_typed(plain)
    if isinstance(plain.get("typed"), str) and len(plain) == 1:
        return read(plain["typed"], asked, region).value
    order = [row.id for row in asked.rows]
    keys = [*order, *(str(key) for key in plain if str(key) not in order)]
    read_rows = {key: choice.from_plain(plain.get(key), asked, region) for key in keys}
    return {key: value for key, value in read_rows.items() if value is not None} or None


def given_options(value: Value | None) -> dict[str, Value]:
    """Return what is stored, by statement; what is no agreement is under `unread`."""
    if isinstance(value, Mapping):
        return dict(value)
    return {} if value is None else {UNREAD: value}


def with_option(value: Value | None, asked: Asked, row: str, option: str | None) -> Value | None:
    """Return the agreement with one statement answered, or its answer taken back where `option` is None.

    Statements come in the form's order, unknown ones after them; None if nothing is left.
    """
    given: dict[str, Value | None] = {**given_options(value), row: option}
    order = [known.id for known in asked.rows if known.id in given]
    order += [key for key in given if key not in order]
    return {key: kept for key in order if (kept := given[key]) is not None} or None


def to_plain(value: Value) -> Plain:
    if isinstance(value, Mapping):
        return {key: choice.to_plain(cell) for key, cell in value.items()}
    return typed_plain(value)


def show(value: Value, asked: Asked, region: Region) -> str:
    """Return one line a statement, with the option chosen."""
    if not isinstance(value, Mapping):
        return shown_typed(value)
    shown = ((row, value[row.id]) for row in asked.rows if row.id in value)
    return "\n".join(f"{statement(row)}: {choice.show(cell, asked, region)}" for row, cell in shown)


def edit_text(value: Value, asked: Asked, region: Region) -> str:
    return as_text(to_plain(value)) if isinstance(value, Mapping) else shown_typed(value)


portal = show


def problems(value: Value, asked: Asked, region: Region) -> tuple[Problem, ...]:
    """Name what is no option, and what is no statement of this question."""
    if not isinstance(value, Mapping):
        return (Problem("unreadable", "Choose one answer for each statement."),)
    found: list[Problem] = []
    for key, cell in value.items():
        if all(row.id != key for row in asked.rows):
            found.append(
                Problem("unreadable", f"“{key}” is not a statement of this question.", cell=(key, ""))
            )
        for problem in choice.problems(cell, asked, region):
            found.append(Problem(problem.code, problem.message, problem.choices, (key, "")))
    return tuple(found)


def missing(value: Value | None, asked: Asked) -> tuple[str, ...]:
    given: Mapping[str, Value] = value if isinstance(value, Mapping) else {}
    return tuple(statement(row) for row in asked.rows if row.id not in given)
