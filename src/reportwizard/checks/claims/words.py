"""The words around numbers of people and pages, in all languages of `data/claims/`, and how they are found.

A file there holds lists of words by category; docs/adding-a-check.md says what each is for. People mix
languages, so every language that has a noun in the text is looked for; a word only counts together with a
noun of its own language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import NamedTuple, TypeAlias

from reportwizard.checks.texts import data_file, data_names, items

PAGES = ("articles", "pages", "files", "items")
NOUNS = ("participants", "people", "editors", "users", "organizers", *PAGES)
"""What is counted: the lists of a language that hold nouns."""
CATEGORIES = (
    *NOUNS, "other", "between", "about", "range", "label", "part", "intended", "who", "event", "events",
    "clause", "after", "attended", "total", "counted", "is", "scale", "link", "numbers",
)  # fmt: skip

_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670"
# A class of all Chinese characters takes milliseconds to compile, in each pattern that holds it. So they are
# looked for only in a text that has some, and one character that is no letter stands in for each of them.
_FIRST_IDEOGRAPH, _STAND_IN = "\u3400", "\ue000"
_SCRIPTS = {"\u0400\u04ff": ("kk", "ru", "uk"), "\u0600\u06ff": ("ar",), f"{_FIRST_IDEOGRAPH}\u9fff": ("zh",)}
"""Languages whose lists are read only for a text with their letters, by the first and the last of these."""

WORD = rf"[^\W_](?:[^\W_]|[{_MARKS}]|['’ʼ](?=[\u0400-\u04ff]))*|{_STAND_IN}"
"""One word of a text as `stand_ins` gives it; an apostrophe inside a Cyrillic word belongs to it."""
_WORD = re.compile(WORD)
_ACCENTS = re.compile(f"[{_MARKS}]")
_SAME = str.maketrans({"ı": "i", "’": "'", "ʼ": "'", "\u0640": None})


def folded(text: str) -> str:
    """Return a text as it is compared: small letters, no accents, one form for each letter."""
    text = text.casefold()
    if text.isascii():
        return text
    return _ACCENTS.sub("", unicodedata.normalize("NFD", text.translate(_SAME)))


@lru_cache(20_000)
def fold(word: str) -> str:
    """Return one word as it is compared; the words of a report come again and again."""
    return folded(word)


class Entry(NamedTuple):
    """One entry of a list: its words, and whether the last of them may go on in any way."""

    words: tuple[str, ...]
    open_end: bool
    category: str
    language: str
    value: int = 0

    def matches(self, words: Sequence[str], at: int) -> bool:
        """Whether the entry stands at a place of a sentence; its first word is known to."""
        last = at + len(self.words) - 1
        if last == at:
            return True
        if last >= len(words) or any(words[at + place] != self.words[place] for place in range(1, last - at)):
            return False
        return words[last] == self.words[-1] or (self.open_end and words[last].startswith(self.words[-1]))


_Lines: TypeAlias = dict[str, list[tuple[str, str]]]


class Language(NamedTuple):
    """The lists of one language by the first word of each item; those of one word with an open end apart.

    Each item stands there as it is written, with its category: most are never asked for, and an entry takes
    time and room. `numbers` are the first words of written-out numbers. `noun_first`: a number stands
    behind what it counts.
    """

    name: str
    whole: _Lines
    begun: _Lines
    numbers: frozenset[str]
    noun_first: bool

    def at(self, word: str) -> Iterator[Entry]:
        """Give the entries whose first word is, or begins, this one."""
        for item, category in self.whole.get(word, ()):
            yield _entry(item, category, self.name)
        if word[0] == AND:
            found = (_entry(item, category, self.name) for item, category in self.whole.get(word[1:], ()))
            yield from (entry for entry in found if len(entry.words) == 1)
        for length in range(2, len(word) + 1) if len(word) < _LONGEST_WORD else ():
            for item, category in self.begun.get(word[:length], ()):
                yield _entry(item, category, self.name)


class Lexicon(NamedTuple):
    """The words of the languages that a text may be written in, by the language's code."""

    languages: dict[str, Language]

    def at(self, words: Sequence[str], place: int, close: Callable[[int], bool]) -> list[Entry]:
        """Return the entries that stand at a place, of each language and category the longest.

        `close` says of a word whether it stands close to the one before it, so that both may be one entry.
        """
        longest: dict[tuple[str, str], Entry] = {}
        for language in self.languages.values():
            for entry in language.at(words[place]):
                key = entry.language, _GROUPS.get(entry.category, entry.category)
                known = longest.get(key)
                if known and len(known.words) >= len(entry.words):
                    continue
                more = range(place + 1, place + len(entry.words))
                if entry.matches(words, place) and all(map(close, more)):
                    longest[key] = entry
        return list(longest.values())

    def estimates(self, word: str) -> bool:
        """Whether a folded word is one for numbers that are not exact, such as “approx”."""
        known = (language.whole.get(word, ()) for language in self.languages.values())
        return any(category == "about" for entries in known for _, category in entries)

    def counts(self, word: str) -> bool:
        """Whether a folded word begins a written-out number."""
        bare = word.removeprefix(AND)
        return any(word in one.numbers or bare in one.numbers for one in self.languages.values())

    def events(self, words: Set[str]) -> bool:
        """Whether some folded words tell of several events, such as “workshops” or “the second”."""
        whole, begun = zip(*map(_events, self.languages), strict=True)
        return any(word in one for word in words for one in whole) or any(
            word.startswith(begins) for begins in begun if begins for word in words
        )

    def noun_first(self, languages: Iterable[str]) -> bool:
        """Whether one of some languages puts a number behind what it counts."""
        return any(self.languages[language].noun_first for language in languages)


AND = "و"
"""In Arabic “and” is written as a part of the next word."""

_LONGEST_WORD = 30
_NEAR = 12
"""Words on each side of a number in which its noun stands, whatever is between."""
# Of a noun and a phrase that begins with it and means something else, only the longer counts.
_GROUPS = dict.fromkeys((*NOUNS, "other"), "noun")


def lexicon(text: str) -> Lexicon:
    """Return the words of those languages that have a noun near a number: elsewhere nothing is counted.

    So the lists of a language are only made ready for a report that needs them, and read only for a text that
    is written in its letters.
    """
    letters = set(text)
    scripts = tuple(one for one in _SCRIPTS if any(one[0] <= letter <= one[1] for letter in letters))
    whole, begun, numbers = _nouns(scripts)
    found: set[str] = set()
    for word in _near_numbers(list(map(fold, words_in(text))), numbers):
        for start in (word, word.removeprefix(AND)):
            found.update(whole.get(start, ()))
        for length in range(2, len(word) + 1) if len(word) < _LONGEST_WORD else ():
            found.update(begun.get(word[:length], ()))
    return Lexicon({name: _language(name) for name in sorted(found)})


def _near_numbers(words: list[str], numbers: set[str]) -> set[str]:
    near: set[str] = set()
    done = 0
    for place, word in enumerate(words):
        if word in numbers or word[0].isdecimal() or word.removeprefix(AND) in numbers:
            near.update(words[max(done, place - _NEAR) : place + _NEAR])
            done = place + _NEAR
    return near


@cache
def _nouns(scripts: tuple[str, ...]) -> tuple[dict[str, set[str]], dict[str, set[str]], set[str]]:
    """Return the first words of nouns with their languages, those with an open end apart; and of numbers.

    Languages of scripts that are not among `scripts` are left out; the Latin one is not named.
    """
    left_out = {name for script, names in _SCRIPTS.items() if script not in scripts for name in names}
    whole: dict[str, set[str]] = {}
    begun: dict[str, set[str]] = {}
    numbers: set[str] = set()
    for file in data_names("claims"):
        if file.removesuffix(".toml") in left_out:
            continue
        lists = data_file("claims", file)
        numbers.update(_first(item) for item in items(folded(lists["numbers"])))
        for item in items(folded(",".join(lists.get(noun, "") for noun in NOUNS))):
            place = begun if _is_open(item) else whole
            place.setdefault(_first(item), set()).add(file.removesuffix(".toml"))
    return whole, begun, numbers


@cache
def _language(name: str) -> Language:
    whole: _Lines = {}
    begun: _Lines = {}
    lists = data_file("claims", f"{name}.toml")
    for category in CATEGORIES:
        # A whole list is folded at once, which is much faster than word by word.
        for item in items(folded(lists.get(category, ""))):
            (begun if _is_open(item) else whole).setdefault(_first(item), []).append((item, category))
    numbers = frozenset(map(_first, items(folded(lists["numbers"]))))
    return Language(name, whole, begun, numbers, bool(lists.get("noun_first")))


def _is_open(item: str) -> bool:
    return item[-1] == "*" and item[:-1].isalpha()


def _first(item: str) -> str:
    """Return the first word of an item. Looking for words takes long, so plain letters are cut at a blank."""
    first = item.partition(" ")[0].rstrip("*")
    if item[0] >= _FIRST_IDEOGRAPH:
        return item[0]
    return first if first.isalpha() else words_in(item)[0]


@lru_cache(4096)
def _entry(item: str, category: str, language: str) -> Entry:
    value = 0
    if category == "numbers":
        item, _, number = item.rpartition(" ")
        value = int(number)
    return Entry(words_in(item), item[-1] == "*", category, language, value)


@cache
def _events(name: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the words of a language that tell of several events, and the beginnings of such words."""
    listed = items(folded(data_file("claims", f"{name}.toml").get("events", "")))
    begun = tuple(item.rstrip("*") for item in listed if _is_open(item))
    return frozenset(item for item in listed if not _is_open(item)), begun


def project_in(words: Iterable[str]) -> str:
    """Return the first Wikimedia project that one of some folded words names; empty for none."""
    begins = tuple(name for _, name in _projects())
    named = next((word for word in words if word.startswith(begins)), "")
    return next((project for project, name in _projects() if named.startswith(name)), "") if named else ""


@cache
def _projects() -> tuple[tuple[str, str], ...]:
    lists = data_file("projects.toml")
    return tuple((project, name) for project, names in lists.items() for name in items(folded(names)))


def words_in(text: str) -> tuple[str, ...]:
    """Return the words of a text; each Chinese character is one."""
    if (standing := stand_ins(text)) is text:
        return tuple(_WORD.findall(text))
    return tuple(text[found.start() : found.end()] for found in _WORD.finditer(standing))


def stand_ins(text: str) -> str:
    """Return a text of the same length in which `WORD` finds each Chinese character as a word."""
    if max(text, default="") < _FIRST_IDEOGRAPH:
        return text
    return _ideographs().sub(_STAND_IN, text)


@cache
def _ideographs() -> re.Pattern[str]:
    return re.compile("[\u3400-\u9fff\uf900-\ufaff]")


_GROUP = "[ \u00a0\u202f\u2009.,'’٬]"
_TOKEN = re.compile(
    # A number with groups of three digits, or without; never one that goes on as a date, a range, 3.5 or 3rd.
    rf"(?P<number>(?:\d{{1,3}}(?:{_GROUP}\d{{3}})+|\d+)(?![\d]|[.,:/×–-]\d|[^\W\d_]))"
    rf"|(?P<odd>\d+(?:[.,:/×–-]\d+)+)"
    rf"|(?P<word>{WORD})"
)
_END = re.compile(r"[!?。！？؟۔;；\n]+|\.(?=\s|$)")
_DIGIT = re.compile(r"\d")
_BLANK = re.compile("[ \t\u00a0\u202f\u2009\u200e\u200f\u061c]*")
_CLOSE = re.compile("[ \t\u00a0\u202f\u2009\u200e\u200f\u061c'’-]*")
_YEARS = range(1900, 2101)
_MOST_DIGITS = 9
_LONGEST = 2000
"""A longer sentence, such as a text without any stop, is cut at a blank."""


class Token(NamedTuple):
    """A word or a number, with its place in the text. `values` are what a number may mean, if it counts."""

    kind: str
    word: str
    start: int
    end: int
    values: tuple[int, ...] = ()


@dataclass(frozen=True)
class Sentence:
    """One sentence that holds a number. `start` and `end` are its place in `text`."""

    text: str
    start: int
    end: int
    tokens: tuple[Token, ...]
    lexicon: Lexicon
    _found: dict[int, list[Entry]] = field(default_factory=dict)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The folded words; a number stands as its digits."""
        return tuple(token.word for token in self.tokens)

    def entries(self, place: int) -> list[Entry]:
        """Return what the word lists say at a token; they are only asked where a number is near."""
        if place not in self._found:
            word = 0 <= place < len(self.tokens) and self.tokens[place].kind == "word"
            self._found[place] = self.lexicon.at(self.words, place, self._close) if word else []
        return self._found[place]

    @cached_property
    def languages_of(self) -> dict[str, set[str]]:
        """The languages that have a word of a category in the sentence, by category."""
        found: dict[str, set[str]] = {}
        for place in range(len(self.tokens)):
            for entry in self.entries(place):
                found.setdefault(entry.category, set()).add(entry.language)
        return found

    def gap(self, place: int) -> str:
        """Return what stands in front of a token, after the one before it; nothing past the last token."""
        if not 0 < place < len(self.tokens):
            return ""
        return self.text[self.tokens[place - 1].end : self.tokens[place].start]

    def _close(self, place: int) -> bool:
        return 0 < place < len(self.tokens) and bool(_CLOSE.fullmatch(self.gap(place)))

    def joined(self, place: int) -> bool:
        """Whether nothing but blanks stands between a token and the one before it."""
        return 0 < place < len(self.tokens) and bool(_BLANK.fullmatch(self.gap(place)))

    def has(self, place: int, category: str, languages: set[str]) -> Entry | None:
        """Return an entry of a category that stands at a token in one of some languages."""
        for entry in self.entries(place):
            if entry.category == category and entry.language in languages:
                return entry
        return None


def sentences(text: str, lexicon: Lexicon) -> Iterator[Sentence]:
    """Give the sentences of a text that hold a number, in digits or in words of some languages."""
    start = 0
    like = stand_ins(text)
    for end in (*_ends(text, lexicon), len(text)):
        for first, last in _pieces(text, start, end):
            if last > first and _has_number(text[first:last], lexicon):
                tokens = tuple(_token(found, text) for found in _TOKEN.finditer(like, first, last))
                yield Sentence(text, first, last, tokens, lexicon)
        start = end


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the places of a sentence; a very long one is cut at blanks."""
    while end - start > _LONGEST:
        blank = text.rfind(" ", start + 1, start + _LONGEST)
        cut = blank if blank > 0 else start + _LONGEST
        yield start, cut
        start = cut
    yield start, end


def _ends(text: str, lexicon: Lexicon) -> Iterator[int]:
    for found in _END.finditer(text):
        if found[0] != "." or not _abbreviates(text, found.start(), lexicon):
            yield found.end()


def _abbreviates(text: str, at: int, lexicon: Lexicon) -> bool:
    """Whether a stop ends a word such as “approx.”, which does not end the sentence."""
    before = text[max(0, at - 12) : at]
    words = words_in(before)
    return bool(words) and before.endswith(words[-1]) and lexicon.estimates(fold(words[-1]))


def _has_number(sentence: str, lexicon: Lexicon) -> bool:
    return bool(_DIGIT.search(sentence)) or any(lexicon.counts(fold(word)) for word in words_in(sentence))


def _token(found: re.Match[str], text: str) -> Token:
    kind, written = found.lastgroup or "odd", text[found.start() : found.end()]
    if kind != "number":
        return Token(kind, fold(written), found.start(), found.end())
    return Token(kind, written, found.start(), found.end(), _values(written))


def _values(written: str) -> tuple[int, ...]:
    """Return what a number may mean: where a blank parts it, two numbers. A year means nothing here."""
    digits = re.sub(r"\D", "", written)
    if len(digits) > _MOST_DIGITS or (written == digits and int(digits) in _YEARS):
        return ()
    last = written.split()[-1]
    return (int(digits), int(last)) if last != written and last.isdecimal() else (int(digits),)
