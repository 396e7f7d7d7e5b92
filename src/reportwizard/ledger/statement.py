"""What the cells of a bank's or wallet's list say: which way the money went, and whether it went at all."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from reportwizard.ledger.words import beginning, fold, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

OUT, IN, BETWEEN = "out", "in", "between"
"""Which way money went: out, in, or from one to another of the applicant's own accounts or currencies."""

DONE = "done"
REASONS = {
    "pending": "are not booked yet",
    "failed": "failed",
    "declined": "were declined",
    "reversed": "were paid back or reversed",
    "cancelled": "were cancelled",
    BETWEEN: "move money between your own accounts or currencies",
    "total": "add up other lines",
    "balance": "say what was there or is left",
    "remark": "hold one text and no amount",
    "zero": "move no money",
}
"""Why a line of a file is neither an expense nor money that came in, in words."""

_WAYS = (OUT, IN, BETWEEN)
_STATES = ("pending", "failed", "declined", "reversed", "cancelled", DONE)
_LONGEST, _SHORT = 60, 3
_MARK = re.compile(r"\A\s*(\+)\s*|(?<=[\d\s)])\s*(CR|DR|Cr|Dr|cr|dr|DB|C|D|S|H|K)\.?\s*\Z")
_SIGNS = {"/": BETWEEN, "+": IN, "-": OUT, "−": OUT}
_MARKS = {"+": IN, "cr": IN, "c": IN, "h": IN, "k": IN, "dr": OUT, "db": OUT, "d": OUT, "s": OUT}


@lru_cache(maxsize=4096)
def way_of(text: str) -> str:
    """Return which way a mark such as `Dr`, `Af`, `Eingang` or `收入` says money went; empty for others."""
    return _SIGNS.get(text.strip()) or _listed(text, _WAYS)


@lru_cache(maxsize=4096)
def state_of(text: str) -> str:
    """Return what a status says: a key of `REASONS`, or `done`; empty for a text that says none of these."""
    first, _, rest = fold(text[:_LONGEST]).partition(" ")
    if first in words_of("cell.not"):
        return "pending" if _listed(rest, _STATES) == DONE else ""
    return _listed(text, _STATES)


def _listed(text: str, names: Sequence[str]) -> str:
    """Return the list that holds the longest beginning of a text; short words must stand alone."""
    folded = fold(text) if len(text) <= _LONGEST else ""
    begins = {name: beginning(folded, name=f"cell.{name}") for name in names}
    best = max(names, key=lambda name: len(begins[name]))
    is_whole = begins[best] == folded or len(begins[best]) > _SHORT or not begins[best].isascii()
    return best if begins[best] and is_whole else ""


def is_balance(text: str) -> bool:
    """Whether a line says how much was there before, or is left: `Opening balance`, `Kontostand am 1.2.`."""
    folded = fold(text[:_LONGEST])
    begin = beginning(folded, "cell.balances")
    rest = folded.removeprefix(begin).split()
    are_days = all(word in words_of("cell.before_a_day") or word[0].isdecimal() for word in rest)
    return bool(begin) and (" " in begin or are_days)


def without_mark(text: str) -> tuple[str, str]:
    """Return an amount without the mark beside it, and which way that says money went: `12.30 CR`, `+5`."""
    found = _MARK.search(text)
    if not found:
        return text, ""
    return (text[: found.start()] + text[found.end() :]).strip(), _MARKS[
        found[found.lastindex or 0].casefold()
    ]


def marks_count(texts: Iterable[str]) -> bool:
    """Whether what stands beside the amounts of a column are marks, and not the sign of a currency.

    A plus says something where other amounts have none.
    """
    found = {
        match[match.lastindex or 0].casefold() if match else ""
        for match in map(_MARK.search, filter(None, texts))
    }
    if found & {"cr", "dr", "db"} or {"", "+"} <= found:
        return True
    return not found.isdisjoint("ds") and not found.isdisjoint("chk")


def minus_is_out(
    values: Sequence[Decimal | None], balances: Sequence[Decimal | None], ways: Sequence[str]
) -> bool | None:
    """Say what a minus means in a column with signs, by the balances, else by the marks of its lines.

    None where neither says anything.
    """
    by_balance = _balance_votes(values, balances)
    if by_balance:
        return by_balance > 0
    votes = sum(
        (1 if way == OUT else -1) * (1 if value < 0 else -1)
        for value, way in zip(values, ways, strict=True)
        if value and way in (OUT, IN)
    )
    return votes > 0 if votes else None


def _balance_votes(values: Sequence[Decimal | None], balances: Sequence[Decimal | None]) -> int:
    """Count the lines whose balance grows by their amount, less those whose balance falls by it."""
    votes = 0
    for change, earlier, later in changes(values, balances):
        votes += (change in (earlier, later)) - (-change in (earlier, later))
    return votes


def changes(
    values: Sequence[Decimal | None], balances: Sequence[Decimal | None]
) -> list[tuple[Decimal, Decimal | None, Decimal | None]]:
    """Return each amount with what the balance changed by, read downwards and read upwards."""
    found = []
    for at, value in enumerate(values):
        here = balances[at]
        if value and here is not None:
            before = balances[at - 1] if at else None
            after = balances[at + 1] if at + 1 < len(balances) else None
            found.append(
                (value, None if before is None else here - before, None if after is None else here - after)
            )
    return found


def ways_by_balance(values: Sequence[Decimal | None], balances: Sequence[Decimal | None]) -> list[str]:
    """Return which way money without a sign went, by the balance beside it; empty where it is silent."""
    forwards, backwards = _walk(values, balances, 1), _walk(values, balances, -1)
    best = max(forwards, backwards, key=lambda ways: sum(map(bool, ways)))
    # Figures that only add up are the running total of a list of expenses, not the balance of a bank.
    return best if OUT in best else [""] * len(values)


def _walk(values: Sequence[Decimal | None], balances: Sequence[Decimal | None], step: int) -> list[str]:
    ways = [""] * len(values)
    last: Decimal | None = None
    for at in range(len(values))[::step]:
        value, here = values[at], balances[at]
        if value and here is not None:
            if last is None and here == value:
                ways[at] = IN
            elif last is not None and abs(here - last) == abs(value):
                ways[at] = IN if here > last else OUT
        last = here if here is not None else last
    return ways
