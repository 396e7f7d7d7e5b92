"""A Word document (DOCX): to read, to comment, and to import again with the changes of others.

A bookmark at each heading names its question, and the last line holds a fingerprint of each answer.
`imports.docx` needs these, or the wording of the headings, which every program keeps.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from docx import Document as new_document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import oxml_parser
from docx.shared import Cm, Pt, RGBColor
from docx.text.run import Run

from reportwizard.exports.document import Document, Item, Table, is_right_to_left
from reportwizard.report.links import split_links
from reportwizard.report.written import PART_MARK, QUESTION_MARK, REVIEWER, with_colon, write_fingerprints

_WIDTH = 9638  # twentieths of a point: 17 cm
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_GREY, _BLUE = RGBColor(0x59, 0x59, 0x59), RGBColor(0x1F, 0x3A, 0x5F)
# Name, points, bold, colour, points above and below.
_STYLES = (
    ("Title", 20, True, _BLUE, 0, 4),
    ("Heading 1", 15, True, _BLUE, 20, 6),
    ("Heading 2", 11, True, _BLUE, 14, 3),
    ("Help", 9, False, _GREY, 0, 2),
    ("Answer", 11, False, None, 0, 2),
    ("Small", 8, False, None, 0, 2),
    ("Stamp", 6, False, _GREY, 24, 0),
)
_GRID = "Table Grid"
_BULLETS = {"* ": "•", "- ": "–"}
# Word refuses a document with a link to anything but an address.
_ADDRESS = re.compile(r"https?://(?:[a-z0-9-]+\.)*[a-z0-9-]+(?::\d{1,5})?(?:[/?#].*)?", re.IGNORECASE)
# So that the same report always gives the same bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def render(document: Document) -> bytes:
    """Return the report as a document; `document.notes` become comments at their questions."""
    return _Writer(document).write(document)


class _Writer:
    def __init__(self, document: Document) -> None:
        self._docx = new_document()
        self._body: Any = self._docx.element.body
        self._styles = _set_up(self._docx, document)
        self._numbers = {mark: self._list(bullet) for mark, bullet in _BULLETS.items()}
        self._headings: dict[str, Any] = {}

    def write(self, document: Document) -> bytes:
        """Write the document, and return the file."""
        page = self._body[-1]
        self._body.remove(page)
        if document.notice:
            self._add("Heading 1", document.notice)
        self._add("Title", document.title or document.kind)
        self._bookmark(self._add("Help", document.kind), "")
        if document.facts:
            self._add("Heading 1", document.facts_heading)
            rows = tuple((with_colon(fact.label), fact.text) for fact in document.facts)
            labels = self._table(Table((), rows, has_row_names=True))
            for fact, label in zip(document.facts, labels, strict=True):
                if fact.id:
                    self._bookmark(label, fact.id)
        for section in document.sections:
            self._bookmark(self._add("Heading 1", section.heading), section.id, PART_MARK)
            for item in section.items:
                self._item(item)
        prints = write_fingerprints(document.report.form, document.contents())
        self._add("Stamp", f"[{document.stamp}] [answers: {prints}]")
        self._body.append(page)
        for question, text in document.notes:
            heading = self._headings.get(f"{QUESTION_MARK}{question}", self._headings[QUESTION_MARK])
            comment = self._docx.add_comment(Run(heading, self._docx._body), text, REVIEWER, "rw")
            del comment._comment_elm.attrib[qn("w:date")]
        saved, file = io.BytesIO(), io.BytesIO()
        self._docx.save(saved)
        with zipfile.ZipFile(saved) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                entry = zipfile.ZipInfo(name, _NO_TIME)
                target.writestr(entry, source.read(name), zipfile.ZIP_DEFLATED)
        return file.getvalue()

    def _add(self, style: str, line: str) -> Any:
        paragraph = self._line(style, line)
        self._body.append(paragraph)
        return paragraph

    def _bookmark(self, paragraph: Any, key: str, mark: str = QUESTION_MARK) -> None:
        name = f"{mark}{key}"
        self._headings[name] = run = next(paragraph.iterchildren(qn("w:r")))
        if key and len(name) <= 40:  # the longest name that Word allows for a bookmark
            number = str(len(self._headings))
            run.addprevious(_new("bookmarkStart", id=number, name=name))
            paragraph.append(_new("bookmarkEnd", id=number))

    def _item(self, item: Item) -> None:
        self._bookmark(self._add("Heading 2", item.heading + item.mark), item.id)
        for line in item.help:
            self._add("Help", line)
        if item.reference:
            self._bookmark(self._add("Help", item.reference.label), item.reference.id)
            self._table(Table((), ((item.reference.text,),), has_row_names=False))
        if isinstance(item.answer, Table):
            self._table(item.answer)
        else:
            for line in item.answer.text.split("\n"):
                self._add("Answer", line)

    def _table(self, table: Table) -> list[Any]:
        """Write a table; return the first paragraph of each row."""
        widths = [str(_WIDTH * width // sum(table.relative_widths)) for width in table.relative_widths]
        text_style = "Small" if table.is_crowded else "Answer"
        style, size = _new("tblStyle", val=self._styles[_GRID]), _new("tblW", w=str(_WIDTH), type="dxa")
        margins = (
            _new(side, w="60" if table.is_crowded else "108", type="dxa") for side in ("left", "right")
        )
        layout = (_new("tblLayout", type="fixed"), _new("tblCellMar", *margins))
        grid = _new("tblGrid", *(_new("gridCol", w=width) for width in widths))
        element = _new("tbl", _new("tblPr", style, size, *layout), grid)
        self._body.append(element)
        for at, cells in enumerate(table.lines):
            is_header = bool(table.header) and not at
            row = _new("tr", _new("trPr", _new("cantSplit"), *([_new("tblHeader")] if is_header else [])))
            for column, (text, width) in enumerate(zip(cells, widths, strict=True)):
                properties = _new("tcPr", _new("tcW", w=width, type="dxa"))
                if is_header or (table.has_row_names and not column):
                    properties.append(_new("shd", val="clear", color="auto", fill="EEF1F5"))
                paragraphs = (self._line(text_style, line) for line in text.split("\n"))
                row.append(_new("tc", properties, *paragraphs))
            element.append(row)
        return [cell[1] for cell in element.xpath("./w:tr/w:tc[1]")]

    def _line(self, style: str, line: str) -> Any:
        """Return a line as a paragraph; after a bullet, as an item of a list."""
        properties = _new("pPr", _new("pStyle", val=self._styles[style]))
        if number := self._numbers.get(line[:2]):
            properties.append(_new("numPr", _new("ilvl", val="0"), _new("numId", val=number)))
            line = line[2:]
        right_to_left = is_right_to_left(line)
        if right_to_left:
            properties.append(_new("bidi"))
        paragraph = _new("p", properties)
        for text, link in split_links(line):
            paragraph.extend(_run(text, *([_new("rtl")] if right_to_left else [])))
            if not _ADDRESS.fullmatch(link):
                paragraph.extend(_run(link))
                continue
            target = self._docx.part.relate_to(link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            formats = _new("color", val="0563C1"), _new("u", val="single")
            paragraph.append(_new("hyperlink", *_run(link, *formats)))
            paragraph[-1].set(qn("r:id"), target)
        return paragraph

    def _list(self, bullet: str) -> str:
        numbering: Any = self._docx.part.numbering_part.element
        abstract_id = str(100 + len(numbering))
        settings = {"numFmt": "bullet", "lvlText": bullet, "lvlJc": "left"}
        level = _new("lvl", *(_new(name, val=value) for name, value in settings.items()), ilvl="0")
        level.append(_new("pPr", _new("ind", left="397", hanging="284")))
        numbering.insert(0, _new("abstractNum", level, abstractNumId=abstract_id))
        return str(numbering.add_num(int(abstract_id)).numId)


def _new(tag: str, /, *children: Any, **attributes: str) -> Any:
    """Create an element; the library's own methods search the whole document each time."""
    element = oxml_parser.makeelement(f"{_W}{tag}", {f"{_W}{key}": text for key, text in attributes.items()})
    element.extend(children)
    return element


def _run(text: str, *formats: Any) -> list[Any]:
    run = _new("r", _new("rPr", *formats)) if formats else _new("r")
    for at, piece in enumerate(text.split("\t")):
        run.extend([_new("tab")] if at else [])
        element = _new("t")
        element.text = piece
        element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.extend([element] if piece else [])
    return [run] if text else []


def _set_up(docx: Any, document: Document) -> dict[str, str]:
    """Set up the page, the styles and the properties; return the ids of the styles by name.

    What identifies the computer or the day is removed.
    """
    section = docx.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    names = {_GRID, "Normal Table", "Normal", *(name for name, *_ in _STYLES)}
    for style in [style for style in docx.styles if style.name not in names]:
        style.delete()
    for name, size, bold, colour, above, below in _STYLES:
        style = docx.styles[name] if name in docx.styles else docx.styles.add_style(name, 1)
        style.base_style = docx.styles["Normal"]
        style.font.size, style.font.bold, style.font.name = Pt(size), bold, "Calibri"
        style.font.color.rgb = colour
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(below)
        style.paragraph_format.keep_with_next = name.startswith("Heading")
        for border in style.element.xpath("w:pPr/w:pBdr | w:rPr/w:spacing | w:rPr/w:kern"):
            border.getparent().remove(border)
    docx.core_properties._element[:] = []
    docx.core_properties.title = (document.title or document.kind)[:255]
    package = docx.part.package
    for key in [key for key, link in package.rels.items() if link.reltype.endswith("/thumbnail")]:
        del package.rels[key]
    for mode in docx.settings.element.xpath("//w:compatSetting[@w:name='compatibilityMode']"):
        mode.set(qn("w:val"), "15")  # as Word of today writes them
    return {name: docx.styles[name].style_id for name in names}
