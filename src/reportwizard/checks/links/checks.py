"""The links of a report: there, complete, open for readers, and each only once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from reportwizard.checks.finding import Finding, Severity, replacement
from reportwizard.checks.links.places import (
    Link,
    bare_links_in,
    leads_to,
    links_in,
    on_host,
    whole_links,
    wiki_links_in,
)
from reportwizard.checks.links.shapes import cut_links_in, faults_in
from reportwizard.checks.texts import Text, all_texts, called, data_file, shortened
from reportwizard.forms.form import Question
from reportwizard.kinds.base import Plain
from reportwizard.report.report import Report

_BEFORE = re.compile(r"[ \t]*(?:[-•*–][ \t]*)?([^\W\d_][^:\n]{0,29})[:：][ \t]*")
_LONGEST = 60
LINKS, LIST = "text.links", "money.link"
# A label at the end of its line, before the next label or the end of the text.
_LABEL = re.compile(
    r"^[ \t]*(?:[-•*–][ \t]*)?([^\W\d_][^:\n]{1,60})[:：][ \t]*(?=\n\s*[^\W\d_][^:\n]{1,60}[:：]|\s*\Z)",
    re.MULTILINE,
)


def links_none(report: Report) -> Iterator[Finding]:
    """Fires where the question for links, or that for the list of expenses, is answered without any link.

    Source: the form asks for links there (questions 2 and 12). Who keeps the list of expenses in this program
    needs no link to it.
    """
    for role, which in (
        (LINKS, "the links to your project page, your dashboard and your photos"),
        (LIST, "the link to your list of expenses"),
    ):
        question, answer = report.form.role(role), report.value(role)
        if not question or not isinstance(answer, str) or not answer.strip() or _links(answer):
            continue
        if role == LINKS or not report.ledger:
            message = f"There is no link in {called(question)}. Add {which}."
            yield Finding("links.none", "warning", question.id, message)


def links_missing_kind(report: Report) -> Iterator[Finding]:
    """Fires for each kind of page that the question asks for and no link leads to, and a label without one.

    Silent while the question has no link at all. Source: the list “Share links to” under question 2.
    """
    question, answer = report.form.role(LINKS), report.value(LINKS)
    if question is None or not isinstance(answer, str) or not _links(answer):
        return
    found = [link for text in all_texts(report) for link in _links(text.words)]
    for kind, about in data_file("links.toml")["kinds"].items():
        if kind in question.link_kinds and not any(leads_to(link, f"kinds.{kind}") for link in found):
            message = f"There is no link to {about['ask']}. If you have one, add it to {called(question)}."
            yield Finding("links.missing_kind", "note", question.id, message, {"kind": kind})
    for label in _LABEL.finditer(answer):
        message = f"Nothing stands behind “{label[1].strip()}:”. Add the link, or take the words out."
        data: dict[str, Plain] = {"kind": "label", "found": label[1].strip()}
        yield Finding("links.missing_kind", "note", question.id, message, data)


def links_private_edit(report: Report) -> Iterator[Finding]:
    """Fires for each link that only its owner can open, or that opens a document or a page for writing.

    A note where the link does not tell (`…/edit?usp=sharing`). The places are in `data/links.toml`. Source:
    the form asks to share access; a published report of 2023 has two such links.
    """
    for text, link in _once(report):
        door = _door(link)
        if door:
            severity, *words = _DOORS[door]
            if link.text.endswith("#responses"):  # the answers to a form are for its owner
                words = [*_DOORS["own"][1:]]
            better = _for_readers(link.text) if door in ("writing", "untold") else ""
            data: dict[str, Plain] = {"link": link.text, **text.place}
            if better != link.text and better:
                label = f"Use the link for readers  …/{better.rpartition('/')[2]}"
                data |= {"suggested": better, **_offer(text, link.text, better, label)}
            message = _said(text, link.text, *words)
            yield Finding("links.private_edit", severity, text.question.id, message, data)


_DOORS: dict[str, tuple[Severity, str, str]] = {
    "own": ("warning", "only you can open this link", "Your readers cannot."),
    "writing": ("warning", "everybody can write at this link", "Your readers must only read."),
    "enrolling": (
        "warning",
        "who opens this link joins your list",
        "Take out what follows the “?”.",
    ),
    "untold": ("note", "look whether readers can only view what this link opens", ""),
}


def _door(link: Link) -> str:
    """Return what a link opens other than a page for readers; empty where it is one."""
    edits = on_host(link, "editors") and "edit" in _path(link).split("/")
    if edits:
        return "untold" if "usp=sharing" in link.text else "writing"
    return next((door for door in _DOORS if leads_to(link, door)), "")


def links_malformed(report: Report) -> Iterator[Finding]:
    """Fires for each link that cannot be opened as it is written.

    `reason` in the data says why: `scheme` (no `https://`), `blank` (one behind `https://`), `bracket` (not
    balanced), `host` (no whole website), `local` (a file or address of one's own computer). A missing
    `https://` is looked for where links are expected. Source: the report is copied to Meta-Wiki as it is
    written, and such a link leads nowhere there.
    """
    for text in all_texts(report):
        expected = text.question.links or bool(text.column)
        for fault in faults_in(text.words, bare=expected):
            data: dict[str, Plain] = {"link": fault.link, "reason": fault.reason, **text.place}
            message = _said(text, fault.link, "this link does not work", fault.advice)
            if fault.better:
                message = _said(text, fault.link, "without https:// this link does not work")
                data |= _offer(text, fault.link, fault.better, f"Write {shortened(fault.better, _LONGEST)}")
            yield Finding("links.malformed", "warning", text.question.id, message, data)


def links_cut(report: Report) -> Iterator[Finding]:
    """Fires for each link to a wiki or a file that stops at a blank inside its name, as in `…/wiki/My page`.

    Source: the report is copied to Meta-Wiki as it is written, and such a link leads to another page there.
    """
    for text in all_texts(report):
        for fault in cut_links_in(text.words):
            message = _said(text, fault.link, "this link is cut", fault.advice)
            data: dict[str, Plain] = {"link": fault.link, **text.place}
            yield Finding("links.cut", "warning", text.question.id, message, data)


def links_duplicate(report: Report) -> Iterator[Finding]:
    """Fires where the same link stands twice in the answers that consist of links.

    Source: each question asks for links of its own; one that comes again is often meant to be another.
    """
    seen: dict[str, Question] = {}
    for text in all_texts(report):
        for link in links_in(text.words) if text.question.links else ():
            key = unquote(link.address, errors="replace").rstrip("/")
            if key in seen:
                first = seen[key].number or f"“{seen[key].name}”"
                message = _said(text, link.text, f"this link stands in question {first} already")
                data = {"link": link.text, "first": seen[key].id}
                yield Finding("links.duplicate", "note", text.question.id, message, data)
            seen.setdefault(key, text.question)


def _said(text: Text, link: str, fact: str, advice: str = "") -> str:
    """Say something of a link: what stands before it on its line names it, else it is shown itself."""
    label = _BEFORE.fullmatch(text.words.partition(link)[0].rpartition("\n")[2])
    shown = f"{fact[0].upper()}{fact[1:]}: {shortened(link, _LONGEST)}"
    return f"{f'{label[1]}: {fact}' if label else shown}. {advice}".rstrip()


def _links(text: str) -> list[Link]:
    return [*links_in(text), *bare_links_in(text), *wiki_links_in(text)]


def _once(report: Report) -> Iterator[tuple[Text, Link]]:
    """Give every whole link with the text it stands in, each link only the first time."""
    seen = set()
    for text, link in whole_links(report):
        if link.address not in seen:
            seen.add(link.address)
            yield text, link


def _offer(text: Text, link: str, better: str, label: str) -> dict[str, Plain]:
    """Return the repair that puts a better link into an answer; none inside a table."""
    return {} if text.column else {"repair": replacement(label, link, better)}


def _path(link: Link) -> str:
    return link.address.partition("/")[2].partition("?")[0].partition("#")[0]


def _for_readers(link: str) -> str:
    """Return the link that shows the same document, page or form for reading."""
    before, edit, after = link.partition("/edit")
    if not edit:
        return link.partition("?")[0] if "/wiki/" in link else link
    if "/forms/" in before:
        return f"{before}/{'viewanalytics' if 'responses' in after else 'viewform'}"
    return f"{before}/view"
