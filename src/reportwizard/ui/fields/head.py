"""The words above a control: number and name of the question, its official wording, help."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from textual.content import Content

from reportwizard.ui.shared.drawing import cut, ends, plain, wrapped
from reportwizard.ui.shared.drawn import Drawn, Row, Zone

if TYPE_CHECKING:
    from reportwizard.forms.form import Question

LEFT = 3
"""Cells left of every text of a page."""
_BULLET = "- "
_ALL = "F1 all"


class Head(Drawn):
    """Row 4 of a page, the official wording word for word, and help: one line, or all of it."""

    DEFAULT_CSS = "Head { height: auto; padding: 0 2 0 3; }"

    def __init__(self, question: Question, *, required: bool, help_open: bool = False) -> None:
        super().__init__()
        self.question = question
        self._help_open = help_open
        self._state = (False, required, "")

    def show(self, *, answered: bool, required: bool, count: str = "") -> None:
        """Show whether it is answered; `count` stands before that."""
        if (answered, required, count) != self._state:
            self._state = (answered, required, count)
            self.redraw()

    def rows(self, width: int) -> list[Row]:
        """Heading, wording, help."""
        rows = [Row(heading(self.question, *self._state, width))]
        if _norm(self.question.wording) != _norm(self.question.short):
            rows += [Row(line) for line in wrapped(plain(self.question.wording), min(width, 76))]
        if self.question.paraphrased:
            rows.append(Row(Content.styled("These words may differ in the portal.", "$quiet")))
        return rows + self._help(width)

    def _help(self, width: int) -> list[Row]:
        words = help_words(self.question)
        if not words or (self.question.kind == "agreement" and not self._help_open):
            return []  # seven statements and their legend take the rows; F1 shows it
        if self._help_open:
            lines = [line for one in words.split("\n") for line in wrapped(plain(one, "$quiet"), width)]
            return [Row(line) for line in lines]
        flat = plain(flowing(words), "$quiet")
        if flat.cell_length <= width:
            return [Row(flat)]
        right = Content.assemble(("F1", "bold"), (" all", "$quiet"))
        return [
            Row(ends(cut(flat, width - 8), right, width), zones=(Zone(width - len(_ALL), width, "help"),))
        ]

    def clicked(self, what: str) -> None:
        """Open the help."""
        self.app.simulate_key("f1")


def heading(question: Question, answered: bool, required: bool, count: str, width: int) -> Content:
    """Return `2  Links to your impact      required`, as wide as the page."""
    number = f"{question.number}  " if question.number else ""
    name = Content.assemble((number, "bold $accent"), plain(question.name, "bold"))
    if question.reference:
        need = Content()
    elif required:
        need = Content() if answered else Content.styled("required", "$look")
    else:
        need = Content.styled("not part of the report" if question.own else "optional", "$quiet")
    right = Content.assemble((f"{count} · " if count and need else count, "$quiet"), need)
    return ends(name, right, width)


def help_words(question: Question) -> str:
    """Return the official help and our own tip; points begin with ·."""
    official = question.help.replace(f"\n{_BULLET}", "\n· ")
    if official.startswith(_BULLET):
        official = f"· {official.removeprefix(_BULLET)}"
    return "\n".join(one for one in (official, question.hint) if one)


def flowing(text: str) -> str:
    """Return a text with each list of points on one line: `Share links to: this · that`."""
    lines = text.split("\n")
    flat = lines[0].removeprefix("· ")
    for before, line in itertools.pairwise(lines):
        point = line.removeprefix("· ") if line.startswith("· ") else line
        flat += f" {point}" if before.endswith(":") or not line.startswith("· ") else f" · {point}"
    return flat


def _norm(text: str) -> str:
    return text.casefold().strip(" .?:")
