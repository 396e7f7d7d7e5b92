"""The search of Go to."""

from __future__ import annotations

from reportwizard.ui.report.goto_page import PAGES
from reportwizard.ui.shared.search_list import found_in


def test_search_ignores_accents_and_the_keyboard_layout() -> None:
    for typed, words in (
        ("QUECHUA", "Mujeres quechuas"),
        ("edicion", "Horas de edición"),
        ("spent us", "11 Spent, in US dollars"),
        ("куыгде", "A result"),  # Russian
        ("йгуыешщт", "Any question"),
        ("ρεσθ", "A result"),  # Greek
    ):
        assert found_in(typed, words), typed
    assert not found_in("quechua walk", "Mujeres quechuas")


def test_file_commands_are_found_by_common_words() -> None:
    names = ("word", "pdf", "export", "excel", "xlsx", "bring")
    for name in names:
        assert any(found_in(name, f"{label} {remark}") for label, remark, _ in PAGES), name
