"""Whether the two currencies of a sum fit together, and whether the award stands in the right one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportwizard.checks.finding import Finding, Severity
from reportwizard.checks.money.figures import (
    AWARDED,
    AWARDED_LOCAL,
    CHANGES,
    UNSPENT,
    USD,
    amounts,
    cents,
    figures,
    named,
    shown,
)
from reportwizard.checks.money.slips import Slip, award_slip, own_rate, plausible, spending_slip
from reportwizard.checks.texts import id_of
from reportwizard.money.amount import Amount
from reportwizard.money.currencies import plural_of
from reportwizard.money.showing import short_rate, show_amount, show_rate
from reportwizard.report.report import Report

# How near an amount is to the award where it is the same sum, and how far where it cannot be.
_CLOSE = Decimal("0.05")
_HALF = Decimal("0.5")
_FAR_OVER = Decimal("1.5")
_FAR_UNDER = Decimal("0.05")


def money_magnitude(report: Report) -> Iterator[Finding]:
    """Fires where a sum in two currencies gives a rate that never was: a decimal mark is in the wrong place.

    Measured by the grant's own rate, else by what the currency has cost in the years of the project, with
    room to spare; a note where the currency moves by more than a third in a year.
    Source: the table of rates (docs/rate-ranges.md), and published reports with 271943 for 2719.43.
    """
    for slip, usd, local in _slips(report, "money.magnitude"):
        if slip.repair:
            where = named(report, _place(slip))
            fits = _repaired(report, slip)
            doubt = "a digit missing" if _adds_a_digit(slip) else "the decimal mark right"
            advice = f"Is {doubt} in {where}? {fits} would fit."
        else:
            advice = f"Are the decimal marks right in {local} and {usd}, and both currencies?"
        yield _finding(slip, f"{_by_rate(report, slip)} {advice}", _new_answer(report, slip))


def money_swapped(report: Report) -> Iterator[Finding]:
    """Fires where the two amounts of a sum fit together only in each other's box.

    Source: the table of rates (docs/rate-ranges.md); the portal shows both boxes without a name.
    """
    for slip, usd, local in _slips(report, "money.swapped"):
        advice = f"Swap them: {local} is for {slip.local.currency}, {usd} for US dollars."
        yield _finding(slip, f"{_by_rate(report, slip)} {advice}", f"Swap {local} and {usd}")


def money_same_figure(report: Report) -> Iterator[Finding]:
    """Fires where both boxes hold the same figure, and a unit of the local currency is not worth a dollar.

    Source: the table of rates (docs/rate-ranges.md), and published reports with the local amount in both.
    """
    for slip, usd, local in _slips(report, "money.same_figure"):
        message = (
            f"{local} and {usd} hold the same figure, but {_cost(report, slip)}."
            f" Write {slip.local.currency} in {local} and US dollars in {usd}.{_same_advice(report, slip)}"
        )
        yield _finding(slip, message, _new_answer(report, slip))


def money_rate(report: Report) -> Iterator[Finding]:
    """Fires where the rate of what was spent is more than 15 % from the grant's own rate.

    The grant's own rate is the amount awarded in the local currency, by the amount awarded in US dollars.
    Source: the Foundation sets the rate of each grant, and the approved local amount is the reference
    (Meta-Wiki, talk page of a General Support Fund plan, 2024).
    """
    for slip, usd, local in _slips(report, "money.rate"):
        advice = (
            f"Check {local} and {usd}; if they are right, explain in {named(report, CHANGES)}"
            " why the rates differ."
        )
        yield _finding(slip, f"{_by_rate(report, slip)} {advice}")


def money_award_currency(report: Report) -> Iterator[Finding]:
    """Fires where the amount awarded fits what was spent in the local currency, not in US dollars.

    Also where the fund is not in US dollars by the applicant's own word, and the amount in its own currency
    is missing. Silent where that amount stands beside it and fits, and where the fund is in US dollars.
    Source: the form asks for the award in US dollars; published reports give it in euros.
    """
    of = figures(report)
    awarded, usd, local = of.awarded.usd, of.spent.usd, of.spent.local
    if awarded is None or not awarded.value or report.currency == USD or of.in_usd or own_rate(of):
        return
    nothing_left = report.value(UNSPENT) is False
    comparable = of.spent.rate is not None and plausible(of.spent)
    if usd and local and comparable and _in_local(awarded, usd, local, nothing_left=nothing_left):
        yield _award_finding(report, awarded, usd, local)
    elif of.in_usd is False and of.awarded.local_id and of.awarded.local_id not in report.answers:
        yield _award_question(report, awarded)


def _in_local(award: Amount, spent: Amount, spent_local: Amount, *, nothing_left: bool) -> bool:
    """Whether an award is nearer to what was spent in the local currency, and not by chance.

    To have spent a part of the award is no slip: so the US dollars must be more than the award, or all of
    the money must be gone by the applicant's own word, or hardly any of it be spent.
    """
    awarded, usd, local = award.value, spent.value, spent_local.value
    close = abs(local - awarded) <= _CLOSE * awarded
    possible = _HALF * awarded <= local <= (1 + _CLOSE) * awarded
    if usd > awarded:
        better = 2 * abs(local - awarded) < usd - awarded
        return (close and better) or (possible and usd > _FAR_OVER * awarded)
    if usd < _FAR_UNDER * awarded:
        return possible
    return close and nothing_left and usd < (1 - _CLOSE) * awarded


def _award_question(report: Report, awarded: Amount) -> Finding:
    own = plural_of(report.currency) if report.currency else "your local currency"
    message = (
        f"You say that your fund is not in US dollars. Is {show_amount(awarded, report.locale)} really in US"
        f" dollars? Write the amount of your grant agreement, in {own}, in {named(report, AWARDED_LOCAL)},"
        " and the same sum in US dollars here."
    )
    data = amounts(awarded=awarded)
    return Finding("money.award_currency", "warning", id_of(report, AWARDED), message, data)


def _award_finding(report: Report, awarded: Amount, usd: Amount, local: Amount) -> Finding:
    in_local = Amount(awarded.value, local.currency)
    in_usd = Amount(cents(awarded.value * usd.value / local.value, USD), USD)
    repaired = {id_of(report, role): new for role, new in ((AWARDED, in_usd), (AWARDED_LOCAL, in_local))}
    repaired.pop("", None)
    award, spent_local, spent, own, dollars = shown(report, awarded, local, usd, in_local, in_usd)
    fits = f"{own}, about {dollars}"
    message = (
        f"The award of {award} fits the {spent_local} spent better than"
        f" the {spent}. Was the award {fits}? Write both, as in your grant agreement."
    )
    data = amounts(awarded=awarded, spent_usd=usd, spent_local=local)
    data["repair"] = {"label": f"Write {fits} as the award", "answers": {**amounts(**repaired)}}
    return Finding("money.award_currency", "warning", id_of(report, AWARDED), message, data)


def _slips(report: Report, code: str) -> Iterator[tuple[Slip, str, str]]:
    """Give what is wrong with a pair of amounts, and how the two questions are named."""
    of = figures(report)
    for slip in (award_slip(of), spending_slip(of)):
        if slip is not None and slip.code == code:
            yield slip, named(report, slip.pair.usd_id), named(report, slip.pair.local_id)


def _new_answer(report: Report, slip: Slip) -> str:
    """Return the label of a repair that changes one answer: `Write 2,719.43 USD into 11`."""
    return f"Write {_repaired(report, slip)} into {named(report, _place(slip))}" if slip.repair else ""


def _repaired(report: Report, slip: Slip) -> str:
    """Return the new amounts in words."""
    return ", ".join(shown(report, *slip.repair.values()))


def _adds_a_digit(slip: Slip) -> bool:
    """Whether the repair is a longer number rather than one with the mark elsewhere."""
    (new,) = slip.repair.values()
    old = slip.usd if new.currency == USD else slip.local
    return new.value.normalize().as_tuple().digits != old.value.normalize().as_tuple().digits


def _finding(slip: Slip, message: str, label: str = "") -> Finding:
    data = amounts(usd=slip.usd, local=slip.local)
    rate, low, high = (f"{short_rate(one):f}" for one in (slip.rate, slip.measure.low, slip.measure.high))
    data["rate"] = rate
    data |= {"grant_rate": low} if slip.measure.own else {"lowest_rate": low, "highest_rate": high}
    if slip.repair:
        data["repair"] = {"label": label, "answers": {**amounts(**slip.repair)}}
    fleeting = slip.code == "money.magnitude" and slip.measure.unsteady
    severity: Severity = "note" if fleeting else "warning"
    return Finding(slip.code, severity, _place(slip), message, data)


def _place(slip: Slip) -> str:
    """Return the id of the question to look at: the one that the repair changes, else the US dollars."""
    return next(iter(slip.repair), slip.pair.usd_id)


def _by_rate(report: Report, slip: Slip) -> str:
    """Say what the two amounts make of one US dollar, and what it costs."""
    local, usd = shown(report, slip.local, slip.usd)
    rate = show_rate(slip.rate, slip.local.currency, report.locale)
    return f"{local} for {usd} is {rate} for 1 USD, but {_cost(report, slip)}."


def _cost(report: Report, slip: Slip) -> str:
    low, high = (
        show_rate(rate, slip.local.currency, report.locale) for rate in (slip.measure.low, slip.measure.high)
    )
    if slip.measure.own:
        return f"the rate of your grant is {low} for 1 USD"
    years = sorted({day.year for day in slip.pair.days if day})
    when = (
        f"in {years[0]}" if len(years) == 1 else f"from {years[0]} to {years[1]}" if years else "since 2021"
    )
    return f"1 USD has cost between {low} and {high} {when}"


def _same_advice(report: Report, slip: Slip) -> str:
    """Say which of the two boxes is wrong, where the rate of the grant or the award tells."""
    if slip.repair:
        where, fits = named(report, _place(slip)), _repaired(report, slip)
        return f" By the rate of your grant, {where} would be {fits}."
    awarded = figures(report).awarded.usd
    if slip.pair.usd_id == id_of(report, AWARDED) or awarded is None or slip.usd.value <= awarded.value:
        return ""
    spent, most = shown(report, slip.usd, awarded)
    return f" {spent} is more than the {most} awarded: look at {named(report, slip.pair.usd_id)}."
