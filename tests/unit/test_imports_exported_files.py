"""Our own exports as they come back: through an editor, a mailbox, or another person's hands."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from reportwizard.errors import PageError
from reportwizard.exports.json import show_shape
from reportwizard.exports.registry import export_report
from reportwizard.forms.loader import load_form
from reportwizard.imports.registry import import_text
from reportwizard.kinds.values import Typed
from reportwizard.money.amount import Amount
from reportwizard.report.expense import Expense
from reportwizard.report.report import Report
from support.cases import each_case
from support.nasty import complete_report

TEXT = export_report(complete_report(), "text")
WIKITEXT = export_report(complete_report(), "wikitext")
JSON = export_report(complete_report(), "json")


@each_case("ends", ["\r\n", "\r"])
@each_case("text", [TEXT, WIKITEXT, JSON])
def test_line_ends_and_byte_order_marks_change_nothing(text: str, ends: str) -> None:
    imported = import_text("\ufeff" + text.replace("\n", ends))
    assert dict(imported.report.answers) == dict(complete_report().answers)


@each_case("text", [TEXT, WIKITEXT])
def test_spaces_at_line_ends_may_be_lost(text: str) -> None:
    trimmed = "\n".join(line.rstrip() for line in text.split("\n"))
    assert dict(import_text(trimmed).report.answers) == dict(complete_report().answers)


def test_lines_around_a_text_from_a_mailbox_are_unplaced() -> None:
    imported = import_text(f"\n\nHello,\nhere it is:\n\n{TEXT}\n-- \nSent from my phone\n")
    assert dict(imported.report.answers) == dict(complete_report().answers)
    assert imported.unplaced == imported.report.unplaced == ("-- \nSent from my phone",)
    assert import_text(f"{TEXT}\nPart 2: Learning\n").unplaced == ()
    quoted = "".join(f"> {line}\n" for line in TEXT.replace("Part 2: Learning\n", "Part 2\n").split("\n"))
    imported = import_text(f"{quoted}\nThanks!\n")
    assert imported.recognised == "reportwizard-text"
    assert imported.unplaced == imported.report.unplaced
    assert imported.unplaced[-1].endswith("Thanks!")


def test_other_wikitext_around_a_page_changes_nothing() -> None:
    imported = import_text("{{Notice}}\n\n" + WIKITEXT + "\n[[Category:Reports]]\n")
    assert dict(imported.report.answers) == dict(complete_report().answers)
    assert imported.unplaced == ("{{Notice}}",)


def test_text_around_the_answers_is_unplaced_without_its_marks() -> None:
    report = (
        complete_report().with_answer("surprises", "see https://x.org“a” b").with_answer("fund_in_usd", True)
    )
    report = report.with_answer("organization_name", "https://x.org.")
    report = report.with_answer("people_metrics", {"participants": {"comments": "Xa X", "target": 2}})
    for fmt, around, unplaced in (
        ("wikitext", "\n== Extra ==\n* '''bold''' words\n<blockquote>q</blockquote>\n",
         ("Extra ", "bold words", "q")),
        ("markdown", "\n## Extra\n- **bold** words\n&nbsp;a\\_b\n", ("Extra", "bold words", "\xa0a_b")),
    ):  # fmt: skip
        imported = import_text(export_report(report, fmt) + around)
        assert imported.unplaced == unplaced
        assert dict(imported.report.answers) == dict(report.answers)


def test_text_around_the_list_of_expenses_is_unplaced() -> None:
    expense = Expense(what="Bus", amount=Amount(Decimal("1500"), "BRL"))
    report = replace(Report(load_form("rapid-fund-final"), currency="BRL"), ledger=(expense, expense))
    text = export_report(report, "text")
    imported = import_text(text)
    assert (imported.report.ledger, imported.unplaced) == (report.ledger, ())
    imported = import_text(text.replace("\nTotal: ", "\nA remark\nTotal: "))
    assert (imported.report.ledger, imported.unplaced) == (report.ledger, ("A remark",))


def test_answers_changed_by_hand_are_read_like_typed_ones() -> None:
    changed = TEXT.replace("12180.50 BRL", "12.181,75").replace("30 June 2025", "1 July 2025")
    changed = changed.replace("2100.09 USD\n", "1650.000\n").replace("| 18  ", "| some ")
    answers = import_text(changed).report.answers
    assert str(answers["spent_local"]) == "12181.75 BRL"
    assert str(answers["due_date"]) == "2025-07-01"
    assert answers["spent_usd"] == Typed("1650.000", "USD")
    people = answers["people_metrics"]
    assert isinstance(people, dict)
    assert people["participants"]["result"] == Typed("some")


def test_lines_that_fit_no_question_are_unplaced() -> None:
    changed = TEXT.replace(
        "- Report type: Final\n", "- Report type: Final\n- Mood: good\n  very good\nloose line\n"
    )
    changed = changed.replace("Part 3: Metrics\n", "Part 3: Metrics\nA remark on part 3\n")
    imported = import_text(changed)
    assert imported.unplaced == ("- Mood: good\n  very good", "loose line", "A remark on part 3")
    assert dict(imported.report.answers) == dict(complete_report().answers)


@each_case("name", ["text", "wikitext"])
def test_a_fact_of_several_lines_comes_back(name: str) -> None:
    typed = Typed("about 5\n\n- Due date: 2020-01-01\nPart 2: Learning\n  and more", "USD")
    report = complete_report().with_answer("amount_awarded", typed)
    imported = import_text(export_report(report, name))
    assert dict(imported.report.answers) == dict(report.answers)
    assert imported.unplaced == ()


def test_the_words_for_no_answer_are_an_answer_only_where_somebody_wrote_them() -> None:
    for name in ("text", "wikitext", "markdown", "html"):
        for answer in (None, "N/A"):
            report = complete_report().with_answer("organization_name", answer)
            assert import_text(export_report(report, name)).report.answers == report.answers, (name, answer)


def test_an_answer_to_an_unknown_question_is_unplaced() -> None:
    changed = WIKITEXT.replace("answer: surprises", "answer: delights")
    imported = import_text(changed)
    assert len(imported.unplaced) == 1
    assert imported.unplaced[0].startswith("It rained")
    assert "surprises" not in imported.report.answers


def test_json_may_hold_unplaced_text_in_one_piece() -> None:
    data = json.loads(JSON) | {"unplaced": "A line."}
    assert import_text(json.dumps(data)).unplaced == ("A line.",)


def test_json_as_show_prints_it_is_read() -> None:
    imported = import_text(json.dumps(show_shape(complete_report())))
    assert imported.recognised == "reportwizard-json"
    assert dict(imported.report.answers) == dict(complete_report().answers)


def test_json_from_elsewhere_never_breaks_the_reader() -> None:
    answers = {
        "surprises": 12.50,
        "spent_usd": 2100.09,
        "due_date": [1],
        "people_metrics": "x",
        "gone": {"a": [None]},
    }
    text = json.dumps(
        {
            "form": "rapid-fund-final",
            "answers": answers,
            "unplaced": ["a", 1, "b\x07"],
            "locale": None,
            "ledger": "a bus",
            "remarks": ["c"],
        }
    )
    imported = import_text(text, currency="BRL", locale="pt_BR")
    assert imported.report.answers["surprises"] == "12.5"
    assert str(imported.report.answers["spent_usd"]) == "2100.09 USD"
    assert imported.unplaced == (
        "a",
        "1",
        "b",
        'remarks: ["c"]',
        "ledger: a bus",
        'gone: {"a": [null]}',
    )
    assert (imported.report.currency, imported.report.locale) == ("BRL", "pt_BR")


def test_a_file_s_own_currency_and_locale_take_precedence() -> None:
    report = Report(load_form("rapid-fund-final")).with_answer("surprises", "none")
    own = import_text(TEXT, currency="KZT", locale="kk_KZ").report
    assert (own.currency, own.locale) == ("BRL", "pt_BR")
    for fmt in ("text", "wikitext", "markdown", "html"):
        read = import_text(export_report(report, fmt), currency="KZT", locale="kk_KZ").report
        assert (read.currency, read.locale) == ("KZT", "en"), fmt


@each_case("text", [TEXT, WIKITEXT, JSON])
def test_a_report_for_an_unknown_form_is_refused_by_name(text: str) -> None:
    other = text.replace("form=rapid-fund-final", "form=annual-plan").replace(
        '"rapid-fund-final"', '"annual-plan"'
    )
    with pytest.raises(PageError, match="annual-plan"):
        import_text(other)


@each_case(
    "text",
    [
        TEXT.replace("version=2023 ", ""),
        WIKITEXT.replace("version=2023 ", "", 1),
    ],
)
def test_a_damaged_stamp_is_refused(text: str) -> None:
    with pytest.raises(PageError) as refused:
        import_text(text)
    assert refused.value.message == (
        "This report was written by this program, and its line “reportwizard: form=…” is damaged."
    )
    assert refused.value.hint == "Export the report again, or copy all of it."


@each_case("text", ["", "hello", "{", "{}", '{"form": 1, "answers": {}}', "[" * 100_000, '{"a":' * 9_000])
def test_other_text_is_refused_with_a_hint(text: str) -> None:
    with pytest.raises(PageError) as raised:
        import_text(text)
    assert raised.value.hint


def test_a_page_of_another_program_is_named() -> None:
    page = (
        "Grants:Programs/Wikimedia Community Fund/Conference Fund/Some Days (ID: 1)/Final Report\n\nReport\n"
    )
    with pytest.raises(PageError, match="Conference Fund report"):
        import_text(page)
