"""Names of keys: on the keyboard (`Ctrl+S`, `Esc`) and in Textual (`ctrl+s`, `escape`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import Keys, key_to_character

_NAMES = {"esc": "escape", "del": "delete", "ins": "insert", "pgdn": "pagedown", "pgup": "pageup", "↑": "up"}
_SHOWN = {name: shown.title() for shown, name in _NAMES.items()} | {"pagedown": "PgDn", "pageup": "PgUp"}
_MODIFIERS = {"ctrl", "shift", "alt", "super", "hyper", "meta"}
_KNOWN = {key.value for key in Keys}
_RESERVED = {
    f"{shift}{key}" for shift in ("", "shift+") for key in ("enter", "tab", "up", "down", "left", "right")
}
_RESERVED |= {"backspace", "home", "end"}
"""The keys that boxes and lists need, besides those that type a character."""


def textual_key(label: str) -> str:
    """Return Textual's name of a key on the keyboard: of two arrows the second, of other keys nothing."""
    label = label.strip()
    if " " in label or "–" in label:
        return "down" if "↓" in label else ""
    return "+".join(_NAMES.get(part, part) for part in label.lower().split("+"))


def key_label(name: str) -> str:
    """Return the label of one of Textual's keys on the keyboard."""
    return "+".join(_SHOWN.get(part, part.capitalize()) for part in name.split("+"))


def key_binding(keys: str, action: str, id: str, label: str, *, priority: bool = False) -> Binding:
    """Return a binding that the key map can change by its `id`."""
    return Binding(keys, action, label, id=id, show=False, priority=priority)


def is_bindable(name: str) -> bool:
    """Whether this is the name of a key that boxes and lists do not need."""
    *modifiers, key = name.split("+")
    types = key not in _KNOWN and key_to_character(key)
    known = _MODIFIERS.issuperset(modifiers) and bool(types or key in _KNOWN)
    return known and name not in _RESERVED and (not types or bool({*modifiers} - {"shift"}))


def named_bindings(classes: Iterable[type]) -> dict[str, Binding]:
    """Return the bindings of these classes that have an id, by it."""
    bindings = (binding for cls in classes for binding in vars(cls).get("BINDINGS", ()))
    return {binding.id: binding for binding in bindings if isinstance(binding, Binding) and binding.id}


def bindings_at(node: DOMNode) -> dict[str, Binding]:
    """Return the bindings with an id that hold at a widget, by it."""
    return named_bindings(cls for ancestor in node.ancestors_with_self for cls in type(ancestor).__mro__)


def bindable_keys(keymap: Mapping[str, str]) -> dict[str, str]:
    """Return a key map without the keys that cannot be bound."""
    valid = {id: ",".join(filter(is_bindable, keys.split(","))) for id, keys in keymap.items()}
    return {id: keys for id, keys in valid.items() if keys}


def current_key(label: str, node: DOMNode, keymap: Mapping[str, str]) -> tuple[str, str]:
    """Return the name and the label of the key that the key map puts in the place of this one."""
    name = key = textual_key(label)
    if keymap:
        ids = [id for id, binding in bindings_at(node).items() if name in binding.key.split(",")]
        key = next((keys for id, keys in bindable_keys(keymap).items() if id in ids), name).split(",")[0]
    return key, label if key == name else key_label(key)
