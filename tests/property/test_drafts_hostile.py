from __future__ import annotations

import contextlib

from hypothesis import given
from hypothesis import strategies as st

from reportwizard.drafts.format.decode import decode
from reportwizard.drafts.format.document import read_document, read_header
from reportwizard.drafts.format.encode import encode
from reportwizard.drafts.store.names import check_name, check_new_name, slug
from reportwizard.errors import DraftError
from support.drafts import NOW, a_draft

DRAFT = (
    a_draft(
        project_title="Camp",
        due_date="2027-01-02",
        surprises="Rain.",
        spent_local="1.234",
        people_metrics='{"editors": {"result": 2, "comments": "many"}}',
        other_metrics='[{"name": "Talks"}]',
    )
    + b'surprises2 = """\nOne.\nTwo \\" three.\n"""\n'
)


def refusal(data: bytes) -> str:
    """Why a file does not open, or nothing where it does; anything else that happens is an error."""
    read_header(data[:4096])
    try:
        report = decode(data, "camp")
    except DraftError as error:
        return error.message
    assert decode(encode(report, saved_at=NOW, app_version="0.1.0"), "camp") == report
    return ""


def opens_or_is_refused_in_words(data: bytes) -> bool:
    """Whether it opens."""
    words = refusal(data)
    assert not words or words.startswith("camp")
    return not words


def test_a_file_cut_anywhere_opens_or_is_refused() -> None:
    opened = [opens_or_is_refused_in_words(DRAFT[:length]) for length in range(len(DRAFT) + 1)]
    assert opened[-1]
    assert not opened[0]


@given(st.binary(max_size=200))
def test_any_bytes_open_or_are_refused(data: bytes) -> None:
    opens_or_is_refused_in_words(data)


@given(st.integers(0, len(DRAFT) - 1), st.binary(min_size=1, max_size=3))
def test_a_draft_with_wrong_bytes_opens_or_is_refused(at: int, wrong: bytes) -> None:
    opens_or_is_refused_in_words(DRAFT[:at] + wrong + DRAFT[at + len(wrong) :])


MARKS = st.sampled_from(
    ["[", "]", "{", "}", "a", ".", "=", ",", "\n", '"', "'", '"""', "'''", "#", "1", " ", "\\"]
)


@given(st.lists(MARKS, max_size=60).map("".join))
def test_any_marks_are_read_or_refused(text: str) -> None:
    with contextlib.suppress(DraftError):
        assert isinstance(read_document(text.encode(), "camp"), dict)


@given(st.text(st.characters(), max_size=80))
def test_any_title_gives_a_portable_name(title: str) -> None:
    name = slug(title)
    check_new_name(name)
    assert slug(name) == name


@given(st.text(st.characters(), max_size=20))
def test_a_name_that_is_taken_stays_in_its_folder(name: str) -> None:
    try:
        check_name(name)
    except DraftError:
        return
    assert not set(name) & set("/\\:\0")
    assert not name.startswith(".")
