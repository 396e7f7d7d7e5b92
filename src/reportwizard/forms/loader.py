"""The forms that come with the program, built straight from their files."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from reportwizard.errors import FormError
from reportwizard.forms.faults import fault, item_place, unknown_key
from reportwizard.forms.form import ENTRIES, Form
from reportwizard.forms.locations import FILE

Shape = TypeVar("Shape")

# `importlib.resources` would find it too, but loading that takes as long as reading the form.
_DATA = Path(__file__).with_name("data")


@cache
def form_ids() -> tuple[str, ...]:
    """The ids of the forms that come with the program; first the one that is taken where none is named."""
    return tuple(_DATA.joinpath("forms.txt").read_text(encoding="utf-8").split())


@cache
def load_form(form_id: str) -> Form:
    """Return a form that comes with the program; `FormError` if there is none of this id.

    What it holds is not checked here: that takes a tenth of a second, and the tests do it.
    """
    if form_id not in form_ids():
        raise FormError(f"There is no form “{form_id}”.", f"Known forms: {', '.join(form_ids())}.")
    return build(Form, shipped_form(form_id), f"{form_id}/{FILE}", ENTRIES)


def shipped_form(form_id: str) -> dict[str, Any]:
    """Return what the file of a form that comes with the program holds."""
    return tomllib.loads(_DATA.joinpath(form_id, FILE).read_text(encoding="utf-8"))


def example_of(form: Form) -> bytes | None:
    """Return the draft file of a finished report with invented answers, beside a form; None without one."""
    try:
        return folder_of(form).joinpath("example.toml").read_bytes()
    except OSError:
        return None


def folder_of(form: Form) -> Path:
    """Return the folder that a form is in, with the other files about it."""
    return Path(form.source).parent if form.source else _DATA / form.id


def build_form(data: Mapping[str, Any], source: str) -> Form:
    """Make a form of what a file holds, without looking at types; `FormError` for all else at fault."""
    from reportwizard.forms.consistency import check_consistency

    form = build(Form, data, source, ENTRIES)
    check_consistency(form, source)
    return form


def build(
    shape: type[Shape], data: Mapping[str, Any], source: str, entries: Mapping[str, type], where: str = ""
) -> Shape:
    """Make a dataclass of a table of a file; `entries` says what the tables of a list are, by its key.

    `FormError` for a key that is missing or not known. Types are not looked at.
    """
    # mypy knows no type for "any dataclass".
    known = {field.name: field for field in fields(shape) if not field.metadata}  # type: ignore[arg-type]
    for key in data:
        if key not in known:
            raise unknown_key(source, where, key, known)
    for key, field in known.items():
        if key not in data and field.default is MISSING and field.default_factory is MISSING:
            raise fault(source, where, key, "is missing.")

    def value(key: str, held: Any) -> Any:
        """A rule's `questions` are plain ids, and stay so."""
        if not isinstance(held, list):
            return held
        return tuple(
            build(entries[key], item, source, entries, item_place(where, key, item.get("id"), number))
            if isinstance(item, dict) and key in entries
            else item
            for number, item in enumerate(held, start=1)
        )

    return shape(**{key: value(key, held) for key, held in data.items()})
