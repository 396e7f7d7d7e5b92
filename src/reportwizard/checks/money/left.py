"""Whether amounts add up: awarded − spent = left, what question 13 says of it, and the list of expenses.

Most reports have no such list, and load nothing for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from reportwizard.checks.finding import Finding, Severity
from reportwizard.checks.money.figures import (
    CHANGES,
    EXPLANATION,
    SPENT,
    SPENT_LOCAL,
    UNSPENT,
    USD,
    amounts,
    figures,
    named,
    plain,
    shown,
    usable_at,
)
from reportwizard.checks.money.rate import doubtful, money_award_currency
from reportwizard.checks.texts import called, id_of, says_nothing
from reportwizard.kinds.base import Plain
from reportwizard.money.amount import Amount
from reportwizard.money.currencies import decimals_of, extra_decimals, plural_of
from reportwizard.money.showing import show_amount
from reportwizard.report.expense import COLUMN_BY_ID, unread_cells
from reportwizard.report.report import Report

if TYPE_CHECKING:
    pass


_SMALL = Decimal(20)
_LITTLE = 70
"""Percent of the award: who spent less is asked why."""


def money_overspent(report: Report) -> Iterator[Finding]:
    """Fires if at least one unit more was spent than awarded, in US dollars or else in the local currency.

    A note if the changes in the budget are explained. Silent if the two currencies contradict each other
    (`money.two_sums`) or the award is in another currency (`money.award_currency`). Source: the fund pays the
    approved amount, so the rest came from elsewhere, and a program officer asks where.
    """
    of = figures(report)
    if doubtful(of) or of.over_and_left or any(money_award_currency(report)):
        return
    for left, question in ((of.left_usd, of.spent.usd_id), (of.left_local, of.spent.local_id)):
        if left is not None and left.over and left.left.value <= -1:
            explained, changes = _is_explained(report, CHANGES), named(report, CHANGES)
            excess = Amount(-left.left.value, left.left.currency)
            awarded, spent, more = shown(report, left.awarded, left.spent, excess)
            advice = f"Check both amounts, or explain in {changes} who paid the rest."
            if explained:
                advice = f"Does {changes} say who paid the rest?"
            message = f"You spent {spent}, {more} more than the {awarded} awarded. {advice}"
            data = amounts(awarded=left.awarded, spent=left.spent, excess=excess)
            severity: Severity = "note" if explained else "warning"
            yield Finding("money.overspent", severity, question, message, data)
            return


def _is_explained(report: Report, role: str) -> bool:
    text = report.value(role)
    return isinstance(text, str) and not says_nothing(text)


def money_two_sums(report: Report) -> Iterator[Finding]:
    """Fires if the list of expenses and the answer are different sums, or the two currencies contradict each
    other.

    They do if more was spent than awarded in one and money is left in the other. US dollars are compared only
    if the list itself gives them: the rate of the grant alone proves nothing. Source: the list adds up to the
    amount spent (Grants:Project/Rapid/Report on Meta-Wiki).
    """
    yield from _other_sums(report)
    of = figures(report)
    if of.over_and_left is None or doubtful(of):
        return
    over, left = of.over_and_left
    excess = Amount(-over.left.value, over.left.currency)
    more, awarded, rest = shown(report, excess, over.awarded, left.left)
    usd, local = named(report, SPENT), named(report, SPENT_LOCAL)
    message = (
        f"You spent {more} more than the {awarded} awarded, and {rest} are left. Both cannot be right: check"
        f" {local} and {usd}, and the amounts awarded."
    )
    data = amounts(excess=excess, left=left.left)
    yield Finding("money.two_sums", "warning", of.spent.usd_id, message, data)


def money_underspent(report: Report) -> Iterator[Finding]:
    """Fires if less than 70 % of the award was spent, and neither 12.2 nor 13.1 says why.

    Source: a program officer asks why the project cost so much less than planned.
    """
    of = figures(report)
    left = of.left_usd or of.left_local
    if left is None or not left.awarded.value or doubtful(of) or of.over_and_left:
        return
    percent = int(left.spent.value * 100 / left.awarded.value)
    if percent >= _LITTLE or any(_is_explained(report, role) for role in (CHANGES, EXPLANATION)):
        return
    awarded, spent = shown(report, left.awarded, left.spent)
    where = named(report, EXPLANATION if report.value(UNSPENT) else CHANGES)
    message = f"You spent {spent} of {awarded}: {percent} %. Say in {where} why it is so much less."
    data = amounts(awarded=left.awarded, spent=left.spent)
    yield Finding("money.underspent", "note", of.spent.usd_id or of.spent.local_id, message, data)


def money_unspent_contradiction(report: Report) -> Iterator[Finding]:
    """Fires if question 13 says that no money is left but some is, or that some is left but none is.

    Silent if US dollars and the local currency contradict each other: then the rates differ. Source:
    Grants:Remaining_funds on Meta-Wiki: what is left is reported with the final report.
    """
    of, says = figures(report), report.value(UNSPENT)
    lefts = [left for left in (of.left_usd, of.left_local) if left is not None]
    if not isinstance(says, bool) or not lefts or doubtful(of):
        return
    if all(left.none is says for left in lefts):
        left, where, place = lefts[0], named(report, UNSPENT), id_of(report, UNSPENT)
        awarded, spent, rest = shown(report, left.awarded, left.spent, left.left)
        said, other = ("yes", "no") if says else ("no", "yes")
        fact = "nothing is left" if left.none else f"{rest} are left"
        message = (
            f"{where} says {said}, but {fact}: awarded {awarded} − spent {spent}."
            f" Check the amounts, or answer {other} in {where}."
        )
        data = amounts(awarded=left.awarded, spent=left.spent, left=left.left)
        data["repair"] = {"label": f"Answer {other} in {where}", "answers": {place: not says}}
        yield Finding("money.unspent_contradiction", "warning", place, message, data)


def money_small_remainder(report: Report) -> Iterator[Finding]:
    """Fires if less than 20 US dollars are left, and the form has a rule about such small amounts.

    Source: Grants:Remaining_funds on Meta-Wiki: such a small amount need not be returned if returning it
    costs more.
    """
    of = figures(report)
    left, rule = of.left_usd, report.form.rule("small_rest")
    question = id_of(report, UNSPENT) or of.spent.usd_id
    if rule is None or left is None or left.none or left.left.value >= _SMALL or doubtful(of):
        return
    if left.left.currency != USD:
        return
    message = f"{show_amount(left.left, report.locale)} are left. {rule.text}"
    yield Finding("money.small_remainder", "note", question, message, amounts(left=left.left))


def money_minor_units(report: Report) -> Iterator[Finding]:
    """Fires if an amount has more decimals than its currency. Source: ISO 4217."""
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


_LIST = "money.link"
_MOST_NAMED = 3


def _other_sums(report: Report) -> Iterator[Finding]:
    """Compare what the list adds up to with the amounts spent."""
    if not report.ledger:
        return
    from reportwizard.ledger.totals import WIDE, offers

    for offer in offers(report):
        total, answer = offer.total.amount, offer.answer
        if offer.agrees or not isinstance(answer, Amount):
            continue
        with localcontext(WIDE):
            apart = Amount(abs(total.value - answer.value), total.currency)
        listed, difference = shown(report, total, apart)
        more = "more" if total.value > answer.value else "less"
        asked = called(report.form.by_id[offer.question])
        message = f"Your expenses add up to {listed}, {difference} {more} than {asked}. Correct one of them."
        data = amounts(total=total, answer=answer, difference=apart)
        if offer.total.is_exact:
            label = f"Write {listed} into {named(report, offer.question)}"
            data["repair"] = {"label": label, "answers": {offer.question: plain(total)}}
        message = " ".join([message, *offer.total.remarks()])
        yield Finding("money.two_sums", "warning", offer.question, message, data)


def money_late_expense(report: Report) -> Iterator[Finding]:
    """Fires if an expense is dated after the project's end.

    Source: anybody who needs longer asks for a later end first (Grants:Project/Rapid/Report on Meta-Wiki).
    """
    end = report.value("project.end")
    if not isinstance(end, date):
        return
    places = [
        place for place, one in enumerate(report.ledger) if isinstance(one.date, date) and one.date > end
    ]
    if places:
        were, count = ("was", "it counts") if len(places) == 1 else ("were", "they count")
        message = (
            f"{_expenses(places)} {were} paid after the last day of the project. Ask your"
            f" {report.form.reader} whether {count}, or for a later last day."
        )
        yield Finding("money.late_expense", "note", _question(report), message, {"rows": _rows(places)})


def ledger_unread(report: Report) -> Iterator[Finding]:
    """Fires if an expense could not be read, or has no amount.

    Source: the list adds up to the amount spent (Grants:Project/Rapid/Report on Meta-Wiki).
    """
    found = unread_cells(report.ledger, report.region)
    if not found:
        return
    from reportwizard.ledger.amounts import problem_text

    places = list(dict.fromkeys(place for place, _, _ in found))
    examples = [
        f"{COLUMN_BY_ID[column].label} of expense {place + 1}: {problem_text(problem)}"
        for place, column, problem in found[:_MOST_NAMED]
    ]
    more = [f"And {len(found) - _MOST_NAMED} more."] if len(found) > _MOST_NAMED else []
    were = "was" if len(places) == 1 else "were"
    message = " ".join([f"{_expenses(places)} {were} not read. Correct the list.", *examples, *more])
    cells: list[Plain] = [{"row": place + 1, "column": column} for place, column, _ in found]
    yield Finding("ledger.unread", "warning", _question(report), message, {"cells": cells})


def _expenses(places: Sequence[int]) -> str:
    from reportwizard.ledger.result import number_list

    return number_list("Expense", (place + 1 for place in places))


def _rows(places: Sequence[int]) -> list[Plain]:
    return [place + 1 for place in places]


def _question(report: Report) -> str:
    """Return the question that asks for the list; empty, for the whole report, where a form has none."""
    return id_of(report, _LIST)
