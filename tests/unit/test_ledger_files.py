"""The bytes of a list: letters, separators, quotation marks, and files that are something else."""

from __future__ import annotations

import codecs
import zipfile
from io import BytesIO

import pytest

from reportwizard.ledger import delimited, sheet
from reportwizard.ledger import read as read_module
from reportwizard.ledger.delimited import decodings, read_records
from reportwizard.ledger.rows import Row
from support.cases import each_case
from support.ledger import amounts, read

HEAD = "Date,What,Amount\n"
CYRILLIC = "Дата;Что;Сумма\n2025-01-01;Аренда зала;5\n"
FRENCH = "Date;Libellé;Montant\n2025-01-01;Goûter à côté;5\n"


@each_case("text", [CYRILLIC, FRENCH])
@each_case("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_known_encodings_are_read_without_a_word(text: str, encoding: str) -> None:
    found = read(text.encode(encoding))
    assert [expense.what for expense in found.expenses] == [text.split("\n")[1].split(";")[1]]
    assert (found.notes, found.problems) == ((), ())


@each_case(("order", "mark"), [("be", codecs.BOM_UTF16_BE), ("le", codecs.BOM_UTF16_LE)])
def test_utf_16_is_read_in_both_orders_with_and_without_its_mark(order: str, mark: bytes) -> None:
    data = CYRILLIC.encode(f"utf-16-{order}")
    for encoded in (mark + data, data):
        [decoded] = decodings(encoded, "ru")
        assert (decoded.text, decoded.notes) == (CYRILLIC, ())


def test_older_encodings_follow_the_language_and_are_noted() -> None:
    texts = {
        ("ru_RU", "cp1251", "Windows-1251"): CYRILLIC,
        ("uk_UA", "cp1251", "Windows-1251"): "Дата,Что,Сумма\n2025-01-01,Їжа для учасників,5\n",
        ("fr_FR", "cp1252", "Windows-1252"): FRENCH,
        ("es_ES", "cp1252", "Windows-1252"): "Fecha,Qué,Importe\n2025-01-01,Café y té a 3 €,5\n",
        ("pl_PL", "cp1250", "Windows-1250"): "Data;Opis;Kwota\n13.05.2024;Wynajem sali, łącznie;5\n",
        ("tr_TR", "cp1254", "Windows-1254"): "Tarih;Açıklama;Tutar\n13.05.2024;Salon kirası;5\n",
        ("el_GR", "cp1253", "Windows-1253"): "Ημερομηνία;Περιγραφή;Ποσό\n13/05/2024;Τσάι;5\n",
        ("he_IL", "cp1255", "Windows-1255"): "תאריך,תיאור,סכום\n13/05/2024,תה,5\n",
        ("ar_EG", "cp1256", "Windows-1256"): "التاريخ,البيان,المبلغ\n13/05/2024,شاي,5\n",
        ("th_TH", "cp874", "Windows-874"): "วันที่,รายการ,จำนวนเงิน\n13/05/2024,ชา,5\n",
        ("ja_JP", "cp932", "Shift-JIS"): "日付,内容,金額\n2023-10-03,バス,1500\n",
        ("zh_CN", "gb18030", "GB18030"): "日期,项目,金额\n2023-10-03,茶,1500\n",
        ("zh_TW", "big5", "Big5"): "日期,項目,金額\n2023-10-03,茶點,1500\n",
        ("ko_KR", "cp949", "EUC-KR"): "날짜,내용,금액\n2023-10-03,차,1500\n",
    }
    for (locale, encoding, name), text in texts.items():
        decoded = decodings(text.encode(encoding), locale)[0]
        assert decoded.text == text
        [note] = decoded.notes
        assert f"The letters were read as {name}" in note
        first = next(line for line, words in enumerate(text.split("\n"), 1) if not words.isascii())
        assert f"Look at line {first}: if they are wrong, save the sheet as .xlsx" in note


def test_the_encoding_in_which_headings_are_found_is_taken() -> None:
    """The report is in Spanish, and the list is from a bank in Japan."""
    found = read("日付,内容,金額\n2023-10-03,バス,1500\n".encode("shift_jis"), locale="es_ES")
    assert [(expense.what, str(expense.amount)) for expense in found.expenses] == [("バス", "1500 KZT")]


def test_a_few_broken_letters_affect_no_others() -> None:
    data = CYRILLIC.encode() + b"2025-01-02;\xff\xfe\xfa;6\n"
    assert read(data).expenses[0].what == "Аренда зала"
    assert amounts(data) == ["5 KZT", "6 KZT"]
    assert "line 3" in read(data).notes[0]


# --- files that are something else --------------------------------------------------------------------------


def packed(*names: str, mimetype: str = "") -> bytes:
    """A packed file with these files in it."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "x")
    return data.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
FOR_OTHERS = "This is a bank's file for other programs."


def test_other_files_are_refused_each_with_what_to_do() -> None:
    files = {
        b"": "This file is empty. Save the sheet again",
        b" \n,,,\n": "This file is empty.",
        codecs.BOM_UTF8: "This file is empty.",
        b"PK\x03\x04" + b"x" * 50: "This spreadsheet is damaged",
        OLE: "This spreadsheet is damaged",
        OLE + "EncryptedPackage".encode("utf-16-le"): "This spreadsheet has a password. Save it without one",
        OLE + "WordDocument".encode("utf-16-le"): "This is a text document. Copy its table",
        packed("word/document.xml"): "This is a text document.",
        packed("content.xml", mimetype=f"{OPEN_DOCUMENT}.text"): "This is a text document.",
        packed(mimetype=f"{OPEN_DOCUMENT}.spreadsheet"): "This spreadsheet is damaged",
        packed("Index/Document.iwa"): "This is a Numbers or Pages file. Export it to Excel",
        packed("list.csv"): "This is a packed file. Unpack it",
        b"Rar!\x1a": "This is a packed file. Unpack it",
        b"%PDF-1.4": "This is a PDF file: its figures cannot be read safely. Ask your bank's website",
        b"\x89PNG\r\n": "This is a picture.",
        b"\0\0\0\x18ftypheic" + b"\0" * 9: "This is a picture or a film.",
        b"<html><table><tr><td>Date": "This is a web page, although its name may say something else.",
        b"\n<div><TABLE border=1><tr><th>Date</th>": "This is a web page",
        b"<?xml version='1.0'?><Workbook>": "This is an XML file. Open it in your spreadsheet program",
        b'<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech">': FOR_OTHERS,
        b"OFXHEADER:100\n<OFX><STMTTRN>": FOR_OTHERS,
        b"!Type:Bank\nD05/13/2024\nT-120.50\n^\n": FOR_OTHERS,
        b":20:STARTUMS\n:25:DE00/0\n": FOR_OTHERS,
        b"\x00\x01" * 50: "This is not a text file. Save the sheet as .xlsx",
        bytes(number * number * 7 % 251 for number in range(5000)): "This is not a text file.",
        "Date,What\n".encode("utf-16-le"): "There are no expenses in this file.",
        HEAD.encode(): "There are no expenses in this file.",
        b"We met, and it was good.\nMany came.\n": "No line with the names of the columns was found.",
    }
    found = {data: read(data) for data in files}
    assert [one.refusal for data, one in found.items() if not one.refusal.startswith(files[data])] == []
    assert [finding for finding in found.values() if finding.expenses or finding.layout] == []


def test_a_file_that_is_too_large_is_refused() -> None:
    refusal = read(b"a" * (sheet.MAX_BYTES + 1)).refusal
    assert refusal.startswith("This file is larger than 64 MB.")


def test_too_many_lines_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (read_module, sheet):
        monkeypatch.setattr(module, "MAX_ROWS", 3)
    monkeypatch.setattr(sheet, "MAX_LINES_ABOVE", 1)
    assert len(read(HEAD + "2025-01-01,a,5\n" * 3 + ",,\n" * 9).expenses) == 3
    assert "more than 3 lines" in read(HEAD + "2025-01-01,a,5\n" * 4).refusal


def test_empty_lines_without_end_are_not_read_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "_MAX_LINES", 10)
    assert read_records(HEAD + "\n" * 20, ",").too_many


# --- separators and quotation marks -------------------------------------------------------------------------


@each_case("separator", [",", ";", "\t", "|"])
def test_every_separator_is_found_and_may_be_in_quotation_marks(separator: str) -> None:
    lines = [["Date", "What", "Amount"], ["2025-01-01", f'"Bus{separator} ""A"""', "5"]]
    text = "\n".join(separator.join(line) for line in lines)
    assert read(text).expenses[0].what.replace(" ", "") == f'Bus{separator}"A"'.replace("\t", "")


def test_the_first_line_may_name_the_separator() -> None:
    assert amounts('sep=;\nDate;What;Amount\n2025-01-01;a,b,c;"1,5"\n') == ["1.5 KZT"]
    assert amounts('"sep=|"\nDate|Amount\n2025-01-01|5\n') == ["5 KZT"]
    assert amounts("sep=;\nDate,Amount\n2025-01-01,5\n") == ["5 KZT"]


@each_case("end", ["\n", "\r\n", "\r"])
def test_lines_end_in_any_way_and_are_counted_from_1(end: str) -> None:
    found = read(f'Date,What,Amount{end}{end}2025-01-01,"two{end}lines",5{end}x,Tea,6')
    assert found.lines == (3, 5)
    assert found.expenses[0].what == "two lines"
    assert [(problem.line, problem.column) for problem in found.problems] == [(5, "date")]


@each_case(
    ("lines", "cells"),
    [
        (['a,"b,c'], ("a", "b", "c")),
        (['a,"b', 'x,"y",z'], ("a", "b")),
        (['a,"b', 'x "y,z'], ("a", "b")),
        (['"a,b,c"'], None),
        (['a,"b"c,d'], None),
        (['a, "b, c"'], None),
    ],
)
def test_an_unpaired_quotation_mark_affects_its_own_line_only(
    lines: list[str], cells: tuple[str, ...] | None
) -> None:
    read_back = read_records("\n".join([*lines, "last,line"]), ",")
    assert read_back.rows[-1] == Row(len(lines) + 1, ("last", "line"))
    assert [line for line, _ in read_back.faults][:1] == ([1] if cells else [])
    if cells:
        assert read_back.rows[0].cells == cells


def test_many_faults_still_end() -> None:
    read_back = read_records('a,"b\n' * 500, ",")
    assert len(read_back.rows) == len(read_back.faults) == 500


def test_an_endless_line_is_cut_and_noted() -> None:
    text = f"{HEAD}2025-01-01,{'x' * 1_100_000},5\n2025-01-02,b,6\n"
    assert amounts(text)[-1] == "6 KZT"
    assert any("longer than 1,000,000 characters" in item.message for item in read(text).problems)


def test_a_very_long_cell_is_not_blamed_on_quotation_marks() -> None:
    found = read(f"What,Amount\n{'x' * 200_000},5\n")
    assert [str(expense.amount) for expense in found.expenses] == ["5 KZT"]
    assert not [problem for problem in found.problems if "quotation" in problem.message]
