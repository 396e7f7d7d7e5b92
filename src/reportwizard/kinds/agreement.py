"""How far the applicant agrees with each of several statements, kept as {statement's id: option's id}."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reportwizard.kinds.choice import ChoiceKind
from reportwizard.kinds.kind import JsonKind, in_form_order, parts_of
from reportwizard.kinds.values import FieldSpec, Problem, Region, Row, Value, from_typed

_CHOICE = ChoiceKind()


def statement(row: Row) -> str:
    """Return the statement as the form prints it: `A. Bring in participants …`."""
    return f"{row.letter}. {row.label}" if row.letter else row.label


class AgreementKind(JsonKind):
    def from_plain(self, plain: object, spec: FieldSpec, region: Region) -> Value | None:
        """Take stored options by statement: in the form's order, unknown ones at the end."""
        if not isinstance(plain, Mapping):
            return from_typed(plain)
        if isinstance(plain.get("typed"), str) and len(plain) == 1:
            return self.read(plain["typed"], spec, region).value
        given = {str(key): _CHOICE.from_plain(option, spec, region) for key, option in plain.items()}
        return in_form_order(given, spec.rows) or None

    def show(self, value: Value, spec: FieldSpec, region: Region) -> str:
        if not isinstance(value, Mapping):
            return str(value)
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
