"""The source of a wiki page, as the text that a browser would copy: cells between tabs, a row a line.

Tables, entities, references and tags are read as wikitext defines them; templates stay as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from reportwizard.errors import PageError
from reportwizard.imports.imported import TOO_LONG, Grid
from reportwizard.text import clean_text

if TYPE_CHECKING:
    from mwparserfromhell.nodes import ExternalLink, Heading, Tag, Wikilink
    from mwparserfromhell.wikicode import Wikicode

_TABLE, _TABLE_END = (
    re.compile(rf"^(?:{indent}|[^\S\n])*+{mark}", re.MULTILINE)
    for indent, mark in ((":", r"\{\|"), (" ", r"\|\}"))
)
_TAGS = re.compile(r"<t(?:able|d)\b[^<>\n]*>", re.IGNORECASE)
_HEADING = re.compile(r"^={2,}+[^=\n].*(?<===)[ \t]*+$", re.MULTILINE)
_BOLD = re.compile(r"^'''[^'\n]+'''", re.MULTILINE)
_BLOCKS = frozenset([
    "div", "p", "center", "blockquote", "pre", "poem", "hr", "section", "dl", "ul", "ol", "li", "gallery",
])  # fmt: skip
_ITEMS = {"li": "- ", "dt": "", "dd": ""}
_HIDDEN = re.compile(
    r"(?:category|kategorie|categoría|catégorie|categoria|категория|تصنيف|分类)\s*:", re.IGNORECASE
)
_OPENED, _CLOSED = (re.compile(rf"<{slash}(?:div|blockquote)\b", re.IGNORECASE) for slash in ("", "/"))
_DEEPEST = 40
_LONGEST, _PIECE, _LARGEST_PIECE, _MOST_OPEN, _MOST_TABLES = 500_000, 4000, 60_000, 50, 500


def as_page(text: str) -> str:
    """Return a source as the text of its page, and other text as it is; `PageError` if it is too long.

    A source holds a table, or several headings or bold lines.
    """
    start = _TABLE.search(text)
    is_table = start and _TABLE_END.search(text, start.end())
    if not (is_table or _TAGS.search(text)) and all(
        len(sign.findall(text)) < 2 for sign in (_HEADING, _BOLD)
    ):
        return text
    if len(text) > _LONGEST or text.count("{|") > _MOST_TABLES:
        raise PageError(*TOO_LONG)
    return plain_text(clean_text(text))


def _parse(source: str) -> Wikicode:
    from mwparserfromhell.parser import Parser

    # The library's own types leave these two out.
    parser: Any = Parser
    code: Wikicode = parser().parse(source)
    return code


def plain_text(source: str) -> str:
    """Return wikitext as text: without marks, with the characters that its references mean.

    Pieces with many marks that nothing closes stay as they are: to try all their meanings takes minutes.
    """
    return "".join(
        "".join(_words(_parse(piece), 0)) if _is_closed(piece) else piece for piece in _pieces(source)
    )


def _pieces(source: str) -> Iterator[str]:
    """Cut a source at blank lines outside of tables and boxes into pieces that are fast to parse."""
    lines: list[str] = []
    size = inside = within = 0
    for line in source.splitlines(keepends=True):
        lines.append(line)
        size += len(line)
        start = line.lstrip(" \t:")[:2]
        inside = max(inside + (start == "{|") - (start == "|}"), 0)
        within = max(within + len(_OPENED.findall(line)) - len(_CLOSED.findall(line)), 0)
        full = size > (_LARGEST_PIECE if within else _PIECE)
        if full and not inside and (start == "|}" or not line.strip()):
            yield "".join(lines)
            lines, size, within = [], 0, 0
    yield "".join(lines)


def _is_closed(piece: str) -> bool:
    marks = (("[[", "]]"), ("{{", "}}"), ("{|", "|}"))
    tags = len(re.findall(r"<[a-z]+(?=[ >])", piece)) - piece.count("</")
    return tags <= _MOST_OPEN and all(piece.count(left) - piece.count(right) <= 5 for left, right in marks)


def read_table(source: str, said: Callable[[Wikicode], str]) -> list[list[str]]:
    """Return the rows of the first table in a piece of wikitext; `said` gives the text of a cell."""
    tables = _parse(source).filter_tags(matches=lambda tag: tag.tag == "table", recursive=False)
    return _grid(tables[0], said).rows() if tables else []


def _grid(table: Any, said: Callable[[Wikicode], str]) -> Grid:
    """The cells of a table; those of the first row may be before any mark for a row."""
    grid = Grid()
    nodes: list[Any] = table.contents.nodes
    for node in nodes:
        if str(getattr(node, "tag", "")).lower() == "tr":
            grid.row()
            for cell in node.contents.nodes:
                _add_cell(grid, cell, said)
        else:
            _add_cell(grid, node, said)
    return grid


def _add_cell(grid: Grid, cell: Any, said: Callable[[Wikicode], str]) -> None:
    if str(getattr(cell, "tag", "")).lower() in ("td", "th"):
        grid.cell(said(cell.contents), _span(cell, "rowspan"), _span(cell, "colspan"))


def _span(cell: Tag, name: str) -> str:
    return str(cell.get(name).value).strip("\"' ") if cell.has(name) else ""


def _words(code: Wikicode, depth: int) -> Iterator[str]:
    """Give the text of nodes; below a depth that no page has, their source."""
    broken = False
    for node in code.nodes:
        read = _KINDS.get(type(node).__name__)
        if read and depth < _DEEPEST:
            yield from read(node, depth + 1)
        else:
            # The line may end after the tag that breaks it: that is one break.
            yield str(node).removeprefix("\n") if broken else str(node)
        broken = str(getattr(node, "tag", "")).lower() == "br"


def _tag(node: Tag, depth: int) -> Iterator[str]:
    name = str(node.tag).lower()
    if name == "table":
        yield f"\n{_grid(node, lambda code: ''.join(_words(code, depth))).text()}\n"
    elif name == "br":
        yield "\n"
    elif node.wiki_markup and not node.contents:
        yield _ITEMS.get(name, "") if node.wiki_markup in "*:;" else str(node.wiki_markup)
    elif name in ("nowiki", "pre", "syntaxhighlight", "source"):
        yield str(node.contents)
    elif name == "ref":
        yield f" ({''.join(_words(node.contents, depth)).strip()})" if node.contents else ""
    elif name not in ("references", "templatestyles", "languages"):
        around = "\n" if name in _BLOCKS else ""
        yield from (around, *_words(node.contents, depth), around)


def _external(node: ExternalLink, depth: int) -> Iterator[str]:
    title = "".join(_words(node.title, depth)).strip() if node.title else ""
    url = "".join(_words(node.url, depth))
    yield url if not title or title == url else f"{title} ({url})"


def _internal(node: Wikilink, depth: int) -> Iterator[str]:
    title = str(node.title).strip()
    if not _HIDDEN.match(title):
        yield from _words(node.text, depth) if node.text else [title.removeprefix(":")]


def _heading(node: Heading, depth: int) -> Iterator[str]:
    yield from ("\n", *_words(node.title, depth), "\n")


_KINDS: dict[str, Callable[[Any, int], Iterator[str] | list[str]]] = {
    "Tag": _tag,
    "ExternalLink": _external,
    "Wikilink": _internal,
    "Heading": _heading,
    "HTMLEntity": lambda node, _: [node.normalize() or str(node)],
    "Comment": lambda _node, _depth: [],
}
