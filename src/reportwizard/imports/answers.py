"""Read the answers of a copied page: short ones, agreements, texts below their help, tables in any layout."""

from __future__ import annotations

import csv
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, dropwhile, takewhile, zip_longest

from reportwizard.forms.form import Question
from reportwizard.imports.amounts import amount_value, split_amount
from reportwizard.imports.imported import CELL_BREAK, ReportBuilder
from reportwizard.imports.layout import row_labels
from reportwizard.imports.wordings import plain_words, split_rows, text_after
from reportwizard.kinds.registry import KINDS
from reportwizard.kinds.table import read_cell
from reportwizard.kinds.values import Column, Region, Typed, Value
from reportwizard.report.text_layout import read_row
from reportwizard.text import clean_line

# Narrow spaces (U+202F, U+2009) separate groups of digits; any other blank can separate two cells.
_BLANKS = re.compile(r"[ \t\n\r\xa0]+")
_NUMBER = re.compile(r"[~≈±<>≤≥+]?\d[\d.,'’٬٫\u202f\u2009]*[+%]?")
# A number in groups of digits, and a group that can only go on one.
_GROUPED, _GROUP = re.compile(r"[1-9]\d{0,2}(?: \d{3})*"), re.compile(r"0\d\d")
_NO_NUMBER = {"", "-", "–", "—", "n/a", "na", "n.a."}
_MAX_PIECES = 12
# No cell and no heading has more lines.
_MAX_CELL_LINES, _MAX_ROW = 50, 10_000
_HAS_DIGIT = re.compile(r"\d")
# A row with bars starts with one, or has at least three cells: a single bar can be part of an address.
_BARS = re.compile(r"\s*\||[^|\n]*\|[^|\n]*\|")
_RULE = re.compile(r"[\s|:+\-–—]*")
# What a table that is drawn with letters has between its rows, and between its cells.
_FRAME = re.compile(
    r"^[^\S\n]*\+[-=+]{3,}[^\S\n]*(?:\n|\Z)|^[^\S\n]*[─-╬]{3,}[^\S\n]*(?:\n|\Z)", re.MULTILINE
)
_FRAME_BARS = str.maketrans("│┃║", "|||")


@dataclass
class RowReading:
    """The cells of one row. `unsure` is the row as printed, if a cell may be in the wrong column."""

    cells: dict[str, Value] = field(default_factory=dict)
    unsure: str = ""


def read_fixed_rows(question: Question, text: str, region: Region) -> tuple[dict[str, Value], list[str]]:
    """Read a table with fixed rows; return the rows, and the text that is no part of it, as printed."""
    text, below = _split_table(text)
    above, found = split_rows(text, row_labels(question))
    columns, above, unknown = _split_heading(above, question)
    rest = [unknown, above.strip()]
    labels = {row.id: row.label for row in question.rows}
    rows: dict[str, Value] = {}
    for row_id, row_text in found:
        row_text, others = _split_other_rows(row_text, len(columns))
        row = _read_row(columns, row_text, region)
        if row.cells:
            rows[row_id] = row.cells
        rest += [f"{labels[row_id]} {row.unsure}" if row.unsure else "", others]
    return rows, [text for text in (*rest, below) if not _RULE.fullmatch(text)]


def _split_heading(text: str, question: Question) -> tuple[Sequence[Column | None], str, str]:
    """Return the columns in the order of the table's own heading, the text without it, and the heading.

    None is a column that the form does not have; only then is there a heading. Without two columns of the
    form, its own order counts.
    """
    labels = " ".join(column.label for column in question.columns)
    for words in (labels, f"{question.wording} {labels}"):
        if (below := text_after(text, plain_words(words))) is not None:
            return question.columns, below, ""
    lines = text.split("\n")
    for at, line in enumerate(lines[:_MAX_CELL_LINES]):
        marked = _has_cells(line)
        cells = _split_cells(line) if marked else _labels_in(line, question)
        columns = [_column_named(cell, question) for cell in cells]
        columns = columns[1:] if question.rows and columns[:1] == [None] else columns
        known = [column.id for column in columns if column]
        if len(set(known)) == len(known) > 1:
            columns += [] if marked else [column for column in question.columns if column.id not in known]
            below = "\n".join([*lines[:at], *lines[at + 1 :]])
            return columns, below, line if None in columns else ""
    return question.columns, text, ""


def _column_named(cell: str, question: Question) -> Column | None:
    """Return the only column whose label begins with these words, or has them in the plural."""
    words = " ".join(plain_words(cell)).removesuffix("s")
    labels = [(" ".join(plain_words(column.label)), column) for column in question.columns]
    same = [column for label, column in labels if words and words == label.removesuffix("s")]
    similar = [column for label, column in labels if words and label.startswith(words)]
    return next((found[0] for found in (same, similar) if len(found) == 1), None)


def _labels_in(line: str, question: Question) -> list[str]:
    """Return the labels of columns in a line of nothing else."""
    labels = sorted((re.escape(column.label) for column in question.columns), key=len, reverse=True)
    pattern = re.compile("|".join(labels), re.IGNORECASE)
    return [] if plain_words(pattern.sub("", line)) else pattern.findall(line)


def _split_other_rows(text: str, width: int) -> tuple[str, str]:
    """Split the text after the name of a row at a row that the form does not have."""
    mark = text.lstrip(" \xa0")[:1]
    lines = text.split("\n") if mark in ("\t", "|") else [text]
    others = (at for at, line in enumerate(lines) if at and line.count(mark) >= width)
    at = next(others, len(lines))
    return "\n".join(lines[:at]), "\n".join(lines[at:])


def _read_row(columns: Sequence[Column | None], text: str, region: Region) -> RowReading:
    """Read the cells after the name of a row."""
    last = columns[-1]
    mark = text.strip("\n ")[:1]
    # The last cell may hold such marks.
    splits = len(columns) - 1 if last and last.kind == "text" else -1
    cells = _split_at(mark, text.strip("\n ").removeprefix("\t"), splits) if mark in ("|", "\t") else []
    if mark in (",", ";"):
        # Other programs separate cells by these; a sentence has them too.
        lines = text.strip("\n ")[1:].splitlines(keepends=True) if len(text) < _MAX_ROW else []
        cells = [*chain(*csv.reader(lines, delimiter=mark))]
        counts = [
            cell for column, cell in zip(columns, cells, strict=False) if column and column.kind == "count"
        ]
        if len(cells) != len(columns) or not all(map(_is_number, counts)):
            return RowReading(unsure=text.strip())
    if len(cells) < 2 and (not cells or len(_BLANKS.split(cells[0])) > 1):
        return _read_unmarked([column for column in columns if column], text.strip(), region)
    row = _read_cells(columns, cells, region)
    row.unsure = text.strip() if row.unsure or any(_cells_elsewhere(columns, cells)) else ""
    return row


def _cells_elsewhere(columns: Sequence[Column | None], cells: Sequence[str]) -> Iterator[str]:
    """Yield the cells that are in no column of the form."""
    yield from (cell for column, cell in zip_longest(columns, cells, fillvalue="") if cell and not column)


def _read_unmarked(columns: Sequence[Column], text: str, region: Region) -> RowReading:
    """Read cells separated only by spaces: a number for each column of numbers, then the comments.

    An empty cell leaves no trace in such a line, and a space can group digits: a row that has no number for
    each column, or that can be read in two ways, is not read at all.
    """
    counts = [column for column in columns if column.kind == "count"]
    texts = [column for column in columns if column.kind != "count"]
    pieces = [piece for piece in _BLANKS.split(text, maxsplit=_MAX_PIECES)[:_MAX_PIECES] if piece]
    pieces = [*takewhile(_is_number, pieces)]
    ways = [way for way in _groupings(pieces, len(counts)) if texts or not way[1]]
    if pieces and len(ways) != 1:
        return RowReading(unsure=text)
    numbers, others = ways[0] if pieces else ([""] * len(counts), [])
    end = 0
    for piece in pieces[: len(pieces) - len(others)]:
        end = text.index(piece, end) + len(piece)
    row = _read_cells([*counts, *texts], [*numbers, text[end:].strip()], region)
    if text[end:].strip() and not texts:
        row.unsure = text
    return row


def _is_number(piece: str) -> bool:
    return bool(_NUMBER.fullmatch(piece.strip())) or piece.strip().casefold() in _NO_NUMBER


def _groupings(pieces: list[str], count: int) -> Iterator[tuple[list[str], list[str]]]:
    """Yield every way to read the first pieces as `count` numbers, and the other pieces."""
    if pieces and _GROUP.fullmatch(pieces[0]):
        return
    if not count:
        yield [], pieces
    for size in range(1, len(pieces) + 1 if count else 0):
        first = " ".join(pieces[:size])
        if size > 1 and not _GROUPED.fullmatch(first):
            return
        for numbers, others in _groupings(pieces[size:], count - 1):
            yield [first, *numbers], others


def _read_cells(columns: Sequence[Column | None], cells: Sequence[str], region: Region) -> RowReading:
    """Read each cell; words next to a number ("35+") go to the comments, or make the row unsure."""
    row = RowReading()
    remarks: list[str] = []
    for column, cell in zip(columns, cells, strict=False):
        if column is None or (column.kind == "count" and cell.casefold() in _NO_NUMBER):
            continue
        reading = read_cell(cell.replace(CELL_BREAK, "\n"), column, region)
        if reading.value is not None:
            row.cells[column.id] = reading.value
        if reading.extra_words:
            remarks.append(f"{column.label}: {clean_line(cell)}")
    comments = next((column for column in reversed(columns) if column and column.kind == "text"), None)
    if remarks and comments:
        comment = row.cells.get(comments.id)
        row.cells[comments.id] = "; ".join([*remarks, *([comment] if isinstance(comment, str) else [])])
    elif remarks:
        row.unsure = "; ".join(remarks)
    return row


def read_free_rows(
    question: Question, text: str, region: Region
) -> tuple[tuple[dict[str, Value], ...], list[str]]:
    """Read rows with cells between tabs or bars, or each on its own line.

    Return the rows, and the lines whose cells are unclear, word for word.
    """
    columns, text, unknown = _split_heading(text, question)
    text, below = _split_table(text)
    lines = [line for line in text.split("\n") if not _RULE.fullmatch(line)]
    marked, rest = _marked_rows(lines, len(columns))
    rows = [_split_cells(row, len(columns) - 1) for row in marked]
    rest += [line for line, row in zip(marked, rows, strict=True) if any(_cells_elsewhere(columns, row))]
    if not rows:
        filled = [column for column in columns if column]
        stacked = [rest[start : start + len(filled)] for start in range(0, len(rest), len(filled))]
        figures = ("column.target", "column.result")
        numeric = [at for at, column in enumerate(filled) if column.role in figures]
        # Each line is a cell, if they fill whole rows and every target and result is a number.
        if numeric and all(
            len(row) == len(filled) and all(_HAS_DIGIT.search(row[at]) for at in numeric) for row in stacked
        ):
            rows, rest = stacked, []
        else:
            rest = ["\n".join(rest)]
    read = (_read_cells(columns, row, region).cells for row in rows)
    rest = [text for text in (unknown, *rest, below) if not _RULE.fullmatch(text)]
    return tuple(row for row in read if row), rest


def _split_table(text: str) -> tuple[str, str]:
    """Split a text at the blank line below the last row with marks; one without any is a table as a whole."""
    text = _FRAME.sub("", text).translate(_FRAME_BARS)
    paragraphs = re.split(r"\n(?=[^\S\n]*\n)", text)
    last = max((at for at, text in enumerate(paragraphs) if _has_cells(text)), default=len(paragraphs))
    return "\n".join(paragraphs[: last + 1]), "\n".join(paragraphs[last + 1 :])


def _has_cells(text: str) -> bool:
    return "\t" in text.strip("\n") or bool(_BARS.match(text))


def _marked_rows(lines: Sequence[str], width: int) -> tuple[list[str], list[str]]:
    """Separate the rows with tabs or bars from other lines.

    A line break inside a cell is copied as one: a row with tabs ends when it has all its cells, and a line
    without a tab belongs to the last cell of the last row. Between two rows it could belong to either.
    """
    rows: list[list[str]] = []
    rest: list[str] = []
    tabs = [0, *accumulate(line.count("\t") for line in lines)]
    at = 0
    while at < len(lines):
        line, full = lines[at], tabs[at] + width - 1
        end = bisect_left(tabs, full, at + 1, min(at + _MAX_CELL_LINES, len(lines)))
        if tabs[end] == full and ("\t" in line or not rows or rows[-1][-1].endswith("\t")):
            rows.append([*lines[at:end]])
            at = end
            continue
        if "\t" in line.strip() or _BARS.match(line):
            rows.append([line])
        elif rows and "\t" in "".join(rows[-1][:_MAX_CELL_LINES]) and tabs[at] == tabs[-1]:
            rows[-1].append(line)
        else:
            rest.append(line.strip())
        at += 1
    return ["\n".join(row) for row in rows], rest


def _split_cells(line: str, splits: int = -1) -> list[str]:
    return _split_at("\t" if "\t" in line.strip() else "|", line, splits)


def _split_at(mark: str, text: str, splits: int) -> list[str]:
    """Split a row at its marks, but not at bars after a backslash in our own text."""
    if mark == "|" and "\\|" in text:
        return read_row(text)
    text = text.strip().removeprefix("|").removesuffix("|") if mark == "|" else text
    return [cell.strip() for cell in text.split(mark, splits)]


def read_expense_rows(text: str, builder: ReportBuilder) -> list[str]:
    """Read a list of expenses into a report; return the other lines, without its totals."""
    lines = [line for line in text.split("\n") if line.strip() and not line.startswith("Total:")]
    rows = [line for line in lines if _has_cells(line) and not _RULE.fullmatch(line)]
    builder.add_expenses([_split_cells(line) for line in rows])
    return [line for line in lines if not _has_cells(line)]


_NOT_GIVEN = re.compile(r"n\s?/\s?a\.?|n\.a\.", re.IGNORECASE)
_AFTER_HELP = re.compile(r"[.:;!?…)\]]*\s*")
_ASKS = re.compile(r"[?？؟]['\"”’»)\]]*$")
_LISTED = re.compile(r"\s*(?:[•*\-–]|\d{1,2}[.)])\s")
_MAX_QUESTION_LINES = 100
# Bullets, and marks for bold, around a short answer; a minus is right before its number.
_BEFORE = re.compile(r"(?:[\s•◦▪‣●○→*_:|]|[-–—](?![\d.,])|''++)*+")
_AFTER = " \t\n\xa0*_:|–—-"
# Buttons as a page, a mail or a text editor shows them.
_ON, _OFF = r"[☒☑◉⦿🔘●✅]|\[[xX✓✔]\]|\([xX•●]\)", r"[☐○◯⚪□]|\[[ \xa0_]?\]|\([ \xa0_]?\)"
_BUTTON, _MARK = re.compile(f"({_ON})|({_OFF})"), re.compile(rf"{_ON}|[^\w\s]|[xXхХ1]")


def is_not_given(text: str) -> bool:
    """Whether a text means that there is no answer: `N/A`."""
    return bool(_NOT_GIVEN.fullmatch(text.strip()))


def read_answer(question: Question, text: str, region: Region) -> tuple[Value | None, list[str]]:
    """Read the text below a question; return the answer, and the rest of the text.

    `region` is for the page's numbers, and its amounts without a currency.
    """
    text = without_help(question, text)
    if question.kind in ("text", "long_text"):
        return KINDS[question.kind].read(text.replace(CELL_BREAK, "\n"), question, region).value, []
    if is_not_given(text):
        return None, []
    if question.kind == "table":
        rows, rest = (read_fixed_rows if question.rows else read_free_rows)(question, text, region)
        return rows or None, rest
    return (_read_agreement if question.kind == "agreement" else _read_short)(question, text, region)


def without_help(question: Question, text: str) -> str:
    """Return a text without the help that the page prints between a question and its answer.

    Each line of the help is removed once, in order, and only if its first line or two others are there: an
    answer may repeat its words.
    """
    lines = [line for line in f"{question.intro}\n{question.help}".splitlines() if line.strip()]
    rest, weight = text, 0
    for number, line in enumerate(lines):
        after = text_after(rest, plain_words(line))
        if after is not None:
            rest = _AFTER_HELP.sub("", after, count=1)
            weight += 1 if number else 2
    return rest if weight > 1 else text


def _read_agreement(question: Question, text: str, region: Region) -> tuple[Value | None, list[str]]:
    above, rows = split_rows(text, row_labels(question))
    cells = filter(None, map(str.strip, above.split("\t")))
    options = [*dropwhile(lambda cell: isinstance(read_value(question, cell, region), Typed), cells)]
    rest = [above] if len(options) < len(question.options) else []
    chosen: dict[str, Value] = {}
    for row_id, row_text in rows:
        value, more = _read_short(question, _marked_option(row_text, options), region)
        rest += more
        if value is not None:
            chosen[row_id] = value
    return chosen or None, rest


def _chosen(question: Question, text: str, region: Region) -> tuple[str, list[str]]:
    """Return the option whose button is marked, and what else is beside the buttons; a text as it is."""
    labels, marks = _BUTTON.split(text)[::3], _BUTTON.findall(text)
    pressed = [at for at, (on, _) in enumerate(marks) if on]
    # Buttons are before their labels, or behind them.
    *labels, below = labels if labels[0].strip() else [*labels[1:], ""]
    chosen = labels.pop(pressed[0]) if pressed else ""
    if len(pressed) > 1 or len(marks) + len(pressed) < 2 or (pressed and not chosen.strip()):
        return text, []
    for label in labels:
        first, _, more = label.strip().partition("\n")
        below += f"\n{label if isinstance(read_value(question, first, region), Typed) else more}"
    return chosen, [below.strip()]


def _marked_option(text: str, options: Sequence[str]) -> str:
    """Return the option over the only mark in a row, where each option has a column."""
    cells = [cell.strip() for cell in text.split("\t")[1:]]
    marked = [at for at, cell in enumerate(cells) if cell and not re.fullmatch(_OFF, cell)]
    is_matrix = len(cells) <= len(options) and len(marked) == 1 and _MARK.fullmatch(cells[marked[0]])
    return options[marked[0]] if is_matrix else text


def _bare(text: str) -> str:
    bare = _BEFORE.sub("", text, count=1).rstrip(_AFTER)
    return bare.rstrip("'") if bare.endswith("''") else bare


def _read_short(question: Question, text: str, region: Region) -> tuple[Value | None, list[str]]:
    text, beside = (
        _chosen(question, text, region) if question.options or question.kind == "yes_no" else (text, [])
    )
    value, rest = _read_bare(question, _bare(text), region)
    return value, [*rest, *beside]


def _read_bare(question: Question, text: str, region: Region) -> tuple[Value | None, list[str]]:
    if not text or is_not_given(text):
        return None, []
    value = read_value(question, text, region)
    if not isinstance(value, Typed):
        return value, []
    first, _, rest = text.partition("\n")
    if not rest and question.kind == "yes_no":
        first, _, rest = text.partition(" ")
    shorter = read_value(question, first.rstrip(" ,.;:"), region) if rest else value
    if not isinstance(shorter, Typed):
        other = read_value(question, _bare(rest).strip("/,;().[] "), region)
        # `Yes / No` is no choice, and of two amounts none is the answer.
        both = other not in (None, shorter) and not isinstance(other, Typed)
        return (value, []) if both else (shorter, [rest.strip()])
    # The letter is enough for an option whose wording is ours; the page's own wording is kept.
    letter = text.partition(".")[0].strip()
    options = [item.id for item in question.options if item.paraphrased and letter and item.letter == letter]
    return (options[0], [text]) if options else (value, [])


def read_value(question: Question, text: str, region: Region) -> Value | None:
    """Read an answer of a few words as a page prints it; one that cannot be read stays as typed."""
    if question.kind == "money":
        return amount_value(split_amount(text), question, region)
    if question.kind == "date":
        return KINDS["date"].from_plain(text, question, region)
    if question.kind == "agreement":
        return KINDS["choice"].read(text, question, region).value
    return KINDS[question.kind].read(text, question, region).value


def split_learning(text: str) -> tuple[str, str]:
    """Split the text after the label of the learning questions into those questions and their answer.

    The questions are on the label's line (below it, if that is empty), on further lines of that paragraph
    that ask something, and in a list below. A line that repeats one of them starts the answer.
    """
    quoted = re.match(r"(?:\s*^[^\S\n]*>[^\n]*)+", text, re.MULTILINE)
    if quoted:
        # Our own text quotes what others wrote.
        return re.sub(r"^[^\S\n]*> ?", "", quoted[0], flags=re.MULTILINE).strip(), text[quoted.end() :]
    first, _, rest = text.partition("\n")
    questions = [first.strip()] if first.strip() else []
    lines = rest.split("\n")
    apart = any(not line.strip() for line in lines[:-1])
    joined = not questions or apart
    count = 0
    for number, line in enumerate(lines[:_MAX_QUESTION_LINES], start=1):
        if not line.strip():
            joined = not questions
        elif (
            (joined or _LISTED.match(line))
            and _ASKS.search(line.rstrip())
            and not _is_asked_already(line, questions)
        ):
            questions.append(line.strip())
            joined = True
            count = number
        else:
            break
    return "\n".join([first, *lines[:count]]).strip(), "\n".join(lines[count:])


def _is_asked_already(line: str, questions: list[str]) -> bool:
    words = [word for word in plain_words(line) if not word.isdecimal()]
    return f" {' '.join(words)} " in f" {' '.join(plain_words(' '.join(questions)))} "
