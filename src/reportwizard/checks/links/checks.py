"""The links of a report: there, complete, open for readers, and each only once."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from reportwizard.checks.finding import Finding
from reportwizard.checks.links.places import (
    Link,
    bare_links_in,
    leads_to,
    links_in,
    on_host,
    wiki_links_in,
)
from reportwizard.checks.links.shapes import faults_in
from reportwizard.checks.repairs import replacement
from reportwizard.checks.texts import Text, all_texts, called, shortened
from reportwizard.checks.word_lists import data_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportwizard.forms.form import Question
    from reportwizard.kinds.base import Plain
    from reportwizard.report.report import Report

LINKS = "text.links"


def links_none(report: Report) -> Iterator[Finding]:
    """Fires where question 2 is answered without any link.

    Source: the form asks for links there, to show the impact (question 2).
    """
    question, answer = report.form.role(LINKS), report.value(LINKS)
    if question and isinstance(answer, str) and answer.strip() and not _links(answer):
        message = (
            f"There is no link in {called(question)}. Add the links to your project page,"
            " your dashboard and your photos; copy them from the address bar of your browser."
        )
        yield Finding("links.none", "warning", question.id, message)


def links_missing_kind(report: Report) -> Iterator[Finding]:
    """Fires for each of project page, dashboard and photos that no link of the report leads to.

    Silent while question 2 has no link at all. Source: the list “Share links to” under question 2.
    """
    question, answer = report.form.role(LINKS), report.value(LINKS)
    if question is None or not isinstance(answer, str) or not _links(answer):
        return
    found = [link for text in all_texts(report) for link in _links(text.words)]
    for kind, about in data_file("links.toml")["kinds"].items():
        if "ask" in about and not any(leads_to(link, f"kinds.{kind}") for link in found):
            message = f"There is no link to {about['ask']}. If you have one, add it to {called(question)}."
            yield Finding("links.missing_kind", "note", question.id, message, {"kind": kind})


def links_private_edit(report: Report) -> Iterator[Finding]:
    """Fires for each link to a Google document, sheet, form or file that is open for writing (`/edit`).

    Source: the form asks to share access; a published report of 2023 has two such links.
    """
    for text, link in _once(all_texts(report)):
        if on_host(link, "editors") and "edit" in _path(link).split("/"):
            better = _for_readers(link.text)
            message = (
                f"This link opens the document for writing: {shortened(link.text)}. Share the document as"
                f" “Anyone with the link: Viewer”, and give readers this link: {better}"
            )
            data: dict[str, Plain] = {"link": link.text, "suggested": better, **text.place}
            data |= _offer(text, link.text, better, "Put the link for readers there")
            yield Finding("links.private_edit", "warning", text.question.id, message, data)


def links_malformed(report: Report) -> Iterator[Finding]:
    """Fires for each link that cannot be opened as it is written.

    `reason` in the data says why: `scheme` (no `https://`), `blank` (a blank inside), `bracket` (one that is
    not balanced), `host` (no whole website), `local` (a file or address of one's own computer). A missing
    `https://` is looked for where links are expected. Source: the report is copied to Meta-Wiki as it is
    written, and such a link leads nowhere there.
    """
    for text in all_texts(report):
        expected = text.question.links or bool(text.column)
        for fault in faults_in(text.words, bare=expected):
            message = f"This link does not work: {shortened(fault.link)}. {fault.advice}"
            data: dict[str, Plain] = {"link": fault.link, "reason": fault.reason, **text.place}
            if fault.better:
                data |= _offer(text, fault.link, fault.better, "Write https:// in front of it")
            yield Finding("links.malformed", "warning", text.question.id, message, data)


def links_http(report: Report) -> Iterator[Finding]:
    """Fires for each link to a Wikimedia wiki with `http://`. Source: the wikis are read with `https://`."""
    for text, link in _once(all_texts(report)):
        if link.text[:5].casefold() == "http:" and on_host(link, "wikis"):
            better = f"https{link.text[4:]}"
            message = f"Write this link with https: {shortened(better)}"
            data: dict[str, Plain] = {"link": link.text, "suggested": better, **text.place}
            data |= _offer(text, link.text, better, "Write it with https")
            yield Finding("links.http", "note", text.question.id, message, data)


def links_duplicate(report: Report) -> Iterator[Finding]:
    """Fires where the same link stands twice in the answers that consist of links.

    Source: each question asks for links of its own; one that comes again is often meant to be another.
    """
    seen: dict[str, Question] = {}
    for text in all_texts(report):
        for link in links_in(text.words) if text.question.links else ():
            key = unquote(link.address, errors="replace").rstrip("/")
            if key in seen:
                message = (
                    f"This link stands in {called(seen[key])} already: {shortened(link.text)}. If it should"
                    " be another link, change it."
                )
                data = {"link": link.text, "first": seen[key].id}
                yield Finding("links.duplicate", "note", text.question.id, message, data)
            seen.setdefault(key, text.question)


def _links(text: str) -> list[Link]:
    return [*links_in(text), *bare_links_in(text), *wiki_links_in(text)]


def _once(texts: Iterator[Text]) -> Iterator[tuple[Text, Link]]:
    """Give every whole link with the text it stands in, each link only the first time."""
    seen = set()
    for text in texts:
        for link in links_in(text.words):
            if link.address not in seen:
                seen.add(link.address)
                yield text, link


def _offer(text: Text, link: str, better: str, label: str) -> dict[str, Plain]:
    """Return the repair that puts a better link into an answer; none inside a table."""
    return {} if text.column else {"repair": replacement(label, link, better)}


def _path(link: Link) -> str:
    return link.address.partition("/")[2].partition("?")[0].partition("#")[0]


def _for_readers(link: str) -> str:
    """Return the link that shows the same document for reading, or the results of a form."""
    before, _, after = link.partition("/edit")
    if "/forms/" in before:
        return f"{before}/{'viewanalytics' if 'responses' in after else 'viewform'}"
    return f"{before}/view"
