"""What to look for on a page: a form's own wording, what its page file adds, and other programmes."""

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

_LONG, _SHORTEST = 6, 4


@dataclass(frozen=True, eq=False)
class PageLayout:
    """A form and the look of its pages: all wording at which such a page is split."""

    form: Form
    page: FormPage

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The parts below the header."""
        header = header_part(self.form)
        return tuple(part for part in self.form.parts if part is not header)

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """The lines of the header by their labels, in lower case."""
        header = header_part(self.form)
        spent = filter(None, map(self.form.role, ("money.spent", "money.spent.local")))
        facts = [
            *(Fact(question.wording, (question.id,)) for question in (header.printed if header else ())),
            Fact(REPORT_TYPE, ()),
            Fact(AMOUNT_SPENT, tuple(question.id for question in spent)),
            *self.page.facts,
        ]
        return {fact.label.rstrip(":").casefold(): fact for fact in facts}

    @cached_property
    def headings(self) -> frozenset[tuple[str, ...]]:
        """The words of every heading."""
        return frozenset(words for part in self.form.parts for words in self.headings_of(part))

    @cached_property
    def notices(self) -> re.Pattern[str]:
        """A notice of the wiki on such a page: the whole notice, or its first line."""
        pieces = []
        for notice in self.page.notices:
            # Found by its first sentence and its last word: the text between them varies.
            first, _, rest = notice.partition(". ")
            last = re.escape(rest.rpartition(" ")[2].rstrip("."))
            start = re.escape(first).replace(r"\ ", r"\s+")
            pieces.append(rf"{start}\..{{0,700}}?{last}\.?|{start}\.[^\n]*")
        return re.compile("|".join(pieces) or r"(?!)", re.IGNORECASE | re.DOTALL)

    def is_notice(self, text: str) -> bool:
        """Whether all words of a text are in a notice of the wiki."""
        words = set(text.casefold().split())
        return any(words <= set(notice.casefold().split()) for notice in self.page.notices)

    @cached_property
    def leaked(self) -> re.Pattern[str]:
        """Wording that pages print at the end of an answer by mistake."""
        texts = [re.escape(text) for entry in self.page.wordings if entry.leaked for text in entry.wordings]
        return re.compile(rf"(?:^|\s)(?:{'|'.join(texts)})\s*$" if texts else r"(?!)", re.IGNORECASE)

    def labels(self, generation: str) -> tuple[Label, ...]:
        """Return every heading and question below the header of a page of these years, in the page's order.

        The wording of an earlier generation that is part of today's is looked for only on its own pages.
        """
        return _labels(self, generation)

    def headings_of(self, part: Part) -> list[tuple[str, ...]]:
        """Return the words of a part's heading, and of its headings on earlier pages."""
        titles = [title for entry in self.page.headings if entry.part == part.id for title in entry.titles]
        earlier = [f"Part {part.number} {title}" if part.number else title for title in titles]
        return [*map(plain_words, (part.heading, *earlier))]


def page_layouts() -> tuple[PageLayout, ...]:
    """Return every form whose pages are known."""
    return tuple(_published(form, page) for form, page in published_forms())


def layout_of(form: Form) -> PageLayout:
    """Return the look of a form's pages; only its own wording if no such page is known."""
    layout = next((layout for layout in page_layouts() if layout.form == form), None)
    return layout or PageLayout(form, FormPage(form.id, "", ""))


@cache
def _published(form: Form, page: FormPage) -> PageLayout:
    # Always the same object, since its patterns take a moment to build.
    return PageLayout(form, page)


@cache
def _labels(layout: PageLayout, generation: str) -> tuple[Label, ...]:
    labels: list[Label] = []
    for place, part in enumerate(layout.parts):
        order = place * 1000
        labels += [Label("", words, order, whole_line=True) for words in layout.headings_of(part)]
        for step, question in enumerate(_page_order(layout.form, part), start=1):
            labels += _question_labels(layout, question, order + step * 10, generation)
    link = layout.form.role("money.link")
    order = next((label.order for label in labels if link and label.key == link.id), len(layout.parts) * 1000)
    labels.append(Label(LEDGER, plain_words(EXPENSES), order + 5, whole_line=True))
    other = [words for entry in layout.page.others for words in entry.wordings]
    labels += [Label("", plain_words(words), -1, inline=True) for words in other]
    for order, entry in enumerate(layout.page.wordings, start=2):
        if not entry.question and entry.generation == generation:
            labels += [Label("", plain_words(words), -order) for words in entry.wordings]
    return tuple(labels)


def _page_order(form: Form, part: Part) -> list[Question]:
    """Sort questions as pages print them: a text to recall comes after the question that it belongs to."""
    ids = [question.id for question in part.printed]

    def position(question: Question) -> float:
        under = reference_printed_under(form, question)
        return ids.index(under) + 0.5 if under in ids else ids.index(question.id)

    return sorted(part.printed, key=position)


def _question_labels(layout: PageLayout, question: Question, order: int, generation: str) -> Iterator[Label]:
    number, wording = _number_and_wording(question)
    words = plain_words(wording)
    if question.kind == "table" and not number:
        # A table below another one shows its columns after its name.
        columns = tuple(word for column in question.columns for word in plain_words(column.label))
        yield Label(question.id, (*words, *columns), order, inline=True, heading_row=True)
        yield Label(question.id, words, order, whole_line=True, heading_row=True)
        return
    yield Label(question.id, words, order, number, inline=len(words) >= _LONG)
    if question.kind == "table" and question.help:
        yield Label(question.id, plain_words(question.help), order)
    first = plain_words(re.split(r"[.?] ", wording)[0])
    if number and _SHORTEST <= len(first) < len(words):
        # Who copies a long question by hand may stop after its first sentence.
        yield Label(question.id, first, order, number, whole_line=True)
    step = 0
    for entry in layout.page.wordings:
        if entry.question == question.id and entry.generation in ("", generation):
            for words in map(plain_words, entry.wordings):
                yield Label(question.id, words, order + step, inline=len(words) >= _LONG and not entry.leaked)
            step += 1


def _number_and_wording(question: Question) -> tuple[str, str]:
    """Return the number and the wording as the page prints them; the letter of "F. Other" is a number."""
    letter, mark, rest = question.wording.partition(". ")
    return (letter, rest) if mark and len(letter) == 1 else (question.number, question.wording)


def row_labels(question: Question) -> tuple[Label, ...]:
    """Return the labels of a table's rows, or of an agreement's statements."""
    return tuple(
        Label(row.id, plain_words(row.label), order, row.letter, inline=True)
        for order, row in enumerate(question.rows)
    )


_HEAD_LENGTH = 6000
_TOP_LINES = 6
_MARKS = r"^[\s|•·*\-–—#='>]{0,20}"
_LEAD = rf"{_MARKS}(?:https?://[^\s/]{{1,80}}/wiki/)?(?:edit)?(?:\d{{1,2}}[.)]\s{{0,3}})?"
_TALK_PAGE = re.compile(rf"{_LEAD}Grants[ _]talk:", re.IGNORECASE | re.MULTILINE)
_FIRST_QUESTION = re.compile(
    r"^\W{0,20}(?:edit)?\W{0,5}(?:Part 1\b|1\.\s)[^\n]*", re.IGNORECASE | re.MULTILINE
)


def other_programme(text: str, layout: PageLayout) -> str | None:
    """Return what a grant page is if it is no final report of this form, such as `Conference Fund report`.

    Only the text above the first answer counts: an answer may mention another programme.
    """
    head = clean_text(text[:_HEAD_LENGTH])
    first = _FIRST_QUESTION.search(head)
    head = head[: first.end()] if first else head
    top = "\n".join([line for line in head.split("\n") if line.strip()][:_TOP_LINES])
    if _TALK_PAGE.search(top):
        return "discussion page of a grant"
    page = layout.page
    if variant := _first_name([(other.lines, other.name) for other in page.others if other.variant], head):
        return variant
    pages = [(page.pages, page.programme), *((other.pages, other.name) for other in page.others)]
    lines = [(page.lines, page.programme), *((other.lines, other.name) for other in page.others)]
    programme = _first_name(pages, top, end="") or _first_name(lines, head)
    if programme is None:
        return None
    stage = _first_name([(stage.lines, stage.name) for stage in page.stages], head) or "report"
    return None if (programme, stage) == (page.programme, "report") else f"{programme} {stage}"


def _first_name(names: Sequence[tuple[tuple[str, ...], str]], text: str, *, end: str = r"\W*$") -> str | None:
    """Return the first name of which a line is in the text; with an empty `end`, a line that begins so."""
    return next((name for lines, name in names if lines and _pattern(lines, end).search(text)), None)


@cache
def _pattern(lines: tuple[str, ...], end: str) -> re.Pattern[str]:
    # `*` means any words; a page's address writes `_` for a space.
    either = "|".join(map(re.escape, lines)).replace(r"\*", r"[^\n]{0,300}")
    either = either.replace(r"\ ", r"[\s_]{1,3}").replace(":", r"\s{0,3}:\s{0,3}")
    return re.compile(rf"{_LEAD}(?:{either}){end}", re.IGNORECASE | re.MULTILINE)
