"""Open the wizard from the command line."""

from __future__ import annotations

import os
import sys

from reportwizard.commands.output import Status, print_message, use_utf8
from reportwizard.commands.workspace import Workspace

FAULT = 70
"""Exit status after a fault in the wizard; EX_SOFTWARE in sysexits.h."""

_NO_TERMINAL = """\
The wizard needs a terminal: a window in which you see it and type. Without one, use the commands:

  reportwizard list                      the drafts
  reportwizard check DRAFT               what is missing
  reportwizard export DRAFT --to text    the report

reportwizard -h shows all commands."""


def open_wizard(workspace: Workspace, draft: str | None) -> int:
    """Run the wizard until the applicant leaves it; without a terminal, say what to do instead."""
    if not on_terminal():
        print_message(_NO_TERMINAL)
        return Status.UNUSABLE
    folder = workspace.path()
    if draft is not None:
        drafts, draft = workspace.find(draft)
        folder = drafts.path
    from reportwizard.ui.app import run
    from reportwizard.ui.shared.ascii_filter import needs_ascii

    ascii_only = workspace.ascii or (not _served() and needs_ascii(sys.stdout.encoding))
    use_utf8(drawn=True)
    fault = run(folder, draft, workspace.locale or None, ascii_only=ascii_only)
    if fault is None:
        return Status.READY
    from datetime import UTC, datetime

    from reportwizard.commands.fault_report import report_fault

    print_message(report_fault(fault, datetime.now(UTC)))
    return FAULT


def on_terminal() -> bool:
    """Whether somebody sees the wizard and can type: in a terminal, or in a browser."""
    return _served() or all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _served() -> bool:
    """Whether a program such as textual-serve shows the wizard."""
    return bool(os.environ.get("TEXTUAL_DRIVER"))
