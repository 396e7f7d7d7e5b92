"""What a shell needs to complete drafts, questions and formats."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from reportwizard.commands.options import command
from reportwizard.commands.workspace import Workspace

PROGRAM = "reportwizard"
VARIABLE = "_REPORTWIZARD_COMPLETE"
"""What the shell sets when it asks; click derives it from the name of the program."""


@command("completion", click.argument("shell", type=click.Choice(["bash", "zsh", "fish"])))
def print_completion(_workspace: Workspace, shell: str) -> None:
    """Print what your shell needs to complete drafts and questions.

    \b
    bash: reportwizard completion bash >> ~/.bashrc
    zsh:  reportwizard completion zsh >> ~/.zshrc
    fish: reportwizard completion fish > ~/.config/fish/completions/reportwizard.fish
    """
    completion = get_completion_class(shell)
    assert completion is not None
    root = click.get_current_context().find_root().command
    click.echo(completion(root, {}, PROGRAM, VARIABLE).source())
