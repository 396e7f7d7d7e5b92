"""The paragraphs and tables of a Word document (DOCX), as readers see them: with changes accepted."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from reportwizard.errors import PageError
from reportwizard.imports.imported import TOO_LONG, raised
from reportwizard.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_DAMAGED = ("This Word document is damaged.", "Open it in Word or LibreOffice, and save it there once more.")
_MAX_PART, _MAX_BLOCKS = 10_000_000, 100_000
_MAIN = re.compile(r"word/document\d*\.xml")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DELETED, _INSERTED = {"del", "moveFrom"}, {"ins", "moveTo"}
_DELETED_BREAKS = f"{_W}pPr/{_W}rPr/{_W}del", f"{_W}pPr/{_W}rPr/{_W}moveFrom"
# Properties, other things than text, the prompt of an empty box, and the fallback for older programs.
_IGNORED = {"pPr", "rPr", "Fallback"}
_NOTES = ("comment", "footnote", "endnote")
_PLACE = f"{_W}rPr/{_W}vertAlign"
_PROMPT = f"{_W}sdtPr/{_W}showingPlcHdr"
# The address of a link that is written as a field.
_FIELD_LINK = re.compile(r'\s*HYPERLINK\s+"(http[^"]+)"')
_LEFT_OUT = ("vanish", "strike", "dstrike")
_CHARACTERS = {"tab": "\t", "cr": "\n", "br": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_WRAPPERS = {"sdt", "sdtContent", "customXml", "smartTag", *_INSERTED}
# LibreOffice writes a dash as a character of the font Symbol.
_DASHES = frozenset("-–—−\uf02d")


class Block(NamedTuple):
    """A paragraph, or a table with its rows. `style` is the style's name in lower case.

    `marks` are the names of the bookmarks; a table has one for each row, which may be empty. `comments` are
    (number, author, text), the commented words in front; a comment on several paragraphs is in the first and
    the last.
    """

    text: str
    style: str = ""
    rows: list[list[str]] | None = None
    marks: tuple[str, ...] = ()
    comments: tuple[tuple[str, str, str], ...] = ()


def read_blocks(data: bytes) -> tuple[list[Block], bool]:
    """Return the paragraphs and tables, with changes accepted, and whether changes were tracked.

    `PageError` if the document is damaged or too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            reader = _Reader(packed)
            return list(reader.blocks(reader.body)), reader.tracked
    except (
        zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, OSError, ValueError, LookupError, EOFError,
        RuntimeError,
    ) as error:  # fmt: skip
        raise PageError(*_DAMAGED) from error


class _Reader:
    def __init__(self, packed: zipfile.ZipFile) -> None:
        self._packed = packed
        main, *_ = filter(_MAIN.fullmatch, packed.namelist())
        self._block_count = 0
        self.body = self._part(main)[0]
        self.tracked = False
        self._links: dict[str, str] = {}
        self._styles = {
            _attribute(style, "styleId"): style for style in self._part("word/styles.xml").iter(f"{_W}style")
        }
        self._list_levels = dict(_list_levels(self._part("word/numbering.xml")))
        self._counts: Counter[tuple[str, str]] = Counter()
        self._notes: dict[tuple[str, str], tuple[str, str]] = {}
        for kind in _NOTES:
            for note in self._part(f"word/{kind}s.xml").iter(f"{_W}{kind}"):
                words = "\n".join(_Paragraph(self, node).text for node in note.iter(f"{_W}p")).strip()
                self._notes[kind, _attribute(note, "id")] = (_attribute(note, "author"), words)
        # Only now: the links of comments and notes have numbers of their own.
        links = self._part(f"word/_rels/{main[5:]}.rels")
        self._links = {link.get("Id", ""): link.get("Target", "") for link in links}

    def _part(self, name: str) -> Element:
        """Return a part of the document; an empty one if it has none."""
        if name not in self._packed.namelist():
            return etree.Element("nothing")
        with self._packed.open(name) as file:
            data = file.read(_MAX_PART + 1)
        if len(data) > _MAX_PART:
            raise PageError(*TOO_LONG)
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False))
        if root.getroottree().docinfo.doctype:
            raise ValueError("it declares entities, which no program of this format writes")
        return root

    def blocks(self, parent: Element) -> Iterator[Block]:
        """Yield the paragraphs and tables in an element."""
        before, remarks = "", list[tuple[str, str, str]]()
        for node in (*_children(parent, "p", "tbl"), None):
            self._block_count += 1
            if self._block_count > _MAX_BLOCKS:
                raise PageError(*TOO_LONG)
            if node is None or node.tag == f"{_W}tbl":
                if before or remarks:
                    yield Block(clean_text(before), comments=tuple(remarks))
                before, remarks = "", []
                yield from [self._table(node)] if node is not None else []
                continue
            line = _Paragraph(self, node)
            text, remarks = before + line.text, [*remarks, *line.comments]
            if any(node.find(path) is not None for path in _DELETED_BREAKS):
                before, self.tracked = text, True
                continue
            style = _attribute(node.find(f"{_W}pPr/{_W}pStyle"))
            text = clean_text(self._bullet(node, style) + text)
            known = self._styles.get(style)
            name = _attribute(known.find(f"{_W}name")).lower() if known is not None else ""
            yield Block(text, name, None, tuple(line.marks), tuple(remarks))
            before, remarks = "", []
            for box in line.boxes:
                yield from self.blocks(box)

    def _bullet(self, node: Element, style: str) -> str:
        """Return the text that an applicant would type before an item of a list."""
        listed = node.find(f"{_W}pPr/{_W}numPr")
        if listed is None and style in self._styles:
            listed = self._styles[style].find(f"{_W}pPr/{_W}numPr")
        if listed is None:
            return ""
        number, level = (_attribute(listed.find(f"{_W}{name}")) for name in ("numId", "ilvl"))
        kind, sign = self._list_levels.get((number, level or "0"), ("none", ""))
        if kind in ("none", "bullet"):
            return {"none": ""}.get(kind, "- " if sign in _DASHES else "* ")
        self._counts[number, level] += 1
        return f"{self._counts[number, level]}. "

    def _table(self, table: Element) -> Block:
        rows: list[list[str]] = []
        marks, comments = [], []
        for line in _children(table, "tr"):
            if line.find(f"{_W}trPr/{_W}del") is not None:
                self.tracked = True
                continue
            cells: list[str] = []
            inside: list[Block] = []
            for cell in _children(line, "tc"):
                blocks = list(self.blocks(cell))
                span = _attribute(cell.find(f"{_W}tcPr/{_W}gridSpan"))
                cells += ["\n".join(map(block_text, blocks)), *[""] * (min(int(span or 1), 60) - 1)]
                inside += blocks
            rows.append(cells)
            marks.append(next((mark for block in inside for mark in block.marks), ""))
            comments += [comment for block in inside for comment in block.comments]
        return Block("", "", rows, tuple(marks), tuple(comments))


class _Paragraph:
    def __init__(self, reader: _Reader, paragraph: Element) -> None:
        self._reader = reader
        self._starts: dict[str, int] = {}
        self._pieces: list[str] = []
        self.marks: list[str] = []
        self.comments: list[tuple[str, str, str]] = []
        self.boxes: list[Element] = []
        self._instruction, self._link_start = "", 0
        self._read(paragraph)
        for number in [*self._starts]:
            self._comment(number)
        self.text = "".join(self._pieces)

    def _read(self, parent: Element) -> None:
        for node in parent.iterchildren("*"):
            name, start = etree.QName(node).localname, len(self._pieces)
            self._reader.tracked |= name in _DELETED | _INSERTED
            if name == "txbxContent":
                self.boxes.append(node)
            elif not (name in _IGNORED | _DELETED or self._is_left_out(name, node)):
                self._read_mark(name, node)
                self._pieces.append(self._letters(name, node))
                self._read(node)
                if name == "r" and (place := _attribute(node.find(_PLACE))) in ("superscript", "subscript"):
                    run = "".join(self._pieces[start:])
                    self._pieces[start:] = [raised(run, lowered=place == "subscript")]
                if name == "hyperlink":
                    self._address(self._reader._links.get(node.get(_ID, ""), ""), start)

    def _is_left_out(self, name: str, node: Element) -> bool:
        """Whether it is a box with nothing but its prompt, or a run that is hidden or struck out."""
        if name == "sdt":
            return node.find(_PROMPT) is not None
        styles = [style for style in _LEFT_OUT if name == "r" and _is_on(node.find(f"{_W}rPr/{_W}{style}"))]
        self._reader.tracked |= bool(styles) and styles != ["vanish"]
        return bool(styles)

    def _letters(self, name: str, node: Element) -> str:
        if name in _CHARACTERS:
            return "" if _attribute(node, "type") in ("page", "column") else _CHARACTERS[name]
        kind = name.removesuffix("Reference") if name != "commentReference" else ""
        _, note = self._reader._notes.get((kind, _attribute(node, "id")), ("", ""))
        return f" ({note})" if note else (node.text or "" if name == "t" else "")

    def _read_mark(self, name: str, node: Element) -> None:
        number = _attribute(node, "id")
        if name == "bookmarkStart":
            self.marks.append(_attribute(node, "name"))
        elif name == "commentRangeStart":
            self._starts[number] = len(self._pieces)
        elif name == "commentReference":
            self._comment(number)
        elif name == "instrText":
            self._instruction += node.text or ""
        elif name == "fldChar" and (mark := _attribute(node, "fldCharType")) == "begin":
            self._instruction = ""
        elif name == "fldChar" and mark == "separate":
            self._link_start = len(self._pieces)
        elif name == "fldChar" and (link := _FIELD_LINK.match(self._instruction)):
            self._address(link[1], self._link_start)
            self._instruction = ""

    def _address(self, target: str, start: int) -> None:
        """Write the address of a link after its text, if the text does not show one."""
        if target.startswith("http") and "://" not in "".join(self._pieces[start:]):
            self._pieces.append(f" ({target})")

    def _comment(self, number: str) -> None:
        author, text = self._reader._notes.get(("comment", number), ("", ""))
        quote = "".join(self._pieces[self._starts.pop(number, len(self._pieces)) :]).strip()
        if text:
            text = f"“{quote}”: {text}" if 0 < len(quote) <= 80 else text
            self.comments.append((number, author, text))


def block_text(block: Block) -> str:
    """Return a block as text: cells between tabs, a row a line."""
    return block.text if block.rows is None else "\n".join("\t".join(row) for row in block.rows)


def _children(parent: Element, *names: str) -> Iterator[Element]:
    for node in parent.iterchildren("*"):
        name = etree.QName(node).localname
        if name in names:
            yield node
        elif name in _WRAPPERS and node.find(_PROMPT) is None:
            yield from _children(node, *names)


def _attribute(node: Element | None, name: str = "val") -> str:
    return "" if node is None else str(node.get(f"{_W}{name}") or "")


def _is_on(node: Element | None) -> bool:
    return node is not None and _attribute(node) not in ("0", "false", "off")


def _list_levels(numbering: Element) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Yield ((list, level), (kind of numbering, bullet)) for each level of each list."""
    abstract = {_attribute(item, "abstractNumId"): item for item in numbering.iter(f"{_W}abstractNum")}
    for item in numbering.iter(f"{_W}num"):
        definition = abstract.get(_attribute(item.find(f"{_W}abstractNumId")))
        for level in definition.iter(f"{_W}lvl") if definition is not None else ():
            kind, bullet = (_attribute(level.find(f"{_W}{name}")) for name in ("numFmt", "lvlText"))
            yield (_attribute(item, "numId"), _attribute(level, "ilvl")), (kind, bullet)
