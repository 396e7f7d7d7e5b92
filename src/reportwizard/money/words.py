"""Words beside numbers and dates, from `data/number_words.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from reportwizard.money.numerals import tidy


@cache
def words(name: str) -> frozenset[str]:
    """Return one list of words (`scale`, `rough` or `date`), tidy and in small letters."""
    text = Path(__file__).with_name("data").joinpath("number_words.toml").read_text("utf-8")
    return frozenset(tidy(word).casefold() for word in tomllib.loads(text)[name])
