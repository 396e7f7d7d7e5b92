"""Read reports that this program wrote as plain text."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from reportwizard.forms.form import Form, Part
from reportwizard.imports.imported import ImportResult
from reportwizard.imports.layout import layout_of
from reportwizard.imports.own import STAMP, empty_report, parse_stamp, read_pieces
from reportwizard.imports.page import TWICE, split_page
from reportwizard.imports.wiki_text import read_page
from reportwizard.report.text_layout import read_row, unescape_heading, unquote_lines
from reportwizard.report.written import (
    LEDGER,
    Content,
    header_part,
    headings,
    help_lines,
    reference_printed_under,
    with_colon,
)
from reportwizard.text import clean_text

_Piece = tuple[str, Content]

NAME = "reportwizard-text"
# A mail program may break this line, and mark every line as quoted.
_STAMP = re.compile(rf"^[> ]*{STAMP.pattern}", re.MULTILINE)


def read(text: str, *, currency: str, locale: str) -> ImportResult | None:
    """Read every answer exactly; None if the text has no stamp.

    If an editor or a mail program changed the headings, the answers are found by the form's wording, as on a
    published page.
    """
    text = clean_text(text)
    *_, last = [None, *_STAMP.finditer(text)]
    if last is None:
        return None
    stamp = parse_stamp(last[1].replace(">", " "))
    report = empty_report(stamp, currency, locale)
    known = headings(report.form)
    text, between = _join_copies(text, known)
    *_, last = _STAMP.finditer(text)
    above, below = text[: last.start()], text[last.end() :]
    lines = above.removesuffix("\n").split("\n")
    # The text above the first heading is repeated below.
    starts = [at for at, line in enumerate(lines) if line in known]
    blocks = [(lines[at], lines[at + 1 : end]) for at, end in pairwise([*starts, len(lines)])]
    pieces = [piece for line, content in blocks for piece in _pieces(report.form, known, line, content)]
    imported = read_pieces(report, stamp, NAME, [*pieces, *(("", line) for line in [*between, below])])
    below_heading = {known[line]: content for line, content in blocks}
    header = header_part(report.form)
    parts = [part for part in report.form.parts if part is not header]
    asked = [item for part in parts for item in imported.report.printed(part) if not item.reference]
    # In an unchanged text, every question that applies has its line, and its help is below that.
    is_whole = all(_starts(below_heading.get(item.id, ()), ("", *help_lines(item))) for item in asked)
    if not is_whole:
        known_page = layout_of(report.form)
        imported = read_page(split_page(above, known_page), known_page, report.region)
        below = below.strip("\n") if below.strip("> \n") else ""
        unplaced = (*imported.report.unplaced, *filter(None, [below]))
        imported = replace(imported, report=replace(imported.report, unplaced=unplaced), recognised=NAME)
    return replace(imported, notes=(TWICE,)) if between else imported


def _join_copies(text: str, known: Container[str]) -> tuple[str, list[str]]:
    """Return a text without the stamp and the title between two copies of a report, and those lines."""
    for stamp in [*_STAMP.finditer(text)][:-1]:
        above, below = text[: stamp.start()].split("\n"), text[stamp.end() :].split("\n")
        at = next((at for at, line in enumerate(below) if line in known), len(below))
        if below[at:] and below[at] in above:
            return "\n".join([*above[:-1], *below[at:]]), below[:at]
    return text, []


def _pieces(form: Form, known: Mapping[str, str], line: str, content: Sequence[str]) -> Iterator[_Piece]:
    """Yield the text below a heading, with the id of the question that it answers, or an empty one."""
    question, header = form.by_id.get(known[line]), header_part(form)
    if question:
        content = _without(("",), content)
        if help := help_lines(question):
            content = _without((*help, ""), content)
        if under := reference_printed_under(form, question):
            quote = list(takewhile(lambda line: line.startswith(">"), content))
            yield question.id, unquote_lines(quote)
            question, content = form.by_id[under], _without(("",), content[len(quote) :])
        content = content[:-1] if content and content[-1] == "" else content
        is_table = question.kind in ("agreement", "table")
        if is_table and content and content[0].startswith("|") and content[-1].endswith("|"):
            yield question.id, [read_row(line) for line in content if line]
        elif content:
            yield question.id, "\n".join(unescape_heading(line, known) for line in content)
    elif header and line == header.heading:
        yield from _facts(header, content)
    elif known[line] == LEDGER:
        yield LEDGER, [read_row(line) for line in content if line.startswith("|")]
        yield "", "\n".join(line for line in content if not line.startswith(("|", "Total: ")))
    else:
        yield "", "\n".join(content)


def _facts(header: Part, content: Sequence[str]) -> Iterator[_Piece]:
    starts = [at for at, line in enumerate(content) if line.startswith("- ")]
    yield "", "\n".join(content[: starts[0]] if starts else content)
    labels = {f"- {with_colon(question.wording)}": question.id for question in header.printed}
    for start, end in pairwise([*starts, len(content)]):
        indented = list(takewhile(lambda line: line.startswith("  "), content[start + 1 : end]))
        label = next((label for label in labels if content[start].startswith(label)), "")
        if label:
            first = content[start].removeprefix(label).removeprefix(" ")
            yield labels[label], "\n".join([first, *(line[2:] for line in indented)])
        else:
            yield "", "\n".join([content[start], *indented])
        yield "", "\n".join(content[start + 1 + len(indented) : end])


def _without(start: Sequence[str], lines: Sequence[str]) -> Sequence[str]:
    return lines[len(start) :] if _starts(lines, start) else lines


def _starts(lines: Sequence[str], start: Sequence[str]) -> bool:
    return list(lines[: len(start)]) == list(start)
