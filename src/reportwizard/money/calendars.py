"""Years of other calendars that people write: Buddhist, Persian, and that of Taiwan."""

from __future__ import annotations

from datetime import date, timedelta

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
    """Return the years that at most three digits may stand for in a language: 67 is 2567 in Thai, too."""
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
    if not 1 <= month <= 12 or not 1 <= day <= _persian_days(year, month):
        raise ValueError("no such day")
    leap_days = sum(map(_is_leap, range(_PERSIAN_YEARS.start, year)))
    passed = 365 * (year - _PERSIAN_YEARS.start) + leap_days + 30 * (month - 1) + min(month - 1, 6)
    return _PERSIAN_BEGIN + timedelta(passed + day - 1)


def _persian_days(year: int, month: int) -> int:
    return 31 if month <= 6 else 30 if month < 12 or _is_leap(year) else 29


def _is_leap(year: int) -> bool:
    return year % 33 in _PERSIAN_LEAP_YEARS
