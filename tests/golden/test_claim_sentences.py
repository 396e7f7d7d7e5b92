"""Sentences that people write in thirteen languages: which are asked about, and which are let be."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from reportwizard.checks.claims.checks import wording_claim_mismatch
from reportwizard.checks.texts import data_names
from support.small_reports import findings_of

SENTENCES: dict[str, dict[str, list[str]]] = tomllib.loads(
    Path(__file__).with_name("claims").joinpath("sentences.toml").read_text("utf-8")
)
TABLES: dict[str, Any] = {
    "people_metrics": {
        "participants": {"target": 32, "result": 33},
        "editors": {"target": 26, "result": 27},
        "organizers": {"target": 4, "result": 4},
    },
    "content_metrics": {
        "wikipedia": {"target": 100, "created": 10, "improved": 90},
        "commons": {"target": 200, "created": 271},
    },
}


def sentences_of(kind: str) -> list[str]:
    return [sentence for language in SENTENCES.values() for sentence in language[kind]]


def asked_about(text: str) -> bool:
    return bool(findings_of(wording_claim_mismatch, **TABLES, activities_and_results=text))


def test_every_language_has_sentences() -> None:
    assert sorted(SENTENCES) == list(data_names("claims"))
    assert len(sentences_of("fires")) > 100
    assert len(sentences_of("silent")) > 150


def test_a_total_that_differs_from_the_table_is_found() -> None:
    assert [sentence for sentence in sentences_of("fires") if not asked_about(sentence)] == []


def test_a_fair_sentence_is_silent() -> None:
    assert [sentence for sentence in sentences_of("silent") if asked_about(sentence)] == []
