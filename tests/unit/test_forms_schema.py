"""The types of the keys in a form file: a wrong one is told in plain words, with its place."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from reportwizard.errors import FormError
from reportwizard.forms.schema import check_form
from support.cases import each_case

HEADER = """\
id = "tiny"
version = "1"
title = "Tiny"
report_type = "Final"
attribution = "Ours."
"""
PART = '[[parts]]\nid = "only"\ntitle = "Only"\n'
QUESTION = '[[parts.questions]]\nid = "drink"\nwording = "Which?"\nkind = "choice"\n'


def check(text: str) -> str:
    """Return what is said about a form file."""
    with pytest.raises(FormError) as caught:
        check_form(tomllib.loads(text), "tiny.toml")
    return str(caught.value)


@each_case(
    ("text", "message"),
    [
        (HEADER.replace('"1"', "1"), "tiny.toml: key “version”: must be text in quotes."),
        (HEADER.replace('"1"', "2023-01-31"), "tiny.toml: key “version”: must be text in quotes."),
        (HEADER + 'parts = "none"\n', "tiny.toml: key “parts”: must be a list."),
        (HEADER + "parts = [7]\n", "tiny.toml: key “parts”: must be a table with keys of its own."),
        (HEADER + PART + "questions = 3\n", "tiny.toml: part “only”: key “questions”: must be a list."),
        (
            HEADER + PART + QUESTION + 'required = "yes"\n',
            "tiny.toml: question “drink”: key “required”: must be true or false, without quotes.",
        ),
        (
            HEADER + PART + QUESTION + "options = [{ id = 'tea', label = 1.5 }]\n",
            "tiny.toml: question “drink”, option “tea”: key “label”: must be text in quotes.",
        ),
        (
            HEADER + PART + QUESTION + "options = [{ label = 'Tea' }]\n",
            "tiny.toml: question “drink”, option 1: key “id”: is missing.",
        ),
        (
            HEADER + PART + QUESTION + "[[rules]]\ntext = 'a'\nsource = 'b'\nquestions = [1]\n",
            "tiny.toml: rule 1: key “questions”: must be text in quotes.",
        ),
        (
            HEADER + PART + QUESTION + "[[rules]]\ntext = 'a'\nsource = 'b'\nkeep_years = '4'\n",
            "tiny.toml: rule 1: key “keep_years”: must be a whole number, without quotes.",
        ),
    ],
)
def test_a_wrong_type_is_reported_with_its_place(text: str, message: str) -> None:
    assert check(text) == message


def test_a_misspelt_key_is_named_before_the_one_that_it_leaves_missing() -> None:
    message = check(HEADER + PART + QUESTION.replace("wording", "wordng"))
    assert message == "tiny.toml: question “drink”: key “wordng”: is not known here. Did you mean “wording”?"


@each_case("value", [float("nan"), float("inf"), None, [], {}, b"bytes"])
def test_no_value_makes_the_check_itself_fail(value: Any) -> None:
    data = tomllib.loads(HEADER + PART + QUESTION)
    data["parts"][0]["questions"][0]["wording"] = value
    with pytest.raises(FormError, match="question “drink”: key “wording”: must be text in quotes"):
        check_form(data, "tiny.toml")
