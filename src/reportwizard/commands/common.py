"""What the commands share: where the drafts are, how the applicant writes, what is printed and where."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from reportwizard.drafts.store.folder import DraftFolder
    from reportwizard.forms.form import Form, Question
    from reportwizard.report.report import Report

Command = TypeVar("Command", bound="Callable[..., Any] | click.Command")

READY, BLOCKED, UNUSABLE = 0, 1, 2
"""Exit statuses: nothing is in the way; something must be fixed first; wrong use or an unreadable file."""


class Place:
    """The options before a command: a folder of drafts and a locale, each empty if not given; no signs."""

    def __init__(self) -> None:
        self.drafts = ""
        self.locale = ""
        self.ascii = False
        self._told = False

    def folder(self) -> DraftFolder:
        """Return the folder of drafts that this command works on."""
        from reportwizard.drafts.store.folder import DraftFolder

        return DraftFolder(self.path())

    def path(self) -> Path:
        """Return where the drafts are."""
        from reportwizard.paths import drafts_folder
        from reportwizard.settings import load_settings

        settings = load_settings()
        for fault in settings.faults if not self._told else ():
            say(fault)
        self._told = True
        return drafts_folder(self.drafts, preferred=settings.folder)

    def find(self, draft: str) -> tuple[DraftFolder, str]:
        """Return the folder and the name of a draft given by its name or by the path of its file."""
        return self.folder().resolve(draft)

    def load(self, draft: str) -> Report:
        """Return a draft's report, to be shown in the locale asked for."""
        _, _, report = self.open(draft)
        return report.with_region(locale=self.locale) if self.locale else report

    def open(self, draft: str) -> tuple[DraftFolder, str, Report]:
        """Return the folder and the name of a draft, and its report; say where its form was changed since."""
        folder, name = self.find(draft)
        report = folder.load(name)
        if folder.has_other_form(name, report.form):
            say(f"{name}: its form was changed since the last save ({report.form.source}).")
        return folder, name, report

    def create(self, name: str, report: Report) -> Path:
        """Save a report as a new draft; return its file. `DraftError` if there is a draft of this name."""
        from reportwizard.drafts.store.names import SUFFIX

        return self.folder().create(name.removesuffix(SUFFIX), report)

    def add(self, report: Report) -> Path:
        """Save a report as a new draft under a name made of its title; return its file."""
        folder = self.folder()
        return folder.path_of(folder.add(report.title, report))

    def locale_of_new(self) -> str:
        """Return how the applicant writes in a new draft: as asked for, as set, or as this computer says."""
        from reportwizard.money.cldr import guess_locale
        from reportwizard.settings import load_settings

        return self.locale or load_settings().locale or guess_locale(os.environ)


def keep(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    """Keep what an option says in the `Place` of the command."""
    if value is not None and parameter.name:
        setattr(context.ensure_object(Place), parameter.name, value)


def _keep_locale(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value:
        from reportwizard.money.cldr import locales, neighbour, tidy_code

        code = tidy_code(value)
        languages = {known.code.split("_")[0] for known in locales()}
        if code.split("_")[0] not in languages and neighbour(code) == code:
            raise click.BadParameter(f"{value!r} is not a known language. Write it like kk_KZ or pt_BR.")
        keep(context, parameter, code)


def place_options(command: Command) -> Command:
    """Let a command take `--drafts` and `--locale`, before or after its name."""
    drafts = click.option(
        "--drafts",
        metavar="FOLDER",
        expose_value=False,
        callback=keep,
        help="Where the drafts are. Default: $REPORTWIZARD_DRAFTS, your settings, or your data folder.",
    )
    locale = click.option(
        "--locale",
        metavar="CODE",
        expose_value=False,
        callback=_keep_locale,
        help="How you write numbers and dates, such as kk_KZ or pt_BR.",
    )
    return drafts(locale(command))


def json_option(command: Command) -> Command:
    """Let a command print JSON instead of words."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")(command)


def _known_currency(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """Return a currency's code in capitals; refuse a code that no currency has."""
    from reportwizard.money.currencies import find_currency

    code = value.strip().upper()
    if code and find_currency(code) is None:
        raise click.BadParameter(
            f"{value!r} is not the code of a currency. It has three letters, such as KZT."
        )
    return code


def currency_option(command: Command) -> Command:
    """Let a command take `--currency`."""
    option = click.option(
        "--currency", metavar="CODE", default="", callback=_known_currency, help="Your currency, such as KZT."
    )
    return option(command)


def output_options(command: Command) -> Command:
    """Let a command write to a file: `-o` as `target`, and `--force`."""
    where = "Where to write it; - is standard output."
    target = click.option("-o", "--output", "target", metavar="FILE", default="-", help=where)
    force = click.option("--force", is_flag=True, help="Replace FILE if it exists.")
    return target(force(command))


def filled(form: str) -> str:
    """Return how a form was named with `--form`; refuse a name without letters."""
    if not form.strip():
        raise click.UsageError("--form is empty. Write the file of a form after it, or leave it out.")
    return form


def find_question(form: Form, question_id: str) -> Question:
    """Return a form's question; `AnswerError` if there is none of this id."""
    from difflib import get_close_matches

    from reportwizard.errors import AnswerError

    if question_id in form.by_id:
        return form.by_id[question_id]
    near = " or ".join(get_close_matches(question_id, form.by_id, 2))
    hint = f"Did you mean {near}?" if near else f"`reportwizard forms {form.id}` names all questions."
    raise AnswerError(f"This form has no question “{question_id}”.", hint)


def refuse_gone(report: Report) -> Report:
    """Return a report whose form is here; `FormError` if it cannot be found: nothing is known to check."""
    from reportwizard.errors import FormError
    from reportwizard.forms.outside import MissingForm

    if isinstance(report.form, MissingForm):
        raise FormError(report.form.why)
    return report


def refuse_unready(report: Report, hint: str) -> None:
    """Raise `NotReadyError`, with what is missing, where something blocks the hand-in."""
    from reportwizard.checks.required import run_blocking
    from reportwizard.errors import NotReadyError

    if missing := run_blocking(report):
        listed = "\n".join(f"{finding.question}: {finding.message}" for finding in missing)
        raise NotReadyError(f"This report cannot be handed in yet.\n{listed}", hint)


def not_asked_shape(report: Report) -> dict[str, Any]:
    """Return what `--json` says of answers that the form does not ask for; nothing if there is none."""
    return {"not_asked": dict(report.not_asked)} if report.not_asked else {}


def two_versions_shape(report: Report) -> dict[str, list[str]]:
    """Return what `--json` says of answers that were changed in two places; nothing if none was."""
    from reportwizard.drafts.merging.conflicts import waiting_ids

    waiting = waiting_ids(report)
    return {"two_versions": list(waiting)} if waiting else {}


def say(words: str) -> None:
    """Tell the person at the terminal something; never mixed with the data."""
    show(words, file=sys.stderr, wrap=True)


def show(text: str, file: Any = None, *, wrap: bool = False) -> None:
    """Print text for people: nothing in it is obeyed by a terminal, which with `wrap` breaks no word."""
    from reportwizard.text import clean_text

    text, stream = clean_text(text), file or sys.stdout
    if wrap and stream is not None and stream.isatty():
        import textwrap
        from shutil import get_terminal_size

        whole = textwrap.TextWrapper(get_terminal_size().columns - 1, break_long_words=False,
                                     break_on_hyphens=False, replace_whitespace=False)  # fmt: skip
        text = "\n".join(whole.fill(line) for line in text.split("\n"))
    click.echo(text, file=file)


def show_json(data: object) -> None:
    """Print data for programs; what a terminal would obey, or cannot print, is escaped."""
    import json
    import re

    text = json.dumps(data, ensure_ascii=False, indent=2, default=str)
    unsafe = "[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
    click.echo(re.sub(unsafe, lambda found: f"\\u{ord(found[0]):04x}", text))
