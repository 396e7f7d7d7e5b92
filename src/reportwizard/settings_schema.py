"""The schema of the settings file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

_MESSAGES = {"string_type": "must be text in quotes.", "dict_type": "must be a table of keys."}


class SettingsFile(BaseModel):
    """The settings of reportwizard. Keys of a newer version stay in the file."""

    model_config = ConfigDict(strict=True)

    theme: str = Field("", description="The name of the colours.")
    keymap: dict[str, str] = Field({}, description='Keys by the id of what they do: save = "ctrl+s".')
    locale: str = Field("", description="How you write numbers and dates, such as kk_KZ.")
    folder: str = Field("", description="The folder of drafts.")
    editor: str = Field("", description="The command of your own editor for long texts.")


def faults(table: Mapping[str, Any]) -> tuple[str, ...]:
    """Return messages about what in a settings file cannot be used."""
    try:
        SettingsFile.model_validate(table)
    except ValidationError as error:
        return tuple(
            f"key “{'.'.join(map(str, fault['loc']))}” {_MESSAGES.get(fault['type'], fault['msg'])}"
            for fault in error.errors(include_url=False)
        )
    return ()
