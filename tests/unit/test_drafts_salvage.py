"""A damaged draft: every answer that stands whole is loaded, and the rest is shown with its line."""

from __future__ import annotations

import contextlib
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportwizard.drafts.format.decode import decode
from reportwizard.drafts.format.encode import encode
from reportwizard.drafts.format.salvage import readable_text, salvage, with_broken
from reportwizard.errors import DraftError
from reportwizard.report.expense import Expense
from support.cases import each_case
from support.drafts import NOW, a_report

REPORT = replace(
    a_report(
        project_title="Camp [in the] hills",
        due_date="2027-01-02",
        activities_and_results='We walked.\n\nHe said: "budget = 3"\n[sic]\n# no remark\nEnd.',
        surprises="Rain.\nMuch rain.",
        sharing_plan="A wiki page.",
        spent_local="1.234",
        data_difficulties="no",
        people_metrics='{"participants": {"target": 30, "result": 32}, "editors": {"comments": "many"}}',
        other_metrics='[{"name": "Talks", "target": "3"}, {"name": "Walks"}]',
        fund_effects='{"belonging": "agree"}',
    ),
    ledger=(Expense(what="Bus"), Expense(what="Food", note="for 12")),
    unplaced=("A text that fits nowhere.",),
)
DRAFT = encode(REPORT, saved_at=NOW, app_version="0.1.0")
TEXT = DRAFT.decode()


def whole_before(length: int) -> dict[str, object]:
    """The answers of the longest beginning of the draft that opens by itself and ends with a whole line."""
    while length > 0:
        length = DRAFT.rfind(b"\n", 0, length) + 1
        try:
            return dict(decode(DRAFT[:length], "camp").answers)
        except DraftError:
            length -= 1
    return {}


def holds(found: object, whole: object) -> bool:
    """Whether `found` is at least `whole`: a table may have gained a row."""
    if isinstance(whole, dict) and isinstance(found, dict):
        return all(holds(found.get(key), value) for key, value in whole.items())
    if isinstance(whole, tuple) and isinstance(found, tuple):
        return all(holds(a, b) for a, b in zip(found, whole, strict=False)) and len(found) >= len(whole)
    return found == whole


def test_a_draft_cut_anywhere_keeps_every_intact_answer() -> None:
    expected: dict[str, object] = {}
    found_some = False
    for length in range(len(DRAFT) + 1):
        if DRAFT[length - 1 : length] == b"\n":
            expected = whole_before(length)
        try:
            salvaged = salvage(DRAFT[:length], "camp")
        except DraftError:
            assert not expected
            continue
        found_some = True
        for question_id, value in expected.items():
            assert holds(salvaged.report.answers.get(question_id), value), (length, question_id)
        # Not one character of what stands there is gone: it is an answer, or it is shown.
        if length < len(DRAFT) and salvaged.broken:
            assert DRAFT[:length].decode().rstrip().endswith(salvaged.broken[-1].text)
    assert found_some


def test_a_whole_draft_has_nothing_broken() -> None:
    salvaged = salvage(DRAFT, "camp")
    assert salvaged.broken == ()
    assert salvaged.report == REPORT
    assert with_broken(salvaged) == REPORT


def test_an_answer_without_its_end_is_shown_and_the_next_ones_are_read() -> None:
    broken = TEXT.replace('Much rain."""', "Much rain.")
    line = broken[: broken.index("surprises = ")].count("\n") + 1
    salvaged = salvage(broken.encode(), "camp")
    (stretch,) = salvaged.broken
    assert (stretch.line, stretch.last_line, stretch.answer_id) == (line, line + 2, "surprises")
    assert readable_text(stretch) == "Rain.\nMuch rain."
    assert salvaged.report == REPORT.with_answer("surprises", None)
    assert with_broken(salvaged).unplaced == (*REPORT.unplaced, "Rain.\nMuch rain.")


def test_an_end_that_is_lost_between_two_long_texts_does_not_swallow_the_second() -> None:
    broken = TEXT.replace('End."""', "End.")
    salvaged = salvage(broken.encode(), "camp")
    assert [stretch.answer_id for stretch in salvaged.broken] == ["activities_and_results"]
    assert salvaged.report == REPORT.with_answer("activities_and_results", None)
    assert "[sic]" in readable_text(salvaged.broken[0])


def test_a_text_that_looks_like_answers_is_left_alone_where_nothing_is_wrong_with_it() -> None:
    odd = REPORT.with_answer("activities_and_results", 'surprises = "x"\nsharing_plan = """\nand so on')
    data = encode(odd, saved_at=NOW, app_version="0.1.0")
    assert salvage(data + b"broken line\n", "camp").report == odd


@each_case(
    ("old", "new", "answer_id", "lost"),
    [
        ('sharing_plan = "A wiki page."', 'sharing_plan = "A wiki page.', "sharing_plan", ["sharing_plan"]),
        ("due_date = 2027-01-02", "due_date = 2027-13-02", "due_date", ["due_date"]),
        ("due_date = 2027-01-02", "due_date ~ 2027-01-02", "", ["due_date"]),
        ("[answers]\n", "[ans wers\n", "", []),
        ("[answers.fund_effects]", "[answers.fund_effects", "fund_effects", ["fund_effects"]),
        ('belonging = "agree"', 'belonging = "agree', "fund_effects", ["fund_effects"]),
        ("\nform = ", "\nform ", "", []),
        ("\nschema = 1", "\nschema = ", "", []),
    ],
)
def test_one_broken_line_costs_that_line_alone(old: str, new: str, answer_id: str, lost: list[str]) -> None:
    text = "\n" + TEXT
    assert old in text
    salvaged = salvage(text.replace(old, new).encode(), "camp")
    assert [stretch.answer_id for stretch in salvaged.broken] == [answer_id]
    assert salvaged.broken[0].line == text[: text.index(old)].count("\n") + 1 + old.startswith("\n")
    assert {*REPORT.answers} - {*salvaged.report.answers} == {*lost}


def test_bytes_that_are_no_text_cost_their_answer_alone() -> None:
    salvaged = salvage(DRAFT.replace(b"Much", b"M\xff\xfech"), "camp")
    assert [stretch.answer_id for stretch in salvaged.broken] == ["surprises"]
    assert "ch rain." in readable_text(salvaged.broken[0])
    assert salvaged.report == REPORT.with_answer("surprises", None)


def test_an_answer_that_is_there_twice_counts_once_and_the_other_is_shown() -> None:
    twice = TEXT.replace("[answers]\n", '[answers]\nsurprises = "First."\n')
    salvaged = salvage(twice.encode(), "camp")
    assert salvaged.report.answers["surprises"] == "First."
    assert [readable_text(stretch) for stretch in salvaged.broken] == ["Rain.\nMuch rain."]


def test_a_number_at_a_cut_end_is_not_believed() -> None:
    cut = TEXT[: TEXT.index("result = 32") + len("result = 3")]
    salvaged = salvage(cut.encode(), "camp")
    assert salvaged.report.answers["people_metrics"] == {"participants": {"target": 30}}
    assert [stretch.text for stretch in salvaged.broken] == ["result = 3"]


@each_case("data", [b"", b"\0" * 500, b"nothing of ours", b"[" * 10_000, b"a = 1\n" * 10])
def test_what_is_no_draft_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(DraftError, match="camp: nothing of a report can be read"):
        salvage(data, "camp")


def test_a_file_larger_than_any_draft_is_refused() -> None:
    with pytest.raises(DraftError, match="larger than 20 MB"):
        salvage(b"a" * (20 * 2**20 + 1), "camp")


@each_case(
    "filler",
    [
        "a = [\n",
        'a = """\n',
        "a = '''\n",
        "surprises = [1,\n",
        "[[expenses]]\n",
        "[answers]\n",
        '"\n',
        "{[\n",
        "x\n",
    ],
)
def test_a_large_hostile_file_is_read_in_bounded_time(filler: str) -> None:
    data = TEXT + filler * (100_000 // len(filler))
    assert salvage(data.encode(), "camp").report.title == "Camp [in the] hills"


def test_a_text_of_two_megabytes_without_an_end_is_shown_whole() -> None:
    text = "We walked along the river.\n" * 80_000
    data = f'{TEXT}\n[other]\nx = """{text}'
    (stretch,) = salvage(data.encode(), "camp").broken
    assert stretch.text.endswith(text.rstrip())


@given(st.integers(0, len(TEXT) - 1), st.text(max_size=6), st.integers(0, 40))
def test_damage_anywhere_never_raises_and_spoils_little(at: int, wrong: str, length: int) -> None:
    data = (TEXT[:at] + wrong + TEXT[at + length :]).encode(errors="replace")
    salvaged = salvage(data, "camp")
    again = decode(encode(with_broken(salvaged), saved_at=NOW, app_version="0.1.0"), "camp")
    assert len(again.answers) >= len(REPORT.answers) - 4
    for stretch in salvaged.broken:
        assert stretch.text.strip()
        assert 1 <= stretch.line <= stretch.last_line


@given(st.binary(max_size=200))
def test_any_bytes_are_salvaged_or_refused_in_words(data: bytes) -> None:
    with contextlib.suppress(DraftError):
        assert salvage(data, "camp").report.form.id == "rapid-fund-final"


def test_the_words_of_a_broken_stretch_can_be_copied_without_marks() -> None:
    assert (
        re.search("[\"'=]", readable_text(salvage(TEXT.encode() + b'surprises = "One', "camp").broken[0]))
        is None
    )


@each_case("line", ['answers = "We walked."', 'answers = ["We walked."]'])
def test_words_in_the_place_of_all_answers_are_shown(line: str) -> None:
    salvaged = salvage(f'schema = 1\nform = "rapid-fund-final"\n{line}\n'.encode(), "camp")
    assert [broken.text for broken in salvaged.broken] == [line]
    assert "We walked." in with_broken(salvaged).unplaced[0]


def test_answers_under_a_heading_of_rows_are_read() -> None:
    data = TEXT.replace("[answers]", "[[answers]]", 1).encode()
    assert salvage(data, "camp").report.answers == REPORT.answers
