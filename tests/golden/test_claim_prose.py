"""Prose in thirteen languages: most planted slips are found, and no honest text is asked about."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from reportwizard.checks.claims.checks import wording_claim_mismatch
from reportwizard.checks.texts import data_names
from support.small_reports import findings_of

PROSE: dict[str, list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("claims").joinpath("prose.toml").read_text("utf-8")
)
LANGUAGES: dict[str, dict[str, list[Any]]] = tomllib.loads(
    Path(__file__).with_name("claims").joinpath("languages.toml").read_text("utf-8")
)
TABLE = {"participants": 33, "editors": 27, "organizers": 4, "wikipedia": [10, 90], "commons": [271, 0]}
PEOPLE = ("participants", "editors", "organizers")


def asked_about(entry: dict[str, Any]) -> list[object]:
    """The rows that the check asks about in a text with its table."""
    table: dict[str, Any] = entry["table"]
    people = {row: {"result": result} for row, result in table.items() if row in PEOPLE}
    content = {
        row: dict(zip(("created", "improved"), pages, strict=True))
        for row, pages in table.items()
        if row not in PEOPLE
    }
    answers: dict[str, Any] = {"people_metrics": people, "content_metrics": content}
    findings = findings_of(wording_claim_mismatch, **answers, activities_and_results=entry["text"])
    return [finding.data["row"] for finding in findings]


def test_two_of_three_slips_are_found_at_their_row() -> None:
    slips = PROSE["slips"]
    missed = [entry["text"] for entry in slips if asked_about(entry) != [entry["row"]]]
    assert len(slips) >= 21
    assert len(missed) <= len(slips) // 3, missed


def test_honest_texts_are_silent() -> None:
    assert len(PROSE["honest"]) >= 46
    assert [entry["text"] for entry in PROSE["honest"] if asked_about(entry)] == []


def test_every_language_finds_two_of_three_slips_and_asks_about_nothing_else() -> None:
    assert len(LANGUAGES) == len(data_names("claims")) - 1
    for language, texts in LANGUAGES.items():
        slips, honest = texts["slips"], texts["honest"]
        missed = [text for row, text in slips if asked_about({"table": TABLE, "text": text}) != [row]]
        assert (len(slips) >= 6, len(missed) <= len(slips) // 3) == (True, True), (language, missed)
        assert len(honest) >= 8
        assert [text for text in honest if asked_about({"table": TABLE, "text": text})] == [], language
