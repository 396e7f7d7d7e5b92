"""Reads one complete sequence of a terminal: a key, letters, or a reply that was not requested here.

Sources: the Kitty keyboard protocol (sw.kovidgoyal.net/kitty/keyboard-protocol) and xterm's control sequences
(invisible-island.net/xterm/ctlseqs/ctlseqs.html).
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS, MODIFIER_FUNCTIONAL_KEYS

ESC = "\x1b"


class Token(NamedTuple):
    """A complete piece of input: letters, the sequence of one key or event, or a pasted text."""

    kind: Literal["text", "key", "paste"]
    data: str


_CSI = re.compile(r"\x1b\[([<=>?]?)([\d:;]*)([ -/]*)([@-~])")
_MODE = re.compile(r"\x1b\[\?(\d{1,5});([0-4])\$y")
_MOUSE = re.compile(r"\x1b\[<\d{1,3};\d{1,5};\d{1,5}[Mm]")
_WINDOW = re.compile(
    r"48;(\d{1,4})(?::[\d:]*)?;(\d{1,4})(?::[\d:]*)?;(\d{1,5})(?::[\d:]*)?;(\d{1,5})(?::[\d:]*)?"
)

_SHIFT, _ALT, _SUPER = 1, 2, 8
_LOCKS = 64 | 128
_RELEASED = "3"
_BRACKETED_PASTE = "2004"
_MODIFY_OTHER_KEYS = "27"
_SHIFT_IGNORED = {13, 32, 127, 57414}  # Enter, Space, Backspace, the keypad's Enter
_LAST_LATIN = "\u024f"
_PLACES = (
    ("qwertyuiop[]asdfghjkl;'zxcvbnm,.", "йцукенгшщзхъфывапролджэячсмитьбю"),  # Russian, Kazakh, …
    ("s]'", "ії\u0454"),  # Ukrainian
    ("wertyuiopasdfghjklzxcvbnm", "ςερτυθιοπασδφγηξκλζχψωβνμ"),  # Greek
    ("ertyuiopasdfghjkl;zxcvbnm,.", "קראטוןםפשדגכעיחלךףזסבהנמצתץ"),  # Hebrew
    ("qwertyuiop[]asdfghjkl;'zxcvnm", "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىة"),  # Arabic
)
LATIN = {letter: latin for qwerty, letters in _PLACES for latin, letter in zip(qwerty, letters, strict=True)}
"""The letter of an English keyboard in the place of a letter of another script."""


class KeyReports:
    """Reads complete sequences. `marks_pastes` is whether the terminal is known to mark pastes."""

    def __init__(self, marks_pastes: bool = False) -> None:
        self.marks_pastes = marks_pastes
        self.all_keys = False
        """Whether every key comes as a report, so that an Escape byte only begins one."""
        self._latin = False  # whether the last letter typed was Latin
        self._kitty = False

    def note(self, text: str) -> None:
        """Note what was typed: it tells the script that is being written."""
        if text[-1:].isalpha():
            self._latin = text[-1] <= _LAST_LATIN

    def read(self, sequence: str) -> list[Token]:
        """Return what a sequence means; nothing for a reply, a key release, or no key at all."""
        if sequence.startswith(ESC + ESC):
            return self._read_after_escape(sequence[1:])
        if sequence[1] == "O":
            known = sequence in ANSI_SEQUENCES_KEYS
            return (
                [Token("key", sequence)] if known else [Token("key", f"{ESC}O"), Token("text", sequence[2:])]
            )
        match = _CSI.fullmatch(sequence)
        if match is None or match[1] or match[3]:
            return self._read_other(sequence)
        _, params, _, final = match.groups()
        if final == "t":
            return _window(params)
        if final in "IO":  # the window has the focus, or not
            return [] if params else [Token("key", sequence)]
        if final == "R" and params:  # F3 with a modifier, or a cursor position that was not requested here
            return self._read_key(f"13;{params[2:]}", "~") if re.fullmatch("1;[2-8]", params) else []
        return self._read_key(params, final)

    def _read_other(self, sequence: str) -> list[Token]:
        """Read the mouse, a mode, or a key of rxvt or the Linux console."""
        if mode := _MODE.fullmatch(sequence):
            if mode[1] == _BRACKETED_PASTE:
                self.marks_pastes |= mode[2] != "0"
                return []
        elif not _MOUSE.fullmatch(sequence) and sequence not in ANSI_SEQUENCES_KEYS:
            return []
        return [Token("key", sequence)]

    def _read_after_escape(self, sequence: str) -> list[Token]:
        """Read a key of an old terminal that sends an extra Escape for Alt."""
        match = re.fullmatch(r"\x1b[\[O](?:(\d*)(?:;(\d+))?)([A-Z~])", sequence)
        if match is None:
            return []
        code, held, final = match.groups()
        return self._read_key(f"{code or 1};{(int(held or 1) - 1 | _ALT) + 1}", final)

    def _read_key(self, params: str, final: str) -> list[Token]:
        if params.count(";") > 2:
            return []
        codes, held, texts, *_ = [*params.split(";"), "", ""]
        if final == "~" and codes == _MODIFY_OTHER_KEYS and texts:
            codes, texts, final = texts, "", "u"
        modifiers, _, event = held.partition(":")
        bits = max(_number(modifiers or "1") - 1, 0)
        if event == _RELEASED or bits > 255:
            return []
        bits &= ~_LOCKS
        if final == "u":
            return self._read_report([_number(code) for code in codes.split(":")], bits, texts)
        return self._read_named(codes or "1", final, bits)

    def _read_named(self, number: str, final: str, bits: int) -> list[Token]:
        """Read a key that has a name of its own, such as an arrow."""
        if f"{number}{final}" not in FUNCTIONAL_KEYS:
            plain = f"{ESC}[{final}"
            return [Token("key", plain)] if final in "Zabcd" and plain in ANSI_SEQUENCES_KEYS else []
        if bits & _SUPER and not self._kitty:
            bits = bits & ~_SUPER | _ALT  # older terminals sent this for Alt
        if bits:
            return [Token("key", f"{ESC}[{number};{bits + 1}{final}")]
        return [Token("key", f"{ESC}[{number if final == '~' else ''}{final}")]

    def _read_report(self, codes: list[int], bits: int, texts: str) -> list[Token]:
        """Read a report of the Kitty protocol: the key, its letter with Shift, its place."""
        code, shifted, place = [*codes, -1, -1][:3]
        self._kitty = True
        if texts:
            self.all_keys = self.marks_pastes = True
        if bits & _SHIFT and code in _SHIFT_IGNORED:
            bits, shifted = bits & ~_SHIFT, -1
        text = self._text_of(code, shifted, bits, texts)
        if text:
            self.note(text)
            return [Token("text", text)]
        name = FUNCTIONAL_KEYS.get(f"{code}u", "")
        if _is_letter(code):
            code = self._place_of(code, place)
        elif not name or name in MODIFIER_FUNCTIONAL_KEYS or name.endswith("_lock"):
            return []  # pressed alone, it does nothing
        return [Token("key", f"{ESC}[{code};{bits + 1}u" if bits else f"{ESC}[{code}u")]

    def _text_of(self, code: int, shifted: int, bits: int, texts: str) -> str:
        """Return the letters that a key writes; none if it is a command."""
        text = "".join(chr(number) for number in map(_number, texts.split(":")) if _is_letter(number))
        if bits & ~_SHIFT and not (text and bits & ~_SHIFT == _ALT):  # Option writes letters too
            return ""
        if text or not _is_letter(code):
            return text
        if bits & _SHIFT:
            return chr(shifted) if _is_letter(shifted) else chr(code).upper()
        return chr(code)

    def _place_of(self, code: int, place: int) -> int:
        """Return the code of the English key in the place of a key pressed with Ctrl or Alt."""
        letter = chr(code).lower()
        if letter.isascii() and (letter.isalpha() or self._latin):
            return ord(letter)
        if 0 < place < 128 and chr(place).isalpha():
            return place
        return ord(LATIN.get(letter, letter))


def _number(digits: str) -> int:
    """Return a number as terminals send it; -1 if it is none, or too large to mean anything."""
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 8 else -1


def _is_letter(code: int) -> bool:
    """Whether a code is that of a letter, and not of a control character or another key."""
    return 31 < code <= 0x10FFFF and not 126 < code < 160 and not 0xD800 <= code < 0xF900


def _window(params: str) -> list[Token]:
    """Read the size of the window; a missing size in pixels is replaced by that in cells."""
    match = _WINDOW.fullmatch(params)
    if match is None:
        return []
    rows, columns, height, width = map(int, match.groups())
    if not rows or not columns:
        return []
    return [Token("key", f"{ESC}[48;{rows};{columns};{max(height, rows)};{max(width, columns)}t")]
