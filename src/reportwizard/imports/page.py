"""Split a published page into its header, and the text below each question and heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import unquote

from reportwizard.forms.page import Fact
from reportwizard.imports.imported import CELL_BREAK
from reportwizard.imports.layout import (
    PageLayout,
    is_navigation,
    page_labels,
    split_foot,
    tidy_page,
    unwrap,
    wrap_width,
)
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

_DAY = r"(?:\d{1,2} [A-Za-z]{3,9} \d{4}|\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?)"
_DATES = re.compile(rf"({_DAY})\s*[-–—]\s*({_DAY})")
_GRANT = r"[GR]-[A-Z]{2}-\d{4}-\d{3,6}"
_ID = re.compile(rf"\(ID:[\s_]{{0,3}}(?:(\d{{1,15}})|({_GRANT}|\d{{4}}-\d{{3,6}}))\)\s*\Z")
# No title: a sentence or a greeting above a page, and the header of a mail, which names an address.
_SENTENCE = re.compile(r"[.,:;…。，：]\Z")
_MAIL, _ADDRESS = re.compile(rf"{_SENTENCE.pattern}|\A[^\W\d]+ ?:\s"), re.compile(r"\S@\S")
_RULE = re.compile(r"[\s|:\-–—]*")
_BOLD = "[*_']{0,5}"
_LEAD = re.compile(r"\A(?:[\s|•·*_'\-–—]|edit(?=[\s\-•|A-Z]))*")
_MAX_LINE = 1000
# A header is short: text further down, above the first question, is not part of it.
_MAX_HEADER = 20_000


@dataclass
class Header:
    """A header: its `fields` as printed, by question id, and its labelled lines, the `facts`.

    `other_lines` are not recognised. `has_notice` says that a notice of the wiki was left out.
    """

    fields: dict[str, str] = field(default_factory=dict)
    facts: list[tuple[Fact, str]] = field(default_factory=list)
    page_title: str = ""
    names_the_form: bool = False
    other_lines: list[str] = field(default_factory=list)
    has_notice: bool = False

    def put(self, question_id: str, value: str) -> None:
        """Keep a field; a second, different value becomes one of the other lines."""
        value = value.strip().removesuffix("|").rstrip()
        if value and self.fields.setdefault(question_id, value) != value:
            self.other_lines.append(value)

    def add_fact(self, fact: Fact, value: str) -> None:
        """Keep a labelled line; one that answers a single question becomes a field."""
        if len(fact.questions) == 1:
            self.put(fact.questions[0], value)
            value = ""
        self.facts.append((fact, value.strip().removesuffix("|").rstrip()))


def read_header(text: str, layout: PageLayout) -> Header:
    """Read the text above the first part of a page, or above its first question."""
    header = Header()
    above: list[str] = []
    unfilled: Fact | None = None
    end = at if (at := text.find("\n", _MAX_HEADER)) >= 0 else len(text)
    known = [set(notice.casefold().split()) for notice in layout.page.notices]
    for notice in layout.notices.findall(text[:end]):
        if any(words.issuperset(notice.casefold().split()) for words in known):
            header.has_notice = True
        else:
            # It holds other words: kept, so that nothing is lost.
            header.other_lines.append(notice)
    without_notices = layout.notices.sub("\n", text[:end].replace(CELL_BREAK, " "))
    for line in without_notices.split("\n"):
        # No wiki title contains a bullet or the bars of a table.
        line = "" if _RULE.fullmatch(line) else line.strip().strip("|").strip().removeprefix("•").lstrip()
        if not line or _read_known_line(header, line, layout):
            unfilled = None
        elif facts := _split_facts(line, layout):
            for fact, value in facts:
                header.add_fact(fact, value)
            unfilled = None if facts[-1][1].strip() else facts[-1][0]
        elif unfilled:
            header.add_fact(unfilled, line)
            unfilled = None
        elif header.names_the_form or header.facts:
            header.other_lines.append(line)
        else:
            above.append(line)
    _read_names(header, above, layout)
    header.other_lines.append(text[end:].strip())
    return header


def _read_known_line(header: Header, line: str, layout: PageLayout) -> bool:
    """Whether a line is the form's or the wiki's own; what it says about the page is kept."""
    if len(line) > _MAX_LINE:
        return False
    words = plain_words(line)
    if words == plain_words(layout.form.title):
        header.names_the_form = True
        return True
    dates = _DATES.fullmatch(line)
    start, end = (layout.form.role(role) for role in ("project.start", "project.end"))
    if dates and start and end:
        header.put(start.id, dates[1])
        header.put(end.id, dates[2])
        return True
    if layout.page.grant and re.fullmatch(_GRANT, line):
        header.put(layout.page.grant, line)
        return True
    if _read_page_name(header, line, layout) or is_navigation(line, layout):
        return True
    while words[-1:] == ("edit",):
        words = words[:-1]
    # In a table of contents, a heading has a number in front.
    return words in layout.headings or words[1:] in layout.headings


def _read_page_name(header: Header, line: str, layout: PageLayout) -> bool:
    name = unquote(line).replace("_", " ").strip()
    subpage = re.search(rf"/{re.escape(layout.page.subpage)}(?:/[a-z-]{{2,10}})?$", name, re.IGNORECASE)
    start = next((name.find(page) + len(page) for page in layout.page.pages if page in name), 0)
    if not layout.page.subpage or not subpage or not start:
        return False
    title = _without_number(header, name[start : subpage.start()], layout)
    header.page_title = header.page_title or title
    return True


def _without_number(header: Header, title: str, layout: PageLayout) -> str:
    """Return a title without the number behind it, which becomes a field of the header."""
    number = _ID.search(title)
    if number:
        header.put(layout.page.number if number[1] else layout.page.grant, number[1] or number[2])
    return title[: number.start() if number else None].strip()


@cache
def _key_pattern(layout: PageLayout) -> re.Pattern[str]:
    """The label of a fact; a label of one word counts only at the start of a line."""
    keys = sorted(layout.facts, key=len, reverse=True)
    either, longer = (
        "|".join(re.escape(key).replace(r"\ ", r"\s{1,3}") for key in group) or r"(?!)"
        for group in (keys, [key for key in keys if " " in key])
    )
    return re.compile(
        rf"(?:^-?\s?({either})|(?<=[\s|•])-?\s?({longer}))"
        rf"(?:{_BOLD}\s{{0,3}}(?:[:：]{_BOLD}\s{{0,3}}\|?|[|\t])|(?<=[?？؟]))",
        re.IGNORECASE,
    )


def _split_facts(line: str, layout: PageLayout) -> list[tuple[Fact, str]]:
    """Split a line such as `Due date: 2023-10-03`, which may hold several facts; none without a label."""
    line = _LEAD.sub("", line, count=1)
    if len(line) > _MAX_LINE or not (first := _key_pattern(layout).match(line)):
        return []
    matches = [first, *_key_pattern(layout).finditer(line, first.end())]
    ends = [match.start() for match in matches[1:]] + [len(line)]
    return [
        (layout.facts[" ".join((match[1] or match[2]).casefold().split())], line[match.end() : end])
        for match, end in zip(matches, ends, strict=True)
    ]


def _read_names(header: Header, above: list[str], layout: PageLayout) -> None:
    """Find the title in the lines above the header, and the person's name above the title of a box."""
    title_question, person = layout.form.role("project.title"), layout.form.role("project.person")
    title_id = title_question.id if title_question else ""
    above = [line for line in above if line != header.fields.get(title_id)]
    box = person and any(fact.generation for fact, _ in header.facts) and person.id not in header.fields
    if above and title_id and title_id not in header.fields and (header.names_the_form or header.facts):
        page_words, words = plain_words(header.page_title), [plain_words(line) for line in above]
        in_mail = any(map(_ADDRESS.search, above))
        likely = [at for at, line in enumerate(above) if not (_MAIL if in_mail else _SENTENCE).search(line)]
        if not in_mail:
            likely = [at for at in [len(above) - 1] if box or at in likely]
        at = words.index(page_words) if page_words and page_words in words else likely[-1] if likely else -1
        no_title = box and len(above) == 1 and page_words and set(page_words).isdisjoint(words[0])
        if not no_title and at >= 0:
            header.put(title_id, _without_number(header, above.pop(at), layout))
        if box and person and (no_title or at > 0):
            header.put(person.id, above.pop(at - 1))
    if title_id and title_id not in header.fields:
        header.put(title_id, header.page_title)
    header.other_lines[:0] = above


_BARE_MARK = re.compile(r"\A\s*edit\b")
_MIN_QUESTIONS = 3
# A mail program wraps lines at 72 columns or so, and with them all long questions of a form.
_MAX_WRAP_WIDTH = 100
_LONG_WORDING = 18
TWICE = "This page is in the text twice. The second copy was left out."
_NOTICE = "The notice of the wiki’s robot is not an answer. It was left out."


@dataclass(frozen=True)
class Page:
    """A page split into pieces: (question id, text below it), with an empty id for headings.

    `generation` is the year of its layout. `foot` holds the lines below it that are not the wiki's. `notes`
    are messages about what was left out.
    """

    header: Header
    pieces: tuple[tuple[str, str], ...]
    places: tuple[Place, ...]
    generation: str
    foot: tuple[str, ...]
    notes: tuple[str, ...] = ()


def split_page(text: str, layout: PageLayout) -> Page:
    """Split a text as if it were such a page; never raises, in linear time."""
    body = tidy_page(text, layout)
    generations = dict.fromkeys(entry.generation for entry in layout.page.wordings if entry.generation)
    earlier = next((year for year in generations if _generation_pattern(layout, year).search(body)), "")
    labels = page_labels(layout, earlier)
    places = find_places(tokenize(body), labels)
    width = wrap_width(body)
    if width < _MAX_WRAP_WIDTH and sum(len(place.label.words) >= _LONG_WORDING for place in places) > 1:
        body = unwrap(body, width)
        places = find_places(tokenize(body), labels)
    header = read_header(body[: places[0].start] if places else body, layout)
    first, second = _split_second_copy(body, places, labels)
    if second is not None and not any(piece.strip() for _, piece in text_below(first, places)):
        # A list of the questions is above their answers.
        places = find_places(tokenize(" " * len(first) + body[len(first) :]), labels)
        second = None
    body = body if second is None else first
    pieces = [
        (label.key, piece if label.key else _BARE_MARK.sub("", piece, count=1).strip())
        for label, piece in text_below(body, places)
    ]
    foot: tuple[str, ...] = ()
    if pieces:
        last, foot = split_foot(pieces[-1][1])
        pieces[-1] = (pieces[-1][0], last)
    notes = (*([TWICE] if second is not None else []), *([_NOTICE] if header.has_notice else []))
    generation = earlier or next((fact.generation for fact, _ in header.facts if fact.generation), "")
    foot = (*foot, *([second] if second else []))
    return Page(header, tuple(pieces), tuple(places), generation or layout.page.generation, foot, notes)


@cache
def _generation_pattern(layout: PageLayout, generation: str) -> re.Pattern[str]:
    facts = [re.escape(fact.label) for fact in layout.page.facts if fact.generation == generation]
    titles = [
        r"[^\w\n]{1,3}".join(map(re.escape, words))
        for entry in layout.page.headings
        if entry.generation == generation
        for part in layout.parts
        if part.id == entry.part
        for words in layout.headings_of(part)[1:]
    ]
    either = "|".join([*(rf"{fact}\s{{0,3}}:" for fact in facts), *titles])
    lead = r"^[^\S\n]{0,20}(?:[|•·*\-][^\S\n]{0,3}|edit)?"
    return re.compile(rf"{lead}(?:{either})" if either else r"(?!)", re.IGNORECASE | re.MULTILINE)


def _split_second_copy(text: str, places: Sequence[Place], labels: Sequence[Label]) -> tuple[str, str | None]:
    """Return a page without a second copy below it, and the lines in which that differs; None without one.

    A second copy repeats the page's questions below the last of them.
    """
    after = places[-1].end if places else len(text)
    orders = {place.label.order for place in places}
    repeated = [
        place
        for place in find_places(tokenize(text[after:]), labels, fuzzy=False)
        if place.weight == AT_LINE_START and place.label.order in orders
    ]
    if len(repeated) < _MIN_QUESTIONS:
        return text, None
    above = {line.strip() for line in text[: places[0].start].split("\n") if len(line.strip()) > 3}
    at, cut = after, after + repeated[0].start
    for line in text[after:cut].splitlines(keepends=True):
        if line.strip() in above:
            cut = at
            break
        at += len(line)
    # Each answer is compared with that to the same question.
    first = {label.order: piece for label, piece in text_below(text[:cut], places)}
    pairs = [(piece, first[label.order]) for label, piece in text_below(text[after:], repeated)]
    pairs.insert(0, (text[cut : after + repeated[0].start], text[:cut]))
    other: list[str] = []
    for piece, same in pairs:
        known = {line.strip() for line in same.split("\n")}
        other += [line for line in piece.split("\n") if line.strip() not in known]
    return text[:cut], "\n".join(other)


def recognised_generation(page: Page, layout: PageLayout) -> str | None:
    """Return the generation of a page; None if a text is no page of this form.

    A page is recognised by its title, its page name or its programme together with any other wording of the
    form, or by questions of which one is in no other programme's report.
    """
    header, form = page.header, layout.form
    programme = layout.page.programme.casefold()
    named = (
        header.names_the_form
        or header.page_title
        or any(programme and programme in value.casefold() for value in header.fields.values())
    )
    found = {place.label.key for place in page.places if place.weight > IN_A_LINE}
    if named and (found or len(header.facts) > 1):
        return page.generation
    questions = [key for key in found if key]
    distinctive = any(form.part_of[key].number in ("1", "2") for key in questions)
    return page.generation if distinctive and len(questions) >= _MIN_QUESTIONS else None
