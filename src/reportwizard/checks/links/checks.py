"""Links that nobody can open as they are written, that only some can open, and those that are missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from reportwizard.checks.finding import Finding, Severity
from reportwizard.checks.links.places import (
    Link,
    all_links_in,
    bare_links_in,
    leads_to,
    links_in,
    on_host,
    whole_links,
    without_links,
)
from reportwizard.checks.texts import Text, all_texts, data_file, question_label, shortened, text_at
from reportwizard.forms.form import Question
from reportwizard.report.report import Report

LINKS, LIST = "text.links", "money.link"
_LONGEST = 60
_REACH = 500
_CLOSERS = {"(": ")", "[": "]", "<": ">"}

# Few texts need these patterns, and most take long to compile: `re` does that when one is first used.
_SCHEME = r"(?i)(?<![a-z])([htps]{3,7})( ?[:;] ?[/\\]{1,3}|//)([ \t\u00a0]?)(\S{0,200})"
_OWN_DISK = r"(?i)(?<![a-z])(?:file:/{2,3}|[a-z]:\\)\S{1,200}"
_PAGE_CUT = (
    r"(?i)/wiki/"
    r"(?:(?:category|file|user|user talk|wikipedia|project|special|event|grants|commons|talk|help):?)?"
)
_FILE_END = r"(?i)[ \t][^\n:/.]{1,80}\.(?:jpe?g|png|svg|pdf|webm|ogv|ogg|tiff?|gif|mp4)\b"
# Words after a link, up to the end of its line, that may belong to the name of its page.
_TITLE = r"(?:[ \t\u00a0][\w'’-]+){1,6}(?=[ \t.,;]*\Z)"
# What may be between the end of a link and the bracket that closes after it.
_CLOSING = r"[.,;:!?'’”»…*]{0,5}([)\]>])"
_LABEL = r"[ \t]*(?:[-•*–][ \t]*)?([^\W\d_][^:\n]{0,29})[:：][ \t]*"
# A label at the end of its line, before the next label or the end of the text.
_LONE_LABEL = (
    r"(?m)^[ \t]*(?:[-•*–][ \t]*)?([^\W\d_][^:\n]{1,60})[:：][ \t]*"
    r"(?=\n\s*[^\W\d_][^:\n]{1,60}[:：]|\s*\Z)"
)

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
    """Yield what is wrong with the links of a text. With `bare`, also links that lack `https://`."""
    rest = without_links(text)
    slashes = "/" in rest or "\\" in rest
    for match in re.finditer(_SCHEME, rest) if slashes else ():
        scheme, marks, blank, behind = match.groups()
        right = scheme.casefold() in ("http", "https") and marks == "://"
        if behind and (blank or not right):
            reason = "blank" if right else "scheme"
            yield Fault(match[0].strip(), reason, "Begin the link with https:// and leave no space in it.")
    yield from _bracketed(text, rest)
    yield from filter(None, map(_host_fault, links_in(text)))
    for match in re.finditer(_OWN_DISK, rest) if slashes else ():
        yield Fault(match[0], "local", _LOCAL)
    if bare:
        rest = re.sub(_SCHEME, lambda match: " " * len(match[0]), rest) if slashes else rest
        for link in bare_links_in(rest):
            name = _rest_of_name(link, text)
            better = f"https://{link.text}{_joined(name)}"
            yield Fault(link.text + name, "scheme", "Write https:// in front of it.", better)


def _host_fault(link: Link) -> Fault | None:
    if on_host(link, "local"):
        return Fault(link.text, "local", _LOCAL)
    address = link.text.partition("://")[2]
    if address[:6].casefold().startswith(("http:", "https:")):
        return Fault(link.text, "scheme", "It begins twice. Write https:// only once.")
    if "." not in address.partition("/")[0]:
        return Fault(link.text, "host", "The name of the website is not complete. Copy the link again.")
    return None


def _line_around(link: Link, text: str) -> tuple[str, str]:
    """Return what is before and after a link on its line, as far as that may belong to it."""
    before = text[max(0, link.start - _REACH) : link.start].rpartition("\n")[2]
    return before, text[link.end : link.end + _REACH].partition("\n")[0]


def _blank_fault(link: Link, text: str) -> Fault | None:
    """Return what is wrong where a link was cut at a space; only where no other reading is likely."""
    after = _line_around(link, text)[1][:100]
    if not re.match(r":?[ \t\u00a0]\w", after):
        return None
    path = link.text.partition("://")[2].partition("/")
    page = path[1] + path[2]
    cut = link.text.endswith("_") or (on_host(link, "wikis") and re.fullmatch(_PAGE_CUT, page))
    unnamed = re.fullmatch("(?i)/wiki/file:[^./]*", page) and re.match(_FILE_END, after)
    unclosed = page.count("(") > page.count(")") and ")" in after
    if cut or unnamed or unclosed:
        advice = "It stops at a space. Write _ for each space in the name of a wiki page."
        return Fault(link.text, "blank", advice)
    name = _rest_of_name(link, text)
    advice = f"If “{name.strip()}” is part of the link, write _ for each space."
    return Fault(link.text + name, "blank", advice, link.text + _joined(name)) if name else None


def _rest_of_name(link: Link, text: str) -> str:
    """Return the words after the link to a wiki page that look like the rest of its name; often nothing.

    Nobody copied such a link from a browser. The link and they are all that is on the line, and they are like
    words of a title: `d'oasis 2026`.
    """
    page = link.address.partition("/")[2]
    if not on_host(link, "wikis") or not re.fullmatch("wiki/[^_%/?#]+", page):
        return ""
    before, after = _line_around(link, text)
    title = re.match(_TITLE, after)
    if not title or not (not before.strip(" \t-•*–") or re.fullmatch(_LABEL, before)):
        return ""
    words = title[0].split()
    small = [word for word in words if not (word[:1].isupper() or re.search(r"[\d'’]", word))]
    long = [word for word in small if len(word) > 3]
    # "walks Lalitpur 2025", but not "are here" or "was made during May".
    is_title = len(long) <= (words[-1] not in small) and len(small) < len(words)
    return title[0] if is_title else ""


def _joined(words: str) -> str:
    return re.sub(r"[ \t\u00a0]", "_", words)


def _bracketed(text: str, rest: str) -> Iterator[Fault]:
    """Yield links with a closing bracket that nothing opens, or with an opening one that nothing closes."""
    depth = dict.fromkeys(_CLOSERS.values(), 0)
    end = 0
    for link in links_in(text):
        for bracket in re.findall(r"[()\[\]<>]", rest[end : link.start]):
            # One that nothing opens, as in a list or `:)`, changes nothing.
            closer = _CLOSERS.get(bracket, bracket)
            depth[closer] = max(0, depth[closer] + (-1 if bracket in depth else 1))
        end = link.end
        closing = re.match(_CLOSING, text[end : end + 6])
        if closing and not depth[closing[1]]:
            advice = f"Take the “{closing[1]}” after it away, or put a space before it."
            yield Fault(link.text + closing[0], "bracket", advice)
        elif link.text.count("(") > link.text.count(")") and not _blank_fault(link, text):
            yield Fault(link.text, "bracket", "Its bracket “(” is not closed. Copy the link again.")


def links_none(report: Report) -> Iterator[Finding]:
    """Fires if the question about links, or the one about the list of expenses, is answered without any link.

    Source: the form asks for links there (questions 2 and 12). If the list of expenses is kept in this
    program, it needs no link.
    """
    for role, which in (
        (LINKS, "the links to your project page, your dashboard and your photos"),
        (LIST, "the link to your list of expenses"),
    ):
        answer = text_at(report, role)
        if answer is None or not answer.content.strip() or all_links_in(answer.content):
            continue
        if role == LINKS or not report.ledger:
            message = f"There is no link here. Add {which}."
            yield answer.finding("links.none", "warning", message, {})


def links_missing_kind(report: Report) -> Iterator[Finding]:
    """Fires for each kind of page that the question asks for and no link leads to, and for a label without a
    link.

    Silent while the question has no link at all. Source: the list “Share links to” under question 2.
    """
    answer = text_at(report, LINKS)
    if answer is None or not all_links_in(answer.content):
        return
    links = [link for text in all_texts(report) for link in all_links_in(text.content)]
    for kind, about in data_file("links.toml")["kinds"].items():
        if kind in answer.question.link_kinds and not any(leads_to(link, f"kinds.{kind}") for link in links):
            message = f"There is no link to {about['ask']}. If you have one, add it here."
            yield answer.finding("links.missing_kind", "note", message, {"kind": kind})
    for match in re.finditer(_LONE_LABEL, answer.content):
        label = match[1].strip()
        message = f"Nothing follows “{label}:”. Add the link, or take the words out."
        yield answer.finding("links.missing_kind", "note", message, {"kind": "label", "found": label})


# Who can open a link that is not for readers: its list in the data, and what is said of it.
_ACCESS: dict[str, tuple[Severity, str, str]] = {
    "own": ("warning", "only you can open this link", "Your readers cannot."),
    "writing": ("warning", "this is a link for editing", "Let your readers only view it."),
    "enrolling": ("warning", "anybody who opens this link joins your list", "Take out what follows the “?”."),
    "untold": ("note", "check that readers can only view what this link opens", ""),
}


def links_private_edit(report: Report) -> Iterator[Finding]:
    """Fires for each link that only its owner can open, or that opens a document or a page for editing.

    A note if the link does not show which (`…/edit?usp=sharing`). The places are in `data/links.toml`.
    Source: the form asks to share access; a published report of 2023 has two such links.
    """
    seen = set()
    for text, link in whole_links(report):
        access = "" if link.address in seen else _access(link)
        seen.add(link.address)
        if not access:
            continue
        severity, fact, advice = _ACCESS[access]
        if link.text.endswith("#responses"):  # the answers to a form are for its owner
            _, fact, advice = _ACCESS["own"]
        better = _for_readers(link.text) if access in ("writing", "untold") else link.text
        label = f"Use the link for readers  …/{better.rpartition('/')[2]}"
        fault = Fault(link.text, "", advice, better if better != link.text else "")
        yield _finding(text, fault, "links.private_edit", severity, fact, label)


def _access(link: Link) -> str:
    """Return what a link opens other than a page for readers; empty if it is one."""
    path = link.address.partition("/")[2].partition("?")[0].partition("#")[0]
    if on_host(link, "editors") and "edit" in path.split("/"):
        return "untold" if "usp=sharing" in link.text else "writing"
    return next((access for access in _ACCESS if leads_to(link, access)), "")


def _for_readers(link: str) -> str:
    """Return the link that shows the same document, page or form for reading."""
    before, edit, after = link.partition("/edit")
    if not edit:
        return link.partition("?")[0] if "/wiki/" in link else link
    if "/forms/" in before:
        return f"{before}/{'viewanalytics' if 'responses' in after else 'viewform'}"
    return f"{before}/view"


def links_malformed(report: Report) -> Iterator[Finding]:
    """Fires for each link that cannot be opened as it is written.

    `reason` in the data says why: `scheme` (no `https://`), `blank` (a space after `https://`), `bracket`
    (not balanced), `host` (incomplete website), `local` (a file or address on the writer's computer). A
    missing `https://` is only looked for where links are expected. Source: the report is copied to Meta-Wiki
    as it is, and such a link leads nowhere there.
    """
    for text in all_texts(report):
        for fault in faults_in(text.content, bare=text.question.links or bool(text.column)):
            yield _finding(text, fault, "links.malformed", "warning", "this link does not work")


def links_cut(report: Report) -> Iterator[Finding]:
    """Fires for each link to a wiki or a file that stops at a space in its name, as in `…/wiki/My page`.

    A note where the words after it only look like the rest of the name; how they would be one is offered.
    Source: the report is copied to Meta-Wiki as it is, and such a link leads to another page there.
    """
    for text, link in whole_links(report):
        fault = None if _host_fault(link) else _blank_fault(link, text.content)
        if fault and fault.better:
            yield _finding(text, fault, "links.cut", "note", "this link may stop too early")
        elif fault:
            yield _finding(text, fault, "links.cut", "warning", "this link is cut")


def links_duplicate(report: Report) -> Iterator[Finding]:
    """Fires if the same link appears twice in the answers that consist of links.

    Source: each question asks for its own links; a repeated one is often meant to be another.
    """
    seen: dict[str, Question] = {}
    for text, link in whole_links(report):
        if not text.question.links:
            continue
        key = unquote(link.address, errors="replace").rstrip("/")
        if key in seen:
            first = seen[key]
            where = "here twice" if first is text.question else f"already in {question_label(first)}"
            advice = "Take one out, or write the link that you mean."
            message = _message(text, link.text, f"this link is {where}", advice)
            yield text.finding("links.duplicate", "note", message, {"link": link.text, "first": first.id})
        seen.setdefault(key, text.question)


def _finding(text: Text, fault: Fault, code: str, severity: Severity, fact: str, label: str = "") -> Finding:
    message = _message(text, fault.link, fact, fault.advice)
    data = {"link": fault.link, "reason": fault.reason} if fault.reason else {"link": fault.link}
    label = label or f"Write {shortened(fault.better, _LONGEST)}"
    repair = (label, fault.link, fault.better) if fault.better else None
    return text.finding(code, severity, message, data, repair)


def _message(text: Text, link: str, fact: str, advice: str) -> str:
    """Build the message about a link, named by what is before it on its line, else shown itself."""
    label = re.fullmatch(_LABEL, text.content.partition(link)[0].rpartition("\n")[2])
    shown = f"{fact[0].upper()}{fact[1:]}: {shortened(link, _LONGEST)}"
    return f"{f'{label[1]}: {fact}' if label else shown}. {advice}".rstrip()
