"""What the settings file may contain; only checked with pydantic if it was changed by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

_WORDS = {"string_type": "must be text in quotes.", "dict_type": "must be a table of keys."}


class SettingsFile(BaseModel):
    """The settings of reportwizard. What a newer version keeps here stays in the file."""

    model_config = ConfigDict(strict=True)

    theme: str = Field("", description="The name of the colours.")
    keymap: dict[str, str] = Field({}, description='Keys by the id of what they do: save = "ctrl+s".')
    locale: str = Field("", description="How you write numbers and dates, such as kk_KZ.")
    folder: str = Field("", description="The folder of drafts.")
    editor: str = Field("", description="The command of your own editor for long texts.")


def faults(table: Mapping[str, Any]) -> tuple[str, ...]:
    """Say in words what in a settings file cannot be used; nothing if all can be."""
    try:
        SettingsFile.model_validate(table)
    except ValidationError as error:
        return tuple(
            f"key “{'.'.join(map(str, one['loc']))}” {_WORDS.get(one['type'], one['msg'])}"
            for one in error.errors(include_url=False)
        )
    return ()
