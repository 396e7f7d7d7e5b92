"""What is looked for on a page: what a form prints, what its page file adds, and other programmes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from reportwizard.forms.form import Form, Part, Question
from reportwizard.forms.outside import published_forms
from reportwizard.forms.page import Fact, FormPage
from reportwizard.imports.wordings import Label, plain_words
from reportwizard.report.expense import EXPENSES
from reportwizard.report.written import (
    AMOUNT_SPENT,
    LEDGER,
    REPORT_TYPE,
    header_part,
    reference_printed_under,
)
from reportwizard.text import clean_text

_LONG = 6


@dataclass(frozen=True, eq=False)
class PageLayout:
    """A form and what its pages look like: everything that the text of such a page is cut at."""

    form: Form
    page: FormPage

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The parts below the header."""
        header = header_part(self.form)
        return tuple(part for part in self.form.parts if part is not header)

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """The lines of the header by what is before them, in lower case."""
        header = header_part(self.form)
        own = [Fact(one.wording, (one.id,)) for one in (header.printed if header else ())]
        spent = [
            question.id for question in map(self.form.role, ("money.spent", "money.spent.local")) if question
        ]
        own += [Fact(REPORT_TYPE, ()), Fact(AMOUNT_SPENT, tuple(spent))]
        return {fact.label.rstrip(":").casefold(): fact for fact in (*own, *self.page.facts)}

    @cached_property
    def headings(self) -> frozenset[tuple[str, ...]]:
        """The words of every heading, as a table of contents shows them too."""
        titles = [part.heading for part in self.form.parts]
        titles += [title for part in self.form.parts for title in self._earlier_titles(part)]
        return frozenset(map(plain_words, titles))

    @cached_property
    def notices(self) -> re.Pattern[str]:
        """What the wiki says of such a page: the whole of a notice, or the rest of its first line."""
        pieces = []
        for notice in self.page.notices:
            # By its first sentence and its last word: what is between may differ a little.
            first, _, rest = notice.partition(". ")
            last = re.escape(rest.rpartition(" ")[2].rstrip("."))
            start = re.escape(first).replace(r"\ ", r"\s+")
            pieces.append(rf"{start}\..{{0,700}}?{last}\.?|{start}\.[^\n]*")
        return re.compile("|".join(pieces) or r"(?!)", re.IGNORECASE | re.DOTALL)

    def is_notice(self, text: str) -> bool:
        """Whether a text holds no word that a notice of the wiki does not hold."""
        words = set(text.casefold().split())
        return any(words <= set(notice.casefold().split()) for notice in self.page.notices)

    @cached_property
    def leaked(self) -> re.Pattern[str]:
        """Wording at the end of an answer that pages print where it belongs to none."""
        texts = [re.escape(text) for entry in self.page.wordings if entry.leaked for text in entry.wordings]
        return re.compile(rf"(?:^|\s)(?:{'|'.join(texts)})\s*$" if texts else r"(?!)", re.IGNORECASE)

    def labels(self, generation: str) -> tuple[Label, ...]:
        """Every heading and question below the header of a page of these years, in the page's order.

        Some of what a generation asked in other words is part of today's wording, and is looked for on its
        pages alone.
        """
        return _labels(self, generation)

    def own_headings(self, part: Part) -> Iterator[tuple[str, ...]]:
        """Give the words of a part's heading, and of what earlier pages call it."""
        yield from map(plain_words, (part.heading, *self._earlier_titles(part)))

    def _earlier_titles(self, part: Part) -> list[str]:
        earlier = [title for entry in self.page.headings if entry.part == part.id for title in entry.titles]
        return [f"Part {part.number} {title}" if part.number else title for title in earlier]


def page_layouts() -> tuple[PageLayout, ...]:
    """Return every form whose pages are known."""
    return tuple(_published(form, page) for form, page in published_forms())


def layout_of(form: Form) -> PageLayout:
    """Return what the pages of a form look like; its own wording alone where no such page is known."""
    known = next((one for one in page_layouts() if one.form == form), None)
    return known or PageLayout(form, FormPage(form.id, "", ""))


@cache
def _published(form: Form, page: FormPage) -> PageLayout:
    """The same one each time, for what it looks for takes a moment to make."""
    return PageLayout(form, page)


@cache
def _labels(known: PageLayout, generation: str) -> tuple[Label, ...]:
    labels: list[Label] = []
    for place, part in enumerate(known.parts):
        order = place * 1000
        labels += [Label("", words, order, whole_line=True) for words in known.own_headings(part)]
        for step, question in enumerate(_page_order(known.form, part), start=1):
            labels += _question_labels(known, question, order + step * 10, generation)
    asks = known.form.role("money.link")
    order = next((label.order for label in labels if asks and label.key == asks.id), len(known.parts) * 1000)
    labels.append(Label(LEDGER, plain_words(EXPENSES), order + 5, whole_line=True))
    other = [words for entry in known.page.others for words in entry.wordings]
    labels += [Label("", plain_words(words), -1, inline=True) for words in other]
    for order, entry in enumerate(known.page.wordings, start=2):
        if not entry.question and entry.generation == generation:
            labels += [Label("", plain_words(words), -order) for words in entry.wordings]
    return tuple(labels)


def _page_order(form: Form, part: Part) -> list[Question]:
    """The questions as pages print them: a text to recall is below the question that it belongs to."""
    ids = [question.id for question in part.printed]

    def place(one: Question) -> float:
        under = reference_printed_under(form, one)
        return ids.index(under) + 0.5 if under in ids else ids.index(one.id)

    return sorted(part.printed, key=place)


def _question_labels(known: PageLayout, question: Question, order: int, generation: str) -> Iterator[Label]:
    number, wording = _printed(question)
    words = plain_words(wording)
    yield Label(question.id, words, order, number, inline=len(words) >= _LONG)
    if question.kind == "table" and question.help:
        yield Label(question.id, plain_words(question.help), order)
    step = 0
    for entry in known.page.wordings:
        if entry.question == question.id and entry.generation in ("", generation):
            for words in map(plain_words, entry.wordings):
                yield Label(question.id, words, order + step, inline=len(words) >= _LONG and not entry.leaked)
            step += 1


def _printed(question: Question) -> tuple[str, str]:
    """The number and the wording as the page prints them.

    A table below another one shows its headings beside its name; the letter of "F. Other" is a number.
    """
    if question.kind == "table" and not question.number:
        return "", " ".join([question.wording, *(column.label for column in question.columns)])
    letter, mark, rest = question.wording.partition(". ")
    return (letter, rest) if mark and len(letter) == 1 else (question.number, question.wording)


def row_labels(question: Question) -> tuple[Label, ...]:
    """The rows of a table, or the statements of an agreement question."""
    return tuple(
        Label(row.id, plain_words(row.label), order, row.letter, inline=True)
        for order, row in enumerate(question.rows)
    )


_HEAD = 6000
_TOP_LINES = 6
_SIGNS = r"^[\s|•·*\-–—#='>]{0,20}"
_LEAD = rf"{_SIGNS}(?:https?://[^\s/]{{1,80}}/wiki/)?(?:edit)?(?:\d{{1,2}}[.)]\s{{0,3}})?"
_TALK = re.compile(rf"{_LEAD}Grants[ _]talk:", re.IGNORECASE | re.MULTILINE)
_FIRST_QUESTION = re.compile(
    r"^\W{0,20}(?:edit)?\W{0,5}(?:Part 1\b|1\.\s)[^\n]*", re.IGNORECASE | re.MULTILINE
)


def name_programme(text: str, known: PageLayout) -> str | None:
    """Return what a grant page is, unless it is a final report of this form: `Conference Fund report`.

    Looks at what is above the answer to the first question only: an answer may speak of another program.
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
    # `*` stands for any words, a space for one that a page's address writes `_`.
    either = "|".join(map(re.escape, lines)).replace(r"\*", r"[^\n]{0,300}")
    either = either.replace(r"\ ", r"[\s_]{1,3}").replace(":", r"\s{0,3}:\s{0,3}")
    return re.compile(rf"{_LEAD}(?:{either}){end}", re.IGNORECASE | re.MULTILINE)
