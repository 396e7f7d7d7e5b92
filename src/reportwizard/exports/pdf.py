"""A PDF for auditors, typeset by typst with this computer's fonts, in every script."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from reportwizard.errors import ReportWizardError
from reportwizard.exports.document import Document, Item, Table, is_right_to_left
from reportwizard.paths import pip_install
from reportwizard.report.links import split_links
from reportwizard.report.written import with_colon

_LAYOUT = Path(__file__).with_name("report.typ")
# An amount stays on one line.
_BLANKS = re.compile(r"(?<= ) |\A | \Z|(?<=\d) (?=[A-Z]{3}\b)")
_NO_FONT = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]{1,6})\}")
# The longest link that typst accepts.
_MAX_LINK, _MAX_SCRIPTS = 8000, 30
_INSTEAD = "Print the web page instead: write it (html), open it in a browser, and print it as PDF."
_BULLETS = {"* ": "• ", "- ": "– "}


def render(document: Document) -> bytes:
    """Return the report as a PDF; at its top it says which letters no font of this computer has.

    `ReportWizardError` if typst is not installed.
    """
    try:
        import typst
    except ImportError as error:
        raise ReportWizardError(
            "A PDF needs one more library, which is not installed.",
            f"{_INSTEAD} Or install it: {pip_install('pdf')}.",
        ) from error
    blocks = [*_blocks(document)]
    missing = _without_font(typst, json.dumps(blocks, ensure_ascii=False))
    if missing:
        listed = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in missing)
        notice = f"No font of this computer has these letters. They are missing below: {listed}"
        blocks.insert(0, _block("notice", [notice]))
    language = re.match(r"[a-z]{2,3}(?![a-z])", document.report.locale)
    lang = language[0] if language else "en"
    report = json.dumps({"title": document.title or document.kind, "lang": lang, "blocks": blocks})
    try:
        pdf: bytes = typst.compile(_LAYOUT.read_bytes(), sys_inputs={"report": report})
    except typst.TypstError as error:
        raise ReportWizardError(f"The PDF could not be made: {error}.", _INSTEAD) from error
    return pdf


def _blocks(document: Document) -> Iterator[dict[str, Any]]:
    if document.notice:
        yield _block("notice", [document.notice])
    yield _block("title", [document.title or document.kind])
    yield _block("help", [document.kind])
    if document.facts:
        yield _block("part", [document.facts_heading])
        rows = tuple((with_colon(fact.label), fact.text) for fact in document.facts)
        yield _table(Table((), rows, has_row_names=True))
    for section in document.sections:
        yield _block("part", [section.heading])
        for item in section.items:
            yield from _item(item)


def _item(item: Item) -> Iterator[dict[str, Any]]:
    yield _block("question", [item.heading + item.mark])
    if item.help:
        yield _block("help", item.help)
    if item.reference:
        yield _block("help", [item.reference.label])
        yield _block("quote", item.reference.text.split("\n"))
    if isinstance(item.answer, Table):
        yield _table(item.answer)
    else:
        yield _block("answer", item.answer.text.split("\n"))


def _table(table: Table) -> dict[str, Any]:
    rows = [
        [_block("cell", cell.split("\n"), width) for cell, width in zip(row, table.min_widths, strict=True)]
        for row in table.lines
    ]
    layout = {"header": bool(table.header), "named": table.has_row_names, "small": table.is_crowded}
    return {"kind": "table", "rows": rows, "weights": table.relative_widths, **layout}


def _block(kind: str, lines: Sequence[str], width: int = 60) -> dict[str, Any]:
    return {"kind": kind, "lines": [_line(line, width) for line in lines]}


def _line(line: str, width: int) -> dict[str, Any]:
    """Return a line in parts: texts and links; no space is lost."""
    parts = []
    for text, link in split_links(_BULLETS.get(line[:2], line[:2]) + line[2:]):
        kept = _BLANKS.sub("\u00a0", text.replace("\t", "    "))
        parts += [(_breakable(kept, width), "")] if text else []
        parts += [(_breakable(link, width), link if len(link) < _MAX_LINK else "")] if link else []
    return {"backwards": is_right_to_left(line), "parts": parts}


def _breakable(text: str, width: int) -> str:
    return re.sub(rf"[^\s/?&=.,;:-]{{{width}}}(?=[^\s/?&=.,;:-])", "\\g<0>\u200b", text)


def _without_font(typst: Any, text: str) -> list[str]:
    """Return a letter of each script that no font has: typst refuses to write PDF/A with one."""
    categories = {letter: unicodedata.category(letter) for letter in text if ord(letter) > 127}
    letters = {
        letter for letter, kind in categories.items() if kind[0] not in "MZ" and kind not in ("Cc", "Cf")
    }
    missing: list[str] = []
    while letters and len(missing) < _MAX_SCRIPTS:
        try:
            inputs = {"words": " ".join(sorted(letters))}
            typst.compile(b"#sys.inputs.words", sys_inputs=inputs, pdf_standards=["a-2u"])
            break
        except typst.TypstError as error:
            found = _NO_FONT.search(str(error))
            named = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), found[1]) if found else ""
            without = set(named) & letters
            if not without:
                break
            missing += sorted(without)
            scripts = set(map(_script, without))
            letters = {letter for letter in letters if _script(letter) not in scripts}
    return missing


def _script(letter: str) -> str:
    """Return the script of a letter: the first word of its Unicode name."""
    return unicodedata.name(letter, f"{ord(letter):X}").split(" ")[0].split("-")[0]
