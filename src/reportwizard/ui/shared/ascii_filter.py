"""Draws signs and lines as ASCII characters (`--ascii`), one for one, so that columns stay aligned."""

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
"""The ASCII replacements; letters of any script are kept."""


class AsciiFilter(LineFilter):
    """Replaces the signs in everything that is drawn."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [Segment(text.translate(TABLE), style, control) for text, style, control in segments]


def needs_ascii(encoding: str, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether neither the terminal's encoding nor the locale is UTF-8."""
    locale = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or ""
    return not any("utf8" in name.casefold().replace("-", "") for name in (encoding, locale))
