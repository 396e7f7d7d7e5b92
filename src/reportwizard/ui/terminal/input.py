"""Splits what a terminal sends into letters, keys and pastes, however a slow line delivers it.

Pure: no terminal, no thread, no clock. `driver.py` passes what was read, and calls when time has passed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportwizard.ui.terminal.key_reports import ESC, KeyReports, Token

PASTE_SILENCE = 0.5
"""Seconds without a byte that end a paste whose end mark is missing."""

BURST_SILENCE = 0.03
"""Seconds without a byte that end a paste of a terminal that does not mark pastes."""

SEQUENCE_SILENCE = 1.0
"""Seconds to wait for the rest of a sequence that has certainly begun: nobody types one by hand."""

MAX_PASTE = 8_000_000
"""Characters that are held at most; more becomes a second paste."""

_MAX_TYPED = 256  # letters that may come at once and still count as typed
_MIN_PASTE = 8

_PASTE_BEGIN, _PASTE_END = f"{ESC}[200~", f"{ESC}[201~"

# Replies to other programs: OSC (colours, titles), DCS (settings, the terminal's name), APC (pictures).
_STRING = re.compile(r"\x1b(?:\]\d{1,4};|P[0-9>!$+]|_G)")
_STRING_END = re.compile(r"\x07|\x1b\\|(?=[\x00-\x06\x08-\x1a\x1c-\x1f])|(?=\x1b[^\\])")

# In this order: function keys of the Linux console, keys of rxvt, the oldest mouse reports, CSI, SS3, and Alt
# with an arrow from old terminals.
_SEQUENCE = re.compile(
    r"\x1b(?:\[\[[A-E]|\[\d{1,2}\$|\[M[^\x1b]{3}|\[(?![\[M])[ -?]{0,64}[@-~]|O[0-9;]{0,8}[A-Za-z]"
    r"|\x1b\[(?!20[01]~)[0-9;]{0,8}[A-DFHP-S~]|\x1bO[A-DFHP-S])"
)
_UNFINISHED = re.compile(r"\x1b{1,2}(?:\[(?:\[|M[^\x1b]{0,2}|[ -?]{0,64})?|O[0-9;]{0,8}|\]\d{0,4}|P|_)?")
_AMBIGUOUS = re.compile(r"\x1b{1,2}[O\]P_]?")  # may be the Escape key, or Alt with a letter
_BROKEN = re.compile(r"\x1b\[[ -?]{0,64}")

_LATE_REST = re.compile(r"\[[0-9;:<?]*(?:[A-Za-z~]|\Z)|O[A-DFHP-S]|\]\d{1,4};")
_NOT_PASTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LINES_OR_CELLS = re.compile(r"[^\r\n\t][\r\n\t]+[^\r\n\t]")


class TerminalInput:
    """Takes what was read, in pieces of any size, and returns complete tokens.

    `escape_delay` is how many seconds an Escape waits for the rest of a sequence. `marks_pastes` is whether
    the terminal is known to mark pastes: then letters that come at once were typed.
    """

    def __init__(self, escape_delay: float = 0.1, *, marks_pastes: bool = False) -> None:
        self._escape_delay = escape_delay
        self._keys = KeyReports(marks_pastes)
        self._held = ""
        self._last = 0.0
        self._in_string = False
        self._pasted: list[str] = []
        self._paste_size = 0
        self._end_mark: str | None = None  # of the current paste: empty if only silence ends it
        self._interrupted = False  # whether silence ended a paste whose end mark may still come
        self._missing_mark = ""  # the missing part of that mark
        self._escaped = float("-inf")  # when an Escape was taken for the key
        self._late = False  # whether the rest of a sequence is held whose Escape was taken for the key

    def feed(self, data: str, now: float) -> list[Token]:
        """Take what was read; return what is complete."""
        self._last = now
        self._held += data
        return [*self._read(now)]

    def due_at(self) -> float | None:
        """Return when to call `expire` if nothing is read before; None if nothing is held."""
        wait = self._wait()
        return None if wait is None else self._last + wait

    def expire(self, now: float) -> list[Token]:
        """Return what was waiting for more that did not come."""
        held, self._held = self._held, ""
        if self._end_mark is not None:
            # The end mark of this paste, or the rest of it, may still come.
            mark, self._end_mark = self._end_mark, None
            if mark:
                self._interrupted, self._missing_mark = True, mark[len(held) :]
            return self._take_pasted()
        if self._in_string:
            self._in_string = False
            return []
        if self._late:
            self._late = False
            return [Token("text", held[1:])]
        if held.strip(ESC) and not _AMBIGUOUS.fullmatch(held):
            return []  # an incomplete sequence is never text
        self._escaped = now
        escapes = [Token("key", ESC)] * held.count(ESC)
        return escapes if held.endswith(ESC) else [*escapes[1:], Token("key", held[-2:])]

    def release(self) -> list[Token]:
        """Return everything that is held, because nothing more will come."""
        return self.expire(self._last) if self._wait() is not None else []

    def _wait(self) -> float | None:
        if self._end_mark is not None:
            return PASTE_SILENCE if self._end_mark else BURST_SILENCE
        if self._in_string:
            return SEQUENCE_SILENCE
        if not self._held:
            return None
        is_ambiguous = self._late or (_AMBIGUOUS.fullmatch(self._held) and not self._keys.all_keys)
        return self._escape_delay if is_ambiguous else SEQUENCE_SILENCE

    def _read(self, now: float) -> Iterator[Token]:
        """Yield tokens until nothing complete is held."""
        before = None
        while (state := (len(self._held), self._end_mark, self._in_string, self._late)) != before:
            before = state
            if self._end_mark is not None:
                yield from self._read_paste()
            elif self._in_string:
                self._skip_string()
            elif self._held.startswith(ESC):
                yield from self._read_sequence()
            elif self._held:
                yield from self._read_letters(now)

    def _read_letters(self, now: float) -> Iterator[Token]:
        mark, self._missing_mark = self._missing_mark, ""
        if mark and self._held.startswith(mark):
            self._held, self._interrupted = self._held.removeprefix(mark), False
            return
        if now - self._escaped < SEQUENCE_SILENCE and _LATE_REST.match(self._held):
            self._escaped, self._late = float("-inf"), True
            self._held = ESC + self._held
            return
        text = self._held.partition(ESC)[0]
        if self._begins_paste(text):
            return
        self._held = self._held[len(text) :]
        self._keys.note(text)
        yield Token("text", text)

    def _begins_paste(self, text: str) -> bool:
        """Whether letters were certainly pasted, all at once or after a pause of a slow line."""
        if self._interrupted and _PASTE_END in self._held:
            self._end_mark = _PASTE_END
        elif (self._interrupted or not self._keys.marks_pastes) and text == self._held and _is_pasted(text):
            self._end_mark = ""
        return self._end_mark is not None

    def _read_sequence(self) -> Iterator[Token]:
        held = self._held
        if held.startswith((_PASTE_BEGIN, _PASTE_END)):
            begins = held.startswith(_PASTE_BEGIN)
            self._held = held[len(_PASTE_BEGIN) :]
            self._end_mark = _PASTE_END if begins else None
            self._keys.marks_pastes, self._interrupted, self._late = True, False, False
        elif match := _STRING.match(held):
            self._held, self._in_string, self._late = held[match.end() :], True, False
        elif match := _SEQUENCE.match(held):
            self._held = held[match.end() :]
            yield from self._keys.read(match[0]) if not self._late else self._read_late(match[0])
        elif not _UNFINISHED.fullmatch(held):
            yield from self._read_broken()

    def _read_late(self, sequence: str) -> Iterator[Token]:
        """Drop a key or reply whose Escape was taken for the key; keep text that only looks like one."""
        self._late = False
        tokens = self._keys.read(sequence)
        if not tokens and not any(map(str.isdigit, sequence)):
            yield Token("text", sequence[1:])
        yield from (token for token in tokens if token.kind == "text")

    def _read_broken(self) -> Iterator[Token]:
        """Drop a sequence that is cut off; if it is none, it is Escape, or Alt with a key."""
        held, late, self._late = self._held, self._late, False
        if late:
            self._escaped = float("-inf")
            self._held = held[1:]
        elif match := _BROKEN.match(held):
            self._held = held[match.end() :]
        elif held[1] == ESC:
            self._held = held[1:]
            yield Token("key", ESC)
        else:
            self._held = held[2:]
            yield Token("key", held[:2])

    def _skip_string(self) -> None:
        match = _STRING_END.search(self._held)
        if match:
            self._in_string, self._held = False, self._held[match.end() :]
        else:
            self._held = ESC if self._held.endswith(ESC) else ""

    def _read_paste(self) -> Iterator[Token]:
        mark = self._end_mark
        if mark and (at := self._held.find(mark)) >= 0:
            self._hold(self._held[:at])
            self._held = self._held[at + len(mark) :]
            self._interrupted, self._end_mark = False, None
            yield from self._take_pasted()
            return
        # The beginning of the mark, which what is held may end with.
        sizes = range(len(mark or "") - 1, 0, -1)
        partial = next((mark[:size] for size in sizes if mark and self._held.endswith(mark[:size])), "")
        self._hold(self._held[: len(self._held) - len(partial)])
        self._held = partial
        if self._paste_size > MAX_PASTE:
            yield from self._take_pasted()

    def _hold(self, text: str) -> None:
        self._pasted.append(text)
        self._paste_size += len(text)

    def _take_pasted(self) -> list[Token]:
        text = "".join(self._pasted)
        self._pasted, self._paste_size = [], 0
        return [Token("paste", text)] if text else []


def _is_pasted(text: str) -> bool:
    """Whether a text is too long to be typed at once: several lines or cells, or very many letters."""
    if len(text) < _MIN_PASTE or _NOT_PASTED.search(text):
        return False
    return len(text) > _MAX_TYPED or _LINES_OR_CELLS.search(text) is not None
