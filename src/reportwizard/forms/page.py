"""What published pages of a form look like: `page.toml` beside the form, as imports need it.

A form without such a file has no published pages; reports that this program wrote are read without it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from reportwizard.forms.faults import fault
from reportwizard.forms.form import Form
from reportwizard.forms.loader import build

FILE = "page.toml"


Generation = Annotated[str, "The year of the pages that have this; empty for all."]


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a page's header."""

    label: Annotated[str, "The words before the fact."]
    questions: Annotated[tuple[str, ...], "The questions it answers: none, one, or two for two amounts."]
    bare: Annotated[str, "The question that a single amount without a currency answers."] = ""
    generation: Generation = ""


@dataclass(frozen=True, slots=True)
class Headings:
    """What earlier pages call a part."""

    part: Annotated[str, "The id of the part."]
    titles: Annotated[tuple[str, ...], "Its other headings."]
    generation: Generation = ""


@dataclass(frozen=True, slots=True)
class Wordings:
    """Other wordings of a question: one box of an earlier page."""

    question: Annotated[str, "The id of the question; empty if the form no longer asks for it."]
    wordings: Annotated[tuple[str, ...], "What pages print for it."]
    generation: Generation = ""
    leaked: Annotated[bool, "Pages print it also where it belongs to no answer."] = False


@dataclass(frozen=True, slots=True)
class Other:
    """Pages of something else, to be recognised."""

    name: Annotated[str, "What such a page is called."]
    pages: Annotated[tuple[str, ...], "What their names begin with; * is any words."] = ()
    lines: Annotated[tuple[str, ...], "Lines of their header; * is any words."] = ()
    wordings: Annotated[tuple[str, ...], "Wordings of their questions."] = ()
    variant: Annotated[bool, "It has the header of this form's own pages."] = False


@dataclass(frozen=True, slots=True)
class Stage:
    """What a page of any programme is, such as an application."""

    name: Annotated[str, "What it is called."]
    lines: Annotated[tuple[str, ...], "Lines of its header."]


@dataclass(frozen=True)
class FormPage:
    """What published pages of a form look like, for imports."""

    name: Annotated[str, "The name of such pages: name-year-page."]
    programme: Annotated[str, "The programme, as pages name it."]
    generation: Annotated[str, "The year of pages that show no other year."]
    lines: Annotated[tuple[str, ...], "Lines of the header of such pages; * is any words."] = ()
    pages: Annotated[tuple[str, ...], "What the names of such pages begin with."] = ()
    subpage: Annotated[str, "What the name of such a page ends with."] = ""
    number: Annotated[str, "The question that the number in the name answers."] = ""
    grant: Annotated[str, "The question that a newer id of a grant in the name answers."] = ""
    notices: Annotated[tuple[str, ...], "Notices on pages that are not answers."] = ()
    facts: Annotated[tuple[Fact, ...], "Lines of the header."] = ()
    headings: Annotated[tuple[Headings, ...], "Other headings of parts."] = ()
    wordings: Annotated[tuple[Wordings, ...], "Other wordings of questions."] = ()
    others: Annotated[tuple[Other, ...], "Pages of something else."] = ()
    stages: Annotated[tuple[Stage, ...], "What a page of any programme is."] = ()


ENTRIES: dict[str, type] = {
    "facts": Fact,
    "headings": Headings,
    "wordings": Wordings,
    "others": Other,
    "stages": Stage,
}
"""What the tables in a list of a page file describe, by the list's key."""


@cache
def read_page(folder: Path) -> FormPage | None:
    """Return what the page file in a form's folder says; None if there is none. It is not checked."""
    try:
        text = folder.joinpath(FILE).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    return build(FormPage, tomllib.loads(text), FILE, ENTRIES)


def check_page(page: FormPage, form: Form, source: str) -> None:
    """Raise `FormError` if a page file names a question or a part that the form does not have."""
    asked = [question for entry in page.facts for question in entry.questions]
    asked += [entry.question for entry in page.wordings] + [fact.bare for fact in page.facts]
    asked = [*filter(None, [*asked, page.number, page.grant])]
    for question in asked:
        if question not in form.by_id:
            raise fault(source, "", "questions", f"there is no question “{question}”.")
    for heading in page.headings:
        if heading.part not in {part.id for part in form.parts}:
            raise fault(source, "", "part", f"there is no part “{heading.part}”.")
