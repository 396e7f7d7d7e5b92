"""Drawing in ASCII: the width of every cell and the letters of answers are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.content import Content

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.ui.app import WizardApp
from reportwizard.ui.shared.ascii_filter import AsciiFilter, needs_ascii
from reportwizard.ui.shared.drawing import SIGNS

if TYPE_CHECKING:
    from pathlib import Path

BLACK = Color(0, 0, 0)


def drawn(text: str) -> str:
    (segment,) = AsciiFilter().apply([Segment(text, Style(bold=True))], BLACK)
    assert segment.style == Style(bold=True)
    return segment.text


def test_every_sign_becomes_one_ascii_character() -> None:
    for name, sign in SIGNS.items():
        assert drawn(sign).isascii(), name
        assert len(drawn(sign)) == 1, name


def test_lines_quotation_marks_and_scroll_bars_keep_their_width() -> None:
    shown = "╭─ Your fund ──╮│ “2 of 7” · 1–6 … ▁▂▃▄▅▆▇█ ▌ −5\u00a0PEN ↑ ↓"
    assert drawn(shown).isascii()
    assert Content(drawn(shown)).cell_length == Content(shown).cell_length
    assert drawn("✓ ! ✗ ? ○ · ● ▸ │ ▌ ▾ ‹ › = – −") == "v ! x ? o . * > | > v < > = - -"


def test_letters_of_any_script_are_kept() -> None:
    for answer in ("Año, Ñandú", "Қысқы мектеп", "写真コンテスト", "مسابقة", "👩\u200d🔬"):
        assert drawn(answer) == answer


def test_a_utf_8_terminal_or_locale_needs_no_ascii() -> None:
    for encoding, environ, expected in (
        ("utf-8", {}, False),
        ("UTF-8", {"LANG": "C"}, False),
        ("iso8859-1", {"LANG": "de_DE.ISO-8859-1"}, True),
        ("ascii", {"LANG": "es_PE.UTF-8"}, False),  # a locale that is not installed here
        ("ascii", {"LANG": "en_US.utf8", "LC_ALL": "C"}, True),
    ):
        assert needs_ascii(encoding, environ) == expected, (encoding, environ)


def test_the_wizard_draws_with_it_only_if_it_is_told_to(tmp_path: Path) -> None:
    for ascii_only in (True, False):
        filters = WizardApp(DraftFolder(tmp_path), ascii_only=ascii_only).get_line_filters()
        assert any(isinstance(line_filter, AsciiFilter) for line_filter in filters) is ascii_only
