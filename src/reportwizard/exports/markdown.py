"""Markdown for any viewer (CommonMark, GitHub tables): answers are shown as written, never interpreted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from reportwizard.exports.document import Document, Item, Table, protect_start
from reportwizard.report.links import split_links
from reportwizard.report.written import with_answer_markers, with_colon

# Site generators interpret braces, some viewers `$`, `^` and several dashes. Only a comment separates a name
# from its `@`, and `:smile:` from its colon.
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
# An empty line needs some content; no space is written like this.
_EMPTY = "&nbsp;"


def render(document: Document) -> str:
    """Return the report as Markdown that `imports.own` reads back exactly."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield from (f"<!-- markdown {document.stamp} -->", "")
    if document.notice:
        yield from (f"**{escape_line(document.notice)}**", "")
    yield from (f"# {escape_line(document.title or document.kind)}", "", escape_line(document.kind), "")
    if document.facts:
        yield from (f"## {escape_line(document.facts_heading)}", "")
        for fact in document.facts:
            text = escape_line(fact.text)
            text = with_answer_markers(fact.id, text) if fact.id and fact.answered else text
            yield f"- **{escape_line(with_colon(fact.label))}** {text}".rstrip()
        yield ""
    for section in document.sections:
        yield from (f"## {escape_line(section.heading)}", "")
        for item in section.items:
            yield from _item(item)


def _item(item: Item) -> Iterator[str]:
    yield from (f"### {escape_line(item.heading)}{item.mark}", "")
    if item.help:
        yield from (*_help(item.help), "")
    if item.reference:
        yield from (f"*{escape_line(item.reference.label)}*", "")
        lines = (f"> {line}" for line in escape_paragraphs(item.reference.text).split("\n"))
        yield from (with_answer_markers(item.reference.id, "\n\n" + "\n".join(lines) + "\n\n"), "")
    answer = _table(item.answer) if isinstance(item.answer, Table) else escape_paragraphs(item.answer.text)
    if answer:
        yield from (with_answer_markers(item.id, f"\n\n{answer}\n\n") if item.has_markers else answer, "")


def _help(lines: tuple[str, ...]) -> Iterator[str]:
    """Yield the help, with blank lines around a list, which some viewers need."""
    for at, (listed, group) in enumerate(groupby(lines, lambda line: line.startswith("- "))):
        yield from [""] if at else []
        yield from (f"- {escape_line(line[2:])}" if listed else escape_line(line) for line in group)


def _table(table: Table) -> str:
    width = len(table.header or table.rows[0])
    header = table.header or ("",) * width
    rows = [header, *table.rows]
    lines = [f"| {' | '.join(escape_line(cell) for cell in row)} |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def escape_paragraphs(text: str) -> str:
    """Return a text of several lines; every line break and every blank line stays visible."""
    if not text:
        return ""

    def start(match: re.Match[str]) -> str:
        return f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}"

    blocks = [[_AT_START.sub(start, _line(line)) for line in one.split("\n")] for one in text.split("\n\n")]
    # Two spaces at the end of a line are a line break.
    return "\n\n".join("  \n".join(line or _EMPTY for line in lines) for lines in blocks)


def escape_line(text: str) -> str:
    """Return a text as one line of Markdown, shown as written; http and https links can be clicked."""
    return "<br>".join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    escaped = ""
    for text, link in split_links(line):
        escaped += _MARKUP.sub(lambda match: _REFERENCES.get(match[0]) or f"\\{match[0]}", text)
        escaped += f"<{link}>" if link else ""
    return protect_start(_BLANKS.sub(lambda match: "&#160;" * len(match[0]), escaped))
