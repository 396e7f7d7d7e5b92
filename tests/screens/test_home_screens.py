"""The screens before and after a report, at the smallest and at a comfortable size."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual import events

from reportwizard.ui.dialogs.dialog import ChoiceDialog
from reportwizard.ui.shared.boxes import Box
from reportwizard.ui.shared.page_box import PageBox
from reportwizard.ui.wizard import BRING_IN, NEW, SETTINGS, Open
from support.drafts import NOW
from support.folders import HOSTILE, home_on, put
from support.published_pages import PageStyle, print_page
from support.waiting import until
from support.wizard import LARGE, SMALL, shown

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

PAGE = print_page(
    {
        "project_title": f"River {HOSTILE[1]}",
        "applicant_username": "RiverWriter",
        "spent": "1400.50 USD, 640000",
        "activities_and_results": "We walked along the river in Kazakhstan and wrote.",
        "spent_local": "640000",
    },
    PageStyle(),
)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
async def test_before_and_after_a_report(size: tuple[int, int], snapshot: SnapshotAssertion) -> None:
    folder = Path("drafts")
    app = home_on(folder)
    app.locale = "es_PE"
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "31/10/2026" in shown(app))
        assert shown(app) == snapshot(name="first start")
        await pilot.press("enter")
        await until(pilot, lambda: "Your computer says Peru." in shown(app) and isinstance(app.focused, Box))
        await pilot.press("tab", *"dollar")
        await until(pilot, lambda: "▌ USD · US dollar" in shown(app))
        assert shown(app) == snapshot(name="finding a currency")
        await pilot.press("escape")
        await until(pilot, lambda: "Type to find another." in shown(app))
        assert shown(app) == snapshot(name="new report")
        app.screen.post_message(Open(BRING_IN))
        await until(pilot, lambda: isinstance(app.focused, PageBox))
        app.focused.post_message(events.Paste(PAGE))  # type: ignore[union-attr]
        await until(pilot, lambda: "which fits" in shown(app))
        assert shown(app) == snapshot(name="bring in a page")
        due = (NOW + timedelta(days=12)).date().isoformat()
        put(folder, "Editatones Cusco 2026: mujeres quechuas en Wikipedia", days_ago=0.1, due_date=due)
        put(folder, HOSTILE[3], days_ago=1, due_date="2026-11-20")
        put(folder, "Fotos", days_ago=100, report_status="accepted")
        (folder / "damaged.toml").write_text("this is = not a draft", "utf-8")
        os.utime(folder / "damaged.toml", (NOW.timestamp(), NOW.timestamp()))
        app.screen.post_message(Open(SETTINGS))
        await until(pilot, lambda: "31/10/2026" in shown(app))
        assert shown(app) == snapshot(name="settings")
        await pilot.press("escape")
        await until(pilot, lambda: "like “Fotos”" in shown(app))
        assert shown(app) == snapshot(name="my reports")
        await pilot.press("home", "down", "space")
        await until(pilot, lambda: isinstance(app.screen, ChoiceDialog))
        await until(pilot, lambda: "5  delete it" in shown(app))
        assert shown(app) == snapshot(name="the menu of a report")
        await pilot.press("escape")
        app.screen.post_message(Open(NEW, "fotos"))
        await until(pilot, lambda: "Kept: your name" in shown(app) and isinstance(app.focused, Box))
        assert shown(app) == snapshot(name="a new report like an older one")
