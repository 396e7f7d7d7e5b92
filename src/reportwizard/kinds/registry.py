"""Every kind of answer, by the name that form files use. To add one: a module, and a line here."""

from __future__ import annotations

from reportwizard.kinds import agreement, choice, count, date, long_text, money, table, text, yes_no
from reportwizard.kinds.base import Kind

KINDS: dict[str, Kind] = {
    "text": text,
    "long_text": long_text,
    "choice": choice,
    "yes_no": yes_no,
    "agreement": agreement,
    "money": money,
    "count": count,
    "date": date,
    "table": table,
}
