"""Two whole reports in every format, one of the nastiest words, as they were found good.

Where a change is meant, `python tests/golden/exports/renew.py` writes the files anew; read the difference.
"""

from __future__ import annotations

from pathlib import Path

from reportwizard.imports.registry import import_text
from support.cases import each_case
from support.exports import golden_files
from support.nasty import complete_report

_FOLDER = Path(__file__).parent


def test_reports_are_written_like_this() -> None:
    for name, text in golden_files().items():
        assert text == (_FOLDER / name).read_bytes().decode(), name


@each_case("name", ["complete.txt", "complete.wiki", "complete.json", "earlier.html"])
def test_what_was_written_then_is_still_read(name: str) -> None:
    imported = import_text((_FOLDER / name).read_text(encoding="utf-8"))
    assert imported.unplaced == ()
    assert dict(imported.report.answers) == dict(complete_report().answers)
