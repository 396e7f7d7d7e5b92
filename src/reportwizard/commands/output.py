"""How a command ends, and what it prints: data on standard output, messages on standard error."""

from __future__ import annotations

import sys
from enum import IntEnum
from io import TextIOWrapper
from typing import Any


class Status(IntEnum):
    """Exit status: nothing is in the way; something must be fixed first; wrong use or an unreadable file."""

    READY = 0
    BLOCKED = 1
    UNUSABLE = 2


def print_message(text: str) -> None:
    """Tell the person at the terminal something; never mixed with the data."""
    print_text(text, file=sys.stderr, wrap=True)


def print_text(text: str, file: Any = None, *, wrap: bool = False) -> None:
    """Print text that no terminal obeys; with `wrap`, a terminal shows it without breaking a word."""
    from reportwizard.text import clean_text

    text, stream = clean_text(text), file or sys.stdout
    if wrap and stream is not None and stream.isatty():
        import textwrap
        from shutil import get_terminal_size

        wrapper = textwrap.TextWrapper(max(get_terminal_size().columns - 1, 1), break_long_words=False,
                                       break_on_hyphens=False, replace_whitespace=False)  # fmt: skip
        text = "\n".join(wrapper.fill(line) for line in text.split("\n"))
    print(text, file=stream, flush=True)


def print_json(data: object) -> None:
    """Print data for programs; what a terminal would obey, or cannot print, is escaped."""
    import json
    import re

    text = json.dumps(data, ensure_ascii=False, indent=2, default=str)
    unsafe = "[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
    print(re.sub(unsafe, lambda match: f"\\u{ord(match[0]):04x}", text), flush=True)


def use_utf8(*, drawn: bool) -> None:
    """Write UTF-8 into files and pipes; to a terminal too where the wizard is drawn, which Textual reads so.

    Drawn in another encoding, lines would be too long.
    """
    for stream in {sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__}:
        if isinstance(stream, TextIOWrapper):
            encoding = stream.encoding if stream.isatty() and not drawn else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
