"""The source of a wiki page, as the text that a browser would copy: cells between tabs, a row a line.

Tables, entities, references and tags are read as wikitext defines them; templates stay as they are written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from reportwizard.imports import wiki_text
from reportwizard.imports.grid import Grid
from reportwizard.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mwparserfromhell.nodes import ExternalLink, Heading, Tag, Wikilink
    from mwparserfromhell.wikicode import Wikicode

    from reportwizard.imports.imported import Imported

_TABLE = re.compile(r"^[:\s]*\{\|.*?^\s*\|\}", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^==+[^=\n].*==+[ \t]*$", re.MULTILINE)
_BOLD = re.compile(r"^'''[^'\n]+'''", re.MULTILINE)
_BLOCKS = {
    "div",
    "p",
    "center",
    "blockquote",
    "pre",
    "poem",
    "hr",
    "section",
    "dl",
    "ul",
    "ol",
    "li",
    "gallery",
}
_ITEMS = {"li": "- ", "dt": "", "dd": ""}
_HIDDEN = re.compile(
    r"(?:category|kategorie|categoría|catégorie|categoria|категория|تصنيف|分类)\s*:", re.IGNORECASE
)
_DEEPEST = 40


def is_source(text: str) -> bool:
    """Whether a text is wikitext and no copy of the page: it holds a table, headings or bold lines."""
    return bool(_TABLE.search(text)) or any(len(sign.findall(text)) > 1 for sign in (_HEADING, _BOLD))


def read(text: str, *, currency: str, locale: str) -> Imported | None:
    """Read the source of a published page; None where it is none."""
    if not is_source(text):
        return None
    return wiki_text.read(plain_text(clean_text(text)), currency=currency, locale=locale)


def _parse(source: str) -> Wikicode:
    from mwparserfromhell.parser import Parser

    # The library's own types leave these two out.
    parser: Any = Parser
    code: Wikicode = parser().parse(source)
    return code


def plain_text(source: str) -> str:
    """Return wikitext as text: without marks, with the characters that its references mean."""
    return "".join(_words(_parse(source), 0))


def read_table(source: str, said: Callable[[str], str]) -> list[list[str]]:
    """Return the rows of the first table in a piece of wikitext; `said` gives the text of a cell."""
    tables = _parse(source).filter_tags(matches=lambda tag: tag.tag == "table", recursive=False)
    return _grid(tables[0], said).rows() if tables else []


def _grid(table: Any, said: Callable[[str], str]) -> Grid:
    """The cells of a table; those of the first row may stand in front of any mark for a row."""
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


def _add_cell(grid: Grid, cell: Any, said: Callable[[str], str]) -> None:
    if str(getattr(cell, "tag", "")).lower() in ("td", "th"):
        grid.cell(said(str(cell.contents).strip(" \n")), _span(cell, "rowspan"), _span(cell, "colspan"))


def _span(cell: Tag, name: str) -> str:
    return str(cell.get(name).value).strip("\"' ") if cell.has(name) else ""


def _words(code: Wikicode, depth: int) -> Iterator[str]:
    """Give the text of nodes; below a depth that no page has, their source."""
    for node in code.nodes:
        if depth > _DEEPEST:
            yield str(node)
        else:
            read = _KINDS.get(type(node).__name__)
            yield from read(node, depth + 1) if read else [str(node)]


def _tag(node: Tag, depth: int) -> Iterator[str]:
    name = str(node.tag).lower()
    if name == "table":
        yield f"\n{_grid(node, plain_text).text()}\n"
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
    url = str(node.url)
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
