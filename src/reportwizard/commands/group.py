"""The command group: the options before a command or a draft, and the way to both."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from io import StringIO
from typing import TYPE_CHECKING

import click

from reportwizard import __version__
from reportwizard.commands.options import complete_drafts, store_option, workspace_options
from reportwizard.commands.output import Status, print_text
from reportwizard.commands.registry import COMMANDS, OLD_NAMES
from reportwizard.commands.wizard import open_wizard
from reportwizard.commands.workspace import Workspace, refuse_empty

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class WizardGroup(click.Group):
    """The commands; a single word that is no command is a draft, which opens in the wizard."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        name = OLD_NAMES.get(cmd_name, cmd_name)
        if name not in COMMANDS:
            return None
        module, _, function = COMMANDS[name][0].partition(":")
        command: click.Command = getattr(import_module(f"reportwizard.commands.{module}"), function)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        drafts = [] if incomplete.startswith("-") else complete_drafts(ctx, self.params[0], incomplete)
        return super().shell_complete(ctx, incomplete) + drafts

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
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
        from reportwizard.forms.external import name_file

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


def run_group(args: Sequence[str]) -> int:
    """Run the command of a command line, and return its exit status; wrong use is reported.

    `KeyboardInterrupt` after Ctrl-C.
    """
    try:
        status: int | None = cli.main(list(args), prog_name="reportwizard", standalone_mode=False)
        if sys.stdout:
            sys.stdout.flush()
    except click.ClickException as error:
        shown = StringIO()
        error.show(shown)
        print_text(shown.getvalue().rstrip(), sys.stderr)
        return Status.UNUSABLE
    except click.Abort:
        raise KeyboardInterrupt from None
    return status or Status.READY
