"""Two amounts that cannot both be right by the exchange rate between them, and what would fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from reportwizard.checks.finding import Finding
from reportwizard.checks.money.figures import (
    AWARDED,
    AWARDED_LOCAL,
    CHANGES,
    SPENT,
    SPENT_LOCAL,
    UNSPENT,
    USD,
    Figures,
    Pair,
    amounts,
    number_of,
    read_figures,
    shown,
)
from reportwizard.checks.texts import id_at
from reportwizard.forms.form import Question
from reportwizard.kinds.values import Choice
from reportwizard.money.amount import Amount
from reportwizard.money.currencies import extra_decimals, plural_of, rounded, with_own_decimals
from reportwizard.money.rates import OWN_RATE_SLACK, RANGE_SLACK, TABLE_START, RateRange, rate_range
from reportwizard.money.showing import short_rate, show_amount, show_rate
from reportwizard.report.report import Report

Unlikely: TypeAlias = Callable[[Amount, Amount], Decimal]
"""How far two amounts (US dollars, local) are from those of the other pair; 0 if they are the same."""


class Measure(NamedTuple):
    """The rates that are right: the grant's `own` one, or those of the currency in the years of the project.

    The own rate is the lowest and the highest of its `span`.
    """

    span: RateRange
    own: bool = False

    def fits(self, rate: Decimal) -> bool:
        """Whether a rate is near enough."""
        if self.own:
            return abs(rate - self.span.low) <= self.span.low * OWN_RATE_SLACK
        return self.span.holds(rate, RANGE_SLACK)

    def holds(self, rate: Decimal) -> bool:
        """Whether a rate is right without any room to spare, as that of a repair must be."""
        return self.fits(rate) if self.own else self.span.holds(rate)


class Slip(NamedTuple):
    """What is wrong with a pair of amounts: a code of the `money` family.

    `repair` holds the new answers that would make the figures fit, by question id; nothing if none fits.
    """

    code: str
    usd: Amount
    local: Amount
    pair: Pair
    measure: Measure
    repair: Mapping[str, Amount] = {}

    @property
    def rate(self) -> Decimal:
        """Units of the local currency for 1 US dollar, by these two amounts."""
        return self.local.value / self.usd.value

    @property
    def question(self) -> str:
        """The id of the question to look at: the one that the repair changes, else the US dollars."""
        return next(iter(self.repair), self.pair.usd_id)


def slips(figures: Figures) -> list[Slip]:
    """Return what is wrong between the two amounts awarded, and the two spent; nothing if they fit."""
    awarded, spent = figures.awarded, figures.spent
    of_award = _slip(awarded, None, lambda usd, local: _apart(spent.usd, usd) + _apart(spent.local, local))
    of_spending = _slip(
        spent, own_rate(figures), lambda usd, local: _apart(usd, awarded.usd) + _apart(local, awarded.local)
    )
    return [slip for slip in (of_award, of_spending) if slip]


def is_doubtful(figures: Figures) -> bool:
    """Whether amounts are so far off that nothing can be said about what is left."""
    return any(slip.code != "money.rate" for slip in slips(figures))


def own_rate(figures: Figures) -> Measure | None:
    """Return the grant's own rate; None if an amount is missing, or where the two cannot be right.

    A fund in US dollars has no rate of its own: what is paid changes with the day.
    """
    rate = None if figures.in_usd else figures.awarded.rate
    if rate is None or not plausible(figures.awarded):
        return None
    return Measure(RateRange(rate, rate), own=True)


def plausible(pair: Pair) -> bool:
    """Whether the currency of a pair has had about its rate; true if that is not known."""
    usual = _usual(pair)
    return usual is None or pair.rate is None or usual.fits(pair.rate)


def _usual(pair: Pair) -> Measure | None:
    usual = pair.local and rate_range(pair.local.currency, *pair.days)
    return Measure(usual) if usual else None


def _slip(pair: Pair, own: Measure | None, unlikely: Unlikely) -> Slip | None:
    usd, local = pair.usd, pair.local
    measures = [measure for measure in (own, _usual(pair)) if measure]
    if pair.rate is None or usd is None or local is None or not measures:
        return None
    slips = [Slip("money.magnitude", usd, local, pair, measure) for measure in measures]
    first, last = slips[0], slips[-1]
    if usd.value == local.value and not first.measure.holds(Decimal(1)):
        return first._replace(code="money.same_figure", repair=_by_own_rate(first, unlikely))
    for slip in slips:
        if slip.measure.fits(pair.rate):
            break
        if repaired := _repaired_pair(slip, unlikely):
            return repaired
    if first.measure.fits(pair.rate):
        return None
    within = last.measure.own or last.measure.fits(pair.rate)
    return first._replace(code="money.rate") if within else last


def _by_own_rate(slip: Slip, unlikely: Unlikely) -> dict[str, Amount]:
    """Return the box that fits the award worse, converted from the other one at the grant's own rate."""
    usd, local, measure, pair = slip.usd, slip.local, slip.measure, slip.pair
    if not measure.own:
        return {}
    new_usd = Amount(rounded(local.value / measure.span.low, USD), USD)
    new_local = Amount(rounded(usd.value * measure.span.low, local.currency), local.currency)
    if unlikely(new_usd, local) <= unlikely(usd, new_local):
        return {pair.usd_id: new_usd}
    return {pair.local_id: new_local}


def _repaired_pair(slip: Slip, unlikely: Unlikely) -> Slip | None:
    """Return the one change that makes a pair fit; None if there is none, or where several fit as well."""
    fitting = _fitting(_changes(slip.usd, slip.local), slip, unlikely)
    fitting = fitting or _fitting(_with_a_digit(slip), slip, unlikely)
    if not fitting:
        return None
    unlikelihood, code, usd, local = fitting[0]
    if len(fitting) > 1 and fitting[1][0] == unlikelihood and code != "money.swapped":
        return None
    changed = {slip.pair.local_id: (slip.local, local), slip.pair.usd_id: (slip.usd, usd)}
    return slip._replace(code=code, repair={key: new for key, (old, new) in changed.items() if new != old})


def _fitting(
    changes: Iterable[tuple[str, Amount, Amount]], slip: Slip, unlikely: Unlikely
) -> list[tuple[Decimal, str, Amount, Amount]]:
    """Return the changes whose rate is right and that add no decimals, the likeliest first."""
    fitting = [
        (unlikely(usd, local), code, usd, local)
        for code, usd, local in changes
        if (slip.measure.fits if code == "money.swapped" else slip.measure.holds)(local.value / usd.value)
        and extra_decimals(usd) <= extra_decimals(slip.usd)
        and extra_decimals(local) <= extra_decimals(slip.local)
    ]
    return sorted(fitting, key=lambda change: change[0])


def _with_a_digit(slip: Slip) -> Iterator[tuple[str, Amount, Amount]]:
    """Yield the pairs in which the smaller amount has one more digit in front: 1,178,000 for 178,000."""
    local_is_short = slip.rate < slip.measure.span.low
    short = slip.local if local_is_short else slip.usd
    unit = Decimal(10) ** (short.value.adjusted() + 1)
    for digit in range(1, 10):
        longer = Amount(short.value + digit * unit, short.currency)
        yield "money.magnitude", *((slip.usd, longer) if local_is_short else (longer, slip.local))


def _changes(usd: Amount, local: Amount) -> Iterator[tuple[str, Amount, Amount]]:
    """Yield every slip that happens: the boxes swapped, or a decimal mark one to three places off."""
    yield "money.swapped", Amount(local.value, USD), Amount(usd.value, local.currency)
    for shift in (-1, 1, -2, 2, -3, 3):
        yield "money.magnitude", _shifted(usd, shift), local
        yield "money.magnitude", usd, _shifted(local, shift)


def _shifted(amount: Amount, places: int) -> Amount:
    return with_own_decimals(Amount(Decimal(f"{amount.value.scaleb(places):f}"), amount.currency))


def _apart(spent: Amount | None, awarded: Amount | None) -> Decimal:
    """Return how many powers of ten lie between two amounts; three times as many if more was spent."""
    if spent is None or awarded is None or not spent.value or not awarded.value:
        return Decimal(0)
    powers = (spent.value / awarded.value).log10()
    return powers * 3 if powers > 0 else -powers


def likeliest_first(report: Report, question: Question, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """Put the reading of an unclear amount that fits the other figures first, with that as its reason.

    The one that is the fewest times too large or too small fits, unless it is more than ten times: part of an
    award may be spent, but readings that people mix up are a hundred times apart and more. A single reading
    has no reason: it may leave out a word that nobody knows.
    """
    expected, reason = _expected(report, question) if len(choices) > 1 else (None, "")
    values = [choice.value.value for choice in choices if isinstance(choice.value, Amount)]
    if not expected or len(values) < len(choices) or min(values) <= 0:
        return choices
    times_off = [max(value / expected, expected / value) for value in values]
    if min(times_off) > 10:
        return choices
    first, *others = (choices[at] for at in sorted(range(len(choices)), key=times_off.__getitem__))
    return (replace(first, reason=reason), *others)


def _expected(report: Report, question: Question) -> tuple[Decimal | None, str]:
    """Return about how large an amount should be, and why, as text."""
    figures, locale = read_figures(report), report.locale
    if report.ledger:
        # Most reports have no list, and load nothing for it.
        from reportwizard.ledger.totals import offers

        for offer in offers(report):
            if offer.question == question.id:
                listed = offer.total.amount
                return listed.value, f"fits your list of expenses, {show_amount(listed, locale)}"
    own = plausible(figures.awarded) and figures.awarded.rate
    rate = own or _usual_rate(report.currency)
    for pair in (figures.awarded, figures.spent):
        if not rate:
            break
        if question.id == pair.local_id and pair.usd is not None:
            shown_rate = show_rate(rate, report.currency, locale)
            why = f"fits the rate of {'' if own else 'about '}{shown_rate} for 1 USD"
            if report.currency == USD:
                why = f"fits your {show_amount(pair.usd, locale)}"
            return pair.usd.value * rate, why
        if question.id == pair.usd_id and pair.local is not None:
            return pair.local.value / rate, f"fits your {show_amount(pair.local, locale)}"
    awarded = {SPENT: figures.awarded.usd, SPENT_LOCAL: figures.awarded.local}.get(question.role)
    if awarded is not None:
        return awarded.value, f"fits the award of {show_amount(awarded, locale)}"
    return None, ""


def _usual_rate(code: str) -> Decimal | None:
    known = rate_range(code) if code and code != USD else None
    return (known.low * known.high).sqrt() if known else Decimal(1) if code == USD else None


# How near an amount is to the award if it is the same sum, and how far if it cannot be.
_CLOSE = Decimal("0.05")
_HALF = Decimal("0.5")
_FAR_OVER = Decimal("1.5")
_FAR_UNDER = Decimal("0.05")


def money_magnitude(report: Report) -> Iterator[Finding]:
    """Fires if a sum in two currencies implies a rate that never existed: a decimal mark is in the wrong
    place.

    Compared with the grant's own rate, else with the range of rates in the years of the project, with a
    generous margin; a note if the currency moves by more than a third in a year. Source: the table of rates
    (docs/rate-ranges.md), and published reports with 271943 for 2719.43.
    """
    for slip, usd, local in _slips(report, "money.magnitude"):
        advice = f"Are the decimal marks right in {local} and {usd}, and both currencies?"
        if slip.repair:
            (new,) = slip.repair.values()
            old = slip.usd if new.currency == USD else slip.local
            new_digits, old_digits = (amount.value.normalize().as_tuple().digits for amount in (new, old))
            doubt = "the decimal mark right" if new_digits == old_digits else "a digit missing"
            advice = f"Is {doubt} in {number_of(report, slip.question)}? {_repaired(report, slip)} would fit."
        yield _finding(report, slip, f"{_two_rates(report, slip)} {advice}")


def money_swapped(report: Report) -> Iterator[Finding]:
    """Fires if the two amounts of a sum would fit together only in each other's box.

    Source: the table of rates (docs/rate-ranges.md); the portal shows both boxes without a name.
    """
    for slip, usd, local in _slips(report, "money.swapped"):
        advice = f"Swap them: {local} is for {slip.local.currency}, {usd} for US dollars."
        yield _finding(report, slip, f"{_two_rates(report, slip)} {advice}")


def money_same_figure(report: Report) -> Iterator[Finding]:
    """Fires if both boxes hold the same figure, and the local currency is not worth a dollar.

    Source: the table of rates (docs/rate-ranges.md), and published reports with the local amount in both
    boxes.
    """
    for slip, usd, local in _slips(report, "money.same_figure"):
        code, awarded = slip.local.currency, read_figures(report).awarded.usd
        fact = f"{local} and {usd} are the same number, but 1 USD is not 1 {code}: {_cost(report, slip)}."
        advice = f"Write {code} in {local} and US dollars in {usd}."
        if slip.repair:
            advice = f"{number_of(report, slip.question)} would be {_repaired(report, slip)}."
        elif slip.pair.usd_id != id_at(report, AWARDED) and awarded and slip.usd.value > awarded.value:
            advice = f"{usd} is more than the {show_amount(awarded, report.locale)} awarded: check it."
        yield _finding(report, slip, f"{fact} {advice}")


def money_rate(report: Report) -> Iterator[Finding]:
    """Fires if the rate of the amounts spent differs from the grant's own rate by more than 15 %.

    The grant's own rate is the amount awarded in the local currency divided by the amount awarded in US
    dollars. Source: the Foundation sets the rate of each grant, and the approved local amount is the
    reference (Meta-Wiki, talk page of a General Support Fund plan, 2024).
    """
    for slip, *_ in _slips(report, "money.rate"):
        advice = f"Check both, or explain in {number_of(report, CHANGES)} why the rates differ."
        yield _finding(report, slip, f"{_two_rates(report, slip)} {advice}")


def money_award_currency(report: Report) -> Iterator[Finding]:
    """Fires if the amount awarded fits what was spent in the local currency, not in US dollars.

    Also if the applicant says that the fund is not in US dollars, and the amount in its own currency is
    missing. Silent if that amount is given and fits, or if the fund is in US dollars. Source: the form asks
    for the award in US dollars; some published reports give it in euros.
    """
    figures = read_figures(report)
    awarded, usd, local = figures.awarded.usd, figures.spent.usd, figures.spent.local
    if awarded is None or not awarded.value or report.currency == USD or figures.in_usd or own_rate(figures):
        return
    nothing_left = report.value(UNSPENT) is False
    comparable = figures.spent.rate is not None and plausible(figures.spent)
    if usd and local and comparable and _in_local(awarded, usd, local, nothing_left=nothing_left):
        in_local = Amount(awarded.value, local.currency)
        in_usd = Amount(rounded(awarded.value * usd.value / local.value, USD), USD)
        repaired = {id_at(report, role): new for role, new in ((AWARDED, in_usd), (AWARDED_LOCAL, in_local))}
        repaired.pop("", None)
        award, spent_local, own, dollars = shown(report, awarded, local, in_local, in_usd)
        fits = f"{own}, about {dollars}"
        fact = f"The award of {award} fits the {spent_local} spent. Was it {fits}?"
        message = f"{fact} Write both, as in your grant agreement."
        data = amounts(awarded=awarded, spent_usd=usd, spent_local=local)
        data["repair"] = {"label": f"Write {fits} as the award", "answers": {**amounts(**repaired)}}
        yield Finding("money.award_currency", "warning", id_at(report, AWARDED), message, data)
    elif figures.in_usd is False and figures.awarded.local_id not in ("", *report.answers):
        own = plural_of(report.currency) if report.currency else "local amount"
        fact = f"Your fund is not in US dollars. Is {show_amount(awarded, report.locale)} right?"
        place = number_of(report, AWARDED_LOCAL)
        message = f"{fact} Write the {own} of your grant agreement into {place}."
        data = amounts(awarded=awarded)
        yield Finding("money.award_currency", "warning", id_at(report, AWARDED), message, data)


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


def _slips(report: Report, code: str) -> Iterator[tuple[Slip, str, str]]:
    """Yield the slips of a code, each with the numbers of the questions for US dollars and local currency."""
    for slip in slips(read_figures(report)):
        if slip.code == code:
            yield slip, number_of(report, slip.pair.usd_id), number_of(report, slip.pair.local_id)


def _repaired(report: Report, slip: Slip) -> str:
    return ", ".join(shown(report, *slip.repair.values()))


def _finding(report: Report, slip: Slip, message: str) -> Finding:
    data = amounts(usd=slip.usd, local=slip.local)
    rates = (slip.rate, slip.measure.span.low, slip.measure.span.high)
    data["rate"], low, high = (f"{short_rate(rate):f}" for rate in rates)
    data |= {"grant_rate": low} if slip.measure.own else {"lowest_rate": low, "highest_rate": high}
    if slip.repair:
        label = f"Write {_repaired(report, slip)} into {number_of(report, slip.question)}"
        if slip.code == "money.swapped":
            label = f"Swap {number_of(report, slip.pair.local_id)} and {number_of(report, slip.pair.usd_id)}"
        data["repair"] = {"label": label, "answers": {**amounts(**slip.repair)}}
    uncertain = slip.code == "money.magnitude" and slip.measure.span.unsteady
    return Finding(slip.code, "note" if uncertain else "warning", slip.question, message, data)


def _two_rates(report: Report, slip: Slip) -> str:
    """Return the sentence on what the two amounts make of one US dollar, and what it costs."""
    rate = show_rate(slip.rate, slip.local.currency, report.locale)
    usd, local = number_of(report, slip.pair.usd_id), number_of(report, slip.pair.local_id)
    return f"In {local} and {usd}, 1 USD is {rate}, but {_cost(report, slip)}."


def _cost(report: Report, slip: Slip) -> str:
    span, code = slip.measure.span, slip.local.currency
    low, high = (show_rate(rate, code, report.locale) for rate in (span.low, span.high))
    if slip.measure.own:
        return f"in your grant it is {low}"
    # Without a last day the range is that of all years since the first one, and so on.
    first, last = (day.year if day else 0 for day in slip.pair.days)
    years = sorted({first or TABLE_START, last})
    when = f"in {'–'.join(map(str, years))}" if last else f"since {first or TABLE_START}"
    return f"{when} it cost {low} to {high}"
