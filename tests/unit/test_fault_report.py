"""What is written about a fault: where it was, and never an answer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from reportwizard.commands.fault_report import fault_report, report_fault

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 10, 3, 9, 5, tzinfo=UTC)


def faulty(answer: str) -> BaseException:
    try:
        try:
            int(answer)
        except ValueError as error:
            raise KeyError(answer) from error
    except KeyError as error:
        return error
    raise AssertionError


def test_a_report_names_kinds_and_lines_and_no_answer() -> None:
    text = fault_report(faulty("what Yma wrote"), NOW)
    first, then = text.split("\n\nthen:\n\n")
    assert "\n\nValueError\n  unit/test_fault_report.py:" in first
    assert then.startswith("KeyError\n  unit/test_fault_report.py:")
    assert "2026-10-03 09:05 UTC" in first
    assert "Yma" not in text


def test_the_message_names_the_file_or_holds_the_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPORTWIZARD_STATE", str(tmp_path))
    words = report_fault(faulty("x"), NOW)
    (path,) = tmp_path.rglob("*.txt")
    assert path.name == "2026-10-03-090500.txt"
    assert path.name in words
    monkeypatch.setenv("REPORTWIZARD_STATE", str(path))
    assert "KeyError" in report_fault(faulty("x"), NOW)
