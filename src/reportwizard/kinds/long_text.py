"""Text of any length, with paragraphs, kept word for word."""

from __future__ import annotations

from reportwizard.kinds.base import Asked, Reading, Region, Value
from reportwizard.kinds.text import edit_text, missing, portal, problems, show, to_plain
from reportwizard.kinds.unread import stored_text
from reportwizard.text import clean_text

__all__ = ["edit_text", "from_plain", "missing", "portal", "problems", "read", "show", "to_plain"]


def read(text: str, asked: Asked, region: Region) -> Reading:
    """Read a text; spaces at its ends stay, because they may be typed on the way to the next word."""
    return Reading(clean_text(text) or None)


def from_plain(plain: object, asked: Asked, region: Region) -> Value | None:
    """Take a stored text, cleaned; numbers and dates that are unquoted in a draft count as text."""
    return clean_text(stored_text(plain)) or None
