"""The kind of answer that is a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from reportwizard.kinds.registry import KINDS
from reportwizard.kinds.values import Column, Region, Typed, Value
from support.cases import each_case

DATE = KINDS["date"]
ASKED = Column("due_date", "Due date", kind="date")
THIRD = date(2023, 10, 3)


def _read(text: str, locale: str = "kk_KZ") -> Value | None:
    return DATE.read(text, ASKED, Region(locale)).value


@each_case(
    "text",
    [
        "2023-10-03",
        "2023-10-3",
        "2023/10/03",
        "2023.10.03.",
        "2023-10-03T00:00:00Z",
        "2023-10-03 09:30",
        "2023-10-03T09:30:00.5+05:00",
        "3 October 2023",
        "03 October 2023",
        "October 3, 2023",
        "3rd of October, 2023",
        "Tuesday, 3 Oct. 2023",
        "3 OCTOBER 2023",
        "3-Oct-2023",
        "03.10.2023",
        "3. 10. 2023",
        "3 қазан 2023",
        "2023 жылғы 3 қазан",
        "٢٠٢٣-١٠-٠٣",
        "०३.१०.२०२३",
        "2023年10月3日",
        "2023년 10월 3일",
        "\u200f3 October 2023\u200f",
    ],
)
def test_a_day_is_read(text: str) -> None:
    assert _read(text) == THIRD


@each_case(
    ("text", "locale"),
    [
        ("3 de octubre de 2023", "es_MX"),
        ("le 3 octobre 2023", "fr_FR"),
        ("3 октября 2023 г.", "ru_RU"),
        ("3. Oktober 2023", "de_DE"),
        ("3 Ekim 2023", "tr_TR"),
        ("٣ أكتوبر ٢٠٢٣", "ar_EG"),
        ("3 أكتوبر 2023", "arz_EG"),
        ("3 tháng 10, 2023", "vi_VN"),
        ("ngày 3 tháng 10 năm 2023", "vi_VN"),
        ("2023(e)ko urriaren 3(a)", "eu_ES"),
        # Endings of the day's number, other full stops, months cut short.
        ("2023 թ. հոկտեմբերի 3-ին", "hy_AM"),
        ("3-ին հոկտեմբերի 2023", "hy_AM"),
        ("2023 թվականի հոկտեմբերի 3֊ին։", "hy_AM"),
        ("03․10․2023", "hy_AM"),
        ("հոկտ․ 3 2023", "hy_AM"),
        ("3-го октября 2023-го года", "ru_RU"),
        ("3º de outubro de 2023", "pt_BR"),
        ("3ro de oct. 2023", "es_ES"),
        ("3:e okt 2023", "sv_SE"),
        ("2023. október 3-án", "hu_HU"),
        ("৩রা অক্টোবর ২০২৩", "bn_BD"),
        ("ika-3 ng Oktubre 2023", "fil_PH"),
        ("3 באוק׳ 2023", "he_IL"),
        ("2023 оны 10 сарын 3-ний өдөр", "mn_MN"),
    ],
)
def test_months_are_read_in_the_applicant_s_language(text: str, locale: str) -> None:
    assert _read(text, locale) == THIRD


def test_a_day_is_read_in_the_order_of_the_locale_and_the_other_order_offered() -> None:
    reading = DATE.read("3/10/2023", ASKED, Region("kk_KZ"))
    assert reading.value == THIRD
    assert [(choice.value, choice.reason) for choice in reading.alternatives] == [
        (date(2023, 3, 10), "a Friday")
    ]
    assert reading.problems == ()


def test_where_the_locale_knows_both_orders_it_is_asked() -> None:
    reading = DATE.read("3/10/2023", ASKED, Region("en"))
    assert reading.value == Typed("3/10/2023")
    assert reading.problems[0].code == "ambiguous"
    assert reading.problems[0].message == "“3/10/2023”: which day do you mean?"
    assert [choice.value for choice in reading.problems[0].choices] == [date(2023, 3, 10), THIRD]


def test_a_month_cut_so_short_that_it_may_be_two_is_asked_about() -> None:
    asked = DATE.read("1 հուն. 2026", ASKED, Region("hy_AM")).problems[0]
    assert [choice.value for choice in asked.choices] == [date(2026, 1, 1), date(2026, 6, 1)]
    assert _read("1 հուլ. 2026", "hy_AM") == date(2026, 7, 1)


@each_case(
    ("role", "text", "value"),
    [
        # The project is from 1 July to 10 November 2026. Its own days are held against the other one alone.
        ("", "12/10", date(2026, 10, 12)),
        ("", "7/12/2026", Typed("7/12/2026")),
        ("project.start", "1/12", date(2025, 12, 1)),
        ("project.start", "8/12/2026", Typed("8/12/2026")),
        ("project.end", "1/12/2026", date(2026, 12, 1)),
        ("project.end", "30/6", date(2027, 6, 30)),
        ("report.due", "10/12/2026", date(2026, 12, 10)),
        ("report.due", "10/12", date(2026, 12, 10)),
        ("report.due", "12/10/2026", Typed("12/10/2026")),
    ],
)
def test_a_day_is_held_against_the_project(role: str, text: str, value: Value) -> None:
    region = Region("es_PE", first=date(2026, 7, 1), last=date(2026, 11, 10))
    assert DATE.read(text, Column("day", "Day", "date", role=role), region).value == value


def test_a_day_that_fits_the_project_is_not_one_of_the_ethiopian_calendar() -> None:
    region = Region("am_ET", first=date(2026, 7, 1))
    reading = DATE.read("20/11/2026", Column("day", "Day", "date", role="project.end"), region)
    assert (reading.value, reading.alternatives) == (date(2026, 11, 20), ())


@each_case(
    ("text", "words"),
    [
        ("3 October 02023", "four digits"),
        ("October 2023", "one day, one month and one year"),
        ("3 October 2023 – 4 November 2023", "one day, one month and one year"),
        ("before 3 October 2023", "“before” is not part of a date"),
        ("10h 3 October", "“h” is not part of a date"),
        ("31.02.2023", "February 2023 has no day 31"),
        ("0.10.2023", "October 2023 has no day 0"),
        ("2023-13-03", "There is no month 13"),
        ("1445-03-18", "international calendar"),
        ("3 October", "Write the year as well"),
        ("1899-12-31", "between 1900 and 2060"),
        ("2061-01-01", "between 1900 and 2060"),
        ("soon", "No month was found"),
        ("3", "No month was found"),
        ("x" * 101, "too long"),
        ("1" * 101, "too long"),
        ("9" * 40 + "-10-03", "four digits"),
    ],
)
def test_what_is_no_day_is_refused_in_words(text: str, words: str) -> None:
    reading = DATE.read(text, ASKED, Region("kk_KZ"))
    assert reading.value == Typed(text)
    assert reading.problems[0].code == "unreadable"
    assert words in reading.problems[0].message


def test_the_first_and_the_last_year_are_read() -> None:
    assert _read("1900-01-01") == date(1900, 1, 1)
    assert _read("2060-12-31") == date(2060, 12, 31)


@each_case(
    ("plain", "value"),
    [
        (THIRD, THIRD),
        (datetime(2023, 10, 3, 23, 59, tzinfo=UTC), THIRD),
        ("2023-10-03", THIRD),
        ("2023-10-03T00:00:00Z", THIRD),
        ("3 October 2023", THIRD),
        ("3 de octubre de 2023", THIRD),
        ("13/10/2023", date(2023, 10, 13)),
        ("3/10/2023", Typed("3/10/2023")),
        ("3 October", Typed("3 October")),
        ({"typed": "soon"}, Typed("soon")),
        (date(1, 1, 1), Typed("0001-01-01")),
        (time(9, 30), Typed("09:30:00")),
        (20231003, Typed("20231003")),
        (True, Typed("yes")),
        ([], Typed("[]")),
        ("", None),
        (None, None),
    ],
)
def test_a_draft_s_value_is_taken_or_kept_as_typed(plain: object, value: Value | None) -> None:
    assert DATE.from_plain(plain, ASKED, Region("en_GB")) == value


def test_a_day_is_shown_in_words_and_handed_over_in_figures() -> None:
    region = Region("en_GB")
    assert DATE.to_plain(THIRD) == THIRD
    for locale in ("en_GB", "fr_TN", "kk_KZ"):
        assert DATE.show(THIRD, ASKED, Region(locale)) == "3 October 2023"
    assert DATE.edit_text(THIRD, ASKED, region) == "03/10/2023"
    assert DATE.portal(THIRD, ASKED, region) == "2023-10-03"
    assert DATE.problems(THIRD, ASKED, region) == ()


def test_a_box_holds_the_day_as_the_applicant_writes_days() -> None:
    boxes = {
        "es_PE": "3/10/2023", "kk_KZ": "03.10.2023", "en_US": "10/3/2023", "zh_CN": "2023/10/3",
        "hu_HU": "2023. 10. 03.", "sv_SE": "2023-10-03", "ht_HT": "03/10/2023", "en": "Oct 3, 2023",
    }  # fmt: skip
    assert {locale: DATE.edit_text(THIRD, ASKED, Region(locale)) for locale in boxes} == boxes


def test_what_was_typed_is_kept_shown_and_never_handed_over() -> None:
    typed, region = Typed("soon"), Region()
    assert DATE.to_plain(typed) == {"typed": "soon"}
    assert DATE.show(typed, ASKED, region) == DATE.edit_text(typed, ASKED, region) == "soon"
    assert DATE.portal(typed, ASKED, region) == ""
    assert DATE.problems(typed, ASKED, region)[0].code == "unreadable"


def test_a_stored_text_that_can_be_read_now_is_offered() -> None:
    problem = DATE.problems(Typed("3 October 2023"), ASKED, Region())[0]
    assert (problem.code, [choice.value for choice in problem.choices]) == ("ambiguous", [THIRD])
    assert problem.message.startswith("Is “3 October 2023” the day 3 October 2023?")


def test_only_no_answer_is_missing() -> None:
    assert DATE.missing(None, ASKED) == ("a date",)
    assert DATE.missing(THIRD, ASKED) == ()
