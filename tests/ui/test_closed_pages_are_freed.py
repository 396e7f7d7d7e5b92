"""A page that was left is freed with all that was drawn on it: memory does not grow with each page."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING

from textual._styles_cache import StylesCache
from textual.widget import Widget
from textual.widgets import TextArea

from reportwizard.ui.shared.frame import Frame
from reportwizard.ui.terminal.memory import free_closed_pages
from support.ledger import a_report
from support.waiting import until
from support.wizard import SMALL, wizard_on

if TYPE_CHECKING:
    from pathlib import Path


async def test_no_page_and_no_painted_line_stays_in_memory(tmp_path: Path) -> None:
    app = wizard_on(tmp_path / "d", a_report(surprises="We walked."), at="surprises")
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: isinstance(app.focused, TextArea))
        seen: list[list[weakref.ref[Widget]]] = []
        for key in ["f3", "f3", "f3", "shift+f3", "shift+f3", "shift+f3", "f3", "f3"]:
            assert isinstance(app.screen, Frame)
            assert app.screen.page is not None
            page = weakref.ref(app.screen.page)
            seen.append(
                [weakref.ref(widget) for widget in app.screen.page.walk_children(Widget, with_self=True)]
            )
            await pilot.press(key)
            await until(pilot, lambda: app.screen.page is not page())  # type: ignore[attr-defined] # noqa: B023

        def gone() -> bool:
            free_closed_pages()
            # The first is kept for good with the program itself; the last was left just now.
            return all(widget() is None for widgets in seen[1:-1] for widget in widgets)

        await until(pilot, gone)
        assert StylesCache.get_inner_outer.cache_info().currsize == 0
