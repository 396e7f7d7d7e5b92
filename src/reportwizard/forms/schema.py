"""Pydantic's models of the files of a form from outside, made from the dataclasses that they are read into.

They check a file and make its JSON Schema (`docs/schemas/form.json`, `page.json`), with which an editor
completes the keys. Pydantic is loaded only with this module: it takes a tenth of a second and 20 MB.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model
from pydantic.config import JsonDict

from reportwizard.errors import FormError
from reportwizard.forms.faults import fault, item_place, unknown_key
from reportwizard.forms.form import TOPICS, Form, Question, Rule
from reportwizard.forms.loader import build, build_form
from reportwizard.forms.page import ENTRIES, FILE, FormPage, check_page
from reportwizard.forms.roles import ROLES
from reportwizard.kinds.registry import KINDS
from reportwizard.kinds.values import Column, Row

_OFFERED: dict[tuple[type, str], Iterable[str]] = {
    (Question, "kind"): KINDS,
    (Column, "kind"): ("count", "text"),
    (Rule, "topic"): TOPICS,
    (Question, "role"): (name for name, role in ROLES.items() if role.questions),
    (Row, "role"): (name for name, role in ROLES.items() if role.rows),
    (Column, "role"): (name for name, role in ROLES.items() if role.columns),
}
"""Words that an editor offers for a key; whether one fits is checked with everything else about a form."""


@cache
def model_of(shape: type) -> type[BaseModel]:
    """Return the model of a table in a file: its keys, their types, and what each of them is for."""
    hints = get_type_hints(shape, include_extras=True)
    keys: dict[str, Any] = {}
    for field in fields(shape):
        if not field.metadata:
            kind, words = get_args(hints[field.name])
            inner: type = [*get_args(kind), str][0]
            if is_dataclass(inner):
                # A list of tables is one of their models.
                kind = tuple[model_of(inner), ...]  # type: ignore[misc]
            offered = _OFFERED.get((shape, field.name))
            extra: JsonDict | None = {"enum": ["", *offered]} if offered else None
            default = ... if field.default is MISSING else field.default
            keys[field.name] = (kind, Field(default, description=words, json_schema_extra=extra))
    # A key that is not known is refused, not passed over.
    made: type[BaseModel] = create_model(
        shape.__name__, __config__=ConfigDict(extra="forbid", strict=True), **keys
    )
    made.__doc__ = (shape.__doc__ or "").partition("\n")[0]
    return made


# What pydantic found, in words. A key that is not here has another type than it should.
_WORDS = {
    "missing": "is missing.",
    "string_type": "must be text in quotes.",
    "int_type": "must be a whole number, without quotes.",
    "bool_type": "must be true or false, without quotes.",
    "tuple_type": "must be a list.",
    "model_type": "must be a table with keys of its own.",
    "json_invalid": "holds too many tables inside each other.",
}
_UNKNOWN = "extra_forbidden"


def check_form(data: Mapping[str, Any], source: str) -> Form:
    """Return the form that the tables of a file describe; `FormError` names file, question and key."""
    _validate(model_of(Form), data, source)
    return build_form(data, source)


def check_page_file(folder: Path, form: Form) -> None:
    """Raise `FormError` if the page file in a form's folder cannot be used; it may be missing."""
    path = folder / FILE
    if not path.exists():
        return
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise FormError(f"{path}: cannot be read: {error}.") from error
    _validate(model_of(FormPage), data, str(path))
    check_page(build(FormPage, data, str(path), ENTRIES), form, str(path))


def _validate(model: type[BaseModel], data: Mapping[str, Any], source: str) -> None:
    try:
        # JSON is pydantic's own strict reading: "yes" is no bool, 7 is no text, and a list may be a tuple.
        # TOML's dates have no place in a form: as nothing, they are refused like any other wrong type.
        model.model_validate_json(json.dumps(data, default=lambda _: None), strict=True)
    except RecursionError:
        raise fault(source, "", "", _WORDS["json_invalid"]) from None
    except ValidationError as error:
        # An unknown key comes before the missing one that it may mean.
        first = min(error.errors(include_url=False), key=lambda found: found["type"] != _UNKNOWN)
        where, shape, key = _place(first["loc"], model, data)
        if first["type"] == _UNKNOWN:
            raise unknown_key(source, where, key, shape.model_fields) from None
        raise fault(source, where, key, _WORDS.get(first["type"], first["msg"])) from None


def _place(loc: tuple[int | str, ...], shape: type[BaseModel], data: Any) -> tuple[str, type[BaseModel], str]:
    """Follow pydantic's path, such as `parts, 0, title`, to a place in words, its shape and the key."""
    where, key = "", ""
    for step in loc:
        data = data[step] if isinstance(step, int) or step in data else None
        if isinstance(step, str):
            key = step
        elif isinstance(data, dict):
            where = item_place(where, key, data.get("id"), step + 1)
            shape, key = get_args(shape.model_fields[key].annotation)[0], ""
    return where, shape, key
