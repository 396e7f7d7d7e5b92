"""Everything that a form file can get wrong is told with file, place and key, whichever way it is loaded."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from reportwizard.errors import FormError
from reportwizard.forms.loader import build_form
from reportwizard.forms.schema import check_form
from support.cases import each_case

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportwizard.forms.form import Form

    Load = Callable[[dict[str, Any], str], Form]

PICNIC = """
id = "picnic-report"
version = "1"
title = "Picnic report"
report_type = "Final"
attribution = "Ours."

[[rules]]
text = "Bring a bag."
source = "https://example.org/rules"
questions = ["cost"]

[[parts]]
id = "before"
title = "Before"
questions = [
    { id = "name", wording = "Name of the picnic", kind = "text", role = "project.title" },
    { id = "rain", wording = "Did it rain?", kind = "yes_no", required = true },
    { id = "story", wording = "How wet was it?", kind = "long_text", asked_if = "rain = yes" },
    { id = "drink", wording = "Which drink?", kind = "choice", default = "tea", options = [
        { id = "tea", label = "Tea" },
        { id = "juice", label = "Juice", letter = "B" },
    ] },
]

[[parts]]
id = "after"
title = "After"
questions = [
    { id = "cost", wording = "What did it cost?", kind = "money", currency = "local" },
    { id = "guests", wording = "Who came?", kind = "table", beside = "story", rows = [
        { id = "adults", label = "Adults", role = "people.participants" },
        { id = "children", label = "Children" },
    ], columns = [
        { id = "came", label = "Came", kind = "count", role = "column.result" },
        { id = "note", label = "Note" },
    ] },
    { id = "mood", wording = "Do you agree?", kind = "agreement", rows = [
        { id = "fun", label = "It was fun", letter = "A" },
    ], options = [
        { id = "agree", label = "Agree" },
    ] },
]
"""

# What is changed (a path of keys and numbers, and the new value; None takes the key away), and what is said.
FAULTS: list[tuple[str, object, str]] = [
    ("id", "Picnic Report", "key “id”: “Picnic Report” cannot be the id of a form."),
    ("version", None, "key “version”: is missing."),
    ("version", " ", "key “version”: is empty."),
    ("titel", "x", "key “titel”: is not known here. Did you mean “title”?"),
    ("parts", [], "key “parts”: the form asks nothing."),
    (
        "parts.0.questions.0.role",
        "project.titel",
        "question “name”: key “role”: “project.titel” is not a role. Did you mean “project.title”?",
    ),
    (
        "parts.0.questions.1.role",
        "project.title",
        "question “rain”: key “role”: “project.title” does not fit the kind yes_no. It fits text.",
    ),
    (
        "parts.0.questions.0.role",
        "column.target",
        "question “name”: key “role”: “column.target” does not belong here. It belongs to a column.",
    ),
    (
        "parts.1.questions.1.rows.0.role",
        "report.due",
        "question “guests”, row “adults”: key “role”: “report.due” does not belong here. It belongs to",
    ),
    (
        "parts.1.questions.1.rows.1.role",
        "people.participants",
        "question “guests”, row “children”: key “role”: “people.participants” is used twice.",
    ),
    (
        "parts.1.questions.2.rows.0.role",
        "people.editors",
        "question “mood”, row “fun”: key “role”: “people.editors” does not fit the kind agreement.",
    ),
    (
        "parts.1.questions.1.columns.1.role",
        "column.result",
        "question “guests”, column “note”: key “role”: “column.result” is used twice.",
    ),
    ("rules.0.source", "", "rule 1: key “source”: is empty."),
    ("rules.0.text", "", "rule 1: key “text”: is empty."),
    ("rules.0.questions", ["costs"], "rule 1: key “questions”: there is no question “costs”."),
    ("rules.0.topic", "tea", "rule 1: key “topic”: “tea” is not a topic. Use more_time, after, receipts or"),
    ("rules.0.keep_years", -1, "rule 1: key “keep_years”: is less than 0. Write how many years, such as 4."),
    ("reader", " ", "key “reader”: is empty. Write the words here."),
    ("parts.0.questions.3.options.0.key", "t", "question “drink”, option “tea”: key “key”: is not known"),
    ("rules.0.page", "x", "rule 1: key “page”: is not known here."),
    ("parts.0.title", "", "part “before”: key “title”: is empty."),
    ("parts.1.id", "before", "part “before”: key “id”: “before” is used twice."),
    ("parts.1.id", "2nd", "part “2nd”: key “id”: “2nd” cannot be an id."),
    ("parts.1.questions", [], "part “after”: key “questions”: the part asks nothing."),
    ("parts.0.questions.0.id", "Name", "question “Name”: key “id”: “Name” cannot be an id."),
    ("parts.0.questions.0.id", "", "question 1: key “id”: “” cannot be an id."),
    ("parts.1.questions.0.id", "name", "question “name”: key “id”: “name” is used twice."),
    ("parts.0.questions.0.id", None, "question 1: key “id”: is missing."),
    ("parts.0.questions.0.wording", "", "question “name”: key “wording”: is empty."),
    ("parts.0.questions.0.wordings", "x", "question “name”: key “wordings”: is not known here."),
    ("parts.0.questions.0.kind", "prose", "question “name”: key “kind”: “prose” is not a kind. Use text,"),
    (
        "parts.0.questions.0.currency",
        "USD",
        "question “name”: key “currency”: means nothing for the kind text.",
    ),
    ("parts.0.questions.1.links", True, "question “rain”: key “links”: means nothing for the kind yes_no."),
    (
        "parts.0.questions.1.reference",
        True,
        "question “rain”: key “reference”: text from elsewhere cannot be",
    ),
    ("parts.0.questions.1.default", "perhaps", "question “rain”: key “default”: “perhaps” is not an answer."),
    ("parts.0.questions.3.default", "beer", "question “drink”: key “default”: “beer” is not an answer."),
    (
        "parts.0.questions.3.options",
        None,
        "question “drink”: key “options”: is missing: the kind choice needs",
    ),
    (
        "parts.0.questions.3.options.1.id",
        "tea",
        "question “drink”, option “tea”: key “id”: “tea” is used twice.",
    ),
    ("parts.0.questions.3.options.1.label", "", "question “drink”, option “juice”: key “label”: is empty."),
    (
        "parts.0.questions.3.options.1.label",
        None,
        "question “drink”, option “juice”: key “label”: is missing.",
    ),
    (
        "parts.0.questions.3.options.1.colour",
        "red",
        "question “drink”, option “juice”: key “colour”: is not known",
    ),
    (
        "parts.1.questions.0.currency",
        None,
        "question “cost”: key “currency”: is missing: the kind money needs it.",
    ),
    ("parts.1.questions.0.currency", "Euro", "question “cost”: key “currency”: “Euro” is not a currency."),
    (
        "parts.1.questions.1.columns",
        None,
        "question “guests”: key “columns”: is missing: the kind table needs it.",
    ),
    (
        "parts.1.questions.1.columns.0.kind",
        "date",
        "question “guests”, column “came”: key “kind”: “date” is not a",
    ),
    (
        "parts.1.questions.1.columns.0.currency",
        "USD",
        "question “guests”, column “came”: key “currency”: is not known",
    ),
    (
        "parts.1.questions.1.columns.1.id",
        "came",
        "question “guests”, column “came”: key “id”: “came” is used twice",
    ),
    ("parts.1.questions.1.rows.0.label", "", "question “guests”, row “adults”: key “label”: is empty."),
    (
        "parts.1.questions.1.beside",
        "stories",
        "question “guests”: key “beside”: there is no question “stories”.",
    ),
    (
        "parts.1.questions.1.beside",
        "guests",
        "question “guests”: key “beside”: a question cannot be beside",
    ),
    (
        "parts.1.questions.2.rows",
        None,
        "question “mood”: key “rows”: is missing: the kind agreement needs it.",
    ),
    (
        "parts.1.questions.2.options",
        None,
        "question “mood”: key “options”: is missing: the kind agreement needs",
    ),
    ("parts.0.questions.2.asked_if", "rain", "question “story”: key “asked_if”: 'rain' is not a condition;"),
    (
        "parts.0.questions.2.asked_if",
        "snow = yes",
        "question “story”: key “asked_if”: there is no question “snow”.",
    ),
    ("parts.0.questions.2.asked_if", "rain = maybe", "“maybe” is not an answer to “rain”. Use yes or no."),
    (
        "parts.0.questions.2.required_if",
        "drink = beer",
        "key “required_if”: “beer” is not an answer to “drink”.",
    ),
    (
        "parts.0.questions.2.asked_if",
        "name = yes",
        "key “asked_if”: “name” is of the kind text. Name a question",
    ),
    (
        "parts.0.questions.1.asked_if",
        "rain = yes",
        "question “rain”: key “asked_if”: the conditions are circular",
    ),
]


@each_case("load", [build_form, check_form])
@each_case(("path", "value", "message"), FAULTS)
def test_a_fault_names_file_place_and_key(load: Load, path: str, value: object, message: str) -> None:
    with pytest.raises(FormError) as caught:
        load(changed(path, value), "picnic.toml")
    assert str(caught.value).startswith("picnic.toml: ")
    assert message in str(caught.value)


@each_case("load", [build_form, check_form])
def test_a_longer_circle_is_shown_step_by_step(load: Load) -> None:
    data = changed("parts.0.questions.1.required_if", "drink = tea")
    data["parts"][0]["questions"][3]["asked_if"] = "rain = no"
    with pytest.raises(FormError, match=r"(rain → drink → rain|drink → rain → drink)\.$"):
        load(data, "picnic.toml")


@each_case("load", [build_form, check_form])
def test_the_unchanged_form_is_valid(load: Load) -> None:
    form = load(tomllib.loads(PICNIC), "picnic.toml")
    assert list(form.by_id) == ["name", "rain", "story", "drink", "cost", "guests", "mood"]
    assert form.part_of["guests"].heading == "After"
    assert form.rules[0].questions == ("cost",)


def changed(path: str, value: object) -> dict[str, Any]:
    """Return the picnic form with one value changed, or taken away where the new value is None."""
    data = tomllib.loads(PICNIC)
    *above, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place: Any = data
    for step in above:
        place = place[step]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return data


OWN = """
[[parts]]
id = "ours"
title = "Ours"
questions = [{ id = "own", wording = "Ours?", kind = "yes_no", own = true }]
"""


@each_case(
    ("key", "extra"),
    [
        ("required", "required = true"),
        ("required_if", 'required_if = "rain = yes"'),
        ("number", 'number = "7"'),
        ("empty_shown_as", 'empty_shown_as = "N/A"'),
        ("reference", "reference = true"),
    ],
)
def test_our_own_question_has_no_keys_of_the_official_form(key: str, extra: str) -> None:
    data = tomllib.loads(PICNIC + OWN.replace("own = true", f"own = true, {extra}"))
    with pytest.raises(FormError, match=f"“own”: key “{key}”: means nothing for our own question"):
        build_form(data, "form.toml")


def test_no_question_of_the_report_depends_on_our_own() -> None:
    data = tomllib.loads(PICNIC + OWN)
    data["parts"][1]["questions"][0]["asked_if"] = "own = yes"
    with pytest.raises(FormError, match="cannot depend on one that is not part of it"):
        build_form(data, "form.toml")
    data["parts"][1]["questions"][0]["own"] = True
    assert [item.id for item in build_form(data, "form.toml").parts[1].printed] == ["guests", "mood"]


def test_the_title_is_not_our_own_question() -> None:
    data = tomllib.loads(PICNIC)
    data["parts"][0]["questions"][0]["own"] = True
    with pytest.raises(FormError, match="the title must be a part of the report"):
        build_form(data, "form.toml")


def test_questions_of_one_page_must_be_adjacent() -> None:
    data = tomllib.loads(PICNIC)
    questions = data["parts"][0]["questions"]
    for number in (1, 2):
        questions[number]["page"] = "Weather"
    part = build_form(data, "form.toml").parts[0]
    assert [[item.id for item in page] for page in part.pages] == [["name"], ["rain", "story"], ["drink"]]
    questions[0]["page"], questions[1]["page"] = "Weather", ""
    words = "question “story”: key “page”: the page “Weather” was left after “name”. Put the questions of one"
    with pytest.raises(FormError, match=words):
        build_form(data, "form.toml")
