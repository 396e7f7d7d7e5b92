"""A page for Meta-Wiki: headings, wikitables and links; everything else is escaped.

An answer is shown as written. Characters with a meaning in wikitext become character references, which
survive wherever the text is moved; so do runs of spaces, which HTML would collapse. Hidden comments mark the
answers, so that `imports.own` reads the same answers back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportwizard.exports.document import Document, Item, Table, numeric_reference, protect_start
from reportwizard.report.links import split_links
from reportwizard.report.written import with_answer_markers, with_colon

# Anywhere in a line: tags, links, templates, cells, bold, magic words between underscores, signatures.
_MARKUP = re.compile(
    r"[&<>\[\]{}|\t\u00a0]|''+|\A'|'\Z|__+|~~~+"
    r"|\b(?:RFC|PMID|ISBN)(?=\s)"
    r"|(?:bitcoin|ftps?|geo|git|gopher|https?|ircs?|magnet|mailto|matrix|mms|news|nntp|redis|sftp|sips?|sms"
    r"|ssh|svn|tel|telnet|urn|wikipedia|worldwind|xmpp):",
    re.IGNORECASE,
)
# At the start of a line: lists, indents, headings, rules, headings of tables, spaces.
_AT_START = re.compile(r"[*#:;=! ]|-(?=---)")
_BLANK = re.compile(r"(?<= ) | \Z")
_IN_LINK = re.compile(r"&(?=#?\w+(?:;|\Z))|''+|__+|~~~+")
# The characters that MediaWiki adds to a link, and those that it removes again at its end; a closing bracket
# only if the link opens none (Parser::makeFreeExternalLink).
_GLUED = re.compile('[^ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000<>"]*')
_STOPS = ",;.:!?"
# Parsoid adds a comment after such a link to it.
_STOPPED_LINK = re.compile(r"https?://[^\s<>]*[,;.:!?)]\Z", re.IGNORECASE)
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\u00a0": "&nbsp;"}


def render(document: Document) -> str:
    """Return the report as wikitext that `imports.own` reads back exactly."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield f"<!-- {document.stamp} -->"
    if document.notice:
        yield from (_bold(document.notice), "")
    if document.title:
        yield from (_bold(document.title), "")
    yield from (escape_line(document.kind), "")
    if document.facts:
        yield f"== {escape_line(document.facts_heading)} =="
        for fact in document.facts:
            text = escape_line(fact.text)
            if fact.id and fact.answered:
                stop = "<nowiki/>" if _STOPPED_LINK.search(text) else ""
                text = with_answer_markers(fact.id, text + stop)
            yield f"* {_bold(with_colon(fact.label))} {text}"
        yield ""
    for section in document.sections:
        yield from (f"== {escape_line(section.heading)} ==", "")
        for item in section.items:
            yield from _item(item)


def _item(item: Item) -> Iterator[str]:
    yield from (f"{_bold(item.heading)}{item.mark}", "")
    if item.help:
        # Two lines outside a list would run together on the page.
        for line, following in zip(item.help, (*item.help[1:], "- "), strict=True):
            is_item = line.startswith("- ")
            text = f"* {escape_line(line[2:])}" if is_item else escape_line(line)
            yield text if is_item or following.startswith("- ") else f"{text}<br>"
        yield ""
    if item.reference:
        yield f"''{escape_line(item.reference.label)}''"
        text = with_answer_markers(item.reference.id, f"\n{escape_paragraphs(item.reference.text)}\n")
        yield from ('<blockquote dir="auto">', text, "</blockquote>", "")
    answer = _table(item.answer) if isinstance(item.answer, Table) else escape_paragraphs(item.answer.text)
    if answer and item.answer.answered and not isinstance(item.answer, Table):
        # The text runs in the direction of its own letters, not of the wiki's.
        answer = f'<div dir="auto">\n{answer}\n</div>'
    if answer:
        yield from (with_answer_markers(item.id, f"\n{answer}\n") if item.has_markers else answer, "")


def _bold(text: str) -> str:
    return f"'''{escape_line(text)}'''"


def _table(table: Table) -> str:
    lines = ['{| class="wikitable"']
    if table.header:
        lines += ["|-", *(_name("col", cell) for cell in table.header)]
    for row in table.rows:
        names, cells = (row[:1], row[1:]) if table.has_row_names else ((), row)
        lines += [
            "|-",
            *(_name("row", cell) for cell in names),
            *(f'| dir="auto" | {escape_line(cell)}' for cell in cells),
        ]
    return "\n".join([*lines, "|}"])


def _name(scope: str, cell: str) -> str:
    # Two exclamation marks separate cells here, and only here.
    return f'! scope="{scope}" dir="auto" | {re.sub("!(?=!)", "&#33;", escape_line(cell))}'


def escape_paragraphs(text: str) -> str:
    """Return a text of several lines: a single blank line separates paragraphs, other breaks are `<br>`."""
    lines = "\n".join(_line(line) for line in text.split("\n"))
    return re.sub(r"\A\n+|\n+\Z|\n+", _break, lines)


def _break(match: re.Match[str]) -> str:
    between = match.start() > 0 and match.end() < len(match.string)
    return "\n\n" if match[0] == "\n\n" and between else "<br>\n" * len(match[0])


def escape_line(text: str) -> str:
    """Return a text as one line of wikitext, shown as written; its http and https links can be clicked."""
    return "<br>".join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    escaped = previous = ""
    for text, link in split_links(line):
        separator = "<nowiki/>" if previous and _runs_on(text, previous) else ""
        escaped += separator + _MARKUP.sub(_references, text) + _IN_LINK.sub(_references, link)
        previous = link
    escaped = _BLANK.sub("&#160;", escaped)
    if _AT_START.match(escaped):
        return ("&#160;" if escaped[0] == " " else numeric_reference(escaped[0])) + escaped[1:]
    return protect_start(escaped)


def _runs_on(text: str, link: str) -> bool:
    """Whether MediaWiki would add the start of a text to the link before it."""
    glued = _GLUED.match(text)
    stops = _STOPS if "(" in link else f"{_STOPS})"
    return bool(glued and glued[0].strip(stops))


def _references(match: re.Match[str]) -> str:
    if match[0][0].isalpha():
        return match[0][:-1] + numeric_reference(match[0][-1])
    return "".join(_NAMED.get(character) or numeric_reference(character) for character in match[0])
