"""The checks of money over any amounts and any words: they never raise, and depend on rates alone."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from reportwizard.checks.money.unspent import amounts_in
from reportwizard.forms.loader import load_form
from reportwizard.kinds.values import Typed
from reportwizard.money.amount import Amount
from reportwizard.money.currencies import currencies
from reportwizard.report.report import Report
from support.money_reports import figures_report, money_codes, money_findings

CODES = st.sampled_from([currency.code for currency in currencies()] + ["", "XXX"])
NUMBERS = st.one_of(
    st.decimals(min_value=0, max_value=10**15, places=2),
    st.decimals(allow_nan=True, allow_infinity=True),
    st.sampled_from(
        [Decimal(text) for text in ("0", "1", "1E+30", "1E-30", "-5", "999999999999999", "1E-28")]
    ),
)
WORDS = st.one_of(
    st.text(),
    st.lists(
        st.sampled_from(
            ["$", "USD", "1.234", "12 50", "٣٤٥٫٦٧", "KZT", "%", "about", "€", "(", "0", ",", "тг"]
        )
    ).map(" ".join),
)
SUMS = st.integers(min_value=1, max_value=10**12)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Any amounts, in their currency or in another one, or not read at all."""
    local = draw(CODES)
    report = Report(load_form("rapid-fund-final"), currency=local)
    for question_id in ("amount_awarded", "amount_awarded_local", "spent_usd", "spent_local"):
        usual = "USD" if question_id in ("amount_awarded", "spent_usd") else local
        amounts = st.builds(Amount, NUMBERS, st.one_of(st.just(usual), CODES))
        value = draw(st.one_of(st.none(), amounts, st.builds(Typed, st.text(max_size=9), CODES)))
        report = report.with_answer(question_id, value)
    report = report.with_answer("has_unspent_funds", draw(st.sampled_from([None, True, False])))
    return report.with_answer("unspent_explanation", draw(WORDS))


@given(reports())
def test_no_report_of_amounts_ever_raises_and_every_finding_is_plain_json(report: Report) -> None:
    for finding in money_findings(report):
        assert finding.question in report.form.by_id
        assert finding.severity in ("warning", "note")
        assert finding.message.strip()
        assert json.loads(json.dumps(dict(finding.data))) == finding.data


@given(reports(), st.sampled_from(["kk_KZ", "ar_EG", "de", "fa", "my_MM"]))
def test_the_language_changes_no_finding(report: Report, locale: str) -> None:
    assert money_codes(replace(report, locale=locale)) == money_codes(report)


@given(
    SUMS, SUMS, SUMS, st.integers(min_value=2, max_value=1000), st.sampled_from(["KZT", "EUR", "XOF", "ARS"])
)
def test_ten_times_as_much_of_everything_is_as_right_or_as_wrong(
    awarded: int, usd: int, local: int, factor: int, code: str
) -> None:
    once = figures_report(code, str(awarded), str(usd), str(local))
    often = figures_report(code, str(awarded * factor), str(usd * factor), str(local * factor))
    by_rate = {"magnitude", "swapped", "same_figure", "award_currency", "rate"}
    assert set(money_codes(often)) & by_rate == set(money_codes(once)) & by_rate


@given(WORDS, CODES)
def test_amounts_in_any_text_are_read(text: str, code: str) -> None:
    for mention in amounts_in(text, ("USD", code) if code else ("USD",)):
        assert mention.values
        assert set(mention.codes) <= {"USD", code}
