"""The moment at which a report is due, on the applicant's own clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, tzinfo

from reportwizard.money.days import english_month

_LATIN_ENDS = "\u0250"


def due_moment(day: date) -> datetime:
    """Return when a report with this due date is due: the portal writes `2023-10-03T00:00:00Z`."""
    return datetime.combine(day, time(), UTC)


def local_zone() -> tzinfo:
    """Return the time zone of this computer, with its name where that is known."""
    try:
        # It looks for the zone when it is loaded: a TZ that is no zone file makes that fail already.
        from babel.localtime import get_localzone

        return get_localzone()
    except (LookupError, OSError, ValueError):
        return datetime.now(UTC).astimezone().tzinfo or UTC


def due_here(day: date, zone: tzinfo) -> str:
    """Return the moment of a due date in a time zone: `00:00 UTC is 2 October, 21:00 in São Paulo`.

    Empty where the clocks of the zone show UTC then, and for days that no calendar can show.
    """
    moment = due_moment(day)
    try:
        here = moment.astimezone(zone)
    except OverflowError:
        return ""
    if here.replace(tzinfo=UTC) == moment:
        return ""
    place = city(zone)
    year = f" {here.year}" if here.year != day.year else ""
    on_that_day = "" if here.date() == day else f"{here.day} {english_month(here.month)}{year}, "
    return f"00:00 UTC is {on_that_day}{here:%H:%M} {f'in {place}' if place else 'on your clock'}"


def city(zone: tzinfo) -> str:
    """Return the city that a time zone is named after; empty for a zone without one.

    As it is written there, where that is in Latin letters, as the sentence around it; else in English.
    """
    key = getattr(zone, "key", None) or ""
    if "/" not in key or key.startswith("Etc/"):
        return ""
    from babel.core import get_global
    from babel.dates import get_timezone_location

    there = f"und_{get_global('zone_territories').get(key, '')}".rstrip("_")
    names = (get_timezone_location(zone, locale=code, return_city=True) for code in (there, "en"))
    cities = (name.rpartition("/")[2] for name in names)
    return next((name for name in cities if max(name, default="") < _LATIN_ENDS), "")
