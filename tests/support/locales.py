"""Every locale that Babel knows; loading them all takes a second."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from babel import localedata

T = TypeVar("T")

ALL_LOCALES: tuple[str, ...] = tuple(sorted(localedata.locale_identifiers()))
"""Codes such as `kk_KZ`, a thousand and more."""


def in_every_locale(texts: Mapping[str, T]) -> Iterator[tuple[str, str, T]]:
    """Yield a locale with a tenth of some texts and what each gives, so that many texts meet every locale.

    All of one locale come together: what Babel knows of it is read once.
    """
    for place, locale in enumerate(ALL_LOCALES):
        for number, (text, given) in enumerate(texts.items()):
            if (place - number) % 10 == 0:
                yield locale, text, given
