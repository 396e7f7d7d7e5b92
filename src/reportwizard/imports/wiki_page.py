"""A wiki page, saved as HTML or as its source, as the text that a browser would copy.

Each row of a table is a line, with tabs between its cells. Of HTML, only the page's own body is read, in any
skin, without what the wiki adds to it (section marks, contents). Of wikitext, tables, entities, references
and tags are read as it defines them; templates stay as written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from reportwizard.errors import PageError
from reportwizard.imports.imported import CELL_BREAK, TOO_LONG, Grid, raised, table_text
from reportwizard.imports.layout import is_category
from reportwizard.text import clean_text

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
    from mwparserfromhell.nodes import ExternalLink, Tag, Wikilink
    from mwparserfromhell.wikicode import Wikicode

_IS_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--(?:(?!-->).)*+-->\s*)*<(?:!doctype\s+html|html|head|body|div|table|p|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)
_IS_MHTML = re.compile(
    r"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related", re.IGNORECASE
)
_FILLED_IN, _BUTTONS = frozenset(["text", "number", "date", "url", "email"]), ("radio", "checkbox")
# The classes and ids of the element with the page's own body, the innermost first.
_BODIES = (
    "mw-parser-output", "mw-body-content", "mw-content-ltr", "mw-content-rtl",
    "mw-content-text", "bodyContent", "content",
)  # fmt: skip
_HIDDEN = frozenset([
    "script", "style", "noscript", "template", "head", "svg", "math", "button",
])  # fmt: skip
_ADDED_BY_WIKI = frozenset(
    ["mw-editsection", "toc", "mw-jump-link", "catlinks", "printfooter", "mw-indicators"]
)
_BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "gallery", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "li", "main", "nav", "ol", "option", "p", "poem", "pre", "section", "summary", "table",
    "tbody", "textarea", "thead", "tfoot", "ul",
])  # fmt: skip
_PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol", "dl", "table"}
_RAISED, _STRUCK = ("sup", "sub"), frozenset(["s", "strike", "del"])
# A script folds blocks and rows in this way too, and a reader opens them.
_CAN_FOLD = frozenset(["div", "section", "details", "table", "thead", "tbody", "tr", "ul", "ol", "dl", "li"])
_UNSEEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_TABLES = {"table", "thead", "tbody", "tfoot", "tr"}
# Google Docs leads every link through a page of its own.
_REDIRECT = re.compile(r"https://www\.google\.com/url\?q=([^&]+)")
_SPACES = re.compile(r"[ \t\n\r\f]+")


def html_of(text: str) -> str:
    """Return the HTML in a text: the text itself, or the page of a saved archive (`.mht`); empty if none."""
    if _IS_HTML.match(text):
        return text
    if not _IS_MHTML.match(text[:4000]):
        return ""
    from email import message_from_string

    message = message_from_string(text)
    for part in message.walk():
        data = part.get_payload(decode=True)
        if part.get_content_type() == "text/html" and isinstance(data, bytes):
            try:
                return data.decode(part.get_content_charset() or "utf-8", errors="replace")
            except LookupError:
                return data.decode(errors="replace")
    return ""


def parse(html: str) -> Element | None:
    """Return the root of an HTML page; None if it is empty."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    try:
        return etree.fromstring(html.encode(errors="replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def is_translated(root: Element) -> bool:
    """Whether a browser translated the page before it was saved."""
    return "translated-" in root.get("class", "") or bool(root.xpath("//meta[@http-equiv='X-Translated-By']"))


def page_text(root: Element) -> str:
    """Return the title of a page, and the text of its own body; of the whole page if no wiki marked that."""
    title = root.xpath("string(//h1[@id='firstHeading' or contains(@class, 'firstHeading')])")
    content = next(root.iterfind(".//*[@id='mw-content-text']"), root)
    by_name: dict[str, Element] = {}
    for element in content.iter("div", "main", "body", "article"):
        for name in _names(element):
            by_name.setdefault(name, element)
    body = next((by_name[name] for name in _BODIES if name in by_name), root)
    return f"{' '.join(str(title).split())}\n\n{element_text(body, every_address=body is root)}"


def element_text(root: Element, *, every_address: bool = False) -> str:
    """Return an element as text: blocks separated, items after `- ` or their number, tabs between cells.

    The address of a link follows its text, if that shows none. With `every_address`, no link is a wiki's own.
    """
    from lxml import etree

    writer = _TextWriter(every_address, next(root.iterfind(".//input[@checked]"), None) is not None)
    walk = etree.iterwalk(root, events=("start", "end", "comment"))
    for event, element in walk:
        if event == "start":
            if _is_left_out(element):
                walk.skip_subtree()
                writer.open.append("")
            else:
                writer.start(element)
        elif event == "end":
            writer.end(element)
        if event != "start" and element is not root:
            writer.text(element.tail, element.getparent())
    return writer.finish()


def has_struck_out(page: Element | str) -> bool:
    """Whether words of a page, or of its source, are struck out."""
    return any(True for _ in (_STRUCK_TAG.finditer(page) if isinstance(page, str) else page.iter(*_STRUCK)))


def _is_left_out(element: Element) -> bool:
    # On a phone, the sections that a reader did not open yet are hidden until somebody searches them.
    hidden = element.tag in _HIDDEN | _STRUCK or element.get("hidden") not in (None, "until-found")
    if element.tag == "option" and element.get("selected") is None:
        hidden |= bool(element.xpath("../option[@selected]"))
    unseen = element.tag not in _CAN_FOLD and _UNSEEN.search(element.get("style", ""))
    return bool(hidden or unseen) or not _ADDED_BY_WIKI.isdisjoint(_names(element))


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch("[0-9]{1,6}", text) else default


def _names(element: Element) -> list[str]:
    return f"{element.get('class', '')} {element.get('id', '')}".split()


class _TextWriter:
    """Writes the text of elements as a browser would copy it; a table is written when it ends."""

    def __init__(self, every_address: bool, has_buttons: bool) -> None:
        self._every_address, self._has_buttons = every_address, has_buttons
        self._texts: list[list[str]] = [[]]
        self._grids: list[Grid] = []
        self._lists: list[int | None] = []
        self._raised: list[int] = []
        self.open: list[str] = []
        """The tags of the elements around what comes next; empty for one that is skipped."""

    def start(self, element: Element) -> None:
        """Begin an element."""
        tag = str(element.tag)
        if tag in ("td", "th") and self._grids:
            self._texts.append([])
        elif tag in _BLOCKS:
            self._break(2 if tag in _PARAGRAPHS else 1)
        if tag == "br":
            self._texts[-1].append("\n")
        elif tag == "input":
            self.text(f" {self._input(element)}", element)
        elif tag == "q":
            self._texts[-1].append("“")
        elif tag == "table":
            self._grids.append(Grid())
        elif tag == "tr" and self._grids:
            self._grids[-1].row()
        elif tag in _RAISED:
            self._raised.append(len(self._texts[-1]))
        elif tag in ("ol", "ul", "li"):
            self._number(tag, element)
        self.open.append(tag if self._grids or tag not in ("td", "th", "tr") else "")
        self.text(element.text, element)

    def _input(self, element: Element) -> str:
        """Return the text of a box, or the mark of a button if one of the page is pressed."""
        kind = element.get("type", "text").lower()
        if kind in _BUTTONS and self._has_buttons:
            return "☐ " if element.get("checked") is None else "☒ "
        return str(element.get("value", "")) if kind in _FILLED_IN else ""

    def _number(self, tag: str, element: Element) -> None:
        """Begin a list, or write the number or dash of an item."""
        if tag != "li":
            self._lists.append(_whole(element.get("start"), 1) if tag == "ol" else None)
            return
        number = self._lists[-1] if self._lists else None
        if number is not None:
            number = _whole(element.get("value"), number)
            self._lists[-1] = number + 1
        self._texts[-1].append("- " if number is None else f"{number}. ")

    def end(self, element: Element) -> None:
        """End the element that was begun last."""
        tag = self.open.pop()
        if tag in ("td", "th"):
            text = "".join(self._texts.pop())
            self._grids[-1].cell(text, element.get("rowspan", ""), element.get("colspan", ""))
        elif tag == "table":
            grid = self._grids.pop()
            self._texts[-1].append(table_text(grid.rows()))
        elif tag in _RAISED:
            texts, begin = self._texts[-1], self._raised.pop()
            texts[begin:] = [raised("".join(texts[begin:]), lowered=tag == "sub")]
        elif tag in ("ol", "ul"):
            self._lists.pop()
        elif tag == "a":
            self._address(element)
        elif tag == "q":
            self._texts[-1].append("”")
        if tag in _BLOCKS:
            self._break(2 if tag in _PARAGRAPHS else 1)

    def text(self, text: str | None, parent: Element | None) -> None:
        """Write the text of an element, each run of spaces as one."""
        if not text or parent is None or (parent.tag in _TABLES and not text.strip()):
            return
        text = text.replace(CELL_BREAK, " ")
        if parent.tag not in ("pre", "textarea"):
            text = _SPACES.sub(" ", text)
            last = self._texts[-1][-1][-1:] if self._texts[-1] else ""
            text = text.lstrip(" ") if last in ("", "\n", " ") else text
        if text:
            self._texts[-1].append(text)

    def finish(self) -> str:
        """Return the text, without spaces at the ends of lines."""
        return re.sub(r"[ ]+\n", "\n", "".join(self._texts[0])).strip("\n")

    def _break(self, lines: int) -> None:
        end = "".join(self._texts[-1][-3:])
        if end:
            self._texts[-1].append("\n" * (lines - (len(end) - len(end.rstrip("\n")))))

    def _address(self, element: Element) -> None:
        address, names = element.get("href", ""), _names(element)
        has_text = "external" in names and not {"text", "autonumber"}.isdisjoint(names)
        if redirect := _REDIRECT.match(address):
            address = unquote(redirect[1])
        if has_text or "extiw" in names or (self._every_address and address.startswith("http")):
            text = "".join(self._texts[-1][-8:])
            if address not in text and "://" not in "".join(element.itertext()):
                self._texts[-1].append(f" ({address})")


_TABLE, _TABLE_END = (
    re.compile(rf"^(?:{indent}|[^\S\n])*+{mark}", re.MULTILINE)
    for indent, mark in ((":", r"\{\|"), (" ", r"\|\}"))
)
_INDENT = re.compile(r"^[ \t:]++(?=\{\|)", re.MULTILINE)
_TAGS = re.compile(r"<t(?:able|d)\b[^<>\n]*>", re.IGNORECASE)
_HEADING = re.compile(r"^={2,}+[^=\n].*(?<===)[ \t]*+$", re.MULTILINE)
_BOLD = re.compile(r"^'''[^'\n]+'''", re.MULTILINE)
_UNREAD = frozenset(["references", "templatestyles", "languages"]) | _STRUCK
_STRUCK_TAG = re.compile(r"<(?:s|strike|del)\b[^<>]*>", re.IGNORECASE)
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
                grid.cell(cell_text(cell.contents), _attribute(cell, "rowspan"), _attribute(cell, "colspan"))
    return grid


def _name(node: Any) -> str:
    return str(getattr(node, "tag", "")).lower()


def _is_caption(node: Any) -> bool:
    # The library takes it for a cell.
    return str(node).startswith("|+")


def _attribute(tag: Tag, name: str) -> str:
    return str(tag.get(name).value).strip("\"' ") if tag.has(name) else ""


def _text(code: Wikicode, depth: int) -> Iterator[str]:
    """Yield the text of nodes; their source, if they are nested too deeply."""
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
    elif name in _RAISED:
        yield raised("".join(_text(node.contents, depth)), lowered=name == "sub")
    elif not (name in _UNREAD or (name not in _CAN_FOLD and _UNSEEN.search(_attribute(node, "style")))):
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
    "Template": lambda node, _: ["|" if node.name.matches("!") else str(node)],
}
