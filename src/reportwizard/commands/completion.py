"""What a shell completes: names of drafts, ids of questions, formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress

import click
from click.shell_completion import CompletionItem, get_completion_class

from reportwizard.commands.common import Place, place_options
from reportwizard.errors import ReportWizardError

PROGRAM = "reportwizard"
VARIABLE = "_REPORTWIZARD_COMPLETE"
"""What the shell sets when it asks; click derives it from the name of the program."""

Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def _completer(find: Callable[[click.Context], Iterable[tuple[str, str]]]) -> Completer:
    """Return what click calls: the values that begin with what is typed, each with a word on it."""

    def complete(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
        with suppress(ReportWizardError, OSError):
            return [
                CompletionItem(value, help=words)
                for value, words in find(context)
                if value.casefold().startswith(incomplete.casefold())
            ]
        return []

    return complete


def _drafts(context: click.Context) -> Iterable[tuple[str, str]]:
    from reportwizard.drafts.store.listing import draft_files
    from reportwizard.drafts.store.names import SUFFIX

    return [(file.name.removesuffix(SUFFIX), "") for file in draft_files(context.ensure_object(Place).path())]


def _questions(context: click.Context) -> Iterable[tuple[str, str]]:
    form = context.ensure_object(Place).load(context.params.get("draft") or "").form
    return [(one.id, f"{one.number} {one.name}".strip()) for one in form.by_id.values()]


def _formats(_context: click.Context) -> Iterable[tuple[str, str]]:
    from reportwizard.exports.registry import EXPORTS

    return [(name, export.label) for name, export in EXPORTS.items()]


complete_drafts = _completer(_drafts)
complete_questions = _completer(_questions)
complete_formats = _completer(_formats)
draft_argument = click.argument("draft", shell_complete=complete_drafts)
"""The draft that a command works on."""


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@place_options
@click.pass_context
def print_completion(context: click.Context, shell: str) -> None:
    """Print what your shell needs to complete drafts and questions.

    \b
    bash: reportwizard completion bash >> ~/.bashrc
    zsh:  reportwizard completion zsh >> ~/.zshrc
    fish: reportwizard completion fish > ~/.config/fish/completions/reportwizard.fish
    """
    found = get_completion_class(shell)
    assert found is not None
    click.echo(found(context.find_root().command, {}, PROGRAM, VARIABLE).source())
