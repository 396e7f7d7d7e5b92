"""Whatever stands in the answers, the checks give plain findings about it, and the same in every locale."""

from __future__ import annotations

import json
import locale
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from reportwizard.checks.claims.reading import claims_in
from reportwizard.checks.links.places import bare_links_in, links_in, without_links
from reportwizard.checks.registry import run_checks
from reportwizard.forms.loader import load_form
from reportwizard.text import clean_text
from support.cases import each_case
from support.nasty import NASTY_TEXTS, complete_report, nasty_report
from support.small_reports import small_report

if TYPE_CHECKING:
    from reportwizard.kinds.values import Value
    from reportwizard.report.report import Report

PIECES = [
    "27", "1 046 956,78", "twenty", "two", " ", "\n", ". ", ", ", "(", ")", "-", "+", "±", "%", "people",
    "participants", "участников", "человек", "人", "名", "第", "مشاركا", "و", "watu", "number of ",
    "in total", "each", "about ", "https://", "http://a.org/x", "www.a.org", "meta.wikimedia.org/wiki/",
    "/edit", "_(", "[[c:", "]]", "a@b.org", "@", "+7 701 123", "0712 345 678", "GB82 WEST 1234",
    "4111 1111", "passport no ", "TODO", "TBD", "N/A", "xxx", "[insert ", "DeepL.com", "t.me/+", "\u200f",
    "\u00a0", "İ", "ẞ", "e\u0301", "१२", "٢٧", "’", "1,234", "2023", "ISBN ", "\u0000", "\ud800",
]  # fmt: skip
PIECED = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
ANY = st.text(max_size=200) | PIECED


def codes_and_questions(report: Report) -> list[tuple[str, str]]:
    """Code and question of every finding, apart from reading numbers and dates, which is the locale's."""
    found = run_checks(report)
    return [
        (finding.code, finding.question)
        for finding in found
        if not finding.code.startswith(("answer.", "money."))
    ]


def everywhere(text: str) -> Report:
    """A report with one text in every answer that takes words."""
    form = load_form("rapid-fund-final")
    report = small_report(has_unspent_funds=True, data_difficulties=True)
    for question in form.questions:
        if question.kind in ("text", "long_text"):
            report = report.with_answer(question.id, text)
    table: Value = {"participants": {"target": 32, "result": 33, "comments": text or "-"}}
    return report.with_answer("people_metrics", table).with_answer(
        "other_metrics", ({"comments": text or "-"},)
    )


@given(ANY)
def test_any_text_gives_plain_findings(text: str) -> None:
    report = everywhere(text)
    for finding in run_checks(report):
        assert finding.message
        assert finding.question in report.form.by_id
        assert json.loads(json.dumps(finding.data)) == finding.data


@given(PIECED)
def test_no_finding_depends_on_the_applicants_locale(text: str) -> None:
    report = everywhere(clean_text(text))
    assert codes_and_questions(replace(report, locale="tr_TR")) == codes_and_questions(report)
    assert codes_and_questions(replace(report, locale="ar_EG")) == codes_and_questions(report)


@settings(max_examples=50)
@given(ANY)
def test_claims_point_into_the_text(text: str) -> None:
    for claim in claims_in(text):
        assert 0 <= claim.start < claim.end <= len(text)
        assert all(value >= 0 for value in claim.values)


@settings(max_examples=50)
@given(ANY)
def test_links_are_blanked_out_in_place(text: str) -> None:
    words = without_links(text)
    assert len(words) == len(text)
    assert links_in(words) == ()
    for link in (*links_in(text), *bare_links_in(text)):
        assert text[link.start : link.end] == link.text


@each_case("seed", range(0, 60, 4))
def test_checks_do_not_fail_on_the_nastiest_reports(seed: int) -> None:
    report = nasty_report(seed)
    for finding in run_checks(report):
        json.dumps(finding.data)
        assert finding.question in report.form.by_id


LONG = [
    "x", "a.", "a@", "1", "1 ", "1-", "(", "https://a)", "[", "www.a.", "+7 ", "27 people ", "one ", "人",
    "27人", "watu 27 ", "TODO ", "[insert ", "http:/ ", "4111 1111 1111 1111 ", "GB82 WEST ", "passport ",
    "phone: ", "t.me/+a ", ". ", "2023-10-03 ", "-1.1111 ", "number of participants was ",
    "translated with ", "\u00a0", "é", "*" * 7,
]  # fmt: skip


@each_case("piece", [*LONG, *NASTY_TEXTS[-2:]])
def test_a_very_long_answer_is_read_to_its_end(piece: str) -> None:
    """A pattern that goes back without bound would never come here: each text has 20,000 characters."""
    text = (piece * (20_000 // len(piece)))[:20_000] + " Write to amina@example.org."
    report = small_report(activities_and_results=text, people_metrics={"participants": {"result": 33}})
    assert ("privacy.email", "activities_and_results") in codes_and_questions(report)


@each_case("name", ["C", "", "tr_TR.UTF-8", "de_DE.UTF-8"])
def test_the_machines_locale_changes_nothing(name: str) -> None:
    before, expected = locale.setlocale(locale.LC_ALL), codes_and_questions(complete_report())
    try:
        locale.setlocale(locale.LC_ALL, name)
        assert codes_and_questions(complete_report()) == expected
    except locale.Error:
        pass  # this machine does not have it
    finally:
        locale.setlocale(locale.LC_ALL, before)
