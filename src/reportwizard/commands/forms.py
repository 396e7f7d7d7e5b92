"""The forms that are known, and what they ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reportwizard.commands.common import place_options, show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportwizard.forms.form import Form, Question


@click.command("forms")
@click.argument("form_id", metavar="[ID]", required=False)
@place_options
def show_forms(form_id: str | None) -> None:
    """List the forms, or the questions of one form."""
    from reportwizard.forms.loader import form_ids, load_form

    if form_id:
        show("\n".join(_questions(load_form(form_id))))
        return
    for form in map(load_form, form_ids()):
        show(f"{form.id}  {form.title}, version {form.version}, {len(form.questions)} questions")


def _questions(form: Form) -> Iterator[str]:
    for part in form.parts:
        yield f"{part.heading}\n"
        for question in part.questions:
            yield f"{question.id}  ({', '.join(_remarks(question))})"
            yield f"    {f'{question.number}. ' if question.number else ''}{question.wording}"
            yield from (f"    - {row.id}: {row.label}" for row in question.rows)
            yield from (f"    - {option.id}: {option.label}" for option in question.options)
            yield from (f"    - column {column.id}: {column.label}" for column in question.columns)
        yield ""


def _remarks(question: Question) -> Iterator[str]:
    yield question.kind.replace("_", " ")
    if question.currency:
        yield "in your currency" if question.currency == "local" else f"in {question.currency}"
    if question.own:
        yield "asked by this program, not part of the report"
    elif question.required:
        yield "required"
    elif question.required_if:
        yield f"required if {question.required_if}"
    else:
        yield "optional"
