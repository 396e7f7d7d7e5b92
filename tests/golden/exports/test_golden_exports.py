"""The whole report of an invented project in every format, as it was looked at and found good.

Where a change is meant, `python tests/golden/exports/renew.py` writes the files anew; read the difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from reportwizard.exports.registry import EXPORTS, export_report
from reportwizard.imports.registry import import_text
from support.nasty import complete_report

_FOLDER = Path(__file__).parent


@pytest.mark.parametrize("name", list(EXPORTS))
def test_a_complete_report_is_written_like_this(name: str) -> None:
    golden = _FOLDER / f"complete{EXPORTS[name].suffix}"
    assert export_report(complete_report(), name) == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["complete.txt", "complete.wiki", "complete.json", "earlier.html"])
def test_what_was_written_then_is_still_read(name: str) -> None:
    imported = import_text((_FOLDER / name).read_text(encoding="utf-8"))
    assert imported.unplaced == ()
    assert dict(imported.report.answers) == dict(complete_report().answers)
