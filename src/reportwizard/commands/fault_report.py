"""The report about a fault that ended the program: enough to find it, and none of the answers."""

from __future__ import annotations

import os
import platform
import sys
import traceback
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from reportwizard import __version__
from reportwizard.files import write_atomic
from reportwizard.paths import display_path, state_folder

_ROOT = Path(__file__).parents[2]


def fault_report(error: BaseException, now: datetime) -> str:
    """Return the type and the stack of an error, without its message and values, which may be answers."""
    system = f"Python {platform.python_version()}, {platform.system()} {platform.release()}"
    lines = [
        f"reportwizard {__version__}, textual {version('textual')}, {system}",
        f"{now:%Y-%m-%d %H:%M} UTC, TERM={os.environ.get('TERM', '')}, {sys.stdout.encoding}",
    ]
    return "\n".join([*lines, *_lines(error)]) + "\n"


def _lines(error: BaseException) -> Iterator[str]:
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _lines(before)
        yield "\nthen:"
    yield f"\n{type(error).__module__}.{type(error).__qualname__}".replace("builtins.", "")
    for frame in traceback.extract_tb(error.__traceback__):
        file = Path(frame.filename)
        inside = file.relative_to(_ROOT) if file.is_relative_to(_ROOT) else Path(*file.parts[-2:])
        yield f"  {inside.as_posix()}:{frame.lineno} {frame.name}"


def report_fault(error: BaseException, now: datetime) -> str:
    """Write the report of a fault into the state folder; return the message about it. Never raises."""
    text = fault_report(error, now)
    path = state_folder() / "faults" / f"{now:%Y-%m-%d-%H%M%S}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, text.encode("utf-8", "replace"))
        where = f"What happened is written in {display_path(path)}, without your answers."
    except Exception:  # the disk may be the fault
        where = f"What happened, without your answers:\n\n{text}"
    return (
        "A fault in this program ended the wizard. Your report is as it was last saved.\n"
        f"To go on, start reportwizard again.\n{where}\nPlease add it when you report the fault."
    )
