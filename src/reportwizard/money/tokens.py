"""Signs, codes and words that people write beside an amount: ₸, KZT, тг, US$, fcfa, Rs."""

from __future__ import annotations

from functools import cache

from reportwizard.money.currencies import currencies, other_currencies, words_by_code
from reportwizard.money.numerals import tidy

# After a number these letters may mean a thousand or a million: "5k" is never five kwacha in silence.
_SCALE_LETTERS = frozenset("kmb")


def currencies_named(token: str, *, before: bool) -> tuple[str, ...]:
    """Return the codes of the currencies that a token may name, the likeliest first; else nothing.

    `token` is tidy and trimmed; case does not matter. `before`: it stands in front of the number.
    """
    key = token.casefold()
    if not before and key in _SCALE_LETTERS:
        return ()
    # A code of three capitals is meant; "5 sit" is no sum in tolars.
    return _tokens().get(key, ()) or ((token,) if token in other_currencies() else ())


@cache
def _tokens() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {currency.code.casefold(): [currency.code] for currency in currencies()}
    for code, words in words_by_code().items():
        for word in words:
            codes = found.setdefault(tidy(word).casefold(), [])
            if code not in codes:
                codes.append(code)
    return {word: tuple(codes) for word, codes in found.items()}
