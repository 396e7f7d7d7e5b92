"""Sentences with what must not be public, or what only looks like it: asked about once, or let be."""

from __future__ import annotations

import tomllib
from pathlib import Path

from reportwizard.checks.registry import run_checks
from support.cases import each_case
from support.small_reports import small_report

SENTENCES: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_name("privacy").joinpath("sentences.toml").read_text("utf-8")
)
SILENT = SENTENCES.pop("silent")
ASKED = [(code, sentence) for code, sentences in SENTENCES.items() for sentence in sentences]
WATCHED = ("privacy", "links")


def codes(text: str) -> list[str]:
    codes = (finding.code for finding in run_checks(small_report(activities_and_results=text)))
    return sorted({code for code in codes if code.startswith(WATCHED)})


@each_case(("code", "sentence"), ASKED)
def test_only_the_private_datum_is_found(code: str, sentence: str) -> None:
    assert codes(sentence) == [code]


@each_case("sentence", SILENT)
def test_what_only_looks_private_is_ignored(sentence: str) -> None:
    assert codes(sentence) == []
