"""Whether amounts add up: awarded − spent = left, what question 13 says of it, and the list of expenses.

Most reports have no such list, and load nothing for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import localcontext

from reportwizard.checks.finding import Finding, Severity
from reportwizard.checks.money.figures import (
    CHANGES,
    EXPLANATION,
    SPENT,
    SPENT_LOCAL,
    UNSPENT,
    USD,
    amounts,
    number_of,
    read_figures,
    shown,
    usable_at,
)
from reportwizard.checks.money.rate import is_doubtful, money_award_currency
from reportwizard.checks.texts import day_at, empty_phrase, id_at, question_label, text_at
from reportwizard.kinds.values import Plain
from reportwizard.money.amount import Amount
from reportwizard.money.currencies import decimals_of, extra_decimals, plural_of
from reportwizard.money.showing import show_amount
from reportwizard.report.expense import COLUMN_BY_ID, unread_cells
from reportwizard.report.report import Report

_LIST = "money.link"
"""The question that asks for the list of expenses."""
_MAX_EXAMPLES = 3


def money_overspent(report: Report) -> Iterator[Finding]:
    """Fires if at least one unit more was spent than awarded, in US dollars or else in the local currency.

    A note if the changes in the budget are explained. Silent if the two currencies contradict each other
    (`money.two_sums`) or the award is in another currency (`money.award_currency`). Source: the fund pays the
    approved amount, so the rest came from elsewhere, and a program officer asks where.
    """
    figures = read_figures(report)
    if is_doubtful(figures) or figures.contradiction or any(money_award_currency(report)):
        return
    for left, question in (
        (figures.left_usd, figures.spent.usd_id),
        (figures.left_local, figures.spent.local_id),
    ):
        if left is not None and left.is_overspent and left.excess.value >= 1:
            explained, changes = _is_explained(report, CHANGES), number_of(report, CHANGES)
            awarded, spent, more = shown(report, left.awarded, left.spent, left.excess)
            advice = f"Check both amounts, or explain in {changes} who paid the rest."
            if explained:
                advice = f"Does {changes} say who paid the rest?"
            message = f"You spent {spent}, {more} more than the {awarded} awarded. {advice}"
            data = amounts(awarded=left.awarded, spent=left.spent, excess=left.excess)
            severity: Severity = "note" if explained else "warning"
            yield Finding("money.overspent", severity, question, message, data)
            return


def _is_explained(report: Report, role: str) -> bool:
    answer = text_at(report, role)
    return answer is not None and not empty_phrase(answer.content)


def money_two_sums(report: Report) -> Iterator[Finding]:
    """Fires if the list of expenses and the answer are different sums, or the two currencies contradict each
    other.

    They do if more was spent than awarded in one and money is left in the other. US dollars are compared only
    if the list itself gives them: the rate of the grant alone proves nothing. Source: the list adds up to the
    amount spent (Grants:Project/Rapid/Report on Meta-Wiki).
    """
    yield from _other_sums(report)
    figures = read_figures(report)
    if figures.contradiction is None or is_doubtful(figures):
        return
    over, left = figures.contradiction
    more, awarded, rest = shown(report, over.excess, over.awarded, left.rest)
    usd, local = number_of(report, SPENT), number_of(report, SPENT_LOCAL)
    fact = f"You spent {more} more than the {awarded} awarded, and {rest} are left."
    message = f"{fact} Both cannot be right: check {local} and {usd}, and the amounts awarded."
    data = amounts(excess=over.excess, left=left.rest)
    yield Finding("money.two_sums", "warning", figures.spent.usd_id, message, data)


def _other_sums(report: Report) -> Iterator[Finding]:
    if not report.ledger:
        return
    from reportwizard.ledger.totals import WIDE, offers

    for offer in offers(report):
        total, answer = offer.total.amount, offer.answer
        if offer.agrees or not isinstance(answer, Amount):
            continue
        with localcontext(WIDE):
            difference = Amount(abs(total.value - answer.value), total.currency)
        listed, apart = shown(report, total, difference)
        more = "more" if total.value > answer.value else "less"
        label = question_label(report.form.by_id[offer.question])
        message = f"Your expenses add up to {listed}, {apart} {more} than {label}. Correct one of them."
        data = amounts(total=total, answer=answer, difference=difference)
        if offer.total.is_exact:
            repair = f"Write {listed} into {number_of(report, offer.question)}"
            data["repair"] = {"label": repair, "answers": {**amounts(**{offer.question: total})}}
        message = " ".join([message, *offer.total.remarks()])
        yield Finding("money.two_sums", "warning", offer.question, message, data)


def money_underspent(report: Report) -> Iterator[Finding]:
    """Fires if less than 70 % of the award was spent, and neither 12.2 nor 13.1 says why.

    Source: a program officer asks why the project cost so much less than planned.
    """
    figures = read_figures(report)
    left = figures.left_usd or figures.left_local
    if left is None or not left.awarded.value or is_doubtful(figures) or figures.contradiction:
        return
    percent = int(left.spent.value * 100 / left.awarded.value)
    if percent >= 70 or any(_is_explained(report, role) for role in (CHANGES, EXPLANATION)):
        return
    awarded, spent = shown(report, left.awarded, left.spent)
    where = number_of(report, EXPLANATION if report.value(UNSPENT) else CHANGES)
    message = f"You spent {spent} of {awarded}: {percent} %. Say in {where} why it is so much less."
    data = amounts(awarded=left.awarded, spent=left.spent)
    question = figures.spent.usd_id or figures.spent.local_id
    yield Finding("money.underspent", "note", question, message, data)


def money_unspent_contradiction(report: Report) -> Iterator[Finding]:
    """Fires if question 13 says that no money is left but some is, or that some is left but none is.

    Silent if US dollars and the local currency contradict each other: then the rates differ. Source:
    Grants:Remaining_funds on Meta-Wiki: what is left is reported with the final report.
    """
    figures, answer = read_figures(report), report.value(UNSPENT)
    remainders = [left for left in (figures.left_usd, figures.left_local) if left is not None]
    if not isinstance(answer, bool) or not remainders or is_doubtful(figures):
        return
    if all(left.is_nothing is answer for left in remainders):
        left, where, question = remainders[0], number_of(report, UNSPENT), id_at(report, UNSPENT)
        awarded, spent, rest = shown(report, left.awarded, left.spent, left.rest)
        given, other = ("yes", "no") if answer else ("no", "yes")
        fact = "nothing is left" if left.is_nothing else f"{rest} are left"
        message = f"{where} says {given}, but {fact}: awarded {awarded} − spent {spent}."
        message += f" Check the amounts, or answer {other} in {where}."
        data = amounts(awarded=left.awarded, spent=left.spent, left=left.rest)
        data["repair"] = {"label": f"Answer {other} in {where}", "answers": {question: not answer}}
        yield Finding("money.unspent_contradiction", "warning", question, message, data)


def money_small_remainder(report: Report) -> Iterator[Finding]:
    """Fires if less than 20 US dollars are left, and the form has a rule about such small amounts.

    Source: Grants:Remaining_funds on Meta-Wiki: such a small amount need not be returned if returning it
    costs more.
    """
    figures, rule = read_figures(report), report.form.rule("small_rest")
    left = figures.left_usd
    if rule is None or left is None or left.is_nothing or is_doubtful(figures):
        return
    if left.rest.value < 20 and left.rest.currency == USD:
        message = f"{show_amount(left.rest, report.locale)} are left. {rule.text}"
        question = id_at(report, UNSPENT) or figures.spent.usd_id
        yield Finding("money.small_remainder", "note", question, message, amounts(left=left.rest))


def money_minor_units(report: Report) -> Iterator[Finding]:
    """Fires if an amount has more decimals than its currency. Source: ISO 4217."""
    for question in report.form.questions:
        amount = usable_at(report, question) if question.kind == "money" else None
        if amount is None or not extra_decimals(amount):
            continue
        decimals = decimals_of(amount.currency)
        rule = f"amounts in {plural_of(amount.currency)} have {decimals or 'no'} digits after the mark"
        message = f"{show_amount(amount, report.locale)}: {rule}. Is the mark in the right place?"
        data = {**amounts(amount=amount), "decimals": decimals}
        yield Finding("money.minor_units", "note", question.id, message, data)


def money_late_expense(report: Report) -> Iterator[Finding]:
    """Fires if an expense is dated after the project's end, or before its start.

    Source: anybody who needs longer asks for a later end first (Grants:Project/Rapid/Report on Meta-Wiki).
    """
    dated = [
        (number, each.date) for number, each in enumerate(report.ledger, 1) if isinstance(each.date, date)
    ]
    start, end = day_at(report, "project.start"), day_at(report, "project.end")
    for when, odd, advice in (
        ("before the first", [number for number, day in dated if start and day < start], ""),
        (
            "after the last",
            [number for number, day in dated if end and day > end],
            ", or for a later last day",
        ),
    ):
        if odd:
            count = "it counts" if len(odd) == 1 else "they count"
            fact = f"{_expenses_were(odd)} paid {when} day of the project."
            message = f"{fact} Ask your {report.form.reader} whether {count}{advice}."
            yield Finding("money.late_expense", "note", id_at(report, _LIST), message, {"rows": [*odd]})


def ledger_unread(report: Report) -> Iterator[Finding]:
    """Fires if an expense could not be read, or has no amount.

    Source: the list adds up to the amount spent (Grants:Project/Rapid/Report on Meta-Wiki).
    """
    problems = unread_cells(report.ledger, report.region)
    if not problems:
        return
    from reportwizard.ledger.amounts import problem_text
    from reportwizard.ledger.result import number_list

    alike: dict[tuple[str, str], list[int]] = {}
    for place, column, problem in problems:
        alike.setdefault((COLUMN_BY_ID[column].label, problem_text(problem)), []).append(place + 1)
    said = [f"{label} of {number_list('expense', rows)}: {text}" for (label, text), rows in alike.items()]
    numbers = list(dict.fromkeys(place + 1 for place, _, _ in problems))
    message = " ".join([f"{_expenses_were(numbers)} not read. Correct the list.", *said[:_MAX_EXAMPLES]])
    cells: list[Plain] = [{"row": place + 1, "column": column} for place, column, _ in problems]
    yield Finding("ledger.unread", "warning", id_at(report, _LIST), message, {"cells": cells})


def _expenses_were(numbers: Sequence[int]) -> str:
    from reportwizard.ledger.result import number_list

    return f"{number_list('Expense', numbers)} {'was' if len(numbers) == 1 else 'were'}"
