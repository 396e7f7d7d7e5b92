"""The command line. Everything heavy is imported inside the command that needs it."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import TYPE_CHECKING, NoReturn

import click

from reportwizard import __version__
from reportwizard.commands.options import complete_drafts, store_option, workspace_options
from reportwizard.commands.output import Status, print_message
from reportwizard.commands.workspace import Workspace, refuse_empty
from reportwizard.errors import ReportWizardError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

INTERRUPTED, PIPE_CLOSED = 130, 141
"""Exit statuses after Ctrl-C, and if nobody reads the output any more; shells use the same numbers."""

FAULT = 70
"""Exit status where a fault in the program ended the wizard; EX_SOFTWARE in sysexits.h."""

_NO_TERMINAL = """\
The wizard needs a terminal: a window in which you see it and type. Without one, use the commands:

  reportwizard list                      the drafts
  reportwizard check DRAFT               what is missing
  reportwizard export DRAFT --to text    the report

reportwizard -h shows all commands."""


COMMANDS = {
    "new": ("folder:new_draft", "Begin a draft, and print the path of its file."),
    "list": ("folder:list_drafts", "List the drafts, the last saved first."),
    "due": ("folder:show_due", "Say when a report is due, also in your local time."),
    "show": ("answers:show_draft", "Show the answers of a draft."),
    "get": ("answers:get_answer", "Print one answer as `set` takes it; nothing if there is none."),
    "set": ("answers:set_answer", "Set one answer of a draft."),
    "check": ("check:check_drafts", "Say what is missing, and what does not fit together."),
    "dismiss": ("check:dismiss_findings", "Say why something is right as it is; it is not asked again."),
    "copy": ("copy:copy_answers", "Walk through the portal: Enter copies the next answer."),
    "export": ("hand_in:export_draft", "Write the report in the format you choose."),
    "proof": ("hand_in:prove_draft", "Compare what the portal holds with your answers."),
    "hand-in": ("hand_in:hand_in_draft", "Note that you handed a report in, and keep a receipt."),
    "review": ("hand_in:review_draft", "Answer what your program officer asks, point by point."),
    "import": ("bring_in:import_file", "Make a draft of a published or exported report."),
    "expenses": ("expenses:expenses", "Work on the list of expenses of a draft."),
    "forms": ("forms:show_forms", "List the forms, show what one asks, or check the file of a form."),
    "history": ("versions:show_history", "List the earlier versions of a draft's answers."),
    "restore": ("versions:restore_version", "Put an earlier version of an answer back."),
    "choose": ("versions:choose_version", "Choose between two versions of an answer."),
    "repair": ("repair:repair_draft", "Keep what can be read of a damaged draft."),
    "delete": ("folder:delete_draft", "Put a draft in the trash; `trash` brings it back."),
    "trash": ("folder:show_trash", "List the drafts that were deleted, or bring one back."),
    "completion": (
        "completion:print_completion",
        "Print what your shell needs to complete drafts and questions.",
    ),
}
"""Every command, in the order in which a report goes through them: where it is written, and its summary.

Only the command that runs is loaded, so that `--help` is there at once on a slow laptop.
"""

OLD_NAMES = {"aside": "dismiss", "mend": "repair", "ledger": "expenses"}
"""Names that commands had before: they still work, and are not listed."""


class WizardGroup(click.Group):
    """The commands; a first word that is no command is a draft, to be opened in the wizard."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Name the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load a command; None if there is none of this name."""
        name = OLD_NAMES.get(cmd_name, cmd_name)
        if name not in COMMANDS:
            return None
        module, _, function = COMMANDS[name][0].partition(":")
        command: click.Command = getattr(import_module(f"reportwizard.commands.{module}"), function)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the commands with their summaries, without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete a command, or a draft to be opened."""
        drafts = [] if incomplete.startswith("-") else complete_drafts(ctx, self.params[0], incomplete)
        return super().shell_complete(ctx, incomplete) + drafts

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or take a single word as the draft to open."""
        word = args[0]
        if word in COMMANDS or word in OLD_NAMES or word.startswith("-"):
            return super().resolve_command(ctx, args)
        if len(args) > 1:
            from difflib import get_close_matches

            matches = get_close_matches(word, COMMANDS, 1)
            ctx.fail(f"There is no command “{word}”.{f' Did you mean “{matches[0]}”?' if matches else ''}")
        return word, _open_draft, args


def _use_form(_context: click.Context, _parameter: click.Parameter, file: str | None) -> None:
    if file is not None:
        from reportwizard.forms.outside import name_file

        name_file(refuse_empty(file))


@click.group(
    cls=WizardGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    options_metavar="[OPTIONS]",
    subcommand_metavar="[DRAFT | COMMAND ...]",
)
@click.version_option(__version__, prog_name="reportwizard", message="%(prog)s %(version)s")
@click.option(
    "--form", metavar="FILE", expose_value=False, callback=_use_form, help="Also use the form in this file."
)
@click.option(
    "--ascii",
    is_flag=True,
    expose_value=False,
    callback=store_option,
    help="Draw the wizard with letters instead of symbols and lines.",
)
@workspace_options
@click.pass_context
def cli(context: click.Context) -> int:
    """Write the report of a small grant, such as a Wikimedia Rapid Fund.

    Without a command, the wizard opens: at the list of your drafts, or at DRAFT. DRAFT is the name of a
    draft in the folder, or the path of its file.
    """
    workspace = context.ensure_object(Workspace)
    return Status.READY if context.invoked_subcommand else open_wizard(workspace, None)


@click.command(hidden=True)
@click.argument("draft")
@click.pass_obj
def _open_draft(workspace: Workspace, draft: str) -> int:
    return open_wizard(workspace, draft)


def open_wizard(workspace: Workspace, draft: str | None) -> int:
    """Run the wizard until the applicant leaves; on no terminal say what to do instead."""
    if not on_terminal():
        click.echo(_NO_TERMINAL, err=True)
        return Status.UNUSABLE
    folder = workspace.path()
    if draft is not None:
        drafts, draft = workspace.find(draft)
        folder = drafts.path
    from reportwizard.ui.app import run
    from reportwizard.ui.shared.ascii_filter import needs_ascii

    ascii_only = workspace.ascii or (not _served() and needs_ascii(sys.stdout.encoding))
    _use_utf8(drawn=True)
    fault = run(folder, draft, workspace.locale or None, ascii_only=ascii_only)
    if fault is None:
        return Status.READY
    from datetime import UTC, datetime

    from reportwizard.commands.fault_report import report_fault

    print_message(report_fault(fault, datetime.now(UTC)))
    return FAULT


def on_terminal() -> bool:
    """Whether somebody sees what is drawn, and can type: in a terminal, or in a browser."""
    return _served() or all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _served() -> bool:
    """Whether a program such as textual-serve shows the wizard, and says what draws it."""
    return bool(os.environ.get("TEXTUAL_DRIVER"))


def run_command(args: Sequence[str]) -> int:
    """Run one command line; return its exit status. Errors are reported in words, without a traceback."""
    try:
        return _run(args)
    except SystemExit as end:  # click makes a closed pipe status 1, which means that a report is not ready
        return PIPE_CLOSED if end.code else Status.READY
    except BrokenPipeError:
        return PIPE_CLOSED


def _run(args: Sequence[str]) -> int:
    try:
        status = cli.main(list(args), prog_name="reportwizard", standalone_mode=False)
        if sys.stdout:
            sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return Status.UNUSABLE
    except ReportWizardError as error:
        print_message("\n".join(filter(None, (error.message, error.hint))))
        return error.status
    except BrokenPipeError:
        raise
    except OSError as error:
        subject = error.filename or "The output could not be written"
        print_message(f"{subject}: {error.strerror}." if error.strerror else str(error))
        return Status.UNUSABLE
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    return status or Status.READY


def _use_utf8(*, drawn: bool) -> None:
    """Write UTF-8 into files and pipes; to a terminal too where the wizard is drawn, which Textual reads so.

    Drawn in another encoding, lines would be too long.
    """
    for stream in {sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__}:
        if isinstance(stream, TextIOWrapper):
            encoding = stream.encoding if stream.isatty() and not drawn else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _end(status: int) -> NoReturn:
    """End at once: freeing each module would take a tenth of a short command.

    And a thread that a disk does not let go would keep the wizard from ending.
    """
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except BrokenPipeError:
        status = PIPE_CLOSED
    os._exit(status)


def main() -> NoReturn:
    """Run the command line that the program was started with."""
    # A short command makes many objects and drops none: looking for garbage often takes a tenth of its time.
    # The wizard looks as usual from its first screen on.
    gc.set_threshold(100_000, 20, 20)
    _use_utf8(drawn=False)
    _end(run_command(sys.argv[1:]))
