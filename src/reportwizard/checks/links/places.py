"""Where links are in the words of a report, and what they lead to; the places are in `data/links.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from reportwizard.checks.texts import Text, all_texts, data_file, items
from reportwizard.report.links import split_links
from reportwizard.report.report import Report

# Longer links are cut before they are compared with a place.
_LONGEST = 1000
# `www.` and a host, or a host with a path.
_BARE = (
    r"(?i)(?<![\w@./:=&?%#+-])(www\.)?(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,12}(?(1)|(?=/))"
    r"[^\s<>\"\[\]{}|\\^`，。、；]*"
)
_WIKI_LINK = r"\[\[:?([^\[\]|\n]{1,250})(?:\|[^\[\]\n]{0,250})?\]\]"
_STOPS = ".,;:!?)'’”»…*"


class Link(NamedTuple):
    """A link in a text, with its place there.

    `address` is host and path without scheme and `www.`: what it leads to, and what tells two links apart.
    """

    text: str
    start: int
    address: str

    @property
    def end(self) -> int:
        """Where the words go on."""
        return self.start + len(self.text)

    @property
    def host(self) -> str:
        """The website, without its port."""
        return self.address.partition("/")[0].partition(":")[0]


def _address(rest: str) -> str:
    """Return the address of a link from what follows its scheme; mobile sites count as the site itself."""
    host, slash, path = rest[:_LONGEST].partition("/")
    host = host.casefold().rpartition("@")[2].removeprefix("www.").replace(".m.", ".", 1)
    return f"{host}{slash}{path}"


# Several checks read the same few texts, and all of them read again after every change of one.
_cached = lru_cache(64)


@_cached
def links_in(text: str) -> tuple[Link, ...]:
    """Return the links that begin with http:// or https://, in their order."""
    links, end = [], 0
    for words, link in split_links(text):
        start = end + len(words)
        end = start + len(link)
        if link:
            links.append(Link(link, start, _address(link.partition("://")[2])))
    return tuple(links)


def whole_links(report: Report) -> Iterator[tuple[Text, Link]]:
    """Yield every link of a report that begins with http:// or https://, with the text it is in."""
    for text in all_texts(report):
        for link in links_in(text.content):
            yield text, link


@_cached
def bare_links_in(text: str) -> tuple[Link, ...]:
    """Return what is meant as a link but lacks `https://`: `www.…`, or a host that is known, with a path."""
    links = []
    rest = without_links(text)
    for match in re.finditer(_BARE, rest) if "." in rest else ():
        written = match[0].rstrip(_STOPS)
        link = Link(written, match.start(), _address(written))
        if written[:4].casefold() == "www." or on_host(link, "hosts"):
            links.append(link)
    return tuple(links)


@_cached
def wiki_links_in(text: str) -> tuple[Link, ...]:
    """Return links written as on a wiki: `[[c:Category:Lakes]]`. Those without a prefix are on Meta."""
    links = []
    for match in re.finditer(_WIKI_LINK, text) if "[[" in text else ():
        prefix, _, page = match[1].strip().partition(":")
        host = data_file("links.toml")["prefixes"].get(prefix.strip().casefold())
        page = page if host else match[1].strip()
        address = f"{host or 'meta.wikimedia.org'}/wiki/{page.strip().replace(' ', '_')}"
        links.append(Link(match[0], match.start(), address))
    return tuple(links)


def all_links_in(text: str) -> tuple[Link, ...]:
    """Return the links of a text, whole ones first, then those that lack `https://`, then those of a wiki."""
    return links_in(text) + bare_links_in(text) + wiki_links_in(text)


@_cached
def without_links(text: str) -> str:
    """Return `text` with spaces in place of its links; every other character keeps its place."""
    if "://" not in text:
        return text
    return "".join(words + " " * len(link) for words, link in split_links(text))


def leads_to(link: Link, places: str) -> bool:
    """Whether a link leads to one of the places of a list in `data/links.toml`, such as `kinds.dashboard`."""
    return _is_in(unquote(link.address, errors="replace").casefold()[:_LONGEST], places)


def on_host(link: Link, hosts: str) -> bool:
    """Whether a link's host is one of a list in `data/links.toml`, such as `wikis`."""
    return _is_in(link.host, hosts)


@lru_cache(4096)
def _is_in(address: str, places: str) -> bool:
    # So most expressions are never compiled, which would take several milliseconds at each start.
    return any(text in address and _pattern(place).fullmatch(address) for place, text in _places(places))


@cache
def _places(name: str) -> list[tuple[str, str]]:
    """Return the places of a list, each with its longest text; `kinds.x` is the list of that kind."""
    kind = name.removeprefix("kinds.")
    data = data_file("links.toml")
    block: str = data["kinds"][kind]["places"] if kind != name else data[name]
    return [(place, max(place.removeprefix("*.").split("*"), key=len)) for place in items(block)]


@cache
def _pattern(place: str) -> re.Pattern[str]:
    """Return the expression for a place; a star is anything, and `*.` in front the host itself, too."""
    rest = place.removeprefix("*.")
    subdomain = r"(?:[^/]*\.)?" if rest != place else ""
    return re.compile(subdomain + ".*".join(map(re.escape, rest.split("*"))))
