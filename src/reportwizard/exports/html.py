"""A single HTML file: to read in a browser, to print, or to keep as PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from reportwizard.exports.document import Document, Section, Table, Text, protect_start
from reportwizard.exports.summary import Measure, figures, fund
from reportwizard.report.links import split_links
from reportwizard.report.written import with_colon

# A figure with its spaces, its range and its currency; or a word that may be too long for a narrow column.
_KEPT = re.compile(
    r"(?P<figure>(?:\b[A-Z]{3}[ \u00a0])?\d+(?:(?:[.,'’\u00a0\u202f–/:-]| (?=\d{3}(?!\d)))\d+)*"
    r"(?:[ \u00a0](?:[A-Z]{3}|%)(?!\w))?)|[^\s\d]{17,}|[^\W\d]\S{16,}"
)
# The longest figure that fits on one line of a phone.
_LONGEST = 24
_SHORT = 18
_FOLDER = Path(__file__).parent
# A shorter answer is next to its question.
_BRIEF = 100
_SPENT = ("money.spent.local", "money.spent")


def render(document: Document) -> str:
    """Return the report as an HTML page that `imports.own` reads back exactly."""
    report = document.report
    title, title_question = document.title, report.form.role("project.title")
    title_ids = (fact.id for fact in document.facts if fact.answered and fact.text == title)
    spent = {question.id for role in _SPENT if (question := report.form.role(role))}
    sections = document.sections
    about_money = (part.id for part in sections if not spent.isdisjoint(item.id for item in part.items))
    money = fund(report)
    page = template_environment(_FOLDER).get_template("report.html")
    return page.render(
        document=document,
        title=title or document.kind,
        titled=title_question.id if title_question and title_question.id in title_ids else "",
        figures=figures(report),
        fund=money,
        fund_section=next(about_money, "") if money else "",
    )


@cache
def template_environment(folder: Path) -> Environment:
    """Return an environment for the templates in a folder and for those here; it escapes answers."""
    environment = Environment(
        loader=FileSystemLoader([folder, _FOLDER]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"linkify": linkify, "paragraphs": paragraphs, "with_colon": with_colon}
    environment.filters |= {"help": _help, "rows": _rows, "columns": _columns, "protect_start": _escape}
    environment.filters |= {"bar": _bar_lengths}
    environment.tests |= {"short": _is_short, "unanswered": _is_unanswered}
    return environment


def paragraphs(text: str) -> Markup:
    """Return a text of several lines; empty lines separate paragraphs."""
    return Markup("").join(Markup("<p>{}</p>").format(linkify(block)) for block in text.split("\n\n"))


def linkify(text: str) -> Markup:
    """Return an escaped text whose http and https links can be clicked."""
    return Markup("<br>").join(map(_line, text.split("\n")))


def _line(line: str) -> Markup:
    link = Markup('{}<a href="{}">{}</a>')
    pieces = ((_mark_figures(text), address) for text, address in split_links(line))
    return Markup("").join(link.format(text, to, to) if to else text for text, to in pieces)


def _mark_figures(text: str) -> Markup:
    """Mark the figures that must stay on one line, and the long words that may break anywhere."""
    pieces, at = [], 0
    for match in _KEPT.finditer(text):
        whole = match["figure"] and len(match[0]) <= _LONGEST
        pieces.append(_escape(text[at : match.start()]))
        span = Markup('<span class="{}">{}</span>')
        pieces.append(span.format("figure" if whole else "long", _escape(match[0])))
        at = match.end()
    return Markup("").join([*pieces, _escape(text[at:])])


def _escape(text: str) -> Markup:
    return Markup(protect_start(str(escape(text))))


def _help(lines: tuple[str, ...]) -> Iterator[tuple[bool, list[str]]]:
    for listed, group in groupby(lines, lambda line: line.startswith("- ")):
        yield listed, [line[2:] if listed else line for line in group]


def _is_unanswered(section: Section) -> bool:
    return not any(item.mark or item.answer.answered or item.reference for item in section.items)


def _is_short(answer: Text | Table) -> bool:
    return not isinstance(answer, Table) and len(answer.text) <= _BRIEF and "\n" not in answer.text


def _rows(table: Table) -> Iterator[tuple[list[str], Measure | None, bool]]:
    """Yield the cells of each row, its measure, and whether it is empty."""
    measures = table.measures or (None,) * len(table.rows)
    for row, measure in zip(table.rows, measures, strict=True):
        yield list(row), measure, not any(row[1:] if table.has_row_names else row)


def _columns(table: Table) -> list[tuple[str, str, str]]:
    """Return the label, the short name and the CSS class of each column.

    An empty column is only in the official layout; the cells of a column of figures do not wrap.
    """
    width = len(table.rows[0]) if table.rows else len(table.header)
    labels, columns = table.header or ("",) * width, zip(*table.rows, strict=True)
    filled = [[cell for cell in column if cell] for column in columns] or [[]] * width
    return [
        (label, short, ("number" if all(map(_is_figure, cells)) else "") if cells else "official")
        for label, short, cells in zip(labels, table.short_header or labels, filled, strict=True)
    ]


def _is_figure(cell: str) -> bool:
    """Whether a cell is a number, an amount or a day, or as short as one."""
    match = _KEPT.fullmatch(cell)
    short = len(cell) <= _LONGEST if match and match["figure"] else len(cell) <= _SHORT
    return short and any(map(str.isdecimal, cell))


def _bar_lengths(measure: Measure) -> tuple[str, str]:
    """Return the lengths of the bars of result and target, out of 100."""
    longest = max(measure)
    return f"{100 * measure.result / longest:.1f}", f"{100 * measure.target / longest:.1f}"
