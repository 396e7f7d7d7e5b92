"""Recovers what can be read of a damaged draft: every intact answer, and the rest by line. Pure.

The file is split into statements (a heading, or a name with its value), each of which is read by itself. One
that cannot be read is skipped line by line, until the next one that can.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any, cast

from reportwizard.drafts.format.decode import EXPENSES, EXPENSES_BEFORE, HEADER, from_document
from reportwizard.drafts.format.document import MAX_DEPTH, TOKEN, read_document, text_of
from reportwizard.drafts.format.migrate import SCHEMA
from reportwizard.drafts.format.tables import NAMES
from reportwizard.errors import DraftError
from reportwizard.files import LIMIT
from reportwizard.forms.external import known_forms
from reportwizard.report.report import Report
from reportwizard.text import clean_text

_MAX_STATEMENTS = 50_000
_TABLE_NAMES = ("answers", EXPENSES, EXPENSES_BEFORE, "progress", "conflicts", *NAMES)
_TABLES = tuple((name,) for name in _TABLE_NAMES)
_NAME = re.compile(r'\s*((?:[A-Za-z0-9_-]+|"[^"\n]*")(?:\.(?:[A-Za-z0-9_-]+|"[^"\n]*"))*)\s*=[ \t]*')
_BEGINS = re.compile(rf"{_NAME.pattern}|\s*\[")
_MULTILINE = re.compile(r"\"{3}|\'{3}|[\[{]")
_ANSWER_TABLE = re.compile(r"answers\.([a-z][a-z0-9_]*)")
_BLANK = re.compile(r"\s*(?:#[^\n]*)?$")


@dataclass(frozen=True, slots=True)
class Broken:
    """Lines of a file that cannot be read.

    `line` and `last_line` count from 1. `answer_id` is the answer that was there, if known. `text` is the
    lines as they are.
    """

    line: int
    last_line: int
    text: str
    answer_id: str = ""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """A report of all that could be read, and what could not be."""

    report: Report
    broken: tuple[Broken, ...] = ()


def salvage(data: bytes, source: str) -> Salvaged:
    """Read what can be read of a draft file.

    `DraftError` only if nothing can be: no draft of a known form, or a file larger than any draft.
    """
    if len(data) > LIMIT:
        raise DraftError(f"{source}: the file is larger than {LIMIT // 2**20} MB; no draft is that large.")
    reader = _Reader(text_of(data, "replace"), source)
    reader.read()
    document = reader.document
    answers, form_id = document.get("answers"), document.get("form")
    names = set(answers) if isinstance(answers, dict) else set()
    known = {form.id: len(names & form.by_id.keys()) for form in known_forms().forms}
    likely = max(known, key=lambda form_id: known[form_id])
    if not (isinstance(form_id, str) and (form_id in known or (names and not known[likely]))):
        if not known[likely] and "schema" not in document:
            raise DraftError(f"{source}: nothing of a report can be read in this file.", "Use an older copy.")
        # The form is lost: it is the one that most of the answers belong to.
        document["form"] = likely
    return Salvaged(from_document({**document, "schema": SCHEMA}, source), tuple(reader.broken))


class _Reader:
    """Reads the lines of one file."""

    def __init__(self, text: str, source: str) -> None:
        self.document: dict[str, Any] = {}
        self._source = source
        self._text = text
        self._lines = text.split("\n")
        self._starts = [0, *accumulate(len(line) + 1 for line in self._lines)]
        self._table: dict[str, Any] | None = self.document
        self._path: tuple[str, ...] = ()
        self._lost = False
        self._broken: list[tuple[int, int, str]] = []
        self._questions = {name for form in known_forms().forms for name in form.by_id}
        self._known = HEADER | self._questions

    def read(self) -> None:
        """Read every statement; what cannot be read is noted and skipped."""
        line = statements = 0
        while line < len(self._lines):
            if _BLANK.match(self._lines[line]) and not self._lost:
                line += 1
                continue
            length = self._read_statement(line) if statements < _MAX_STATEMENTS else 0
            if self._lost and not length:
                first, _, answer_id = self._broken.pop()
                self._broken.append((first, line + 1, answer_id))
            elif not length:
                name = _NAME.match(self._lines[line])
                answer_id = name[1] if name and name[1] in self._questions else ""
                self._broken.append((line, line + 1, self._path[1] if self._path[1:] else answer_id))
            self._lost = not length
            statements += bool(length)
            line += length or 1

    @property
    def broken(self) -> Iterator[Broken]:
        """What could not be read, without empty lines at its end."""
        for first, end, answer_id in self._broken:
            text = "\n".join(self._lines[first:end]).rstrip()
            if text:
                yield Broken(first + 1, first + 1 + text.count("\n"), text, answer_id)

    def _read_statement(self, line: int) -> int:
        """Read the statement that begins in a line; return how many lines it has, 0 if it is broken."""
        text = self._lines[line]
        if text.lstrip().startswith("["):
            return int(self._read_heading(text))
        name = _NAME.match(text)
        if name is None:
            return 0
        is_ours = self._path[1:] or name[1].partition(".")[0].strip('"') in self._known
        if self._lost and not is_ours:
            return 0  # in the middle of something broken: a word of a text
        end = self._end_of(line, name.end())
        if not end or self._hides_answers(line, end):
            return 0
        if line == len(self._lines) - 1 and self._lines[line][-1:].isalnum():
            return 0  # a number at the end of the file may have had more digits
        return end - line if self._keep(name[1], "\n".join(self._lines[line:end])) else 0

    def _end_of(self, line: int, column: int) -> int:
        """Return the line after a value that begins here; 0 if it has no end."""
        if not _MULTILINE.search(self._lines[line], column):
            return line + 1
        depth = 0
        for token in TOKEN.finditer(self._text, self._starts[line] + column):
            depth += (token.lastgroup == "open") - (token.lastgroup == "close")
            if token.lastgroup == "quote" or not 0 <= depth <= MAX_DEPTH:
                return 0
            if depth == 0 and token[0] == "\n":
                return bisect_right(self._starts, token.start())
        return 0 if depth else len(self._lines)

    def _hides_answers(self, line: int, end: int) -> bool:
        """Whether a text includes the beginning of other answers: then its own end is lost."""
        inside = self._lines[line + 1 : end]
        if not any((name := _NAME.match(text)) and name[1] in self._known for text in inside):
            return False
        last = len(self._lines) - 1
        after = next((number for number in range(end, last) if self._lines[number].strip()), last)
        return after < last and not _BEGINS.match(self._lines[after])

    def _keep(self, name: str, statement: str) -> bool:
        """Add a statement to its table; return whether it can be read, and its name is new there."""
        table = self._table
        if name in self._questions and self._path[:1] not in _TABLES:
            table = self.document.setdefault("answers", {})  # its heading is lost
        read = self._parse(statement)
        if table is self.document and not isinstance((read or {}).get("answers", {}), dict):
            return False  # no table of answers: its words are shown
        return read is not None and isinstance(table, dict) and _add(table, read)

    def _parse(self, statement: str) -> dict[str, Any] | None:
        if "\ufffd" in statement:
            return None
        try:
            return read_document(statement.encode(), self._source)
        except (DraftError, RecursionError):
            return None

    def _read_heading(self, text: str) -> bool:
        """Continue in another table; return whether there can be one of this name."""
        read = self._parse(text)
        path, rows = _path_of(read or {})
        rows = rows and path != ("answers",)
        if not path or (self._lost and not self._is_heading(path)):
            if not self._lost:
                lost = _ANSWER_TABLE.search(text)
                self._path, self._table = ("answers", lost[1]) if lost else ("",), None
            return False
        table: Any = self.document
        for name in path[:-1]:
            table = table.setdefault(name, {}) if isinstance(table, dict) else None
            table = table[-1] if isinstance(table, list) and table else table  # of several rows, the last
        self._path = path
        self._table = _row_or_table(table, path[-1], rows) if isinstance(table, dict) else None
        return self._table is not None

    def _is_heading(self, path: tuple[str, ...]) -> bool:
        """Whether a line in brackets in the middle of something broken is a heading of ours."""
        return path[0] in _TABLE_NAMES and (
            path[0] != "answers" or path[1:2] == () or path[1] in self._questions
        )


def _path_of(read: dict[str, Any]) -> tuple[tuple[str, ...], bool]:
    """Return the names in a heading, and whether it begins one of several rows."""
    path: list[str] = []
    table: Any = read
    while isinstance(table, dict) and table:
        name, table = next(iter(table.items()))
        path.append(name)
    return tuple(path), isinstance(table, list)


def _row_or_table(table: dict[str, Any], name: str, rows: bool) -> dict[str, Any] | None:
    inner = table.setdefault(name, [] if rows else {})
    if rows and isinstance(inner, list):
        inner.append({})
        return cast("dict[str, Any]", inner[-1])
    return inner if isinstance(inner, dict) and not rows else None


def _add(table: dict[str, Any], read: dict[str, Any]) -> bool:
    """Add what was read to a table; False if something is there already: the first one counts."""
    for name, value in read.items():
        if name not in table:
            table[name] = value
        elif not (isinstance(value, dict) and isinstance(table[name], dict) and _add(table[name], value)):
            return False
    return True


def readable_text(broken: Broken) -> str:
    """Return what an applicant can copy from broken lines: the text without name and quotation marks."""
    return _NAME.sub("", clean_text(broken.text), count=1).strip().strip("\"'").strip()


def with_broken(salvaged: Salvaged) -> Report:
    """Return the report with everything broken among its texts that fit no question."""
    before = salvaged.report.unplaced
    texts = [text for broken in salvaged.broken if (text := readable_text(broken)) and text not in before]
    return replace(salvaged.report, unplaced=(*before, *texts))
