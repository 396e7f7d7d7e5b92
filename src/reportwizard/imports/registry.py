"""Every way into a report from outside. To add one: a module, and a line in `importers`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from reportwizard.errors import PageError
from reportwizard.report.report import Report


@dataclass(frozen=True)
class Imported:
    """A report that came in.

    `recognised` names what the text was: `rapid-fund-2023-page`, `reportwizard-text`,
    `reportwizard-wikitext` or `reportwizard-json`. `placed` counts the answers; `unplaced` holds the text
    that fits no question, which the report holds too.
    """

    report: Report
    recognised: str
    placed: int
    unplaced: tuple[str, ...] = ()


class Importer(Protocol):
    """A module that reads one kind of text."""

    @property
    def NAME(self) -> str:
        """What this importer reads, in words."""

    def recognise(self, text: str) -> str | None:
        """Return the name of what the text is, where this importer knows it; never raises."""

    def read(self, text: str, *, currency: str, locale: str) -> Imported:
        """Read it; `PageError` where it is something that is known, but no report of a form we have."""


def importers() -> tuple[Importer, ...]:
    """Return every importer, the most particular first: a published page looks much like our own text."""
    from reportwizard.imports import exported_json, exported_text, exported_wikitext, meta_page

    return exported_json, exported_text, exported_wikitext, meta_page


def import_text(text: str, *, currency: str = "", locale: str = "en") -> Imported:
    """Read a published page, or a report that this program wrote, into a new report.

    `currency` and `locale` say how the applicant writes, where the text itself does not say it.
    `PageError` names what was recognised where it is no report of a form that we know.
    """
    for importer in importers():
        if importer.recognise(text):
            return importer.read(text, currency=currency, locale=locale)
    raise _refusal(text)


def _refusal(text: str) -> PageError:
    from reportwizard.imports.programmes import name_programme

    other = name_programme(text)
    if other:
        return PageError(
            f"This page is something else: {other}.", "Import the page of a Rapid Fund final report."
        )
    return PageError(
        "This is not a report that we know.",
        "Open the report's page on Meta-Wiki, mark everything on it, copy it, and import that text.",
    )
