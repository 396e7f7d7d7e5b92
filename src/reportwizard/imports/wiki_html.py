"""A wiki page saved as HTML, as the text that a browser would copy: a line for each row, tabs between cells.

Only the page's own body is read, in any skin, without what the wiki adds to it (section marks, contents).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from reportwizard.imports.imported import CELL_BREAK, Grid, table_text

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_IS_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--(?:(?!-->).)*+-->\s*)*<(?:!doctype\s+html|html|head|body|div|table|p|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)
_IS_MHTML = re.compile(
    r"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related", re.IGNORECASE
)
_FILLED_IN = frozenset(["text", "number", "date", "url", "email"])
_BODIES = ("mw-parser-output", "mw-body-content", "mw-content-ltr", "mw-content-rtl")
_BODY_IDS = ("mw-content-text", "bodyContent", "content")
_HIDDEN = frozenset([
    "script", "style", "noscript", "template", "head", "svg", "math", "button",
])  # fmt: skip
_ADDED_BY_WIKI = frozenset(
    ["mw-editsection", "toc", "mw-jump-link", "catlinks", "printfooter", "mw-indicators"]
)
BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "li", "main", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody",
    "textarea", "thead", "tfoot", "ul",
])  # fmt: skip
_PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol", "dl", "table"}
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
    from email import message_from_string, policy

    message = message_from_string(text, policy=policy.default)
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
    """Return the title and the text of a page."""
    title = root.xpath("string(//h1[@id='firstHeading' or contains(@class, 'firstHeading')])")
    body = _body(root)
    return f"{' '.join(str(title).split())}\n\n{element_text(body, every_address=body is root)}"


def _body(root: Element) -> Element:
    """Return the element that a wiki puts the page's own body into, or the whole page."""
    content = next(root.iterfind(".//*[@id='mw-content-text']"), root)
    by_name: dict[str, Element] = {}
    for element in content.iter("div", "main", "body", "article"):
        for name in _names(element):
            by_name.setdefault(name, element)
    return next((by_name[name] for name in (*_BODIES, *_BODY_IDS) if name in by_name), root)


def element_text(root: Element, *, every_address: bool = False) -> str:
    """Return an element as text: blocks separated, items after `- ` or their number, tabs between cells.

    The address of a link follows its text, if that shows none. With `every_address`, no link is a wiki's own.
    """
    from lxml import etree

    writer = _TextWriter(every_address)
    walk = etree.iterwalk(root, events=("start", "end", "comment"))
    for event, element in walk:
        if event == "start" and _is_skipped(element):
            walk.skip_subtree()
            writer.skip()
        elif event == "start":
            writer.start(element)
        elif event == "end":
            writer.end(element)
        if event != "start" and element is not root:
            writer.text(element.tail, element.getparent())
    return writer.finish()


def _is_skipped(element: Element) -> bool:
    # On a phone, the sections that a reader did not open yet are hidden until somebody searches in them.
    hidden = element.tag in _HIDDEN or element.get("hidden") not in (None, "until-found")
    return hidden or not _ADDED_BY_WIKI.isdisjoint(_names(element))


def _names(element: Element) -> list[str]:
    return f"{element.get('class', '')} {element.get('id', '')}".split()


class _TextWriter:
    """Writes the text of elements as a browser would copy it; a table is written when it ends."""

    def __init__(self, every_address: bool) -> None:
        self._every_address = every_address
        self._texts: list[list[str]] = [[]]
        self._grids: list[Grid] = []
        self._lists: list[int] = []
        self._open: list[str] = []

    def skip(self) -> None:
        """Skip an element with its content."""
        self._open.append("")

    def start(self, element: Element) -> None:
        """Begin an element."""
        tag = str(element.tag)
        if tag in ("td", "th") and self._grids:
            self._texts.append([])
        elif tag in BLOCKS:
            self._break(2 if tag in _PARAGRAPHS else 1)
        if tag == "br":
            self._texts[-1].append("\n")
        elif tag == "input":
            is_filled_in = element.get("type", "text").lower() in _FILLED_IN
            self.text(f" {element.get('value', '') if is_filled_in else ''}", element)
        elif tag == "table":
            self._grids.append(Grid())
        elif tag == "tr" and self._grids:
            self._grids[-1].row()
        elif tag in ("ol", "ul"):
            self._lists.append(0 if tag == "ol" else -1)
        elif tag == "li":
            self._item()
        self._open.append(tag if self._grids or tag not in ("td", "th", "tr") else "")
        self.text(element.text, element)

    def end(self, element: Element) -> None:
        """End the element that was begun last."""
        tag = self._open.pop()
        if tag in ("td", "th"):
            text = "".join(self._texts.pop())
            self._grids[-1].cell(text, element.get("rowspan", ""), element.get("colspan", ""))
        elif tag == "table":
            grid = self._grids.pop()
            self._texts[-1].append(table_text(grid.rows()))
        elif tag in ("ol", "ul"):
            self._lists.pop()
        elif tag == "a":
            self._address(element)
        if tag in BLOCKS:
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

    def _item(self) -> None:
        number = self._lists[-1] if self._lists else -1
        if number >= 0:
            self._lists[-1] = number + 1
        self._texts[-1].append(f"{number + 1}. " if number >= 0 else "- ")

    def _address(self, element: Element) -> None:
        address, names = element.get("href", ""), _names(element)
        has_text = "external" in names and not {"text", "autonumber"}.isdisjoint(names)
        if redirect := _REDIRECT.match(address):
            address = unquote(redirect[1])
        if has_text or "extiw" in names or (self._every_address and address.startswith("http")):
            text = "".join(self._texts[-1][-8:])
            if address not in text and "://" not in "".join(element.itertext()):
                self._texts[-1].append(f" ({address})")
