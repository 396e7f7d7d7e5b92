"""What must not stand in a report that everybody can read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from reportwizard.checks.finding import Finding
from reportwizard.checks.links.places import bare_links_in, leads_to, links_in
from reportwizard.checks.privacy.numbers import bank_numbers, mail_addresses, phone_numbers
from reportwizard.checks.texts import Text, all_texts, prose, shortened
from reportwizard.report.report import Report

_PUBLIC = "The report is public."


def privacy_email(report: Report) -> Iterator[Finding]:
    """Fires for each e-mail address, also as `name [at] example.org`; public mailing lists are let be.

    Source: the report is public, and private information such as contact details is not published
    (Meta-Wiki, Grants:Project/Rapid/Review_process).
    """
    advice = "is an e-mail address. Take it out, or write a username in its place."
    return _found(all_texts(report), mail_addresses, "privacy.email", advice)


def privacy_phone(report: Report) -> Iterator[Finding]:
    """Fires for each phone number: with a country code, in a common national form, or after a word for it.

    Numbers inside links, amounts, dates, coordinates and book numbers are let be. Source: as for e-mail.
    """
    advice = "looks like a phone number. Take it out."
    return _found(prose(report), phone_numbers, "privacy.phone", advice)


def privacy_bank(report: Report) -> Iterator[Finding]:
    """Fires for each IBAN or card number whose check digits are right, and each number after a word for it.

    Source: as for e-mail; receipts and statements are not a part of the report.
    """
    advice = "looks like the number of a bank account or a card. Take it out."
    return _found(prose(report), bank_numbers, "privacy.bank", advice)


def privacy_invite(report: Report) -> Iterator[Finding]:
    """Fires for each link that lets anybody join a private chat, or a meeting with its password in the link.

    Public groups (t.me/name) are let be.

    Source: the report is public, and everybody who reads such a link can use it.
    """
    advice = "lets anybody in who reads it. Take it out, or link to a public page."
    return _found(all_texts(report), _invitations, "privacy.invite", advice)


def _invitations(text: str) -> Iterator[str]:
    for link in (*links_in(text), *bare_links_in(text)):
        if leads_to(link, "invitations"):
            yield link.text


def _found(
    texts: Iterable[Text], find: Callable[[str], Iterable[str]], code: str, advice: str
) -> Iterator[Finding]:
    """Give a finding for everything that `find` gives, once for each answer it stands in."""
    seen = set()
    for text in texts:
        for thing in find(text.words):
            if (text.question.id, thing) not in seen:
                seen.add((text.question.id, thing))
                message = f"{_PUBLIC} “{shortened(thing)}” {advice}"
                yield Finding(code, "warning", text.question.id, message, {"found": thing, **text.place})
