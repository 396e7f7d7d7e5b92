"""Every kind of answer, by the name that form files use. To add one: a class, and a line here."""

from __future__ import annotations

from reportwizard.kinds.agreement import AgreementKind
from reportwizard.kinds.choice import ChoiceKind, YesNoKind
from reportwizard.kinds.count import CountKind
from reportwizard.kinds.date import DateKind
from reportwizard.kinds.kind import Kind
from reportwizard.kinds.money import MoneyKind
from reportwizard.kinds.table import TableKind
from reportwizard.kinds.text import LongTextKind, TextKind

KINDS: dict[str, Kind] = {
    "text": TextKind(),
    "long_text": LongTextKind(),
    "choice": ChoiceKind(),
    "yes_no": YesNoKind(),
    "agreement": AgreementKind(),
    "money": MoneyKind(),
    "count": CountKind(),
    "date": DateKind(),
    "table": TableKind(),
}
