"""A published page split up: its header, and the text below each question and heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from reportwizard.forms.page import Fact
from reportwizard.imports.imported import CELL_BREAK
from reportwizard.imports.lines import is_furniture, tidy_page, unwrapped, width_of, without_foot
from reportwizard.imports.wordings import (
    AT_LINE_START,
    IN_A_LINE,
    Label,
    Place,
    find_places,
    plain_words,
    text_below,
    tokenize,
)

if TYPE_CHECKING:
    from reportwizard.imports.labels import PageLayout


_DAY = r"(?:\d{1,2} [A-Za-z]{3,9} \d{4}|\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?)"
_DATES = re.compile(rf"({_DAY})\s*[-–—]\s*({_DAY})")
_GRANT = r"[GR]-[A-Z]{2}-\d{4}-\d{3,6}"
_ID = re.compile(rf"\(ID:[\s_]{{0,3}}(?:(\d{{1,15}})|({_GRANT}|\d{{4}}-\d{{3,6}}))\)")
_RULE = re.compile(r"[\s|:\-–—]*")
_LEAD = re.compile(r"(?:[\s|•·*\-–—]|edit(?=[\s\-•|A-Z]))*")
_LONGEST_LINE = 1000
# A header is short. What stands further down above the first question is somebody's text.
_LONGEST_HEADER = 20_000


@dataclass
class Header:
    """What a header says: `fields` by question id, as printed; `facts` are its labelled lines, as worded.

    `other_lines` are the lines that say nothing known. `has_notice`: what the wiki itself says was left out.
    """

    fields: dict[str, str] = field(default_factory=dict)
    facts: list[tuple[Fact, str]] = field(default_factory=list)
    page_title: str = ""
    names_the_form: bool = False
    other_lines: list[str] = field(default_factory=list)
    has_notice: bool = False

    def put(self, question_id: str, value: str) -> None:
        """Keep a field; a second value for it is a loose line."""
        value = value.strip().removesuffix("|").rstrip()
        if value and self.fields.setdefault(question_id, value) != value:
            self.other_lines.append(value)

    def take(self, fact: Fact, value: str) -> None:
        """Keep a labelled line; those with two amounts, or without a question, are left to the reader."""
        if len(fact.questions) == 1:
            self.put(fact.questions[0], value)
            value = ""
        self.facts.append((fact, value.strip().removesuffix("|").rstrip()))


def read_header(text: str, known: PageLayout) -> Header:
    """Read the text above the first part of a page, or above its first question."""
    header = Header()
    above: list[str] = []
    waiting: Fact | None = None
    end = text.find("\n", _LONGEST_HEADER) if len(text) > _LONGEST_HEADER else len(text)
    for notice in known.notices.findall(text[:end]):
        if known.is_notice(notice):
            header.has_notice = True
        else:
            # Other words are in it: kept as what has no place, so that nothing vanishes unsaid.
            header.other_lines.append(notice)
    above_all = known.notices.sub("\n", text[:end].replace(CELL_BREAK, " "))
    for line in map(_bare, above_all.split("\n")):
        if not line or _is_known(header, line, known):
            waiting = None
        elif facts := _facts(line, known):
            for fact, value in facts:
                header.take(fact, value)
            waiting = None if facts[-1][1].strip() else facts[-1][0]
        elif waiting:
            header.take(waiting, line)
            waiting = None
        elif header.names_the_form or header.facts:
            header.other_lines.append(line)
        else:
            above.append(line)
    _read_names(header, above, known)
    header.other_lines.append(text[end:].strip())
    return header


def _bare(line: str) -> str:
    """Return a line without a bullet and without the bars of a table, which no wiki title holds."""
    return "" if _RULE.fullmatch(line) else line.strip().strip("|").strip().removeprefix("•").lstrip()


def _is_known(header: Header, line: str, known: PageLayout) -> bool:
    """Whether a line is the form's or the wiki's own; keeps what it says of the page."""
    if len(line) > _LONGEST_LINE:
        return False
    words = plain_words(line)
    if words == plain_words(known.form.title):
        header.names_the_form = True
        return True
    dates = _DATES.fullmatch(line)
    asked = [known.form.role(role) for role in ("project.start", "project.end")]
    if dates and all(asked):
        for question, day in zip(asked, dates.groups(), strict=True):
            header.put(question.id if question else "", day)
        return True
    if known.page.grant and re.fullmatch(_GRANT, line):
        header.put(known.page.grant, line)
        return True
    return _is_page_name(header, line, known) or is_furniture(line, known) or _is_heading(words, known)


def _is_page_name(header: Header, line: str, known: PageLayout) -> bool:
    name = unquote(line).replace("_", " ").strip()
    subpage = re.search(rf"/{re.escape(known.page.subpage)}(?:/[a-z-]{{2,10}})?$", name, re.IGNORECASE)
    start = next((name.find(page) + len(page) for page in known.page.pages if page in name), 0)
    if not known.page.subpage or not subpage or not start:
        return False
    title = name[start : subpage.start()]
    number = _ID.search(title)
    if number:
        header.put(known.page.number if number[1] else known.page.grant, number[1] or number[2])
        title = title[: number.start()]
    header.page_title = header.page_title or title.strip()
    return True


def _is_heading(words: tuple[str, ...], known: PageLayout) -> bool:
    """Whether a line is a heading of the form, as a table of contents shows it too."""
    while words and words[-1] == "edit":
        words = words[:-1]
    return words in known.headings or words[1:] in known.headings


@cache
def _key_pattern(known: PageLayout) -> re.Pattern[str]:
    """What is before a fact. One word alone is a label only where its line begins."""
    keys = sorted(known.facts, key=len, reverse=True)
    either, longer = (
        "|".join(re.escape(key).replace(r"\ ", r"\s{1,3}") for key in chosen) or r"(?!)"
        for chosen in (keys, [key for key in keys if " " in key])
    )
    return re.compile(
        rf"(?:^-?\s?({either})|(?<=[\s|•])-?\s?({longer}))(?:\s{{0,3}}[:：|]|(?<=[?？؟]))", re.IGNORECASE
    )


def _facts(line: str, known: PageLayout) -> list[tuple[Fact, str]]:
    """Take `Due date: 2023-10-03` apart; one line may hold several. Empty if it starts with no label."""
    lead = _LEAD.match(line)
    line = line[lead.end() :] if lead else line
    if len(line) > _LONGEST_LINE or not (found := _key_pattern(known).match(line)):
        return []
    matches = [found, *_key_pattern(known).finditer(line, found.end())]
    ends = [match.start() for match in matches[1:]] + [len(line)]
    return [
        (known.facts[" ".join((match[1] or match[2]).casefold().split())], line[match.end() : end])
        for match, end in zip(matches, ends, strict=True)
    ]


def _read_names(header: Header, above: list[str], known: PageLayout) -> None:
    """Find the title among the lines above the header, and in a box the person's name above the title."""
    title_of, person = known.form.role("project.title"), known.form.role("project.person")
    title_id = title_of.id if title_of else ""
    above = [line for line in above if line != header.fields.get(title_id)]
    box = person and any(fact.generation for fact, _ in header.facts) and person.id not in header.fields
    if above and title_id and title_id not in header.fields and (header.names_the_form or header.facts):
        named = plain_words(header.page_title)
        title = next((line for line in above if named and plain_words(line) == named), above[-1])
        place = above.index(title)
        if box and person and len(above) == 1 and named and set(named).isdisjoint(plain_words(title)):
            header.put(person.id, above.pop())
        else:
            header.put(title_id, above.pop(place))
            if box and person and place:
                header.put(person.id, above.pop(place - 1))
    if title_id and title_id not in header.fields:
        header.put(title_id, header.page_title)
    header.other_lines[:0] = above


_BARE_MARK = re.compile(r"\s*edit\b")
_ENOUGH_QUESTIONS = 3
# A mail program breaks lines at 72 columns or so; the long questions of a form are then all broken.
_WIDEST = 100
_LONG = 18
_TWICE = "This page is in the text twice. The second copy was left out."
_NOTICE = "The notice of the wiki’s robot is not an answer. It was left out."


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


def split_page(text: str, known: PageLayout) -> Page:
    """Split a text as if it were such a page. Never raises; takes time in proportion to its length."""
    body = tidy_page(text, known)
    generations = dict.fromkeys(entry.generation for entry in known.page.wordings if entry.generation)
    earlier = next((one for one in generations if _signs(known, one).search(body)), "")
    labels = known.labels(earlier)
    places = find_places(tokenize(body), labels)
    width = width_of(body)
    if width < _WIDEST and sum(len(place.label.words) >= _LONG for place in places) > 1:
        body = unwrapped(body, width)
        places = find_places(tokenize(body), labels)
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


@cache
def _signs(known: PageLayout, generation: str) -> re.Pattern[str]:
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
    again = find_places(tokenize(text[after:]), labels, fuzzy=False)
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


def generation_of(page: Page, known: PageLayout) -> str | None:
    """Return the generation of a page; None if a text is no page of this form.

    Known by its title, its page name or its programme with anything else of the form below, or by questions
    of the form of which one is in no other programme's report.
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
    """Return what is between a heading and the next question, without the mark of the section."""
    return _BARE_MARK.sub("", text, count=1).strip() if _BARE_MARK.match(text) else text.strip()
