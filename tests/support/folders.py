"""Folders of drafts for the list of drafts: saved at known times, on a clock that stands still."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import TYPE_CHECKING

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.ui.app import WizardApp
from reportwizard.ui.home.screen import HomeScreen
from reportwizard.ui.shared.bars import StatusLine
from reportwizard.ui.shared.line_list import LineList
from support.drafts import NOW, Clock, a_report

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = (
    "[/]",
    "[@click=app.quit]quit[/] [bold red]not red",
    "مؤتمر ويكيبيديا العربية",
    "维基百科编辑培训与会议",
    "a\x1b[31mred\x07 bell\tand a tab {{braces}} $variable",
)
"""Titles that a list must show as they are."""


def put(path: Path, title: str, *, days_ago: float = 0, name: str = "", **typed: str) -> str:
    """Save a draft of this title, so many days before `NOW`; return its name."""
    saved_at = NOW - timedelta(days=days_ago)
    folder = DraftFolder(path, clock=Clock(saved_at))
    name = name or folder.new_name(title)
    folder.save(name, a_report(project_title=title, **typed))
    os.utime(folder.path_of(name), (saved_at.timestamp(), saved_at.timestamp()))
    return name


def home_on(path: Path) -> WizardApp:
    """The wizard at the list of the drafts in a folder, at the time `NOW`."""
    return WizardApp(DraftFolder(path, clock=Clock()), locale="en")


def home(app: WizardApp) -> HomeScreen:
    """The list's screen, which lies below all others."""
    screen = app.screen_stack[0]
    assert isinstance(screen, HomeScreen)
    return screen


def at_cursor(app: WizardApp) -> str:
    """The name of the report at the cursor, or of what else it is on."""
    return home(app).query_one(LineList).cursor


def notices(app: WizardApp) -> str:
    """Everything that the app has told and not yet taken away."""
    told = [str(notice.message) for notice in app._notifications]
    told += [line._message.plain for screen in app.screen_stack for line in screen.query(StatusLine)]
    return "\n".join(told)
