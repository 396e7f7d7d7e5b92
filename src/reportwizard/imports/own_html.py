"""Reports that this program wrote as HTML: an answer bears its question's id, whatever stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.imports.imported import Imported
from reportwizard.imports.own import Content, empty_report, read_framed, stamp_in
from reportwizard.imports.wiki_html import element_text
from reportwizard.text import clean_text

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_STAMP = "string(//meta[starts-with(@content, 'reportwizard:')]/@content)"

_CHANGED = (
    ".//*[not(self::a or self::br or self::p or self::span)] or"
    " (./p and (./*[not(self::p)] or ./text()[normalize-space()]))"
)


def read_root(root: Element, *, currency: str, locale: str) -> Imported | None:
    """Read a parsed page back; None where it bears no stamp."""
    words = str(root.xpath(_STAMP))
    if not words:
        return None
    stamp = stamp_in(words)
    for repeated in root.xpath("//*[@data-repeated]"):
        repeated.clear(keep_tail=True)
        repeated.tag = "span"
    found = root.xpath("//*[@data-answer]")
    answers = [one for one in found if not one.xpath("ancestor::*[@data-answer]")]
    frames = [(one.get("data-answer"), _content(one)) for one in answers]
    for one in answers:
        one.clear(keep_tail=True)
    outside = clean_text(element_text(root)).split("\n")
    return read_framed(empty_report(stamp, currency, locale), stamp, "reportwizard-html", frames, outside)


def _content(element: Element) -> Content:
    if element.tag == "table":
        return [[_text(cell) for cell in row.xpath("./th | ./td")] for row in element.iter("tr")]
    return _text(element)


def _text(element: Element) -> str:
    """The words of an answer as they stand, where nobody has put anything else into it since."""
    if element.xpath(_CHANGED):
        return clean_text(element_text(element))
    return clean_text("\n\n".join(map(_words, element.xpath("./p") or [element])))


def _words(element: Element) -> str:
    for line_break in element.xpath(".//br"):
        line_break.text = "\n"
    return str(element.xpath("string()"))
