"""Reading a date: in numbers or with the name of a month, in the order in which the applicant writes.

The order of day and month is that of the locale. It is asked about only where the locale knows both orders,
or where its own order falls outside the project while the other one falls inside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from reportwizard.money.days import date_order, english_month, find_month, shortened_months, unknown_words
from reportwizard.money.numerals import ascii_digits, normalize
from reportwizard.money.refusals import echo

FIRST_YEAR, LAST_YEAR = 1900, 2200
EXAMPLE = "such as 3 October 2023"
_MAX_LENGTH = 100
_OTHER_LANGUAGES = (
    "es", "fr", "pt", "de", "it", "nl", "pl", "ru", "uk", "tr", "id", "ar", "fa", "he", "hi", "bn", "th",
    "vi", "cs", "hu", "ro", "bg", "sr", "el", "sv", "da", "nb", "fi", "ca", "sw",
)  # fmt: skip
"""Languages whose months are tried in a file, after English and the applicant's own."""
_SEPARATOR = r"[\s./,،؍\\年년月월-]+"
_NUMBERS = re.compile(rf"(\d+)({_SEPARATOR})(\d+)(?:{_SEPARATOR}(\d+))?[\s.,日일]*")
_EIGHT_DIGITS = re.compile(r"((?:19|20)\d{2})([01]\d)([0-3]\d)")
# As in 1st, 1-го, 2026-ին and 1:a; not the hours of 10h.
_ENDING = re.compile(r"(?<=\d)[-':.]?(?!(?:h|u|am|pm)\b)[^\W\d_]{1,4}(?![^\W\d_])")
_WORD = re.compile(r"[^\W\d_]+\.?")
_ZONE = r"(?:Z\b|\(?(?:GMT|UTC)\b\)?(?:\s?[+-]\d{1,2}:?(?:\d{2})?)?|[+-]\d{1,2}:?\d{2}|[A-Z]{3,4}\Z)"
_CLOCK = re.compile(
    r"(?:(?<=\d)[Tt]|(?<![\d:.Tt]))\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?!\d)"
    rf"(?:\s?[AaPp]\.?\s?[Mm]\b\.?)?\s*{_ZONE}?"
)
_HOUR = re.compile(
    r"(?<=\d{4})[ ,]+(?:(?:à|às|a|at|um|om|kl)\.? )?\d{1,2}(?:\.\d{2}(?:\.\d{2})?| ?[hH] ?(?:\d{2})?)\Z"
)


@dataclass(frozen=True, slots=True)
class DayContext:
    """How the applicant writes, the days that a date should lie between, and today.

    `order` says what comes first in a column of a file (`day` or `month`). `in_file`: months are read in
    other languages too.
    """

    locale: str
    first: date | None = None
    last: date | None = None
    today: date | None = None
    order: str = ""
    in_file: bool = False

    def holds(self, day: date) -> bool:
        """Whether a day lies between the days that are known; False if none is known."""
        is_known = self.first is not None or self.last is not None
        return is_known and (self.first or day) <= day <= (self.last or day)

    @property
    def year(self) -> int:
        """A year near to the one that is meant."""
        day = self.first or self.last or self.today
        return day.year if day else 2023


@dataclass(frozen=True, slots=True)
class DayReading:
    """What a text means: a day, and `others` that it may mean too; or `choices`; or `message` says why none.

    `sure`: nobody needs to look at it, for it has no other reading, and its year is written or the project's.
    """

    day: date | None = None
    others: tuple[date, ...] = ()
    choices: tuple[date, ...] = ()
    message: str = ""
    sure: bool = False

    @property
    def possible(self) -> tuple[date, ...]:
        """Every day that the text may mean, the likeliest first."""
        return self.choices if self.day is None else (self.day, *self.others)


class _NotADayError(ValueError):
    """A text is not one date; the message says why, and what to do."""


def read_day(text: str, context: DayContext) -> DayReading:
    """Read a date as people write it; a time before or after it is left out. Never raises."""
    try:
        plain = without_time(text)
        if len(plain) > _MAX_LENGTH:
            raise _NotADayError(f"This is too long for a day. Write one day, {EXAMPLE}.")
        return _read_numbers(plain, context) or _read_month_name(plain, context)
    except _NotADayError as problem:
        return DayReading(message=str(problem))


def without_time(text: str) -> str:
    """Return a normalized text with the digits 0 to 9 and without the time of day."""
    text = ascii_digits(normalize(text))
    return _CLOCK.sub(" ", text).strip(" ,:") if ":" in text else _HOUR.sub("", text)


def _read_numbers(text: str, context: DayContext) -> DayReading | None:
    """Read three numbers, or two without a year; None if the text is something else."""
    if match := _EIGHT_DIGITS.fullmatch(text):
        return _choose([match.groups()], context)
    match = _NUMBERS.fullmatch(text)
    if match is None:
        return None
    first, mark, second, third = match.groups()
    year_first = [(first, second, third or "")]
    if third and (len(first) > 2 or "年" in mark or "년" in mark):
        return _choose(year_first, context)
    if "月" in mark or "월" in mark:
        return _choose([("", first, second)], context)
    # Nobody writes the month first with points between.
    certain = "." in mark or bool(context.order)
    day_first = (
        "." in mark or context.order == "day" or (not context.order and date_order(context.locale).day_first)
    )
    pairs = [(second, first), (first, second)] if day_first else [(first, second), (second, first)]
    readings = [(third or "", *pair) for pair in pairs]
    if third and len(third) <= 2:
        year_mark = date_order(context.locale).year_mark
        has_year_first = year_mark and year_mark in mark and not context.order
        readings = year_first + readings if has_year_first else readings + year_first
    return _choose(readings, context, certain=certain)


def _read_month_name(text: str, context: DayContext) -> DayReading:
    """Read a date whose month is a word; in a file, of another language than the applicant's too."""
    try:
        return _read_in_language(text, context.locale, context)
    except _NotADayError:
        if not context.in_file or not re.search(r"\d", text):
            raise
        readings = {}
        for language in _OTHER_LANGUAGES:
            with suppress(_NotADayError):
                reading = _read_in_language(text, language, context)
                readings[reading.possible] = reading
        if not readings:
            raise
    if len(readings) == 1:
        return next(iter(readings.values()))
    return DayReading(choices=tuple(dict.fromkeys(day for days in readings for day in days)))


def _find_months(text: str, locale: str, context: DayContext) -> tuple[list[int], str, bool]:
    """Return the months that a word may name, the rest of the text, and whether they are Persian ones."""
    month, rest = find_month(text, locale)
    persian = "" if month else next((word for word in text.split() if word in PERSIAN_MONTHS), "")
    months = [month] if month else []
    if persian:
        months, rest = [PERSIAN_MONTHS[persian]], text.replace(persian, " ", 1)
    elif not month and locale == context.locale:
        months, rest = shortened_months(text, locale)
    return months, _ENDING.sub("", rest) if months else rest, bool(persian)


def _read_in_language(text: str, locale: str, context: DayContext) -> DayReading:
    months, rest, persian = _find_months(text, locale, context)
    odd, numbers = unknown_words(rest, locale), re.findall(r"\d+", rest)
    if not months:
        reading = None if odd else _read_numbers(_WORD.sub(" ", text).strip(" ,.-"), context)
        if reading is None:
            raise _NotADayError(f"No month was found in {echo(text)}. Write one day, {EXAMPLE}.")
        return reading
    if len(numbers) not in (1, 2) or len(min(numbers, key=len)) > 2:
        raise _NotADayError(f"Write one day, one month and one year, {EXAMPLE}.")
    if odd:
        raise _NotADayError(f"“{odd[0]}” is not part of a date. Write only the day, {EXAMPLE}.")
    year, day = numbers[::-1] if len(numbers) == 2 else ("", numbers[0])
    if len(day) > 2 or (date_order(locale).year_first_in_words and len(year) == 2):
        year, day = day, year
    if persian:
        try:
            date_there = day_of(int(f"14{year}" if len(year) == 2 else year or 0), months[0], int(day))
        except ValueError:
            raise _NotADayError(f"Write the year as well, {EXAMPLE}.") from None
        return DayReading(date_there, sure=True)
    readings = [(year, str(month), day) for month in months]
    if len(year) == 2:
        readings += [(day, str(month), year) for month in months]
    reading = _choose(readings, context)
    return reading if len(months) == 1 else DayReading(choices=reading.possible)


def _choose(readings: Sequence[tuple[str, ...]], context: DayContext, *, certain: bool = False) -> DayReading:
    """Choose among readings as (year, month, day), in the order of the locale; the year may be empty.

    `certain`: day and month cannot be swapped.
    """
    has_year: dict[date, bool] = {}
    problems = []
    for year, month, day in readings:
        try:
            read = _in_year(year, month, day, context) if year else _nearest(month, day, context)
            has_year.setdefault(read, bool(year))
        except _NotADayError as problem:
            problems.append(problem)
    if not has_year:
        raise problems[0]
    first, *others = has_year
    inside = [day for day in has_year if context.holds(day)]
    if certain:
        others = [day for day in others if day in inside and day.year != first.year]
    else:
        others = [day for day in others if day in inside or day.year == first.year or not has_year[day]]
    is_outside = bool(inside) and first not in inside
    if others and (is_outside or (not certain and date_order(context.locale).both_orders)):
        return DayReading(choices=tuple(dict.fromkeys((*inside, first, *others))))
    return DayReading(first, tuple(others), sure=(has_year[first] or first in inside) and not others)


def _in_year(year: str, month: str, day: str, context: DayContext) -> date:
    if len(year) > 4:
        raise _NotADayError(f"Write the year with four digits, {EXAMPLE}.")
    number = int(year)
    if len(year) < 4:
        years = short_years(number, context.locale.split("_")[0])
        number = min(years, key=lambda year: abs(international(year) - context.year))
    if not FIRST_YEAR <= international(number) <= LAST_YEAR:
        raise _NotADayError(
            f"The year {year} is not between {FIRST_YEAR} and {LAST_YEAR}."
            f" Write the year of the international calendar, {EXAMPLE}."
        )
    try:
        return day_of(number, int(month), int(day))
    except ValueError:
        raise _NotADayError(_why_no_day(f" {number}", int(month), int(day))) from None


def _nearest(month: str, day: str, context: DayContext) -> date:
    """Return the day in the year in which it falls inside the project, else in that nearest to today."""
    if len(month) > 2 or len(day) > 2:
        raise _NotADayError(f"Write one day, one month and one year, {EXAMPLE}.")
    days = _in_years(context.first or context.last, context.last or context.first, month, day)
    inside = [candidate for candidate in days if context.holds(candidate)]
    if inside:
        return inside[0] if context.first else inside[-1]
    today = context.today
    if today is None:
        raise _NotADayError(f"Write the year as well, {EXAMPLE}.")
    return min(_in_years(today, today, month, day), key=lambda candidate: abs((candidate - today).days))


def _in_years(first: date | None, last: date | None, month: str, day: str) -> list[date]:
    """Return a day in each year from eight before the first to eight after the last."""
    try:
        date(2000, int(month), int(day))
    except ValueError:
        raise _NotADayError(_why_no_day("", int(month), int(day))) from None
    days = []
    for year in range(first.year - 8, last.year + 9) if first and last else ():
        with suppress(ValueError):
            days.append(date(year, int(month), int(day)))
    return days


def _why_no_day(year: str, month: int, day: int) -> str:
    if not 1 <= month <= 12:
        return f"There is no month {month}. Write the month from 1 to 12, or as a word, {EXAMPLE}."
    return f"{english_month(month)}{year} has no day {day}. Look at the calendar again."


_BUDDHIST, _TAIWAN = 543, 1911
_PERSIAN_YEARS = range(1300, 1421)
"""Not the later ones: they may be years of the Islamic calendar, in which 1421 began in 2000."""
_PERSIAN_LEAP_YEARS = frozenset([1, 5, 9, 13, 17, 22, 26, 30])
_PERSIAN_START = date(1921, 3, 21)
PERSIAN_MONTHS = {
    name: number
    for names in (
        "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند",
        "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت",
    )
    for number, name in enumerate(names.split(), 1)
}
"""The months of Iran and of Afghanistan."""


def day_of(year: int, month: int, day: int) -> date:
    """Return the date in the international calendar; the year says which calendar is meant.

    From 2400 on years are Buddhist (543 more), from 1300 to 1420 Persian, with the months of that calendar.
    Raises `ValueError`.
    """
    return _persian(year, month, day) if year in _PERSIAN_YEARS else date(international(year), month, day)


def short_years(number: int, language: str) -> list[int]:
    """Return the years that at most three digits may mean in a language: 67 is 2567 in Thai, too."""
    if number > 99:
        return [number + _TAIWAN if language in ("zh", "nan") else number]
    years = [2000 + number, 1900 + number]
    if language == "th":
        years.append(2500 + number)
    if language in ("fa", "ps", "mzn", "lrc", "glk"):
        years += [1400 + number] if number <= 20 else [1300 + number]
    return years


def international(year: int) -> int:
    """Return about which year of the international calendar a year is, whatever its calendar."""
    if year in _PERSIAN_YEARS:
        return year + 621
    return year - _BUDDHIST if year >= 2400 else year


def _persian(year: int, month: int, day: int) -> date:
    longest = 31 if month <= 6 else 30 if month < 12 or _is_leap(year) else 29
    if not 1 <= month <= 12 or not 1 <= day <= longest:
        raise ValueError("no such day")
    leap_days = sum(map(_is_leap, range(_PERSIAN_YEARS.start, year)))
    days = 365 * (year - _PERSIAN_YEARS.start) + leap_days + 30 * (month - 1) + min(month - 1, 6) + day - 1
    return _PERSIAN_START + timedelta(days)


def _is_leap(year: int) -> bool:
    return year % 33 in _PERSIAN_LEAP_YEARS
