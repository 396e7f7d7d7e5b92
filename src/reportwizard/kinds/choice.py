"""One option out of a few, kept as its id; yes or no; and an agreement, {statement's id: option's id}."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from reportwizard.kinds.base import (
    Choice,
    FieldSpec,
    Option,
    Problem,
    Reading,
    Region,
    Row,
    Typed,
    Value,
)
from reportwizard.kinds.kind import JsonKind, Kind, in_form_order, parts_of
from reportwizard.kinds.unread import from_typed, stored_text, typed_text
from reportwizard.text import clean_line

_YES = {"yes", "y", "true", "1"}
_NO = {"no", "n", "false", "0"}


def label_of(option: Option) -> str:
    """Return the option as the form prints it: `B. Propose to use them …`."""
    return f"{option.letter}. {option.label}" if option.letter else option.label


def find_option(text: str, options: Iterable[Option]) -> Option | None:
    """Return the option meant by an id, a letter or a label, in any letter case."""
    typed = text.strip().rstrip(".").casefold()
    for option in options:
        names = {option.id, option.letter, option.label.rstrip("."), label_of(option).rstrip(".")} - {""}
        if typed in {name.casefold() for name in names}:
            return option
    return None


class ChoiceKind(Kind):
    lacking = "a choice"

    def _value(self, line: str, spec: FieldSpec) -> Value:
        """Return the option that a line names: by its id, letter or label."""
        option = find_option(line, spec.options)
        return option.id if option else Typed(line)

    def read(self, text: str, spec: FieldSpec, region: Region) -> Reading:
        line = clean_line(text)
        if not line:
            return Reading(None)
        value = self._value(line, spec)
        return Reading(value, self.problems(value, spec, region))

    def from_plain(self, plain: object, spec: FieldSpec, region: Region) -> Value | None:
        return self.read(stored_text(plain), spec, region).value

    def show(self, value: Value, spec: FieldSpec, region: Region) -> str:
        return next((label_of(option) for option in spec.options if option.id == value), typed_text(value))

    def problems(self, value: Value, spec: FieldSpec, region: Region) -> tuple[Problem, ...]:
        if isinstance(value, str) and any(option.id == value for option in spec.options):
            return ()
        offers = tuple(Choice(option.id, label_of(option)) for option in spec.options)
        message = f"“{typed_text(value)}” is not one of the answers. Choose one from the list."
        return (Problem("unreadable", message, offers),)


class YesNoKind(ChoiceKind):
    lacking = "yes or no"

    def _value(self, line: str, spec: FieldSpec) -> Value:
        """Return what a line says: yes, y, true, 1, no, n, false or 0, in any letter case."""
        word = line.casefold().rstrip(".")
        return True if word in _YES else False if word in _NO else Typed(line)

    def show(self, value: Value, spec: FieldSpec, region: Region) -> str:
        return value.text if isinstance(value, Typed) else "Yes" if value else "No"

    def edit_text(self, value: Value, spec: FieldSpec, region: Region) -> str:
        return self.show(value, spec, region)

    def problems(self, value: Value, spec: FieldSpec, region: Region) -> tuple[Problem, ...]:
        if isinstance(value, bool):
            return ()
        message = f"“{typed_text(value)}” is neither yes nor no. Choose one."
        return (Problem("unreadable", message, (Choice(True, "Yes"), Choice(False, "No"))),)


_CHOICE = ChoiceKind()


def statement(row: Row) -> str:
    """Return the statement as the form prints it: `A. Bring in participants …`."""
    return f"{row.letter}. {row.label}" if row.letter else row.label


class AgreementKind(JsonKind):
    def from_plain(self, plain: object, spec: FieldSpec, region: Region) -> Value | None:
        """Take stored options by statement; statements in the form's order, unknown ones left at the end."""
        if not isinstance(plain, Mapping):
            return from_typed(plain)
        if isinstance(plain.get("typed"), str) and len(plain) == 1:
            return self.read(plain["typed"], spec, region).value
        given = {str(key): _CHOICE.from_plain(option, spec, region) for key, option in plain.items()}
        return in_form_order(given, spec.rows) or None

    def show(self, value: Value, spec: FieldSpec, region: Region) -> str:
        if not isinstance(value, Mapping):
            return typed_text(value)
        shown = ((row, value[row.id]) for row in spec.rows if row.id in value)
        return "\n".join(f"{statement(row)}: {_CHOICE.show(option, spec, region)}" for row, option in shown)

    def problems(self, value: Value, spec: FieldSpec, region: Region) -> tuple[Problem, ...]:
        if not isinstance(value, Mapping):
            return (Problem("unreadable", "Choose one answer for each statement."),)
        known, problems = {row.id for row in spec.rows}, list[Problem]()
        for key, option in value.items():
            cell = (key, "")
            if key not in known:
                problems.append(
                    Problem("unreadable", f"“{key}” is not a statement of this question.", cell=cell)
                )
            problems += (replace(problem, cell=cell) for problem in _CHOICE.problems(option, spec, region))
        return tuple(problems)

    def missing(self, value: Value | None, spec: FieldSpec) -> tuple[str, ...]:
        given: Mapping[str, Value] = value if isinstance(value, Mapping) else {}
        return tuple(statement(row) for row in spec.rows if row.id not in given)


def with_option(value: Value | None, spec: FieldSpec, row: str, option: str | None) -> Value | None:
    """Return the agreement with one statement answered, or its answer taken back where `option` is None."""
    return in_form_order({**parts_of(value), row: option}, spec.rows) or None
