"""Copying the answers one by one, in the order of the form: one key copies the next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events
from textual.content import Content
from textual.widget import Widget

from reportwizard.forms.form import Question
from reportwizard.hand_in.stops import portal_text
from reportwizard.report.report import Report
from reportwizard.ui.check.items import WorkLog, stops
from reportwizard.ui.copying import copy_text
from reportwizard.ui.report.page import ReportPage
from reportwizard.ui.session import Session
from reportwizard.ui.shared.drawing import bar, cut, ends, fitted, named, one_line, plain, signed, wrapped
from reportwizard.ui.shared.drawn import Lines, Row
from reportwizard.ui.shared.line_list import digit_of
from reportwizard.ui.shared.lines import Hint, Near
from reportwizard.ui.shared.signs import sign
from reportwizard.ui.wizard import HAND_IN, Open, wizard

_WIDTH, _LINES = 74, 6
_STEPS = {"enter": 1, "tab": 1, "down": 1, "right": 1, "shift+tab": -1, "up": -1, "left": -1}


class CopyPage(ReportPage):
    """One answer; its text is on the clipboard already. Enter copies the next one."""

    tab = HAND_IN
    DEFAULT_CSS = "CopyPage Lines { height: 1fr; max-width: 90; }"
    KEYS = (
        Hint("Shift+Tab", "back"),
        Hint("1", "copy again"),
        Hint("2", "write a file"),
        Hint("F1", "help"),
        Hint("Esc", "stop here"),
    )
    ABOUT = (
        "Copy the answers",
        "Put both windows side by side. The answer shown here is on your clipboard already.\n"
        "Paste it with Ctrl+V in {portal}, then press Enter here: the next one is copied.\n"
        "The place is kept while the report is open. If nothing is pasted, write a file instead.",
    )

    def __init__(self, session: Session, work: WorkLog) -> None:
        super().__init__(session, Open(HAND_IN, "copy"))
        self._work = work
        self._stops = stops(session.report)
        ids = [one.id for one in self._stops]
        self.number = ids.index(work.copied) if work.copied in ids else 0
        self._told = ""
        self._drawn = Lines(self._rows)
        self._drawn.can_focus = True

    def compose(self) -> Iterable[Widget]:
        yield self._drawn

    def begin(self) -> Widget:
        self._show()
        return self._drawn

    @property
    def stop(self) -> Question | None:
        """The question whose answer is copied now; None behind the last one."""
        return self._stops[self.number] if self.number < len(self._stops) else None

    def _show(self) -> None:
        stop = self.stop
        self._told = ""
        if stop is not None:
            self._work.copied = self.question_id = stop.id
            copy_text(self.app, portal_text(self.report, stop.id), "It", self._tell)
        self._drawn.redraw()
        self.frame.show_lines()

    def _tell(self, words: str, certain: bool) -> None:
        self._told = "Copied." if certain else words
        self._drawn.redraw()

    def _rows(self, width: int) -> list[Row]:
        lines = stop_lines(self.report, self.stop, self.number, len(self._stops), self._told)
        return [Row(cut(line, width)) for line in lines]

    def near(self) -> Near:
        names = ["", *(f"{one.number} {one.name}".strip() for one in self._stops), "", ""]
        return Near(names[self.number], names[self.number + 2])

    def hints(self) -> Sequence[Hint]:
        return (Hint("Enter", "next answer" if self.stop else "hand in"), *self.KEYS)

    def on_key(self, event: events.Key) -> None:
        """Enter and Tab go on, Shift+Tab goes back, numbers do what they say."""
        number = digit_of(event)
        if event.key in _STEPS:
            self.next_question(_STEPS[event.key])
        elif number == 1:
            self._show()
        elif number == 2:
            self.post_message(Open(HAND_IN, "file"))
        else:
            return
        event.stop()
        event.prevent_default()

    def next_question(self, by: int) -> None:
        """Copy the next answer, or the one before; behind the last one comes Hand in."""
        if self.stop is None and by > 0:
            self.up()
        elif self.number + by < 0:
            wizard(self).say("This is the first answer.", "look")
        else:
            self.number += by
            self._show()

    def up(self) -> None:
        self.post_message(Open(HAND_IN, "copy-way" if self.stop else "handed-in"))


def stop_lines(report: Report, question: Question | None, number: int, many: int, told: str) -> list[Content]:
    """Return what is said of one answer; behind the last one, that all are copied."""
    form = report.form
    title = f"Copy into {form.portal_name}" if form.portal_name else "Copy the answers"
    count = Content.styled(f"{min(number + 1, many)} of {many}", "$quiet")
    lines = [ends(plain(title, "bold"), count, _WIDTH), bar(number / many if many else 1, _WIDTH), Content()]
    shown: list[Content] = []
    if question is None:
        words = "That was the last one." if many else "There is no answer to copy yet."
        lines.append(Content.assemble(signed("done" if many else "look"), f" {words}"))
    else:
        lines += [
            named(question.number, question.name),
            Content.styled("The box there is called:", "$quiet"),
            one_line(f"“{question.wording}”", _WIDTH),
            Content(),
            _state(told),
            Content(),
        ]
        shown = _shown(portal_text(report, question.id))
    return [*(line.pad_left(3) for line in lines), *map(_boxed, shown)]


def _state(told: str) -> Content:
    if told == "Copied.":
        words = " Paste it there with Ctrl+V, then press Enter here."
        return Content.assemble(signed("done"), (" Copied.", "bold $good"), words)
    return plain(told or "Copying…", "$quiet")


def _shown(text: str) -> list[Content]:
    """Return the first lines of a text, and how many there are below them."""
    lines = wrapped(plain(text[: _WIDTH * (_LINES + 2)]), _WIDTH)
    if len(lines) > _LINES:
        lengths = (plain(one).cell_length for one in text.strip().split("\n"))
        left = sum(max(-(-length // _WIDTH), 1) for length in lengths) - _LINES
        lines[_LINES:] = [Content.styled(f"{sign('unfolded')} {left} more lines", "$quiet")]
    return lines


def _boxed(line: Content) -> Content:
    edge = Content.styled(f" {sign('edge')} ", "$edge")
    return fitted(Content.assemble(edge, line), _WIDTH + 4).stylize_before("on $raised")
