"""The wizard in a test: on a folder of its own, looked at through Pilot, waited for by what must hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events
from textual._context import visible_screen_stack

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.ui.app import WizardApp
from reportwizard.ui.fields.answer_box import AnswerBox
from reportwizard.ui.wizard import REPORTS, Open
from support.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from reportwizard.report.report import Report

SMALL, LARGE = (80, 24), (120, 40)
NAME = "our-project"


def wizard_on(folder: Path, report: Report, name: str = NAME, *, at: str = "") -> WizardApp:
    """A wizard that opens on this report, saved as the only draft of the folder; `at` is the question."""
    DraftFolder(folder).save(name, replace(report, last_question=at) if at else report)
    return WizardApp(DraftFolder(folder), draft=name, locale="en")


async def open_at(pilot: Pilot[None], app: WizardApp, question_id: str) -> None:
    """Open a question of the open draft, and wait until the cursor is in its field."""
    await until(pilot, lambda: app.session is not None and len(app.screen_stack) > 1)
    page = getattr(app.screen, "page", None)
    if getattr(page, "question_id", "") != question_id:
        app.open_in_report(Open(at=question_id))
    await until(pilot, lambda: box(app, question_id).control.takes_keys.has_focus)


async def close_draft(pilot: Pilot[None], app: WizardApp) -> None:
    """Go to the list of reports, and wait until the draft is closed."""
    app.post_message(Open(REPORTS))
    await until(pilot, lambda: app.session is None)


async def paste(pilot: Pilot[None], text: str) -> None:
    """Paste into the field with the cursor: a test about something else need not type."""
    focused = pilot.app.focused
    assert focused is not None
    focused.post_message(events.Paste(text))
    await pilot.pause()


def box(app: WizardApp, question_id: str) -> AnswerBox:
    """The box of a question on the screen that is shown."""
    return app.screen.query_one(f"#box-{question_id}", AnswerBox)


def shown(app: WizardApp) -> str:
    """The text of the whole screen, a line a row."""
    width, height = app.size
    # A dialog shows the screen below it only where the app says which that is, as it does before it draws.
    visible_screen_stack.set(app._background_screens)
    lines = app.screen._compositor.render_strips(app.screen.size)
    rows = ["".join(segment.text for segment in strip).rstrip() for strip in lines]
    assert len(rows) <= height, (width, height)
    return "\n".join(rows)
