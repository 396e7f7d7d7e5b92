"""The money panel: awarded, spent and left in both currencies, while one types."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from reportwizard.checks.money.figures import USD, Figures, figures, written_figures
from reportwizard.money.amount import Amount
from reportwizard.money.showing import show_amount, show_rate
from reportwizard.report.report import Report
from reportwizard.ui.shared.drawing import bar, columns, plain, rule
from reportwizard.ui.shared.drawn import Drawn, Row
from reportwizard.ui.shared.lines import WIDE
from reportwizard.ui.shared.signs import sign

_OFF = 0.05
"""The share by which two rates may differ before they are shown."""
_BAR = 36


class Fund(Drawn):
    """A line a currency; a rate only where the two rates of the report differ."""

    DEFAULT_CSS = "Fund { height: auto; padding: 0 2 0 3; }"

    def __init__(self, report: Report) -> None:
        super().__init__()
        self._report = report

    def show(self, report: Report) -> None:
        """Show the figures as they are now."""
        self._report = report
        self.redraw()

    def rows(self, width: int) -> list[Row]:
        report = self._report
        of = figures(report)
        lines = list(fund_lines(report, of))
        if not lines:
            return []
        cells = max(11, *(len(cell) for _, *row, _ in lines for cell in row))
        right = -cells
        quiet = [Content.styled(word, "$quiet") for word in ("awarded", "spent", "left")]
        head = columns([(Content(), 5), *((word, right) for word in quiet)])
        rows = [Row(rule("Your fund", width)), Row(head)]
        for code, awarded, spent, left, over in lines:
            style = "$look bold" if over else ""
            line = columns(
                [
                    (Content.styled(code, "$quiet"), 5),
                    (plain(awarded), right),
                    (plain(spent), right),
                    (plain(left, style), right),
                ]
            )
            words = (f"   {'more than you were given' if over else ''}", style)
            rows.append(Row(Content.assemble(line, words)))
        rows += [
            Row(line) for line in (_share(of, self.app.size.width), _rates(report, of)) if line is not None
        ]
        return rows


def fund_lines(report: Report, of: Figures) -> Iterator[tuple[str, str, str, str, bool]]:
    """Give for each currency its code, what was awarded, spent and is left, and whether that is below 0."""
    locale, local = report.locale, report.currency
    role = report.form.role
    if (role("money.awarded.local") or role("money.spent.local")) and local not in ("", USD):
        awarded, spent = written_figures(report)
        over = bool(of.left_local and of.left_local.over)
        left = of.left_local.left if of.left_local else None
        yield local, _bare(awarded.local, locale), _bare(spent.local, locale), _bare(left, locale), over
    if role("money.awarded") or role("money.spent"):
        over = bool(of.left_usd and of.left_usd.over)
        left = of.left_usd.left if of.left_usd else None
        yield USD, _bare(of.awarded.usd, locale), _bare(of.spent.usd, locale), _bare(left, locale), over


def _bare(amount: Amount | None, locale: str) -> str:
    """Return an amount without its code, which stands at the left."""
    if amount is None:
        return sign("empty")
    return show_amount(amount, locale).replace(amount.currency, "").strip().replace("-", "−")


def _share(of: Figures, width: int) -> Content | None:
    left = of.left_usd or of.left_local
    if width < WIDE or left is None or not left.awarded.value:
        return None
    share = float(left.spent.value / left.awarded.value)
    tone = "$look" if left.over else "$good"
    return Content.assemble(" " * 7, bar(share, _BAR, tone))


def _rates(report: Report, of: Figures) -> Content | None:
    code = report.currency
    awarded, spent = of.awarded.rate, of.spent.rate
    if code in ("", USD) or not awarded or not spent or abs(spent / awarded - 1) <= _OFF:
        return None
    one, other = (show_rate(rate, code, report.locale) for rate in (awarded, spent))
    return Content.styled(
        f"{one} for 1 USD when awarded, {other.replace(code, '').strip()} as you report it", "$look"
    )
