"""What a command works on: the folder of drafts, a draft in it, and a question of its form."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from reportwizard.commands.output import print_message
from reportwizard.errors import AnswerError, FormError

if TYPE_CHECKING:
    from reportwizard.drafts.store.folder import DraftFolder
    from reportwizard.forms.form import Form, Question
    from reportwizard.report.report import Report


class Workspace:
    """The folder of drafts and the locale of a command line; each is empty if it was not given.

    `draft` is the one that the word after `expenses` names.
    """

    def __init__(self) -> None:
        self.drafts = self.locale = self.draft = ""
        self.ascii = False
        self._has_warned = False

    def folder(self) -> DraftFolder:
        """Return the folder of drafts that this command works on."""
        from reportwizard.drafts.store.folder import DraftFolder

        return DraftFolder(self.path())

    def path(self) -> Path:
        """Return where the drafts are."""
        from reportwizard.paths import drafts_folder
        from reportwizard.settings import load_settings

        settings = load_settings()
        for fault in settings.faults if not self._has_warned else ():
            print_message(fault)
        self._has_warned = True
        return drafts_folder(self.drafts, preferred=settings.folder)

    def find(self, draft: str) -> tuple[DraftFolder, str]:
        """Return the folder and the name of a draft, which is given by its name or its path."""
        return self.folder().resolve(draft)

    def open(self, draft: str, *, needs_form: bool = False) -> tuple[DraftFolder, str, Report]:
        """Return a draft's folder, name and report, and warn if its form was changed since the last save.

        `FormError` if the command `needs_form`, and the form cannot be found.
        """
        from reportwizard.forms.external import MissingForm

        folder, name = self.find(draft)
        report = folder.load(name)
        if folder.has_other_form(name, report.form):
            print_message(f"{name}: its form was changed since the last save ({report.form.source}).")
        if needs_form and isinstance(report.form, MissingForm):
            raise FormError(report.form.why)
        return folder, name, report

    def load(self, draft: str, *, needs_form: bool = False) -> Report:
        """Return a draft's report as `open` does, to be shown in the locale asked for."""
        return self.localized(self.open(draft, needs_form=needs_form)[2])

    def localized(self, report: Report) -> Report:
        """Return a report that is read and shown in the locale asked for, if there is one."""
        return report.with_region(locale=self.locale) if self.locale else report

    def create(self, name: str | None, report: Report) -> Path:
        """Save a report as a new draft, named after its title if `name` is None; return its file.

        `DraftError` if there is a draft of this name.
        """
        from reportwizard.drafts.store.names import SUFFIX

        folder = self.folder()
        if name is None:
            return folder.path_of(folder.add(report.title, report))
        return folder.create(name.removesuffix(SUFFIX), report)

    def default_locale(self) -> str:
        """Return the locale of a new draft: as asked for, as set, or as this computer says."""
        from reportwizard.money.cldr import guess_locale
        from reportwizard.settings import load_settings

        return self.locale or load_settings().locale or guess_locale(os.environ)


def refuse_empty(form: str) -> str:
    """Return how a form was named with `--form`; refuse a name without letters."""
    if not form.strip():
        import click

        raise click.UsageError("--form is empty. Write the file of a form after it, or leave it out.")
    return form


def find_question(form: Form, question_id: str) -> Question:
    """Return a form's question by its id or its number; `AnswerError` if there is none."""
    from difflib import get_close_matches

    for question in form.by_id.values():
        if question_id and question_id in (question.id, question.number):
            return question
    near = " or ".join(get_close_matches(question_id, form.by_id, 2))
    named = getattr(form, "why", f"`reportwizard forms {form.id}` names all questions.")
    hint = f"Did you mean {near}?" if near else named
    raise AnswerError(f"This form has no question “{question_id}”.", hint)
