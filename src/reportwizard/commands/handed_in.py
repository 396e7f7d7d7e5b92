"""At the portal and after it: the proof that the answers arrived, the receipt, and what the reader asks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from reportwizard.report.report import Report

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
    "--day",
    metavar="DAY",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day on which you handed it in, such as 2026-10-03.",
)
@click.option("--open-again", is_flag=True, help="Allow changes again; this begins a new round.")
@place_options
@click.pass_obj
def hand_in_draft(place: Place, draft: str, day: datetime | None, open_again: bool) -> None:
    """Note that you handed a report in, and keep a receipt.

    The receipt is a file beside the draft with the text of every answer; its path is printed. After that,
    only the review notes can be changed.
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


@click.command("review")
@draft_argument
@click.argument("file", default="")
@click.option("--answer", "answers", metavar="N=TEXT", multiple=True, help="What you say to point N.")
@click.option("--settle", metavar="N", type=int, multiple=True, help="Point N is done.")
@click.option("--response", is_flag=True, help="Print the whole response.")
@place_options
@click.pass_obj
def review_draft(
    place: Place, draft: str, file: str, answers: tuple[str, ...], settle: tuple[int, ...], response: bool
) -> None:
    """Answer what your program officer asks, point by point.

    FILE is their text; - reads standard input. Without it, list the points: whether each is done, which
    answers it is about, and your response.
    """
    from reportwizard.commands.files import read_input
    from reportwizard.hand_in.review import response_text, with_asks

    folder, name, before = place.open(draft)
    report = with_asks(refuse_gone(before), read_input(file)) if file else refuse_gone(before)
    for answer in answers:
        number, equals, text = answer.partition("=")
        if not (equals and number.strip().isdecimal()):
            raise click.UsageError(f"--answer takes N=TEXT, not {answer!r}.")
        report = _changed(report, int(number), response=text)
    for one in settle:
        report = _changed(report, one, settled=True)
    if report != before:
        folder.save(name, report)
    listed = response_text(report) if response else "\n".join(_points(report))
    show(listed or ("There is no response yet." if response else "Nobody asked anything yet."))


def _changed(report: Report, number: int, **changes: Any) -> Report:
    from dataclasses import replace

    from reportwizard.hand_in.review import with_ask

    if not 0 < number <= len(report.asks):
        raise click.UsageError(f"There is no point {number}. There are {len(report.asks)}.")
    return with_ask(report, number - 1, replace(report.asks[number - 1], **changes))


def _points(report: Report) -> Iterator[str]:
    from reportwizard.hand_in.review import about

    for number, one in enumerate(report.asks, 1):
        named = ", ".join(f"{each.number} {each.name}".strip() for each in about(report, one))
        yield f"{number}  {'done' if one.settled else 'open'}  {one.words}"
        yield from ([f"    about {named}"] if named else [])
        yield from (f"    > {line}" for line in one.response.splitlines())
