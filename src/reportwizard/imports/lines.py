"""A copied page without what the wiki and the browser add to it; every word of the report stays."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from reportwizard.imports.wordings import plain_words
from reportwizard.text import clean_text

if TYPE_CHECKING:
    from reportwizard.imports.labels import PageLayout

# The wiki marks every section so: after its heading, alone on the next line, or before the text.
_MARK = r"\[edit(?: source)?(?: \| edit source)?\]"
_MARK_ALONE = re.compile(rf"\n(?:[ \t]*+\n)?[ \t]*+{_MARK}[ \t]*+(?=\n|\Z)", re.IGNORECASE)
_MARK_BEFORE = re.compile(rf"^[ \t]*+{_MARK}[ \t]*+", re.IGNORECASE | re.MULTILINE)
_MARK_AFTER = re.compile(rf"(?<=\S)[ \t]*+{_MARK}[ \t]*+$", re.IGNORECASE | re.MULTILINE)
# Without brackets it could be a word of the applicant's, unless the page prints it so under its own headings.
_BARE_MARK_ALONE = re.compile(r"\n(?:[ \t]*+\n)?[ \t]*+edit[ \t]*+(?=\n|\Z)", re.IGNORECASE)
_SEEN_AT_LEAST = 2

# What the wiki's foot says in any language: the page's address with its version, the licence, the day of the
# last edit and its time. How much each weighs, once in a foot; a menu and categories weigh 1 each time.
_SIGNS = (
    (2, re.compile(r"https?://\S+[?&]oldid=\d+|^Retrieved from [\"“«]?https?://[^\s/]+\.org/w(?:iki)?/\S+$")),
    (
        2,
        re.compile(
            r"^(?=[^\n]{40,500}$).*(?:Creative Commons|CC BY-SA).*\b[34]\.0\b|^Text is available under "
        ),
    ),
    (2, re.compile(r"^This page was last edited on \d[^\n]{0,60}$")),
    (1, re.compile(r"^(?=[^\n]{0,160}$)(?=.*\b(?:19|20|25)\d\d\b)(?=.*\b\d{1,2}[:.h]\d\d\b)")),
)
_MENU = len(_SIGNS) + 1
_ENOUGH = 3
_LONGEST_FOOT = 8000


def tidy_page(text: str, known: PageLayout) -> str:
    """Return a page as clean text, without section marks."""
    text = "\n" + clean_text(text)
    headings = _heading_lines(known)
    if any("\xa0" in match[1] for match in headings.finditer(text)):
        # Such a space inside the page's own headings was put there by what the text was copied from.
        text = text.replace("\xa0", " ")
    text = _MARK_AFTER.sub("", _MARK_BEFORE.sub("", _MARK_ALONE.sub("", text)))
    if any(_BARE_MARK_ALONE.match(text, match.end()) for match in headings.finditer(text)):
        text = _BARE_MARK_ALONE.sub("", text)
    # What is after at least two headings is their mark, in any language, or `==`.
    marks = Counter(behind for match in headings.finditer(text) if (behind := match[2].strip()))
    common, count = next(iter(marks.most_common(1)), ("", 0))
    mark = next((word for word in ("edit", "Edit") if marks[word]), common if count >= _SEEN_AT_LEAST else "")
    return headings.sub(lambda match: match[1] if match[2].strip() == mark else match[0], text)[1:]


@cache
def _heading_lines(known: PageLayout) -> re.Pattern[str]:
    """A line that is a heading of the form (1), and what is after it: often its section mark (2)."""
    titles = sorted(known.headings, key=len, reverse=True)
    either = "|".join(r"[\W_]{1,4}".join(map(re.escape, words)) for words in titles)
    return re.compile(rf"^([^\w\n]{{0,20}}(?:{either}))([^\n]{{0,60}})$", re.IGNORECASE | re.MULTILINE)


def unwrapped(text: str, width: int) -> str:
    """Undo the breaking of lines at a width: where the next word had no room, no line ends."""
    pieces: list[str] = []
    last = ""
    for line in text.split("\n"):
        word = line.split(" ", 1)[0]
        fits = len(last) + 1 + len(word) <= width
        pieces += ["\n" if not last.strip() or fits or not word or word[0] in "-*•|>=#" else " ", line]
        last = line
    return "".join(pieces[1:])


def width_of(text: str) -> int:
    """Return the length of the longest line that could have been broken."""
    return max((len(line) for line in text.split("\n") if " " in line.strip()), default=0)


def without_foot(text: str) -> tuple[str, tuple[str, ...]]:
    """Return what is below the last question without the wiki's foot, and the lines of others in that.

    The foot is the first run of lines that only a wiki prints, with its licence, address or last edit in it.
    """
    above, text = text[:-_LONGEST_FOOT], text[-_LONGEST_FOOT:]
    lines = text.split("\n")
    filled = [at for at, line in enumerate(lines) if line.strip()]
    shown = [lines[at].strip(" \t•") for at in filled]
    start = 0
    for is_foot, group in groupby(map(_foot_kind, shown), bool):
        run = Counter(group)
        signs = sum(_SIGNS[kind - 1][0] for kind in run if 0 < kind <= len(_SIGNS))
        if is_foot and run.total() > 1 and signs and signs + run[_MENU] >= _ENOUGH:
            others = tuple(line for line in shown[start:] if not _foot_kind(line))
            return above + "\n".join(lines[: filled[start]]), others
        start += run.total()
    return above + text, ()


def _foot_kind(line: str) -> int:
    """Which of the signs of a foot a line is wholly, from 1; 0 if it is none."""
    sign = next((at for at, (_, sign) in enumerate(_SIGNS, 1) if sign.search(line)), 0)
    label, mark, _ = line.partition(":")
    menu = _words(line) in _wiki_words("foot") or (mark and _words(label) in _wiki_words("categories"))
    return sign or (_MENU if menu else 0)


def is_furniture(line: str, known: PageLayout) -> bool:
    """Whether a line above the report is the wiki's or the browser's, or the path to the page."""
    words = plain_words(line)
    paths = (plain_words(page)[: len(words)] for page in known.page.pages)
    return _words(line) in _wiki_words("head") or (line[:1] in "<‹" and words in paths)


def _words(line: str) -> str:
    return " ".join(plain_words(line))


@cache
def _wiki_words(place: str) -> frozenset[str]:
    data = tomllib.loads(Path(__file__).with_name("wiki_words.toml").read_text(encoding="utf-8"))
    return frozenset(map(_words, data[place]))
