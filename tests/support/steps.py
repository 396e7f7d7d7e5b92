"""A step of an open draft in a test, opened without the steps before it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from unittest.mock import patch

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.ui.app import WizardApp
from reportwizard.ui.opening import start_session
from support.drafts import Clock
from support.waiting import until
from support.wizard import NAME, SMALL

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from reportwizard.report.report import Report


@asynccontextmanager
async def on_step(
    folder: Path, report: Report, step: Callable[[WizardApp], None], size: tuple[int, int] = SMALL
) -> AsyncIterator[tuple[WizardApp, Pilot[None]]]:
    """Save a report as the only draft of a folder, and open one step of it: `WizardApp.open_check`.

    The clipboard of the person who runs the tests stays as it is.
    """
    DraftFolder(folder).save(NAME, report)
    app = WizardApp(DraftFolder(folder, clock=Clock()), locale="en")
    with patch("reportwizard.hand_in.clipboard.PROGRAMS", ()):
        async with app.run_test(size=size) as pilot:
            app.session = start_session(app, NAME)
            below = app.screen
            step(app)
            await until(pilot, lambda: app.screen is not below and app.screen.is_mounted)
            yield app, pilot
