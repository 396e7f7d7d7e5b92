"""What may stand in the files of a form from outside: every key, its type, and what it is for.

The models check a file and make its JSON Schema (`docs/schemas/form.json`, `page.json`), with which an editor
completes the keys. Pydantic is loaded only with this module: it takes a tenth of a second and 20 MB.
"""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from reportwizard.errors import FormError
from reportwizard.forms.faults import fault, item_place, unknown_key
from reportwizard.forms.form import LINK_KINDS, TOPICS, Form
from reportwizard.forms.loader import build_form
from reportwizard.forms.page import FILE, build_page, check_page
from reportwizard.forms.roles import ROLES
from reportwizard.kinds.registry import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pydantic.config import JsonDict
    from pydantic_core import ErrorDetails

Shape = TypeVar("Shape", bound=BaseModel)


def _one_of(names: Iterable[str]) -> JsonDict:
    """Let an editor offer these words; whether one fits is checked with everything else about a form."""
    return {"enum": ["", *names]}


def _row_roles(kind: str) -> list[str]:
    return [name for name, role in ROLES.items() if getattr(role, kind)]


Id = Annotated[str, Field(description="Never changes once the form is published: a to z, 0 to 9 and _.")]
Label = Annotated[str, Field(description="What the form prints, word for word.")]
Letter = Annotated[str, Field(description="Printed before the label.")]
ShortLabel = Annotated[str, Field(description="Our own short name, for lists and narrow screens.")]
Generation = Annotated[str, Field(description="The year of the pages on which this stands; empty for all.")]


class FileModel(BaseModel):
    """Something in a file of a form. A key that is not known is refused, not passed over."""

    model_config = ConfigDict(extra="forbid", strict=True)


class OptionEntry(FileModel):
    """One of the answers to choose from."""

    id: Id
    label: Label
    letter: Letter = ""
    key: str = Field("", description="A letter that chooses it in the wizard, beside its number.")
    paraphrased: bool = Field(False, description="The official wording is not known.")


class RowEntry(FileModel):
    """One row of a table, or one statement to agree with."""

    id: Id
    label: Label
    letter: Letter = ""
    role: str = Field("", description="What the row counts.", json_schema_extra=_one_of(_row_roles("rows")))


class ColumnEntry(FileModel):
    """One column of a table."""

    id: Id
    label: Label
    kind: str = Field(
        "text", description="What stands in its cells.", json_schema_extra=_one_of(("count", "text"))
    )
    short: ShortLabel = ""
    role: str = Field(
        "", description="What the column holds.", json_schema_extra=_one_of(_row_roles("columns"))
    )
    options: tuple[OptionEntry, ...] = Field((), description="Means nothing in a column.")
    rows: tuple[RowEntry, ...] = Field((), description="Means nothing in a column.")
    columns: tuple[ColumnEntry, ...] = Field((), description="Means nothing in a column.")
    currency: str = Field("", description="Means nothing in a column.")


class QuestionEntry(FileModel):
    """One question, and what kind of answer it takes."""

    id: Id
    wording: str = Field(description="What the form asks, word for word, without the number.")
    kind: str = Field(description="What kind of answer it takes.", json_schema_extra=_one_of(KINDS))
    number: str = Field("", description="As the form prints it, such as 9.1.")
    short: ShortLabel = ""
    role: str = Field(
        "",
        description="What the answer means to the program.",
        json_schema_extra=_one_of(_row_roles("questions")),
    )
    page: str = Field("", description="Questions with the same name stand on one page of the wizard.")
    required: bool = Field(False, description="The report cannot be handed in without an answer.")
    asked_if: str = Field("", description="Asked only while this holds: question_id = value.")
    required_if: str = Field("", description="Required while this holds: question_id = value.")
    help: str = Field("", description="The form's own help; a line that begins with “- ” is a bullet.")
    hint: str = Field("", description="Our own advice: short words, one thing to do.")
    intro: str = Field("", description="The form's own line above a list of statements.")
    paraphrased: bool = Field(False, description="The official wording is not known.")
    links: bool = Field(False, description="The text should hold links.")
    link_kinds: tuple[str, ...] = Field(
        (), description=f"Links that the question asks for: {', '.join(LINK_KINDS)}."
    )
    reference: bool = Field(False, description="Text from elsewhere: it can be pasted in, never required.")
    own: bool = Field(False, description="A question of this program; the report does not print it.")
    beside: str = Field("", description="The id of the question that this one is shown next to.")
    default: str = Field("", description="The answer of a new report, as somebody would type it.")
    empty_shown_as: str = Field("", description="What an export prints where there is no answer.")
    currency: str = Field("", description="For money: local, or a code such as USD.")
    suggested: str = Field("", description="A date to offer: question_id + 30 days.")
    options: tuple[OptionEntry, ...] = Field((), description="The answers to choose from.")
    rows: tuple[RowEntry, ...] = Field((), description="Without them the applicant adds rows.")
    columns: tuple[ColumnEntry, ...] = Field((), description="The columns of a table.")


class PartEntry(FileModel):
    """One part of the form."""

    id: Id
    title: str = Field(description="Its heading, without the number.")
    questions: tuple[QuestionEntry, ...] = Field(description="Its questions, in the form's order.")
    number: str = Field("", description="1 is printed as Part 1; leave it out where the form prints none.")
    short: ShortLabel = ""
    intro: str = Field("", description="Our own words above its questions.")
    about: str = Field("", description="Our own few words beside its title in the list of parts.")


class RuleEntry(FileModel):
    """Something an applicant must know."""

    text: str = Field(description="The rule, in short words.")
    source: str = Field(description="The page that says so.")
    questions: tuple[str, ...] = Field((), description="The ids of the questions that it matters for.")
    topic: str = Field("", description="Where the program tells the rule.", json_schema_extra=_one_of(TOPICS))


class FormFile(FileModel):
    """A form: what is asked. docs/writing-a-form.md explains every key."""

    id: str = Field(description="The name of the form: a to z, 0 to 9 and -.")
    version: str = Field(description="Which edition of the form this is, as text.")
    title: str = Field(description="As the form prints it.")
    report_type: str = Field(description="Such as Final.")
    attribution: str = Field(description="Whose words the questions are, and under which licence.")
    parts: tuple[PartEntry, ...] = Field(description="The parts, in the form's order.")
    portal: str = Field("", description="The address where the report is handed in.")
    portal_name: str = Field("", description="What it is called in a sentence: the grantee portal.")
    reader: str = Field("funder", description="Who reads the report, in a sentence: program officer.")
    about: str = Field("", description="One sentence on what the report is for.")
    rules: tuple[RuleEntry, ...] = Field((), description="What an applicant must know.")


class FactEntry(FileModel):
    """A line of a page's header."""

    label: str = Field(description="The words in front of the fact.")
    questions: tuple[str, ...] = Field(description="What it answers: no question, one, or two amounts.")
    bare: str = Field("", description="The question that a single amount without a currency answers.")
    generation: Generation = ""


class HeadingEntry(FileModel):
    """What earlier pages call a part."""

    part: str = Field(description="The id of the part.")
    titles: tuple[str, ...] = Field(description="Its other headings.")
    generation: Generation = ""


class WordingEntry(FileModel):
    """Other wordings of a question."""

    question: str = Field(description="The id of the question.")
    wordings: tuple[str, ...] = Field(description="What pages print for it.")
    generation: Generation = ""
    leaked: bool = Field(False, description="Pages print it also where it belongs to no answer.")


class OtherEntry(FileModel):
    """Pages of something else, to be told apart."""

    name: str = Field(description="What such a page is called.")
    pages: tuple[str, ...] = Field((), description="What their names begin with; * is any words.")
    lines: tuple[str, ...] = Field((), description="Lines of their header; * is any words.")
    wordings: tuple[str, ...] = Field((), description="Wordings of their questions.")
    variant: bool = Field(False, description="It has the header of this form's own pages.")


class StageEntry(FileModel):
    """What a page of any programme is, such as an application."""

    name: str = Field(description="What it is called.")
    lines: tuple[str, ...] = Field(description="Lines of its header.")


class PageFile(FileModel):
    """What published pages of a form look like, for imports."""

    name: str = Field(description="The name of such pages: name-year-page.")
    programme: str = Field(description="The programme, as pages name it.")
    generation: str = Field(description="The year of pages on which no line tells another one.")
    lines: tuple[str, ...] = Field((), description="Lines of the header of such pages; * is any words.")
    pages: tuple[str, ...] = Field((), description="What the names of such pages begin with.")
    subpage: str = Field("", description="What the name of such a page ends with.")
    number: str = Field("", description="The question that the number in the name answers.")
    grant: str = Field("", description="The question that a newer id of a grant in the name answers.")
    notices: tuple[str, ...] = Field((), description="Notices that pages print and that are no answer.")
    facts: tuple[FactEntry, ...] = Field((), description="Lines of the header.")
    headings: tuple[HeadingEntry, ...] = Field((), description="Other headings of parts.")
    wordings: tuple[WordingEntry, ...] = Field((), description="Other wordings of questions.")
    others: tuple[OtherEntry, ...] = Field((), description="Pages of something else.")
    stages: tuple[StageEntry, ...] = Field((), description="What a page of any programme is.")


# What pydantic found, in words. A key that is not here has another type than it should.
_WORDS = {
    "missing": "is missing.",
    "string_type": "must be text in quotes.",
    "bool_type": "must be true or false, without quotes.",
    "tuple_type": "must be a list.",
    "model_type": "must be a table with keys of its own.",
    "json_invalid": "holds too many tables inside each other.",
}
_UNKNOWN = "extra_forbidden"


def check_form(data: Mapping[str, Any], source: str) -> Form:
    """Return the form that the tables of a file describe; `FormError` names file, question and key."""
    _validate(FormFile, data, source)
    return build_form(data, source)


def check_page_file(folder: Path, form: Form) -> None:
    """Raise `FormError` where the page file in a form's folder cannot be used; it may be missing."""
    path = folder / FILE
    if not path.exists():
        return
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise FormError(f"{path}: cannot be read: {error}.") from error
    _validate(PageFile, data, str(path))
    check_page(build_page(data), form, str(path))


def _validate(model: type[Shape], data: Mapping[str, Any], source: str) -> Shape:
    try:
        # JSON is pydantic's own strict reading: "yes" is no bool, 7 is no text, and a list may be a tuple.
        # TOML's dates have no place in a form: as nothing, they are refused like any other wrong type.
        return model.model_validate_json(json.dumps(data, default=lambda _: None), strict=True)
    except RecursionError:
        raise fault(source, "", "", _WORDS["json_invalid"]) from None
    except ValidationError as error:
        raise _in_words(error.errors(include_url=False), model, data, source) from None


def _in_words(
    errors: list[ErrorDetails], model: type[BaseModel], data: Mapping[str, Any], source: str
) -> FormError:
    """Return the first error in words; an unknown key comes before the missing one that it may stand for."""
    first = min(errors, key=lambda error: error["type"] != _UNKNOWN)
    where, shape, key = _place(first["loc"], model, data)
    if first["type"] == _UNKNOWN:
        return unknown_key(source, where, key, shape.model_fields)
    return fault(source, where, key, _WORDS.get(first["type"], first["msg"]))


def _place(loc: tuple[int | str, ...], shape: type[BaseModel], data: Any) -> tuple[str, type[BaseModel], str]:
    """Follow pydantic's path, such as `parts, 0, title`, to a place in words, its shape and the key."""
    where, key = "", ""
    for step in loc:
        data = data[step] if isinstance(step, int) or step in data else None
        if isinstance(step, str):
            key = step
        elif isinstance(data, dict):
            where = item_place(where, key, data.get("id"), step + 1)
            shape, key = get_args(shape.model_fields[key].annotation)[0], ""
    return where, shape, key
