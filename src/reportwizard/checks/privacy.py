"""What must not be in a public report: phone numbers, bank accounts, e-mail addresses, invitations.

What is found is given as it is in the `plain_text` of a text. Every pattern is bounded, so that the time
grows with the text and no faster; those that few texts need are compiled by `re` when they are first used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache

from reportwizard.checks.finding import Finding
from reportwizard.checks.links.places import all_links_in, leads_to, without_links
from reportwizard.checks.texts import Text, all_texts, data_file, items, prose, shortened
from reportwizard.money.numerals import ascii_digits
from reportwizard.report.report import Report

_ODD_MARKS = str.maketrans(
    dict.fromkeys("\u00a0\u202f\u2009", " ")
    | dict.fromkeys("\u2010\u2011\u2012\u2013", "-")
    | dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\u061c")
)
# Without so many digits close together, there is no number of a phone, an account or a paper in a text.
_LONG_NUMBER = re.compile(r"\d(?:[ ()./-]{0,3}\d){5}")
# Numbers with a form of their own, which must not be taken for a phone number.
_NO_PHONE = (
    r"(?i)(?<!\d)(?:\d{4}([-./])\d{1,2}\1\d{1,2}|\d{1,2}([-./])\d{1,2}\2\d{4}|(?:19|20)\d\d[-/](?:19|20)\d\d)(?!\d)"
    r"|\bISBN[ :-]{0,3}(?:1[03][ :]{1,2})?[\dX -]{10,17}|\buser(?:name)?[ :]{1,3}\S{1,80}"
    r"|(?<![\d.])-?\d{1,3}\.\d{4,}(?!\.?\d)|\b[A-Z]{2}\d\d(?:[ -]?[A-Z0-9]{4}){3,8}"
)

_MAIL = r"(?<![\w.+@-])[\w.+-]{1,64}@((?:[\w-]{1,63}\.){1,5}[^\W\d_]{2,24})(?![\w@])"
_SPELT_MAIL = (
    r"(?i)(?<![\w.+-])[\w.+-]{1,64} ?[\[({<] ?(?:at|@|arroba|ät|собака) ?[\])}>] ?"
    r"[\w-]{1,63}(?:(?:\.| ?[\[({<] ?(?:dot|punto|point|punkt|точка|\.) ?[\])}>] ?)[\w-]{1,63}){1,4}"
)

_WITH_COUNTRY = r"(?<![\w@#/=&.+-])(?:\+ ?|00(?=[1-9]))\(?\d[\d ().-]{6,22}\d(?![\w%])"
_NATIONAL = (
    r"(?<![\w@#/:=&.,+-])(?<!\d )(?:"
    r"0[1-9]\d{0,3}[ -]\d{3}[ -]?\d{3,4}|0[1-9]\d{1,3}-\d{4}-\d{3,4}|0[1-9](?:[ .]\d\d){4}|0[1-9]\d{8,9}"
    r"|\((?!(?:19|20)\d\d\))0?\d{2,4}\) ?\d{3,5}[ -]\d{2,4}(?:[ -]\d\d)?|\d{3}-\d{3}-\d{4}"
    r"|8[ -]?\(?[3-9]\d\d\)?[ -]\d{3}[ -]\d\d[ -]?\d\d"
    r")(?![\w%/]|[.,-]\d| ?\d)"
)
_AMOUNT = r"\d{1,3}(?:[ .]\d{3})+"
_MONEY_AFTER = re.compile(r" ?(?:[A-Z]{3}\b|[$€£¥₸₽₴₹₺])")
_RUN = r"(?<![\d+])\(?\d[\d ()./-]{4,20}[\dXx](?![\w%])"

_IBAN = r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,40}"
_CARD = r"(?<![\w.,/#:=+-])\d{4}([ -]?)(?:\d{4}\1\d{4}\1\d{1,7}|\d{6}\1\d{5})(?![\w%]|[.,-]\d| \d)"
# Visa, Mastercard, American Express, Discover, UnionPay, Mir, Uzcard and Humo.
_CARD_STARTS = (
    "4", "51", "52", "53", "54", "55", "22", "23", "24", "25", "26", "27", "34", "37", "60", "62", "65",
    "8600", "9860",
)  # fmt: skip


@lru_cache(64)
def plain_text(text: str) -> str:
    """Return a text with digits 0 to 9, plain blanks and hyphens, and without links and unseen marks."""
    plain = without_links(text)
    if plain.isascii():
        return plain
    return ascii_digits(plain.translate(_ODD_MARKS))


def mail_addresses(text: str) -> Iterator[str]:
    """Yield e-mail addresses, but not those of public mailing lists."""
    text = plain_text(text)
    public = items(data_file("privacy.toml")["public_mail"])
    for match in re.finditer(_MAIL, text) if "@" in text else ():
        if match[1].casefold() not in public:
            yield match[0]
    if any(bracket in text for bracket in "[({<"):
        yield from (match[0] for match in re.finditer(_SPELT_MAIL, text))


def phone_numbers(text: str) -> Iterator[str]:
    """Yield phone numbers: with a country code, in a common national form, or after a word for it."""
    text = plain_text(text)
    if not _LONG_NUMBER.search(text):
        return
    text = re.sub(_NO_PHONE, lambda match: "\n" * len(match[0]), text)
    seen = set()
    for number in _phone_candidates(text):
        digits = re.sub(r"\D", "", number)
        if digits not in seen and len(set(digits)) > 2:
            seen.add(digits)
            yield number


def _phone_candidates(text: str) -> Iterator[str]:
    for match in re.finditer(_WITH_COUNTRY, text):
        grouped = re.fullmatch(_AMOUNT, match[0].lstrip("+ "))
        if _digits(match[0]) >= (10 if grouped or match[0][0] == "0" else 9):
            yield match[0]
    for match in re.finditer(_NATIONAL, text):
        if _digits(match[0]) >= 9 + (match[0][0] == "("):
            yield match[0]
    for match in _announced(text, "phone"):
        digits = _digits(match[0])
        money = digits < 9 or _MONEY_AFTER.match(text, match.end())
        # ITU-T E.164 allows 15 digits.
        if 7 <= digits <= 15 and not (money and re.fullmatch(_AMOUNT, match[0])):
            yield match[0]


def _announced(text: str, name: str) -> Iterator[re.Match[str]]:
    """Yield the numbers after a word of a list in `data/privacy.toml`, with marks as in “no.:” between."""
    for match in re.finditer(_RUN, text):
        before = text[max(0, match.start() - 60) : match.start()].rpartition("\n")[2]
        if any(map(str.isalpha, before)) and _announcing(name).search(before):
            yield match


@cache
def _announcing(name: str) -> re.Pattern[str]:
    """Return the words of a list, and what may be between them and their number, at the end of a text."""

    def either(key: str) -> str:
        # No word begins inside another one, but in Chinese, which has no blanks between words.
        entries = items(data_file("privacy.toml")[key])
        bounds = (r"(?<![^\W_])" if entry[0].isalnum() and entry[0] < "\u3400" else "" for entry in entries)
        return "|".join(bound + re.escape(entry) for bound, entry in zip(bounds, entries, strict=True))

    pattern = rf"(?:{either(name)})(?:[ .]*(?:{either('between')})){{0,3}}[ .]*\Z"
    return re.compile(pattern, re.IGNORECASE)


def bank_numbers(text: str) -> Iterator[str]:
    """Yield account numbers (IBAN) and card numbers whose check digits are right."""
    text = plain_text(text)
    if not _LONG_NUMBER.search(text):
        return
    for match in re.finditer(_IBAN, text):
        length = data_file("privacy.toml")["iban"].get(match[0][:2], 0)
        number = length and re.match(rf"(?:\w[ -]?){{{length - 1}}}\w", match[0])
        if number and _is_iban(re.sub("[ -]", "", number[0])):
            yield number[0]
    for match in re.finditer(_CARD, text):
        number = re.sub("[ -]", "", match[0])
        if 13 <= len(number) <= 19 and number.startswith(_CARD_STARTS) and _is_card(number):
            yield match[0]
    for match in _announced(text, "account"):
        if _digits(match[0]) >= 6 and not _MONEY_AFTER.match(text, match.end()):
            yield match[0].strip()


def _is_iban(number: str) -> bool:
    """Whether the two check digits are right (ISO 13616: modulo 97)."""
    return int("".join(str(int(letter, 36)) for letter in number[4:] + number[:4])) % 97 == 1


def _is_card(number: str) -> bool:
    """Whether the last digit is right (ISO/IEC 7812: Luhn)."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        doubled = int(digit) * (1 + place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def _digits(text: str) -> int:
    return sum(map(str.isdecimal, text))


def privacy_email(report: Report) -> Iterator[Finding]:
    """Fires for each e-mail address, also as `name [at] example.org`; public mailing lists are ignored.

    Source: the report is public, and private information such as contact details is not published
    (Meta-Wiki, Grants:Project/Rapid/Review_process).
    """
    advice = "is an e-mail address, and the report is public. Take it out, or write a username."
    return _findings(all_texts(report), mail_addresses, "privacy.email", advice)


def privacy_phone(report: Report) -> Iterator[Finding]:
    """Fires for each phone number: with a country code, in a common national form, or after a word for it.

    Numbers inside links, amounts, dates, coordinates and ISBNs are ignored. Source: as for e-mail.
    """
    advice = "looks like a phone number, and the report is public. Take it out."
    return _findings(prose(report), _phones_alone, "privacy.phone", advice)


def _phones_alone(text: str) -> Iterator[str]:
    # The number of an account in a telephone (M-Pesa) is reported as an account.
    accounts = {*bank_numbers(text)}
    return (number for number in phone_numbers(text) if number not in accounts)


def privacy_bank(report: Report) -> Iterator[Finding]:
    """Fires for each IBAN or card number whose check digits are right, and each number after a word for it.

    Source: as for e-mail; receipts and statements are not part of the report.
    """
    advice = "looks like an account or a card, and the report is public. Take it out."
    return _findings(prose(report), bank_numbers, "privacy.bank", advice)


def privacy_invite(report: Report) -> Iterator[Finding]:
    """Fires for each link that lets anybody join a private chat, or a meeting with its password in the link.

    Public groups (t.me/name) are ignored.

    Source: the report is public, and anybody who reads such a link can use it.
    """
    advice = "lets in anybody who reads the report. Take it out, or link to a public page."
    return _findings(all_texts(report), _invitations, "privacy.invite", advice)


def _invitations(text: str) -> Iterator[str]:
    return (link.text for link in all_links_in(text) if leads_to(link, "invitations"))


def _findings(
    texts: Iterable[Text], find: Callable[[str], Iterable[str]], code: str, advice: str
) -> Iterator[Finding]:
    """Yield a finding for everything that `find` gives, once for each answer it is in."""
    seen = set()
    for text in texts:
        for found in find(text.content):
            if (text.question.id, found) not in seen:
                seen.add((text.question.id, found))
                message = f"“{shortened(found)}” {advice}"
                yield text.finding(code, "warning", message, {"found": found})
