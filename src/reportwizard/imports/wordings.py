"""Where the wording of a form is on a page, and which of several such places are the form's own.

A page is read as a sequence of words, so that wording is found whatever is between them: no-break spaces,
quotation marks, bullets and line breaks are no words. Questions are known by their whole wording, never by a
number alone: an answer may hold lines such as `1. First …`, and may quote a question.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

# "edit" is the mark of a section; copying can glue it to the front of what follows ("edit1. Describe …").
_WORD = re.compile(r"^edit(?=[A-Z0-9])|[^\W_]+", re.MULTILINE)
# What may be on a line in front of wording: bullets, a section mark, table bars, marks for bold, a number.
_SIGNS = r"[\s\u200b-\u200f|•·*#=_>'\-–—]*"
_LEAD = re.compile(
    rf"{_SIGNS}(?:\[?edit\]?)?{_SIGNS}(?:\d{{1,2}}(?:\.\d{{1,2}}){{0,2}}[.):]?|[A-Z][.):])?{_SIGNS}",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:^|(?<=\s))(?:\d{1,2}(?:\.\d{1,2}){0,2}|[A-Z])[.)]\s*$")
_TAIL = re.compile(
    r"[.?:!…\"”’')\]*_]{0,7}(?:[\s*_']{0,8}[(\[](?:required|optional|obligatorio|obligatoria|opcional"
    r"|obligatoire|facultatif|обязательно|необязательно|wajib|opsional|lazima|hiari|مطلوب|اختياري|必填|可选)[)\]])?"
    r"[*_']{0,5}:?[*_']{0,5}",
    re.IGNORECASE,
)
_REST = re.compile(
    r"[^\S\n]*(?:edit\b|\[[^\]\n]{0,60}\])?[^\S\n|]*\|?[^\S\n]*(?=\n|$)|[^\S\n]*\[edit\]", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.?!:…。？！؟]|\s*(?:\n|$|[(\[]required|[(\[]optional)", re.IGNORECASE)
_REACH = 40

AT_LINE_START, NEARLY, AFTER_ITS_NUMBER, IN_A_LINE = 4, 3, 2, 1
# A few words of a long question may differ between the years; below this share it is another question.
_LIKENESS = 0.8
_LONG_ENOUGH = 8
_FIRST_WORDS = 8
# A page has some forty questions: after this many lines that look like one, the text is no page.
_MOST_TRIES = 400


@dataclass(frozen=True, slots=True)
class Label:
    """Wording to look for.

    `key` is the id of a question or row; empty for a heading. `order` is where it comes on the page: of two
    labels with the same order only one is looked for. `number` is printed in front. `inline`: it may stand
    in the middle of a line, after the text before it. `whole_line`: nothing but a section mark follows it.
    """

    key: str
    words: tuple[str, ...]
    order: int
    number: str = ""
    inline: bool = False
    whole_line: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Wording found: `start` to `end` are its offsets, with its number in front and `(required)` behind."""

    label: Label
    start: int
    end: int
    weight: int


def find_places(page: Words, labels: Sequence[Label], *, fuzzy: bool = True) -> list[Place]:
    """Return the places of the labels on a page, in the page's order; each label at most once.

    Where a label is more than once (an answer may quote a question), the places are taken that keep the
    form's order, those at the start of a line before others. `fuzzy` also finds wording of which a few words
    differ.
    """
    found = list(_exact(page, labels))
    if fuzzy:
        own_lines = [place for place in found if place.weight > IN_A_LINE]
        alike = list(_apart(_nearly(page, labels), own_lines))
        found = sorted([*_apart(found, alike), *alike], key=lambda place: place.start)
    chain = _in_order(found)
    known = {place.label.order for place in chain}
    for place in found:
        # A label that the order left out counts where it first is alone at a line's start.
        if place.label.order not in known and place.weight == AT_LINE_START:
            known.add(place.label.order)
            chain.append(place)
    return sorted(chain, key=lambda place: place.start)


def _exact(page: Words, labels: Sequence[Label]) -> Iterator[Place]:
    by_word: dict[str, list[Label]] = {}
    for label in sorted(labels, key=lambda label: -len(label.words)):
        by_word.setdefault(label.words[0], []).append(label)
    at, words = 0, page.words
    while at < len(words):
        found = (
            _place(page.text, one, page.starts[at], page.ends[at + len(one.words) - 1], AT_LINE_START)
            for one in by_word.get(words[at], ())
            if tuple(words[at : at + len(one.words)]) == one.words
        )
        place = next(filter(None, found), None)
        at += len(place.label.words) if place else 1
        if place:
            yield place


def _place(text: str, label: Label, start: int, end: int, at_line_start: int) -> Place | None:
    """Weigh a place by where on its line it stands; None if this label does not stand so."""
    before = text[max(0, start - _REACH) : start]
    line = before.rpartition("\n")[2]
    starts_line = ("\n" in before or start < _REACH) and _LEAD.fullmatch(line)
    number = _NUMBER.search(before)
    end = _end(text, end)
    if label.whole_line and not _REST.match(text, end):
        return None
    if starts_line:
        return Place(label, start - len(line), end, at_line_start)
    if number and label.number and number[0].strip().rstrip(".)") == label.number:
        return Place(label, start - len(number[0]), end, AFTER_ITS_NUMBER)
    if label.inline:
        numbered = number and number[0][0].isdecimal()
        return Place(label, start - (len(number[0]) if number and numbered else 0), end, IN_A_LINE)
    return None


def _end(text: str, end: int) -> int:
    tail = _TAIL.match(text, end)
    return tail.end() if tail else end


def _apart(places: Iterable[Place], others: Sequence[Place]) -> Iterator[Place]:
    """Give the places that overlap none of the others, which are in order."""
    starts = [place.start for place in others]
    for place in places:
        before = bisect_left(starts, place.end)
        if not before or others[before - 1].end <= place.start:
            yield place


def _nearly(page: Words, labels: Sequence[Label]) -> Iterator[Place]:
    """Find long wording of which a few words differ, at the start of a line."""
    by_start: dict[str, list[Label]] = {}
    for label in labels:
        if len(label.words) >= _LONG_ENOUGH:
            for word in dict.fromkeys(label.words[:3]):
                by_start.setdefault(word, []).append(label)
    tries = end = 0
    for at in _line_starts(page):
        # They share at least half of their first words with what is here.
        here = set(page.words[at : at + _FIRST_WORDS])
        likely_ones = by_start.get(page.words[at], ())
        alike = [
            one for one in likely_ones if len(here.intersection(one.words[:_FIRST_WORDS])) * 2 >= _FIRST_WORDS
        ]
        tries += len(alike)
        likely = [found for label in alike if (found := _near_place(page, label, at))]
        place = max(likely, key=lambda found: found[0])[1] if likely else None
        if place and place.start >= end:
            end = place.end
            yield place
        if tries > _MOST_TRIES:
            return


def _line_starts(page: Words) -> Iterator[int]:
    """Give the index of the first word of each line, leaving out numbers and section marks."""
    before = 0
    fresh = True
    for at, start in enumerate(page.starts):
        fresh = fresh or page.text.find("\n", before, start) >= 0
        before = page.ends[at]
        if fresh and not page.words[at].isdecimal() and page.words[at] != "edit":
            fresh = False
            yield at


def _near_place(page: Words, label: Label, at: int) -> tuple[float, Place] | None:
    """Return how like a label the words at `at` are, and their place; None if they are not, or equal."""
    length = len(label.words)
    window = page.words[at : at + length + _FIRST_WORDS]
    ends = (
        count
        for count in range(int(length * _LIKENESS), len(window) + 1)
        if _SENTENCE_END.match(page.text, page.ends[at + count - 1])
    )
    likeness, count = max(
        (
            (SequenceMatcher(None, label.words, window[:count], autojunk=False).ratio(), count)
            for count in ends
        ),
        default=(0, 0),
    )
    end = page.ends[at + count - 1]
    if not _LIKENESS <= likeness < 1 or "\n\n" in page.text[page.starts[at] : end]:
        return None
    place = _place(page.text, label, page.starts[at], end, NEARLY)
    return (likeness, place) if place else None


def _in_order(places: Sequence[Place]) -> list[Place]:
    """Return the heaviest choice of places in which the form's order only rises."""
    orders = sorted({place.label.order for place in places})
    rank = {order: number for number, order in enumerate(orders)}
    best: list[tuple[int, int]] = [(0, -1)] * len(orders)
    before: list[int] = []
    for number, place in enumerate(places):
        here = rank[place.label.order]
        weight, last = max(best[:here], key=lambda entry: entry[0], default=(0, -1))
        before.append(last)
        # A heading can be in a table of contents first; of a question, the first place is the form's own.
        if weight + place.weight + (not place.label.key) > best[here][0]:
            best[here] = (weight + place.weight, number)
    at = max(best, key=lambda entry: entry[0], default=(0, -1))[1]
    chain: list[Place] = []
    while at >= 0:
        chain.append(places[at])
        at = before[at]
    return chain[::-1]


def text_below(text: str, places: Sequence[Place]) -> Iterator[tuple[str, str]]:
    """Give (key of the label, text from there to the next place) for each place."""
    for place, following in zip_longest(places, places[1:]):
        yield place.label.key, text[place.end : following.start if following else len(text)]


def split_rows(text: str, labels: Sequence[Label]) -> tuple[str, list[tuple[str, str]]]:
    """Cut a piece of a page at the names of rows: the text above them, and (row's id, text after it)."""
    places = find_places(tokenize(text), labels, fuzzy=False)
    return text[: places[0].start] if places else text, list(text_below(text, places))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of `text` in lower case, with the offsets where each one starts and ends."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]


def tokenize(text: str) -> Words:
    """Split a text into its words."""
    found = list(_WORD.finditer(text))
    return Words(
        text,
        [match[0].casefold() for match in found],
        [match.start() for match in found],
        [match.end() for match in found],
    )


def plain_words(text: str) -> tuple[str, ...]:
    """Return only the words of a text, in lower case."""
    return tuple(word.casefold() for word in _WORD.findall(text))


def after_words(text: str, words: tuple[str, ...]) -> str | None:
    """Return what follows `words` in a text that starts with them; None if it does not start so."""
    end = 0
    matches = _WORD.finditer(text)
    for word in words:
        match = next(matches, None)
        if match is None or match[0].casefold() != word:
            return None
        end = match.end()
    return text[end:]
