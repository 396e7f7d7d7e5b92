"""Whether the amounts of a report add up: awarded − spent = left, and what question 13 says of it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reportwizard.checks.finding import Finding
from reportwizard.checks.money.figures import (
    USD,
    figures,
    id_of,
    named,
    plain,
    usable_at,
)
from reportwizard.checks.money.slips import doubtful
from reportwizard.money.amount import Amount
from reportwizard.money.currencies import decimals_of, extra_decimals, plural_of
from reportwizard.money.showing import show_amount

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportwizard.checks.money.figures import Left
    from reportwizard.kinds.base import Plain
    from reportwizard.report.report import Report

UNSPENT, CHANGES = "money.unspent", "money.changes"
_SMALL = Decimal(20)


def money_overspent(report: Report) -> Iterator[Finding]:
    """Fires where more was spent than awarded, in US dollars or else in the local currency.

    A note where the changes in the budget are explained. Source: the fund pays the approved amount, so the
    rest must have come from elsewhere, and a program officer asks from where.
    """
    of = figures(report)
    if doubtful(of):
        return
    for left, question in ((of.left_usd, of.spent.usd_id), (of.left_local, of.spent.local_id)):
        if left is not None and left.over:
            yield _overspent(report, left, question)
            return


def _overspent(report: Report, left: Left, question: str) -> Finding:
    explained = bool(report.value(CHANGES))
    excess = Amount(-left.left.value, left.left.currency)
    awarded, spent, more = _shown(report, left.awarded, left.spent, excess)
    changes = named(report, CHANGES)
    advice = (
        f"Does {changes} say who paid the rest?"
        if explained
        else f"Check both amounts, or explain in {changes} who paid the rest."
    )
    message = f"Spent {spent} is {more} more than the {awarded} awarded. {advice}"
    data: dict[str, Plain] = {
        "awarded": plain(left.awarded),
        "spent": plain(left.spent),
        "excess": plain(excess),
    }
    return Finding("money.overspent", "note" if explained else "warning", question, message, data)


def money_unspent_contradiction(report: Report) -> Iterator[Finding]:
    """Fires where question 13 says that no money is left while some is, or that some is while none is.

    Silent where US dollars and the local currency say different things: then the rates differ. Source:
    Grants:Remaining_funds on Meta-Wiki: what is left is reported together with the final report.
    """
    of, says = figures(report), report.value(UNSPENT)
    lefts = [left for left in (of.left_usd, of.left_local) if left is not None]
    if not isinstance(says, bool) or not lefts or doubtful(of):
        return
    if all(left.none is says for left in lefts):
        yield _contradiction(report, lefts[0], says=says)


def _contradiction(report: Report, left: Left, *, says: bool) -> Finding:
    awarded, spent, rest = _shown(report, left.awarded, left.spent, left.left)
    where = named(report, UNSPENT)
    fact = "nothing is left" if left.none else f"{rest} are left"
    message = (
        f"{where} says {_word(says)}, but {fact}: awarded {awarded} − spent {spent}."
        f" Check the amounts, or answer {_word(not says)} in {where}."
    )
    data: dict[str, Plain] = {
        "awarded": plain(left.awarded),
        "spent": plain(left.spent),
        "left": plain(left.left),
        "repair": {"label": f"{where}: {_word(not says)}", "answers": {id_of(report, UNSPENT): not says}},
    }
    return Finding("money.unspent_contradiction", "warning", id_of(report, UNSPENT), message, data)


def _word(answer: bool) -> str:
    return "yes" if answer else "no"


def money_small_remainder(report: Report) -> Iterator[Finding]:
    """Fires where less than 20 US dollars are left.

    Source: Grants:Remaining_funds on Meta-Wiki: so little need not be returned if returning it costs more.
    """
    of = figures(report)
    left, question = of.left_usd, id_of(report, UNSPENT) or of.spent.usd_id
    if left is None or left.none or left.left.value >= _SMALL or doubtful(of) or left.left.currency != USD:
        return
    message = (
        f"{show_amount(left.left, report.locale)} are left. Less than 20 US dollars need not be returned"
        " if returning them costs more than that."
    )
    yield Finding("money.small_remainder", "note", question, message, {"left": plain(left.left)})


def money_minor_units(report: Report) -> Iterator[Finding]:
    """Fires where an amount has more digits after the mark than its currency. Source: ISO 4217."""
    for question in report.form.questions:
        amount = usable_at(report, question) if question.kind == "money" else None
        if amount is None or not extra_decimals(amount):
            continue
        decimals = decimals_of(amount.currency)
        message = (
            f"{show_amount(amount, report.locale)}: amounts in {plural_of(amount.currency)} have"
            f" {decimals or 'no'} digits after the mark. Is the mark in the right place?"
            " Your number is kept as you wrote it."
        )
        data: dict[str, Plain] = {"amount": plain(amount), "decimals": decimals}
        yield Finding("money.minor_units", "note", question.id, message, data)


def _shown(report: Report, *amounts: Amount) -> tuple[str, ...]:
    return tuple(show_amount(amount, report.locale) for amount in amounts)
