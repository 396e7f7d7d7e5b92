"""The arguments and options that commands share, and what a shell completes in their places."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from reportwizard.commands.workspace import Workspace
from reportwizard.errors import ReportWizardError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Decorator = Callable[[Any], Any]


def store_option(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    """Keep an option's value in the `Workspace` of the command."""
    if value is not None and parameter.name:
        setattr(context.ensure_object(Workspace), parameter.name, value)


def _store_locale(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value:
        from reportwizard.money.cldr import locales, neighbour, normalize_code

        code = normalize_code(value)
        languages = {known.code.split("_")[0] for known in locales()}
        if code.split("_")[0] not in languages and neighbour(code) == code:
            raise click.BadParameter(f"{value!r} is not a known language. Write it like kk_KZ or pt_BR.")
        store_option(context, parameter, code)


def workspace_options(command: Any) -> Any:
    """Let a command take `--drafts` and `--locale`, before or after its name."""
    drafts = click.option(
        "--drafts",
        metavar="FOLDER",
        expose_value=False,
        callback=store_option,
        help="Where the drafts are. Default: $REPORTWIZARD_DRAFTS, your settings, or your data folder.",
    )
    locale = click.option(
        "--locale",
        metavar="CODE",
        expose_value=False,
        callback=_store_locale,
        help="How you write numbers and dates, such as kk_KZ or pt_BR.",
    )
    return drafts(locale(command))


def command(
    name: str, *parameters: Decorator, **settings: Any
) -> Callable[[Callable[..., Any]], click.Command]:
    """Make a function a command; it takes the `Workspace`, and its parameters in the order of `--help`."""

    def build(function: Callable[..., Any]) -> click.Command:
        decorated: Any = click.pass_obj(function)
        for decorate in (workspace_options, *reversed(parameters)):
            decorated = decorate(decorated)
        build_command: Callable[[Any], click.Command] = click.command(name, **settings)
        return build_command(decorated)

    return build


Completer = Callable[[click.Context, click.Parameter, str], list["CompletionItem"]]


def completer(find: Callable[[click.Context], Iterable[tuple[str, str]]]) -> Completer:
    """Return what click calls: the values that begin with what is typed, each with a description."""

    def complete(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
        from click.shell_completion import CompletionItem

        with suppress(ReportWizardError, OSError):
            return [
                CompletionItem(value, help=description)
                for value, description in find(context)
                if value.casefold().startswith(incomplete.casefold())
            ]
        return []

    return complete


def _drafts(context: click.Context) -> Iterable[tuple[str, str]]:
    from reportwizard.drafts.store.names import SUFFIX, draft_files

    files = draft_files(context.ensure_object(Workspace).path())
    return [(file.name.removesuffix(SUFFIX), "") for file in files]


def _questions(context: click.Context) -> Iterable[tuple[str, str]]:
    form = context.ensure_object(Workspace).load(context.params.get("draft") or "").form
    return [(question.id, f"{question.number} {question.name}".strip()) for question in form.by_id.values()]


complete_drafts = completer(_drafts)
complete_questions = completer(_questions)

draft_argument = click.argument("draft", shell_complete=complete_drafts)
question_argument = click.argument("question_id", metavar="ID", shell_complete=complete_questions)
any_question_argument = click.argument(
    "question_id", metavar="[ID]", default="", shell_complete=complete_questions
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")


def _known_currency(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """Return a currency's code in capitals; refuse a code that no currency has."""
    from reportwizard.money.currencies import find_currency

    code = value.strip().upper()
    if code and find_currency(code) is None:
        raise click.BadParameter(
            f"{value!r} is not the code of a currency. It has three letters, such as KZT."
        )
    return code


currency_option = click.option(
    "--currency", metavar="CODE", default="", callback=_known_currency, help="Your currency, such as KZT."
)
force_option = click.option("--force", is_flag=True, help="Replace FILE if it exists.")


def output_options(command: Any) -> Any:
    """Let a command write to a file: `-o` as `target`, and `--force`."""
    where = "Where to write it; - is standard output."
    target = click.option("-o", "--output", "target", metavar="FILE", default="-", help=where)
    return target(force_option(command))


@command("completion", click.argument("shell", type=click.Choice(["bash", "zsh", "fish"])))
def print_completion(_workspace: Workspace, shell: str) -> None:
    """Print what your shell needs to complete drafts and questions.

    \b
    bash: reportwizard completion bash >> ~/.bashrc
    zsh:  reportwizard completion zsh >> ~/.zshrc
    fish: reportwizard completion fish > ~/.config/fish/completions/reportwizard.fish
    """
    from click.shell_completion import get_completion_class

    completion = get_completion_class(shell)
    assert completion is not None
    root = click.get_current_context().find_root().command
    # What the shell sets when it asks; click derives it from the name of the program.
    click.echo(completion(root, {}, "reportwizard", "_REPORTWIZARD_COMPLETE").source())
