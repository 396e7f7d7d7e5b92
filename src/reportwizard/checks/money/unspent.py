"""What is left as question 13.1 says it: the amounts that a sentence names, and a beginning for the answer.

An amount is a number right beside a sign, a code or a word of one of the currencies looked for. Years, dates,
shares, and counts of people are therefore none, nor are sums in other currencies or in rounded thousands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from reportwizard.checks.claims.words import NOUNS, categories_of, fold_text
from reportwizard.checks.finding import Finding
from reportwizard.checks.links.places import without_links
from reportwizard.checks.money.figures import (
    EXPLANATION,
    UNSPENT,
    USD,
    Figures,
    Remainder,
    amounts,
    converted,
    half_unit,
    number_of,
    read_figures,
    shown,
)
from reportwizard.checks.money.rate import is_doubtful
from reportwizard.checks.texts import id_at, text_at
from reportwizard.money.amount import Amount
from reportwizard.money.currencies import words_by_code
from reportwizard.money.numerals import NotANumberError, normalize, read_digits, word_list
from reportwizard.money.showing import show_amount, show_rate
from reportwizard.report.report import Report

_LONGEST = 20_000
_REACH = 50
_WITHOUT_BLANKS = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA", "KHMER", "LAO", "MYANMAR", "THAI")
_NUMBER = (
    r"(?<![\d.,٫٬'])(?P<number>\d{1,3}(?:[ ٬']\d{3}){1,5}(?:[.,٫]\d+)?(?![ .,٫٬']?\d)|\d+(?:[.,٫٬']\d+)*)"
)
# "Try 2 more", "30 km", "le 5 mai": also words or units, so they are currencies only in capitals.
_ORDINARY = frozenset({
    "all", "bam", "cop", "cup", "gel", "lak", "mad", "mop", "real", "sol", "sos", "sum", "top", "try", "won",
    "af", "ar", "bd", "cf", "da", "db", "fr", "km", "ks", "ld", "le", "ll", "ls", "mt", "nu", "rf", "ro",
    "um",
})  # fmt: skip


class Mention(NamedTuple):
    """One amount in a text: what its digits may mean, and the codes of the currencies that its sign may mean.

    `rough`: the text says "about".
    """

    values: tuple[Decimal, ...]
    codes: tuple[str, ...]
    rough: bool = False


def amounts_in(text: str, codes: Iterable[str]) -> tuple[Mention, ...]:
    """Return the amounts of these currencies that a text names, in its order. Never raises.

    A currency is before its number, else after it. A text that is nothing but a number is an amount in any of
    them.
    """
    text, codes = normalize(text[:_LONGEST]), tuple(filter(None, dict.fromkeys(codes)))
    if whole := re.fullmatch(_NUMBER, text):
        return tuple(_mentions(text, whole, codes, 0))
    mentions: list[Mention] = []
    pattern, end = _pattern(text, codes), 0
    while pattern and (match := pattern.search(text, end)):
        before, after = _meant(match["before"], codes), _meant(match["after"], codes)
        # What is after a number may belong to the next one.
        end = match.end() if after and before in ((), after) else match.end("number")
        mentions += _mentions(text, match, before or after, match.start("before" if before else "number"))
    return tuple(mentions)


def _mentions(text: str, match: re.Match[str], codes: tuple[str, ...], start: int) -> Iterator[Mention]:
    end = match.end("number")
    after = re.match(r"\s*(%|‰|[^\W\d_]+\.?)", text[end : end + _REACH])
    is_scaled = after and (after[1] in "%‰" or after[1].casefold() in word_list("scale"))
    if codes and not is_scaled:
        with suppress(NotANumberError):
            rough = (
                text[max(0, start - _REACH) : start]
                .rstrip()
                .casefold()
                .endswith(("~", "≈", "±", *word_list("rough")))
            )
            yield Mention(read_digits(match["number"]), codes, rough)


def _meant(token: str | None, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the currencies, of those looked for, that a token may name."""
    key = (token or "").casefold()
    is_letter = len(key) == 1 and key.isalpha() and key.isascii()
    if not token or ((is_letter or key in _ORDINARY) and not token[0].isupper()):
        return ()
    return tuple(code for code in codes if key in _tokens(code))


def _pattern(text: str, codes: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return the expression for a number, and for the names of these currencies on both sides of it.

    Only names that are in the text are in it: all of them take long to compile. None if there are none.
    """
    folded = text.casefold()
    names = {name for code in codes for name in _tokens(code) if name in folded}
    either = "|".join(_bounded(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    pattern = rf"(?:(?P<before>{either}) ?:? ?)?{_NUMBER}(?: ?\(?(?P<after>{either}))?"
    return re.compile(pattern, re.IGNORECASE) if names else None


def _bounded(name: str) -> str:
    """Return the expression for a name that is no part of another one; longer words may have endings."""
    if unicodedata.name(name[0], "").startswith(_WITHOUT_BLANKS):
        return re.escape(name)
    before = r"(?<![^\W\d_])" if name[0].isalpha() or name == "$" else ""
    after = r"(?![^\W\d_])" if name[-1].isalpha() and len(name) < 4 else ""
    return f"{before}{re.escape(name)}{after}"


@lru_cache(maxsize=8)
def _tokens(code: str) -> frozenset[str]:
    """Return the names of a currency in lower case: its code, its signs and its words."""
    return frozenset(
        {code.casefold(), *(normalize(word).casefold() for word in words_by_code().get(code, ()))}
    )


# A number that is no year and no share.
_PLAIN_NUMBER = r"(?<![\d.,])(?!(?:19|20)\d\d(?!\d|[.,]\d))\d+(?:[.,]\d+)*(?![\d%])(?! %)"


def _is_sum(number: re.Match[str]) -> bool:
    """Whether a number without a currency may be money: what follows is no counted noun, as in 20 people."""
    following = re.match(r"(?:[ \u00a0]?[^\W\d_]+){1,2}", number.string[number.end() :])
    words = fold_text(following[0]).split() if following else []
    return all(
        word not in word_list("people") and categories_of(word).isdisjoint((*NOUNS, "events"))
        for word in words
    )


class _Named(NamedTuple):
    """An amount of the text as one of its readings, and what is left in that currency."""

    amount: Amount
    remainder: Remainder

    @property
    def apart(self) -> Decimal:
        """How much more is left than was named; below 0 if more was named."""
        return self.remainder.rest.value - self.amount.value


def money_unspent_amount(report: Report) -> Iterator[Finding]:
    """Fires if 13.1 names an amount other than what was awarded minus what was spent.

    In US dollars, or in the local currency; within half a unit of the last written decimal place of each
    figure. Silent if one of the amounts named, or their sum, is what is left. Source: 13.1 asks for "the
    amount and currency you did not use"; Grants:Remaining_funds on Meta-Wiki.
    """
    figures, answer = read_figures(report), text_at(report, EXPLANATION)
    if answer is None or not report.asked(answer.question) or is_doubtful(figures):
        return
    usd, local = figures.left_usd, figures.left_local
    # In the local currency what is left is converted where its award is not known.
    local = local or (usd and converted(usd, figures.spent))
    lefts = {left.rest.currency: left for left in (local, usd) if left is not None}
    if all(left.is_nothing for left in lefts.values()):
        return
    codes = {USD, *lefts, report.currency} - {""}
    wrong = _wrong(amounts_in(answer.content, sorted(codes, key=USD.__ne__)), lefts, figures)
    if wrong is not None:
        # Nobody wrote the currency in which a bare number was read.
        bare = answer.content.strip() if re.fullmatch(_NUMBER, normalize(answer.content)) else ""
        yield _finding(report, wrong, figures, f"“{bare}” without a currency" if bare else "")


def money_unspent_no_amount(report: Report) -> Iterator[Finding]:
    """Fires if money is left, and the answer about how much names no number.

    A number of people, pages or events is none. Source: 13.1 asks for “the amount and currency you did not
    use”.
    """
    answer = text_at(report, EXPLANATION)
    if answer is None or report.value(UNSPENT) is not True or not report.asked(answer.question):
        return
    text = without_links(answer.content)
    if not amounts_in(text, (USD, report.currency)) and not any(
        map(_is_sum, re.finditer(_PLAIN_NUMBER, text))
    ):
        left = read_figures(report).left_usd
        amount = f": {show_amount(left.rest, report.locale)}" if left and not left.is_nothing else ""
        message = f"There is no amount here. Write what is left, with its currency{amount}."
        yield answer.finding("money.unspent_no_amount", "warning", message, {})


def _wrong(mentions: tuple[Mention, ...], lefts: dict[str, Remainder], figures: Figures) -> _Named | None:
    """Return the first amount that is not what is left; None if one is, or if there is none.

    The awarded and the spent amounts may be in the text too. A sign that two currencies share must fit
    in neither.
    """
    terms = [amount for pair in (figures.awarded, figures.spent) for amount in (pair.usd, pair.local)]
    rest: list[list[_Named]] = []
    for mention in mentions:
        if any(code not in lefts for code in mention.codes):
            continue
        readings = [
            _Named(Amount(value, code), lefts[code]) for code in mention.codes for value in mention.values
        ]
        if any(_fits(reading, rough=mention.rough) for reading in readings):
            return None
        if readings and not any(reading.amount in terms for reading in readings):
            rest.append(readings)
    if not rest or _sum_fits(rest):
        return None
    return min(rest[0], key=lambda reading: abs(reading.apart))


def _fits(reading: _Named, *, rough: bool) -> bool:
    value = reading.amount.value
    written = half_unit(value)
    if rough:
        # Of "about 800" the last digit that is not 0 counts, so that it may be 783.
        exponent = value.normalize().as_tuple().exponent
        written = Decimal(5).scaleb((exponent if isinstance(exponent, int) else 0) - 1)
    return abs(reading.apart) <= reading.remainder.slack + written


def _sum_fits(rest: list[list[_Named]]) -> bool:
    """Whether the amounts named in one currency are the parts of what is left."""
    for code in {reading.amount.currency for readings in rest for reading in readings}:
        parts = [reading for readings in rest for reading in readings[:1] if reading.amount.currency == code]
        if parts:
            total = sum((part.amount.value for part in parts), Decimal(0))
            slack = parts[0].remainder.slack + sum(half_unit(part.amount.value) for part in parts)
            if abs(parts[0].remainder.rest.value - total) <= slack:
                return True
    return False


def _finding(report: Report, wrong: _Named, figures: Figures, written: str) -> Finding:
    left, apart = wrong.remainder, Amount(abs(wrong.apart), wrong.amount.currency)
    awarded, spent, rest, named, gap = shown(report, left.awarded, left.spent, left.rest, wrong.amount, apart)
    open_end = f"{gap} are unexplained." if wrong.apart > 0 else f"{gap} more than is left."
    where = number_of(report, EXPLANATION)
    message = f"Awarded {awarded} − spent {spent} leaves {rest}; {where} names {written or named}: {open_end}"
    data = amounts(
        awarded=left.awarded, spent=left.spent, left=left.rest, named=wrong.amount, difference=apart
    )
    local = figures.spent.in_local(apart) if apart.currency == USD else None
    if local and local.currency != USD:
        data |= amounts(difference_local=local)
    return Finding("money.unspent_amount", "warning", id_at(report, EXPLANATION), message, data)


def unspent_sentence(report: Report) -> str:
    """Return the beginning of an answer to 13.1: what is left, in both currencies; empty if unknown."""
    figures, question = read_figures(report), report.form.role(EXPLANATION)
    left, spent = figures.left_usd, figures.spent
    if left is None or left.is_nothing or is_doubtful(figures):
        return ""
    if question is None or not report.asked(question):
        return ""
    named, local = show_amount(left.rest, report.locale), spent.in_local(left.rest)
    if local and figures.left_local and local.currency != USD:
        named += f" ({show_amount(figures.left_local.rest, report.locale)})"
    elif local and spent.rate and local.currency != USD:
        rate = show_rate(spent.rate, local.currency, report.locale)
        named += f" ({show_amount(local, report.locale)} at about {rate} for 1 USD)"
    return f"{named} were not spent because "
