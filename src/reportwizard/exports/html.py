"""One HTML file that needs nothing else: to read in a browser, to print, or to keep as PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from reportwizard.exports.document import Document, Section, Table, Text
from reportwizard.exports.references import guarded
from reportwizard.exports.summary import Measure, figures, fund
from reportwizard.report.links import split_links
from reportwizard.report.written import with_colon

# A figure with its spaces, its range and its currency; or a word that a narrow column may have to cut.
_KEPT = re.compile(
    r"(?P<figure>(?:\b[A-Z]{3}[ \u00a0])?\d+(?:(?:[.,'’\u00a0\u202f–/:-]| (?=\d{3}(?!\d)))\d+)*"
    r"(?:[ \u00a0](?:[A-Z]{3}|%)(?!\w))?)|[^\s\d]{17,}|[^\W\d]\S{16,}"
)
# The longest figure that fits on one line of a phone.
_LONGEST = 24
_SHORT = 18
_FOLDER = Path(__file__).parent
# An answer as short as this is beside its question.
_BRIEF = 100
_SPENT = ("money.spent.local", "money.spent")


def render(document: Document) -> str:
    """Return the report as a whole HTML page that `imports.own_html` reads back exactly."""
    report = document.report
    title, asks = document.title, report.form.role("project.title")
    titled = (fact.id for fact in document.facts if fact.answered and fact.text == title)
    spent = {one.id for role in _SPENT if (one := report.form.role(role))}
    money = (one.id for one in document.sections if not spent.isdisjoint(item.id for item in one.items))
    of = fund(report)
    page = environment(_FOLDER).get_template("report.html")
    return page.render(
        document=document,
        title=title or document.kind,
        titled=asks.id if asks and asks.id in titled else "",
        figures=figures(report),
        fund=of,
        fund_section=next(money, "") if of else "",
    )


@cache
def environment(folder: Path) -> Environment:
    """Return what makes pages of the templates in a folder, and of those here; answers are escaped."""
    environment = Environment(
        loader=FileSystemLoader([folder, _FOLDER]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"alive": alive, "paragraphs": paragraphs, "labelled": with_colon, "bar": _bar}
    environment.filters |= {"help": _help, "rows": _rows, "columns": _columns, "guarded": _guarded}
    environment.filters["unanswered"] = _unanswered
    environment.tests |= {"brief": _is_brief, "quiet": _is_quiet, "table": _is_table}
    return environment


def paragraphs(text: str) -> Markup:
    """Return a text over several lines: each empty line parts two paragraphs."""
    return Markup("").join(Markup("<p>{}</p>").format(alive(block)) for block in text.split("\n\n"))


def alive(text: str) -> Markup:
    """Return a text with all of it escaped but its http and https links, which can be clicked."""
    return Markup("<br>").join(map(_line, text.split("\n")))


def _line(line: str) -> Markup:
    link = Markup('{}<a href="{}">{}</a>')
    pieces = ((_words(words), to) for words, to in split_links(line))
    return Markup("").join(link.format(words, to, to) if to else words for words, to in pieces)


def _words(text: str) -> Markup:
    """Mark the figures that no line may cut in two, and the long words that every line may."""
    pieces, at = [], 0
    for match in _KEPT.finditer(text):
        whole = match["figure"] and len(match[0]) <= _LONGEST
        pieces.append(_guarded(text[at : match.start()]))
        pieces.append(_span("figure" if whole else "long", match[0]))
        at = match.end()
    return Markup("").join([*pieces, _guarded(text[at:])])


def _span(name: str, text: str) -> Markup:
    return Markup('<span class="{}">{}</span>').format(name, _guarded(text))


def _guarded(text: str) -> Markup:
    return Markup(guarded(str(escape(text))))


def _help(lines: tuple[str, ...]) -> Iterator[tuple[bool, list[str]]]:
    """Give the lines in groups; True marks the items of a list."""
    for listed, group in groupby(lines, lambda line: line.startswith("- ")):
        yield listed, [line[2:] if listed else line for line in group]


def _unanswered(section: Section) -> list[str]:
    return [item.name for item in section.items if item.mark and not item.answer.answered]


def _is_quiet(section: Section) -> bool:
    """Whether nothing in a part is answered, and nothing has to be."""
    return not any(item.mark or item.answer.answered or item.recalled for item in section.items)


def _is_table(answer: Text | Table) -> bool:
    return isinstance(answer, Table)


def _is_brief(answer: Text | Table) -> bool:
    """Whether an answer is beside its question."""
    return not isinstance(answer, Table) and len(answer.text) <= _BRIEF and "\n" not in answer.text


def _rows(table: Table) -> Iterator[tuple[list[str], Measure | None, bool]]:
    """Give the cells of each row, how far its target was reached, and whether nothing is in it."""
    measures = table.measures or (None,) * len(table.rows)
    for row, measure in zip(table.rows, measures, strict=True):
        yield list(row), measure, not any(row[1:] if table.named else row)


def _columns(table: Table) -> list[tuple[str, str, str]]:
    """Return for each column its label, its short name, and how its cells are shown.

    One in which nothing stands is for the official layout; in one of figures no cell is cut.
    """
    width = len(table.rows[0]) if table.rows else len(table.header)
    labels, columns = table.header or ("",) * width, zip(*table.rows, strict=True)
    filled = [[cell for cell in column if cell] for column in columns] or [[]] * width
    return [
        (label, short, ("number" if all(map(_is_figure, cells)) else "") if cells else "official")
        for label, short, cells in zip(labels, table.short or labels, filled, strict=True)
    ]


def _is_figure(cell: str) -> bool:
    """Whether a cell is a number, an amount or a day, or as short as one."""
    match = _KEPT.fullmatch(cell)
    short = len(cell) <= _LONGEST if match and match["figure"] else len(cell) <= _SHORT
    return short and any(map(str.isdecimal, cell))


def _bar(measure: Measure) -> tuple[str, str]:
    """Return how long the bars of what was reached and of the aim are, of 100."""
    longest = max(measure)
    return f"{100 * measure.reached / longest:.1f}", f"{100 * measure.aim / longest:.1f}"
