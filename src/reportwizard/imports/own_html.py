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


def read_root(root: Element, *, currency: str, locale: str) -> Imported | None:
    """Read a parsed page back; None where it bears no stamp."""
    words = str(root.xpath(_STAMP))
    if not words:
        return None
    stamp = stamp_in(words)
    found = root.xpath("//*[@data-answer]")
    answers = [one for one in found if not one.xpath("ancestor::*[@data-answer]")]
    frames = [(one.get("data-answer"), _content(one)) for one in answers]
    for one in (*answers, *root.xpath("//*[@data-repeated]")):
        one.clear(keep_tail=True)
    outside = clean_text(element_text(root)).split("\n")
    return read_framed(empty_report(stamp, currency, locale), stamp, "reportwizard-html", frames, outside)


def _content(element: Element) -> Content:
    if element.tag == "table":
        return [[_text(cell) for cell in row.xpath("./th | ./td")] for row in element.iter("tr")]
    return _text(element)


def _text(element: Element) -> str:
    """The words of an answer as they stand: links are the only elements that we put into one."""
    if element.xpath("count(.//*[not(self::a)])"):
        return clean_text(element_text(element))
    return clean_text(str(element.xpath("string()")))
