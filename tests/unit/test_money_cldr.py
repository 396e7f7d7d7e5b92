"""The locales to choose from, and the guess from a terminal's settings."""

from __future__ import annotations

from babel import Locale

from reportwizard.money.cldr import (
    guess_locale,
    locales,
    nearest_locale,
    neighbour,
    neighbours,
    normalize_code,
    territory_of,
)
from reportwizard.money.days import writing_example
from support.cases import each_case
from support.locales import ALL_LOCALES

# The twenty-five largest Wikipedias; bots wrote most of some of them, but people apply from all.
LARGEST = (
    *("en", "ceb", "de", "fr", "sv", "nl", "ru", "es", "it", "arz", "pl", "ja", "zh", "vi"),
    *("war", "uk", "ar", "pt", "fa", "ca", "sr", "id", "ko", "nb", "fi"),
)


def test_every_locale_is_listed_once_with_both_names() -> None:
    codes = [locale.code for locale in locales()]
    assert codes[0] == "af_ZA"
    assert len(codes) == len(set(codes)) >= 120
    assert all(locale.english_name.strip() and locale.native_name.strip() for locale in locales())


def test_a_label_holds_both_names() -> None:
    labels = {locale.code: locale.label for locale in locales()}
    assert labels["kk_KZ"] == "Kazakh · қазақ тілі"
    assert labels["en"] == "English"


def test_every_locale_is_known_to_cldr_or_has_a_neighbour_that_is() -> None:
    for locale in locales():
        assert Locale.parse(neighbour(locale.code)).language, locale.code


def test_neighbours_are_known_and_replace_only_unknown_locales() -> None:
    # CLDR 48 (Babel 2.19) has begun to describe these, without all that a report needs.
    begun = {"ady", "ary", "kbd", "pi", "pms"}
    assert {code for code in neighbours() if code in ALL_LOCALES} <= begun
    assert all(Locale.parse(shown_in).language for shown_in in neighbours().values())


@each_case("language", LARGEST)
def test_large_wikipedias_are_there(language: str) -> None:
    assert language in {locale.code.split("_")[0] for locale in locales()}


@each_case(
    ("environ", "code"),
    [
        ({"LANG": "kk_KZ.UTF-8"}, "kk_KZ"),
        ({"LANG": "kk"}, "kk_KZ"),
        ({"LANG": "de_LU.UTF-8@euro"}, "de_DE"),
        ({"LC_ALL": "pt_BR.UTF-8", "LANG": "kk_KZ"}, "pt_BR"),
        ({"LC_ALL": "C.UTF-8", "LANG": "pt_BR"}, "pt_BR"),
        ({"LC_MONETARY": "fr_SN", "LANG": "en_US"}, "fr_SN"),
        ({"LANG": "no_NO"}, "nb_NO"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LC_ALL": "POSIX", "LANG": "kk_KZ@x"}, "kk_KZ"),
        ({"LANG": "xx_YY"}, "en"),
        ({"LANG": "�/../"}, "en"),
        ({"LANG": ""}, "en"),
        ({}, "en"),
    ],
)
def test_the_guess_is_the_first_setting_that_says_anything(environ: dict[str, str], code: str) -> None:
    assert guess_locale(environ) == code


@each_case(
    ("code", "tidied"),
    [
        ("kk-kz", "kk_KZ"),
        ("SR-latn-rs", "sr_Latn_RS"),
        ("pt_BR.UTF-8", "pt_BR"),
        ("es-419", "es_419"),
        ("", ""),
    ],
)
def test_codes_are_tidied(code: str, tidied: str) -> None:
    assert normalize_code(code) == tidied


def test_the_nearest_locale_is_the_same_or_one_of_the_language() -> None:
    assert nearest_locale("sr-Latn-RS") == "sr_Latn_RS"
    assert nearest_locale("kk_CN") == "kk_KZ"
    assert nearest_locale("ar_XX") == "ar"
    assert nearest_locale("fr_XX") == "fr_FR"


@each_case(("code", "country"), [("kk", "KZ"), ("pt_MZ", "MZ"), ("pt", ""), ("es_419", ""), ("eo", "")])
def test_a_country_is_named_or_the_only_one_of_the_language(code: str, country: str) -> None:
    assert territory_of(code) == country


def test_the_example_shows_a_number_and_a_day() -> None:
    assert writing_example("en_GB") == "253,000.50 · 31/10/2026"
    assert writing_example("kk_KZ").replace("\u00a0", " ").startswith("253 000,50 · ")
