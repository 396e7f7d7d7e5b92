"""What a key is called: on the keyboard (`Ctrl+S`, `Esc`), and by Textual (`ctrl+s`, `escape`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import Keys, key_to_character

_NAMES = {"esc": "escape", "del": "delete", "ins": "insert", "pgdn": "pagedown", "pgup": "pageup"}
_SHOWN = {name: shown.title() for shown, name in _NAMES.items()} | {"pagedown": "PgDn", "pageup": "PgUp"}
_MODIFIERS = {"ctrl", "shift", "alt", "super", "hyper", "meta"}
_KNOWN = {one.value for one in Keys}
_NEEDED = {
    f"{held}{key}" for held in ("", "shift+") for key in ("enter", "tab", "up", "down", "left", "right")
}
_NEEDED |= {"backspace", "home", "end"}
"""What boxes and lists need; what types a letter they need too."""


def textual_key(shown: str) -> str:
    """Return Textual's name of a key as it is on the keyboard; empty for several, of arrows the last."""
    shown = shown.strip()
    if " " in shown or "–" in shown:
        return "down" if "↓" in shown else ""
    return "+".join(_NAMES.get(part, part) for part in shown.lower().split("+"))


def key_label(name: str) -> str:
    """Return a key of Textual's as it is on the keyboard."""
    return "+".join(_SHOWN.get(part, part.capitalize()) for part in name.split("+"))


def key_binding(keys: str, action: str, id: str, words: str, *, priority: bool = False) -> Binding:
    """Return a key that the key map can change by its `id`; `words` say what it does."""
    return Binding(keys, action, words, id=id, show=False, priority=priority, tooltip=words)


def is_bindable(name: str) -> bool:
    """Whether there is a key of this name of Textual's that may mean something else than it does in a box."""
    *held, key = name.split("+")
    typed = key not in _KNOWN and key_to_character(key)
    known = _MODIFIERS.issuperset(held) and bool(typed or key in _KNOWN)
    return known and name not in _NEEDED and (not typed or bool({*held} - {"shift"}))


def binding_ids(kinds: Iterable[type]) -> dict[str, str]:
    """Return what the keys of these classes are bound to by name, such as `{"ctrl+s": "save"}`."""
    key_binding = (
        one for kind in kinds for one in vars(kind).get("BINDINGS", ()) if isinstance(one, Binding)
    )
    return {key: one.id for one in key_binding if one.id for key in one.key.split(",")}


def bindable_keys(keymap: Mapping[str, str]) -> dict[str, str]:
    """Return a key map without what is no key."""
    keys = {id: ",".join(filter(is_bindable, keys.split(","))) for id, keys in keymap.items()}
    return {id: one for id, one in keys.items() if one}


def current_key(shown: str, node: DOMNode, keymap: Mapping[str, str]) -> tuple[str, str]:
    """Return the key that does now what one did before the key map: Textual's name, and as it is shown."""
    name = textual_key(shown)
    kinds = (kind for one in node.ancestors_with_self for kind in type(one).__mro__)
    chosen = bindable_keys(keymap).get(binding_ids(kinds).get(name, ""), name) if keymap else name
    key = chosen.split(",")[0]
    return key, shown if key == name else key_label(key)
