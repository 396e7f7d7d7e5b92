"""Form files from outside: every key and its type, checked against the very dataclasses of `form`.

Pydantic is loaded here alone, and only when such a file is read: it takes a tenth of a second and 20 MB.
"""

from __future__ import annotations

import json
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any

from reportwizard.forms.consistency import check_consistency
from reportwizard.forms.faults import fault, item_place, unknown_key
from reportwizard.forms.form import ENTRIES, Form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails

    from reportwizard.errors import FormError

# What pydantic found, in words. A key that is not here has another type than it should.
_WORDS = {
    "missing": "is missing.",
    "string_type": "must be text in quotes.",
    "bool_type": "must be true or false, without quotes.",
    "tuple_type": "must be a list.",
    "dataclass_type": "must be a table with keys of its own.",
}
_UNKNOWN = "unexpected_keyword_argument"


def check_form(data: Mapping[str, Any], source: str) -> Form:
    """Return the form that the tables of a file describe; `FormError` names file, question and key."""
    from pydantic import ValidationError

    try:
        # JSON is pydantic's own strict reading: "yes" is no bool, 7 is no text, and a list may be a tuple.
        # TOML's dates have no place in a form: as nothing, they are refused like any other wrong type.
        form = _adapter().validate_json(json.dumps(data, default=lambda _: None), strict=True)
    except ValidationError as error:
        raise _in_words(error.errors(include_url=False), data, source) from None
    check_consistency(form, source)
    return form


@cache
def _adapter() -> TypeAdapter[Form]:
    from pydantic import TypeAdapter

    return TypeAdapter(Form)


def _in_words(errors: list[ErrorDetails], data: Mapping[str, Any], source: str) -> FormError:
    """Return the first error in words; an unknown key comes before the missing one that it may stand for."""
    first = min(errors, key=lambda error: error["type"] != _UNKNOWN)
    where, shape, key = _place(first["loc"], data)
    if first["type"] == _UNKNOWN:
        return unknown_key(source, where, key, [field.name for field in fields(shape)])
    return fault(source, where, key, _WORDS.get(first["type"], first["msg"]))


def _place(loc: tuple[int | str, ...], data: Any) -> tuple[str, type, str]:
    """Follow pydantic's path, such as `parts, 0, title`, to a place in words, its shape and the key."""
    where, key = "", ""
    shape: type = Form
    for step in loc:
        data = data[step] if isinstance(step, int) or step in data else None
        if isinstance(step, str):
            key = step
        elif isinstance(data, dict):
            where = item_place(where, key, data.get("id"), step + 1)
            shape, key = ENTRIES[key], ""
    return where, shape, key
