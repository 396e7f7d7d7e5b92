"""The list of parts beside the questions: where one is, what is done, and what is still missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from reportwizard.report.progress import progress

if TYPE_CHECKING:
    from textual import events
    from textual.visual import VisualType

    from reportwizard.forms.form import Part
    from reportwizard.report.report import Report

CHECK = "check"
HAND_IN = "hand-in"


class PartList(Widget):
    """A line a part, with a tick or with answered/asked; then the two last steps."""

    DEFAULT_CSS = """
    PartList { width: 22; height: 1fr; padding: 1 0 0 0; border-right: solid $rule; }
    """

    class Opened(Message):
        """A line was clicked: a part's id, `check` or `hand-in`."""

        def __init__(self, target: str) -> None:
            super().__init__()
            self.target = target

    def __init__(self, report: Report, current: str) -> None:
        super().__init__()
        self.report = report
        self.current = current

    def show(self, report: Report) -> None:
        """Draw the list for a changed report."""
        self.report = report
        self.refresh()

    def _targets(self) -> list[str]:
        return [*(part.id for part in self.report.form.parts), "", CHECK, HAND_IN]

    def render(self) -> VisualType:
        """One line a target."""
        lines = [self._part_line(part) for part in self.report.form.parts]
        lines.append(Content(""))
        lines += [self._step_line(CHECK, "Check answers"), self._step_line(HAND_IN, "Hand in")]
        return Content("\n").join(lines)

    def _part_line(self, part: Part) -> Content:
        done = progress(self.report, part)
        ticked = part.id in self.report.complete
        state = "✓" if ticked else f"{done.answered}/{done.asked}" if done.asked else ""
        width = max(self.content_size.width - 1, 10)
        here = part.id == self.current
        name = f"{part.number or ' '} {part.short or part.title}"
        room = width - 1 - len(state) - 1
        text = f"{'▸' if here else ' '}{name[:room]:<{room}} "
        return Content.assemble(
            (text, "bold $primary" if here else ""), (state, "$success bold" if ticked else "$quiet")
        )

    def _step_line(self, target: str, label: str) -> Content:
        here = target == self.current
        return Content.styled(f"{'▸' if here else ' '}  {label}", "bold $primary" if here else "")

    def on_click(self, event: events.Click) -> None:
        """Open the part under the mouse."""
        row = event.y - self.gutter.top
        targets = self._targets()
        if 0 <= row < len(targets) and targets[row]:
            self.post_message(self.Opened(targets[row]))
