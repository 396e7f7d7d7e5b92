"""Markdown for any viewer (CommonMark, GitHub tables): answers are shown as written, never interpreted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from reportwizard.exports.document import Document, Fact, Item, Table
from reportwizard.exports.references import guarded
from reportwizard.report.links import split_links
from reportwizard.report.written import with_answer_markers, with_colon

# Braces mean something to site generators, `$` to viewers with formulas, `^` and several dashes to others.
# Nothing but a comment parts a name from its `@`, and a `:smile:` from its colon.
_MARKUP = re.compile(r"[\\`*_\[\]|~$#^]|[&<>{}\t]|-(?=-)|(?<=-)-|@(?=\w)|:(?=[\w+-]{1,40}:)")
# Lists, underlines of headings and of tables.
_AT_START = re.compile(r"\A(?:[+=:-]|[0-9]{1,9}(?=[.)]))")
_BLANKS = re.compile(r"\A +|(?<= ) | \Z")
_REFERENCES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "{": "&#123;",
    "}": "&#125;",
    "\t": "&#9;&#160;&#160;&#160;",
    "@": "@<!-- -->",
    ":": ":<!-- -->",
}
# An empty line needs something to be in it; no space is written so.
_EMPTY = "&nbsp;"


def render(document: Document) -> str:
    """Return the report as Markdown that `imports.own_markdown` reads back exactly."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield from (f"<!-- markdown {document.stamp} -->", "")
    if document.notice:
        yield from (f"**{inert(document.notice)}**", "")
    yield from (f"# {inert(document.title or document.kind)}", "", inert(document.kind), "")
    if document.facts:
        yield from (f"## {inert(document.facts_heading)}", "")
        yield from map(_fact, document.facts)
        yield ""
    for section in document.sections:
        yield from (f"## {inert(section.heading)}", "")
        for item in section.items:
            yield from _item(item)


def _fact(fact: Fact) -> str:
    text = inert(fact.text)
    text = with_answer_markers(fact.id, text) if fact.id and fact.answered else text
    return f"- **{inert(with_colon(fact.label))}** {text}".rstrip()


def _item(item: Item) -> Iterator[str]:
    yield from (f"### {inert(item.heading)}{item.mark}", "")
    if item.help:
        yield from (*_help(item.help), "")
    if item.recalled:
        yield from (f"*{inert(item.recalled.label)}*", "")
        lines = (f"> {line}" for line in paragraphs(item.recalled.text).split("\n"))
        yield from (with_answer_markers(item.recalled.id, "\n\n" + "\n".join(lines) + "\n\n"), "")
    answer = _table(item.answer) if isinstance(item.answer, Table) else paragraphs(item.answer.text)
    if answer:
        yield from (with_answer_markers(item.id, f"\n\n{answer}\n\n") if item.framed else answer, "")


def _help(lines: tuple[str, ...]) -> Iterator[str]:
    """A list is set off by blank lines, which some viewers need."""
    for at, (listed, group) in enumerate(groupby(lines, lambda line: line.startswith("- "))):
        yield from [""] if at else []
        yield from (f"- {inert(line[2:])}" if listed else inert(line) for line in group)


def _table(table: Table) -> str:
    width = len(table.header or table.rows[0])
    header = table.header or ("",) * width
    rows = [header, *table.rows]
    lines = [f"| {' | '.join(inert(cell) for cell in row)} |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def paragraphs(text: str) -> str:
    """Return a text over several lines: every line break and every blank line stays visible."""
    return "\n\n".join(_block(block) for block in text.split("\n\n")) if text else ""


def _block(block: str) -> str:
    """Two spaces at the end of a line break it."""
    return "  \n".join(_AT_START.sub(_start, _line(line)) or _EMPTY for line in block.split("\n"))


def inert(text: str) -> str:
    """Return a text on one line of Markdown, shown as it was written; http and https links stay alive."""
    return "<br>".join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    done = "".join(
        _MARKUP.sub(_escaped, words) + (f"<{link}>" if link else "") for words, link in split_links(line)
    )
    return guarded(_BLANKS.sub(lambda match: "&#160;" * len(match[0]), done))


def _escaped(match: re.Match[str]) -> str:
    return _REFERENCES.get(match[0]) or f"\\{match[0]}"


def _start(match: re.Match[str]) -> str:
    return f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}"
