"""The answers of a draft: show them, get one, set one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import click

from reportwizard.commands.check import kept_shape
from reportwizard.commands.options import command, draft_argument, json_option, question_argument
from reportwizard.commands.output import print_json, print_message, print_text
from reportwizard.commands.workspace import Workspace, find_question
from reportwizard.drafts.format.answers import display_text, unknown_text
from reportwizard.drafts.merging.conflicts import conflicts_of
from reportwizard.errors import AnswerError
from reportwizard.forms.form import Question
from reportwizard.kinds.registry import KINDS
from reportwizard.kinds.values import Reading, Region
from reportwizard.report.report import Report


@command("show", draft_argument, json_option)
def show_draft(workspace: Workspace, draft: str, as_json: bool) -> None:
    """Show the answers of a draft."""
    report = workspace.load(draft)
    if as_json:
        from reportwizard.exports.json import show_shape

        print_json({**show_shape(report), **kept_shape(report)})
    else:
        print_text("\n".join(_lines(report)))


def _lines(report: Report) -> Iterator[str]:
    for part in report.form.parts:
        answered = [question for question in report.questions(part) if question.id in report.answers]
        if answered:
            yield f"{part.heading}\n"
        for question in answered:
            yield from _block(question.id, report.show(question))
    if report.not_asked:
        yield "Answers that this form does not ask for; they are kept\n"
    for answer_id, plain in report.not_asked.items():
        yield from _block(answer_id, unknown_text(plain))
    if report.unplaced:
        yield "Texts that fit no question\n"
        yield from (f"    {line}".rstrip() for text in report.unplaced for line in [*text.splitlines(), ""])
    conflicts = conflicts_of(report)
    if conflicts:
        yield "Changed in two places; `choose` or the wizard lets you choose\n"
    for conflict in conflicts:
        yield from _block(conflict.answer_id, display_text(report, conflict.answer_id, conflict.theirs))


def _block(name: str, text: str) -> list[str]:
    return [name, *(f"    {line}".rstrip() for line in text.splitlines()), ""]


@command("get", draft_argument, question_argument)
def get_answer(workspace: Workspace, draft: str, question_id: str) -> None:
    """Print one answer as `set` takes it; nothing if there is none."""
    report = workspace.load(draft)
    question = find_question(report.form, question_id)
    value = report.answers.get(question.id)
    if value is not None:
        print_text(KINDS[question.kind].edit_text(value, question, report.region))


# Options are in front, so that an answer may begin with a dash.
@command(
    "set",
    draft_argument,
    question_argument,
    click.argument("value"),
    context_settings={"allow_interspersed_args": False},
)
def set_answer(workspace: Workspace, draft: str, question_id: str, value: str) -> None:
    """Set one answer of a draft. VALUE is text, or - to read it from standard input; "" removes the answer.

    Tables and agreements take JSON, in the shape that `show --json` prints.
    """
    folder, name, report = workspace.open(draft, needs_form=True)
    question_id = find_question(report.form, question_id).id
    if value == "-":
        from reportwizard.commands.files import read_input

        value = read_input("-").removesuffix("\n")
        # An empty pipe, whose program failed, never removes an answer that is there.
        if not value.strip() and question_id in report.answers:
            raise AnswerError(
                f"{question_id}: standard input was empty. Nothing was changed.",
                f'To remove the answer: reportwizard set DRAFT {question_id} ""',
            )
    folder.change(name, with_typed_answer(report, question_id, value, workspace.locale))


def with_typed_answer(report: Report, question_id: str, text: str, locale: str = "") -> Report:
    """Return the report with one answer read from `text`; `AnswerError` if it cannot be read.

    What has two readings is kept as typed, and the question is put to the person at the terminal.
    """
    question = find_question(report.form, question_id)
    # The system hands over bytes that are no text as halves of characters.
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise AnswerError(f"{question.id}: the value is not text.", "Nothing was changed. Write it in UTF-8.")
    localized = report.with_region(locale=locale) if locale else report
    _, reading = localized.with_typed(question.id, text, date.today())
    refused = [problem for problem in reading.problems if problem.code != "ambiguous"]
    if refused:
        rows = " Write it as JSON, in the shape that `show --json` prints."
        raise AnswerError(
            "\n".join(f"{question.id}: {problem.message}" for problem in refused),
            f"Nothing was changed.{rows if question.rows or question.columns else ''}",
        )
    for remark in _remarks(question, reading, localized.region):
        print_message(f"{question_id}: {remark}")
    return report.with_answer(question.id, reading.value)


def _remarks(question: Question, reading: Reading, region: Region) -> Iterator[str]:
    if reading.alternatives and reading.value is not None:
        shown = KINDS[question.kind].show(reading.value, question, region)
        others = " or ".join(choice.label for choice in reading.alternatives)
        yield f"Read as {shown}. It may be {others}, too: write that, if you mean it."
    for problem in reading.problems:
        choices = " or ".join(choice.label for choice in problem.choices)
        yield f"{problem.message} {choices and f'It may be {choices}.'} Kept as typed.".replace("  ", " ")
    yield from reading.notes
    if reading.extra_words:
        yield f"“{reading.extra_words}” was left out of the number; put it into the comments."
