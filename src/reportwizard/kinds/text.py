"""Text: one line, or paragraphs which are kept word for word."""

from __future__ import annotations

import re

from reportwizard.kinds.kind import Kind
from reportwizard.kinds.values import FieldSpec, Reading, Region, Value, stored_text
from reportwizard.text import clean_line, clean_text

# What wikis put before the name of a user: `User:`, `Utilisatrice:`, `fr:User:`.
_USER = re.compile(
    r"(?:(?:[a-z-]{1,12}:){0,2}"
    r"(?:user|usuari[oa]|utilisat(?:eur|rice)|usuári[oa]|utilizador|benutzer(?:in)?|utente|gebruiker|pengguna"
    r"|участни(?:к|ца)|користувач(?:ка)?|қатысушы|kullanıcı|mtumiaji|مستخدمة?|用户|利用者|सदस्य)"
    r" ?[:：]\s*)+(?=\S)",
    re.IGNORECASE,
)


class TextKind(Kind):
    def read(self, text: str, spec: FieldSpec, region: Region) -> Reading:
        """Read one line; a person's name loses the prefix that wikis put before it."""
        line = clean_line(text)
        if spec.role == "project.person" and (before := _USER.match(line)):
            return Reading(line[before.end() :], notes=(f"“{before[0].strip()}” is left out of the name.",))
        return Reading(line or None)

    def from_plain(self, plain: object, spec: FieldSpec, region: Region) -> Value | None:
        """Take a stored text; numbers and dates that are unquoted in a draft count as text."""
        return clean_line(stored_text(plain)) or None

    def missing(self, value: Value | None, spec: FieldSpec) -> tuple[str, ...]:
        return () if value is not None and str(value).strip() else (self.lacking,)


class LongTextKind(TextKind):
    box = "large box"

    def read(self, text: str, spec: FieldSpec, region: Region) -> Reading:
        """Read a text; spaces at its ends stay, because they may be typed on the way to the next word."""
        return Reading(clean_text(text) or None)

    def from_plain(self, plain: object, spec: FieldSpec, region: Region) -> Value | None:
        return clean_text(stored_text(plain)) or None
