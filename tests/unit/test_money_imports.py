"""Reading amounts and counts is quick to start: it loads no library."""

from __future__ import annotations

import subprocess
import sys

from support.cases import each_case

READ_SOME = """
from reportwizard.kinds.values import Column, Region
from reportwizard.kinds.registry import KINDS
region = Region("kk_KZ", "KZT")
typed = [("money", "1 046 956,78"), ("money", "Total: ₸5k"), ("count", "about 40"), ("date", "2023-10-03")]
for kind, text in typed:
    KINDS[kind].read(text, Column("a", "A", kind=kind, currency="local"), region)
"""
LIST_SOME = """
from reportwizard.money.cldr import guess_locale, locales
from reportwizard.money.currencies import currencies, likely_currencies
assert len(locales()) > 100 and len(currencies()) > 100
assert likely_currencies(guess_locale({"LANG": "kk_KZ.UTF-8"}))
"""


@each_case("code", [READ_SOME, LIST_SOME])
def test_no_library_is_loaded(code: str) -> None:
    check = "\nimport sys\nprint([name for name in ('babel', 'textual', 'pydantic') if name in sys.modules])"
    finished = subprocess.run(
        [sys.executable, "-c", code + check], capture_output=True, text=True, check=True
    )
    assert finished.stdout.strip() == "[]"
