"""A published page, or another program's file, becomes a draft."""

from __future__ import annotations

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
from reportwizard.commands.files import read_input
from reportwizard.imports.imported import Imported
from reportwizard.imports.registry import import_text


@click.command("import")
@click.argument("source", metavar="FILE")
@click.option("--name", metavar="NAME", help="The name of the new draft; without it, made of the title.")
@currency_option
@json_option
@place_options
@click.pass_obj
def import_file(place: Place, source: str, name: str | None, currency: str, as_json: bool) -> None:
    """Make a draft of a published or exported report.

    FILE may be - for standard input. The path of the draft is printed. What fits no question stays in the
    draft, and is listed.
    """
    imported = import_text(read_input(source), currency=currency, locale=place.locale_of_new())
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
