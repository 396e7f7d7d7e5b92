from __future__ import annotations

from typing import Any

import pytest

from reportwizard.drafts.format.migrate import SCHEMA, STEPS, migrate
from reportwizard.errors import DraftError
from support.cases import each_case


def test_every_older_format_has_its_step() -> None:
    assert set(STEPS) == set(range(1, SCHEMA))


def test_the_current_format_stays_as_it_is() -> None:
    document = {"schema": SCHEMA, "answers": {"a": 1}}
    assert migrate(document, "camp") is document


def test_older_formats_go_step_by_step() -> None:
    def second(document: dict[str, Any]) -> dict[str, Any]:
        return {**document, "schema": 2, "path": "1-2"}

    def third(document: dict[str, Any]) -> dict[str, Any]:
        return {**document, "schema": 3, "path": document["path"] + "-3"}

    moved = migrate({"schema": 1}, "camp", current=3, steps={1: second, 2: third})
    assert moved == {"schema": 3, "path": "1-2-3"}


def test_a_newer_format_is_refused_in_words() -> None:
    with pytest.raises(DraftError, match="newer version") as refused:
        migrate({"schema": SCHEMA + 1}, "camp")
    assert "Install the newest version" in refused.value.hint


@each_case("schema", [None, "1", True, 0, -1])
def test_a_file_without_its_format_is_not_a_draft(schema: object) -> None:
    with pytest.raises(DraftError, match="not a draft"):
        migrate({"schema": schema}, "camp")
