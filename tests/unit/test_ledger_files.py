"""The bytes of a list: letters, separators, quotation marks, and files that are something else."""

from __future__ import annotations

import codecs

import pytest

from reportwizard.ledger import records as records_module
from reportwizard.ledger.encoding import MOST_BYTES, decode
from reportwizard.ledger.records import Record, read_records
from support.ledger import amounts, read

HEAD = "Date,What,Amount\n"
CYRILLIC = "Дата;Что;Сумма\n2025-01-01;Аренда зала;5\n"
FRENCH = "Date;Libellé;Montant\n2025-01-01;Goûter à côté;5\n"


@pytest.mark.parametrize("text", [CYRILLIC, FRENCH])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_known_encodings_are_read_without_a_word(text: str, encoding: str) -> None:
    found = read(text.encode(encoding))
    assert [expense.what for expense in found.expenses] == [text.split("\n")[1].split(";")[1]]
    assert (found.notes, found.problems) == ((), ())


def test_utf_16_in_the_other_order_is_read_too() -> None:
    assert decode(codecs.BOM_UTF16_BE + CYRILLIC.encode("utf-16-be")).text == CYRILLIC


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        (CYRILLIC, "cp1251", "Windows-1251"),
        ("Дата,Что,Сумма\n2025-01-01,Їжа для учасників,5\n", "cp1251", "Windows-1251"),
        (FRENCH, "cp1252", "Windows-1252"),
        ("Fecha,Qué,Importe\n2025-01-01,Café y té a 3 €,5\n", "cp1252", "Windows-1252"),
    ],
)
def test_older_encodings_are_guessed_and_said(text: str, encoding: str, name: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    [note] = decoded.notes
    assert name in note
    assert "guess" in note
    assert "line 1" in note or encoding != "cp1251"


def test_a_few_broken_letters_spoil_no_others() -> None:
    data = CYRILLIC.encode() + b"2025-01-02;\xff\xfe\xfa;6\n"
    found = read(data)
    assert found.expenses[0].what == "Аренда зала"
    assert amounts(data) == ["5 KZT", "6 KZT"]
    assert "line 3" in found.notes[0]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n,,,\n", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (b"PK\x03\x04" + b"x" * 50, "spreadsheet"),
        (b"\xd0\xcf\x11\xe0", "old Excel"),
        (b"%PDF-1.4", "PDF"),
        (b"\x89PNG\r\n", "picture"),
        (b"\x00\x01" * 50, "not a text file"),
        ("Date,What\n".encode("utf-16-le"), "no expenses in this file"),
        (b"Date,What,Amount\n", "no expenses in this file"),
    ],
)
def test_other_files_are_refused_each_with_its_own_words(data: bytes, words: str) -> None:
    found = read(data)
    assert words in found.refusal
    assert (found.expenses, found.layout) == ((), "")


def test_a_file_that_is_too_large_is_refused() -> None:
    assert "64 MB" in decode(b"a" * (MOST_BYTES + 1)).refusal


def test_too_many_lines_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportwizard.ledger.reading.MOST_ROWS", 3)
    monkeypatch.setattr("reportwizard.ledger.reading.MOST_LINES_ABOVE", 1)
    assert len(read(HEAD + "2025-01-01,a,5\n" * 3 + ",,\n" * 9).expenses) == 3
    assert "more than 3 lines" in read(HEAD + "2025-01-01,a,5\n" * 4).refusal


def test_empty_lines_without_end_are_not_read_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records_module, "_MOST_LINES", 10)
    assert read_records(HEAD + "\n" * 20, ",").too_many


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_every_separator_is_found_and_may_stand_in_quotation_marks(separator: str) -> None:
    lines = [["Date", "What", "Amount"], ["2025-01-01", f'"Bus{separator} ""A"""', "5"]]
    text = "\n".join(separator.join(line) for line in lines)
    assert read(text).expenses[0].what.replace(" ", "") == f'Bus{separator}"A"'.replace("\t", "")


def test_the_first_line_may_name_the_separator() -> None:
    assert amounts('sep=;\nDate;What;Amount\n2025-01-01;a,b,c;"1,5"\n') == ["1.5 KZT"]
    assert amounts('"sep=|"\nDate|Amount\n2025-01-01|5\n') == ["5 KZT"]
    assert amounts("sep=;\nDate,Amount\n2025-01-01,5\n") == ["5 KZT"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_in_any_way_and_are_counted_from_1(end: str) -> None:
    found = read(f'Date,What,Amount{end}{end}2025-01-01,"two{end}lines",5{end}x,Tea,6')
    assert found.lines == (3, 5)
    assert found.expenses[0].what == "two lines"
    assert [(one.line, one.column) for one in found.problems] == [(5, "date")]


@pytest.mark.parametrize(
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
def test_a_quotation_mark_without_partner_spoils_its_own_line_only(
    lines: list[str], cells: tuple[str, ...] | None
) -> None:
    read_back = read_records("\n".join([*lines, "last,line"]), ",")
    assert read_back.rows[-1] == Record(len(lines) + 1, ("last", "line"))
    assert [line for line, _ in read_back.faults][:1] == ([1] if cells else [])
    if cells:
        assert read_back.rows[0].cells == cells


def test_many_faults_still_end() -> None:
    read_back = read_records('a,"b\n' * 500, ",")
    assert len(read_back.rows) == len(read_back.faults) == 500


def test_a_line_without_end_is_cut_and_told() -> None:
    found = read(f"{HEAD}2025-01-01,{'x' * 1_100_000},5\n2025-01-02,b,6\n")
    assert amounts(f"{HEAD}2025-01-01,{'x' * 1_100_000},5\n2025-01-02,b,6\n")[-1] == "6 KZT"
    assert any("longer than 1,000,000 characters" in one.message for one in found.problems)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_read_without_its_mark(encoding: str) -> None:
    text = "Дата;Что;Сумма\n03.10.2023;Автобус;1 500,50\n"
    assert read(text.encode(encoding)).expenses == read(text).expenses != ()


def test_bytes_that_are_no_text_are_refused() -> None:
    data = bytes(number * number * 7 % 251 for number in range(5000))
    assert read(data).refusal.startswith("This is not a text file.")


def test_letters_that_were_guessed_are_named_where_no_headings_were_found() -> None:
    refusal = read("日付,内容,金額\n2023-10-03,バス,1500\n".encode("shift_jis")).refusal
    assert "No line with the names of the columns was found" in refusal
    assert "This file is not in UTF-8" in refusal


def test_a_cell_that_is_far_too_long_is_no_matter_of_quotation_marks() -> None:
    found = read(f"What,Amount\n{'x' * 200_000},5\n")
    assert [str(one.amount) for one in found.expenses] == ["5 KZT"]
    assert not [one for one in found.problems if "quotation" in one.message]
