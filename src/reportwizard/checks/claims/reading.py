"""Claims in a text: a number and what it counts, such as “27 people”, and what the sentence says about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from itertools import islice
from typing import NamedTuple

from reportwizard.checks.claims.words import (
    AND,
    NOUNS,
    PAGES,
    Entry,
    Sentence,
    categories_of,
    fold,
    noun_first,
    project_in,
    sentences,
    words_in,
)

# In front of a number: not exact, money, or the number of something.
_NO_COUNT = tuple("±~≈∼<>≤≥$€£¥₸₽₴₹#№")
_GLUED = tuple("+-–—/=×*^_@.,:'’")
# Right before a number these make it a name, or a part of a larger number.
_BETWEEN = ("between", "new")
_NAMING = ("label", "scale", "numbers")
_PUT_BETWEEN = re.compile(r"[ \u00a0]*[:：=–—(（][ \u00a0]*|[ \u00a0]+-[ \u00a0]+")
_STOP = re.compile(r"[ \u00a0]*(?:[,.;:)）、，。|]|\Z|\n)")
_COMMAS = frozenset(",;،؛，、；()（）")
_OPENED = ("(", "（")
_CLAUSE_MARKS = frozenset(";:؛；：()（）")
_IN_BRACKETS = re.compile(r"[ \u00a0]*[(（][^()（）\n]{1,40}[)）][ \u00a0]*")
_NEAR = 8
"""Words on each side of a claim in which it may be said that it counts only a part."""
_MAX_NUMBERS = 1000
"""A text with more numbers is a table; what comes after them is not read."""
_MAX_BETWEEN, _BEFORE, _AFTER = 3, 3, 2
_SCOPE = 5
"""Words on each side of a claim in which the project may be named that it counts for."""


class Claim(NamedTuple):
    """A number with its noun. `noun` is a list of nouns in the word lists; `values` what the number may mean.

    `start` and `end` are places in the text. `total`: the sentence says that the whole is meant. `part`:
    words near it say that only a part is meant, a plan, or other people; `event`: they name one of several
    events. `attended`: people or participants came. `project`: what pages are counted for, and those made if
    they are `new`.
    """

    noun: str
    values: tuple[int, ...]
    start: int
    end: int
    total: bool
    part: bool
    event: bool
    attended: bool
    project: str = ""
    new: bool = False


class _Number(NamedTuple):
    """A number from `first` up to, but without, `last`; `languages` is empty if it is in digits."""

    values: tuple[int, ...]
    first: int
    last: int
    languages: frozenset[str] = frozenset()


class _Noun(NamedTuple):
    noun: str
    first: int
    last: int
    languages: frozenset[str]


def claims_in(text: str) -> Iterator[Claim]:
    """Yield the exact counts of people and pages in a text, in their order; it must hold no links."""
    several_events = None
    for sentence, number in islice(_numbers(text), _MAX_NUMBERS):
        noun = _noun_after(sentence, number) or _noun_before(sentence, number)
        if noun and _is_exact(sentence, number, noun):
            if several_events is None:
                several_events = any(
                    "events" in categories_of(word) for word in set(map(fold, words_in(text)))
                )
            if claim := _claim(sentence, number, noun, several_events=several_events):
                yield claim


def _numbers(text: str) -> Iterator[tuple[Sentence, _Number]]:
    """Yield the numbers of a text, each with its sentence; one in words may be several, by language."""
    for sentence in sentences(text):
        for index, token in enumerate(sentence.tokens):
            if token.values:
                yield sentence, _Number(token.values, index, index + 1)
            if "numbers" not in categories_of(token.word):
                continue
            written: dict[tuple[int, int], set[str]] = {}
            for entry in sentence.entries(index):
                if entry.category == "numbers":
                    written.setdefault(_with_unit(sentence, entry, index), set()).add(entry.language)
            for (value, last), languages in written.items():
                yield sentence, _Number((value,), index, last, frozenset(languages))


def _with_unit(sentence: Sentence, tens: Entry, index: int) -> tuple[int, int]:
    """Return a written number and where it ends: with the unit after it, as in “twenty-seven”.

    In Arabic the unit comes first: “seven and twenty”, where “and” is a part of the second word.
    """
    last = index + len(tens.words)
    languages = {tens.language}
    after = sentence.find(last, "numbers", languages)
    if after and tens.value < 10 <= after.value and sentence.words[last].startswith(AND):
        return tens.value + after.value, last + 1
    linked = last + bool(sentence.find(last, "link", languages))
    unit = sentence.find(linked, "numbers", languages)
    if unit and tens.value % 10 == 0 and 0 < unit.value < 10:
        return tens.value + unit.value, linked + len(unit.words)
    return tens.value, last


def _noun_after(sentence: Sentence, number: _Number) -> _Noun | None:
    """Return the noun right after a number; a few words that change nothing may be between."""
    index = _after_brackets(sentence, number.last)
    for _ in range(_MAX_BETWEEN + 1):
        noun = _noun_at(sentence, index, number.languages)
        if noun is None and any(entry.category == "other" for entry in sentence.entries(index)):
            return None
        if noun:
            # “4 orang panitia”: the second noun says who they are.
            following = _noun_at(sentence, noun.last, noun.languages) if sentence.joined(noun.last) else None
            return following or noun
        between = next((entry for entry in sentence.entries(index) if entry.category in _BETWEEN), None)
        if between is None:
            return None
        index += len(between.words)
        if not sentence.joined(index):
            return None
    return None


def _after_brackets(sentence: Sentence, index: int) -> int:
    """Return the token that follows a number, as in “27 (twenty-seven) people”; past the end for none."""
    if sentence.joined(index):
        return index
    number = sentence.tokens[index - 1]
    brackets = _IN_BRACKETS.match(sentence.text, number.end, sentence.end)
    if not brackets:
        return len(sentence.tokens)
    while index < len(sentence.tokens) and sentence.tokens[index].start < brackets.end():
        index += 1
    return index


def _noun_at(sentence: Sentence, index: int, languages: frozenset[str]) -> _Noun | None:
    if not 0 <= index < len(sentence.tokens):
        return None
    found = [
        entry
        for entry in sentence.entries(index)
        if entry.category in (*NOUNS, "other") and (not languages or entry.language in languages)
    ]
    if not found:
        return None
    longest = max(found, key=lambda entry: len(entry.words))
    if longest.category == "other":
        return None
    same = frozenset(entry.language for entry in found if entry.category == longest.category)
    return _Noun(longest.category, index, index + len(longest.words), same)


def _noun_before(sentence: Sentence, number: _Number) -> _Noun | None:
    """Return the noun that is before its number: “washiriki 27”, “Participants: 27”, “… was 27”."""
    for back in range(1, 5):
        noun = _noun_at(sentence, number.first - back, number.languages)
        if noun and noun.last <= number.first and _belong_together(sentence, noun, number):
            return noun
    return None


def _belong_together(sentence: Sentence, noun: _Noun, number: _Number) -> bool:
    """Whether a noun and a number after it belong together, by the grammar or by a mark between them."""
    languages = noun.languages
    between = range(noun.last, number.first)
    behind = noun_first(languages) and sentence.joined(number.first)
    if behind and _filled_by(sentence, between, _BETWEEN, languages):
        return True
    # In some languages “was” is after the number.
    was = sentence.find(number.last, "is", languages) if sentence.joined(number.last) else None
    last = number.last + (len(was.words) if was else 0)
    if not _STOP.match(sentence.text, sentence.tokens[last - 1].end):
        return False
    marked = bool(_PUT_BETWEEN.fullmatch(sentence.gap(number.first)))
    if noun.last == number.first and marked:
        return True
    around = [*range(noun.first - 3, noun.first), noun.last]
    counted = any(sentence.find(index, "counted", languages) for index in around)
    linking = _filled_by(sentence, between, ("counted", "is", "between"), languages)
    return counted and linking and (marked or sentence.joined(number.first))


def _filled_by(sentence: Sentence, indexes: range, categories: Iterable[str], languages: Set[str]) -> bool:
    """Whether entries of some categories fill a stretch of the sentence without a rest."""
    index = indexes.start
    while index < indexes.stop:
        found = [entry for category in categories if (entry := sentence.find(index, category, languages))]
        if not found:
            return False
        index += max(len(entry.words) for entry in found)
    return index == indexes.stop


def _is_exact(sentence: Sentence, number: _Number, noun: _Noun) -> bool:
    """Whether a number is an exact count: no estimate, no range, no name such as “day 3”, no sum of money."""
    first, languages = number.first, noun.languages
    start = sentence.tokens[first].start
    before = sentence.text[max(0, start - 3) : start]
    if before.endswith(_GLUED) or before.rstrip().endswith(_NO_COUNT):
        return False
    if sentence.joined(first) and any(sentence.find(first - 1, name, languages) for name in _NAMING):
        return False
    linked = first > 1 and any(sentence.find(first - 1, name, languages) for name in ("range", "link"))
    if linked and _is_number(sentence, first - 2, languages):
        return False
    for index in range(first - 1, max(-1, first - 1 - _BEFORE), -1):
        if sentence.tokens[index].kind != "word" or not _COMMAS.isdisjoint(sentence.gap(index + 1)):
            break
        if sentence.find(index, "about", languages):
            return False
    for index in _after(sentence, max(number.last, noun.last), _AFTER):
        # “45 people approx.”, “45 people or so came”; but in “45 articles about lakes” it is no estimate.
        # In “19 editors at least once” and “at least one edit” it belongs to what comes next.
        about = sentence.find(index, "about", languages)
        end = index + len(about.words) if about else 0
        if about and not (
            sentence.joined(end) and (len(about.words) == 1 or _is_number(sentence, end, languages))
        ):
            return False
    return True


def _is_number(sentence: Sentence, index: int, languages: Set[str]) -> bool:
    if sentence.tokens[index].kind != "word":
        return True
    return any(sentence.find(index, name, languages) for name in ("numbers", "scale"))


def _after(sentence: Sentence, last: int, limit: int) -> Iterator[int]:
    """Yield the tokens after a claim, up to a comma or a number: there the next thing begins."""
    for index in range(last, min(last + limit, len(sentence.tokens))):
        if sentence.tokens[index].kind != "word" or not _COMMAS.isdisjoint(sentence.gap(index)):
            return
        yield index


def _before(sentence: Sentence, first: int, limit: int) -> Iterator[int]:
    """Yield the tokens before a claim, nearest first, back to a number or to where its clause begins."""
    for index in range(first - 1, max(-1, first - 1 - limit), -1):
        gap = sentence.gap(index + 1)
        begins = not _COMMAS.isdisjoint(gap) and any(
            entry.category == "clause" for entry in sentence.entries(index + 1)
        )
        if begins or not _CLAUSE_MARKS.isdisjoint(gap) or sentence.tokens[index].kind == "number":
            return
        yield index


def _project(sentence: Sentence, first: int, last: int) -> str:
    """Return the project that is named inside a claim, after it, or before it."""
    before = list(_before(sentence, first, _SCOPE))
    if first and sentence.gap(first).strip() in _OPENED:
        before = [first - 1]
    around = (range(first, last), _after(sentence, last, _SCOPE), before)
    return next(
        (found for indexes in around if (found := project_in(sentence.words[at] for at in indexes))), ""
    )


def _claim(sentence: Sentence, number: _Number, noun: _Noun, *, several_events: bool) -> Claim | None:
    """Return what a number claims; None if it is about who registered, or what was planned."""
    first, last = min(number.first, noun.first), max(number.last, noun.last)
    languages = noun.languages
    near = (*_before(sentence, first, _NEAR), *_after(sentence, last, _NEAR))
    if any(sentence.find(index, "intended", languages) for index in near):
        return None

    def is_near(*categories: str) -> bool:
        return any(sentence.find(index, category, languages) for index in near for category in categories)

    found, in_pages = sentence.languages_of, noun.noun in PAGES
    is_new = any(sentence.find(index, "new", languages) for index in range(first - 1, last + 1))
    project = _project(sentence, first, last) if in_pages else ""
    is_bracketed = bool(project) and sentence.gap(first).strip() in _OPENED
    after = sentence.joined(last) and sentence.find(last, "after", languages) is not None
    return Claim(
        noun.noun,
        number.values,
        sentence.tokens[first].start,
        sentence.tokens[last - 1].end,
        total=is_bracketed or bool(found.get("total", set()) & languages),
        # Words for people narrow people alone, and the word for an event only where there were several.
        part=is_near("part", *([] if in_pages else ["who"]))
        or (after and noun.noun != "users")
        or (is_new and not in_pages),
        event=several_events and is_near("event", "events"),
        attended=noun.noun in ("people", "participants") and bool(found.get("attended", set()) & languages),
        project=project,
        new=is_new and noun.noun in ("articles", "pages"),
    )
