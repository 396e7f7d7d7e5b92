"""Reports that this program wrote as wikitext or as Markdown, with the comments that frame their answers.

Both hold answers escaped, so nothing else in a frame looks like markup: what does was put there since, in an
editor or on the wiki.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from reportwizard.imports.imported import Imported
from reportwizard.imports.own import Content, empty_report, read_framed, stamp_in
from reportwizard.text import clean_text

_STAMP = re.compile(r"<!--\s*(markdown\s+)?(reportwizard:\s.*?)-->", re.DOTALL)
_ANSWER = re.compile(r"<!--\s*answer: ([a-z][a-z0-9_]*)\s*-->(.*?)<!--\s*/answer\s*-->", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
# As exports write them: a blank that must stay is &#160;, and the blank that does not break is &nbsp;.
_IN_WIKITEXT = re.compile(rf"<nowiki ?/>|<br ?/?>\n?|{_REFERENCE.pattern}")
_ADDED = re.compile(r"''|\[\[|\[https?:|\{\{|<(?!br ?/?>|nowiki ?/>)[a-zA-Z/]|^[*#:;=]", re.MULTILINE)
_LINK, _TAB = r"<(https?://[^<>\s]*)>", "&#9;(?:&#160;){3}"
_IN_MARKDOWN = re.compile(rf"\\([!-/:-@\[-`{{-~])|{_LINK}|<br ?/?>|{_TAB}|{_REFERENCE.pattern}")
_BAR = re.compile(r"((?:[^\\|]|\\.)*)\|")


def read(text: str, *, currency: str, locale: str) -> Imported | None:
    """Read every framed answer back as it was; the headings and help between the frames are passed over."""
    text = clean_text(text)
    first = _STAMP.search(text)
    if first is None:
        return None
    stamp = stamp_in(first[2])
    markdown = bool(first[1])
    content: Callable[[str], Content] = _markdown if markdown else _wikitext
    frames = [(found[1], content(found[2])) for found in _ANSWER.finditer(text)]
    outside = _COMMENT.sub("\n", _ANSWER.sub("\n", text))
    lines = [_outside(line, markdown=markdown) for line in outside.split("\n")]
    name = "reportwizard-markdown" if markdown else "reportwizard-wikitext"
    return read_framed(empty_report(stamp, currency, locale), stamp, name, frames, lines)


def _wikitext(content: str) -> Content:
    from reportwizard.imports.wiki_source import read_table

    if content.startswith("\n"):
        content = content[1:].removesuffix("\n")
    if content.startswith("{|"):
        return read_table(content, lambda cell: _unescaped(str(cell).strip(" \n")))
    return _unescaped(content)


def _unescaped(wikitext: str) -> str:
    """Undo what `exports.wikitext` did to keep an answer inert."""
    from reportwizard.imports.wiki_source import plain_text

    if _ADDED.search(wikitext):
        return plain_text(wikitext)
    return _IN_WIKITEXT.sub(_meant, wikitext)


def _meant(match: re.Match[str]) -> str:
    found = match[0]
    if found.startswith("<"):
        return "" if found.startswith("<nowiki") else "\n"
    return " " if found == "&#160;" else unescape(found)


def _markdown(content: str) -> Content:
    content = content.strip("\n") if content.startswith("\n") else content
    lines = content.split("\n")
    if lines[0].startswith("|") and lines[1:2] and lines[1].startswith("|"):
        rows = [_bars(line) for number, line in enumerate(lines) if number != 1]
        return rows if any(rows[0]) else rows[1:]
    if all(line.startswith(">") for line in lines):
        lines = [line[1:].removeprefix(" ") for line in lines]
    return "\n".join("" if line.rstrip(" ") == "&nbsp;" else _plain(line.rstrip(" ")) for line in lines)


def _bars(line: str) -> list[str]:
    return [_plain(cell.strip(" ")) for cell in _BAR.findall(line.strip().removeprefix("|"))]


def _plain(markdown: str) -> str:
    """Undo what `exports.markdown` did to keep an answer inert."""
    return _IN_MARKDOWN.sub(_said, markdown)


def _said(match: re.Match[str]) -> str:
    found = match[0]
    if match[1] or match[2]:
        return match[1] or match[2]
    return "\t" if found.startswith("&#9;") else _meant(match)


def _outside(line: str, *, markdown: bool) -> str:
    line = re.sub(r"'''?|</?blockquote>|^[=*\s]+|=+$", "", line) if not markdown else line.lstrip("#*- ")
    return _plain(line.replace("**", "")) if markdown else _unescaped(line)
