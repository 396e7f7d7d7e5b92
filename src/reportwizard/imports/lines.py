"""Remove what the wiki and the browser add to a copied page; every word of the report stays."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from reportwizard.imports.wordings import plain_words
from reportwizard.text import clean_text

if TYPE_CHECKING:
    from reportwizard.imports.labels import PageLayout

# The wiki's mark of a section: after its heading, alone on the next line, or before the text.
_MARK = r"\[edit(?: source)?(?: \| edit source)?\]"
_MARK_ALONE = re.compile(rf"\n(?:[ \t]*+\n)?[ \t]*+{_MARK}[ \t]*+(?=\n|\Z)", re.IGNORECASE)
_MARK_BEFORE = re.compile(rf"^[ \t]*+{_MARK}[ \t]*+", re.IGNORECASE | re.MULTILINE)
_MARK_AFTER = re.compile(rf"(?<=\S)[ \t]*+{_MARK}[ \t]*+$", re.IGNORECASE | re.MULTILINE)
# Without brackets it could be the applicant's word, unless the page prints it under its own headings.
_BARE_MARK_ALONE = re.compile(r"\n(?:[ \t]*+\n)?[ \t]*+edit[ \t]*+(?=\n|\Z)", re.IGNORECASE)
_MIN_MARKS = 2

# Lines of the wiki's foot in any language, with their weights: the page's address with its version, the
# licence, the day of the last edit and its time. Each counts once; a menu and categories count 1 each time.
_FOOT_SIGNS = (
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
_MENU = len(_FOOT_SIGNS) + 1
_MIN_FOOT_WEIGHT = 3
_MAX_FOOT = 8000


def tidy_page(text: str, layout: PageLayout) -> str:
    """Return a page as clean text, without section marks."""
    text = clean_text(text)
    while text.strip() and not re.search(r"^(?!>|[^\S\n]*$)", text, re.MULTILINE):
        # A mail program quoted the whole page.
        text = re.sub(r"^> ?", "", text, flags=re.MULTILINE)
    text = "\n" + text
    headings = _heading_lines(layout)
    if any("\xa0" in match[1] for match in headings.finditer(text)):
        # The program that the text was copied from put such spaces into the page's own headings too.
        text = text.replace("\xa0", " ")
    text = _MARK_AFTER.sub("", _MARK_BEFORE.sub("", _MARK_ALONE.sub("", text)))
    bare = (match.end() for match in headings.finditer(text) if not match[2].strip())
    if any(_BARE_MARK_ALONE.match(text, end) for end in bare):
        text = _BARE_MARK_ALONE.sub("", text)
    # Text after at least two different headings is their section mark, in any language, or `==`.
    marked = {(plain_words(match[1]), match[2].strip()) for match in headings.finditer(text)}
    marks = Counter(rest for _, rest in marked if rest)
    common = [mark for mark, count in marks.most_common(1) if count >= _MIN_MARKS]
    mark = next((mark for mark in ("edit", "Edit", *common) if marks[mark]), "")
    return headings.sub(lambda match: match[1] if match[2].strip() == mark else match[0], text)[1:]


@cache
def _heading_lines(layout: PageLayout) -> re.Pattern[str]:
    """A heading of the form on a line (1), and the text after it: often its section mark (2)."""
    titles = sorted(layout.headings, key=len, reverse=True)
    either = "|".join(r"[\W_]{1,4}".join(map(re.escape, words)) for words in titles)
    return re.compile(rf"^([^\w\n]{{0,20}}(?:{either}))([^\n]{{0,60}})$", re.IGNORECASE | re.MULTILINE)


def unwrap(text: str, width: int) -> str:
    """Join lines that were wrapped at a width: those whose next word did not fit."""
    lines = text.split("\n")
    pieces = lines[:1]
    for previous, line in pairwise(lines):
        word = line.partition(" ")[0]
        fits = len(previous) + 1 + len(word) <= width
        pieces += ["\n" if not previous.strip() or fits or not word or word[0] in "-*•|>=#" else " ", line]
    return "".join(pieces)


def wrap_width(text: str) -> int:
    """Return the length of the longest line that could have been wrapped."""
    return max((len(line) for line in text.split("\n") if " " in line.strip()), default=0)


def split_foot(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text below the last question without the wiki's foot, and what else is in the foot.

    The foot is the first run of lines that only a wiki prints, with its licence, address or last edit.
    """
    above, text = text[:-_MAX_FOOT], text[-_MAX_FOOT:]
    lines = text.split("\n")
    filled = [at for at, line in enumerate(lines) if line.strip()]
    stripped = [lines[at].strip(" \t•") for at in filled]
    start = 0
    for is_foot, group in groupby(map(_foot_kind, stripped), bool):
        run = Counter(group)
        signs = sum(_FOOT_SIGNS[kind - 1][0] for kind in run if 0 < kind <= len(_FOOT_SIGNS))
        if is_foot and signs and signs + run[_MENU] >= _MIN_FOOT_WEIGHT:
            others = tuple(line for line in stripped[start:] if not _foot_kind(line))
            return above + "\n".join(lines[: filled[start]]), others
        start += run.total()
    return above + text, ()


def _foot_kind(line: str) -> int:
    """Return the number of the foot's sign that a line is, from 1; 0 if it is none."""
    sign = next((at for at, (_, sign) in enumerate(_FOOT_SIGNS, 1) if sign.search(line)), 0)
    menu = plain_words(line) in _wiki_words("foot") or is_category(line)
    return sign or (_MENU if menu else 0)


def is_category(text: str) -> bool:
    """Whether a text names a category of a page, in any language."""
    label, mark, _ = text.partition(":")
    return bool(mark) and plain_words(label) in _wiki_words("categories")


def is_navigation(line: str, layout: PageLayout) -> bool:
    """Whether a line above the report belongs to the wiki or the browser, or is the path to the page."""
    words = plain_words(line)
    paths = (plain_words(page)[: len(words)] for page in layout.page.pages)
    return words in _wiki_words("head") or (line[:1] in "<‹" and words in paths)


@cache
def _wiki_words(place: str) -> frozenset[tuple[str, ...]]:
    data = tomllib.loads(Path(__file__).with_name("wiki_words.toml").read_text(encoding="utf-8"))
    return frozenset(map(plain_words, data[place]))
