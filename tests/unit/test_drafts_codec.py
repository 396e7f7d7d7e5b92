from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from reportwizard.drafts.format.decode import decode
from reportwizard.drafts.format.document import saved_at_of
from reportwizard.drafts.format.encode import encode
from reportwizard.errors import DraftError
from reportwizard.kinds.values import Typed
from reportwizard.money.amount import Amount
from support.cases import each_case
from support.drafts import NOW, a_draft, a_report

if TYPE_CHECKING:
    from reportwizard.report.report import Report

HEADER = 'schema = 1\nform = "rapid-fund-final"\nform_version = "2023"\napp_version = "0.1.0"\n'
HEADER += "saved_at = 2026-11-22T14:03:11Z\n"


def written(report: Report) -> str:
    return encode(report, saved_at=NOW, app_version="0.1.0").decode()


def kept(text: str) -> str:
    """What stands in the file after opening and saving it."""
    return written(decode(text.encode(), "camp"))


def test_an_empty_report_has_a_complete_header() -> None:
    assert written(a_report()) == HEADER + 'locale = "kk_KZ"\ncurrency = "KZT"\n\n[answers]\n'


def test_the_time_is_written_in_utc_to_the_second() -> None:
    almaty = timezone(timedelta(hours=5))
    at = NOW.replace(microsecond=999_999).astimezone(almaty)
    data = encode(a_report(), saved_at=at, app_version="0.1.0")
    assert saved_at_of(tomllib.loads(data.decode())) == NOW


def test_simple_answers_are_in_the_forms_order_one_a_line() -> None:
    report = a_report(
        spent_local="1650.000", due_date="2027-01-02", amount_awarded="3102.18", project_title='A "camp"'
    )
    assert written(report).split("[answers]\n")[1] == (
        'project_title = "A \\"camp\\""\n'
        "due_date = 2027-01-02\n"
        'amount_awarded = { amount = "3102.18", currency = "USD" }\n'
        'spent_local = { typed = "1650.000", currency = "KZT" }\n'
    )


def test_lines_stay_lines() -> None:
    report = a_report().with_answer("surprises", 'One.\nTwo "three".\n')
    assert 'surprises = """\nOne.\nTwo \\"three\\".\n"""\n' in written(report)


def test_tables_follow_the_simple_answers() -> None:
    report = a_report(
        other_metrics='[{"name": "Talks", "result": "3"}, {"name": "Posters"}]',
        people_metrics='{"editors": {"result": 0, "target": "a few"}}',
        surprises="Rain.",
    )
    assert written(report).split("[answers]\n")[1] == (
        'surprises = "Rain."\n'
        '\n[answers.people_metrics.editors]\ntarget = { typed = "a few" }\nresult = 0\n'
        '\n[[answers.other_metrics]]\nname = "Talks"\nresult = "3"\n'
        '\n[[answers.other_metrics]]\nname = "Posters"\n'
    )


def test_the_last_question_is_restored() -> None:
    report = replace(a_report(), last_question="surprises", unplaced=("a\nb", "c"))
    assert decode(written(report).encode(), "camp") == report
    assert written(report).endswith('[progress]\nlast_question = "surprises"\n')


def test_answers_are_restored_as_what_they_mean() -> None:
    report = decode(a_draft(due_date="2027-01-02", amount_awarded="10.50", spent_local="1650.000"), "camp")
    assert report.answers == {
        "due_date": date(2027, 1, 2),
        "amount_awarded": Amount(Decimal("10.50"), "USD"),
        "spent_local": Typed("1650.000", "KZT"),
    }
    assert str(report.answers["amount_awarded"]) == "10.50 USD"


UNKNOWN = (
    HEADER
    + """locale = "kk_KZ"
currency = "KZT"
mood = 1.10
seen_at = 2026-11-22T14:03:11+05:00

[answers]
project_title = "Camp"
amount_awarded = { amount = "5", currency = "USD", agreed = "by phone" }
weather = "dry"

[answers.people_metrics.participants]
target = 3

[answers.people_metrics.dogs]
target = 4

[answers.sub.question]
text = \"\"\"
a
b\"\"\"

[[answers.list]]
a = 1

[[answers.list]]

[later]

[[later.steps]]
name = "one"

[[later.steps.notes]]
deep = true

[progress]
last_question = "surprises"
speed = 4
"""
)


def test_what_this_program_does_not_know_is_kept() -> None:
    assert tomllib.loads(kept(UNKNOWN)) == tomllib.loads(UNKNOWN)
    assert kept(kept(UNKNOWN)) == kept(UNKNOWN)


def test_unknown_values_do_not_prevent_new_answers() -> None:
    report = decode(UNKNOWN.encode(), "camp").with_answer("amount_awarded", Amount(Decimal(7), "USD"))
    answers = tomllib.loads(written(replace(report, last_question="sharing_plan")))["answers"]
    assert answers["amount_awarded"] == {"amount": "7", "currency": "USD", "agreed": "by phone"}
    without = report.with_answer("people_metrics", None)
    assert "target = 3" not in written(without)


@each_case(
    ("key", "bad"),
    [("locale", "5"), ("locale", '"../x"'), ("currency", '"tenge"'), ("currency", "{ a = 1 }")],
)
def test_a_locale_or_currency_that_cannot_be_used_is_kept_until_another_is_chosen(key: str, bad: str) -> None:
    text = HEADER + f"{key} = {bad}\n[answers]\n"
    report = decode(text.encode(), "camp")
    assert (report.locale, report.currency) == ("en", "")
    assert tomllib.loads(kept(text))[key] == tomllib.loads(text)[key]
    chosen = report.with_region(locale="ar", currency="TND")
    assert tomllib.loads(written(chosen))[key] == {"locale": "ar", "currency": "TND"}[key]


@each_case(("name", "bad"), [("unplaced", "[1, 2]"), ("progress", "5"), ("progress", '["x"]')])
def test_other_odd_values_are_kept(name: str, bad: str) -> None:
    text = HEADER + f"{name} = {bad}\n[answers]\n"
    report = decode(text.encode(), "camp")
    assert (report.unplaced, report.last_question) == ((), "")
    assert tomllib.loads(kept(text))[name] == tomllib.loads(text)[name]


def test_an_answer_of_the_wrong_kind_is_not_lost() -> None:
    text = (
        HEADER
        + '[answers]\nsurprises = { a = 1 }\ndue_date = 5\namount_awarded = 3102.18\nspent_local = "x"\n'
    )
    report = decode(text.encode(), "camp")
    assert report.answers["due_date"] == Typed("5")
    assert report.answers["amount_awarded"] == Amount(Decimal("3102.18"), "USD")
    assert tomllib.loads(kept(text))["answers"]["surprises"] == {"a": 1}
    assert kept(kept(text)) == kept(text)


def test_a_day_written_with_a_time_is_that_day() -> None:
    text = HEADER + "[answers]\ndue_date = 2023-10-03T00:00:00Z\n"
    assert decode(text.encode(), "camp").answers == {"due_date": date(2023, 10, 3)}


def test_no_terminal_sequence_is_written_or_read() -> None:
    bad = "a\x1b[31mb\0c\ud800d\u202ee\r\nf\x9bm"
    report = a_report().with_answer("surprises", bad).with_answer("fund_effects", {"\ud800x": Typed(bad)})
    data = encode(replace(report, unplaced=(bad,)), saved_at=NOW, app_version="0.1.0")
    back = decode(data, "camp")
    assert back.answers["surprises"] == "abcde\nf"
    assert back.unplaced == ("abcde\nf",)
    text = HEADER + '[answers]\nsurprises = "\\u001b[31mred\\u0000"\n'
    assert decode(text.encode(), "camp").answers == {"surprises": "red"}


@each_case(
    ("text", "words"),
    [
        ("schema = 1\n", "which form it is for"),
        ('schema = 1\nform = "../../etc"\n', "which form it is for"),
        (HEADER + "answers = 5\n", "answers in this draft cannot be read"),
        ("[answers]\n", "not a draft"),
        ("schema = 2\n", "newer version"),
    ],
)
def test_what_is_not_a_draft_of_a_known_form_is_refused_with_a_message(text: str, words: str) -> None:
    with pytest.raises(DraftError) as refused:
        decode(text.encode(), "camp")
    assert refused.value.message.startswith("camp: ")
    assert words in refused.value.message


def test_equal_values_of_different_types_are_not_confused() -> None:
    for number in ("1.0", "1.00", "1"):
        report = a_report().with_answer("amount_awarded", Amount(Decimal(number), "USD"))
        data = encode(report, saved_at=NOW, app_version="0.1.0")
        assert f'amount = "{number}"' in data.decode()
    for value in (True, 1):
        report = a_report().with_answer("data_difficulties", value)
        data = encode(report, saved_at=NOW, app_version="0.1.0")
        assert data == encode(report, saved_at=NOW, app_version="0.1.0")


def test_unknown_values_among_the_unplaced_texts_stay_when_a_text_is_added() -> None:
    data = encode(a_report(), saved_at=NOW, app_version="0.1.0")
    for value, texts, rest in (('"My words."', ["My words."], []), ('["One", 5]', ["One"], [5])):
        report = decode(data.replace(b"[answers]", f"unplaced = {value}\n[answers]".encode()), "camp")
        assert list(report.unplaced) == texts
        more = replace(report, unplaced=(*report.unplaced, "New."))
        again = encode(more, saved_at=NOW, app_version="0.1.0").decode()
        assert tomllib.loads(again)["unplaced"] == [*texts, "New.", *rest]
