"""Dates in an applicant's language: their order, how one is shown, and the names of months that are read."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, date, datetime, time, tzinfo
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from reportwizard.money.cldr import babel_locale
from reportwizard.money.numerals import LETTER, normalize, plain_letters, word_list
from reportwizard.money.showing import show_number
from reportwizard.text import clean_line

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ENGLISH_MONTHS = {"sept": 9} | {
    word.lower(): number for number, name in enumerate(_MONTHS, 1) for word in (name, name[:3])
}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# English without a country; Canada and the Philippines, where both are usual.
_BOTH_ORDERS = ("en", "en_CA", "en_PH")
# Twelve days that hold every month and every day of the week.
_SAMPLE_DAYS = tuple(date(2023, month, 13) for month in range(1, 13))


def show_date(day: date, locale: str, style: str = "long") -> str:
    """Return a date in a locale: `3 қазан 2023 ж.`; `medium`, `3 oct 2023`, and `numeric`, `03.10.2023`."""
    from babel.dates import format_date

    pattern = date_order(locale).pattern if style == "numeric" else style
    return normalize(format_date(day, pattern, locale=babel_locale(locale)))


def writing_example(code: str) -> str:
    """Return how a locale writes a number and a date: `253 000,50 · 31.10.2026`."""
    return f"{show_number(Decimal('253000.50'), code)} · {show_date(date(2026, 10, 31), code, 'numeric')}"


def english_month(number: int) -> str:
    """Return the English name of a month from 1 to 12."""
    return _MONTHS[number - 1]


class DateOrder(NamedTuple):
    """The order of day, month and year in a locale, with CLDR's `pattern` of a date in numbers.

    `both_orders`: where the year is not in front, people write the day first or the month first. `year_mark`
    follows a year in front, if it is there; `year_first_in_words`: in front of the name of a month too.
    `month_day`: without a year the month is first all the same, as 5/10 in Japan.
    """

    day_first: bool
    both_orders: bool
    year_mark: str
    year_first_in_words: bool
    pattern: str
    month_day: bool


@lru_cache(maxsize=64)
def date_order(locale: str) -> DateOrder:
    """Return the order in which a locale writes its dates; day first where CLDR does not know the language.

    If the year is in front, the rest has the order of dates with the name of a month.
    """
    shown = babel_locale(locale)
    short, long = (
        re.sub("'[^']*'", "", str(shown.date_formats[style].pattern)) for style in ("short", "long")
    )
    unknown = (short, long) == ("y-MM-dd", "y MMMM d")
    year_first = short.startswith("y") and not unknown
    month_first = re.search(r"M[^y]*d", long if year_first else short) is not None
    mark = re.sub(r"\w", "", short).strip()[:1] if year_first else ""
    pattern = normalize(str(shown.date_formats["short"].pattern))
    pattern = "dd/MM/yyyy" if unknown else re.sub("y+", "yyyy", pattern)
    # The order after the year tells nothing of 5/11/2026, as people write it in Nepal or Sweden too.
    both_orders = year_first or str(shown) in _BOTH_ORDERS
    in_words = long.startswith("y")
    # What CLDR does not know of a language it writes as MM-dd.
    month_day = year_first and in_words and str(shown.datetime_skeletons["Md"].pattern) != "MM-dd"
    return DateOrder(unknown or not month_first, both_orders, mark, in_words, pattern, month_day)


def english_date(day: date) -> str:
    """Return a date in English: `3 October 2023`."""
    return f"{day.day} {english_month(day.month)} {day.year}"


def weekday_phrase(day: date) -> str:
    """Return the English name of a day of the week with its article: `a Sunday`."""
    return f"a {_WEEKDAYS[day.weekday()]}"


def find_month(text: str, locale: str, *, anywhere: bool = False) -> tuple[int, str]:
    """Return the month that a word of `text` names, and the text without that word; 0 if there is none.

    Names are English or of the locale, or `anywhere` of its language in other countries and scripts. The
    longest is taken: "tháng 1" is in "tháng 10" too.
    """
    text = plain_letters(text)
    for name, number in (_months_anywhere if anywhere else month_names)(locale).items():
        if name not in text:
            continue
        before, after = (r"\d" if end.isdecimal() else r"[^\W\d_]" for end in (name[0], name[-1]))
        if match := re.search(rf"(?<!{before}){re.escape(name)}(?!{after})(?:'{LETTER}+)?", text):
            return number, f"{text[: match.start()]} {text[match.end() :]}"
    return 0, text


def similar_months(text: str, locale: str) -> tuple[list[int], str]:
    """Return the months of the locale that a word of `text` begins or ends, and the text without that word.

    "հուն" begins January and June; "қарашасы" is "қараша" with an ending. Else the language's other months.
    """
    for word in unknown_words(text, locale):
        months = {
            number
            for name, number in _local_names(locale).items()
            if name.startswith(word) or (word.startswith(name) and 3 < len(name) > len(word) - 4)
        }
        if len(word) >= 3 and months and word not in _ENGLISH_MONTHS:
            return sorted(months), text.replace(word, " ", 1)
    month, rest = find_month(text, locale, anywhere=True)
    return [month] if month else [], rest


def unknown_words(text: str, locale: str) -> list[str]:
    """Return the words of `text` that belong to no date, in English or in the locale."""
    known = date_words(locale)
    return [word for word in _words(plain_letters(text)) if word not in known]


def without_weekdays(text: str, locale: str) -> str:
    """Return a text in plain letters without names of days of the week, English or of the locale."""
    return _weekday_names(locale).sub(" ", plain_letters(clean_line(text)))


@lru_cache(maxsize=64)
def _weekday_names(locale: str) -> re.Pattern[str]:
    days = [*babel_locale(locale).days.values(), *babel_locale("en").days.values()]
    names = [name for widths in days for width in ("wide", "abbreviated") for name in widths[width].values()]
    words = {plain_letters(name).rstrip(".") for name in (*names, "tues", "thur", "thurs")}
    either = "|".join(map(re.escape, sorted(words, reverse=True)))
    return re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])\.?")


@lru_cache(maxsize=64)
def month_names(locale: str) -> dict[str, int]:
    """Return the names of months in English and in the locale, with and without accents, the longest first.

    A name that means one month in English and another in the locale is left out: it cannot be read safely.
    """
    names = _local_names(locale)
    clash = {name for name, number in _ENGLISH_MONTHS.items() if names.get(name, number) != number}
    safe = {name: number for name, number in (_ENGLISH_MONTHS | names).items() if name not in clash}
    return dict(sorted(safe.items(), key=lambda item: -len(item[0])))


@lru_cache(maxsize=4)
def _months_anywhere(locale: str) -> dict[str, int]:
    """Return the names of months of a language in all countries and scripts; none that means two months."""
    from babel.localedata import locale_identifiers

    language = babel_locale(locale).language
    # English has the same names everywhere; its hundred countries take long to load.
    codes = [code for code in locale_identifiers() if code.split("_")[0] == language != "en"]
    found = {
        (plain_letters(name), number) for code in codes for name, number in _written_names(code) if name[1:]
    }
    count = Counter(name for name, _ in found)
    return dict(sorted((each for each in found if count[each[0]] == 1), key=lambda each: -len(each[0])))


def _written_names(locale: str) -> list[tuple[str, int]]:
    months = babel_locale(locale).months
    # Babel keeps what it looks up for one language where others see it: a stand-alone name may be another's.
    # The names inside dates are always the language's own, so they come last and win.
    widths = [
        months[context][width] for context in ("stand-alone", "format") for width in ("wide", "abbreviated")
    ]
    return [(_key(str(name)).rstrip("."), number) for width in widths for number, name in width.items()]


@lru_cache(maxsize=64)
def _local_names(locale: str) -> dict[str, int]:
    names = dict(_written_names(locale))
    # In whole dates languages inflect them: "באוקטובר".
    for style in ("medium", "long"):
        shown = {
            day.month: re.split(r"[\s\d,()/-]+", _key(show_date(day, locale, style))) for day in _SAMPLE_DAYS
        }
        common = set.intersection(*map(set, shown.values()))
        names |= {
            " ".join(word for word in words if word not in common).rstrip("."): number
            for number, words in shown.items()
        }
    names.pop("", None)
    return {plain_letters(name): number for name, number in names.items()} | names


@lru_cache(maxsize=64)
def date_words(locale: str) -> frozenset[str]:
    """Return the words in dates of English and of the locale, beside months: "of", "de", "жылғы"."""
    from babel.dates import format_date

    shown = (
        format_date(day, style, locale=babel_locale(code))
        for code in ("en", locale)
        for day in _SAMPLE_DAYS
        for style in ("full", "long", "medium", "EEE")
    )
    return frozenset(word for text in (*shown, *word_list("date")) for word in _words(plain_letters(text)))


def _words(text: str) -> list[str]:
    return re.findall(f"{LETTER}+", text)


def _key(text: str) -> str:
    return normalize(clean_line(text)).casefold()


def local_zone() -> tzinfo:
    """Return the time zone of this computer, with its name if that is known."""
    try:
        # It looks for the zone when it is loaded: a TZ that is no zone file makes that fail already.
        from babel.localtime import get_localzone

        return get_localzone()
    except (LookupError, OSError, ValueError):
        return datetime.now(UTC).astimezone().tzinfo or UTC


def local_due_time(day: date, zone: tzinfo) -> str:
    """Return the moment of a due date in a time zone: `00:00 UTC is 2 October, 21:00 in Sao Paulo`.

    Empty if the clocks of the zone show UTC then, and for dates that no calendar can show.
    """
    # The portal writes a due date as `2023-10-03T00:00:00Z`.
    moment = datetime.combine(day, time(), UTC)
    try:
        local = moment.astimezone(zone)
    except OverflowError:
        return ""
    if local.replace(tzinfo=UTC) == moment:
        return ""
    # Most zones are named after a city: America/Sao_Paulo, but Etc/GMT+3.
    region, _, city = (getattr(zone, "key", None) or "").rpartition("/")
    where = f"in {city.replace('_', ' ')}" if region not in ("", "Etc") else "on your clock"
    year = f" {local.year}" if local.year != day.year else ""
    date_there = "" if local.date() == day else f"{local.day} {english_month(local.month)}{year}, "
    return f"00:00 UTC is {date_there}{local:%H:%M} {where}"
