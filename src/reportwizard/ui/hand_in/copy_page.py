"""Copying the answers one by one, in the order of the form: one key copies the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from reportwizard.kinds.registry import KINDS
from reportwizard.ui.check.items import stops
from reportwizard.ui.clipboard import copy_text
from reportwizard.ui.report.page import ReportPage
from reportwizard.ui.shared.drawing import bar, cut, ends, fitted, one_line, plain, signed, wrapped
from reportwizard.ui.shared.drawn import Drawn, Row
from reportwizard.ui.shared.line_list import digit_of
from reportwizard.ui.shared.lines import Hint, Near
from reportwizard.ui.shared.signs import sign
from reportwizard.ui.wizard import HAND_IN, Open, wizard

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual import events
    from textual.widget import Widget

    from reportwizard.forms.form import Question
    from reportwizard.report.report import Report
    from reportwizard.ui.check.items import WorkLog
    from reportwizard.ui.session import Session

_WIDTH, _LINES = 74, 6


class CopyPage(ReportPage):
    """One answer; its text is on the clipboard already. Enter copies the next one."""

    tab = HAND_IN
    SCOPED_CSS = False
    DEFAULT_CSS = "Frame.-wide CopyPage { padding-top: 1; }"

    def __init__(self, session: Session, work: WorkLog) -> None:
        super().__init__(session)
        self._work = work
        self._stops = stops(session.report)
        ids = [one.id for one in self._stops]
        self.number = ids.index(work.copied) if work.copied in ids else 0
        self._told = ""

    @property
    def place(self) -> Open:
        """This page."""
        return Open(HAND_IN, "copy")

    def compose(self) -> Iterable[Widget]:
        """One drawing."""
        yield Stop()

    def begin(self) -> Widget:
        """Copy the first one at once."""
        self._show()
        return self.query_one(Stop)

    @property
    def stop(self) -> Question | None:
        """The question whose answer is copied now; None behind the last one."""
        return self._stops[self.number] if self.number < len(self._stops) else None

    def _show(self) -> None:
        stop = self.stop
        self._told = ""
        self._draw()
        if stop is not None:
            self._work.copied, self.question_id = stop.id, stop.id
            copy_text(self.app, portal_text(self.session.report, stop), "It", self._tell)

    def _tell(self, words: str, certain: bool) -> None:
        if self.is_attached:
            self._told = "Copied." if certain else words
            self._draw()

    def _draw(self) -> None:
        lines = stop_lines(self.session.report, self.stop, self.number, len(self._stops), self._told)
        self.query_one(Stop).show(lines)
        if self.frame.page is self:
            self.frame.show_lines()

    def near(self) -> Near:
        """The answers before and after."""
        names = [f"{one.number} {one.name}".strip() for one in self._stops]
        before = names[self.number - 1] if self.number else ""
        return Near(before, names[self.number + 1] if self.number + 1 < len(names) else "")

    def hints(self) -> Sequence[Hint]:
        """On, back, again."""
        on = Hint("Enter", "next answer" if self.stop else "hand in", "enter")
        return (
            on,
            Hint("Shift+Tab", "back", "shift+tab"),
            Hint("1", "copy again"),
            Hint("2", "write a file"),
            Hint("F1", "help", "f1"),
            Hint("Esc", "stop here", "escape"),
        )

    def help(self) -> tuple[str, str]:
        """What one does in the two windows."""
        where = self.session.report.form.portal_name or "the other window"
        return "Copy the answers", (
            "Put both windows side by side. The answer shown here is on your clipboard already.\n"
            f"Paste it with Ctrl+V in {where}, then press Enter here: the next one is copied.\n"
            "The place is kept while the report is open. If nothing is pasted, write a file instead."
        )

    def on_key(self, event: events.Key) -> None:
        """Enter and Tab go on, Shift+Tab goes back, numbers do what they say."""
        number = digit_of(event)
        if event.key in ("enter", "tab", "down", "right"):
            self.step(1)
        elif event.key in ("shift+tab", "up", "left"):
            self.step(-1)
        elif number == 1:
            self._show()
        elif number == 2:
            self.post_message(Open(HAND_IN, "file"))
        else:
            return
        event.stop()
        event.prevent_default()

    def step(self, by: int) -> None:
        """Copy the next answer, or the one before; behind the last one comes Hand in."""
        if self.stop is None and by > 0:
            self.up()
            return
        if self.number + by < 0:
            wizard(self).say("This is the first answer.", "look")
            return
        self.number += by
        self._show()

    def next_question(self, by: int) -> None:
        """Alt+↓ and Alt+↑ do the same."""
        self.step(by)

    def up(self) -> None:
        """Go back to the ways."""
        self.post_message(Open(HAND_IN, "copy-way" if self.stop else "handed-in"))


class Stop(Drawn, can_focus=True):
    """The answer that is copied."""

    DEFAULT_CSS = "Stop { height: 1fr; padding: 0 1 0 0; max-width: 90; }"

    def __init__(self) -> None:
        super().__init__()
        self._lines_shown: Sequence[Content] = ()

    def show(self, lines: Sequence[Content]) -> None:
        """Show another one."""
        self._lines_shown = lines
        self.redraw()

    def rows(self, width: int) -> list[Row]:
        """As they are."""
        return [Row(cut(line, width)) for line in self._lines_shown]


def portal_text(report: Report, question: Question) -> str:
    """Return an answer as a box of the portal takes it."""
    return KINDS[question.kind].portal(report.answers[question.id], question, report.region)


def stop_lines(report: Report, question: Question | None, number: int, many: int, told: str) -> list[Content]:
    """Return what is said of one answer; behind the last one, that all are copied."""
    form = report.form
    title = f"Copy into {form.portal_name}" if form.portal_name else "Copy the answers"
    count = Content.styled(f"{min(number + 1, many)} of {many}", "$quiet")
    lines = [
        Content.assemble("   ", ends(plain(title, "bold"), count, _WIDTH)),
        Content.assemble("   ", bar(number / many if many else 1, _WIDTH)),
        Content(),
    ]
    if question is None:
        words = "That was the last one." if many else "There is no answer to copy yet."
        return [*lines, Content.assemble("   ", signed("done" if many else "look"), f" {words}")]
    head = Content.assemble((f"{question.number}  " if question.number else "", "bold $accent"),
                            plain(question.name, "bold"))  # fmt: skip
    box = one_line(f"“{question.wording}”", _WIDTH)
    text = portal_text(report, question)
    lines += [Content.assemble("   ", line) for line in (
        head, Content.styled("The box there is called:", "$quiet"), box, Content(), _state(told), Content(),
    )]  # fmt: skip
    shown = wrapped(plain(text[: _WIDTH * (_LINES + 2)]), _WIDTH)
    more = len(shown) > _LINES
    for line in shown[:_LINES]:
        lines.append(_boxed(line))
    if more:
        lengths = (plain(one).cell_length for one in text.strip().split("\n"))
        left = sum(max(-(-length // _WIDTH), 1) for length in lengths) - _LINES
        lines.append(_boxed(Content.styled(f"{sign('unfolded')} {left} more lines", "$quiet")))
    return lines


def _state(told: str) -> Content:
    if told == "Copied.":
        words = " Paste it there with Ctrl+V, then press Enter here."
        return Content.assemble(signed("done"), (" Copied.", "bold $good"), words)
    return plain(told or "Copying…", "$quiet")


def _boxed(line: Content) -> Content:
    edge = Content.styled(f" {sign('edge')} ", "$edge")
    return fitted(Content.assemble(edge, line), _WIDTH + 4).stylize_before("on $raised")
