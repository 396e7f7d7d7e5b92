"""A page for Meta-Wiki: headings, wikitables and links; everything else is escaped.

Whatever an applicant writes is shown as it was written. Characters that mean something in wikitext become
character references, which hold wherever the text is moved; so does a run of spaces, which HTML would shrink.
Comments that nobody sees frame the answers, so that `imports.own_wikitext` gives the same answers back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportwizard.exports.document import Document, Fact, Item, Table
from reportwizard.exports.references import guarded, reference
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
# What MediaWiki would take for more of a link, and what of it it leaves out again at the end; a closing
# bracket only where the link opens none (Parser::makeFreeExternalLink).
_GLUED = re.compile('[^ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000<>"]*')
_STOPS = ",;.:!?"
# Parsoid takes a comment behind such a link for a part of it.
_STOPPED_LINK = re.compile(r"https?://[^\s<>]*[,;.:!?)]\Z", re.IGNORECASE)
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\u00a0": "&nbsp;"}


def render(document: Document) -> str:
    """Return the report as wikitext that `imports.own_wikitext` reads back exactly."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield f"<!-- {document.stamp} -->"
    if document.notice:
        yield from (_bold(document.notice), "")
    if document.title:
        yield from (_bold(document.title), "")
    yield from (inert(document.kind), "")
    if document.facts:
        yield from (f"== {inert(document.facts_heading)} ==", *map(_fact, document.facts), "")
    for section in document.sections:
        yield from (f"== {inert(section.heading)} ==", "")
        for item in section.items:
            yield from _item(item)


def _fact(fact: Fact) -> str:
    text = inert(fact.text)
    if fact.id and fact.answered:
        text = with_answer_markers(fact.id, f"{text}<nowiki/>" if _STOPPED_LINK.search(text) else text)
    return f"* {_bold(with_colon(fact.label))} {text}"


def _item(item: Item) -> Iterator[str]:
    yield from (f"{_bold(item.heading)}{item.mark}", "")
    if item.help:
        yield from (*_help_lines(item.help), "")
    if item.recalled:
        yield f"''{inert(item.recalled.label)}''"
        text = with_answer_markers(item.recalled.id, f"\n{paragraphs(item.recalled.text)}\n")
        yield from ('<blockquote dir="auto">', text, "</blockquote>", "")
    answer = _table(item.answer) if isinstance(item.answer, Table) else paragraphs(item.answer.text)
    if answer and item.answer.answered and not isinstance(item.answer, Table):
        answer = _either_way(answer)
    if answer:
        yield from (with_answer_markers(item.id, f"\n{answer}\n") if item.framed else answer, "")


def _help_lines(lines: tuple[str, ...]) -> Iterator[str]:
    """Give the lines of a help; two that are no list would be on one line of the page."""
    for line, following in zip(lines, (*lines[1:], "- "), strict=True):
        apart = not line.startswith("- ") and not following.startswith("- ")
        yield f"{_help(line)}<br>" if apart else _help(line)


def _help(line: str) -> str:
    return f"* {inert(line[2:])}" if line.startswith("- ") else inert(line)


def _bold(text: str) -> str:
    return f"'''{inert(text)}'''"


def _table(table: Table) -> str:
    lines = ['{| class="wikitable"']
    if table.header:
        lines += ["|-", *(_name("col", cell) for cell in table.header)]
    for row in table.rows:
        names, cells = (row[:1], row[1:]) if table.named else ((), row)
        lines += [
            "|-",
            *(_name("row", cell) for cell in names),
            *(f'| dir="auto" | {inert(cell)}' for cell in cells),
        ]
    return "\n".join([*lines, "|}"])


def _name(scope: str, cell: str) -> str:
    """Two exclamation marks would part two cells here, and only here."""
    return f'! scope="{scope}" dir="auto" | {re.sub("!(?=!)", "&#33;", inert(cell))}'


def _either_way(text: str) -> str:
    """Let a text run in the direction of its own letters, whatever the wiki's."""
    return f'<div dir="auto">\n{text}\n</div>'


def paragraphs(text: str) -> str:
    """Return a text over several lines: one blank line parts paragraphs, any other line break is `<br>`."""
    lines = "\n".join(_line(line) for line in text.split("\n"))
    return re.sub(r"\A\n+|\n+\Z|\n+", _break, lines)


def _break(match: re.Match[str]) -> str:
    between = match.start() > 0 and match.end() < len(match.string)
    return "\n\n" if match[0] == "\n\n" and between else "<br>\n" * len(match[0])


def inert(text: str) -> str:
    """Return a text on one line of wikitext, shown as it was written; its http and https links stay alive."""
    return "<br>".join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    done = last = ""
    for words, link in split_links(line):
        parted = "<nowiki/>" if last and _runs_on(words, last) else ""
        done += parted + _MARKUP.sub(_references, words) + _IN_LINK.sub(_references, link)
        last = link
    return _start(_BLANK.sub("&#160;", done))


def _runs_on(words: str, link: str) -> bool:
    """Whether MediaWiki would take the start of these words for a part of the link before them."""
    glued = _GLUED.match(words)
    stops = _STOPS if "(" in link else f"{_STOPS})"
    return bool(glued and glued[0].strip(stops))


def _start(line: str) -> str:
    if _AT_START.match(line):
        return ("&#160;" if line[0] == " " else reference(line[0])) + line[1:]
    return guarded(line)


def _references(match: re.Match[str]) -> str:
    found = match[0]
    if found[0].isalpha():
        return found[:-1] + reference(found[-1])
    return "".join(_NAMED.get(character) or reference(character) for character in found)
