"""The rows of the walk through the portal: the stop, the text for its box, and the offers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from textual.content import Content

from reportwizard.forms.form import Form
from reportwizard.hand_in import walk
from reportwizard.hand_in.stops import CARDS, CELLS, Grid, Stop, is_published
from reportwizard.hand_in.unsafe_characters import describe_unsafe
from reportwizard.hand_in.wiki_rendering import as_wiki_shows
from reportwizard.report.report import Report
from reportwizard.text import pluralize
from reportwizard.ui.shared.drawing import (
    columns,
    fitted,
    hanging_lines,
    left_right,
    numbered_name,
    one_line,
    plain,
    progress_bar,
    sign,
    styled_sign,
    wrapped,
)
from reportwizard.ui.shared.lines_widget import Row, row_of_zones

ALONE, PUBLISHED = "3", "4"
"""Views in place of the card, by the numbers of their offers: the text alone, or as the wiki prints it."""

# During the test of pasting, and after the last stop.
TEST_OFFERS = {"1": "copy again", "8": "the copy page"}
END_OFFERS = {"8": TEST_OFFERS["8"]}

WIDTH = 74
"""The greatest width of a card, in cells."""

_LABEL_WIDTH, _MAX_CELL = 26, 30


class CopyState(NamedTuple):
    """What is known of the last copy; a `certain` one can be pasted."""

    message: str = ""
    certain: bool = False


def head_rows(
    report: Report, stops: Sequence[Stop], number: int, copied: CopyState, width: int = WIDTH
) -> list[Row]:
    """Build the rows above the box: the stop, the question as the portal prints it, and what to do."""
    stop = stops[number]
    done = Content.assemble(styled_sign("done"), " done") if walk.is_done(report, stop) else Content()
    limit, is_long = report.hand_in.limit(stop.questions[0].id), stop.kind == "text" and len(stop.text) > 20
    length = walk.length_label(stop.text, limit) if is_long else ""
    state = Content("   ").join(filter(None, (Content.styled(length, "$quiet"), done)))
    lines = [
        *_title(report.form, number, len(stops), width),
        Content(),
        left_right(_name(stop), state, width),
        Content.styled(walk.box_intro(stop, report.form), "$quiet"),
    ]
    if stop.wording:
        lines.append(one_line(f"“{stop.wording}”", width))
    # The key is named where the clipboard is certain: the other message is longer.
    step = plain(walk.instruction(stop, report.form, paste="Ctrl+V" if copied.certain else ""))
    if stop.text:
        step = _after_copying(step, copied)
    mark = Content.assemble(" ", styled_sign("look"), " ")
    notes = [
        Row(line)
        for note in walk.notes(report, stop)
        for line in hanging_lines(mark, plain(note, "$quiet"), width + 3)
    ]
    return [*_indented([*lines, Content()]), *_indented(wrapped(step, width), "next"), *notes, Row(Content())]


def _indented(lines: Iterable[Content], target: str = "") -> list[Row]:
    return [Row(line.pad_left(3), target) for line in lines]


def _name(stop: Stop) -> Content:
    # A table has several stops, and its cell tells them apart.
    cell = plain(f" › {stop.copied}" if stop.copied else "")
    return Content.assemble(numbered_name(stop.number, stop.name), cell)


def view_row(stop: Stop, label: str, width: int = WIDTH) -> Row:
    """Build the row above a text in a view of its own."""
    return Row(left_right(_name(stop), Content.styled(label, "$quiet"), width).pad_left(3))


def _title(form: Form, number: int, count: int, width: int) -> list[Content]:
    title = "Copy into the portal" if form.portal else "Copy the answers"
    position = f"stop {number + 1} of {count}" if 0 <= number < count else pluralize(count, "stop")
    head = left_right(plain(title, "bold"), Content.styled(position, "$quiet"), width)
    return [head, progress_bar(max(number, 0) / max(count, 1), width)]


def _after_copying(step: Content, copied: CopyState) -> Content:
    if not copied.message:
        return Content.styled("Copying…", "$quiet")
    mark, style = ("done", "bold $good") if copied.certain else ("look", "bold")
    return Content.assemble(styled_sign(mark), " ", plain(copied.message, style), " ", step)


def first_rows(form: Form, count: int, copied: CopyState, width: int = WIDTH) -> list[Row]:
    """Build the test before the first stop: a text is copied, and pasted back here."""
    paste = plain("Paste it here, with Ctrl+Shift+V or a right click.")
    lines = [
        *_title(form, -1, count, width),
        Content(),
        Content.styled("First a test", "bold"),
        Content.styled("If you can paste this text, you can paste all of them.", "$quiet"),
        Content(),
        *wrapped(_after_copying(paste, copied), width),
        Content(),
    ]
    skip = plain("Or press Enter to go on without the test.", "$quiet")
    box = boxed([plain(walk.TEST, "$quiet")], 0, 1, width)
    return [*_indented(lines), *box, *offer_rows(TEST_OFFERS, ""), *_indented([skip], "next")]


def end_rows(report: Report, stops: Sequence[Stop], width: int = WIDTH) -> list[Row]:
    """Build what comes after the last stop."""
    left = walk.count_unticked(report, stops)
    if not stops:
        state, text = "look", "There is no answer to copy yet."
    elif left:
        unticked = pluralize(left, "stop has", "stops have")
        state, text = "look", f"That was the last one. {unticked} no tick yet."
    else:
        state, text = "done", "That was the last one. Everything is ticked."
    lines = [Content.assemble(styled_sign(state), f" {text}")]
    if stops and report.form.portal:
        submit = plain("Before you press Submit there, check what arrived: press Enter.", "$quiet")
        lines += wrapped(submit, width)
    rows = _indented([*_title(report.form, len(stops), len(stops), width), Content(), *lines])
    return [*rows, *(offer_rows(END_OFFERS, "") if stops else [])]


# The box


def body_lines(report: Report, stop: Stop, view: str = "", width: int = WIDTH) -> list[Content]:
    """Build the lines in the box: the text to paste, or what is read off the card."""
    if view == PUBLISHED:
        return wrapped(plain(as_wiki_shows(stop.text)), width)
    if stop.grid is not None and view != ALONE:
        whole = wrapped(plain(stop.text), width) if len(stop.text) > _MAX_CELL else []
        return [*_grid(stop.grid, width), *([Content(), *whole] if whole else [])]
    if stop.kind == "clicks":
        return [line for label, text in stop.lines for line in _click(label, text, width)]
    if stop.kind == "facts":
        return [line for label, text in stop.lines for line in _fact(label, text, width)]
    limit = report.hand_in.limit(stop.questions[0].id) if stop.kind == "text" else 0
    text = plain(stop.text)
    if limit and len(text) > limit:
        text = text.stylize("bold underline $fix", limit)
    return wrapped(text, width)


def _fact(label: str, text: str, width: int) -> list[Content]:
    name = fitted(one_line(label, _LABEL_WIDTH, "$quiet"), _LABEL_WIDTH + 2)
    return hanging_lines(name, plain(text, "bold"), width) or [name]


def _click(label: str, text: str, width: int) -> list[Content]:
    answer = plain(text, "bold $accent")
    if answer.cell_length > _MAX_CELL:
        return [one_line(label, width), *(line.pad_left(4) for line in wrapped(answer, width - 4))]
    return [left_right(one_line(label, width - answer.cell_length - 2), answer, width, gap=2)]


def _grid(grid: Grid, width: int) -> list[Content]:
    """Draw a table as the portal has it; the cells of this stop are highlighted."""
    rows = [grid.header, *grid.rows]
    widths = [max(plain(row[column]).cell_length for row in rows) for column in range(len(grid.header))]
    available = width - 2 * (len(widths) - 1)
    while sum(widths) > available and max(widths) > 3:
        widths[widths.index(max(widths))] -= 1
    header = [plain(label, "$quiet") for label in grid.header]
    lines = [columns(zip(header, widths, strict=True))]
    # Rows without a figure would push those with one out of view.
    for number, row in ((number, row) for number, row in enumerate(grid.rows) if any(row[1:])):
        cells = [plain(row[0], "$quiet")]
        for column, text in enumerate(row[1:]):
            cell = (number, column)
            style = "$on on $accent" if cell in grid.copied else "bold" if cell in grid.typed else "$quiet"
            cells.append(one_line(text or sign("empty"), widths[column + 1], style))
        lines.append(columns(zip(cells, widths, strict=True)))
    return lines


def boxed(
    lines: Sequence[Content], top: int, max_rows: int, width: int = WIDTH, *, pinned: int = 0
) -> list[Row]:
    """Draw a box with the first `pinned` lines, and those from `top` on; below, how many do not fit."""
    shown = [*lines[:pinned], *lines[top + pinned : top + max_rows]]
    below = len(lines) - top - len(shown)
    if below:
        shown[-1:] = [Content.styled(f"{sign('unfolded')} {below + 1} more lines   PgDn", "$quiet")]
    edge = Content.styled(f"{sign('edge')} ", "$edge")
    return [
        Row(fitted(Content.assemble(edge, line), width + 3).stylize_before("on $raised").pad_left(1), "next")
        for line in shown
    ]


def squeezed(rows: list[Row], max_rows: int) -> list[Row]:
    """Remove blank rows, from the top, until the rows fit; then what the first two say, where one is."""
    blank = [number for number, row in enumerate(rows) if not row.content.plain.strip()]
    removed = blank[: max(len(rows) - max_rows, 0)]
    kept = [row for number, row in enumerate(rows) if number not in removed]
    return kept[min(max(len(kept) - max_rows, 0), 2) :]


# Offers


def offers(report: Report, stop: Stop, tables: str) -> dict[str, str]:
    """Return the offers at a stop by their numbers; a number means the same at every stop."""
    is_text = stop.kind == "text"
    is_long = is_text and stop.questions[0].kind == "long_text"
    can_make_plain = is_text or (bool(stop.cell) and bool(stop.cell[-1]))
    other = "as a card" if tables not in (CARDS, CELLS) else "a row at once" if tables else "cell by cell"
    all_offers = (
        ("1", "copy again", bool(stop.text)),
        ("2", "write it to a file", True),
        (ALONE, "show it alone", bool(stop.text)),
        (PUBLISHED, "as the wiki prints it", is_long and is_published(report.form)),
        ("5", "make it plain", can_make_plain and bool(describe_unsafe(stop.text))),
        ("6", "a limit", is_text),
        ("7", other, stop.kind == "cells"),
        ("8", "the copy page", True),
    )
    return {number: label for number, label, applies in all_offers if applies}


def offer_rows(labels: Mapping[str, str], view: str) -> list[Row]:
    """Draw the offers on two lines; every number can be clicked."""
    back = {view: "back to the card"} if view else {}
    first = {number: labels[number] for number in ("2", "8") if number in labels}
    rest = {number: label for number, label in labels.items() if number not in ("1", "2", "8")}
    rows = [_numbered("Nothing pasted?  " if "1" in labels else "", first), _numbered("", back or rest)]
    return [Row(Content()), *rows[1 if view else 0 :]]


def _numbered(lead: str, labels: Mapping[str, str]) -> Row:
    parts = ((Content.assemble((n, "bold"), " ", (label, "$accent")), n) for n, label in labels.items())
    return row_of_zones([*parts], Content.assemble("   ", (lead, "$quiet")))
