"""Every way into a report from outside."""

from __future__ import annotations

from reportwizard.errors import PageError
from reportwizard.imports.grid import BREAK
from reportwizard.imports.imported import TOO_LONG, Imported

LONGEST_TEXT, LONGEST_HTML = 2_000_000, 10_000_000
"""The most characters that are read; a published report has about ten thousand."""
_MOST_TAGS = 200_000


def import_text(text: str, *, currency: str = "", locale: str = "en") -> Imported:
    """Read a published page, or a report that this program wrote, into a new report.

    `currency` and `locale` say how the applicant writes, where the text itself does not say it.
    `PageError` names what was recognised where it is no report of a form that we know.
    """
    from reportwizard.imports import own_framed, own_json, own_text, wiki_source

    if html := _html_in(text):
        return _import_html(html, currency, locale)
    for read in (own_json.read, own_text.read, own_framed.read):
        if imported := read(text, currency=currency, locale=locale):
            return imported
    return _import_page(wiki_source.as_page(text.replace(BREAK, " ")), currency, locale)


def copied_text(text: str) -> str:
    """Return a page as a browser copies it, from its HTML or its wiki source too; other text as it is.

    `PageError` where there is none, or too much.
    """
    from reportwizard.imports import wiki_html, wiki_source

    if html := _html_in(text):
        root = wiki_html.parse(html)
        return "" if root is None else wiki_html.page_text(root)
    return wiki_source.as_page(text)


def _html_in(text: str) -> str:
    """Return the HTML that a text is, or holds; `PageError` where there is no text, or too much."""
    from reportwizard.imports.wiki_html import html_of

    if not text.strip():
        raise PageError(
            "There is no text here.", "Copy the whole page of the report, and bring in that text."
        )
    html = html_of(text) if len(text) <= LONGEST_HTML else ""
    if len(text) > (LONGEST_HTML if html else LONGEST_TEXT) or html.count("<") > _MOST_TAGS:
        raise PageError(*TOO_LONG)
    return html


def _import_html(html: str, currency: str, locale: str) -> Imported:
    from reportwizard.imports import own_html, wiki_html, wiki_text

    root = wiki_html.parse(html)
    if root is None:
        raise PageError("This web page is empty.", "Save the page of the report again, and import that file.")
    if wiki_html.is_translated(root):
        raise PageError(*wiki_text.TRANSLATED)
    if imported := own_html.read_root(root, currency=currency, locale=locale):
        return imported
    text = wiki_html.page_text(root)
    if len(text) > LONGEST_TEXT:
        raise PageError(*TOO_LONG)
    return _import_page(text, currency, locale)


def _import_page(text: str, currency: str, locale: str) -> Imported:
    from reportwizard.imports import wiki_text

    if imported := wiki_text.read(text, currency=currency, locale=locale):
        return imported
    raise _refusal(text)


def _refusal(text: str) -> PageError:
    from reportwizard.imports.labels import published
    from reportwizard.imports.programmes import name_programme

    for known in published():
        if other := name_programme(text, known):
            return PageError(
                f"This page is something else: {other}.",
                f"This program writes {known.own_reports}. Import the page of one.",
            )
    return PageError(
        "This is not a report that we know.",
        "Open the report's page on Meta-Wiki, mark everything on it, copy it, and import that text.",
    )
