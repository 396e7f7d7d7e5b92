"""Awarded, spent and left, in both currencies, live while one types."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from reportwizard.checks.money.figures import (
    ROLES,
    USD,
    converted,
    figures,
    written_figures,
)
from reportwizard.checks.money.slips import plausible
from reportwizard.money.showing import show_amount, show_rate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.visual import VisualType

    from reportwizard.checks.money.figures import Figures
    from reportwizard.money.amount import Amount
    from reportwizard.report.report import Report
    from reportwizard.ui.session import Session

_CELLS = 20
# So many times the award is a slip of the pen: the exact share says nothing.
_FAR = 10


class MoneyPanel(Widget):
    """A small table: a line a currency, then a bar, then the two exchange rates."""

    DEFAULT_CSS = """
    MoneyPanel { height: auto; padding: 0 1; margin: 0 0 1 0; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def on_mount(self) -> None:
        """Follow the four amounts."""
        self.session.changed.subscribe(self, self._follow)

    def _follow(self, question_id: str) -> None:
        question = self.session.report.form.by_id.get(question_id)
        if question is None or question.role in ROLES:
            self.refresh(layout=True)

    def render(self) -> VisualType:
        """The amounts under their headings; what is not known yet is a dot."""
        report = self.session.report
        of, locale = figures(report), report.locale
        rows = list(_rows(report, of))
        width = max([12, *(len(cell) for row in rows for cell in row[1:])])
        head = Content.styled(
            "".join(f"{word:>{width + 1}}" for word in ("awarded", "spent", "left")), "$quiet"
        )
        lines = [Content.assemble("    ", head)]
        for code, *cells in rows:
            shown = "".join(f"{cell:>{width + 1}}" for cell in cells)
            lines.append(Content.assemble((f"{code:<4}", "$quiet"), shown))
        lines += [line for line in (_bar(of), _rates(of, report.currency, locale)) if line is not None]
        return Content("\n").join(lines)


def _rows(report: Report, of: Figures) -> Iterator[tuple[str, str, str, str]]:
    """Give a line for each currency: its code, what was awarded, spent, and is left."""
    locale, local = report.locale, report.currency
    left = _bare(of.left_usd.left if of.left_usd else None, locale)
    if report.form.role("money.awarded") or report.form.role("money.spent"):
        yield USD, _bare(of.awarded.usd, locale), _bare(of.spent.usd, locale), left
    in_local = report.form.role("money.awarded.local") or report.form.role("money.spent.local")
    if in_local and local not in ("", USD):
        awarded, spent = written_figures(report)
        yield local, _bare(awarded.local, locale), _bare(spent.local, locale), _left_local(of, locale)


def _left_local(of: Figures, locale: str) -> str:
    """Return what is left in local currency; with a mark where only the rate of the spending tells it."""
    if of.left_local:
        return _bare(of.left_local.left, locale)
    about = of.left_usd and plausible(of.spent) and converted(of.left_usd, of.spent)
    return f"≈ {_bare(about.left, locale)}" if about else "·"


def _bare(amount: Amount | None, locale: str) -> str:
    """Return an amount without its code, which stands at the left."""
    return show_amount(amount, locale).replace(amount.currency, "").strip() if amount else "·"


def _bar(of: Figures) -> Content | None:
    if of.over_and_left:
        over, other = of.over_and_left
        words = f"more than awarded in {over.left.currency}, and {other.left.currency} left: look at both"
        return Content.assemble("    ", (words, "$warning"))
    left = of.left_usd or of.left_local
    if left is None or not left.awarded.value:
        return None
    share = left.spent.value / left.awarded.value
    filled = min(_CELLS, int(share * _CELLS + Decimal("0.5")))
    tone = "$warning" if left.over else "$success"
    return Content.assemble(
        "    ", ("━" * filled, tone), ("─" * (_CELLS - filled), "$rule"), (f" {share_words(share)}", "$quiet")
    )


def share_words(share: Decimal) -> str:
    """Return how much of an award is spent, in words; all of it is 100 % only where nothing is left.

    `share` is what was spent divided by what was awarded.
    """
    if share >= _FAR:
        return "far more than awarded"
    percent = int((share * 100).to_integral_value(ROUND_HALF_UP))
    if share < 1:
        return f"{min(percent, 99)} % spent"
    return f"{percent} % spent{', more than awarded' if share > 1 else ''}"


def _rates(of: Figures, code: str, locale: str) -> Content | None:
    if code in ("", USD):
        return None
    pairs = ((of.awarded.rate, "the award"), (of.spent.rate, "what was spent"))
    words = [f"{show_rate(rate, code, locale)} ({what})" for rate, what in pairs if rate is not None]
    return Content.styled(f"1 USD = {' · '.join(words)}", "$quiet") if words else None
