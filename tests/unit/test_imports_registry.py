"""A file that is imported: how it is decoded, which reader takes it, and what is refused."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

import pytest

from reportwizard.errors import PageError, ReportWizardError
from reportwizard.exports.registry import export_file, export_report
from reportwizard.imports.imported import STRUCK_OUT
from reportwizard.imports.registry import (
    MAX_BYTES,
    check_size,
    copied_text,
    decode,
    import_file,
    import_text,
    is_docx,
    read_bytes,
)
from support.nasty import complete_report
from support.published_pages import PageStyle, print_page

if TYPE_CHECKING:
    from pathlib import Path

COPY = "Open it, select everything, copy it, and import that text."
UNPACK = "Unpack it first, or open it and copy its text."
PICTURE = "Open the page of the report itself, select everything, copy it, and import that text."
NO_TEXT = (
    "f: this is not a text file that can be read.",
    "Open it in the program that made it, and save it there as plain text in UTF-8.",
)


def test_a_file_of_another_program_is_refused_by_its_kind() -> None:
    for data, kind, hint in (
        (b"{\\rtf1", "an RTF document", COPY),
        (b"%PDF-1", "a PDF", COPY),
        (b"PK\x03\x04\n\nopendocument", "an OpenDocument file (ODT)", COPY),
        (b"PK\x03\x04\n\nword/doc", "a Word document (DOCX)", COPY),
        (b"PK\x03\x04zip", "a packed file", UNPACK),
        (b"\xd0\xcf\x11\xe0x", "an old Office document", COPY),
        *((data, "a picture", PICTURE) for data in (
            b"\x89PNG", b"\xff\xd8\xff", b"GIF89a", b"BM\n\n\n\n\0", b"RIFF\n\n\n\nWEBP", b"II*\0", b"MM\0*",
            b"xxxxftypheic", b"xxxxftypavif", b"xxxxftypmif1",
        )),
    ):  # fmt: skip
        with pytest.raises(ReportWizardError) as refused:
            decode(data, "f")
        assert refused.value.message == f"f: this is {kind}. It cannot be read here.", data
        assert refused.value.hint == hint, data
    for text in ("a{\\rtf", "BMxxxxx", "xxxxftypisom", "no %PDF-"):
        assert decode(text.encode(), "f") == text


def test_bytes_become_text() -> None:
    for data, text in (
        (b"a\r\nb\rc", "a\nb\rc"),
        (codecs.BOM_UTF8 + "é".encode(), "é"),
        (codecs.BOM_UTF16_LE + "é".encode("utf-16-le"), "é"),
        (codecs.BOM_UTF16_BE + "Қыс\r\nاردو".encode("utf-16-be"), "Қыс\nاردو"),
        ("Қыс\nاردو".encode("utf-32"), "Қыс\nاردو"),
        (b"<meta charset=windows-1251>\xc7", "<meta charset=windows-1251>З"),
        (b"<META content='text/html; charset=koi8-r'>\xc7", "<META content='text/html; charset=koi8-r'>г"),
        (b"x" * 4069 + b"<meta charset=windows-1251>\xc7", "x" * 4069 + "<meta charset=windows-1251>З"),
    ):
        assert decode(data, "f") == text
    for data in (
        "é".encode("cp1252"),
        b"a\0b",
        codecs.BOM_UTF16_LE + b"a",
        b"\xff\xfe\x00\xd8",
        b"<meta charset=nonsense>\xc7",
        b"<meta charset='utf-8'>\xc7",
        b"x" * 4096 + b"<meta charset=windows-1251>\xc7",
    ):
        with pytest.raises(ReportWizardError) as refused:
            decode(data, "f")
        assert (refused.value.message, refused.value.hint) == NO_TEXT


def test_the_limit_of_a_file_is_10_megabytes() -> None:
    assert MAX_BYTES == 10 * 2**20
    check_size(b"a" * MAX_BYTES, "f")
    for read in (check_size, decode, import_file):
        with pytest.raises(ReportWizardError) as refused:
            read(b"a" * (MAX_BYTES + 1), "f")
        assert refused.value.message == "f: this is larger than 10 MB; no report is that large."
        assert refused.value.hint == "If there are pictures in it, save a copy without them."


def test_a_file_is_read_up_to_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "page.txt"
    file.write_bytes(b"abc")
    assert read_bytes(file, 2) == b"ab"
    for path, message, hint in (
        (tmp_path, "this is a folder.", "Write the name of a file in it too."),
        (tmp_path / "no", "there is no such file.", "Check its name and its folder."),
        (file / "no", "there is no such file.", "Check its name and its folder."),
    ):
        with pytest.raises(ReportWizardError) as refused:
            read_bytes(path, 2)
        assert (refused.value.message, refused.value.hint) == (f"{path}: {message}", hint)

    def torn(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(type(file), "open", torn)
    with pytest.raises(
        ReportWizardError, match=r"page\.txt: this file cannot be opened: Input/output error\."
    ):
        read_bytes(file, 2)


def test_a_word_document_is_recognised_by_what_is_packed_in_it() -> None:
    packed = b"PK\x03\x04"
    for data, expected in (
        (packed + b"..word/document.xml", True),
        (packed + b"x" * 5000 + b"word/document", True),
        (packed + b"x" * 4087 + b"word/", True),
        (packed + b"x" * 4088 + b"word/", False),
        (b"word/document", False),
        (packed, False),
    ):
        assert is_docx(data) is expected


def test_each_kind_of_source_has_its_reader() -> None:
    report = complete_report()
    for fmt in ("text", "wikitext", "markdown", "html", "json"):
        result = import_file(export_file(report, fmt), "f", currency="KZT", locale="kk_KZ")
        assert (result.recognised, result.unplaced) == (f"reportwizard-{fmt}", ())
        assert (result.report.currency, result.report.locale) == ("BRL", "pt_BR")
        assert dict(result.report.answers) == dict(report.answers)
    document = import_file(export_file(report, "docx"), "f")
    assert (document.recognised, document.placed) == ("reportwizard-docx", len(report.answers))
    page = print_page({"surprises": "Rain."}, PageStyle())
    for text in (page, f"<body>{page.replace(chr(10), '<br>')}</body>"):
        result = import_text(text, currency="KZT", locale="kk_KZ")
        assert result.recognised == "rapid-fund-2023-page"
        assert (result.report.currency, result.report.locale) == ("KZT", "kk_KZ")


def test_other_texts_are_refused_with_a_hint() -> None:
    for text, message, hint in (
        (" \n", "There is no text here.", "Copy the whole page of the report, and bring in that text."),
        ("<!DOCTYPE html>", "This web page is empty.",
         "Save the page of the report again, and import that file."),
        ("hello", "This is not a report that we know.",
         "Open the report's page on Meta-Wiki, select everything on it, copy it, and import that text."),
        ("<!-- x --><p></p>", "This is not a report that we know.",
         "Open the report's page on Meta-Wiki, select everything on it, copy it, and import that text."),
        ("Conference Fund Final Report", "This page is something else: Conference Fund report.",
         "This program writes Rapid Fund final reports. Import the page of one."),
        ("<p>" + "<b>" * 200_000, "This is too long for a report.",
         "Bring in the page of one report, and nothing else."),
    ):  # fmt: skip
        with pytest.raises(PageError) as refused:
            import_text(text)
        assert (refused.value.message, refused.value.hint) == (message, hint), text[:50]


def test_a_page_is_given_as_a_browser_copies_it() -> None:
    for text, copied in (
        ("a <b> c", "a <b> c"),
        ("<p>a</p><p>b", "\n\na\n\nb"),
        ("{|\n|a\n|b\n|}", "\na\tb\n"),
        ("<!DOCTYPE html>", ""),
    ):
        assert copied_text(text) == copied
    with pytest.raises(PageError):
        copied_text(" ")
    exported = export_report(complete_report(), "text")
    assert copied_text(exported) == exported


def test_struck_out_words_are_left_out_and_told() -> None:
    page = print_page({"surprises": "Rain. <s>Snow.</s>"}, PageStyle())
    html = f"<html><body>{page.replace(chr(10), '<br>')}</body></html>"
    ours = [str(export_report(complete_report(), name)) for name in ("wikitext", "html")]
    first = str(complete_report().answers["surprises"]).split()[0]
    ours = [text.replace(f"{first} ", f"<s>Snow.</s> {first} ") for text in ours]
    for text in (html, f"'''a'''\n'''b'''\n{page}", *ours):
        assert "<s>Snow.</s>" in text
        result = import_text(text)
        assert "Snow" not in str(result.report.answers["surprises"])
        assert result.notes[-1] == STRUCK_OUT
    assert "<s>Snow.</s>" in str(import_text(page).report.answers["surprises"])
