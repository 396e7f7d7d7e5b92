"""How an error in a form file is reported: the file, the place in it, the key, and what to do."""

from __future__ import annotations

from collections.abc import Iterable

from reportwizard.errors import FormError


def fault(source: str, where: str, key: str, problem: str, hint: str = "") -> FormError:
    """Return the error for one key of a form file."""
    place = ": ".join(piece for piece in (source, where, f"key “{key}”" if key else "") if piece)
    return FormError(f"{place}: {problem}", hint)


def unknown_key(source: str, where: str, key: str, known: Iterable[str]) -> FormError:
    """Return the error for a key that means nothing there, with the known key that it looks like."""
    from difflib import get_close_matches

    near = get_close_matches(key, list(known), n=1)
    return fault(source, where, key, "is not known here.", f"Did you mean “{near[0]}”?" if near else "")


def item_place(above: str, key: str, item_id: object, number: int = 0) -> str:
    """Return how an error names one entry of a list such as `questions`.

    An entry without an id is named by its number, from 1. A part or a question needs nothing above it.
    """
    name = f"“{item_id}”" if isinstance(item_id, str) and item_id else str(number)
    own = f"{key.removesuffix('s')} {name}"
    return f"{above}, {own}" if above and key not in ("parts", "questions") else own


def one_of(names: Iterable[str]) -> str:
    """Return names as words: `a, b or c`."""
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last
