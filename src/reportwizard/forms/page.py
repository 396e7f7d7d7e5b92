"""What published pages of a form look like: `page.toml` beside the form, as imports need it.

A form without such a file has no published pages; reports that this program wrote are read without it.
"""

from __future__ import annotations

import tomllib
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportwizard.errors import FormError
from reportwizard.forms.faults import fault
from reportwizard.forms.outside import known_forms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportwizard.forms.form import Form

FILE = "page.toml"


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a page's header: the words in front of it, and the question that it answers.

    Of two questions, each an amount, the line holds both amounts in this order; `bare` is the one that a
    single amount without a currency answers. Without a question the line says nothing that a report holds.
    `generation` is set where only pages of that year print it.
    """

    label: str
    questions: tuple[str, ...]
    bare: str = ""
    generation: str = ""


@dataclass(frozen=True, slots=True)
class Headings:
    """What earlier pages call a part, named by its id."""

    part: str
    titles: tuple[str, ...]
    generation: str = ""


@dataclass(frozen=True, slots=True)
class Wordings:
    """Other wordings of a question: one box of an earlier page, looked for on pages of `generation` alone.

    Without a `question` the form no longer asks for it: what stands below is told, and put nowhere.
    `leaked`: pages print it where it belongs to no answer, too.
    """

    question: str
    wordings: tuple[str, ...]
    generation: str = ""
    leaked: bool = False


@dataclass(frozen=True, slots=True)
class Other:
    """Pages of something else: what their names begin with, lines of their header, wordings of questions.

    In `pages` and `lines`, `*` stands for any words. A `variant` has the header of this form's own pages.
    """

    name: str
    pages: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    wordings: tuple[str, ...] = ()
    variant: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """What a page of any programme is (an application, a report), by lines of its header."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class FormPage:
    """The pages of one form.

    `name` stands in what an import calls them (`rapid-fund-2023-page`, with `generation` where no line tells
    another one). `subpage` ends a page's name; the number in it answers `number`, or `grant` where it is the
    newer id of a grant.
    """

    name: str
    programme: str
    generation: str
    lines: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    subpage: str = ""
    number: str = ""
    grant: str = ""
    notices: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    headings: tuple[Headings, ...] = ()
    wordings: tuple[Wordings, ...] = ()
    others: tuple[Other, ...] = ()
    stages: tuple[Stage, ...] = ()


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
    """Return what the page file in a form's folder says; None where there is none. It is not checked."""
    try:
        text = folder.joinpath(FILE).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    return build_page(tomllib.loads(text))


def build_page(data: Mapping[str, Any]) -> FormPage:
    """Make the pages of a form out of what a file holds; `TypeError` for a key that is missing or unknown."""
    return FormPage(**{key: _value(key, value) for key, value in data.items()})


def _value(key: str, value: Any) -> Any:
    """Make a list a tuple, and its tables what they describe; an entry's own `wordings` are plain words."""
    if not isinstance(value, list):
        return value
    return tuple(
        ENTRIES[key](**{name: _value(name, inner) for name, inner in item.items()})
        if isinstance(item, dict)
        else item
        for item in value
    )


def published_forms() -> tuple[tuple[Form, FormPage], ...]:
    """Return the forms whose published pages are known, with what such pages look like.

    A page file from outside that is at fault is passed over; `forms --check` says what is wrong with it.
    """
    data = Path(__file__).with_name("data")
    found = []
    for form in known_forms().forms:
        with suppress(TypeError, ValueError, OSError, FormError):
            page = read_page(Path(form.source).parent if form.source else data / form.id)
            if page:
                check_page(page, form, FILE)
                found.append((form, page))
    return tuple(found)


def check_page(page: FormPage, form: Form, source: str) -> None:
    """Raise `FormError` where a page file names a question or a part that the form does not have."""
    asked = [question for entry in page.facts for question in entry.questions]
    asked += [entry.question for entry in page.wordings] + [fact.bare for fact in page.facts]
    asked = [*filter(None, [*asked, page.number, page.grant])]
    for question in asked:
        if question not in form.by_id:
            raise fault(source, "", "questions", f"there is no question “{question}”.")
    for heading in page.headings:
        if heading.part not in {part.id for part in form.parts}:
            raise fault(source, "", "part", f"there is no part “{heading.part}”.")
