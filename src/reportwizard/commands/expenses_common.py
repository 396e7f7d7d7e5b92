"""What the commands for a list of expenses share: whose list it is, how it is kept, and its JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import click

    from reportwizard.ledger.totals import Offer
    from reportwizard.money.amount import Amount
    from reportwizard.report.expense import Expense


def draft_of(context: click.Context) -> str:
    """Return the draft that stands after the word `expenses`."""
    params = context.parent.params if context.parent else {}
    return str({**params, **context.params}["draft"])


def refuse_too_many(kept: Sequence[Expense]) -> None:
    """Refuse a list that a draft could not hold; `AnswerError`."""
    from reportwizard.errors import AnswerError
    from reportwizard.ledger.edit import why_not_kept

    if why := why_not_kept(kept):
        raise AnswerError(why, "Nothing was changed. Keep only the lines of this grant.")


def amount_shape(amount: Amount) -> dict[str, str]:
    """Return an amount as JSON."""
    return {"amount": amount.portal(), "currency": amount.currency}


def offer_shape(offer: Offer) -> dict[str, Any]:
    """Return what the list offers for a question as JSON; expenses are numbered from 1."""
    total, known = offer.total, offer.difference
    return {
        "question": offer.question,
        "total": amount_shape(total.amount),
        "counted": total.counted,
        "converted": total.converted,
        "left_out": rows_by(total.left_out),
        "difference": None if known is None else f"{known:f}",
        "agrees": offer.agrees,
    }


def rows_by(places: Mapping[str, Sequence[int]]) -> dict[str, list[int]]:
    """Return the numbers (from 1) of expenses by the places (from 0) that are given for each key."""
    return {key: [place + 1 for place in found] for key, found in places.items()}
