"""A published page taken apart: its header, and the text below each question and heading."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportwizard.imports.page_header import KEYS_OF_2022, KEYS_OF_2025, Header, read_header
from reportwizard.imports.page_labels import EARLIER_TITLES, page_form, page_labels
from reportwizard.imports.page_lines import tidy_page, without_foot
from reportwizard.imports.page_places import IN_A_LINE, Place, find_places, text_below
from reportwizard.imports.page_words import words_of

_OF_2022 = re.compile(
    r"^[^\S\n]{0,20}(?:[|•·*\-][^\S\n]{0,3}|edit)?"
    rf"(?:(?:{'|'.join(KEYS_OF_2022)})\s{{0,3}}:|Part 1\W{{1,3}}{EARLIER_TITLES['1'][0]})",
    re.IGNORECASE | re.MULTILINE,
)
_BARE_MARK = re.compile(r"\s*edit\b")
_ENOUGH_QUESTIONS = 3


@dataclass(frozen=True)
class Page:
    """A page in pieces: (question's id, text below it), with an empty id for headings.

    `generation` is the year whose layout the page has. `foot` are lines below it that are not the wiki's.
    """

    header: Header
    pieces: tuple[tuple[str, str], ...]
    places: tuple[Place, ...]
    generation: str
    foot: tuple[str, ...]


def open_page(text: str) -> Page:
    """Take a text apart as if it were such a page. Never raises; takes time in proportion to its length."""
    body, foot = without_foot(tidy_page(text))
    earlier = bool(_OF_2022.search(body))
    places = find_places(words_of(body), page_labels(earlier=earlier))
    header = read_header(body[: places[0].start] if places else body)
    pieces = tuple(text_below(body, places))
    return Page(header, pieces, tuple(places), _generation(header, earlier=earlier), foot)


def _generation(header: Header, *, earlier: bool) -> str:
    if earlier:
        return "2022"
    return "2025" if header.keys.intersection(KEYS_OF_2025) else "2023"


def generation_of(text: str) -> str | None:
    """Return the generation of a Rapid Fund final report page; None where a text is not such a page.

    Known by its title, its page name or its funding program with anything else of the form below, or by
    questions of the form of which one stands in no other program's report.
    """
    page = open_page(text)
    header, form = page.header, page_form()
    named = (
        header.names_the_form
        or header.page_title
        or "rapid fund" in header.fields.get("funding_program", "").casefold()
    )
    found = {place.label.key for place in page.places if place.weight > IN_A_LINE}
    if named and (found or len(header.keys) > 1):
        return page.generation
    questions = [key for key in found if key]
    own = [key for key in questions if form.part_of[key].number in ("1", "2")]
    return page.generation if own and len(questions) >= _ENOUGH_QUESTIONS else None


def below_heading(text: str) -> str:
    """Return what stands between a heading and the next question, without the mark of the section."""
    return _BARE_MARK.sub("", text, count=1).strip() if _BARE_MARK.match(text) else text.strip()
