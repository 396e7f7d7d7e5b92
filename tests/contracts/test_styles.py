"""A style sheet speaks of its own screen alone: Textual gives every sheet to the whole program."""

from __future__ import annotations

from pathlib import Path

import pytest

SCREENS = Path(__file__).parents[2] / "src" / "reportwizard" / "ui" / "screens"
SHEETS = sorted(SCREENS.glob("*.tcss"))


def test_there_are_style_sheets() -> None:
    assert len(SHEETS) > 5


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_every_rule_stands_inside_its_screen(sheet: Path) -> None:
    code = sheet.with_suffix(".py").read_text("utf-8")
    lines = sheet.read_text("utf-8").splitlines()
    heads = [line for line in lines if line and not line.startswith((" ", "/*"))]
    assert heads[-1] == "}"
    for name in heads[0].removesuffix(" {").split(", "):
        assert f"class {name}(" in code or name == "HelpScreen"
    assert heads[1:-1] == []
