"""The start of the program; everything heavy is imported by the command that needs it."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from reportwizard.commands.output import Status, print_message, use_utf8
from reportwizard.commands.registry import COMMANDS, OLD_NAMES
from reportwizard.errors import ReportWizardError

INTERRUPTED, PIPE_CLOSED = 130, 141
"""Exit statuses after Ctrl-C, and if the reader of the output is gone, as in shells."""


def run_command(args: Sequence[str]) -> int:
    """Run one command line, and return its exit status; errors are reported without a traceback."""
    try:
        return _run(args)
    except SystemExit as end:
        # click ends with 1 after a closed pipe; here 1 means that a report is not ready.
        return PIPE_CLOSED if end.code else Status.READY
    except BrokenPipeError:
        return PIPE_CLOSED


def _run(args: Sequence[str]) -> int:
    try:
        # `reportwizard` alone, or with the name of a draft. Click is not loaded: it would take a tenth of the
        # start, and memory until the end.
        is_draft = len(args) == 1 and args[0][:1] != "-" and args[0] not in {*COMMANDS, *OLD_NAMES}
        if (is_draft or not args) and "_REPORTWIZARD_COMPLETE" not in os.environ:
            from reportwizard.commands.wizard import open_wizard
            from reportwizard.commands.workspace import Workspace

            return open_wizard(Workspace(), args[0] if args else None)
        from reportwizard.commands.group import run_group

        return run_group(args)
    except ReportWizardError as error:
        print_message("\n".join(filter(None, (error.message, error.hint))))
        return error.status
    except BrokenPipeError:
        raise
    except OSError as error:
        from reportwizard.files import open_error

        print_message(str(open_error(error, str(error.filename or "The output cannot be written"))))
        return Status.UNUSABLE
    except KeyboardInterrupt:
        return INTERRUPTED


def _end(status: int) -> NoReturn:
    """End at once: freeing each module would take a tenth of a short command.

    A thread that waits for a disk would also keep the wizard from ending.
    """
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except BrokenPipeError:
        status = PIPE_CLOSED
    os._exit(status)


def main() -> NoReturn:
    """Run the command line of this process."""
    # A short command creates many objects and frees none: collecting garbage would take a tenth of its time.
    # The wizard collects as usual from its first screen on.
    gc.set_threshold(20_000, 20, 20)
    use_utf8(drawn=False)
    _end(run_command(sys.argv[1:]))
