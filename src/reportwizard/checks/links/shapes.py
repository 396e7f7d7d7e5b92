"""Links that nobody can open as they are written: what is wrong with each, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reportwizard.checks.links.places import Link, bare_links_in, links_in, on_host, without_links

_SCHEME = re.compile(
    r"(?<![a-z])([htps]{3,7})( ?[:;] ?[/\\]{1,3}|//)([ \t\u00a0]?)(\S{0,200})", re.IGNORECASE
)
_OWN_DISK = re.compile(r"(?<![a-z])(?:file:/{2,3}|[a-z]:\\)\S{1,200}", re.IGNORECASE)
# What may stand between the end of a link and the bracket that closes after it.
_CLOSING = re.compile(r"[.,;:!?'’”»…*]{0,5}([)\]>])")
_OPENERS = {")": "(", "]": "[", ">": "<"}
_PAGE_CUT = re.compile(
    r"/wiki/(?:(?:category|file|user|user talk|wikipedia|project|special|event|grants|commons|talk|help):?)?",
    re.IGNORECASE,
)
_FILE = re.compile(r"/wiki/file:[^./]*", re.IGNORECASE)
_FILE_END = re.compile(
    r"[ \t][^\n:/.]{1,80}\.(?:jpe?g|png|svg|pdf|webm|ogv|ogg|tiff?|gif|mp4)\b", re.IGNORECASE
)


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
    yield from _misspelt(words)
    yield from _bracketed(text, words)
    for link in links_in(text):
        fault = _host_fault(link)
        if fault:
            yield fault
    for found in _OWN_DISK.finditer(words):
        yield _local(found[0])
    rest = _SCHEME.sub(lambda found: " " * len(found[0]), words)
    for link in bare_links_in(rest) if bare else ():
        better = f"https://{link.text}"
        yield Fault(link.text, "scheme", f"Write https:// in front of it: {better}", better)


def cut_links_in(text: str) -> Iterator[Fault]:
    """Give the links that stop at a blank inside the name of their page."""
    return filter(None, (_blank_fault(link, text) for link in links_in(text) if not _host_fault(link)))


def _misspelt(words: str) -> Iterator[Fault]:
    """Give beginnings that are nearly `https://`, in a text whose good links are blanked out."""
    for found in _SCHEME.finditer(words):
        scheme, marks, blank, rest = found.groups()
        right = scheme.casefold() in ("http", "https") and marks == "://"
        if rest and (blank or not right):
            reason = "blank" if right else "scheme"
            yield Fault(found[0].strip(), reason, "Begin the link with https:// and leave no blank in it.")


def _host_fault(link: Link) -> Fault | None:
    if on_host(link, "local"):
        return _local(link.text)
    address = link.text.partition("://")[2]
    if re.match("https?:", address, re.IGNORECASE):
        return Fault(link.text, "scheme", "It begins twice. Write https:// only once.")
    if "." not in address.partition("/")[0]:
        return Fault(link.text, "host", "The name of the website is not complete. Copy the link again.")
    return None


def _local(link: str) -> Fault:
    return Fault(
        link, "local", "Only your own computer can open it. Put the file online and link to it there."
    )


def _blank_fault(link: Link, text: str) -> Fault | None:
    """Return what is wrong where a link was cut at a blank; only where no other reading is likely."""
    after = text[link.end : link.end + 100]
    if not re.match(r":?[ \t\u00a0]\w", after):
        return None
    path = link.text.partition("://")[2].partition("/")
    page = path[1] + path[2]
    cut = link.text.endswith("_") or (on_host(link, "wikis") and _PAGE_CUT.fullmatch(page))
    unnamed = _FILE.fullmatch(page) and _FILE_END.match(after)
    unclosed = page.count("(") > page.count(")") and ")" in after.partition("\n")[0]
    if not (cut or unnamed or unclosed):
        return None
    return Fault(
        link.text, "blank", "It stops at a blank. Write _ for each blank in the name of a wiki page."
    )


def _bracketed(text: str, words: str) -> Iterator[Fault]:
    """Give links with a closing bracket that nothing opens, or with an opening one that nothing closes."""
    depth = dict.fromkeys(_OPENERS, 0)
    at = 0
    for link in links_in(text):
        _count_brackets(words[at : link.start], depth)
        at = link.end
        closing = _CLOSING.match(text, link.end)
        if closing and not depth[closing[1]]:
            advice = f"Take the “{closing[1]}” after it away, or put a blank before it."
            yield Fault(link.text + closing[0], "bracket", advice)
        elif link.text.count("(") > link.text.count(")") and not _blank_fault(link, text):
            yield Fault(link.text, "bracket", "Its bracket “(” is not closed. Copy the link again.")


def _count_brackets(words: str, depth: dict[str, int]) -> None:
    """Follow the brackets of some words. One that nothing opens, as in a list or `:)`, changes nothing."""
    for character in re.findall(r"[()\[\]<>]", words):
        if character in depth:
            depth[character] = max(0, depth[character] - 1)
        else:
            depth[{"(": ")", "[": "]", "<": ">"}[character]] += 1
