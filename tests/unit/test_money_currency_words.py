"""Currency codes, signs and words beside an amount: taken off, asked about, never ignored."""

from __future__ import annotations

from decimal import Decimal

from babel import Locale
from babel.numbers import format_currency

from reportwizard.money.currencies import currencies, currencies_named, words_by_code
from reportwizard.money.numerals import normalize
from reportwizard.money.reading import read_amount
from support.cases import each_case


@each_case(
    ("text", "currency", "amount"),
    [
        ("5 тенге", "KZT", "5 KZT"),
        ("5 ТГ", "KZT", "5 KZT"),
        ("kzt5", "KZT", "5 KZT"),
        ("5 000 сум", "UZS", "5000 UZS"),
        ("100 руб.", "RUB", "100 RUB"),
        ("100 руб", "BYN", "100 BYN"),
        ("100,50 грн", "UAH", "100.50 UAH"),
        ("Ksh 1,500.00", "KES", "1500.00 KES"),
        ("Rs.50", "INR", "50 INR"),
        ("Rs 500/-", "PKR", "500 PKR"),
        ("₹10,46,956.78", "INR", "1046956.78 INR"),
        ("250 000 FCFA", "XOF", "250000 XOF"),
        ("250 000 F CFA", "XAF", "250000 XAF"),
        ("12,50 zł", "PLN", "12.50 PLN"),
        ("12,50 лв.", "BGN", "12.50 BGN"),
        ("N1,500.00", "NGN", "1500.00 NGN"),
        ("Shs 500", "KES", "500 KES"),
        ("Sh. 500/=", "TZS", "500 TZS"),
        ("¢500", "GHS", "500 GHS"),
        ("रू. ५००", "NPR", "500 NPR"),
        ("$5", "USD", "5 USD"),
        ("$5", "MXN", "5 MXN"),
        ("US$5", "USD", "5 USD"),
        ("$5 CAD", "CAD", "5 CAD"),
        ("$.50", "USD", "0.50 USD"),
        ("kr 5", "NOK", "5 NOK"),
        ("5 kr", "SEK", "5 SEK"),
        ("K5", "ZMW", "5 ZMW"),
        ("E5", "SZL", "5 SZL"),
        ("د.إ.\u200f 5", "AED", "5 AED"),
        ("1.234,50€", "EUR", "1234.50 EUR"),
    ],
)
def test_a_word_for_the_currency_of_the_box_is_taken_off(text: str, currency: str, amount: str) -> None:
    assert str(read_amount(text, currency=currency, locale="en").amount) == amount


@each_case(
    ("text", "currency", "asked"),
    [
        ("$5", "KZT", "Is this in US dollars? The box is for tenge (KZT)."),
        ("5 USD", "KZT", "Is this in US dollars? The box is for tenge (KZT)."),
        ("C$5", "KZT", "Is this in Canadian dollars? The box is for tenge (KZT)."),
        ("5000 тг", "USD", "Is this in tenge? The box is for US dollars (USD)."),
        ("5 €", "USD", "Is this in euros? The box is for US dollars (USD)."),
        (
            "XAF 5",
            "XOF",
            "Is this in Central African CFA francs? The box is for West African CFA francs (XOF).",
        ),
    ],
)
def test_another_currency_is_a_question(text: str, currency: str, asked: str) -> None:
    reading = read_amount(text, currency=currency, locale="en")
    assert reading.amount is None
    assert reading.message.startswith(asked)
    assert [choice.amount.currency for choice in reading.choices] == [currency]
    assert f", or choose {reading.choices[0].label} if only the currency sign is wrong." in reading.message
    assert reading.choices[0].reason.endswith("; only the currency sign is wrong.")


@each_case(
    ("text", "locale", "asked"),
    [
        ("1500 руб.", "en", "Is this in Russian roubles?"),
        ("1500 руб.", "ru_RU", "Is this in Russian roubles?"),
        ("1500 руб.", "be_BY", "Is this in Belarusian roubles?"),
        ("Br 500", "am_ET", "Is this in birr?"),
        ("500 shilling", "sw_TZ", "Is this in Tanzanian shillings?"),
        ("$5", "es_MX", "Is this in Mexican pesos?"),
    ],
)
def test_of_several_currencies_the_one_of_the_country_is_asked_about(
    text: str, locale: str, asked: str
) -> None:
    assert read_amount(text, currency="EUR", locale=locale).message.startswith(asked)


def test_a_letter_that_may_mean_thousands_or_the_currency_of_the_box_is_asked_about() -> None:
    for text, currency, values in (
        ("5k", "ZMW", [5000, 5]),
        ("5 K.", "MMK", [5000, 5]),
        ("5m", "LSL", [5_000_000, 5]),
        ("5 e Ft", "HUF", [5000, 5]),
    ):
        reading = read_amount(text, currency=currency, locale="en")
        assert [choice.amount.value for choice in reading.choices] == values
    assert str(read_amount("5k", currency="KZT", locale="en").amount) == "5000 KZT"


def test_scale_words_minor_units_and_words_of_the_currency_are_understood() -> None:
    for text, amount, locale in (
        ("1.25 lakh", "125000 INR", "en_IN"),
        ("3.65 million", "3650000 NGN", "en_NG"),
        ("12 millones", "12000000 COP", "es_CO"),
        ("38,25 juta", "38250000 IDR", "id_ID"),
        ("91 bin", "91000 TRY", "tr_TR"),
        ("4万6296円", "46296 JPY", "ja_JP"),
        ("245 300 руб. 50 коп.", "245300.5 RUB", "ru_RU"),
        ("18 650 zł 40 gr", "18650.4 PLN", "pl_PL"),
        ("12€50", "12.5 EUR", "fr_FR"),
        ("12 euros e 50 cêntimos", "12.5 EUR", "pt_PT"),
        ("5 mill. kr", "5000000 NOK", "nb_NO"),
        ("12 dinars 500 mill.", "12.5 TND", "fr_TN"),
        ("46 հազ. դր.", "46000 AMD", "hy_AM"),
        ("5 tys. zł", "5000 PLN", "pl_PL"),
        ("USD $500", "500 USD", "en"),
        ("$USD 500", "500 USD", "en"),
        ("NTD 500", "500 TWD", "zh_TW"),
        ("Ghc 500", "500 GHS", "en_GH"),
        ("GHC 500", "500 GHS", "en_GH"),
        ("NRs 500", "500 NPR", "ne_NP"),
        ("500 Frs", "500 XOF", "fr_SN"),
        ("500 Rands", "500 ZAR", "en_ZA"),
        ("500 Mts", "500 MZN", "pt_MZ"),
        ("500 Gdes", "500 HTG", "fr_HT"),
        ("500 сомов", "500 KGS", "ky_KG"),
        ("500 دينار عراقي", "500 IQD", "ar_IQ"),
        ("500 جنيه مصري", "500 EGP", "ar_EG"),
        ("5000元整", "5000 CNY", "zh_CN"),
        ("#500", "500 NGN", "en_NG"),
        ("=N=500", "500 NGN", "en_NG"),
        ("USD. 500", "500 USD", "en"),
    ):
        assert str(read_amount(text, currency=amount[-3:], locale=locale).amount) == amount, text


def test_millimes_and_tomans_are_asked_about() -> None:
    coins = read_amount("500 mill.", currency="TND", locale="fr_TN")
    assert [choice.amount.value for choice in coins.choices] == [Decimal("0.5")]
    reading = read_amount("500 تومان", currency="IRR", locale="fa_IR")
    assert [choice.amount.value for choice in reading.choices] == [5000, 500]


def test_without_a_currency_the_applicant_chooses_it_first() -> None:
    plain = read_amount("1046956.78", currency="", locale="kk_KZ")
    named = read_amount("1046956.78 тг", currency="", locale="kk_KZ")
    assert plain.message == named.message
    assert plain.message.startswith("Choose your local currency first.")
    assert plain.choices == ()
    assert [(choice.label, choice.reason) for choice in named.choices] == [
        ("1\u00a0046\u00a0956,78 KZT", "The amount is in tenge.")
    ]


def test_without_a_currency_the_one_of_the_country_is_offered_first() -> None:
    choices = read_amount("$5", currency="", locale="es_MX").choices
    assert [choice.amount.currency for choice in choices] == ["MXN", "USD", "AUD"]


def test_without_a_currency_the_locale_decides_which_reading_comes_first() -> None:
    def first(locale: str) -> str:
        return str(read_amount("1.234 тг", currency="", locale=locale).choices[0].amount.value)

    assert (first("en"), first("de")) == ("1.234", "1234")


def test_every_code_and_every_word_names_its_own_currency() -> None:
    for currency in currencies():
        for word in (currency.code, *words_by_code()[currency.code]):
            assert currency.code in currencies_named(normalize(word), before=True), word


# Cape Verde's sign in CLDR is a zero-width space: nothing to read.
@each_case("code", [currency.code for currency in currencies() if currency.code != "CVE"])
def test_signs_of_large_languages_are_read_back(code: str) -> None:
    for locale in (
        "en",
        "ar_EG",
        "bn_BD",
        "de",
        "es_419",
        "fa_IR",
        "fr",
        "hi_IN",
        "kk_KZ",
        "pt_BR",
        "ru",
        "zh",
    ):
        shown = format_currency(1234567.5, code, locale=Locale.parse(locale), currency_digits=False)
        amount = read_amount(shown, currency=code, locale=locale).amount
        assert (shown, amount and str(amount.value.normalize())) == (shown, "1234567.5")
