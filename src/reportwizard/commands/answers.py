"""The answers of a draft: show them, get one, set one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

from reportwizard.commands.common import (
    Place,
    find_question,
    json_option,
    not_asked_shape,
    place_options,
    refuse_gone,
    say,
    show,
    show_json,
    two_versions_shape,
)
from reportwizard.commands.completion import complete_questions, draft_argument

if TYPE_CHECKING:
    from reportwizard.forms.form import Question
    from reportwizard.kinds.base import Reading, Region
    from reportwizard.report.report import Report

today = date.today


@click.command("show")
@draft_argument
@json_option
@place_options
@click.pass_obj
def show_draft(place: Place, draft: str, as_json: bool) -> None:
    """Show the answers of a draft."""
    report = place.load(draft)
    if as_json:
        from reportwizard.exports.json import show_shape

        show_json({**show_shape(report), **not_asked_shape(report), **two_versions_shape(report)})
    else:
        show("\n".join(_lines(report)))


def _lines(report: Report) -> Iterator[str]:
    from reportwizard.drafts.format.answers import display_text, unknown_text
    from reportwizard.drafts.merging.conflicts import conflicts_of

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
        yield "Not placed yet\n"
        yield from (f"    {line}".rstrip() for text in report.unplaced for line in [*text.splitlines(), ""])
    # The other versions of answers that were changed in two places.
    waiting = conflicts_of(report)
    if waiting:
        yield "Changed in two places; `choose` or the wizard lets you choose\n"
    for one in waiting:
        yield from _block(one.answer_id, display_text(report, one.answer_id, one.theirs))


def _block(name: str, words: str) -> list[str]:
    return [name, *(f"    {line}".rstrip() for line in words.splitlines()), ""]


@click.command("get")
@draft_argument
@click.argument("question_id", metavar="ID", shell_complete=complete_questions)
@place_options
@click.pass_obj
def get_answer(place: Place, draft: str, question_id: str) -> None:
    """Print one answer as `set` takes it; nothing if there is none."""
    from reportwizard.kinds.registry import KINDS

    report = place.load(draft)
    question = find_question(report.form, question_id)
    value = report.answers.get(question.id)
    if value is not None:
        show(KINDS[question.kind].edit_text(value, question, report.region))


# Options are in front, so that an answer may begin with a dash.
@click.command("set", context_settings={"allow_interspersed_args": False})
@draft_argument
@click.argument("question_id", metavar="ID", shell_complete=complete_questions)
@click.argument("value")
@place_options
@click.pass_obj
def set_answer(place: Place, draft: str, question_id: str, value: str) -> None:
    """Set one answer of a draft. VALUE is text, or - to read it from standard input; "" removes the answer.

    Tables and agreements take JSON, in the shape that `show --json` prints.
    """
    folder, name, report = place.open(draft)
    refuse_gone(report)
    if value == "-":
        value = _from_standard_input(report, question_id)
    folder.change(name, answered(report, question_id, value, place.locale))


def _from_standard_input(report: Report, question_id: str) -> str:
    """Read an answer. A pipe that brought nothing, since its program failed, never takes an answer away."""
    from reportwizard.commands.files import read_input
    from reportwizard.errors import AnswerError

    text = read_input("-").removesuffix("\n")
    if not text.strip() and question_id in report.answers:
        raise AnswerError(
            f"{question_id}: standard input was empty. Nothing was changed.",
            f'To remove the answer: reportwizard set DRAFT {question_id} ""',
        )
    return text


def answered(report: Report, question_id: str, text: str, locale: str = "") -> Report:
    """Return the report with one answer read from `text`; `AnswerError` if it cannot be read.

    What has two readings is kept as typed, and the question is put to the person at the terminal.
    """
    question = find_question(report.form, question_id)
    _refuse_broken(question, text)
    spoken = report.with_region(locale=locale) if locale else report
    _, reading = spoken.with_typed(question.id, text, today())
    _refuse_unreadable(question, reading)
    for words in _remarks(question, reading, spoken.region):
        say(f"{question_id}: {words}")
    return report.with_answer(question.id, reading.value)


def _refuse_broken(question: Question, text: str) -> None:
    """Refuse bytes that are no letters, which the system hands over as halves of characters."""
    from reportwizard.errors import AnswerError

    if any("\ud800" <= letter <= "\udfff" for letter in text):
        words = f"{question.id}: the value is not text."
        raise AnswerError(words, "Nothing was changed. Write it in UTF-8.")


def _refuse_unreadable(question: Question, reading: Reading) -> None:
    from reportwizard.errors import AnswerError

    refused = [problem for problem in reading.problems if problem.code != "ambiguous"]
    if refused:
        rows = (
            " Write it as JSON, in the shape that `show --json` prints."
            if question.rows or question.columns
            else ""
        )
        words = "\n".join(f"{question.id}: {problem.message}" for problem in refused)
        raise AnswerError(words, f"Nothing was changed.{rows}")


def _remarks(question: Question, reading: Reading, region: Region) -> Iterable[str]:
    from reportwizard.kinds.registry import KINDS

    if reading.alternatives and reading.value is not None:
        taken = KINDS[question.kind].show(reading.value, question, region)
        others = " or ".join(choice.label for choice in reading.alternatives)
        yield f"Read as {taken}. It may be {others}, too: write that, if you mean it."
    for problem in reading.problems:
        offers = " or ".join(choice.label for choice in problem.choices)
        yield f"{problem.message} {offers and f'It may be {offers}.'} Kept as typed.".replace("  ", " ")
    yield from reading.notes
    if reading.extra_words:
        yield f"“{reading.extra_words}” was left out of the number; put it into the comments."
