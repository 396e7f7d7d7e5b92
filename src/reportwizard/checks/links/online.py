"""What websites answer to the links of a report; only requested if the applicant wants it.

These checks take the answers that `commands/request_links.py` got; they connect to nothing. Source: the
report is copied to a public page, and a link that readers cannot open shows them nothing.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from reportwizard.checks.finding import Finding, Severity
from reportwizard.checks.links.places import Link, leads_to, links_in, on_host, whole_links
from reportwizard.checks.texts import Text, shortened
from reportwizard.kinds.values import Plain
from reportwizard.report.report import Report

_GONE, _CLOSED = (404, 410), (401, 403)


class Answer(NamedTuple):
    """What came back for one link: the status that its website answered at last, None if none did.

    `signs_in`: it ended at a sign-in page. `reason` says in words why there was no status.
    `connected` is False if nothing at all came back.
    """

    status: int | None = None
    signs_in: bool = False
    reason: str = ""
    connected: bool = True


def links_to_request(report: Report) -> dict[str, str]:
    """Return every link of a report that a website can be asked for, each once, with its question's id.

    Links to the applicant's own computer are findings already; some websites answer no programs: ignored.
    """
    links: dict[str, str] = {}
    for text, link in whole_links(report):
        if is_public(link.host) and not on_host(link, "guarded"):
            links.setdefault(link.text.partition("#")[0], text.question.id)
    return links


def is_public(host: str) -> bool:
    """Whether a host, by name or number, is on the internet: not this computer or its own network."""
    host = host.strip("[]").casefold()
    try:
        number = ipaddress.ip_address(host)
        return (getattr(number, "ipv4_mapped", None) or number).is_global
    except ValueError:
        return "." in host.strip(".") and not on_host(Link(host, 0, host), "local")


def is_sign_in(address: str) -> bool:
    """Whether a link that another one led to is a sign-in page."""
    (link,) = links_in(address) or (Link(address, 0, address.partition("://")[2]),)
    return leads_to(link, "sign_in")


def links_private(report: Report, answers: Mapping[str, Answer]) -> Iterator[Finding]:
    """Fires for each link that opens only for some people: 401, 403, or a sign-in page."""
    for text, link, answer in _answered(report, answers):
        if answer.signs_in or answer.status in _CLOSED:
            why = "it asks them to sign in" if answer.signs_in else f"it answers {answer.status}"
            fact = f"Readers may not be able to open this link ({why})"
            yield _finding("links.private", "warning", fact, "Share it with everybody.", text, link, answer)


def links_dead(report: Report, answers: Mapping[str, Answer]) -> Iterator[Finding]:
    """Fires for each link whose page does not exist (404 or 410)."""
    for text, link, answer in _answered(report, answers):
        if answer.status in _GONE and not answer.signs_in:
            fact = f"There is no page at this link (it answers {answer.status})"
            yield _finding("links.dead", "warning", fact, "Correct it.", text, link, answer)


def links_unreachable(report: Report, answers: Mapping[str, Answer]) -> Iterator[Finding]:
    """Fires for each link without a clear answer: none in time, or an error on its website.

    If nothing came back for any link, this computer is probably offline: then it fires once.
    """
    if answers and not any(answer.connected for answer in answers.values()):
        question = links_to_request(report).get(next(iter(answers)), "")
        message = "No website could be reached. Is this computer online? Try again later."
        yield Finding("links.unreachable", "note", question, message, {"links": len(answers)})
        return
    for text, link, answer in _answered(report, answers):
        clear = answer.status is not None and (answer.status < 400 or answer.status in (*_GONE, *_CLOSED))
        if not clear and not answer.signs_in:
            fact = f"This link gave no clear answer ({answer.reason or f'it answers {answer.status}'})"
            advice = "Open it in your browser."
            yield _finding("links.unreachable", "note", fact, advice, text, link, answer)


ONLINE_CHECKS = (links_private, links_dead, links_unreachable)
"""Checks of what websites answered; `reportwizard check --online` alone runs them."""


def run_online(report: Report, answers: Mapping[str, Answer]) -> list[Finding]:
    """Return what there is to say about the answers that came back."""
    return [finding for check in ONLINE_CHECKS for finding in check(report, answers)]


def _answered(report: Report, answers: Mapping[str, Answer]) -> Iterator[tuple[Text, str, Answer]]:
    """Yield every link that was asked, the first time that it is in the report, with its answer."""
    seen = set()
    for text, link in whole_links(report):
        address = link.text.partition("#")[0]
        if address in answers and address not in seen:
            seen.add(address)
            yield text, link.text, answers[address]


def _finding(
    code: str, severity: Severity, fact: str, advice: str, text: Text, link: str, answer: Answer
) -> Finding:
    data: dict[str, Plain] = {"link": link, **({"status": answer.status} if answer.status else {})}
    return text.finding(code, severity, f"{fact}: {shortened(link, 60)}. {advice}", data)
