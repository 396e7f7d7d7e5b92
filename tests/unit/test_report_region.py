"""What becomes of amounts where the local currency of a report changes."""

from __future__ import annotations

from decimal import Decimal

from reportwizard.forms.external import default_form
from reportwizard.money.amount import Amount
from reportwizard.report.report import Report
from support.cases import each_case


@each_case("first", ["KZT", "TND"])
@each_case("then", ["KZT", "XOF"])
def test_three_decimals_stay_decimals_where_the_currency_is_chosen_again(first: str, then: str) -> None:
    form = default_form()
    question = form.role("money.spent.local")
    assert question is not None
    amount = Decimal("1.850")
    report = Report(form, {question.id: Amount(amount, first)}, currency=first)
    again = report.with_region(currency="").with_region(currency=then)
    assert again.value("money.spent.local") == Amount(amount, then)
