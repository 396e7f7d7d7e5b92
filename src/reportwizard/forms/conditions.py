"""Conditions such as `has_unspent_funds = yes`: when a question is asked, or required.

A condition is `ID = VALUE` or `ID != VALUE`. VALUE is `yes` or `no` for a yes/no question, and an option's
id for a choice. A question without an answer equals nothing, so `!=` holds for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

_PATTERN = re.compile(r"\s*([a-z][a-z0-9_]*)\s*(!?=)\s*([a-z0-9_]+)\s*")


class Condition(NamedTuple):
    """`question` equals `value` (or does not, where `negated`)."""

    question: str
    value: str
    negated: bool = False


@lru_cache
def parse_condition(text: str) -> Condition:
    """Read a condition; `ValueError` if it is not one."""
    match = _PATTERN.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is not a condition; write it as: question_id = value")
    return Condition(match[1], match[3], match[2] == "!=")


_DAYS_AFTER = re.compile(r"([a-z][a-z0-9_]*) \+ ([0-9]{1,4}) days")


def parse_days_after(text: str) -> tuple[str, int]:
    """Read `question_id + N days`; `ValueError` if it is something else."""
    match = _DAYS_AFTER.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is not a date to offer; write it as: question_id + 30 days")
    return match[1], int(match[2])


def holds(text: str, answers: Mapping[str, object]) -> bool:
    """Whether a condition holds for these answers."""
    condition = parse_condition(text)
    value = answers.get(condition.question)
    word = {True: "yes", False: "no"}[value] if isinstance(value, bool) else value
    return (word == condition.value) is not condition.negated
