"""At the portal and after it: the proof that the answers arrived."""

from __future__ import annotations

import click

from reportwizard.commands.common import (
    BLOCKED,
    READY,
    UNUSABLE,
    Place,
    json_option,
    place_options,
    refuse_gone,
    show,
    show_json,
)
from reportwizard.commands.completion import draft_argument


@click.command("proof")
@draft_argument
@click.argument("file", default="-")
@json_option
@place_options
@click.pass_obj
def prove_draft(place: Place, draft: str, file: str, as_json: bool) -> int:
    """Compare what the portal holds with your answers.

    FILE is the text of the portal's page, or of the published one: copied, or saved by your browser. Without
    it, standard input is read. Status 0: nothing is missing. 1: something did not arrive. 2: the text belongs
    to another report.
    """
    from reportwizard.commands.files import read_input
    from reportwizard.hand_in.proof import prove

    told = prove(refuse_gone(place.load(draft)), read_input(file))
    if as_json:
        answers = [
            {
                "question": one.question.id,
                "state": one.state,
                "cell": one.cell,
                "message": one.words,
                "box": one.box.id if one.box else "",
                "joined": one.joined,
            }
            for one in told.arrivals
        ]
        show_json({"foreign": told.foreign, "arrived": told.arrived, "answers": answers})
    else:
        lines = [
            f"{one.question.number} {one.question.name}".strip() + f": {one.words}" for one in told.faults
        ]
        show("\n".join([*lines, *told.verdict]))
    return UNUSABLE if told.foreign else READY if told.arrived else BLOCKED
