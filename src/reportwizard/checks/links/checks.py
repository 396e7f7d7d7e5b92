"""Links that nobody can open as they are written, that only some can open, and those that are missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
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
    without_links,
)
from reportwizard.checks.texts import Text, all_texts, called, data_file, shortened
from reportwizard.forms.form import Question
from reportwizard.kinds.base import Plain
from reportwizard.report.report import Report

_SCHEME = re.compile(
    r"(?<![a-z])([htps]{3,7})( ?[:;] ?[/\\]{1,3}|//)([ \t\u00a0]?)(\S{0,200})", re.IGNORECASE
)
_OWN_DISK = re.compile(r"(?<![a-z])(?:file:/{2,3}|[a-z]:\\)\S{1,200}", re.IGNORECASE)
# What may be between the end of a link and the bracket that closes after it.
_CLOSING = re.compile(r"[.,;:!?'’”»…*]{0,5}([)\]>])")
_CLOSERS = {"(": ")", "[": "]", "<": ">"}
_PAGE_CUT = re.compile(
    r"/wiki/(?:(?:category|file|user|user talk|wikipedia|project|special|event|grants|commons|talk|help):?)?",
    re.IGNORECASE,
)
_FILE = re.compile(r"/wiki/file:[^./]*", re.IGNORECASE)
_FILE_END = re.compile(
    r"[ \t][^\n:/.]{1,80}\.(?:jpe?g|png|svg|pdf|webm|ogv|ogg|tiff?|gif|mp4)\b", re.IGNORECASE
)
# The name of a page that nobody copied from a browser, and words on its line that may belong to it.
_ONE_WORD = re.compile(r"wiki/[^_%/?#]+")
_TITLE = re.compile(r"(?:[ \t\u00a0][\w'’-]+){1,6}(?=[ \t.,;]*(?:\n|\Z))")

_LOCAL = "Only your own computer can open it. Put the file online and link to it there."


class Fault(NamedTuple):
    """What is wrong with a link, and what to do. `reason` is scheme, blank, bracket, host or local.

    `better` is the link as it should be, where that is certain.
    """

    link: str
    reason: str
    advice: str
    better: str = ""


def faults_in(text: str, *, bare: bool) -> Iterator[Fault]:
    """Give what is wrong with the links of a text. With `bare`, also links that lack `https://`."""
    words = without_links(text)
    for found in _SCHEME.finditer(words):
        scheme, marks, blank, behind = found.groups()
        right = scheme.casefold() in ("http", "https") and marks == "://"
        if behind and (blank or not right):
            reason = "blank" if right else "scheme"
            yield Fault(found[0].strip(), reason, "Begin the link with https:// and leave no space in it.")
    yield from _bracketed(text, words)
    yield from filter(None, map(_host_fault, links_in(text)))
    for found in _OWN_DISK.finditer(words):
        yield Fault(found[0], "local", _LOCAL)
    rest = _SCHEME.sub(lambda found: " " * len(found[0]), words)
    for link in bare_links_in(rest) if bare else ():
        words = _rest_of_name(link, text)
        better = f"https://{link.text}{_joined(words)}"
        yield Fault(link.text + words, "scheme", f"Write https:// in front of it: {better}", better)


def cut_links_in(text: str) -> Iterator[Fault]:
    """Give the links that stop at a space inside the name of their page."""
    return filter(None, (_blank_fault(link, text) for link in links_in(text) if not _host_fault(link)))


def _host_fault(link: Link) -> Fault | None:
    if on_host(link, "local"):
        return Fault(link.text, "local", _LOCAL)
    address = link.text.partition("://")[2]
    if re.match("https?:", address, re.IGNORECASE):
        return Fault(link.text, "scheme", "It begins twice. Write https:// only once.")
    if "." not in address.partition("/")[0]:
        return Fault(link.text, "host", "The name of the website is not complete. Copy the link again.")
    return None


def _blank_fault(link: Link, text: str) -> Fault | None:
    """Return what is wrong where a link was cut at a space; only where no other reading is likely."""
    after = text[link.end : link.end + 100]
    if not re.match(r":?[ \t\u00a0]\w", after):
        return None
    path = link.text.partition("://")[2].partition("/")
    page = path[1] + path[2]
    cut = link.text.endswith("_") or (on_host(link, "wikis") and _PAGE_CUT.fullmatch(page))
    unnamed = _FILE.fullmatch(page) and _FILE_END.match(after)
    unclosed = page.count("(") > page.count(")") and ")" in after.partition("\n")[0]
    if cut or unnamed or unclosed:
        advice = "It stops at a space. Write _ for each space in the name of a wiki page."
        return Fault(link.text, "blank", advice)
    words = _rest_of_name(link, text)
    advice = f"If “{words.strip()}” is part of the link, write _ for each space."
    return Fault(link.text + words, "blank", advice, link.text + _joined(words)) if words else None


def _rest_of_name(link: Link, text: str) -> str:
    """Return the words after the link to a wiki page that look like the rest of its name; often nothing.

    The link and they are all that is on the line, and they are like words of a title: `d'oasis 2026`.
    """
    page = link.address.partition("/")[2]
    after = _TITLE.match(text, link.end)
    if not after or not on_host(link, "wikis") or not _ONE_WORD.fullmatch(page):
        return ""
    before = text[: link.start].rpartition("\n")[2]
    words = after[0].split()
    small = [one for one in words if not (one[:1].isupper() or re.search(r"[\d'’]", one))]
    alone = not before.strip(" \t-•*–") or _BEFORE.fullmatch(before)
    likely = len(small) < len(words) and all(len(one) <= 3 for one in small)
    return after[0] if alone and likely else ""


def _joined(words: str) -> str:
    return re.sub(r"[ \t\u00a0]", "_", words)


def _bracketed(text: str, words: str) -> Iterator[Fault]:
    """Give links with a closing bracket that nothing opens, or with an opening one that nothing closes."""
    depth = dict.fromkeys(_CLOSERS.values(), 0)
    at = 0
    for link in links_in(text):
        for character in re.findall(r"[()\[\]<>]", words[at : link.start]):
            # One that nothing opens, as in a list or `:)`, changes nothing.
            closing_one = character if character in depth else _CLOSERS[character]
            depth[closing_one] = max(0, depth[closing_one] + (-1 if character in depth else 1))
        at = link.end
        closing = _CLOSING.match(text, link.end)
        if closing and not depth[closing[1]]:
            advice = f"Take the “{closing[1]}” after it away, or put a space before it."
            yield Fault(link.text + closing[0], "bracket", advice)
        elif link.text.count("(") > link.text.count(")") and not _blank_fault(link, text):
            yield Fault(link.text, "bracket", "Its bracket “(” is not closed. Copy the link again.")


_BEFORE = re.compile(r"[ \t]*(?:[-•*–][ \t]*)?([^\W\d_][^:\n]{0,29})[:：][ \t]*")
_LONGEST = 60
LINKS, LIST = "text.links", "money.link"
# A label at the end of its line, before the next label or the end of the text.
_LABEL = re.compile(
    r"^[ \t]*(?:[-•*–][ \t]*)?([^\W\d_][^:\n]{1,60})[:：][ \t]*(?=\n\s*[^\W\d_][^:\n]{1,60}[:：]|\s*\Z)",
    re.MULTILINE,
)


def links_none(report: Report) -> Iterator[Finding]:
    """Fires if the question about links, or the one about the list of expenses, is answered without any link.

    Source: the form asks for links there (questions 2 and 12). If the list of expenses is kept in this
    program, it needs no link.
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
    """Fires for each kind of page that the question asks for and no link leads to, and for a label without a
    link.

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
        message = f"Nothing follows “{label[1].strip()}:”. Add the link, or take the words out."
        data: dict[str, Plain] = {"kind": "label", "found": label[1].strip()}
        yield Finding("links.missing_kind", "note", question.id, message, data)


def links_private_edit(report: Report) -> Iterator[Finding]:
    """Fires for each link that only its owner can open, or that opens a document or a page for editing.

    A note if the link does not show which (`…/edit?usp=sharing`). The places are in `data/links.toml`.
    Source: the form asks to share access; a published report of 2023 has two such links.
    """
    for text, link in _once(report):
        access = _access(link)
        if access:
            severity, *words = _DOORS[access]
            if link.text.endswith("#responses"):  # the answers to a form are for its owner
                words = [*_DOORS["own"][1:]]
            better = _for_readers(link.text) if access in ("writing", "untold") else ""
            data: dict[str, Plain] = {"link": link.text, **text.place}
            if better != link.text and better:
                label = f"Use the link for readers  …/{better.rpartition('/')[2]}"
                data |= {"suggested": better, **_offer(text, link.text, better, label)}
            message = _said(text, link.text, *words)
            yield Finding("links.private_edit", severity, text.question.id, message, data)


_DOORS: dict[str, tuple[Severity, str, str]] = {
    "own": ("warning", "only you can open this link", "Your readers cannot."),
    "writing": ("warning", "this is a link for editing", "Let your readers only view it."),
    "enrolling": ("warning", "anybody who opens this link joins your list", "Take out what follows the “?”."),
    "untold": ("note", "check that readers can only view what this link opens", ""),
}


def _access(link: Link) -> str:
    """Return what a link opens other than a page for readers; empty if it is one."""
    path = link.address.partition("/")[2].partition("?")[0].partition("#")[0]
    edits = on_host(link, "editors") and "edit" in path.split("/")
    if edits:
        return "untold" if "usp=sharing" in link.text else "writing"
    return next((access for access in _DOORS if leads_to(link, access)), "")


def links_malformed(report: Report) -> Iterator[Finding]:
    """Fires for each link that cannot be opened as it is written.

    `reason` in the data says why: `scheme` (no `https://`), `blank` (a space after `https://`), `bracket`
    (not balanced), `host` (incomplete website), `local` (a file or address on the writer's computer). A
    missing `https://` is only looked for where links are expected. Source: the report is copied to Meta-Wiki
    as it is, and such a link leads nowhere there.
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
    """Fires for each link to a wiki or a file that stops at a space in its name, as in `…/wiki/My page`.

    A note where the words after it only look like the rest of the name; how they would be one is offered.
    Source: the report is copied to Meta-Wiki as it is, and such a link leads to another page there.
    """
    for text in all_texts(report):
        for fault in cut_links_in(text.words):
            data: dict[str, Plain] = {"link": fault.link, **text.place}
            fact = "this link may stop too early" if fault.better else "this link is cut"
            if fault.better:
                data |= _offer(text, fault.link, fault.better, f"Write {shortened(fault.better, _LONGEST)}")
            message = _said(text, fault.link, fact, fault.advice)
            severity: Severity = "note" if fault.better else "warning"
            yield Finding("links.cut", severity, text.question.id, message, data)


def links_duplicate(report: Report) -> Iterator[Finding]:
    """Fires if the same link appears twice in the answers that consist of links.

    Source: each question asks for its own links; a repeated one is often meant to be another.
    """
    seen: dict[str, Question] = {}
    for text in all_texts(report):
        for link in links_in(text.words) if text.question.links else ():
            key = unquote(link.address, errors="replace").rstrip("/")
            if key in seen:
                first = seen[key].number or f"“{seen[key].name}”"
                message = _said(text, link.text, f"this link is already in question {first}")
                data = {"link": link.text, "first": seen[key].id}
                yield Finding("links.duplicate", "note", text.question.id, message, data)
            seen.setdefault(key, text.question)


def _said(text: Text, link: str, fact: str, advice: str = "") -> str:
    """Say something of a link: what is before it on its line names it, else it is shown itself."""
    label = _BEFORE.fullmatch(text.words.partition(link)[0].rpartition("\n")[2])
    shown = f"{fact[0].upper()}{fact[1:]}: {shortened(link, _LONGEST)}"
    return f"{f'{label[1]}: {fact}' if label else shown}. {advice}".rstrip()


def _links(text: str) -> list[Link]:
    return [*links_in(text), *bare_links_in(text), *wiki_links_in(text)]


def _once(report: Report) -> Iterator[tuple[Text, Link]]:
    """Give every whole link with the text it is in, each link only the first time."""
    seen = set()
    for text, link in whole_links(report):
        if link.address not in seen:
            seen.add(link.address)
            yield text, link


def _offer(text: Text, link: str, better: str, label: str) -> dict[str, Plain]:
    """Return the repair that puts a better link into an answer; none inside a table."""
    return {} if text.column else {"repair": replacement(label, link, better)}


def _for_readers(link: str) -> str:
    """Return the link that shows the same document, page or form for reading."""
    before, edit, after = link.partition("/edit")
    if not edit:
        return link.partition("?")[0] if "/wiki/" in link else link
    if "/forms/" in before:
        return f"{before}/{'viewanalytics' if 'responses' in after else 'viewform'}"
    return f"{before}/view"
