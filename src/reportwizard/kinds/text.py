"""One line of text."""

from __future__ import annotations

import re

from reportwizard.kinds.base import Asked, Plain, Problem, Reading, Region, Value
from reportwizard.kinds.unread import shown_typed, stored_text
from reportwizard.text import clean_line

# What wikis put before the name of a user: `User:`, `Utilisatrice:`, `fr:User:`.
_USER = re.compile(
    r"(?:(?:[a-z-]{1,12}:){0,2}"
    r"(?:user|usuari[oa]|utilisat(?:eur|rice)|usuári[oa]|utilizador|benutzer(?:in)?|utente|gebruiker|pengguna"
    r"|участни(?:к|ца)|користувач(?:ка)?|қатысушы|kullanıcı|mtumiaji|مستخدمة?|用户|利用者|सदस्य)"
    r" ?[:：]\s*)+(?=\S)",
    re.IGNORECASE,
)


def read(text: str, asked: Asked, region: Region) -> Reading:
    """Read one line; line breaks become spaces, and the name of a person loses what wikis put before it."""
    line = clean_line(text)
    if asked.role == "project.person" and (before := _USER.match(line)):
        return Reading(line[before.end() :], notes=(f"“{before[0].strip()}” is left out of the name.",))
    return Reading(line or None)


def from_plain(plain: object, asked: Asked, region: Region) -> Value | None:
    """Take a stored text; numbers and dates that are unquoted in a draft count as text."""
    return clean_line(stored_text(plain)) or None


def to_plain(value: Value) -> Plain:
    return shown_typed(value)


def show(value: Value, asked: Asked, region: Region) -> str:
    return shown_typed(value)


edit_text = show
portal = show


def problems(value: Value, asked: Asked, region: Region) -> tuple[Problem, ...]:
    return ()


def missing(value: Value | None, asked: Asked) -> tuple[str, ...]:
    """A text is missing if it holds nothing but spaces."""
    return () if value is not None and shown_typed(value).strip() else ("an answer",)
