"""Find the wording of a form on a page.

A page is split into words, so that spaces, quotation marks, bullets and line breaks between them do not
matter. A question is found by its whole wording, never by its number alone: an answer may hold lines such as
`1. First …`, and may quote a question.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

# "edit" marks a section; a copy can glue it to the text that follows ("edit1. Describe …").
_WORD = re.compile(r"^edit(?=[A-Z0-9])|[^\W_]+", re.MULTILINE)
# What a line may have in front of wording: bullets, a section mark, table bars, marks for bold, a number.
_MARKS = r"[\s\u200b-\u200f|•·*#=_>'\-–—]*"
_DIGITS, _POINT = r"\d{1,2}(?:\.\d{1,2}){0,2}", r"(?:[.):：．、）]|\ufe0f?\u20e3)"
_NUMBERED = rf"(?:{_DIGITS}{_POINT}?|[^\W\d_]{{1,12}}[^\S\n]?{_DIGITS}{_POINT})"
_LEAD = re.compile(rf"{_MARKS}(?:\[?edit\]?)?{_MARKS}(?:{_NUMBERED}|[A-Z][.):])?{_MARKS}", re.IGNORECASE)
_NUMBER = re.compile(r"(?:^|(?<=\s))(?:\d{1,2}(?:\.\d{1,2}){0,2}|[A-Z])[.)]\s*$")
_REQUIRED = (
    r"[(\[](?:required|optional|obligatorio|obligatoria|opcional|obligatoire|facultatif|обязательно|необязательно"
    r"|wajib|opsional|lazima|hiari|مطلوب|اختياري|必填|可选)\.?[)\]]"
)
# The mark is on the line of the question, or has a line of its own.
_TAIL = re.compile(
    r"[.?:!…\"”’')\]*_]{0,7}"
    rf"(?:(?:[*_']|[^\S\n]){{0,8}}{_REQUIRED}|[\s*_']{{0,8}}{_REQUIRED}(?=[*_']{{0,5}}\s*(?:\n|$)))?"
    r"[*_']{0,5}:?[*_'\u200b-\u200f]{0,5}(?:[^\S\n]{1,3}\*(?=\s*(?:\n|$)))?",
    re.IGNORECASE,
)
_LINE_REST = re.compile(
    r"[^\S\n]*(?:edit\b|\[[^\]\n]{0,60}\])?[^\S\n|]*\|?[^\S\n]*(?=\n|$)|[^\S\n]*\[edit\]", re.IGNORECASE
)
_NEXT_CELL = re.compile(r"[^\S\n\t]*[\t|]")
_SENTENCE_END = re.compile(r"[.?!:…。？！؟]|\s*(?:\n|$|[(\[]required|[(\[]optional)", re.IGNORECASE)
_LOOKBEHIND = 40

AT_LINE_START, FUZZY, AFTER_ITS_NUMBER, IN_A_LINE = 4, 3, 2, 1
# A long question differs by a few words between the years; below this similarity it is another one.
_MIN_SIMILARITY = 0.8
_MIN_FUZZY_WORDS = 8
_FIRST_WORDS = 8
# A page has about forty questions: after this many similar lines, the text is no page.
_MAX_FUZZY_TRIES = 400


@dataclass(frozen=True, slots=True)
class Label:
    """Wording to look for.

    `key` is the id of a question or row, empty for a heading. `order` is its position on the page; only one
    of the labels with the same order is found. `number` is printed in front. An `inline` label may be in the
    middle of a line; only a section mark may follow a `whole_line` label. A `heading_row` is itself a part of
    the answer: the columns of its table; whole, it is the first cell of that row.
    """

    key: str
    words: tuple[str, ...]
    order: int
    number: str = ""
    inline: bool = False
    whole_line: bool = False
    heading_row: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a label is: from `start` to `end`, including its number and `(required)`."""

    label: Label
    start: int
    end: int
    weight: int


def find_places(page: Words, labels: Sequence[Label], *, fuzzy: bool = True) -> list[Place]:
    """Return the places of the labels on a page, in the page's order; each label at most once.

    An answer may quote a question: of several places, the one in the form's order is taken, best at the start
    of a line. `fuzzy` also finds wording that differs by a few words.
    """
    found = list(_exact_places(page, labels))
    if fuzzy:
        certain = [place for place in found if place.weight > IN_A_LINE]
        similar = list(_without_overlaps(_fuzzy_places(page, labels), certain))
        found = sorted([*_without_overlaps(found, similar), *similar], key=lambda place: place.start)
    chain = _heaviest_chain(found)
    known = {place.label.order for place in chain}
    for place in found:
        # A label outside the chain counts at its first place at the start of a line.
        if place.label.order not in known and place.weight == AT_LINE_START:
            known.add(place.label.order)
            chain.append(place)
    return sorted(chain, key=lambda place: place.start)


def _exact_places(page: Words, labels: Sequence[Label]) -> Iterator[Place]:
    by_word: dict[str, list[Label]] = {}
    for label in sorted(labels, key=lambda label: -len(label.words)):
        by_word.setdefault(label.words[0], []).append(label)
    end, words = 0, page.words
    for at in (at for at, word in enumerate(words) if word in by_word):
        found = (
            _place(page.text, label, page.starts[at], page.ends[at + len(label.words) - 1], AT_LINE_START)
            for label in by_word[words[at]]
            if at >= end and tuple(words[at : at + len(label.words)]) == label.words
        )
        if place := next(filter(None, found), None):
            end = at + len(place.label.words)
            yield place


def _place(text: str, label: Label, start: int, end: int, line_start_weight: int) -> Place | None:
    """Weigh a place by its position in its line; None if this label does not occur there."""
    before = text[max(0, start - _LOOKBEHIND) : start]
    line = before.rpartition("\n")[2]
    starts_line = ("\n" in before or start < _LOOKBEHIND) and _LEAD.fullmatch(line)
    number = _NUMBER.search(before)
    tail = _TAIL.match(text, end)
    end = tail.end() if tail else end
    if label.whole_line and not (_NEXT_CELL if label.heading_row else _LINE_REST).match(text, end):
        return None
    if starts_line:
        return Place(label, start - len(line), end, line_start_weight)
    if number and label.number and number[0].strip().rstrip(".)") == label.number:
        return Place(label, start - len(number[0]), end, AFTER_ITS_NUMBER)
    if label.inline:
        numbered = number and number[0][0].isdecimal()
        return Place(label, start - (len(number[0]) if number and numbered else 0), end, IN_A_LINE)
    return None


def _without_overlaps(places: Iterable[Place], others: Sequence[Place]) -> Iterator[Place]:
    """Yield the places that overlap none of the others, which are sorted."""
    starts = [place.start for place in others]
    for place in places:
        before = bisect_left(starts, place.end)
        if not before or others[before - 1].end <= place.start:
            yield place


def _fuzzy_places(page: Words, labels: Sequence[Label]) -> Iterator[Place]:
    """Find long wording that differs by a few words, at the start of a line."""
    by_start: dict[str, list[Label]] = {}
    for label in labels:
        if len(label.words) >= _MIN_FUZZY_WORDS:
            for word in dict.fromkeys(label.words[:3]):
                by_start.setdefault(word, []).append(label)
    tries = end = 0
    for at in _line_starts(page):
        if page.words[at] not in by_start:
            continue
        # Only labels that share at least half of their first words.
        first = set(page.words[at : at + _FIRST_WORDS])
        candidates = [
            label
            for label in by_start[page.words[at]]
            if len(first.intersection(label.words[:_FIRST_WORDS])) * 2 >= _FIRST_WORDS
        ]
        tries += len(candidates)
        matches = [match for label in candidates if (match := _fuzzy_place(page, label, at))]
        place = max(matches, key=lambda match: match[0])[1] if matches else None
        if place and place.start >= end:
            end = place.end
            yield place
        if tries > _MAX_FUZZY_TRIES:
            return


def _line_starts(page: Words) -> Iterator[int]:
    """Yield the index of the first word of each line, without numbers and section marks."""
    before = 0
    at_line_start = True
    for at, start in enumerate(page.starts):
        at_line_start = at_line_start or page.text.find("\n", before, start) >= 0
        before = page.ends[at]
        if at_line_start and not page.words[at].isdecimal() and page.words[at] != "edit":
            at_line_start = False
            yield at


def _fuzzy_place(page: Words, label: Label, at: int) -> tuple[float, Place] | None:
    """Return how similar the words at `at` are to a label, and their place; None if too little, or equal."""
    length = len(label.words)
    window = page.words[at : at + length + _FIRST_WORDS]
    ends = (
        count
        for count in range(int(length * _MIN_SIMILARITY), len(window) + 1)
        if _SENTENCE_END.match(page.text, page.ends[at + count - 1])
    )
    similarity, count = max(
        (
            (SequenceMatcher(None, label.words, window[:count], autojunk=False).ratio(), count)
            for count in ends
        ),
        default=(0, 0),
    )
    end = page.ends[at + count - 1]
    if not _MIN_SIMILARITY <= similarity < 1 or "\n\n" in page.text[page.starts[at] : end]:
        return None
    place = _place(page.text, label, page.starts[at], end, FUZZY)
    return (similarity, place) if place else None


def _heaviest_chain(places: Sequence[Place]) -> list[Place]:
    """Return the heaviest chain of places in which the form's order only rises, the last place first."""
    orders = sorted({place.label.order for place in places})
    rank = {order: number for number, order in enumerate(orders)}
    best: list[tuple[int, int]] = [(0, -1)] * len(orders)
    before: list[int] = []
    for number, place in enumerate(places):
        position = rank[place.label.order]
        weight, last = max(best[:position], key=lambda entry: entry[0], default=(0, -1))
        before.append(last)
        # Of a question, the first place is the form's own; a heading can be in a table of contents first.
        if weight + place.weight + (not place.label.key) > best[position][0]:
            best[position] = (weight + place.weight, number)
    at = max(best, key=lambda entry: entry[0], default=(0, -1))[1]
    chain: list[Place] = []
    while at >= 0:
        chain.append(places[at])
        at = before[at]
    return chain


def text_below(text: str, places: Sequence[Place]) -> Iterator[tuple[Label, str]]:
    """Yield the label of each place, and the text from there to the next one."""
    for place, following in zip_longest(places, places[1:]):
        start = place.start if place.label.heading_row else place.end
        yield place.label, text[start : following.start if following else len(text)]


def split_rows(text: str, labels: Sequence[Label]) -> tuple[str, list[tuple[str, str]]]:
    """Split a table's text at the names of its rows: the text above them, and (row id, text after it)."""
    places = find_places(tokenize(text), labels, fuzzy=False)
    rows = [(label.key, below) for label, below in text_below(text, places)]
    return text[: places[0].start] if places else text, rows


@dataclass(frozen=True, slots=True)
class Words:
    """The words of `text` in lower case, with the offsets of each start and end."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]


def tokenize(text: str) -> Words:
    """Split a text into its words."""
    matches = list(_WORD.finditer(text))
    words = [match[0].casefold() for match in matches]
    return Words(text, words, [match.start() for match in matches], [match.end() for match in matches])


def plain_words(text: str) -> tuple[str, ...]:
    """Return only the words of a text, in lower case."""
    return tuple(word.casefold() for word in _WORD.findall(text))


def text_after(text: str, words: tuple[str, ...]) -> str | None:
    """Return what follows `words` in a text; None if it does not start with them."""
    end = 0
    matches = _WORD.finditer(text)
    for word in words:
        match = next(matches, None)
        if match is None or match[0].casefold() != word:
            return None
        end = match.end()
    return text[end:]
