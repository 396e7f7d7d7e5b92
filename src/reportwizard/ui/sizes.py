"""The classes that a screen gets for the size of its terminal, known before it is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App


def size_classes(app: App[None]) -> str:
    """Return the classes of the app's breakpoints for the terminal's size now, for a new screen.

    Textual gives them to a screen when it hears of its size, after it was laid out once; all of it is styled
    and laid out again then.
    """
    width, height = app.size
    sides = ((width, app.HORIZONTAL_BREAKPOINTS), (height, app.VERTICAL_BREAKPOINTS))
    return " ".join(
        max((least, name) for least, name in breakpoints if least <= cells)[1]
        for cells, breakpoints in sides
        if breakpoints
    )
