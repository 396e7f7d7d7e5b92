"""Pages of other programmes, told apart by their page name, title and header, as page files have them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from reportwizard.text import clean_text

if TYPE_CHECKING:
    from reportwizard.imports.labels import Published

_HEAD = 6000
_TOP_LINES = 6
_SIGNS = r"^[\s|•·*\-–—#='>]{0,20}"
_LEAD = rf"{_SIGNS}(?:https?://[^\s/]{{1,80}}/wiki/)?(?:edit)?(?:\d{{1,2}}[.)]\s{{0,3}})?"
_TALK = re.compile(rf"{_LEAD}Grants[ _]talk:", re.IGNORECASE | re.MULTILINE)
_FIRST_QUESTION = re.compile(
    r"^\W{0,20}(?:edit)?\W{0,5}(?:Part 1\b|1\.\s)[^\n]*", re.IGNORECASE | re.MULTILINE
)


def name_programme(text: str, known: Published) -> str | None:
    """Return what a grant page is, unless it is a final report of this form: `Conference Fund report`.

    Looks at what stands above the answer to the first question only: an answer may speak of another program.
    """
    head = clean_text(text[:_HEAD])
    first = _FIRST_QUESTION.search(head)
    head = head[: first.end()] if first else head
    top = "\n".join([line for line in head.split("\n") if line.strip()][:_TOP_LINES])
    if _TALK.search(top):
        return "discussion page of a grant"
    page = known.page
    variants = [(other.lines, other.name) for other in page.others if other.variant]
    if variant := _first(variants, head):
        return variant
    programme = _first(
        [(page.pages, page.programme), *((one.pages, one.name) for one in page.others)], top, end=""
    )
    programme = programme or _first(
        [(page.lines, page.programme), *((one.lines, one.name) for one in page.others)], head
    )
    if programme is None:
        return None
    stage = _first([(stage.lines, stage.name) for stage in page.stages], head) or "report"
    return None if (programme, stage) == (page.programme, "report") else f"{programme} {stage}"


def _first(signs: Sequence[tuple[tuple[str, ...], str]], head: str, *, end: str = r"\W*$") -> str | None:
    """Return the name of the first sign that a line of the text begins with, or consists of."""
    return next((name for lines, name in signs if lines and _pattern(lines, end).search(head)), None)


@cache
def _pattern(lines: tuple[str, ...], end: str) -> re.Pattern[str]:
    either = "|".join(_sign(line) for line in lines)
    return re.compile(rf"{_LEAD}(?:{either}){end}", re.IGNORECASE | re.MULTILINE)


def _sign(line: str) -> str:
    """A line as a pattern: `*` stands for any words, a blank for one that a page's address writes `_`."""
    return (
        re.escape(line)
        .replace(r"\*", r"[^\n]{0,300}")
        .replace(r"\ ", r"[\s_]{1,3}")
        .replace(":", r"\s{0,3}:\s{0,3}")
    )
