"""Numbered actions beside each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual import events
from textual.content import Content

from reportwizard.ui.shared.line_list import typed_digit
from reportwizard.ui.shared.lines_widget import LinesWidget, Row, row_of_zones
from reportwizard.ui.wizard import attempt


class ChoiceRow(LinesWidget):
    """Actions by their labels, centred on as many lines as they need. A click or a number runs one."""

    def __init__(self, actions: Mapping[str, Callable[[], object]], *, classes: str = "") -> None:
        super().__init__(classes=classes)
        self.actions = actions

    def rows(self, width: int) -> list[Row]:
        lines: list[list[tuple[Content, str]]] = [[]]
        for number, label in enumerate(self.actions, 1):
            choice = Content.assemble((f"{number}  ", "bold"), (label, "$accent")), label
            if lines[-1] and _width([*lines[-1], choice]) > width:
                lines.append([])
            lines[-1].append(choice)
        return [row_of_zones(line, Content(" " * ((width - _width(line)) // 2))) for line in lines]

    def clicked(self, target: str) -> None:
        attempt(self, self.actions[target])

    def on_key(self, event: events.Key) -> None:
        if event.is_printable:
            event.stop()
        number = typed_digit(event)
        if number and number <= len(self.actions):
            self.clicked([*self.actions][number - 1])


def _width(choices: list[tuple[Content, str]]) -> int:
    return row_of_zones(choices, Content()).content.cell_length
