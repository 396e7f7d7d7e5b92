"""The wording that a published page is cut at: questions, headings, and how earlier pages worded them.

The wording itself is the form's; only what earlier pages print in other words stands here. It is by the
Wikimedia Foundation (Meta-Wiki, CC BY-SA 4.0), as the form's is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reportwizard.forms.loader import load_form
from reportwizard.imports.page_words import plain_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportwizard.forms.form import Form, Part, Question

FORM_ID = "rapid-fund-final"
HEADER_PART = "general"

# By the number of a part: what earlier pages call it.
EARLIER_TITLES = {"1": ("Understanding your work",), "2": ("Your main learning",)}
# By the id of the question that holds the answer today. Pages of 2022 asked some in several boxes: each entry
# is a box of its own, with its wordings.
EARLIER_WORDING: dict[str, tuple[tuple[str, ...], ...]] = {
    "activities_and_results": (
        ("Briefly describe how your proposed activities and strategies were implemented",),
        (
            "Were there any strategies or approaches that you felt were effective in achieving your goals?"
            " Please describe these strategies and approaches.",
            "Were there any strategies or approaches that you felt were effective in achieving your goals?",
        ),
    ),
    "impact_links": (
        (
            "Documentation of your impact. Please use the two spaces below to share files and links that help"
            " tell your story and impact. This can be documentation that shows your results through"
            " testimonies, videos, sound files, images (photos and infographics, etc.) social media posts,"
            " dashboards, etc.",
        ),
        ("Upload Documents and Files",),
        ("Here is an additional field to type in URLs.",),
    ),
}
# The page prints this beside a compliance question, where it belongs to no answer.
LEAKED = "Your response to the review feedback."
# Where the page shows the learning questions, the answer to question 4 follows them.
SHOWN_AFTER = {"learning_questions": "learning_answers"}

_LONG = 6


@dataclass(frozen=True, slots=True)
class Label:
    """Wording to look for.

    `key` is the id of a question or row; empty for a heading. `order` is where it comes on the page: of two
    labels with the same order only one is looked for. `number` is printed in front. `inline`: it may stand
    in the middle of a line, after the text before it. `whole_line`: nothing but a section mark follows it.
    """

    key: str
    words: tuple[str, ...]
    order: int
    number: str = ""
    inline: bool = False
    whole_line: bool = False


@cache
def page_form() -> Form:
    """The form of the pages that are read here."""
    return load_form(FORM_ID)


@cache
def page_labels(*, earlier: bool) -> tuple[Label, ...]:
    """Every heading and question below the header of a page, in the page's order.

    `earlier` adds what pages of 2022 asked in other words; some of that is part of today's wording, and is
    looked for on those pages alone.
    """
    labels: list[Label] = []
    parts = [part for part in page_form().parts if part.id != HEADER_PART]
    for place, part in enumerate(parts):
        order = place * 1000
        labels += _headings(part, order)
        for step, question in enumerate(_page_order(part), start=1):
            labels += _question_labels(question, order + step * 10, earlier=earlier)
    return tuple(labels)


def _headings(part: Part, order: int) -> Iterator[Label]:
    for title in (part.title, *EARLIER_TITLES.get(part.number, ())):
        heading = f"Part {part.number} {title}" if part.number else title
        yield Label("", plain_words(heading), order, whole_line=True)


def _page_order(part: Part) -> list[Question]:
    ids = [question.id for question in part.printed]
    return sorted(
        part.printed,
        key=lambda question: (
            ids.index(SHOWN_AFTER.get(question.id, question.id)) + (question.id in SHOWN_AFTER) / 2
        ),
    )


def _question_labels(question: Question, order: int, *, earlier: bool) -> Iterator[Label]:
    number, wording = _printed(question)
    words = plain_words(wording)
    yield Label(question.id, words, order, number, inline=len(words) >= _LONG)
    if question.kind == "table" and question.help:
        yield Label(question.id, plain_words(question.help), order)
    if question.id == "applicant_response":
        yield Label(question.id, plain_words(LEAKED), order)
    for step, wordings in enumerate(EARLIER_WORDING.get(question.id, ()) if earlier else ()):
        for wording in wordings:
            words = plain_words(wording)
            yield Label(question.id, words, order + step, inline=len(words) >= _LONG)


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
