"""The names of keys on the keyboard and in Textual."""

from __future__ import annotations

from reportwizard.ui.shared.keys import bindable_keys, is_bindable, key_label, textual_key


def test_a_key_has_two_names() -> None:
    for shown, name in (
        ("Esc", "escape"), ("Ctrl+Z", "ctrl+z"), ("Shift+F3", "shift+f3"), ("PgDn", "pagedown"),
        ("F4", "f4"), ("Ctrl+2", "ctrl+2"), ("Del", "delete"), ("Alt+Ins", "alt+insert"),
    ):  # fmt: skip
        assert (textual_key(shown), key_label(name), is_bindable(name)) == (name, shown, True)
    assert [textual_key(one) for one in ("↑ ↓", "1 2 …", "1–6")] == ["down", "", ""]


def test_unknown_and_reserved_keys_cannot_be_bound() -> None:
    none = ("f99", "turbo+x", "ctrl+", "", "full_stop", "ä", "A", "2", "shift+a", "enter", "shift+tab", "up")
    assert not [key for key in none if is_bindable(key)]
    assert bindable_keys({"check": "enter", "save": "ctrl+question_mark,x,f24"}) == {
        "save": "ctrl+question_mark,f24"
    }
