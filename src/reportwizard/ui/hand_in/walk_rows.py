"""What the walk through the portal shows: the stop, what goes into its box, and what else can be done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from textual.content import Content

from reportwizard.forms.form import Form
from reportwizard.hand_in import hygiene, walk
from reportwizard.hand_in.published import published
from reportwizard.hand_in.stops import CARDS, CELLS, Grid, Stop, is_published
from reportwizard.report.report import Report
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
"""What is looked at in place of the card: its text alone, or what the wiki prints; and the numbers for it."""

OFFERS_OF_TEST = {"1": "copy again", "8": "the copy page"}
"""What can be done while the test stands there."""

WIDTH = 74
"""Columns of a card at most; a narrow window has fewer."""

_LABEL, _MOST_CELL = 26, 30


def head_rows(
    report: Report, stops: Sequence[Stop], number: int, told: str = "", sure: bool = False, width: int = WIDTH
) -> list[Row]:
    """Return what is above the box: the place, the question as the portal prints it, and what to do."""
    stop = stops[number]
    done = Content.assemble(styled_sign("done"), " done") if walk.is_done(report, stop) else Content()
    limit = report.hand_in.limit(stop.questions[0].id) if stop.kind == "text" else 0
    long = Content.styled(walk.length(stop.text, limit), "$quiet") if len(stop.text) > 20 else Content()
    lines = [
        *_title(report.form, number, len(stops), width),
        Content(),
        left_right(
            numbered_name(stop.number, stop.name), Content("   ").join(filter(None, (long, done))), width
        ),
        Content.styled(walk.called(stop, report.form), "$quiet"),
    ]
    if stop.wording:
        lines.append(one_line(f"“{stop.wording}”", width))
    # The key is named where there is room for it.
    do = plain(walk.to_do(stop, report.form, paste="Ctrl+V" if sure else ""))
    if stop.text:
        do = _state(do, told, sure)
    look = Content.assemble(" ", styled_sign("look"), " ")
    notes = [
        one
        for note in walk.notes(report, stop)
        for one in hanging_lines(look, plain(note, "$quiet"), width + 3)
    ]
    return [*_left([*lines, Content()]), *_left(wrapped(do, width), "next"), *map(Row, [*notes, Content()])]


def _left(lines: Iterable[Content], what: str = "") -> list[Row]:
    return [Row(line.pad_left(3), what) for line in lines]


def view_row(stop: Stop, words: str, width: int = WIDTH) -> Row:
    """Return what is above a text that is looked at alone: its question, and what is shown of it."""
    return Row(
        left_right(numbered_name(stop.number, stop.name), Content.styled(words, "$quiet"), width).pad_left(3)
    )


def _title(form: Form, number: int, many: int, width: int) -> list[Content]:
    title = "Copy into the portal" if form.portal else "Copy the answers"
    count = Content.styled(f"{min(number + 1, many)} of {many}" if many else "", "$quiet")
    return [left_right(plain(title, "bold"), count, width), progress_bar(number / max(many, 1), width)]


def _state(do: Content, told: str, sure: bool) -> Content:
    if not told:
        return Content.styled("Copying…", "$quiet")
    style = "bold $good" if sure else "bold"
    return Content.assemble(styled_sign("done" if sure else "look"), " ", plain(told, style), " ", do)


def first_rows(form: Form, many: int, told: str, sure: bool, width: int = WIDTH) -> list[Row]:
    """Return the test before the first stop: what is copied is pasted here, and read back."""
    do = plain("Paste it here, with Ctrl+Shift+V or a right click.")
    lines = [
        *_title(form, 0, many, width),
        Content(),
        Content.styled("First a test", "bold"),
        Content.styled("When it comes back, everything you copy will come.", "$quiet"),
        Content(),
        *wrapped(_state(do, told, sure), width),
        Content(),
    ]
    more = plain("Nothing came? Press Enter to go on without the test.", "$quiet")
    box = boxed([plain(walk.TEST)], 0, 1, width)
    return [*_left(lines), *box, *offer_rows(OFFERS_OF_TEST, ""), *_left([more], "next")]


def end_rows(report: Report, stops: Sequence[Stop], width: int = WIDTH) -> list[Row]:
    """Return what is said after the last stop."""
    left = walk.left(report, stops)
    if not stops:
        words = [Content.assemble(styled_sign("look"), " There is no answer to copy yet.")]
    elif left:
        things = "1 stop has" if left == 1 else f"{left} stops have"
        words = [Content.assemble(styled_sign("look"), f" That was the last one. {things} no tick yet.")]
    else:
        words = [Content.assemble(styled_sign("done"), " That was the last one. Everything is ticked.")]
    if stops and report.form.portal:
        words.append(plain("Look through the portal once, and press Submit there.", "$quiet"))
    return _left([*_title(report.form, len(stops), len(stops), width), Content(), *words])


# The box


def body_lines(report: Report, stop: Stop, view: str = "", width: int = WIDTH) -> list[Content]:
    """Return the lines in the box: the text to paste, or what is read off the card."""
    if view == PUBLISHED:
        return wrapped(plain(published(stop.text)), width)
    if stop.grid is not None and view != ALONE:
        whole = wrapped(plain(stop.text), width) if len(stop.text) > _MOST_CELL else []
        return [*_grid(stop.grid, width), *([Content(), *whole] if whole else [])]
    if stop.kind in ("clicks", "facts"):
        return [line for one in stop.lines for line in _read_off(*one, width, wide=stop.kind == "clicks")]
    limit = report.hand_in.limit(stop.questions[0].id) if stop.kind == "text" else 0
    text = plain(stop.text)
    if limit and len(text) > limit:
        text = text.stylize("bold underline $fix", limit)
    return wrapped(text, width)


def _read_off(label: str, text: str, width: int, *, wide: bool) -> list[Content]:
    """Return a line to read off: what is clicked is at the right, a fact beside its name."""
    if not wide:
        name = fitted(one_line(label, _LABEL, "$quiet"), _LABEL + 2)
        return hanging_lines(name, plain(text, "bold"), width) or [name]
    answer = plain(text, "bold $accent")
    if answer.cell_length > _MOST_CELL:
        return [one_line(label, width), *(line.pad_left(4) for line in wrapped(answer, width - 4))]
    return [left_right(one_line(label, width - answer.cell_length - 2), answer, width, gap=2)]


def _grid(grid: Grid, width: int) -> list[Content]:
    """Return a table as the portal has it; the cells of this stop stand out."""
    rows = [grid.header, *grid.rows]
    widths = [max(plain(row[column]).cell_length for row in rows) for column in range(len(grid.header))]
    room = width - 2 * (len(widths) - 1)
    while sum(widths) > room and max(widths) > 3:
        widths[widths.index(max(widths))] -= 1
    lines = [columns([(plain(one, "$quiet"), cells) for one, cells in zip(grid.header, widths, strict=True)])]
    for number, row in enumerate(grid.rows):
        line = [(plain(row[0], "$quiet"), widths[0])]
        for column, text in enumerate(row[1:]):
            place = (number, column)
            style = "$on on $accent" if place in grid.copied else "bold" if place in grid.typed else "$quiet"
            line.append((one_line(text or sign("empty"), widths[column + 1], style), widths[column + 1]))
        lines.append(columns(line))
    return lines


def boxed(lines: Sequence[Content], top: int, most: int, width: int = WIDTH) -> list[Row]:
    """Return at most `most` lines in a box, and how many there are above and below."""
    shown = list(lines[top : top + most])
    below = len(lines) - top - len(shown)
    if below:
        shown[-1:] = [Content.styled(f"{sign('unfolded')} {below + 1} more lines   PgDn", "$quiet")]
    edge = Content.styled(f" {sign('edge')} ", "$edge")
    return [
        Row(fitted(Content.assemble(edge, line), width + 4).stylize_before("on $raised"), "next")
        for line in shown
    ]


def squeezed(rows: list[Row], most: int) -> list[Row]:
    """Return rows without blank ones, from the top, where there are more than fit."""
    blank = [number for number, row in enumerate(rows) if not row.content.plain.strip()]
    gone = blank[: max(len(rows) - most, 0)]
    return [row for number, row in enumerate(rows) if number not in gone]


# What else can be done


def offers(report: Report, stop: Stop | None, tables: str) -> dict[str, str]:
    """Return what can be done by a number; a number means the same at every stop."""
    if stop is None:
        return {}
    question = stop.questions[0]
    is_text, wiki = stop.kind == "text", question.kind == "long_text" and is_published(report.form)
    can_make_plain = bool(stop.text) and (is_text or bool(stop.cell[-1])) and bool(hygiene.found(stop.text))
    other = "as a card" if tables not in (CARDS, CELLS) else "a row at once" if tables else "cell by cell"
    ways = (
        ("1", "copy again", bool(stop.text)),
        ("2", "write it to a file", True),
        (ALONE, "show it alone", bool(stop.text)),
        (PUBLISHED, "as the wiki prints it", wiki),
        ("5", "make it plain", can_make_plain),
        ("6", "a limit", is_text),
        ("7", other, stop.kind == "cells"),
        ("8", "the copy page", True),
    )
    return {number: words for number, words, holds in ways if holds}


def offer_rows(ways: Mapping[str, str], view: str) -> list[Row]:
    """Return what can be done, on two lines; every number can be clicked."""
    back = {view: "back to the card"} if view else {}
    first = {number: ways[number] for number in ("2", "8") if number in ways}
    rest = {number: words for number, words in ways.items() if number not in ("1", "2", "8")}
    rows = [_numbers("Nothing pasted?  " if "1" in ways else "", first), _numbers("", back or rest)]
    return [Row(Content()), *rows[1 if view else 0 :]]


def _numbers(lead: str, ways: Mapping[str, str]) -> Row:
    things = [
        (Content.assemble((number, "bold"), " ", (words, "$accent")), number)
        for number, words in ways.items()
    ]
    return row_of_zones(things, Content.assemble("   ", (lead, "$quiet")))
