"""Import a report: decode a file, and choose the reader for its text."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from reportwizard.errors import PageError, ReportWizardError
from reportwizard.imports.imported import CELL_BREAK, STRUCK_OUT, TOO_LONG, ImportResult
from reportwizard.ledger.delimited import BYTE_ORDER_MARKS

MAX_TEXT, MAX_HTML = 2_000_000, 10_000_000
"""Limits in characters; a published report has about ten thousand."""
_MAX_TAGS = 200_000


def import_text(text: str, *, currency: str = "", locale: str = "en") -> ImportResult:
    """Read a published page, or a report that this program wrote, into a new report.

    `currency` and `locale` are used where the text does not say its own. `PageError` if the text is no report
    of a known form; it says what was recognised.
    """
    html = _extract_html(text)
    if not html:
        return _import_text(text.replace(CELL_BREAK, " "), currency, locale)
    from reportwizard.imports import own, wiki_page, wiki_text

    root = wiki_page.parse(html)
    if root is None:
        raise PageError("This web page is empty.", "Save the page of the report again, and import that file.")
    if wiki_page.is_translated(root):
        raise PageError(*wiki_text.TRANSLATED)
    has_struck_out = wiki_page.has_struck_out(root)
    imported = own.read_root(root, currency=currency, locale=locale)
    return _with_note(imported or _import_page(wiki_page.page_text(root), currency, locale), has_struck_out)


def _import_text(text: str, currency: str, locale: str) -> ImportResult:
    from reportwizard.imports import own, own_text, wiki_page

    for read in (own.read_json, own_text.read, own.read_comments):
        if imported := read(text, currency=currency, locale=locale):
            is_wikitext = imported.recognised == "reportwizard-wikitext"
            return _with_note(imported, is_wikitext and wiki_page.has_struck_out(text))
    page = wiki_page.as_page(text)
    return _with_note(_import_page(page, currency, locale), page != text and wiki_page.has_struck_out(text))


def _with_note(imported: ImportResult, has_struck_out: bool) -> ImportResult:
    return replace(imported, notes=(*imported.notes, STRUCK_OUT)) if has_struck_out else imported


def copied_text(text: str) -> str:
    """Return a page as a browser copies it, also from its HTML or wiki source; other text as it is.

    `PageError` if the text is empty or too long.
    """
    from reportwizard.imports import wiki_page

    if html := _extract_html(text):
        root = wiki_page.parse(html)
        return "" if root is None else wiki_page.page_text(root)
    return wiki_page.as_page(text)


def _extract_html(text: str) -> str:
    """Return the HTML in a text, empty if there is none; `PageError` if the text is empty or too long."""
    from reportwizard.imports.wiki_page import html_of

    if not text.strip():
        raise PageError(
            "There is no text here.", "Copy the whole page of the report, and bring in that text."
        )
    html = html_of(text) if len(text) <= MAX_HTML else ""
    if len(text) > (MAX_HTML if html else MAX_TEXT) or html.count("<") > _MAX_TAGS:
        raise PageError(*TOO_LONG)
    return html


def import_file(data: bytes, name: str, *, currency: str = "", locale: str = "en") -> ImportResult:
    """Import the bytes of a text file or a Word document as `import_text` does; `name` is for messages.

    `ReportWizardError` if the file is too large or cannot be read.
    """
    check_size(data, name)
    if not is_docx(data):
        return import_text(decode(data, name), currency=currency, locale=locale)
    from reportwizard.imports import docx

    if copy := docx.read(data, currency=currency, locale=locale):
        return copy.imported
    return docx.read_page(data, lambda text: _import_text(text, currency, locale))


def is_docx(data: bytes) -> bool:
    """Whether a file is a Word document, even one that cannot be unpacked."""
    return data.startswith(b"PK\x03\x04") and (b"word/document" in data or b"word/" in data[:4096])


def _import_page(text: str, currency: str, locale: str) -> ImportResult:
    from reportwizard.imports import wiki_text
    from reportwizard.imports.layout import other_programme, page_layouts

    if len(text) > MAX_TEXT:
        raise PageError(*TOO_LONG)
    if imported := wiki_text.read(text, currency=currency, locale=locale):
        return imported
    for layout in page_layouts():
        if other := other_programme(text, layout):
            kind = f"{layout.page.programme} {layout.form.report_type.lower()}"
            raise PageError(
                f"This page is something else: {other}.",
                f"This program writes {kind} reports. Import the page of one.",
            )
    raise PageError(
        "This is not a report that we know.",
        "Open the report's page on Meta-Wiki, select everything on it, copy it, and import that text.",
    )


MAX_BYTES = 10 * 1024 * 1024
_COPY_TEXT = "Open it, select everything, copy it, and import that text."
# How files of other programs begin, what they are, and what to do.
_OTHER_FILES: tuple[tuple[bytes, str, str], ...] = (
    (rb"\{\\rtf", "an RTF document", _COPY_TEXT),
    (rb"%PDF-", "a PDF", _COPY_TEXT),
    (rb"PK\x03\x04.{0,200}opendocument", "an OpenDocument file (ODT)", _COPY_TEXT),
    (rb"PK\x03\x04.{0,4000}word/", "a Word document (DOCX)", _COPY_TEXT),
    (rb"PK\x03\x04", "a packed file", "Unpack it first, or open it and copy its text."),
    (rb"\xd0\xcf\x11\xe0", "an old Office document", _COPY_TEXT),
    (
        rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0|RIFF.{4}WEBP|II\*\0|MM\0\*|.{4}ftyp(?:hei|avi|mif)",
        "a picture",
        "Open the page of the report itself, select everything, copy it, and import that text.",
    ),
)
_CHARSET = re.compile(rb"<meta[^>]{0,80}charset=[\"']?([\w-]{3,20})", re.IGNORECASE)


def read_bytes(path: Path, limit: int) -> bytes:
    """Return at most `limit` bytes of a file; `ReportWizardError` if it is missing or cannot be opened."""
    try:
        if path.is_dir():
            raise ReportWizardError(f"{path}: this is a folder.", "Write the name of a file in it too.")
        if not path.exists():
            raise ReportWizardError(f"{path}: there is no such file.", "Check its name and its folder.")
        if not path.is_file():
            raise ReportWizardError(
                f"{path}: this is not an ordinary file.", "Save the text as a file first."
            )
        with path.open("rb") as file:
            return file.read(limit)
    except OSError as error:
        raise ReportWizardError(f"{path}: this file cannot be opened: {error.strerror}.") from error


def check_size(data: bytes, name: str) -> None:
    """Refuse a file that is larger than a report can be."""
    if len(data) > MAX_BYTES:
        message = f"{name}: this is larger than {MAX_BYTES // 2**20} MB; no report is that large."
        raise ReportWizardError(message, "If there are pictures in it, save a copy without them.")


def decode(data: bytes, name: str) -> str:
    """Decode a file: by its byte order mark, as UTF-8, or in the charset that a web page declares.

    `name` is for messages. `ReportWizardError` says what a file of another program is.
    """
    check_size(data, name)
    for start, kind, hint in _OTHER_FILES:
        if re.match(start, data, re.DOTALL):
            raise ReportWizardError(f"{name}: this is {kind}. It cannot be read here.", hint)
    mark, encoding = next((pair for pair in BYTE_ORDER_MARKS if data.startswith(pair[0])), (b"", "utf-8"))
    try:
        text = data.removeprefix(mark).decode(encoding)
    except UnicodeDecodeError:
        declared = _CHARSET.search(data[:4096])
        try:
            text = data.decode(declared[1].decode("ascii")) if declared else "\0"
        except (UnicodeDecodeError, LookupError):
            text = "\0"
    if "\0" in text:
        raise ReportWizardError(
            f"{name}: this is not a text file that can be read.",
            "Open it in the program that made it, and save it there as plain text in UTF-8.",
        )
    return text.replace("\r\n", "\n")
