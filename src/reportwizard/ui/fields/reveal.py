"""Keeping the place in view where the applicant is, inside a control that is higher than the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Region
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Iterable


def reveal(widget: Widget, wanted: Iterable[tuple[int, int]]) -> None:
    """Scroll so that lines of a widget are seen: the first (top, bottom) that is not too high for the screen.

    Lines count from 0 in the widget's content; `bottom` is the line after the last.
    """
    view = next((node for node in widget.ancestors if isinstance(node, Widget) and node.max_scroll_y), None)
    if view is None:
        return
    room = view.scrollable_content_region.height
    top, bottom = next((lines for lines in wanted if lines[1] - lines[0] <= room), (0, 0))
    if bottom > top:
        area = Region(0, lines_above(widget, view) + widget.gutter.top + top, 1, bottom - top)
        view.scroll_to_region(area, animate=False, force=True, x_axis=False, immediate=True)


def lines_above(widget: Widget, view: Widget) -> int:
    """Return how many lines of a scrolling container stand above a widget in it, wherever it is scrolled to.

    Regions on the screen will not do: between a scroll and the next refresh they are those of before.
    """
    lines = 0
    while widget is not view and isinstance(widget.parent, Widget):
        lines += widget.virtual_region.y + (widget.parent.gutter.top if widget.parent is not view else 0)
        widget = widget.parent
    return lines
