from __future__ import annotations

from decimal import Decimal

import pytest

from reportwizard.drafts.format.document import MAX_DEPTH, MAX_MARKS, read_document, read_header, saved_at_of
from reportwizard.errors import DraftError
from reportwizard.files import LIMIT
from support.cases import each_case


def refusal(data: bytes) -> DraftError:
    with pytest.raises(DraftError) as refused:
        read_document(data, "camp")
    return refused.value


def test_tables_are_read_as_they_are_and_numbers_exactly() -> None:
    assert read_document(b'a = 1.10\n[b]\nc = "x"\n', "camp") == {"a": Decimal("1.10"), "b": {"c": "x"}}


def test_what_a_windows_editor_adds_is_accepted() -> None:
    assert read_document(b'\xef\xbb\xbfa = """\r\none\r\ntwo"""\r\n', "camp") == {"a": "one\ntwo"}


@each_case(
    ("data", "line"),
    [
        (b'schema = 1\n\nthis is not a line\n"x" = 1\n', 3),
        (b"schema = 1\n<<<<<<< HEAD\nit's = 2\n", 2),
        (b'schema = 1\nform = "x\n[answers]\n', 2),
        (b'schema = 1\ntext = """\none\ntwo\n', 2),
        (b'a = "\xff"\n', 1),
        (b'a = 1\nb = "\xd0"\n', 2),
        (b"a = 1\na = 2\n", 2),
        (b"a = [1,\n2,\n", 2),
        (b"a = 1\nb = 2023-13-45\n", 2),
        (b"\0" * 10 + b"x", 1),
    ],
)
def test_an_error_names_its_line(data: bytes, line: int) -> None:
    error = refusal(data)
    assert error.message.startswith(f"camp, line {line}: ")
    assert error.hint.startswith("Nothing was changed.")


@each_case("data", [b"", b"\n \n", b"\0" * 4096])
def test_an_empty_file_is_called_empty(data: bytes) -> None:
    assert "empty" in refusal(data).message


@each_case(
    "data",
    [
        b"a = " + b"[" * 100_000,
        b"a = " + b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1),
        b"a = " + b"{a=" * 100_000,
        b"a." * 100_000 + b"a = 1",
        b'"a".' * 100_000 + b"a = 1",
        b"[" + b"a ." * 100_000 + b"a]",
        b"a = [" + b"1," * MAX_MARKS + b"]",
        b"#\n" * (MAX_MARKS + 1),
        b"x" * (LIMIT + 1),
    ],
)
def test_a_file_that_is_far_too_large_is_refused(data: bytes) -> None:
    message = refusal(data).message
    assert "far more than a report can" in message or "larger than 20 MB" in message


def test_an_endless_number_is_refused() -> None:
    assert "too long" in refusal(b"a = " + b"1" * 5000).message


def test_a_text_may_contain_any_number_of_brackets_and_dots() -> None:
    marks = "[" * 1000 + "." * 1000 + "=" * 1000 + "{" * 1000
    lines = [
        f"a = '''\n{marks}\n'it's'''''",
        f'b = """\n{marks}\n\\"\\"\\" "x" """""',
        f'c = "{marks}\\"[" # {marks}\'"',
    ]
    document = read_document("\n".join(lines).encode(), "camp")
    assert document == {"a": f"{marks}\n'it's''", "b": f'{marks}\n""" "x" ""', "c": f'{marks}"['}


def test_the_header_is_read_from_the_first_bytes_alone() -> None:
    head = b'schema = 1\nform = "x"\n\n[answers]\ntext = "cut in the mid'
    assert read_header(head) == {"schema": 1, "form": "x"}


@each_case(
    "head",
    [b"schema = 1\n", b'a = """\n[x\n', b"\xff\n[answers]", b"a = 1e\n[answers]", b"a = " + b"1" * 4000],
)
def test_an_incomplete_header_is_not_read(head: bytes) -> None:
    assert read_header(head) is None


@each_case("place", [b"n = %s", b"a = [[1, {b = %s}]]", b"[t]\nn = %s"])
def test_a_number_that_could_not_be_written_again_is_refused(place: bytes) -> None:
    assert "too long" in str(refusal(place % (b"0x" + b"f" * 6000)))
    assert read_header(b"n = 0x" + b"f" * 6000 + b"\n[answers]\n") is None


@each_case("text", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_a_time_that_other_time_zones_do_not_have_is_ignored(text: str) -> None:
    header = read_header(f"saved_at = {text}\n[answers]\n".encode())
    assert header is not None
    assert saved_at_of(header) is None
