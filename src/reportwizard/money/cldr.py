"""Ways of writing numbers and dates: those to choose from, and the Babel locale that each is shown in."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

_VARIABLES = ("LC_ALL", "LC_MONETARY", "LC_NUMERIC", "LANG")


@dataclass(frozen=True, slots=True)
class WritingLocale:
    """One way of writing numbers and dates: a code such as `kk_KZ`, its English name and its own name."""

    code: str
    english: str
    own: str

    @property
    def label(self) -> str:
        """Both names for a list, or one if they are the same: `Kazakh · қазақ тілі`."""
        return self.english if self.english == self.own else f"{self.english} · {self.own}"


@cache
def locales() -> tuple[WritingLocale, ...]:
    """Return the locales to choose from, by English name. Loads no library."""
    return tuple(WritingLocale(*row) for row in _rows("locales.csv"))


def nearest_locale(code: str) -> str:
    """Return the code in `locales` nearest to any code: the same, else one of its language, else `en`.

    Dashes and an encoding after the code are understood: `kk-KZ`, `pt_BR.UTF-8@euro`.
    """
    code = normalize_code(code)
    same_language = _of_language(code)
    if code in same_language:
        return code
    language = _language(code)
    home = f"{language}_{language.upper()}"
    # A language without a country means the whole language (`ar`), or its home country (`de_DE`).
    return next((known for known in (language, home) if known in same_language), [*same_language, "en"][0])


def guess_locale(environ: Mapping[str, str]) -> str:
    """Return the locale of a terminal's settings (`LC_ALL` … `LANG`): the first that is set, else `en`."""
    for variable in _VARIABLES:
        code = normalize_code(environ.get(variable, ""))
        if code and code not in ("C", "POSIX"):
            return nearest_locale(code)
    return "en"


def normalize_code(code: str) -> str:
    """Return a locale's code without encoding or modifier, with underscores and usual capitals: `kk_KZ`."""
    parts = code.split(".")[0].split("@")[0].strip().replace("-", "_").split("_")
    sized = {2: str.upper, 4: str.title}
    language = parts[0] if parts[0] in ("C", "POSIX") else parts[0].lower()
    return "_".join([language, *(sized.get(len(part), str.lower)(part) for part in parts[1:])])


def territory_of(code: str) -> str:
    """Return the country of a locale as an ISO 3166 code; empty if the language is at home in several."""
    own = _country(normalize_code(code))
    listed = {_country(known) for known in _of_language(code)}
    return own or (listed.pop() if len(listed) == 1 else "")


def _of_language(code: str) -> tuple[str, ...]:
    return _by_language().get(_language(code), ())


@cache
def _by_language() -> dict[str, tuple[str, ...]]:
    codes: dict[str, tuple[str, ...]] = {}
    for locale in locales():
        language = _language(locale.code)
        codes[language] = (*codes.get(language, ()), locale.code)
    return codes


def _language(code: str) -> str:
    language = normalize_code(code).split("_")[0]
    return "nb" if language == "no" else language


def _country(code: str) -> str:
    last = code.split("_")[-1]
    return last if len(last) == 2 and last.isupper() else ""


def neighbour(code: str) -> str:
    """Return the locale that a language unknown to CLDR is shown in; else the code itself."""
    code = normalize_code(code)
    lowered = code.lower()
    table = neighbours()
    return table.get(lowered) or table.get(lowered.split("_")[0]) or code


@cache
def neighbours() -> dict[str, str]:
    """Return the locales that stand in for languages unknown to CLDR, by the language's code."""
    return {code: shown_in for code, shown_in in _rows("neighbours.csv")}


@lru_cache
def babel_locale(locale: str) -> Locale:
    """Return Babel's locale for any code: its own, a named neighbour's, its language's, else English."""
    from babel import Locale, UnknownLocaleError

    code = neighbour(locale)
    for known in (code, code.split("_")[0]):
        try:
            found = Locale.parse(known)
        except (ValueError, UnknownLocaleError):
            continue
        for symbols in found.number_symbols.values():
            # Babel 2.19 takes pairs of ASCII apostrophes out of what it shows.
            if isinstance(symbols, MutableMapping) and symbols.get("group") == "'":
                symbols["group"] = "’"
        return found
    return Locale.parse("en")


def _rows(name: str) -> list[list[str]]:
    text = Path(__file__).with_name("data").joinpath(name).read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [line.split(";") for line in lines[1:]]
