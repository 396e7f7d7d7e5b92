"""A published page, or another program's file, becomes a draft."""

from __future__ import annotations

import shlex

import click

from reportwizard.commands.files import read_data, source_name
from reportwizard.commands.options import command, complete_drafts, currency_option, json_option
from reportwizard.commands.output import print_json, print_message, print_text
from reportwizard.commands.workspace import Workspace
from reportwizard.imports.registry import MAX_BYTES
from reportwizard.imports.registry import import_file as import_data


@command(
    "import",
    click.argument("source", metavar="FILE"),
    click.option("--name", metavar="NAME", help="The name of the new draft; default: made from the title."),
    click.option(
        "--into",
        metavar="DRAFT",
        shell_complete=complete_drafts,
        help="Put what others changed in a Word document of this draft back into it.",
    ),
    currency_option,
    json_option,
)
def import_file(
    workspace: Workspace, source: str, name: str | None, into: str | None, currency: str, as_json: bool
) -> None:
    """Make a draft from a published or exported report.

    FILE may be - for standard input. The path of the draft is printed. What fits no question stays in the
    draft, and is listed. With --into, no draft is made: the answers that a colleague changed are put into
    your draft, one by one, with their comments.
    """
    data = read_data(source, MAX_BYTES + 1)
    if into:
        if name or currency or as_json:
            raise click.UsageError("--into changes a draft: leave --name, --currency and --json out.")
        from reportwizard.hand_in.review_copy import merge_returned, save_returned

        folder, draft, mine = workspace.open(into)
        returned = merge_returned(data, source_name(source), mine, folder.versions(draft), folder.clock())
        save_returned(folder, draft, returned)
        for message in returned.messages(f"reportwizard choose {shlex.quote(into)}"):
            print_message(message)
        return
    imported = import_data(data, source_name(source), currency=currency, locale=workspace.default_locale())
    path = str(workspace.create(name or None, imported.report))
    if as_json:
        shape = {
            "draft": path,
            "form": imported.report.form.id,
            "recognised": imported.recognised,
            "placed": imported.placed,
            "unplaced": list(imported.unplaced),
            "notes": list(imported.notes),
        }
        print_json(shape)
        return
    print_text(path)
    print_message(f"{imported.found} found ({imported.recognised}).")
    for note in imported.notes:
        print_message(note)
    if imported.unplaced:
        print_message("These lines fit no question; they are kept in the draft:")
    for text in imported.unplaced:
        print_message("    " + text.replace("\n", "\n    "))
