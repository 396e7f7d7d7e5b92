"""A published page, or another program's file, becomes a draft."""

from __future__ import annotations

import shlex
from typing import Any

import click

from reportwizard.commands.common import (
    Place,
    currency_option,
    json_option,
    place_options,
    say,
    show,
    show_json,
)
from reportwizard.commands.completion import complete_drafts
from reportwizard.commands.files import read_data
from reportwizard.imports.imported import Imported
from reportwizard.imports.registry import LIMIT
from reportwizard.imports.registry import import_file as import_data


@click.command("import")
@click.argument("source", metavar="FILE")
@click.option("--name", metavar="NAME", help="The name of the new draft; default: made from the title.")
@click.option(
    "--into",
    metavar="DRAFT",
    shell_complete=complete_drafts,
    help="Put what others changed in a Word document of this draft back into it.",
)
@currency_option
@json_option
@place_options
@click.pass_obj
def import_file(
    place: Place, source: str, name: str | None, into: str | None, currency: str, as_json: bool
) -> None:
    """Make a draft of a published or exported report.

    FILE may be - for standard input. The path of the draft is printed. What fits no question stays in the
    draft, and is listed. With --into, no draft is made: the answers that a colleague changed are put into
    your draft, one by one, with their comments.
    """
    data, named = read_data(source, LIMIT + 1), "standard input" if source == "-" else source
    if into:
        if name or currency or as_json:
            raise click.UsageError("--into changes a draft: leave --name, --currency and --json out.")
        _take_back(place, data, named, into)
        return
    imported = import_data(data, named, currency=currency, locale=place.locale_of_new())
    path = str(place.create(name, imported.report) if name else place.add(imported.report))
    if as_json:
        show_json(_shape(path, imported))
        return
    show(path)
    say(f"{imported.placed} answers were found ({imported.recognised}).")
    for note in imported.notes:
        say(note)
    if imported.unplaced:
        say("These lines fit no question; they are kept in the draft:")
    for text in imported.unplaced:
        say("    " + text.replace("\n", "\n    "))


def _shape(path: str, imported: Imported) -> dict[str, Any]:
    return {
        "draft": path,
        "form": imported.report.form.id,
        "recognised": imported.recognised,
        "placed": imported.placed,
        "unplaced": list(imported.unplaced),
        "notes": list(imported.notes),
    }


def _take_back(place: Place, data: bytes, named: str, into: str) -> None:
    """Put a colleague's changes into a draft, and say which."""
    from reportwizard.hand_in.review_copy import keep_returned, take_back

    folder, draft, mine = place.open(into)
    returned = take_back(data, named, mine, folder.versions(draft), folder.clock())
    keep_returned(folder, draft, returned)
    for words in returned.words(f"reportwizard choose {shlex.quote(into)}"):
        say(words)
