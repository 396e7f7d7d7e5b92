"""Plain text: the portal's questions in their order, and every answer word for word."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from reportwizard.exports.document import Document, Item, Table
from reportwizard.report.text_layout import escape_heading, quote_lines, write_rows
from reportwizard.report.written import headings, with_colon


def render(document: Document) -> str:
    """Return the report as text that `imports.own_text` reads back exactly.

    A line of an answer that looks like a heading of the form gets a backslash in front.
    """
    return "\n".join(_lines(document, headings(document.report.form))) + "\n"


def _lines(document: Document, headings: Mapping[str, str]) -> Iterator[str]:
    # Of the two possible headings of an answer, the one without a mark comes first.
    own = {answer_id: line for line, answer_id in reversed([*headings.items()])}
    if document.notice:
        yield from (document.notice, "")
    yield from (escape_heading(document.title, headings), document.kind, "")
    if document.facts:
        yield from (document.facts_heading, "")
        for fact in document.facts:
            first, *others = fact.text.split("\n")
            yield f"- {with_colon(fact.label)} {first}" if fact.text else f"- {with_colon(fact.label)}"
            # Indented, so that none of them looks like the next fact.
            yield from (f"  {line}" for line in others)
        yield ""
    for section in document.sections:
        yield from (section.heading, "")
        for item in section.items:
            yield f"{own[item.id]}{item.mark}"
            yield from _item(item, headings)
    yield f"[{document.stamp}]"


def _item(item: Item, headings: Container[str]) -> Iterator[str]:
    yield ""
    if item.help:
        yield from (*item.help, "")
    if item.reference:
        yield from (item.reference.label, "", *quote_lines(item.reference.text), "")
    if isinstance(item.answer, Table):
        yield from (*write_rows(item.answer.lines), "")
    elif item.answer.text:
        yield from (*(escape_heading(line, headings) for line in item.answer.text.split("\n")), "")
