"""Every locale that Babel knows. Loading them all takes seconds, so tests that do share one worker."""

from __future__ import annotations

import pytest
from babel import localedata

ALL_LOCALES: tuple[str, ...] = tuple(sorted(localedata.locale_identifiers()))
"""Codes such as `kk_KZ`, a thousand and more."""


def a_fifth_of_the_locales(number: int) -> tuple[str, ...]:
    """Another fifth for each number: many texts meet every locale, without each text meeting each of them."""
    return ALL_LOCALES[number % 5 :: 5]


in_every_locale = pytest.mark.xdist_group("every-locale")
