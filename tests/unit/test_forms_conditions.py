"""Conditions: how they are written, and when they hold."""

from __future__ import annotations

import pytest

from reportwizard.forms.conditions import Condition, holds, parse_condition
from support.cases import each_case


@each_case(
    ("text", "condition"),
    [
        ("left_over = yes", Condition("left_over", "yes")),
        ("left_over=yes", Condition("left_over", "yes")),
        ("  plan  !=  b  ", Condition("plan", "b", negated=True)),
        ("plan = 2_years", Condition("plan", "2_years")),
    ],
)
def test_a_condition_is_read(text: str, condition: Condition) -> None:
    assert parse_condition(text) == condition


@each_case(
    "text",
    ["", "left_over", "left_over ==", "left_over == yes", "Left = yes", "a = yes and b = no", "2a = yes"],
)
def test_an_invalid_condition_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="question_id = value"):
        parse_condition(text)


@each_case(
    ("text", "answers", "expected"),
    [
        ("left_over = yes", {"left_over": True}, True),
        ("left_over = yes", {"left_over": False}, False),
        ("left_over = no", {"left_over": False}, True),
        ("left_over = yes", {}, False),
        ("left_over != yes", {}, True),
        ("left_over != yes", {"left_over": True}, False),
        ("plan = b", {"plan": "b"}, True),
        ("plan = b", {"plan": "a"}, False),
        ("plan != b", {"plan": "a"}, True),
    ],
)
def test_a_condition_holds_for_these_answers(text: str, answers: dict[str, object], expected: bool) -> None:
    assert holds(text, answers) is expected
