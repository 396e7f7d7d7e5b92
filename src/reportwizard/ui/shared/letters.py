"""What is drawn where a terminal has the signs of a typewriter alone (`--ascii`): always cell for cell."""

from __future__ import annotations

import os
from collections.abc import Mapping

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_SIGNS = dict(zip("✓✗○●·•▸▾▌‹›–—−…↓↑→←“”„«»‘’×━═", 'vxo*..>v><>---~v^><"""""\'\'x==', strict=True))
_LINES = dict.fromkeys("─┄╌╴╶", "-") | dict.fromkeys("│┃║╎", "|") | dict.fromkeys("╭╮╰╯┌┐└┘├┤┬┴┼", "+")
# Parts of a full cell, such as the ends of a scroll bar.
_BLOCKS = {chr(code): " " for code in range(0x2580, 0x25A0) if chr(code) not in _SIGNS}
_BLANKS = dict.fromkeys("\u00a0\u2007\u202f", " ")
TABLE = str.maketrans({**_LINES, **_BLOCKS, **_BLANKS, **_SIGNS})
"""Signs, lines and quotation marks as letters; the letters of an answer stay, in every script."""


class Letters(LineFilter):
    """Replaces every sign that is drawn, whatever widget it is in."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [Segment(text.translate(TABLE), style, control) for text, style, control in segments]


def without_signs(encoding: str, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether a terminal of this encoding has letters alone: neither it nor the locale speaks of UTF-8."""
    locale = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or ""
    return not any("utf8" in name.casefold().replace("-", "") for name in (encoding, locale))
