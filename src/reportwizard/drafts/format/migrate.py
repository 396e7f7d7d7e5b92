"""Converts older draft formats to the current one, one step at a time.

A change of the format is one pure function here, and one frozen sample in `tests/golden/drafts/`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from reportwizard.errors import DraftError, NewerDraftError

SCHEMA = 1
"""The draft format that this program writes."""

STEPS: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""For each older format, the function that takes its tables and returns those of the next format."""


def migrate(
    document: dict[str, Any], source: str, *, current: int = SCHEMA, steps: Mapping[int, Any] = STEPS
) -> dict[str, Any]:
    """Return the tables of a draft in the `current` format; `DraftError` as `check_schema` raises it."""
    for step in range(check_schema(document, source, current), current):
        document = steps[step](document)
    return document


def check_schema(header: Mapping[str, Any], source: str, current: int = SCHEMA) -> int:
    """Return the format of a draft.

    `DraftError` if the file does not say it, `NewerDraftError` if a newer program wrote it.
    """
    schema = header.get("schema")
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 1:
        raise DraftError(
            f"{source}: this is not a draft of a report.", "A draft says “schema = 1” in its first line."
        )
    if schema > current:
        raise NewerDraftError(
            f"{source}: a newer version of this program wrote this draft (format {schema}, here {current}).",
            "Nothing was changed. Install the newest version to open it.",
        )
    return schema
