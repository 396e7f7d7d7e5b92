"""A published page taken apart: its header, and the text below each question and heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reportwizard.imports.header import Header, read_header
from reportwizard.imports.lines import tidy_page, unwrapped, width_of, without_foot
from reportwizard.imports.wordings import (
    AT_LINE_START,
    IN_A_LINE,
    Label,
    Place,
    find_places,
    text_below,
    words_of,
)

if TYPE_CHECKING:
    from reportwizard.imports.labels import Published

_BARE_MARK = re.compile(r"\s*edit\b")
_ENOUGH_QUESTIONS = 3
# A mail program breaks lines at 72 columns or so; the long questions of a form are then all broken.
_WIDEST = 100
_LONG = 18
_TWICE = "This page stands twice in the text. The second copy was left out."
_NOTICE = "The notice of the wiki’s robot is no answer. It was left out."


@dataclass(frozen=True)
class Page:
    """A page in pieces: (question's id, text below it), with an empty id for headings.

    `generation` is the year whose layout the page has. `foot` are lines below it that are not the wiki's.
    `notes` say in words what was left out.
    """

    header: Header
    pieces: tuple[tuple[str, str], ...]
    places: tuple[Place, ...]
    generation: str
    foot: tuple[str, ...]
    notes: tuple[str, ...] = ()


def open_page(text: str, known: Published) -> Page:
    """Take a text apart as if it were such a page. Never raises; takes time in proportion to its length."""
    body = tidy_page(text, known)
    earlier = _earlier_generation(body, known)
    labels = known.labels(earlier)
    places = find_places(words_of(body), labels)
    width = width_of(body)
    if width < _WIDEST and sum(len(place.label.words) >= _LONG for place in places) > 1:
        body = unwrapped(body, width)
        places = find_places(words_of(body), labels)
    header = read_header(body[: places[0].start] if places else body, known)
    body, again = _first_copy(body, places, labels)
    pieces = list(text_below(body, places)) if places else []
    foot: tuple[str, ...] = ()
    if pieces:
        last, foot = without_foot(pieces[-1][1])
        pieces[-1] = (pieces[-1][0], last)
    notes = (*([_TWICE] if again is not None else []), *([_NOTICE] if header.has_notice else []))
    generation = earlier or next((fact.generation for fact, _ in header.facts if fact.generation), "")
    left = (*foot, *([again] if again else []))
    return Page(header, tuple(pieces), tuple(places), generation or known.page.generation, left, notes)


def _earlier_generation(text: str, known: Published) -> str:
    """Return the generation with wordings of its own of which the page prints a fact or a heading, if any."""
    generations = dict.fromkeys(entry.generation for entry in known.page.wordings if entry.generation)
    return next((one for one in generations if _signs(known, one).search(text)), "")


@cache
def _signs(known: Published, generation: str) -> re.Pattern[str]:
    facts = [re.escape(fact.label) for fact in known.page.facts if fact.generation == generation]
    titles = [
        r"[^\w\n]{1,3}".join(map(re.escape, words))
        for entry in known.page.headings
        if entry.generation == generation
        for part in known.parts
        if part.id == entry.part
        for words in list(known.own_headings(part))[1:]
    ]
    either = "|".join([*(rf"{fact}\s{{0,3}}:" for fact in facts), *titles])
    lead = r"^[^\S\n]{0,20}(?:[|•·*\-][^\S\n]{0,3}|edit)?"
    return re.compile(rf"{lead}(?:{either})" if either else r"(?!)", re.IGNORECASE | re.MULTILINE)


def _first_copy(text: str, places: Sequence[Place], labels: Sequence[Label]) -> tuple[str, str | None]:
    """Return a page without a second copy of it below, and that copy's lines that differ; None without one.

    A second copy has the page's questions again below the last of them.
    """
    after = places[-1].end if places else len(text)
    again = find_places(words_of(text[after:]), labels, near=False)
    known = {place.label.order for place in places}
    asked = [place for place in again if place.weight == AT_LINE_START and place.label.order in known]
    if len(asked) < _ENOUGH_QUESTIONS:
        return text, None
    above = {line.strip() for line in text[: places[0].start].split("\n") if len(line.strip()) > 3}
    at, cut = after, after + asked[0].start
    for line in text[after:cut].splitlines(keepends=True):
        if line.strip() in above:
            cut = at
            break
        at += len(line)
    first = {line.strip() for line in text[:cut].split("\n")}
    left = [line for line in text[cut:].split("\n") if line.strip() not in first]
    return text[:cut], "\n".join(left)


def generation_of(page: Page, known: Published) -> str | None:
    """Return the generation of a page; None where a text is no page of this form.

    Known by its title, its page name or its programme with anything else of the form below, or by questions
    of the form of which one stands in no other programme's report.
    """
    header, form = page.header, known.form
    programme = known.page.programme.casefold()
    named = (
        header.names_the_form
        or header.page_title
        or any(programme and programme in value.casefold() for value in header.fields.values())
    )
    found = {place.label.key for place in page.places if place.weight > IN_A_LINE}
    if named and (found or len(header.facts) > 1):
        return page.generation
    questions = [key for key in found if key]
    own = [key for key in questions if form.part_of[key].number in ("1", "2")]
    return page.generation if own and len(questions) >= _ENOUGH_QUESTIONS else None


def below_heading(text: str) -> str:
    """Return what stands between a heading and the next question, without the mark of the section."""
    return _BARE_MARK.sub("", text, count=1).strip() if _BARE_MARK.match(text) else text.strip()
