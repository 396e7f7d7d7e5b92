"""Lists as people keep them, in twelve languages, and two budget sheets: everything that is read of each.

`renew.py` writes the expectations anew.
"""

from __future__ import annotations

import json
from pathlib import Path

from support.cases import each_case
from support.ledger import read_shape

FOLDER = Path(__file__).parent
LISTS = sorted(FOLDER.glob("*.csv"))


@each_case("path", LISTS)
def test_a_list_is_read_as_before(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    assert read_shape(path) == expected


def test_every_language_of_the_headings_has_a_list() -> None:
    languages = {path.stem.split("-")[1] for path in LISTS if path.stem.startswith("list-")}
    assert languages >= {
        *("english", "spanish", "french", "portuguese", "russian", "ukrainian"),
        *("kazakh", "arabic", "swahili", "indonesian", "turkish", "german"),
    }
