"""The forms that are known, what they ask, what is wrong with a form file, and what changed between two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path

import click

from reportwizard.commands.options import command
from reportwizard.commands.output import Status, print_message, print_text
from reportwizard.commands.workspace import Workspace
from reportwizard.errors import FormError, ReportWizardError
from reportwizard.forms.external import form_of, known_forms, load_form_file, refuse_shipped_id
from reportwizard.forms.form import Form, Part, Question
from reportwizard.text import pluralize

_ROLES = {
    "project.title": "reports are listed by the name of their file",
    "report.due": "no due date is shown, and there is no file for the calendar",
}
"""Roles that most forms have, and what a form without one lacks."""


@command(
    "forms",
    click.argument("names", metavar="[ID | diff A B]", nargs=-1),
    click.option("--check", "file", metavar="FILE", help="Say what is wrong with the file of a form."),
)
def show_forms(_workspace: Workspace, names: tuple[str, ...], file: str | None) -> int:
    """List the forms, show what one asks, or check the file of a form.

    A form is named by its id, or by its file. `diff` says what changed between two. With --check, status 0:
    the file can be used. 1: something in it is wrong. 2: it cannot be read.
    """
    if file is not None:
        return _check(file)
    if names[:1] == ("diff",) and len(names) == 3:
        print_text("\n".join(_differences(form_of(names[1]), form_of(names[2]))) or "Nothing changed.")
    elif len(names) == 1:
        print_text("\n".join(_questions(form_of(names[0]))))
    elif names:
        raise click.UsageError("Name one form, or two after diff: reportwizard forms diff A B")
    else:
        known = known_forms()
        for form in known.forms:
            source = f", {form.source}" if form.source else ""
            count = pluralize(len(form.questions), "question")
            print_text(f"{form.id}  {form.title}, version {form.version}, {count}{source}")
        for fault in known.faults:
            print_message(str(fault))
    return Status.READY


def _check(file: str) -> int:
    from reportwizard.drafts.store.example import read_example
    from reportwizard.forms.locations import FILE
    from reportwizard.forms.schema import check_page_file

    try:
        form = load_form_file(file)
        refuse_shipped_id(form)
        source = Path(form.source)
        if source.name == FILE:
            check_page_file(source.parent, form)
            report = read_example(form)
            if report is not None and (stray := [*report.not_asked]):
                place = f"{source.with_name('example.toml')}: answer “{stray[0]}”"
                raise FormError(f"{place}: there is no such question in the form.", "Take it out.")
    except ReportWizardError as error:
        print_message(str(error))
        return Status.UNUSABLE if error.__cause__ else Status.BLOCKED
    print_text(f"✓ {form.source}: {form.title}, {pluralize(len(form.questions), 'question')}.")
    for role, meaning in _ROLES.items():
        if form.role(role) is None:
            print_text(f"  No question has the role {role}: {meaning}.")
    return Status.READY


def _differences(old: Form, new: Form) -> Iterator[str]:
    """Yield a line for each question that was added, removed or changed, and for each key that changed."""
    for key in ("id", "version", "title"):
        if getattr(old, key) != getattr(new, key):
            yield f"~ {key}: {getattr(old, key)} → {getattr(new, key)}"
    yield from _compare(_by_id(old.parts), _by_id(new.parts), "part ")
    yield from _compare(old.by_id, new.by_id, "")


def _compare(old: Mapping[str, object], new: Mapping[str, object], kind: str) -> Iterator[str]:
    yield from (f"- {kind}{name}: {_label(old[name])}" for name in old if name not in new)
    for name, item in new.items():
        if name not in old:
            yield f"+ {kind}{name}: {_label(item)}"
        elif changes := [*_changes(old[name], item)]:
            yield f"~ {kind}{name}"
            yield from (f"    {line}" for line in changes)


def _changes(old: object, new: object) -> Iterator[str]:
    for field in fields(new):  # type: ignore[arg-type]
        before, after = getattr(old, field.name), getattr(new, field.name)
        if before == after or field.name == "questions":
            continue
        if isinstance(after, tuple):
            yield from _compare(_by_id(before), _by_id(after), f"{field.name.removesuffix('s')} ")
        else:
            yield f"{field.name}: {_display(before)} → {_display(after)}"


def _by_id(items: tuple[Part, ...]) -> dict[str, object]:
    return {item.id: item for item in items}


def _label(item: object) -> str:
    return next(label for key in ("wording", "title", "label") if (label := getattr(item, key, "")))


def _display(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value) or "(nothing)"


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
