"""Keys by the name on the keyboard, and by Textual's."""

from __future__ import annotations

from reportwizard.ui.shared.keys import is_key, key_called, shown_key


def test_a_key_has_two_names() -> None:
    for shown, name in (
        ("Esc", "escape"), ("Ctrl+Z", "ctrl+z"), ("Shift+Tab", "shift+tab"), ("PgDn", "pagedown"),
        ("F4", "f4"), ("2", "2"), ("Del", "delete"), ("Alt+Ins", "alt+insert"),
    ):  # fmt: skip
        assert (key_called(shown), shown_key(name), is_key(name)) == (name, shown, True)
    assert [key_called(one) for one in ("↑ ↓", "1 2 …", "1–6")] == ["down", "", ""]


def test_what_no_keyboard_has_is_no_key() -> None:
    names = ("f99", "turbo+x", "ctrl+", "", "full_stop", "ctrl+question_mark", "f24", "ä")
    assert [one for one in names if is_key(one)] == ["full_stop", "ctrl+question_mark", "f24", "ä"]
