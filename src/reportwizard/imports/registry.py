"""Every way into a report from outside. To add one: a module, and a line in `importers`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.errors import PageError

if TYPE_CHECKING:
    from reportwizard.imports.imported import Imported, Importer


def importers() -> tuple[Importer, ...]:
    """Return every importer, the most particular first: a published page looks much like our own text."""
    from reportwizard.imports import own_json, own_text, own_wikitext, wiki_text

    return own_json, own_text, own_wikitext, wiki_text


def import_text(text: str, *, currency: str = "", locale: str = "en") -> Imported:
    """Read a published page, or a report that this program wrote, into a new report.

    `currency` and `locale` say how the applicant writes, where the text itself does not say it.
    `PageError` names what was recognised where it is no report of a form that we know.
    """
    for importer in importers():
        if imported := importer.read(text, currency=currency, locale=locale):
            return imported
    raise _refusal(text)


def _refusal(text: str) -> PageError:
    from reportwizard.imports.labels import published
    from reportwizard.imports.programmes import name_programme

    for known in published():
        if other := name_programme(text, known):
            return PageError(
                f"This page is something else: {other}.", f"Import the page of a {known.form.title}."
            )
    return PageError(
        "This is not a report that we know.",
        "Open the report's page on Meta-Wiki, mark everything on it, copy it, and import that text.",
    )
