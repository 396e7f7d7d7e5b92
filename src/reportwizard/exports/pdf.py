"""A PDF for auditors, set by typst with this computer's fonts: it shapes every script."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from reportwizard.errors import ReportWizardError
from reportwizard.exports.document import Document, Item, Table, is_backwards
from reportwizard.report.links import split_links
from reportwizard.report.written import with_colon

_LAYOUT = Path(__file__).with_name("report.typ")
# An amount stays on one line.
_BLANKS = re.compile(r"(?<= ) |\A | \Z|(?<=\d) (?=[A-Z]{3}\b)")
_NO_FONT = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]{1,6})\}")
# typst takes no longer one.
_LONGEST_LINK, _MOST_SCRIPTS = 8000, 30
_INSTEAD = "Print the web page instead: write it (html), open it in a browser, and print it as PDF."
_BULLETS = {"* ": "• ", "- ": "– "}


def render(document: Document) -> bytes:
    """Return the report as a PDF; at its top it says which letters no font of this computer has.

    `ReportWizardError` if typst is not installed.
    """
    typst = _typst()
    blocks = [*_blocks(document)]
    missing = _without_font(typst, json.dumps(blocks, ensure_ascii=False))
    if missing:
        listed = ", ".join(f"{one} (U+{ord(one):04X})" for one in missing)
        words = f"No font of this computer has these letters. They are missing below: {listed}"
        blocks.insert(0, _block("notice", [words]))
    language = re.match(r"[a-z]{2,3}(?![a-z])", document.report.locale)
    lang = language[0] if language else "en"
    report = json.dumps({"title": document.title or document.kind, "lang": lang, "blocks": blocks})
    try:
        made: bytes = typst.compile(_LAYOUT.read_bytes(), sys_inputs={"report": report})
    except typst.TypstError as error:
        raise ReportWizardError(f"The PDF could not be made: {error}.", _INSTEAD) from error
    return made


def _typst() -> Any:
    try:
        import typst
    except ImportError as error:
        raise ReportWizardError(
            "A PDF needs one more library, which is not installed.",
            f"{_INSTEAD} Or install it: pip install 'reportwizard[pdf]'.",
        ) from error
    return typst


def _blocks(document: Document) -> Iterator[dict[str, Any]]:
    if document.notice:
        yield _block("notice", [document.notice])
    yield _block("title", [document.title or document.kind])
    yield _block("help", [document.kind])
    if document.facts:
        yield _block("part", [document.facts_heading])
        rows = tuple((with_colon(fact.label), fact.text) for fact in document.facts)
        yield _table(Table((), rows, named=True))
    for section in document.sections:
        yield _block("part", [section.heading])
        for item in section.items:
            yield from _item(item)


def _item(item: Item) -> Iterator[dict[str, Any]]:
    yield _block("question", [item.heading + item.mark])
    if item.help:
        yield _block("help", item.help)
    if item.recalled:
        yield _block("help", [item.recalled.label])
        yield _block("quote", item.recalled.text.split("\n"))
    if isinstance(item.answer, Table):
        yield _table(item.answer)
    else:
        yield _block("answer", item.answer.text.split("\n"))


def _table(table: Table) -> dict[str, Any]:
    rows = [
        [_block("cell", cell.split("\n"), need) for cell, need in zip(row, table.needs, strict=True)]
        for row in table.lines
    ]
    looks = {"header": bool(table.header), "named": table.named, "small": table.crowded}
    return {"kind": "table", "rows": rows, "weights": table.weights, **looks}


def _block(kind: str, lines: Sequence[str], most: int = 60) -> dict[str, Any]:
    return {"kind": kind, "lines": [_line(line, most) for line in lines]}


def _line(line: str, most: int) -> dict[str, Any]:
    """Return a line in pieces: words and links, spaces so that none of them is lost."""
    parts = []
    for words, link in split_links(_BULLETS.get(line[:2], line[:2]) + line[2:]):
        kept = _BLANKS.sub("\u00a0", words.replace("\t", "    "))
        parts += [(_breakable(kept, most), "")] if words else []
        parts += [(_breakable(link, most), link if len(link) < _LONGEST_LINK else "")] if link else []
    return {"backwards": is_backwards(line), "parts": parts}


def _breakable(words: str, most: int) -> str:
    """Let a word break that is longer than a line has room for."""
    return re.sub(rf"[^\s/?&=.,;:-]{{{most}}}(?=[^\s/?&=.,;:-])", "\\g<0>\u200b", words)


def _without_font(typst: Any, words: str) -> list[str]:
    """Return a letter of each script that no font has: PDF/A refuses to be written with one."""
    kinds = {one: unicodedata.category(one) for one in words if ord(one) > 127}
    letters = {one for one, kind in kinds.items() if kind[0] not in "MZ" and kind not in ("Cc", "Cf")}
    missing: list[str] = []
    while letters and len(missing) < _MOST_SCRIPTS:
        try:
            said = {"words": " ".join(sorted(letters))}
            typst.compile(b"#sys.inputs.words", sys_inputs=said, pdf_standards=["a-2u"])
            break
        except typst.TypstError as error:
            found = _NO_FONT.search(str(error))
            told = _ESCAPED.sub(lambda one: chr(int(one[1], 16)), found[1]) if found else ""
            gone = set(told) & letters
            if not gone:
                break
            missing += sorted(gone)
            scripts = {_script(one) for one in gone}
            letters = {one for one in letters if _script(one) not in scripts}
    return missing


def _script(letter: str) -> str:
    """Return the script that a letter belongs to, by the first word of its name."""
    return unicodedata.name(letter, f"{ord(letter):X}").split(" ")[0].split("-")[0]
