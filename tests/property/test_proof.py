"""The proof finds what a portal did to any text, and only that."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reportwizard.hand_in.proof import Proof, compare, flatten, prove
from reportwizard.hand_in.wiki_rendering import as_wiki_shows, reshaped
from reportwizard.text import clean_text
from support.nasty import NASTY_LINES, complete_report
from support.portal import portal_page

LINES = st.lists(st.one_of(st.sampled_from(NASTY_LINES), st.text(max_size=60)), max_size=6)
TEXTS = LINES.map(lambda lines: clean_text("\n".join(lines)))
BLANKS = st.sampled_from([" ", "\u00a0", "  ", "\t", "\n", " \r\n ", "\u200b \u00ad"])
BOX = "surprises"


def proof(here: str, there: str) -> Proof:
    """What is said of one box of a portal's page in which another text stands."""
    report = complete_report().with_answer(BOX, here)
    return prove(report, portal_page(report, lambda id, text: there if id == BOX else text))


@settings(max_examples=20)
@given(TEXTS, TEXTS)
def test_any_text_is_proved_and_the_same_one_has_no_fault(text: str, other: str) -> None:
    assert proof(text, text).faults == ()
    result = proof(text, other)
    assert all(one.question.id == BOX and one.message for one in result.faults)
    if not result.faults and flatten(text).text:
        assert flatten(text).text in flatten(other).text


@settings(max_examples=15)
@given(TEXTS, BLANKS)
def test_blanks_are_no_fault(text: str, blank: str) -> None:
    assert proof(text, text.replace(" ", blank)).faults == ()


@given(TEXTS)
def test_the_shape_in_which_the_walk_copies_for_the_wiki_is_no_fault(text: str) -> None:
    mine = flatten(text).text
    assert flatten(reshaped(text)).text == mine
    if not any(line.startswith(("==", "#", ";", "*", ":")) for line in text.splitlines()):
        assert flatten(as_wiki_shows(reshaped(text))).text == mine


@given(st.text("abcdef ", min_size=30, max_size=300).map(str.strip), st.data())
def test_where_a_text_was_cut_is_found(text: str, data: st.DataObject) -> None:
    whole = flatten(text).text
    assume(len(whole) > 24)
    size = data.draw(st.integers(13, len(whole) - 1))  # a space at the end goes
    result = compare(flatten(text), flatten(whole[:size]))
    assert result
    assert (result.state, result.kept, result.lost_count) == (
        "cut",
        len(whole[:size].rstrip()),
        len(whole) - len(whole[:size].rstrip()),
    )


@given(TEXTS)
def test_a_flat_text_has_one_blank_for_each_gap(text: str) -> None:
    one = flatten(text)
    assert one.text == " ".join(one.text.split())
    assert [letter for letter in one.lines if letter.isalnum()] == [one for one in text if one.isalnum()]
