"""Every locale that Babel knows. Loading them all takes seconds, so tests that do share one worker."""

from __future__ import annotations

import pytest
from babel import localedata

ALL_LOCALES: tuple[str, ...] = tuple(sorted(localedata.locale_identifiers()))
"""Codes such as `kk_KZ`, a thousand and more."""

in_every_locale = pytest.mark.xdist_group("every-locale")
