"""Answers of a copied page: short ones, agreements, texts below their help, and tables in any layout."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportwizard.forms.form import Question
from reportwizard.imports.amounts import amount_value, split_amount
from reportwizard.imports.imported import CELL_BREAK
from reportwizard.imports.labels import row_labels
from reportwizard.imports.wordings import after_words, plain_words, split_rows
from reportwizard.kinds import choice
from reportwizard.kinds.base import Column, Region, Typed, Value
from reportwizard.kinds.registry import KINDS
from reportwizard.kinds.table import read_cell
from reportwizard.report.text_layout import read_row
from reportwizard.text import clean_line

if TYPE_CHECKING:
    from reportwizard.imports.imported import Filling


# Narrow spaces (U+202F, U+2009) set groups of digits apart; any other blank can be between two cells.
_BLANKS = re.compile(r"[ \t\n\r\xa0]+")
_NUMBER = re.compile(r"[~≈±<>≤≥+]?\d[\d.,'’٬٫\u202f\u2009]*[+%]?")
_GROUP = re.compile(r"\d{3}")
_NO_NUMBER = {"", "-", "–", "—", "n/a", "na", "n.a."}
_MOST_PIECES = 12
# More line breaks than this are in no cell.
_MOST_CELL_LINES = 50
_HAS_DIGIT = re.compile(r"\d")
# A row between bars starts with one, or has at least three cells: one bar alone can be in an address.
_BARS = re.compile(r"\s*\||[^|\n]*\|[^|\n]*\|")
_RULE = re.compile(r"[\s|:+\-–—]*")


@dataclass
class Filled:
    """The cells of one row. `unsure` holds the row as printed, where a cell may be in the wrong column."""

    cells: dict[str, Value] = field(default_factory=dict)
    unsure: str = ""


def read_fixed_rows(question: Question, text: str, region: Region) -> tuple[dict[str, Value], list[str]]:
    """Read a table with fixed rows; return the rows, and what is no part of it, as printed."""
    above, cut = split_rows(text, row_labels(question))
    rest = [] if _is_heading(question, above) else [above.strip()]
    names = {row.id: row.label for row in question.rows}
    rows: dict[str, Value] = {}
    for row, behind in cut:
        filled = read_fixed_row(question, behind, region)
        if filled.cells:
            rows[row] = filled.cells
        if filled.unsure:
            rest.append(f"{names[row]} {filled.unsure}")
    return rows, rest


def _is_heading(question: Question, text: str) -> bool:
    known = {word for column in question.columns for word in plain_words(column.label)}
    known |= {"target", "targets", "result", "results", *plain_words(question.wording)}
    return known.issuperset(plain_words(text))


def read_fixed_row(question: Question, text: str, region: Region) -> Filled:
    """Read what is after the name of a row."""
    columns = question.columns
    cells = _marked_cells(text.strip("\n "), len(columns) - 1 if columns[-1].kind == "text" else -1)
    if cells is None:
        return _fill_run_on(columns, text.strip(), region)
    filled = _fill(columns, cells, region)
    if len(cells) > len(columns):
        filled.unsure = text.strip()
    return filled


def _marked_cells(text: str, most: int) -> list[str] | None:
    """Return the cells between bars or tabs; None if neither is after the name of the row.

    After `most` marks the rest is one cell, which may hold such marks itself.
    """
    mark = text[:1]
    if mark not in ("|", "\t"):
        return None
    cells = _between_bars(text, most) if mark == "|" else _between_tabs(text[1:], most)
    return None if len(cells) == 1 and len(_BLANKS.split(cells[0])) > 1 else cells


def _fill_run_on(columns: Sequence[Column], text: str, region: Region) -> Filled:
    """Read cells that only spaces set apart: a number for each column that takes one, then the comments.

    An empty cell leaves no trace in such a line, so of a row with too few numbers nothing is taken.
    """
    counts = [column for column in columns if column.kind == "count"]
    numbers, rest = _numbers_first(text, len(counts), has_comment=len(counts) < len(columns))
    missing = len(counts) - len(numbers)
    if missing < 0 or (numbers and missing):
        return Filled(unsure=text)
    filled = _fill(columns, [*numbers, *[""] * missing, rest][: len(columns)], region)
    if rest and len(counts) == len(columns):
        filled.unsure = text
    return filled


def _numbers_first(text: str, wanted: int, *, has_comment: bool) -> tuple[list[str], str]:
    """Split a text into the numbers that it starts with and the rest of it."""
    pieces = [piece for piece in _BLANKS.split(text, maxsplit=_MOST_PIECES)[:_MOST_PIECES] if piece]
    numbers: list[str] = []
    end = 0
    for piece in pieces:
        if has_comment and len(_joined(numbers)) >= wanted and not _continues(numbers, piece):
            break
        if not _NUMBER.fullmatch(piece) and piece.casefold() not in _NO_NUMBER:
            break
        numbers.append(piece)
        end = text.index(piece, end) + len(piece)
    numbers = _joined(numbers)
    if len(numbers) > wanted:
        groupings = list(_groupings(numbers, wanted))
        numbers = groupings[0] if len(groupings) == 1 else numbers
    return numbers, text[end:].strip()


def _continues(numbers: list[str], piece: str) -> bool:
    """Whether a piece can only be a group of the number before it: `000` in `1 000`."""
    return bool(numbers and _GROUP.fullmatch(piece) and piece[0] == "0" and _starts_number(numbers[-1]))


def _starts_number(piece: str) -> bool:
    return bool(re.fullmatch(r"[1-9]\d{0,2}(?: \d{3})*", piece))


def _joined(pieces: list[str]) -> list[str]:
    numbers: list[str] = []
    for piece in pieces:
        if _continues(numbers, piece):
            numbers[-1] += f" {piece}"
        else:
            numbers.append(piece)
    return numbers


def _groupings(pieces: list[str], wanted: int) -> Iterator[list[str]]:
    """Give every way to read the pieces as so many numbers: `1 200 5` as two is `1 200`, `5`."""
    if wanted == 0 or not pieces:
        if wanted == len(pieces):
            yield []
        return
    for size in range(1, len(pieces) - wanted + 2):
        first = " ".join(pieces[:size])
        if size > 1 and not _starts_number(first):
            break
        for others in _groupings(pieces[size:], wanted - 1):
            yield [first, *others]


def _fill(columns: Sequence[Column], cells: Sequence[str], region: Region) -> Filled:
    """Read each cell; words beside a number ("35+") go to the comments, or make the row unsure."""
    filled = Filled()
    beside: list[str] = []
    for column, cell in zip(columns, cells, strict=False):
        if column.kind == "count" and cell.casefold() in _NO_NUMBER:
            continue
        reading = read_cell(cell.replace(CELL_BREAK, "\n"), column, region)
        if reading.value is not None:
            filled.cells[column.id] = reading.value
        if reading.extra_words:
            beside.append(f"{column.label}: {clean_line(cell)}")
    last = columns[-1]
    if beside and last.kind == "text":
        comment = filled.cells.get(last.id)
        filled.cells[last.id] = "; ".join([*beside, *([comment] if isinstance(comment, str) else [])])
    elif beside:
        filled.unsure = "; ".join(beside)
    return filled


def read_free_rows(
    question: Question, text: str, region: Region
) -> tuple[tuple[dict[str, Value], ...], list[str]]:
    """Read rows whose cells are between tabs or bars, or each on a line of its own.

    Return the rows, and the lines whose cells cannot be told apart, word for word.
    """
    width = len(question.columns)
    heading = plain_words(" ".join(column.label for column in question.columns))
    below = after_words(text, heading)
    lines = (text if below is None else below).split("\n")
    lines = [line for line in lines if not _RULE.fullmatch(line) and plain_words(line) != heading]
    marked, rest = _marked_rows(lines, width)
    rows = [_cells(row, width) for row in marked]
    if not rows:
        rows, rest = _stacked_rows(rest, question.columns)
    read = (_fill(question.columns, row, region).cells for row in rows)
    return tuple(row for row in read if row), rest


def _marked_rows(lines: Sequence[str], width: int) -> tuple[list[str], list[str]]:
    """Part the rows with marks between their cells from other lines.

    A browser copies a line break inside a cell as one: with tabs, a row ends when it has all its cells, and
    a line without a tab belongs to the last cell of all. Between two rows it could belong to either.
    """
    rows: list[str] = []
    rest: list[str] = []
    at = 0
    while at < len(lines):
        row = _whole_row(lines[at:], width)
        if row and not (rows and "\t" not in lines[at] and not rows[-1].endswith("\t")):
            rows.append("\n".join(row))
            at += len(row)
            continue
        if "\t" in lines[at].strip() or _BARS.match(lines[at]):
            rows.append(lines[at])
        elif rows and "\t" in rows[-1] and not any("\t" in line for line in lines[at:]):
            rows[-1] += f"\n{lines[at]}"
        else:
            rest.append(lines[at].strip())
        at += 1
    return rows, rest


def _whole_row(lines: Sequence[str], width: int) -> Sequence[str]:
    """Return as many lines as make one row with all its tabs; none if they do not add up."""
    tabs = 0
    for number, line in enumerate(lines[:_MOST_CELL_LINES], 1):
        tabs += line.count("\t")
        if tabs >= width - 1:
            return lines[:number] if tabs == width - 1 else ()
    return ()


def _cells(line: str, width: int) -> list[str]:
    """Cut a row at its marks; the last cell may hold such marks itself."""
    if "\t" in line.strip():
        return _between_tabs(line, width - 1)
    return _between_bars(line, width - 1)


def _between_tabs(text: str, most: int) -> list[str]:
    return [cell.strip() for cell in text.split("\t", most)]


def _between_bars(text: str, most: int) -> list[str]:
    """Cut a row at its bars, but not at those that are after a backslash in our own text."""
    if "\\|" in text:
        return read_row(text)
    cells = text.strip().removeprefix("|").removesuffix("|").split("|", most)
    return [cell.strip() for cell in cells]


def read_expenses(text: str, filling: Filling) -> list[str]:
    """Read a list of expenses into a report; return what else is there, but for its sums."""
    lines = [line for line in text.split("\n") if line.strip() and not line.startswith("Total:")]
    rows = [line for line in lines if "\t" in line or _BARS.match(line)]
    filling.expenses([_cells(line, -1) for line in rows if not _RULE.fullmatch(line)])
    return [line for line in lines if line not in rows]


def _stacked_rows(lines: list[str], columns: Sequence[Column]) -> tuple[list[list[str]], list[str]]:
    """Take lines as cells where they fill whole rows and every target and result is a number."""
    rows = [lines[start : start + len(columns)] for start in range(0, len(lines), len(columns))]
    figures = [at for at, column in enumerate(columns) if column.role in ("column.target", "column.result")]
    if figures and all(
        len(row) == len(columns) and all(_HAS_DIGIT.search(row[at]) for at in figures) for row in rows
    ):
        return rows, []
    return [], ["\n".join(lines)]


_NOT_GIVEN = re.compile(r"n\s?/\s?a\.?|n\.a\.", re.IGNORECASE)
_AFTER_HELP = re.compile(r"[.:;!?…)\]]*\s*")
_ASKS = re.compile(r"[?？؟]['\"”’»)\]]*$")
_LISTED = re.compile(r"\s*(?:[•*\-–]|\d{1,2}[.)])\s")
_MOST_LINES = 100


def is_not_given(text: str) -> bool:
    """Whether a page says in this way that there is no answer: `N/A`."""
    return bool(_NOT_GIVEN.fullmatch(text.strip()))


def read_answer(question: Question, text: str, region: Region) -> tuple[Value | None, list[str]]:
    """Read what is below a question; return the answer, and what is left of the text.

    `region` says how the page's figures without a currency are meant.
    """
    if question.kind in ("text", "long_text"):
        text = without_help(question, text).replace(CELL_BREAK, "\n")
        return KINDS[question.kind].read(text, question, region).value, []
    if question.kind == "table" and question.rows:
        rows, rest = read_fixed_rows(question, without_help(question, text), region)
        return rows or None, rest
    if question.kind == "table":
        free, rest = read_free_rows(question, without_help(question, text), region)
        return free or None, rest
    if question.kind == "agreement":
        return _read_agreement(question, without_help(question, text), region)
    return _read_short(question, text, region)


def without_help(question: Question, text: str) -> str:
    """Return a text without the help that the page prints between a question and its answer.

    Each line of the help is taken off once, in its order, and only where its first line stands or two others
    do: an answer may use its words again.
    """
    lines = [line for line in f"{question.intro}\n{question.help}".splitlines() if line.strip()]
    rest, found = text, 0
    for number, line in enumerate(lines):
        after = after_words(rest, plain_words(line))
        if after is not None:
            rest = _AFTER_HELP.sub("", after, count=1)
            found += 1 if number else 2
    return rest if found > 1 else text


def _read_agreement(question: Question, text: str, region: Region) -> tuple[Value | None, list[str]]:
    above, cut = split_rows(text, row_labels(question))
    rest = [above]
    chosen: dict[str, Value] = {}
    for row, behind in cut:
        value, left = _read_short(question, behind.strip("\t |:-\n"), region)
        rest += left
        if value is not None:
            chosen[row] = value
    return chosen or None, rest


def _read_short(question: Question, text: str, region: Region) -> tuple[Value | None, list[str]]:
    """Read an answer of a few words. Where more is below it, its first line or word is the answer."""
    text = text.strip()
    if not text or is_not_given(text) or text in ("-", "–", "—"):
        return None, []
    value = read_whole(question, text, region)
    if not isinstance(value, Typed):
        return value, []
    first, _, rest = text.partition("\n")
    if not rest and question.kind == "yes_no":
        first, _, rest = text.partition(" ")
    shorter = read_whole(question, first.rstrip(" ,.;:"), region) if rest else value
    if not isinstance(shorter, Typed):
        return shorter, [rest.strip()]
    # The letter of an option is enough where its wording is ours; the text may say more, and is kept beside.
    letter = text.partition(".")[0].strip()
    options = (one.id for one in question.options if one.paraphrased and one.letter and one.letter == letter)
    option = next(options, None)
    return (option, [text]) if option else (value, [])


def read_whole(question: Question, text: str, region: Region) -> Value | None:
    """Read an answer of a few words as a page prints it; what cannot be read stays as it was written."""
    if question.kind == "money":
        return amount_value(split_amount(text), question, region)
    if question.kind == "date":
        return KINDS["date"].from_plain(text, question, region)
    if question.kind == "agreement":
        return choice.read(text, question, region).value
    return KINDS[question.kind].read(text, question, region).value


def split_learning(text: str) -> tuple[str, str]:
    """Split what follows the label of the learning questions into those questions and the answer to them.

    The questions are what is on the label's line (or, where that is empty, below it), the lines of the
    same paragraph that ask too, and a list of questions below. A line that asks again what was asked before
    starts the answer.
    """
    quoted = re.match(r"\s*(?:^>[^\n]*\n?)+", text, re.MULTILINE)
    if quoted:
        # Our own text marks what others wrote.
        return re.sub(r"^> ?", "", quoted[0], flags=re.MULTILINE).strip(), text[quoted.end() :]
    first, _, rest = text.partition("\n")
    questions = [first.strip()] if first.strip() else []
    lines = rest.split("\n")
    apart = any(not line.strip() for line in lines[:-1])
    joined = not questions or apart
    taken = 0
    for number, line in enumerate(lines[:_MOST_LINES], start=1):
        if not line.strip():
            joined = not questions
        elif (joined or _LISTED.match(line)) and _ASKS.search(line.rstrip()) and not _asked(line, questions):
            questions.append(line.strip())
            joined = True
            taken = number
        else:
            break
    return "\n".join([first, *lines[:taken]]).strip(), "\n".join(lines[taken:])


def _asked(line: str, questions: list[str]) -> bool:
    words = [word for word in plain_words(line) if not word.isdecimal()]
    return f" {' '.join(words)} " in f" {' '.join(plain_words(' '.join(questions)))} "
