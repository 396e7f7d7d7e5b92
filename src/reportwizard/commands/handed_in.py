"""At the portal and after it: the proof that the answers arrived, and that the report is handed in."""

from __future__ import annotations

from datetime import date, datetime

import click

from reportwizard.commands.common import (
    BLOCKED,
    READY,
    UNUSABLE,
    Place,
    json_option,
    place_options,
    refuse_gone,
    refuse_unready,
    say,
    show,
    show_json,
)
from reportwizard.commands.completion import draft_argument

today = date.today


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


@click.command("hand-in")
@draft_argument
@click.option(
    "--day", type=click.DateTime(["%Y-%m-%d"]), help="The day on which you did, such as 2026-10-03."
)
@click.option("--open-again", is_flag=True, help="Let it be changed again: a new round begins.")
@place_options
@click.pass_obj
def hand_in_draft(place: Place, draft: str, day: datetime | None, open_again: bool) -> None:
    """Note that you handed a report in, and keep a receipt.

    The receipt is a file beside the draft with the text of every answer; its path is printed. The wizard then
    changes nothing in the report but the review notes.
    """
    from reportwizard.errors import AnswerError
    from reportwizard.hand_in.receipt import hand_in
    from reportwizard.report.due import opened_again, was_handed_in

    folder, name, report = place.open(draft)
    refuse_gone(report)
    if open_again and not was_handed_in(report):
        raise AnswerError("This report is not handed in.", "You can change it as it is.")
    if open_again:
        folder.save(name, opened_again(report))
        say(f"Round {report.hand_in.round + 1} begins: the report can be changed again.")
        return
    if was_handed_in(report):
        raise AnswerError("This report is handed in already.", "--open-again begins a new round.")
    refuse_unready(report, "Answer what is missing first.")
    report, path = hand_in(folder, name, report, day.date() if day else today())
    folder.save(name, report)
    show(str(path))
