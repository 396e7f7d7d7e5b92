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


def key_called(shown: str) -> str:
    """Return Textual's name of a key as it is on the keyboard; empty for several, of arrows the last."""
    shown = shown.strip()
    if " " in shown or "–" in shown:
        return "down" if "↓" in shown else ""
    return "+".join(_NAMES.get(part, part) for part in shown.lower().split("+"))


def shown_key(name: str) -> str:
    """Return a key of Textual's as it is on the keyboard."""
    return "+".join(_SHOWN.get(part, part.capitalize()) for part in name.split("+"))


def bound(keys: str, action: str, id: str, words: str, *, priority: bool = False) -> Binding:
    """Return a key that the key map can change by its `id`; `words` say what it does."""
    return Binding(keys, action, words, id=id, show=False, priority=priority, tooltip=words)


def is_key(name: str) -> bool:
    """Whether there is a key of this name of Textual's."""
    *held, key = name.split("+")
    return _MODIFIERS.issuperset(held) and (key in _KNOWN or key_to_character(key) is not None)


def bindings_of(kinds: Iterable[type]) -> dict[str, str]:
    """Return what the keys of these classes are bound to by name, such as `{"ctrl+s": "save"}`."""
    bound = (one for kind in kinds for one in vars(kind).get("BINDINGS", ()) if isinstance(one, Binding))
    return {key: one.id for one in bound if one.id for key in one.key.split(",")}


def chosen_key(name: str, node: DOMNode, keymap: Mapping[str, str]) -> str:
    """Return the key that does what this one did before a key map gave it another key."""
    kinds = (kind for one in node.ancestors_with_self for kind in type(one).__mro__)
    chosen = keymap.get(bindings_of(kinds).get(name, ""), name) if keymap else name
    return chosen.split(",")[0]
