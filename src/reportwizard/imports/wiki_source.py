"""The source of a wiki page, as the text that a browser would copy: a line for each row, tabs between cells.

Tables, entities, references and tags are read as wikitext defines them; templates stay as written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from reportwizard.errors import PageError
from reportwizard.imports.imported import TOO_LONG, Grid, table_text
from reportwizard.imports.lines import is_category
from reportwizard.imports.wiki_html import BLOCKS
from reportwizard.text import clean_text

if TYPE_CHECKING:
    from mwparserfromhell.nodes import ExternalLink, Tag, Wikilink
    from mwparserfromhell.wikicode import Wikicode

_TABLE, _TABLE_END = (
    re.compile(rf"^(?:{indent}|[^\S\n])*+{mark}", re.MULTILINE)
    for indent, mark in ((":", r"\{\|"), (" ", r"\|\}"))
)
_INDENT = re.compile(r"^[ \t:]++(?=\{\|)", re.MULTILINE)
_TAGS = re.compile(r"<t(?:able|d)\b[^<>\n]*>", re.IGNORECASE)
_HEADING = re.compile(r"^={2,}+[^=\n].*(?<===)[ \t]*+$", re.MULTILINE)
_BOLD = re.compile(r"^'''[^'\n]+'''", re.MULTILINE)
_BLOCKS = BLOCKS | {"poem", "gallery"}
_ITEMS = {"li": "- ", "dt": "", "dd": ""}
_FILE = re.compile(r"\.\w{3,4}\Z")
# Tags that need a closing one; those of cells and items are often left open.
_OPENING, _CLOSING = (
    re.compile(rf"<{slash}(?!(?:br|hr|img|li|p|t[rdh]|d[td])\b)[a-z][^<>]*(?<!/)>", re.IGNORECASE)
    for slash in ("", "/")
)
_MAX_DEPTH = 40
_MAX_LENGTH, _PIECE_SIZE, _MAX_PIECE_SIZE, _MAX_OPEN_TAGS, _MAX_TABLES = 500_000, 4000, 60_000, 50, 500


def as_page(text: str) -> str:
    """Return wikitext as the text of its page, and other text as it is; `PageError` if it is too long.

    Wikitext has a table, or several headings or bold lines.
    """
    start = _TABLE.search(text)
    is_table = start and _TABLE_END.search(text, start.end())
    if not (is_table or _TAGS.search(text)) and all(
        len(sign.findall(text)) < 2 for sign in (_HEADING, _BOLD)
    ):
        return text
    if len(text) > _MAX_LENGTH or text.count("{|") > _MAX_TABLES:
        raise PageError(*TOO_LONG)
    return plain_text(clean_text(text))


def _parse(source: str) -> Wikicode:
    from mwparserfromhell.parser import Parser

    # The library has no types for it, and finds no table that is indented.
    parser: Any = Parser
    code: Wikicode = parser().parse(_INDENT.sub("", source))
    return code


def plain_text(source: str) -> str:
    """Return wikitext as text: without markup, and with character references resolved.

    Pieces with many unclosed marks stay as they are: parsing them takes minutes.
    """
    return "".join(
        "".join(_text(_parse(piece), 0)) if _is_closed(piece) else piece for piece in _pieces(source)
    )


def _pieces(source: str) -> Iterator[str]:
    """Split a source at blank lines outside of tables and boxes, into pieces that are fast to parse."""
    lines: list[str] = []
    size = table_depth = box_depth = 0
    for line in source.splitlines(keepends=True):
        lines.append(line)
        size += len(line)
        start = line.lstrip(" \t:")[:2]
        table_depth = max(table_depth + (start == "{|") - (start == "|}"), 0)
        box_depth = max(box_depth + len(_OPENING.findall(line)) - len(_CLOSING.findall(line)), 0)
        full = size > (_MAX_PIECE_SIZE if box_depth else _PIECE_SIZE)
        if full and not table_depth and (start == "|}" or not line.strip()):
            yield "".join(lines)
            lines, size, box_depth = [], 0, 0
    yield "".join(lines)


def _is_closed(piece: str) -> bool:
    marks = (("[[", "]]"), ("{{", "}}"), ("{|", "|}"))
    tags = len(re.findall(r"<[a-z]+(?=[ >])", piece)) - piece.count("</")
    return tags <= _MAX_OPEN_TAGS and all(
        piece.count(left) - piece.count(right) <= 5 for left, right in marks
    )


def read_table(source: str, cell_text: Callable[[Wikicode], str]) -> list[list[str]]:
    """Return the rows of the first table in a piece of wikitext; `cell_text` gives the text of a cell."""
    tables = _parse(source).filter_tags(matches=lambda tag: tag.tag == "table", recursive=False)
    return _grid(tables[0], cell_text).rows() if tables else []


def _grid(table: Any, cell_text: Callable[[Wikicode], str]) -> Grid:
    grid = Grid()
    nodes: list[Any] = table.contents.nodes
    for node in nodes:
        cells = node.contents.nodes if _name(node) == "tr" else [node]
        if _name(node) == "tr":
            grid.row()
        for cell in cells:
            if _name(cell) in ("td", "th") and not _is_caption(cell):
                grid.cell(cell_text(cell.contents), _span(cell, "rowspan"), _span(cell, "colspan"))
    return grid


def _name(node: Any) -> str:
    return str(getattr(node, "tag", "")).lower()


def _is_caption(node: Any) -> bool:
    # The library takes it for a cell.
    return str(node).startswith("|+")


def _span(cell: Tag, name: str) -> str:
    return str(cell.get(name).value).strip("\"' ") if cell.has(name) else ""


def _text(code: Wikicode, depth: int) -> Iterator[str]:
    """Give the text of nodes; their source, if they are nested too deeply."""
    broken = False
    for node in code.nodes:
        read = _NODE_READERS.get(type(node).__name__)
        if read and depth < _MAX_DEPTH:
            yield from read(node, depth + 1)
        else:
            # A line end after the tag of a line break belongs to it.
            yield str(node).removeprefix("\n") if broken else str(node)
        broken = _name(node) == "br"


def _tag(node: Tag, depth: int) -> Iterator[str]:
    name = _name(node)
    if name == "table":
        # Tags that are not closed hold no cells: then their text stays.
        table = table_text(_grid(node, lambda code: "".join(_text(code, depth))).rows())
        cells: list[Any] = node.contents.nodes if table else []
        captions = [cell.contents for cell in cells if _is_caption(cell)]
        above = ("".join(_text(code, depth)).strip("+ \n") + "\n" for code in captions)
        yield from ("\n", *above, *([table] if table else _text(node.contents, depth)), "\n")
    elif name == "br":
        yield "\n"
    elif node.wiki_markup and not node.contents:
        yield _ITEMS.get(name, "") if node.wiki_markup in "*:;" else str(node.wiki_markup)
    elif name in ("nowiki", "pre", "syntaxhighlight", "source"):
        yield str(node.contents)
    elif name == "ref":
        yield f" ({''.join(_text(node.contents, depth)).strip()})" if node.contents else ""
    elif name not in ("references", "templatestyles", "languages"):
        around = "\n" if name in _BLOCKS else ""
        yield from (around, *_text(node.contents, depth), around)


def _external(node: ExternalLink, depth: int) -> Iterator[str]:
    title = "".join(_text(node.title, depth)).strip() if node.title else ""
    url = "".join(_text(node.url, depth))
    yield url if not title or title == url else f"{title} ({url})"


def _internal(node: Wikilink, depth: int) -> Iterator[str]:
    title = str(node.title).strip()
    text = "".join(_text(node.text, depth)) if node.text else ""
    if _FILE.search(title):
        text = text.rpartition("|")[2]
    if is_category(title):
        return
    title = title.removeprefix(":")
    # The name of a page elsewhere is its address.
    named = ":" not in title or re.split("[:/]", title)[-1].casefold() == text.casefold()
    yield (text if named else f"{text} ({title})") if text else title


_NODE_READERS: dict[str, Callable[[Any, int], Iterator[str] | list[str]]] = {
    "Tag": _tag,
    "ExternalLink": _external,
    "Wikilink": _internal,
    "Heading": lambda node, depth: ["\n", *_text(node.title, depth), "\n"],
    "HTMLEntity": lambda node, _: [node.normalize() or str(node)],
    "Comment": lambda _node, _depth: [],
}
