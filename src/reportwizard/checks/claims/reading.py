"""Claims in a text: a number and what it counts, such as “27 people”, and what the sentence says about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
_NAMING = ("label", "scale", "numbers")
_PUT_BETWEEN = re.compile(r"[ \u00a0]*[:：=–—(（][ \u00a0]*|[ \u00a0]+-[ \u00a0]+")
_STOP = re.compile(r"[ \u00a0]*(?:[,.;:)）、，。|]|\Z|\n)")
_COMMA = re.compile("[,;،؛，、；()（）]")
_OPENED = ("(", "（")
_CLAUSE = re.compile("[;:؛；：()（）]")
_IN_BRACKETS = re.compile(r"[ \u00a0]*[(（][^()（）\n]{1,40}[)）][ \u00a0]*")
_NEAR = 8
"""Words on each side of a claim in which it may be said that it counts only a part."""
_MOST_NUMBERS = 1000
"""A text with more numbers is a table; what comes after them is not read."""
_MOST_BETWEEN, _BEFORE, _AFTER = 3, 3, 2
_SCOPE = 5
"""Words on each side of a claim in which the project may be named that it counts for."""


class Claim(NamedTuple):
    """A number with its noun. `noun` is a list of nouns in the word lists; `values` what the number may mean.

    `start` and `end` are places in the text, as are those of `sentence`. `total`: the sentence says that the
    whole is meant. `part`: words near it say that only a part is meant, or a plan, or other people.
    `attended`: the sentence says that people came. `project`: what pages are counted for.
    """

    noun: str
    values: tuple[int, ...]
    start: int
    end: int
    sentence: tuple[int, int]
    total: bool
    part: bool
    attended: bool
    project: str = ""


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
    several = None
    for sentence, number in islice(_numbers(text), _MOST_NUMBERS):
        noun = _noun_after(sentence, number) or _noun_before(sentence, number)
        if noun and _counts(sentence, number, noun):
            if several is None:
                several = any("events" in categories_of(word) for word in set(map(fold, words_in(text))))
            if claim := _claim(sentence, number, noun, several=several):
                yield claim


def _numbers(text: str) -> Iterator[tuple[Sentence, _Number]]:
    for sentence in sentences(text):
        for place in range(len(sentence.tokens)):
            for number in _numbers_at(sentence, place):
                yield sentence, number


def _numbers_at(sentence: Sentence, place: int) -> Iterator[_Number]:
    """Yield the number that begins at a token; written out it may be one in several languages."""
    token = sentence.tokens[place]
    if token.values:
        yield _Number(token.values, place, place + 1)
    if "numbers" not in categories_of(token.word):
        return
    written: dict[tuple[int, int], set[str]] = {}
    for entry in sentence.entries(place):
        if entry.category == "numbers":
            value, last = _with_unit(sentence, entry, place)
            written.setdefault((value, last), set()).add(entry.language)
    for (value, last), languages in written.items():
        yield _Number((value,), place, last, frozenset(languages))


def _with_unit(sentence: Sentence, tens: Entry, place: int) -> tuple[int, int]:
    """Return a written number and where it ends: with the unit after it, as in “twenty-seven”.

    In Arabic the unit comes first: “seven and twenty”, where “and” is a part of the second word.
    """
    last = place + len(tens.words)
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
    place = _after_brackets(sentence, number.last)
    for _ in range(_MOST_BETWEEN + 1):
        noun = _noun_at(sentence, place, number.languages)
        if noun is None and any(entry.category == "other" for entry in sentence.entries(place)):
            return None
        if noun:
            # “4 orang panitia”: the second noun says who they are.
            following = _noun_at(sentence, noun.last, noun.languages) if sentence.joined(noun.last) else None
            return following or noun
        between = next((entry for entry in sentence.entries(place) if entry.category == "between"), None)
        if between is None:
            return None
        place += len(between.words)
        if not sentence.joined(place):
            return None
    return None


def _after_brackets(sentence: Sentence, place: int) -> int:
    """Return the token that follows a number, as in “27 (twenty-seven) people”; past the end for none."""
    if sentence.joined(place):
        return place
    number = sentence.tokens[place - 1]
    brackets = _IN_BRACKETS.match(sentence.text, number.end, sentence.end)
    if not brackets:
        return len(sentence.tokens)
    while place < len(sentence.tokens) and sentence.tokens[place].start < brackets.end():
        place += 1
    return place


def _noun_at(sentence: Sentence, place: int, languages: frozenset[str]) -> _Noun | None:
    if not 0 <= place < len(sentence.tokens):
        return None
    found = [
        entry
        for entry in sentence.entries(place)
        if entry.category in (*NOUNS, "other") and (not languages or entry.language in languages)
    ]
    if not found:
        return None
    longest = max(found, key=lambda entry: len(entry.words))
    if longest.category == "other":
        return None
    same = frozenset(entry.language for entry in found if entry.category == longest.category)
    return _Noun(longest.category, place, place + len(longest.words), same)


def _noun_before(sentence: Sentence, number: _Number) -> _Noun | None:
    """Return the noun that is before its number: “washiriki 27”, “Participants: 27”, “… was 27”."""
    for back in range(1, 5):
        noun = _noun_at(sentence, number.first - back, number.languages)
        if noun and noun.last <= number.first and _belongs(sentence, noun, number):
            return noun
    return None


def _belongs(sentence: Sentence, noun: _Noun, number: _Number) -> bool:
    """Whether a noun and a number after it belong together, by the grammar or by a mark between them."""
    languages = set(noun.languages)
    between = range(noun.last, number.first)
    behind = noun_first(languages) and sentence.joined(number.first)
    if behind and _only(sentence, between, ("between",), languages):
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
    counted = any(sentence.find(place, "counted", languages) for place in around)
    linking = _only(sentence, between, ("counted", "is", "between"), languages)
    return counted and linking and (marked or sentence.joined(number.first))


def _only(sentence: Sentence, places: range, categories: Iterable[str], languages: set[str]) -> bool:
    """Whether entries of some categories fill a stretch of the sentence without a rest."""
    place = places.start
    while place < places.stop:
        found = [entry for category in categories if (entry := sentence.find(place, category, languages))]
        if not found:
            return False
        place += max(len(entry.words) for entry in found)
    return place == places.stop


def _counts(sentence: Sentence, number: _Number, noun: _Noun) -> bool:
    """Whether a number is an exact count: no estimate, no range, no name such as “day 3”, no sum of money."""
    first, languages = number.first, set(noun.languages)
    start = sentence.tokens[first].start
    before = sentence.text[max(0, start - 3) : start]
    if before.endswith(_GLUED) or before.rstrip().endswith(_NO_COUNT):
        return False
    if sentence.joined(first) and any(sentence.find(first - 1, name, languages) for name in _NAMING):
        return False
    linked = first > 1 and any(sentence.find(first - 1, name, languages) for name in ("range", "link"))
    if linked and _is_number(sentence, first - 2, languages):
        return False
    return not _estimated(sentence, number, noun)


def _estimated(sentence: Sentence, number: _Number, noun: _Noun) -> bool:
    languages = set(noun.languages)
    for place in range(number.first - 1, number.first - 1 - _BEFORE, -1):
        if place >= 0 and (sentence.tokens[place].kind != "word" or _COMMA.search(sentence.gap(place + 1))):
            break
        if sentence.find(place, "about", languages):
            return True
    for place in _after(sentence, max(number.last, noun.last), _AFTER):
        about = sentence.find(place, "about", languages)
        # “45 people approx.”, “45 people or so came”; but in “45 articles about lakes” it is no estimate.
        # In “19 editors at least once” and “at least one edit” it belongs to what comes next.
        behind = place + len(about.words) if about else 0
        belongs = sentence.joined(behind) and (
            (about and len(about.words) == 1) or _is_number(sentence, behind, languages)
        )
        if about and not belongs:
            return True
    return False


def _is_number(sentence: Sentence, place: int, languages: set[str]) -> bool:
    if sentence.tokens[place].kind != "word":
        return True
    return any(sentence.find(place, name, languages) for name in ("numbers", "scale"))


def _after(sentence: Sentence, last: int, limit: int) -> Iterator[int]:
    """Yield the tokens after a claim, up to a comma or a number: there the next thing begins."""
    for place in range(last, min(last + limit, len(sentence.tokens))):
        if sentence.tokens[place].kind != "word" or _COMMA.search(sentence.gap(place)):
            return
        yield place


def _before(sentence: Sentence, first: int, limit: int) -> Iterator[int]:
    """Yield the tokens before a claim, nearest first, back to a number or to where its clause begins."""
    for place in range(first - 1, max(-1, first - 1 - limit), -1):
        gap = sentence.gap(place + 1)
        begins = _COMMA.search(gap) and any(
            entry.category == "clause" for entry in sentence.entries(place + 1)
        )
        if _CLAUSE.search(gap) or begins or sentence.tokens[place].kind == "number":
            return
        yield place


def _project(sentence: Sentence, first: int, last: int) -> str:
    """Return the project that is named inside a claim, after it, or before it."""
    before = list(_before(sentence, first, _SCOPE))
    if first and sentence.gap(first).strip() in _OPENED:
        before = [first - 1]
    around = (range(first, last), _after(sentence, last, _SCOPE), before)
    return next(
        (found for places in around if (found := project_in(sentence.words[at] for at in places))), ""
    )


def _claim(sentence: Sentence, number: _Number, noun: _Noun, *, several: bool) -> Claim | None:
    """Return what a number claims; None if it is about who registered, or what was planned."""
    first, last = min(number.first, noun.first), max(number.last, noun.last)
    languages = set(noun.languages)
    near = (*_before(sentence, first, _NEAR), *_after(sentence, last, _NEAR))
    if any(sentence.find(place, "intended", languages) for place in near):
        return None
    # Words for people narrow people alone, and the word for an event only where there were several.
    narrowing = ["part", *([] if noun.noun in PAGES else ["who"]), *(["event", "events"] if several else [])]
    part = any(sentence.find(place, category, languages) for place in near for category in narrowing)
    found = sentence.languages_of
    project = _project(sentence, first, last) if noun.noun in PAGES else ""
    told_alone = bool(project) and sentence.gap(first).strip() in _OPENED
    after = sentence.joined(last) and sentence.find(last, "after", languages) is not None
    return Claim(
        noun.noun,
        number.values,
        sentence.tokens[first].start,
        sentence.tokens[last - 1].end,
        (sentence.start, sentence.end),
        total=told_alone or bool(found.get("total", set()) & languages),
        part=part or (after and noun.noun != "users"),
        attended=bool(found.get("attended", set()) & languages),
        project=project,
    )
