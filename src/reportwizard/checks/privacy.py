"""What must not be in a public report: phone numbers, bank accounts, e-mail addresses, invitations.

What is found is given as it is in the `plain_words` of a text. Every pattern is bounded, so that the time
grows with the text and no faster.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache

from reportwizard.checks.finding import Finding
from reportwizard.checks.links.places import bare_links_in, leads_to, links_in, without_links
from reportwizard.checks.texts import Text, all_texts, data_file, items, prose, shortened
from reportwizard.report.report import Report

_OTHER_DIGITS = re.compile(r"[^\D0-9]")
_UNSEEN = re.compile("[\u200b-\u200f\u2060\u061c]")
_ODD_MARKS = str.maketrans("\u00a0\u202f\u2009\u2010\u2011\u2012\u2013", "   ----")
# Without so many digits close together, there is no number of a phone, an account or a paper in a text.
_LONG_NUMBER = re.compile(r"\d(?:[ ()./-]{0,3}\d){5}")
# Numbers with a form of their own, which must not be taken for a phone number.
_NO_PHONE = re.compile(
    r"(?<!\d)(?:\d{4}([-./])\d{1,2}\1\d{1,2}|\d{1,2}([-./])\d{1,2}\2\d{4}|(?:19|20)\d\d[-/](?:19|20)\d\d)(?!\d)"
    r"|\bISBN[ :-]{0,3}(?:1[03][ :]{1,2})?[\dX -]{10,17}|\buser(?:name)?[ :]{1,3}\S{1,80}"
    r"|(?<![\d.])-?\d{1,3}\.\d{4,}(?!\.?\d)|\b[A-Z]{2}\d\d(?:[ -]?[A-Z0-9]{4}){3,8}",
    re.IGNORECASE,
)

_MAIL = re.compile(r"(?<![\w.+@-])[\w.+-]{1,64}@((?:[\w-]{1,63}\.){1,5}[^\W\d_]{2,24})(?![\w@])")

_SPELT_MAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64} ?[\[({<] ?(?:at|@|arroba|ät|собака) ?[\])}>] ?"
    r"[\w-]{1,63}(?:(?:\.| ?[\[({<] ?(?:dot|punto|point|punkt|точка|\.) ?[\])}>] ?)[\w-]{1,63}){1,4}",
    re.IGNORECASE,
)

_BEFORE = r"(?<![\w@#/:=&.,+-])"
_WITH_COUNTRY = re.compile(r"(?<![\w@#/=&.+-])(?:\+ ?|00(?=[1-9]))\(?\d[\d ().-]{6,22}\d(?![\w%])")
_NATIONAL = re.compile(
    rf"{_BEFORE}(?<!\d )(?:"
    r"0[1-9]\d{0,3}[ -]\d{3}[ -]?\d{3,4}|0[1-9]\d{1,3}-\d{4}-\d{3,4}|0[1-9](?:[ .]\d\d){4}|0[1-9]\d{8,9}"
    r"|\((?!(?:19|20)\d\d\))0?\d{2,4}\) ?\d{3,5}[ -]\d{2,4}(?:[ -]\d\d)?|\d{3}-\d{3}-\d{4}"
    r"|8[ -]?\(?[3-9]\d\d\)?[ -]\d{3}[ -]\d\d[ -]?\d\d"
    r")(?![\w%/]|[.,-]\d| ?\d)"
)
_AMOUNT = re.compile(r"\d{1,3}(?:[ .]\d{3})+")
_MONEY_AFTER = re.compile(r" ?(?:[A-Z]{3}\b|[$€£¥₸₽₴₹₺])")
_FEWEST, _MOST = 7, 15
"""Digits of a phone number (ITU-T E.164 allows 15)."""

_RUN = re.compile(r"(?<![\d+])\(?\d[\d ()./-]{4,20}[\dXx](?![\w%])")
_SHORTEST_ACCOUNT = 6
_LETTER = re.compile(r"[^\W\d_]")

_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,40}")
_CARD = re.compile(
    r"(?<![\w.,/#:=+-])\d{4}([ -]?)(?:\d{4}\1\d{4}\1\d{1,7}|\d{6}\1\d{5})(?![\w%]|[.,-]\d| \d)"
)
# Visa, Mastercard, American Express, Discover, UnionPay, Mir, Uzcard and Humo.
_CARD_STARTS = re.compile(r"4|5[1-5]|2[2-7]|3[47]|6[025]|8600|9860")


@lru_cache(64)
def plain_words(text: str) -> str:
    """Return a text with digits 0 to 9, plain blanks and hyphens, and without links and unseen marks."""
    words = without_links(text)
    if words.isascii():
        return words
    words = _UNSEEN.sub("", words).translate(_ODD_MARKS)
    return _OTHER_DIGITS.sub(lambda digit: str(int(digit[0])), words)


def mail_addresses(text: str) -> Iterator[str]:
    """Give e-mail addresses, but not those of public mailing lists."""
    words = plain_words(text)
    public = items(data_file("privacy.toml")["public_mail"])
    for found in _MAIL.finditer(words) if "@" in words else ():
        if found[1].casefold() not in public:
            yield found[0]
    yield from (found[0] for found in _SPELT_MAIL.finditer(words))


def phone_numbers(text: str) -> Iterator[str]:
    """Give phone numbers: with a country code, in a common national form, or after a word such as “phone”."""
    words = plain_words(text)
    if not _LONG_NUMBER.search(words):
        return
    words = _NO_PHONE.sub(lambda found: "\n" * len(found[0]), words)
    seen = set()
    for found in _phone_candidates(words):
        digits = re.sub(r"\D", "", found)
        if digits not in seen and len(set(digits)) > 2:
            seen.add(digits)
            yield found


def _phone_candidates(words: str) -> Iterator[str]:
    for found in _WITH_COUNTRY.finditer(words):
        digits = _digits(found[0])
        grouped = _AMOUNT.fullmatch(found[0].lstrip("+ "))
        if digits >= (10 if grouped or found[0][0] == "0" else 9):
            yield found[0]
    for found in _NATIONAL.finditer(words):
        if _digits(found[0]) >= 9 + (found[0][0] == "("):
            yield found[0]
    for found in _announced(words, "phone"):
        money = _digits(found[0]) < 9 or bool(_MONEY_AFTER.match(words, found.end()))
        if _FEWEST <= _digits(found[0]) <= _MOST and not (money and _AMOUNT.fullmatch(found[0])):
            yield found[0]


def _announced(words: str, name: str) -> Iterator[re.Match[str]]:
    """Give the numbers after a word of a list in `data/privacy.toml`, with marks as in “no.:” between."""
    for found in _RUN.finditer(words):
        before = words[max(0, found.start() - 60) : found.start()].rpartition("\n")[2]
        if _LETTER.search(before) and _announcing(name).search(before):
            yield found


@cache
def _announcing(name: str) -> re.Pattern[str]:
    """Return the words of a list, and what may stand between them and their number, at the end of a text."""
    either, between = (
        "|".join(f"{_begin(entry)}{re.escape(entry)}" for entry in items(data_file("privacy.toml")[key]))
        for key in (name, "between")
    )
    return re.compile(rf"(?:{either})(?:[ .]*(?:{between})){{0,3}}[ .]*\Z", re.IGNORECASE)


def _begin(entry: str) -> str:
    """No word begins inside another one, but in Chinese, which has no blanks between words."""
    return r"(?<![^\W_])" if entry[0].isalnum() and entry[0] < "\u3400" else ""


def bank_numbers(text: str) -> Iterator[str]:
    """Give account numbers (IBAN) and card numbers whose check digits are right."""
    words = plain_words(text)
    if not _LONG_NUMBER.search(words):
        return
    for found in _IBAN.finditer(words):
        number = re.sub("[ -]", "", found[0])
        number = number[: data_file("privacy.toml")["iban"].get(number[:2], 0)]
        if number and len(number) > 14 and _right_iban(number):
            yield number
    for found in _CARD.finditer(words):
        number = re.sub("[ -]", "", found[0])
        if 13 <= len(number) <= 19 and _CARD_STARTS.match(number) and _right_card(number):
            yield found[0]
    for found in _announced(words, "account"):
        if _digits(found[0]) >= _SHORTEST_ACCOUNT and not _MONEY_AFTER.match(words, found.end()):
            yield found[0].strip()


def _right_iban(number: str) -> bool:
    """Whether the two check digits are right (ISO 13616: modulo 97)."""
    return int("".join(str(int(letter, 36)) for letter in number[4:] + number[:4])) % 97 == 1


def _right_card(number: str) -> bool:
    """Whether the last digit is right (ISO/IEC 7812: Luhn)."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        doubled = int(digit) * (1 + place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def _digits(text: str) -> int:
    return sum(character.isdecimal() for character in text)


_PUBLIC = "The report is public."


def privacy_email(report: Report) -> Iterator[Finding]:
    """Fires for each e-mail address, also as `name [at] example.org`; public mailing lists are ignored.

    Source: the report is public, and private information such as contact details is not published
    (Meta-Wiki, Grants:Project/Rapid/Review_process).
    """
    advice = "is an e-mail address. Take it out, or write a username in its place."
    return _found(all_texts(report), mail_addresses, "privacy.email", advice)


def privacy_phone(report: Report) -> Iterator[Finding]:
    """Fires for each phone number: with a country code, in a common national form, or after a word for it.

    Numbers inside links, amounts, dates, coordinates and ISBNs are ignored. Source: as for e-mail.
    """
    advice = "looks like a phone number. Take it out."
    return _found(prose(report), phone_numbers, "privacy.phone", advice)


def privacy_bank(report: Report) -> Iterator[Finding]:
    """Fires for each IBAN or card number whose check digits are right, and each number after a word for it.

    Source: as for e-mail; receipts and statements are not part of the report.
    """
    advice = "looks like the number of a bank account or a card. Take it out."
    return _found(prose(report), bank_numbers, "privacy.bank", advice)


def privacy_invite(report: Report) -> Iterator[Finding]:
    """Fires for each link that lets anybody join a private chat, or a meeting with its password in the link.

    Public groups (t.me/name) are ignored.

    Source: the report is public, and anybody who reads such a link can use it.
    """
    advice = "lets in anybody who reads it. Take it out, or link to a public page."
    return _found(all_texts(report), _invitations, "privacy.invite", advice)


def _invitations(text: str) -> Iterator[str]:
    for link in (*links_in(text), *bare_links_in(text)):
        if leads_to(link, "invitations"):
            yield link.text


def _found(
    texts: Iterable[Text], find: Callable[[str], Iterable[str]], code: str, advice: str
) -> Iterator[Finding]:
    """Give a finding for everything that `find` gives, once for each answer it is in."""
    seen = set()
    for text in texts:
        for thing in find(text.words):
            if (text.question.id, thing) not in seen:
                seen.add((text.question.id, thing))
                message = f"{_PUBLIC} “{shortened(thing)}” {advice}"
                yield Finding(code, "warning", text.question.id, message, {"found": thing, **text.place})
