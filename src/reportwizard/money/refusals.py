"""Messages about texts that are no amount or count: why, and what to do."""

from __future__ import annotations

import re
import unicodedata

from reportwizard.money.numerals import word_list
from reportwizard.text import clean_line

_MAX_ECHO = 40
_MAX_LENGTH = 160
_NUMBER_MARKS = frozenset(".,٫٬' ")
_SUMS = frozenset("-/:;+*=x×()")
_ROUGH_SIGNS = frozenset("~≈≃∼<>≤≥±+")

_SHARE = "A number with “%” is a share of something. Write the number itself, without “%”."
_FORMULA = "A formula was kept as text. Write the number that it gives."
_FRACTION = "Write a fraction with digits and a decimal mark: one half is 0.5."


def echo(text: str) -> str:
    """Quote what was typed, safe to print, cut if it is long."""
    text = clean_line(text)
    return f"“{text if len(text) <= _MAX_ECHO else text[:_MAX_ECHO] + '…'}”"


def why_no_number(text: str, example: str) -> str:
    """Say why a normalized text is not one number; `example` is one that would do."""
    if not text:
        return f"Nothing is written here yet. Write a number, such as {example}."
    if len(text) > _MAX_LENGTH:
        return f"This is too long for one number. Write only the number, such as {example}."
    inside = re.search(r"\d.*\d|\d", text, re.DOTALL)
    if inside:
        odd = next(sign for sign in inside[0] if not (sign.isdecimal() or sign in _NUMBER_MARKS))
        return _why_odd(odd, text, example)
    if text.casefold().lstrip("+-") in ("nan", "inf", "infinity"):
        return f"{echo(text)} is how a spreadsheet says that a sum went wrong. Write the number itself."
    if _has_fraction(text):
        return _FRACTION
    return f"{echo(text)} has none of the digits 0 to 9. Write a number, such as {example}."


def _why_odd(odd: str, text: str, example: str) -> str:
    """Say why a character cannot be between the first and the last digit of `text`."""
    shown = echo(text)
    if odd == "_":
        return f"Take the “_” out of {shown}. To set groups of digits apart, use the space bar."
    if odd in "eE" and re.search(r"\d[eE][+-]?\d", text):
        return f"{shown} is a short form of a number. Write all the digits of the number."
    if odd in _SUMS:
        return f"{shown} holds more than one number, or a sum. Write one number, such as {example}."
    if odd == "%":
        return _SHARE
    if odd == "\n":
        return f"There is more than one line here. Write one number, such as {example}."
    if _has_fraction(odd):
        return _FRACTION
    if odd.isalpha():
        return f"{shown} holds two numbers, or letters between digits. Write one number, such as {example}."
    return f"A number cannot hold {echo(odd)}. Take it out of {shown}."


def which_amount(text: str) -> str:
    """Ask which of several amounts a text means."""
    return f"{echo(text)}: which amount do you mean?"


def why_doubtful(token: str, text: str) -> str:
    """Ask about an amount that `token`, beside it, may change."""
    if token in word_list("rough") or _ROUGH_SIGNS & set(token):
        return f"{echo(text)} is not an exact amount. Which amount do you mean?"
    if token == text:
        return f"{echo(text)} holds two amounts. Which one do you mean?"
    return f"{echo(token)} was not understood. Which amount do you mean?"


def why_not_a_count(before: str, after: str, text: str) -> str:
    """Say why the words beside a number make a normalized `text` no count; empty if they do not."""
    if why := why_not_exact(before, after):
        return why
    scale = word_list("scale") | word_list("scale_asked") | word_list("scale_or_million")
    words = [part.casefold().strip(".") for side in (before, after) for part in (side, *side.split())]
    if not scale.isdisjoint(words):
        return f"Write {echo(text)} in full, with digits only: two and a half thousand is 2500."
    if before.endswith("-") or after == "-" or (before.endswith("(") and after.startswith(")")):
        return f"{echo(text)} reads as a number below 0. Write it without the minus sign or brackets."
    if re.search(r"[A-Za-z]\d|\d[A-Za-z]", text):
        where = f"There is a letter next to the digits of {echo(text)}."
        return f"{where} Write the number, then a space, then the word."
    return ""


def why_not_exact(before: str, after: str) -> str:
    """Say why the text around a number makes it a share, a fraction or a formula; empty if it does not."""
    if "%" in before + after or "‰" in before + after:
        return _SHARE
    if re.match(r"=[^=]*[A-Za-z]\$?\Z", before):
        return _FORMULA
    return _FRACTION if _has_fraction(before + after) else ""


def _has_fraction(text: str) -> bool:
    return any(unicodedata.numeric(character, 0) % 1 for character in text)
