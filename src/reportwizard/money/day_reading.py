"""Reading a date: in numbers or with the name of a month, in the order in which the applicant writes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from reportwizard.money.cldr import territory_of
from reportwizard.money.days import (
    date_order,
    english_month,
    find_month,
    similar_months,
    unknown_words,
    without_weekdays,
)
from reportwizard.money.numerals import LETTER, ascii_digits, normalize, plain_letters
from reportwizard.money.refusals import echo

# Later years are of another calendar: 2083 is 2026 in Nepal.
FIRST_YEAR, LAST_YEAR = 1900, 2060
EXAMPLE = "such as 3 October 2023"
_MAX_LENGTH = 100
_OTHER_LANGUAGES = (
    "es", "fr", "pt", "de", "it", "nl", "pl", "ru", "uk", "tr", "id", "ar", "fa", "he", "hi", "bn", "th",
    "vi", "cs", "hu", "ro", "bg", "sr", "el", "sv", "da", "nb", "fi", "ca", "sw",
)  # fmt: skip
"""Languages whose months are tried in a file, after English and the applicant's own."""
# These are compiled at their first use: few starts read a day.
_SEPARATOR = r"[\s./,،؍\\年년月월-]+"
_NUMBERS = rf"(\d+)({_SEPARATOR})(\d+)(?:({_SEPARATOR})(\d+))?[\s.,日일]*"
_EIGHT_DIGITS = r"((?:19|20)\d{2})([01]\d)([0-3]\d)"
# As in 1st, 1-го, 2026-ին and 1:a; not the hours of 10h.
_ENDING = rf"(?<=\d)[-':.]?(?!(?:h|u|am|pm)\b){LETTER}{{1,4}}(?!{LETTER})"
_WORD = rf"{LETTER}+\.?"
_QUOTES = str.maketrans(dict.fromkeys('()[]"“”«»', " "))
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ROMAN_MONTH = r"(?<=\d)[\s./-]+([ivx]+)[\s./-]+(?=\d)"
_ZONE = r"(?:Z\b|\(?(?:GMT|UTC)\b\)?(?:\s?[+-]\d{1,2}:?(?:\d{2})?)?|[+-]\d{1,2}:?\d{2}|[A-Z]{3,4}\Z)"
_CLOCK = (
    r"(?:(?<=\d)[Tt]|(?<![\d:.Tt]))\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?!\d)"
    rf"(?:\s?[AaPp]\.?\s?[Mm]\b\.?)?\s*{_ZONE}?"
)
_HOUR = r"(?<=\d{4})[ ,]+(?:(?:à|às|a|at|um|om|kl)\.? )?\d{1,2}(?:\.\d{2}(?:\.\d{2})?| ?[hH] ?(?:\d{2})?)\Z"

# Years of Japan: R6.5.14 and 令和6年5月14日.
_ERAS = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988}
_ERA = rf"\A({'|'.join(_ERAS)})\.? ?(\d\d?|元)(?=(?:[./-]\d\d?[./-]|年))"


@dataclass(frozen=True, slots=True)
class DayContext:
    """How the applicant writes, the days that a date should lie between, and today.

    `order`: what comes first in a file (`day` or `month`). `in_file`: other languages are read, too.
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
    """What a text means: a day, and `others` that it may mean too; or `choices`; or why it is none.

    `sure`: there is no other reading, and the year is written or the project's.
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
    text = ascii_digits(normalize(text)).translate(_QUOTES).strip(" ,:;'")
    text = re.sub(_ERA, lambda era: str(_ERAS[era[1]] + int(era[2].replace("元", "1"))), text)
    return re.sub(_CLOCK, " ", text).strip(" ,:") if ":" in text else re.sub(_HOUR, "", text)


def _read_numbers(text: str, context: DayContext) -> DayReading | None:
    """Read three numbers, or two without a year; None if the text is something else."""
    if match := re.fullmatch(_EIGHT_DIGITS, text):
        return _choose([match.groups()], context)
    match = re.fullmatch(_NUMBERS, text)
    if match is None:
        return None
    first, mark, second, next_mark, third = match.groups()
    year_first = [(first, second, third)]
    if third and (len(first) > 2 or "年" in mark or "년" in mark):
        return _choose(year_first, context)
    for month_mark, month, day in ((mark, first, second), (next_mark or "", second, first)):
        if "月" in month_mark or "월" in month_mark:
            return _choose([(third or "", month, day)], context)
    # Nobody writes the month first with points between.
    certain = "." in mark or bool(context.order)
    day_first = (
        "." in mark or (context.order or ("month", "day")[date_order(context.locale).day_first]) == "day"
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
    persian = next((word for word in text.split() if word in PERSIAN_MONTHS), "")
    months = [month] if month else []
    if persian:
        months, rest = [PERSIAN_MONTHS[persian]], text.replace(persian, " ", 1)
    elif not month and (roman := re.search(_ROMAN_MONTH, text)) and roman[1] in _ROMAN:
        months, rest = [_ROMAN.index(roman[1])], text.replace(roman[0], " ", 1)
    elif not month and locale == context.locale:
        months, rest = similar_months(text, locale)
    return months, re.sub(_ENDING, "", rest), bool(persian)


def _read_in_language(text: str, locale: str, context: DayContext) -> DayReading:
    bare = without_weekdays(text, locale)
    # A word may be a month as well: "mar" is Tuesday and March in Italian.
    tried = (_find_months(part, locale, context) for part in (bare, plain_letters(text)))
    months, rest, persian = next((reading for reading in tried if reading[0]), ([], bare, False))
    odd, numbers = unknown_words(rest, locale), re.findall(r"\d+", rest)
    if not months:
        # A letter right before the digits may stand for an era or something else.
        is_odd = unknown_words(bare, locale) or re.search(rf"(?<!{LETTER})[^\W\d_](?=\d)", bare)
        reading = None if is_odd else _read_numbers(re.sub(_WORD, " ", bare).strip(" ,.-"), context)
        if reading is None:
            raise _NotADayError(f"No month was found in {echo(text)}. Write one day, {EXAMPLE}.")
        return reading
    if len(numbers) not in (1, 2) or len(min(numbers, key=len)) > 2:
        raise _NotADayError(f"Write one day, one month and one year, {EXAMPLE}.")
    if odd:
        raise _NotADayError(f"“{odd[0]}” is not part of a date. Write only the day, {EXAMPLE}.")
    year, day = numbers[::-1] if len(numbers) == 2 else ("", numbers[0])
    if len(day) > 2 or len(year) == 1 or (date_order(locale).year_first_in_words and len(year + day) == 4):
        year, day = day, year
    if persian:
        year = f"14{year}" if len(year) == 2 else year
        return _choose([(year, str(months[0]), day)], context, before=_PERSIAN_YEARS_LESS)
    readings = [(year, str(month), day) for month in months]
    if len(year) == len(day) == 2:
        readings += [(day, str(month), year) for month in months]
    reading = _choose(readings, context)
    return reading if len(months) == 1 else DayReading(choices=reading.possible)


def _choose(
    readings: Sequence[tuple[str, ...]], context: DayContext, *, certain: bool = False, before: int = 0
) -> DayReading:
    """Choose among readings as (year, month, day), in the order of the locale; the year may be empty.

    `certain`: day and month cannot be swapped. `before`: the calendar is so many years before ours.
    """
    has_year: dict[date, bool] = {}
    problems = []
    for year, month, day in readings:
        try:
            read = _in_year(year, month, day, context) if year else _nearest(month, day, context, before)
            has_year.setdefault(read, bool(year))
            in_ethiopia = territory_of(context.locale) == "ET" and not context.holds(read)
            if in_ethiopia and context.holds(there := _ethiopian(read)):
                has_year.setdefault(there, True)
        except _NotADayError as problem:
            problems.append(problem)
    if not has_year:
        raise problems[0]
    inside = [day for day in has_year if context.holds(day)]
    order = date_order(context.locale) if len(has_year) > 1 and not certain else None
    both_orders = order and order.both_orders and (readings[0][0] or not order.month_day)
    first, *others = dict.fromkeys([*inside, *has_year] if both_orders else has_year)
    if certain:
        others = [day for day in others if day in inside and day.year != first.year]
    else:
        others = [day for day in others if day in inside or day.year == first.year or not has_year[day]]
    is_outside = bool(inside) and first not in inside
    if others and (is_outside or (both_orders and len(inside) != 1)):
        return DayReading(choices=tuple(dict.fromkeys((*inside, first, *others))))
    return DayReading(first, tuple(others), sure=(has_year[first] or first in inside) and not others)


def _in_year(year: str, month: str, day: str, context: DayContext) -> date:
    number = int(year)
    if len(year) not in (2, 4) and not 100 <= number <= 999:
        raise _NotADayError(f"Write the year with four digits, {EXAMPLE}.")
    if len(year) < 4:
        years = short_years(number, context.locale.split("_")[0])
        number = min(years, key=lambda year: abs(international(year) - context.year))
    if not FIRST_YEAR <= international(number) <= LAST_YEAR:
        fact = f"not between {FIRST_YEAR} and {LAST_YEAR}"
        if number > LAST_YEAR and territory_of(context.locale) == "NP":
            fact = f"of Nepal’s calendar (B.S.), in the international one {number - 57} or {number - 56}"
        advice = f"Write the day of the international calendar, {EXAMPLE}."
        raise _NotADayError(f"The year {year} is {fact}. {advice}")
    try:
        return day_of(number, int(month), int(day))
    except ValueError:
        message = _why_no_day(f" {number}", int(month), int(day), persian=number in _PERSIAN_YEARS)
        raise _NotADayError(message) from None


def _nearest(month: str, day: str, context: DayContext, before: int) -> date:
    """Return the day inside the project, else nearest to today; its years are so many `before` ours."""
    if len(month) > 2 or len(day) > 2:
        raise _NotADayError(f"Write one day, one month and one year, {EXAMPLE}.")
    known = [near.year for near in (context.first, context.last, context.today) if near]
    days = []
    # In any eight years there is a 29 February.
    for year in range(min(known) - 8 - before, max(known) + 9 - before) if known else ():
        with suppress(ValueError):
            days.append(day_of(year, int(month), int(day)))
    if known and not days:
        anything = " any year" if before else ""
        raise _NotADayError(_why_no_day(anything, int(month), int(day), persian=bool(before)))
    if inside := [each for each in days if context.holds(each)]:
        return inside[0] if context.first else inside[-1]
    if (today := context.today) is None:
        raise _NotADayError(f"Write the year as well, {EXAMPLE}.")
    return min(days, key=lambda each: abs((each - today).days))


def _why_no_day(year: str, month: int, day: int, *, persian: bool) -> str:
    if not 1 <= month <= 12:
        return f"There is no month {month}. Write the month from 1 to 12, or as a word, {EXAMPLE}."
    name = f"Month {month} of" if persian else english_month(month)
    return f"{name}{year} has no day {day}. Look at the calendar again."


_BUDDHIST, _TAIWAN, _PERSIAN_YEARS_LESS = 543, 1911, 621
_PERSIAN_YEARS = range(1300, 1421)
"""Not the later ones: they may be years of the Islamic calendar, in which 1421 began in 2000."""
_PERSIAN_LEAP_YEARS = frozenset([1, 5, 9, 13, 17, 22, 26, 30])
_PERSIAN_START = date(1921, 3, 21)
PERSIAN_MONTHS = {
    name: number
    for names in (
        "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند",
        "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت",
        "وری غویی غبرگولی چنگاښ زمری وږی تله لړم لیندۍ مرغومی سلواغه كب",
    )
    for number, name in enumerate(plain_letters(names).split(), 1)
}
"""The months of Iran and of Afghanistan."""


def day_of(year: int, month: int, day: int) -> date:
    """Return the date of a day, whose year says in which calendar; raises `ValueError`."""
    if year not in _PERSIAN_YEARS:
        return date(international(year), month, day)
    longest = 31 if month <= 6 else 30 if month < 12 or _is_leap(year) else 29
    if not 1 <= month <= 12 or not 1 <= day <= longest:
        raise ValueError("no such day")
    leap_days = sum(map(_is_leap, range(_PERSIAN_YEARS.start, year)))
    days = 365 * (year - _PERSIAN_YEARS.start) + leap_days + 30 * (month - 1) + min(month - 1, 6) + day - 1
    return _PERSIAN_START + timedelta(days)


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
        return year + _PERSIAN_YEARS_LESS
    return year - _BUDDHIST if year >= 2400 else year


def _ethiopian(day: date) -> date:
    """Return the date of a day that is written in the Ethiopian calendar; right from 1900 to 2099."""
    new_year = date(day.year + 7, 9, 12 if day.year % 4 == 0 else 11)
    return new_year + timedelta(30 * (day.month - 1) + day.day - 1)


def _is_leap(year: int) -> bool:
    return year % 33 in _PERSIAN_LEAP_YEARS
