"""What is repaired or reshaped once stays as it is, and no word of a text is lost."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from reportwizard.hand_in.unsafe_characters import describe_unsafe, make_plain
from reportwizard.hand_in.wiki_rendering import as_wiki_shows, changes, needs_reshaping, reshaped
from reportwizard.text import clean_text

LETTERS = "ab1 \t\n\n*#:;=-•–·\uf0b7“’\u00a0\u00ad\u200f🎉\ufe0f\u200dhttps://"
texts = st.one_of(st.text(LETTERS, max_size=60), st.text(max_size=40)).map(clean_text)


@given(texts)
@example("a 🎉\u00a0\n\t•\t• b")
def test_what_was_fixed_needs_no_second_fix(text: str) -> None:
    assert (describe_unsafe(make_plain(text)), make_plain(make_plain(text))) == ("", make_plain(text))
    letters = re.compile(r"[a-z0-9]")
    assert letters.findall(make_plain(text)) == letters.findall(text)


@given(texts)
def test_what_is_reshaped_once_keeps_its_shape_on_the_wiki(text: str) -> None:
    shape = reshaped(text)
    assert not needs_reshaping(shape)
    assert not any("run together" in one for one in changes(shape))
    words = re.compile(r"[a-z0-9]+", re.IGNORECASE)
    assert words.findall(shape) == words.findall(text)
    printed = [word.lower() for word in words.findall(as_wiki_shows(shape))]
    assert set(word.lower() for word in words.findall(text)) <= {*printed}
