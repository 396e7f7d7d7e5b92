"""Two amounts that cannot both be right by the exchange rate between them, and what would mend them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from reportwizard.checks.money.figures import USD, Figures, Pair, cents
from reportwizard.money.amount import Amount
from reportwizard.money.currencies import extra_decimals
from reportwizard.money.rates import rate_range

_OWN_RATE_APART = Decimal("0.15")
_RANGE_SLACK = Decimal("1.5")
_ONE = Decimal(1)
_SHIFTS = (1, 2, 3)
_OVERSPENDING_IS_RARE = 3

Unlikely: TypeAlias = Callable[[Amount, Amount], Decimal]
"""How far two amounts (US dollars, local) are from those of the other pair; 0 where they are the same."""


class Measure(NamedTuple):
    """The rates that are right: the grant's `own` one, or those of the currency in the years of the project.

    Rates are in units of the local currency for 1 US dollar. The own rate stands in `low` and in `high`.
    `unsteady`: the currency moves so fast that the range proves little.
    """

    low: Decimal
    high: Decimal
    own: bool = False
    unsteady: bool = False

    def fits(self, rate: Decimal) -> bool:
        """Whether a rate is near enough: exchange rates move, and banks take a share."""
        if self.own:
            return abs(rate - self.low) <= self.low * _OWN_RATE_APART
        return self.low / _RANGE_SLACK <= rate <= self.high * _RANGE_SLACK

    def holds(self, rate: Decimal) -> bool:
        """Whether a rate is right without any room to spare, as that of a repair must be."""
        return self.fits(rate) if self.own else self.low <= rate <= self.high

    @property
    def may_be_one(self) -> bool:
        """Whether both boxes may hold the same figure."""
        return self.fits(_ONE) if self.own else self.low <= _ONE <= self.high


class Slip(NamedTuple):
    """What is wrong with a pair of amounts: a code of the `money` family.

    `repair` holds the new answers that would make the figures fit, by question id; nothing where none fits.
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


def spending_slip(of: Figures) -> Slip | None:
    """Return what is wrong between the two amounts spent; None where they fit."""

    def unlikely(usd: Amount, local: Amount) -> Decimal:
        return _apart(usd, of.awarded.usd) + _apart(local, of.awarded.local)

    return _slip(of.spent, own_rate(of), unlikely)


def award_slip(of: Figures) -> Slip | None:
    """Return what is wrong between the two amounts awarded; None where they fit."""

    def unlikely(usd: Amount, local: Amount) -> Decimal:
        return _apart(of.spent.usd, usd) + _apart(of.spent.local, local)

    return _slip(of.awarded, None, unlikely)


def doubtful(of: Figures) -> bool:
    """Whether amounts are so far off that nothing can be said about what is left."""
    return any(slip is not None and slip.code != "money.rate" for slip in (spending_slip(of), award_slip(of)))


def own_rate(of: Figures) -> Measure | None:
    """Return the grant's own rate; None where an amount is missing, or where the two cannot be right.

    A fund in US dollars has no rate of its own: what is paid changes with the day.
    """
    rate = None if of.in_usd else of.awarded.rate
    return Measure(rate, rate, own=True) if rate is not None and plausible(of.awarded) else None


def plausible(pair: Pair) -> bool:
    """Whether the currency of a pair has had about its rate; true where that is not known."""
    usual = _usual(pair)
    return usual is None or pair.rate is None or usual.fits(pair.rate)


def _usual(pair: Pair) -> Measure | None:
    span = pair.local and rate_range(pair.local.currency, *pair.days)
    return Measure(span.low, span.high, unsteady=span.unsteady) if span else None


def _slip(pair: Pair, own: Measure | None, unlikely: Unlikely) -> Slip | None:
    usd, local = pair.usd, pair.local
    measures = [measure for measure in (own, _usual(pair)) if measure]
    if pair.rate is None or usd is None or local is None or not measures:
        return None
    slips = [Slip("money.magnitude", usd, local, pair, measure) for measure in measures]
    first, last = slips[0], slips[-1]
    if usd.value == local.value and not first.measure.may_be_one:
        return first._replace(code="money.same_figure", repair=_by_own_rate(first, unlikely))
    for slip in slips:
        if slip.measure.fits(pair.rate):
            break
        if mended := _mended(slip, unlikely):
            return mended
    if first.measure.fits(pair.rate):
        return None
    within = last.measure.own or last.measure.fits(pair.rate)
    return first._replace(code="money.rate") if within else last


def _by_own_rate(slip: Slip, unlikely: Unlikely) -> dict[str, Amount]:
    """Return the box that fits the award worse, converted from the other one at the grant's own rate."""
    usd, local, measure, pair = slip.usd, slip.local, slip.measure, slip.pair
    if not measure.own:
        return {}
    new_usd = Amount(cents(local.value / measure.low, USD), USD)
    new_local = Amount(cents(usd.value * measure.low, local.currency), local.currency)
    if unlikely(new_usd, local) <= unlikely(usd, new_local):
        return {pair.usd_id: new_usd}
    return {pair.local_id: new_local}


def _mended(slip: Slip, unlikely: Unlikely) -> Slip | None:
    """Return the one change that makes a pair fit; None where there is none, or where several fit as well."""
    found = _fitting(_changes(slip.usd, slip.local), slip, unlikely)
    found = found or _fitting(_with_a_digit(slip), slip, unlikely)
    if not found or (len(found) > 1 and found[0][0] == found[1][0] and found[0][1] != "money.swapped"):
        return None
    _, code, usd, local = found[0]
    changed = {slip.pair.local_id: (slip.local, local), slip.pair.usd_id: (slip.usd, usd)}
    return slip._replace(code=code, repair={key: new for key, (old, new) in changed.items() if new != old})


def _fitting(
    changes: Iterable[tuple[str, Amount, Amount]], slip: Slip, unlikely: Unlikely
) -> list[tuple[Decimal, str, Amount, Amount]]:
    """Return the changes whose rate is right and that add no decimals, the likeliest first."""
    found = [
        (unlikely(usd, local), code, usd, local)
        for code, usd, local in changes
        if slip.measure.holds(local.value / usd.value)
        and extra_decimals(usd) <= extra_decimals(slip.usd)
        and extra_decimals(local) <= extra_decimals(slip.local)
    ]
    return sorted(found, key=lambda change: change[0])


def _with_a_digit(slip: Slip) -> Iterator[tuple[str, Amount, Amount]]:
    """Give the pairs in which the smaller amount has one more digit in front: 1,178,000 for 178,000."""
    local_is_short = slip.rate < slip.measure.low
    short = slip.local if local_is_short else slip.usd
    unit = Decimal(10) ** (short.value.adjusted() + 1)
    for digit in range(1, 10):
        longer = Amount(short.value + digit * unit, short.currency)
        pair = (slip.usd, longer) if local_is_short else (longer, slip.local)
        yield "money.magnitude", *pair


def _changes(usd: Amount, local: Amount) -> Iterator[tuple[str, Amount, Amount]]:
    """Give every slip that happens: the boxes swapped, or a decimal mark one to three places off."""
    yield "money.swapped", Amount(local.value, USD), Amount(usd.value, local.currency)
    for places in _SHIFTS:
        for shift in (-places, places):
            yield "money.magnitude", _shifted(usd, shift), local
            yield "money.magnitude", usd, _shifted(local, shift)


def _shifted(amount: Amount, places: int) -> Amount:
    return Amount(Decimal(f"{amount.value.scaleb(places):f}"), amount.currency)


def _apart(spent: Amount | None, awarded: Amount | None) -> Decimal:
    """Return how many powers of ten lie between two amounts; more where the spent one is the greater."""
    if spent is None or awarded is None or not spent.value or not awarded.value:
        return Decimal(0)
    powers = (spent.value / awarded.value).log10()
    return powers * _OVERSPENDING_IS_RARE if powers > 0 else -powers
