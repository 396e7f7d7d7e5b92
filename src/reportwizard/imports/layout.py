"""The look of a form's pages: its wording, what its page file and the wiki add, and other programmes."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import groupby, pairwise
from pathlib import Path

from reportwizard.forms.external import published_forms
from reportwizard.forms.form import Form, Part, Question
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

    @cached_property
    def leaked(self) -> re.Pattern[str]:
        """Wording that pages print at the end of an answer by mistake."""
        texts = [re.escape(text) for entry in self.page.wordings if entry.leaked for text in entry.wordings]
        return re.compile(rf"(?:^|\s)(?:{'|'.join(texts)})\s*$" if texts else r"(?!)", re.IGNORECASE)

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


# Always the same object, since its patterns take a moment to build.
_published = cache(PageLayout)


@cache
def page_labels(layout: PageLayout, generation: str) -> tuple[Label, ...]:
    """Return every heading and question below the header of a page of these years, in the page's order.

    The wording of an earlier generation that is part of today's is looked for only on its own pages.
    """
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
    number, wording = question.number, question.wording
    letter, mark, rest = wording.partition(". ")
    if mark and len(letter) == 1:
        number, wording = letter, rest  # the page prints the letter of "F. Other" like a number
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
_SIGNATURE = re.compile(r"\n--[ \t]*\n((?:[^\n]{0,80}(?:\n|\Z)){1,8})\s*\Z")
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
    common = [mark for mark, count in marks.most_common() if count >= _MIN_MARKS]
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
    """Return the text below the last question without the foot, and what is to be kept of that.

    It is the signature of a mail, or the first run of lines that only a wiki prints: its licence, address or
    last edit.
    """
    above, text = text[:-_MAX_FOOT], text[-_MAX_FOOT:]
    if signature := _SIGNATURE.search(text):
        return above + text[: signature.start()], (signature[1].strip(),)
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
