"""What the cells of one column say about one of them that can be read in two ways."""

from __future__ import annotations

from datetime import date

from reportwizard.kinds.values import Typed
from reportwizard.ledger.amounts import days_of, mark_evidence, marks_of, read_day, read_money
from reportwizard.ledger.headings import currency_in
from reportwizard.money.day_reading import DayContext
from support.cases import each_case
from support.ledger import amount


def test_an_amount_proves_its_decimal_mark_only_if_unambiguous() -> None:
    certain = {
        ",": ("12,50", "1.234.567", "1.234,50", "$ 1 234,5", "12,5 €", "(12,50)", "12,5-"),
        ".": ("12.5", "0.500", "1,234,567", "1,234.5 USD", "10,46,956", "Rs. 12.50", "1'234.5"),
        "": ("", "12", "1 234", "٣٤٥٫٦٧", "12..5", "Rs.500", "x, y", "a.b"),
    }
    for mark, texts in certain.items():
        assert {text: mark_evidence(text) for text in texts} == dict.fromkeys(texts, (mark, False))
    both = {".": ("1.234", "-1.500", "1 234.567", "1.500 тг"), ",": ("12,500", "1,234 USD")}
    for mark, texts in both.items():
        assert {text: mark_evidence(text) for text in texts} == dict.fromkeys(texts, (mark, True))


@each_case(
    ("column", "elsewhere", "currency", "locale", "mark", "asked"),
    [
        # Certain cells that agree decide, also for cells of the other column's way.
        (["1.234", "12,50", "7"], "", "KZT", "kk", ",", None),
        (["1.234,50", "1.234.567", "2.500"], "", "EUR", "de", ",", None),
        (["1,234", "12,5"], "", "TND", "fr_TN", ",", None),
        # Three decimals in money of two beside 12.50: that very cell is asked about.
        (["12.50", "1.234"], "", "KZT", "kk", ".", (1, "1.234")),
        (["12.500", "0.125", "1.234"], "", "KZT", "kk", ".", None),
        (["12.50", "1.234"], "", "TND", "ar_TN", ".", None),
        # Where cells contradict each other, or nothing says anything, the first one is asked about.
        (["12,50", "12.50", "1.234"], "", "KZT", "kk", "", (2, "1.234")),
        (["350", "1.500", "2.800"], "", "PEN", "es_PE", "", (1, "1.500")),
        (["1,500", "1.800"], "", "EUR", "de", "", (0, "1,500")),
        # The report's own way of writing decides groups alone, and the first is shown; or other columns do.
        (["350", "1.500", "2.800"], "", "EUR", "de_DE", ",", (1, "1.500")),
        (["1,500", "2,800"], "", "USD", "en_US", ".", (0, "1,500")),
        (["1.500", "350"], ",", "USD", "en_US", ",", None),
        (["350", "12"], "", "USD", "en_US", "", None),
        ([], "", "USD", "en_US", "", None),
    ],
)
def test_a_column_decides_its_mark_or_gives_the_cell_to_ask_about(
    column: list[str], elsewhere: str, currency: str, locale: str, mark: str, asked: tuple[int, str] | None
) -> None:
    assert marks_of(enumerate(column), elsewhere, currency, locale) == (mark, asked)
    for said in ".,":
        assert marks_of(enumerate(column), elsewhere, currency, locale, said) == (said, None)


@each_case(
    ("text", "mark", "read"),
    [
        ("1.234", ",", "1234 KZT"),
        ("1.234", ".", "1.234 KZT"),
        ("1,234", ",", "1.234 KZT"),
        ("-1.234", ",", "-1234 KZT"),
        ("+1.234", ",", "1234 KZT"),
        ("+ 5", "", "5 KZT"),
        ("(1,234)", ".", "-1234 KZT"),
        ("1.234 тг", ",", "1234 KZT"),
        ("1.234 USD", ",", "1234 USD"),
        ("12,50", ".", "12.50 KZT"),
        ("20 USD", "", "20 USD"),
        ("$20", "", "?$20"),
        ("twenty", "", "?twenty"),
        ("1 046 956,78", "", "1046956.78 KZT"),
    ],
)
def test_amounts_of_a_column(text: str, mark: str, read: str) -> None:
    value = read_money(text, "KZT", "en", mark=mark).value
    assert (f"?{value.text}" if isinstance(value, Typed) else str(value)) == read


def test_an_empty_cell_is_no_amount() -> None:
    assert read_money(" ", "KZT", "en").value is None


def test_a_sign_of_several_currencies_offers_them() -> None:
    [problem] = read_money("$20", "KZT", "en").problems
    assert problem.code == "ambiguous"
    assert "several currencies" in problem.message
    assert problem.choices[0].value == amount("20 USD")


def test_a_sign_that_fits_the_own_currency_is_not_asked_about() -> None:
    assert read_money("$1.234", "COP", "es_CO", mark=",").value == amount("1234 COP")


def test_a_line_that_names_two_currencies_is_asked_about() -> None:
    reading = read_money("20 USD", "KZT", "en", fixed=True)
    assert reading.value == Typed("20 USD", "KZT")
    assert "another currency than its line" in reading.problems[0].message
    assert [choice.value for choice in reading.problems[0].choices] == [amount("20 KZT"), amount("20 USD")]


@each_case(
    ("text", "words", "values"),
    [
        ("12,5 xyz դր.", "“xyz” was not understood", ["12.50 AMD"]),
        ("12,5 դր. xyz", "“xyz” was not understood", ["12.50 AMD"]),
        ("~12,5 դր.", "is not an exact amount", ["12.50 AMD"]),
        ("5 mil դր.", "which amount do you mean", ["5000 AMD", "5000000 AMD"]),
        ("~5 USD", "is not an exact amount", ["5 USD"]),
        ("$5 դր.", "names two currencies", ["5 AMD"]),
    ],
)
def test_a_doubt_about_the_own_currency_is_reported(text: str, words: str, values: list[str]) -> None:
    [problem] = read_money(text, "AMD", "hy_AM").problems
    assert words in problem.message
    assert [str(choice.value) for choice in problem.choices] == values


@each_case(
    ("column", "order", "asked"),
    [
        (["03/04/2025", "25/04/2025"], "day", ""),
        (["03/04/2025", "04/25/2025"], "month", ""),
        (["25/04/2025", "04/25/2025"], "", ""),
        (["05/05/2025", "03/04/2025", "2025-04-25", "25 April 2025"], "day", "03/04/2025"),
        (["05/05/2025", "2025-04-25"], "day", ""),
        (["٢٥/٠٤/٢٠٢٥"], "day", ""),
    ],
)
def test_the_order_of_day_and_month_is_decided_like_the_decimal_mark(
    column: list[str], order: str, asked: str
) -> None:
    found = days_of(column, DayContext("kk_KZ"))
    assert (found[0].order, found[1]) == (order, asked)


PROJECT = DayContext("en_IE", date(2024, 1, 1), date(2024, 4, 30), in_file=True)


@each_case(
    ("column", "order", "asked"),
    [
        (["01/02/2024", "05/03/2024"], "day", ""),  # 3 May lies behind the project
        (["02/01/2024", "03/05/2024"], "month", "03/05/2024"),
        (["01/02/2024", "02/03/2024"], "day", "01/02/2024"),
        (["05/03/2024", "03/05/2024"], "day", "05/03/2024"),  # each line says something else
        (["05/03/2024", "03/05/2024", "04/06/2024"], "month", "03/05/2024"),
    ],
)
def test_the_days_of_the_project_decide_the_order_of_a_column(
    column: list[str], order: str, asked: str
) -> None:
    found = days_of(column, PROJECT)
    assert (found[0].order, found[1]) == (order, asked)


def test_days_of_files_are_read_or_have_a_problem() -> None:
    read = {
        "2/13/2024 10:20:33": date(2024, 2, 13),
        "3 févr. 2024": date(2024, 2, 3),
        "sábado, 3 de febrero de 2024": date(2024, 2, 3),
        "3 лютого 2024 р.": date(2024, 2, 3),
        "13/02/2567": date(2024, 2, 13),
        "1403/02/03": date(2024, 4, 22),
        "13/02": date(2024, 2, 13),
        "45323": date(2024, 2, 1),
        "43861": date(2024, 2, 1),  # as Excel counts on a Macintosh, from 1904
        "2024-02-30": Typed("2024-02-30"),
        "1899-12-30": Typed("1899-12-30"),
        "03/02/2024": Typed("03/02/2024"),
        "30/12": Typed("30/12"),
    }
    assert {text: read_day(text, PROJECT).value for text in read} == read
    assert [item.value for item in read_day("03/02/2024", PROJECT).problems[0].choices] == [
        date(2024, 2, 3),
        date(2024, 3, 2),
    ]


def test_dates_in_an_unknown_language_are_not_guessed() -> None:
    assert read_day("3 mar 2024", PROJECT).value == date(2024, 3, 3)
    assert read_day("3 foo 2024", PROJECT).value == Typed("3 foo 2024")


def test_a_single_letter_is_no_currency_and_a_sign_is() -> None:
    assert [currency_in(heading) for heading in ("Amount N", "N", "Amount (E)", "D.")] == [""] * 4
    assert (currency_in("Amount (₦)"), currency_in("Ksh")) == ("NGN", "KES")
    assert currency_in("EUR (DEM)") == "EUR", "a currency that was replaced long ago is none of a list"
