"""One option out of a few, kept as its id; and yes or no."""

from __future__ import annotations

from reportwizard.kinds.kind import Kind
from reportwizard.kinds.values import (
    Choice,
    FieldSpec,
    Option,
    Problem,
    Reading,
    Region,
    Typed,
    Value,
    stored_text,
)
from reportwizard.text import clean_line


def label_of(option: Option) -> str:
    """Return the option as the form prints it: `B. Propose to use them …`."""
    return f"{option.letter}. {option.label}" if option.letter else option.label


class ChoiceKind(Kind):
    lacking = "a choice"

    def _value(self, line: str, spec: FieldSpec) -> Value:
        """Return the option that a line names: by its id, letter or label, in any letter case."""
        typed = line.rstrip(".").casefold()
        for option in spec.options:
            names = {option.id, option.letter, option.label.rstrip("."), label_of(option).rstrip(".")} - {""}
            if typed in {name.casefold() for name in names}:
                return option.id
        return Typed(line)

    def read(self, text: str, spec: FieldSpec, region: Region) -> Reading:
        line = clean_line(text)
        if not line:
            return Reading(None)
        value = self._value(line, spec)
        return Reading(value, self.problems(value, spec, region))

    def from_plain(self, plain: object, spec: FieldSpec, region: Region) -> Value | None:
        return self.read(stored_text(plain), spec, region).value

    def show(self, value: Value, spec: FieldSpec, region: Region) -> str:
        return next((label_of(option) for option in spec.options if option.id == value), str(value))

    def problems(self, value: Value, spec: FieldSpec, region: Region) -> tuple[Problem, ...]:
        if isinstance(value, str) and any(option.id == value for option in spec.options):
            return ()
        offers = tuple(Choice(option.id, label_of(option)) for option in spec.options)
        message = f"“{value}” is not one of the answers. Choose one from the list."
        return (Problem("unreadable", message, offers),)


class YesNoKind(ChoiceKind):
    lacking = "yes or no"

    def _value(self, line: str, spec: FieldSpec) -> Value:
        """Return what a line says: yes, y, true, 1, no, n, false or 0, in any letter case."""
        word = line.casefold().rstrip(".")
        if word in ("yes", "y", "true", "1"):
            return True
        return False if word in ("no", "n", "false", "0") else Typed(line)

    def show(self, value: Value, spec: FieldSpec, region: Region) -> str:
        return value.text if isinstance(value, Typed) else "Yes" if value else "No"

    def edit_text(self, value: Value, spec: FieldSpec, region: Region) -> str:
        return self.show(value, spec, region)

    def problems(self, value: Value, spec: FieldSpec, region: Region) -> tuple[Problem, ...]:
        if isinstance(value, bool):
            return ()
        message = f"“{value}” is neither yes nor no. Choose one."
        return (Problem("unreadable", message, (Choice(True, "Yes"), Choice(False, "No"))),)
