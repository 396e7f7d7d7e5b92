"""Reading a day: in numbers or with the name of a month, in the order in which the applicant writes.

The order of day and month is that of the locale. A text is a question only where the locale knows both
orders, or where its own order falls outside the project while the other one falls inside."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from reportwizard.money.days import date_order, english_month, find_month, unknown_words
from reportwizard.money.numerals import ascii_digits, normalize
from reportwizard.money.refusals import echo

FIRST_YEAR, LAST_YEAR = 1900, 2200
EXAMPLE = "such as 3 October 2023"
_LONGEST = 100
_ELSEWHERE = (
    "es", "fr", "pt", "de", "it", "nl", "pl", "ru", "uk", "tr", "id", "ar", "fa", "he", "hi", "bn", "th",
    "vi", "cs", "hu", "ro", "bg", "sr", "el", "sv", "da", "nb", "fi", "ca", "sw",
)  # fmt: skip
"""Languages whose months are tried in a file, behind English and the applicant's own."""
_BETWEEN = r"[\s./,،؍\\年년月월-]+"
_NUMBERS = re.compile(rf"(\d+)({_BETWEEN})(\d+)(?:{_BETWEEN}(\d+))?[\s.,日일]*")
_EIGHT = re.compile(r"((?:19|20)\d{2})([01]\d)([0-3]\d)")
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
    """What is known around a day: how the applicant writes, the days it should lie between, and today.

    `order` says what comes first in a column of a file (`day` or `month`). In a file, months are read in
    other languages too (`in_file`).
    """

    locale: str
    first: date | None = None
    last: date | None = None
    today: date | None = None
    order: str = ""
    in_file: bool = False

    def holds(self, day: date) -> bool:
        """Whether a day lies between the days that are known; False if none is known."""
        after = self.first is None or self.first <= day
        before = self.last is None or day <= self.last
        return after and before and not (self.first is None and self.last is None)

    @property
    def year(self) -> int:
        """A year near to the one that is meant."""
        near = self.first or self.last or self.today
        return near.year if near else 2023


@dataclass(frozen=True, slots=True)
class DayReading:
    """What a text means: a day, with the others that it may mean too; or days to choose from; or `message`.

    `sure`: it needs nobody to look at it, for it has no other reading, and a year or that of the project.
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
    """A text is not one day; the message says why, and what to do."""


def read_day(text: str, around: DayContext) -> DayReading:
    """Read a day as people write it; a time in front or behind is left out. Never raises."""
    try:
        plain = without_time(text)
        if len(plain) > _LONGEST:
            raise _NotADayError(f"This is too long for a day. Write one day, {EXAMPLE}.")
        return _in_numbers(plain, around) or _in_words(plain, around)
    except _NotADayError as problem:
        return DayReading(message=str(problem))


def without_time(text: str) -> str:
    """Return a tidy text in the digits 0 to 9, without the time of day in it."""
    plain = normalize(text)
    if not plain.isascii():
        plain = ascii_digits(plain)
    if ":" in plain:
        return _CLOCK.sub(" ", plain).strip(" ,")
    return _HOUR.sub("", plain)


def _in_numbers(text: str, around: DayContext) -> DayReading | None:
    """Read three numbers, or two without a year; None if the text is something else."""
    if eight := _EIGHT.fullmatch(text):
        return _decide([eight.groups()], around, certain=True)
    found = _NUMBERS.fullmatch(text)
    if found is None:
        return None
    first, mark, second, third = found.groups()
    in_front = [(first, second, third or "")]
    if third and (len(first) > 2 or "年" in mark or "년" in mark):
        return _decide(in_front, around, certain=True)
    # Nobody writes the month first with points between.
    certain = "." in mark or bool(around.order)
    if "月" in mark or "월" in mark:
        return _decide([("", first, second)], around, certain=True)
    day_first = (
        "." in mark or around.order == "day" or (not around.order and date_order(around.locale).day_first)
    )
    pairs = [(second, first), (first, second)] if day_first else [(first, second), (second, first)]
    if third is None:
        return _decide([("", *pair) for pair in pairs], around, certain=certain)
    behind = [(third, *pair) for pair in pairs]
    if len(third) > 2:
        return _decide(behind, around, certain=certain)
    own = date_order(around.locale).year_mark
    listed = in_front + behind if own and own in mark and not around.order else behind + in_front
    return _decide(listed, around, certain=certain)


def _in_words(text: str, around: DayContext) -> DayReading:
    """Read a day whose month is a word; in a file, of another language than the applicant's too."""
    try:
        return _worded(text, around.locale, around)
    except _NotADayError:
        if not around.in_file or not re.search(r"\d", text):
            raise
        found = {}
        for language in _ELSEWHERE:
            with suppress(_NotADayError):
                reading = _worded(text, language, around)
                found[reading.possible] = reading
        if not found:
            raise
    if len(found) == 1:
        return next(iter(found.values()))
    return DayReading(choices=tuple(dict.fromkeys(day for days in found for day in days)))


def _worded(text: str, locale: str, around: DayContext) -> DayReading:
    month, rest = find_month(text, locale)
    persian = "" if month else next((word for word in text.split() if word in PERSIAN_MONTHS), "")
    if persian:
        month, rest = PERSIAN_MONTHS[persian], text.replace(persian, " ", 1)
    odd, numbers = unknown_words(rest, locale), re.findall(r"\d+", rest)
    if not month:
        reading = None if odd else _in_numbers(_WORD.sub(" ", text).strip(" ,."), around)
        if reading is None:
            raise _NotADayError(f"No month was found in {echo(text)}. Write one day, {EXAMPLE}.")
        return reading
    if len(numbers) not in (1, 2) or len(min(numbers, key=len)) > 2:
        raise _NotADayError(f"Write one day, one month and one year, {EXAMPLE}.")
    if odd:
        raise _NotADayError(f"“{odd[0]}” is not part of a date. Write only the day, {EXAMPLE}.")
    year, day = numbers[::-1] if len(numbers) == 2 else ("", numbers[0])
    if len(day) > 2 or (date_order(locale).year_in_front and len(year) == 2):
        year, day = day, year
    if persian:
        try:
            made = day_of(int(f"14{year}" if len(year) == 2 else year or 0), month, int(day))
        except ValueError:
            raise _NotADayError(f"Write the year as well, {EXAMPLE}.") from None
        return DayReading(made, sure=True)
    listed = [(year, str(month), day)]
    if len(year) == 2:
        listed.append((day, str(month), year))
    return _decide(listed, around, certain=False)


def _decide(listed: Sequence[tuple[str, ...]], around: DayContext, *, certain: bool) -> DayReading:
    """Choose among days as (year, month, day), in the order of the locale; an empty year is looked for.

    `certain`: day and month cannot be swapped.
    """
    found: dict[date, bool] = {}
    problems = []
    for year, month, day in listed:
        try:
            found.setdefault(
                _made(year, month, day, around) if year else _near(month, day, around), bool(year)
            )
        except _NotADayError as problem:
            problems.append(problem)
    if not found:
        raise problems[0]
    first, *others = found
    inside = [day for day in found if around.holds(day)]
    if certain:
        others = [day for day in others if day in inside and day.year != first.year]
    else:
        others = [day for day in others if day in inside or day.year == first.year or not found[day]]
    if others and ((inside and first not in inside) or (not certain and date_order(around.locale).both)):
        return DayReading(choices=tuple(dict.fromkeys((*inside, first, *others))))
    return DayReading(first, tuple(others), sure=(found[first] or around.holds(first)) and not others)


def _made(year: str, month: str, day: str, around: DayContext) -> date:
    if len(year) > 4:
        raise _NotADayError(f"Write the year with four digits, {EXAMPLE}.")
    number = int(year)
    if len(year) < 4:
        known = short_years(number, around.locale.split("_")[0])
        number = min(known, key=lambda one: abs(international(one) - around.year))
    if not FIRST_YEAR <= international(number) <= LAST_YEAR:
        raise _NotADayError(
            f"The year {year} is not between {FIRST_YEAR} and {LAST_YEAR}."
            f" Write the year of the international calendar, {EXAMPLE}."
        )
    try:
        return day_of(number, int(month), int(day))
    except ValueError:
        raise _NotADayError(_why_no_day(f" {number}", int(month), int(day))) from None


def _near(month: str, day: str, around: DayContext) -> date:
    """Return the day in the year in which it falls inside the project, else in that nearest to today."""
    if len(month) > 2 or len(day) > 2:
        raise _NotADayError(f"Write one day, one month and one year, {EXAMPLE}.")
    days = _in_years(around.first or around.last, around.last or around.first, month, day)
    inside = [made for made in days if around.holds(made)]
    if inside:
        return inside[0] if around.first else inside[-1]
    today = around.today
    if today is None:
        raise _NotADayError(f"Write the year as well, {EXAMPLE}.")
    return min(_in_years(today, today, month, day), key=lambda made: abs((made - today).days))


def _in_years(first: date | None, last: date | None, month: str, day: str) -> list[date]:
    """Return a day in each year from eight before the first to eight after the last."""
    days = []
    if not 1 <= int(month) <= 12 or not 1 <= int(day) <= monthrange(2000, int(month))[1]:
        raise _NotADayError(_why_no_day("", int(month), int(day)))
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
"""Later ones are left out: they may be years of the Islamic calendar, in which 1421 began in 2000."""
_PERSIAN_LEAP_YEARS = frozenset([1, 5, 9, 13, 17, 22, 26, 30])
_PERSIAN_BEGIN = date(1921, 3, 21)
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
    """Return the day of the international calendar for a day whose year says its calendar.

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
    passed = 365 * (year - _PERSIAN_YEARS.start) + leap_days + 30 * (month - 1) + min(month - 1, 6)
    return _PERSIAN_BEGIN + timedelta(passed + day - 1)


def _is_leap(year: int) -> bool:
    return year % 33 in _PERSIAN_LEAP_YEARS
