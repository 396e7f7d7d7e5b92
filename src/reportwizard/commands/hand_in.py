"""The report as a file, and at the portal and after: proof, receipt, and the officer’s questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from reportwizard.commands.check import NOT_ASKED, refuse_unready
from reportwizard.commands.files import read_input, refuse_terminal, write_output
from reportwizard.commands.options import command, completer, draft_argument, json_option, output_options
from reportwizard.commands.output import Status, print_json, print_message, print_text
from reportwizard.commands.workspace import Workspace
from reportwizard.errors import AnswerError

if TYPE_CHECKING:
    from reportwizard.report.report import Report


def _formats(_context: click.Context) -> Iterable[tuple[str, str]]:
    from reportwizard.exports.registry import EXPORTS

    return [(name, export.label) for name, export in EXPORTS.items()]


class _FormatOption(click.Option):
    """The option that names a format; its help lists them all, and only then loads them."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        self.help = f"One of: {', '.join(name for name, _ in _formats(ctx))}."
        return super().get_help_record(ctx)


@command(
    "export",
    draft_argument,
    click.option(
        "--to", "fmt", cls=_FormatOption, metavar="FORMAT", required=True, shell_complete=completer(_formats)
    ),
    output_options,
    click.option("--unfinished", is_flag=True, help="Write it anyway, marked as a draft."),
    click.option("--review", is_flag=True, help="With --to docx: show what is missing or open in comments."),
)
def export_draft(
    workspace: Workspace, draft: str, fmt: str, target: str, force: bool, unfinished: bool, review: bool
) -> None:
    """Write the report in the format you choose.

    While something must be fixed, this needs --unfinished, which marks the report as a draft.
    """
    from reportwizard.exports.registry import EXPORTS, export_file

    report = workspace.load(draft, needs_form=True)
    if fmt in EXPORTS and EXPORTS[fmt].binary:
        refuse_terminal(target, f"{draft}{EXPORTS[fmt].suffix}")
    if review and fmt != "docx":
        raise click.UsageError("Only a Word document has comments: --review needs --to docx.")
    if review:
        from reportwizard.hand_in.review_copy import review_copy

        data = review_copy(report, date.today())
    else:
        data = export_file(report, fmt, unfinished=unfinished)
    if not (unfinished or review):
        refuse_unready(report, "--unfinished writes it as a draft.")
    if report.not_asked:
        print_message(f"Not in the report: {', '.join(report.not_asked)}. {NOT_ASKED}")
    write_output(target, data, replace=force)


@command("proof", draft_argument, click.argument("file", default="-"), json_option)
def prove_draft(workspace: Workspace, draft: str, file: str, as_json: bool) -> int:
    """Compare what the portal holds with your answers.

    FILE is the text of the portal's page, or of the published one: copied, or saved by your browser. Without
    it, standard input is read. Status 0: nothing is missing. 1: something did not arrive. 2: the text belongs
    to another report.
    """
    from reportwizard.hand_in.proof import prove

    proof = prove(workspace.load(draft, needs_form=True), read_input(file))
    if as_json:
        answers = [
            {
                "question": arrival.question.id,
                "state": arrival.state,
                "cell": arrival.cell,
                "message": arrival.message,
                "box": arrival.box.id if arrival.box else "",
                "restyled": arrival.restyled,
            }
            for arrival in proof.arrivals
        ]
        print_json({"foreign": proof.foreign, "arrived": proof.arrived, "answers": answers})
        if proof.foreign:
            print_message("\n".join(proof.verdict))
    else:
        print_text("\n".join([*proof.lines, *proof.verdict]))
    return Status.UNUSABLE if proof.foreign else Status.READY if proof.arrived else Status.BLOCKED


@command(
    "hand-in",
    draft_argument,
    click.option(
        "--day",
        default="",
        metavar="DAY",
        help="The day on which you handed it in, such as “3 October 2026”.",
    ),
    click.option("--open-again", is_flag=True, help="Allow changes again; this begins a new round."),
)
def hand_in_draft(workspace: Workspace, draft: str, day: str, open_again: bool) -> None:
    """Record that you handed a report in, and keep a receipt.

    The receipt is a file beside the draft with the text of every answer; its path is printed. After that,
    only the review notes can be changed.
    """
    from reportwizard.hand_in.receipt import hand_in
    from reportwizard.money.days import english_date
    from reportwizard.report.due import is_handed_in, reopen

    folder, name, report = workspace.open(draft, needs_form=True)
    if open_again and not is_handed_in(report):
        raise AnswerError("This report is not handed in.", "You can change it as it is.")
    if open_again:
        folder.save(name, reopen(report))
        print_message(f"Round {report.hand_in.round + 1} begins: the report can be changed again.")
        return
    if is_handed_in(report):
        raise AnswerError("This report is handed in already.", "--open-again begins a new round.")
    handed_in = _day(day, report)
    refuse_unready(report, "Answer what is missing first.")
    report, path = hand_in(folder, name, report, handed_in)
    folder.save(name, report)
    print_message(f"Handed in on {english_date(handed_in)}.")
    print_text(str(path))


def _day(text: str, report: Report) -> date:
    """Return the day that was typed, in the order of the report's locale; today if there is none."""
    from reportwizard.money.day_reading import EXAMPLE, DayContext, read_day

    reading = read_day(text, DayContext(report.locale, today=date.today()))
    if text and not reading.day:
        message = reading.message or f"“{text}” can mean two days. Write the month as a word, {EXAMPLE}."
        raise click.UsageError(f"--day: {message}")
    return reading.day or date.today()


@command(
    "review",
    draft_argument,
    click.argument("file", default=""),
    click.option("--answer", "answers", metavar="N=TEXT", multiple=True, help="What you say to point N."),
    click.option("--settle", metavar="N", type=int, multiple=True, help="Point N is done."),
    click.option("--response", is_flag=True, help="Print the whole response."),
)
def review_draft(
    workspace: Workspace,
    draft: str,
    file: str,
    answers: tuple[str, ...],
    settle: tuple[int, ...],
    response: bool,
) -> None:
    """Answer what your program officer asks, point by point.

    FILE is their text; - reads standard input. Without it, list the points: whether each is done, which
    answers it is about, and your response.
    """
    from reportwizard.hand_in.review import response_text, with_points

    folder, name, before = workspace.open(draft, needs_form=True)
    report = with_points(before, read_input(file)) if file else before
    for answer in answers:
        number, equals, text = answer.partition("=")
        if not (equals and number.strip().isdecimal()):
            raise click.UsageError(f"--answer takes N=TEXT, not {answer!r}.")
        report = _with_point(report, int(number), response=text)
    for point in settle:
        report = _with_point(report, point, settled=True)
    if report != before:
        folder.save(name, report)
    listed = response_text(report) if response else "\n".join(_points(report))
    print_text(listed or ("There is no response yet." if response else "Nobody asked anything yet."))


def _with_point(report: Report, number: int, **changes: Any) -> Report:
    from reportwizard.hand_in.review import with_point

    if not 0 < number <= len(report.asks):
        raise click.UsageError(f"There is no point {number}. There are {len(report.asks)}.")
    return with_point(report, number - 1, replace(report.asks[number - 1], **changes))


def _points(report: Report) -> Iterator[str]:
    from reportwizard.hand_in.review import about

    for number, point in enumerate(report.asks, 1):
        names = ", ".join(f"{question.number} {question.name}".strip() for question in about(report, point))
        yield f"{number}  {'done' if point.settled else 'open'}  {point.words}"
        yield from ([f"    about {names}"] if names else [])
        yield from (f"    > {line}" for line in point.response.splitlines())
