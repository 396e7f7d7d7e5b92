"""Days in an applicant's language: how one is shown, and the words for months that are read."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache

from reportwizard.money.cldr import babel_locale
from reportwizard.money.numerals import tidy, words
from reportwizard.money.showing import show_number
from reportwizard.text import clean_line

_EXAMPLE_NUMBER = Decimal("1046956.78")
_EXAMPLE_DAY = date(2023, 10, 3)
_ENGLISH_MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6,
    "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6,
    "jul": 7, "aug": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_ENGLISH_WEEKDAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
    | {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}
)
# Twelve days that hold every month and every day of the week.
_SAMPLE_DAYS = tuple(date(2023, month, month) for month in range(1, 13))


def show_date(day: date, locale: str) -> str:
    """Return a day in the locale's long form: `3 қазан 2023 ж.`"""
    from babel.dates import format_date

    return format_date(day, "long", locale=babel_locale(locale))


def example(code: str) -> str:
    """Return how a locale writes a number and a day: `1 046 956,78 · 2023 ж. 3 қазан`."""
    return f"{show_number(_EXAMPLE_NUMBER, code)} · {show_date(_EXAMPLE_DAY, code)}"


def english_month(number: int) -> str:
    """Return the English name of a month from 1 to 12."""
    return list(_ENGLISH_MONTHS)[number - 1].capitalize()


def month_first(locale: str) -> bool:
    """Whether the locale writes the month before the day in a date of three numbers, as in `10/3/2023`."""
    pattern = str(babel_locale(locale).date_formats["short"].pattern)
    return pattern.lower().find("m") < pattern.lower().find("d")


def find_month(text: str, locale: str) -> tuple[int, str]:
    """Return the month that a word of `text` names, and the text without that word; 0 where there is none.

    Names are English or of the locale. The longest is taken: "tháng 1" stands in "tháng 10" too.
    """
    text = _key(text)
    for name, number in month_names(locale).items():
        found = name in text and re.search(_bounded(name), text)
        if found:
            return number, f"{text[: found.start()]} {text[found.end() :]}"
    return 0, text


def odd_words(text: str, locale: str) -> list[str]:
    """Return the words of `text` that do not belong to a date, in English, in the locale."""
    known = _ENGLISH_WEEKDAYS | words("date") | date_words(locale)
    return [word for word in _words(_key(text)) if word not in known]


def _bounded(name: str) -> str:
    before, after = (r"\d" if end.isdecimal() else r"[^\W\d_]" for end in (name[0], name[-1]))
    return f"(?<!{before}){re.escape(name)}(?!{after})"


@lru_cache(maxsize=4)
def month_names(locale: str) -> dict[str, int]:
    """Return the names of months in English and in the locale, the longest first.

    A name that means one month in English and another in the locale is left out: it cannot be read safely.
    """
    names = _listed_names(locale) | _shown_names(locale)
    clash = {name for name, number in _ENGLISH_MONTHS.items() if names.get(name, number) != number}
    known = {name: number for name, number in (_ENGLISH_MONTHS | names).items() if name not in clash}
    return dict(sorted(known.items(), key=lambda item: -len(item[0])))


def _listed_names(locale: str) -> dict[str, int]:
    months = babel_locale(locale).months
    # Babel keeps what it looks up for one language where others see it: a stand-alone name may be another's.
    # The names inside dates are always the language's own, so they come last and win.
    widths = [
        months[context][width] for context in ("stand-alone", "format") for width in ("wide", "abbreviated")
    ]
    return {_key(str(name)).rstrip("."): number for width in widths for number, name in width.items()}


def _shown_names(locale: str) -> dict[str, int]:
    """Return the names as they stand in whole dates, where languages bend them: "באוקטובר" for "אוקטובר"."""
    shown = {day.month: re.split(r"[\s\d,()/-]+", _key(show_date(day, locale))) for day in _SAMPLE_DAYS}
    everywhere = set.intersection(*(set(parts) for parts in shown.values()))
    names = {
        number: " ".join(word for word in words if word not in everywhere) for number, words in shown.items()
    }
    return {name: number for number, name in names.items() if name}


@lru_cache(maxsize=4)
def date_words(locale: str) -> frozenset[str]:
    """Return the words that a locale's dates hold beside numbers: days of the week, "de", "жылғы"."""
    from babel.dates import format_date

    shown = (
        format_date(day, style, locale=babel_locale(locale))
        for day in _SAMPLE_DAYS
        for style in ("full", "long", "medium")
    )
    return frozenset(word for text in shown for word in _words(_key(text)))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text)


def _key(text: str) -> str:
    return tidy(clean_line(text)).casefold()
