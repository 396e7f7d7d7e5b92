"""Ways of writing numbers and dates: those to choose from, and the Babel locale that each is shown in."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from reportwizard.money.tables import read_lines

if TYPE_CHECKING:
    from babel import Locale


@dataclass(frozen=True, slots=True)
class WritingLocale:
    """One way of writing numbers and dates: a code such as `kk_KZ`, and the names of its language."""

    code: str
    english_name: str
    native_name: str

    @property
    def label(self) -> str:
        """Both names for a list, or one if they are the same: `Kazakh · қазақ тілі`."""
        return " · ".join(dict.fromkeys((self.english_name, self.native_name)))


@cache
def locales() -> tuple[WritingLocale, ...]:
    """Return the locales to choose from, by English name. Loads no library."""
    return tuple(WritingLocale(*line.split(";")) for line in read_lines("locales.csv"))


def nearest_locale(code: str) -> str:
    """Return the code in `locales` nearest to any code: the same, else one of its language, else `en`.

    Dashes and an encoding after the code are understood: `kk-KZ`, `pt_BR.UTF-8@euro`.
    """
    code = normalize_code(code)
    language = _language(code)
    known = _codes_of(language)
    # A language without a country means the whole language (`ar`), or its home country (`de_DE`).
    likely = (code, language, f"{language}_{language.upper()}")
    return next((code for code in (*likely, *known) if code in known), "en")


def guess_locale(environ: Mapping[str, str]) -> str:
    """Return the locale of a terminal's settings (`LC_ALL` … `LANG`): the first that is set, else `en`."""
    for variable in ("LC_ALL", "LC_MONETARY", "LC_NUMERIC", "LANG"):
        code = normalize_code(environ.get(variable, ""))
        if code and code not in ("C", "POSIX"):
            return nearest_locale(code)
    return "en"


def normalize_code(code: str) -> str:
    """Return a locale's code without encoding or modifier, with underscores and usual capitals: `kk_KZ`."""
    parts = code.split(".")[0].split("@")[0].strip().replace("-", "_").split("_")
    case_by_length = {2: str.upper, 4: str.title}
    language = parts[0] if parts[0] in ("C", "POSIX") else parts[0].lower()
    return "_".join([language, *(case_by_length.get(len(part), str.lower)(part) for part in parts[1:])])


def territory_of(code: str) -> str:
    """Return the country of a locale as an ISO 3166 code; empty if the language is at home in several."""
    code = normalize_code(code)
    countries = set(map(_country, _codes_of(_language(code))))
    return _country(code) or (countries.pop() if len(countries) == 1 else "")


@cache
def _codes_of(language: str) -> tuple[str, ...]:
    return tuple(locale.code for locale in locales() if _language(locale.code) == language)


def _language(code: str) -> str:
    language = code.split("_")[0]
    return "nb" if language == "no" else language


def _country(code: str) -> str:
    last = code.split("_")[-1]
    return last if len(last) == 2 and last.isupper() else ""


def neighbour(code: str) -> str:
    """Return the locale that a language unknown to CLDR is shown in; else the code itself."""
    code = normalize_code(code)
    key = code.lower()
    return neighbours().get(key) or neighbours().get(key.split("_")[0]) or code


@cache
def neighbours() -> dict[str, str]:
    """Return the locales that stand in for languages unknown to CLDR, by the language's code."""
    lines = (line.split(";") for line in read_lines("neighbours.csv"))
    return {code: shown_in for shown_in, codes in lines for code in codes.split()}


@lru_cache
def babel_locale(locale: str) -> Locale:
    """Return Babel's locale for any code: its own, a named neighbour's, its language's, else English."""
    from babel import Locale, UnknownLocaleError

    code = neighbour(locale)
    for candidate in (code, code.split("_")[0]):
        try:
            known = Locale.parse(candidate)
        except (ValueError, UnknownLocaleError):
            continue
        for symbols in known.number_symbols.values():
            # Babel 2.19 takes pairs of ASCII apostrophes out of what it shows.
            if isinstance(symbols, MutableMapping) and symbols.get("group") == "'":
                symbols["group"] = "’"
        return known
    return Locale.parse("en")
