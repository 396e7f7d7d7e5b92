"""The words above a control: number and wording of the question, the official help, our own tip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from reportwizard.ui.content import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportwizard.forms.form import Question

_BULLET = "- "
_OWN = "  a question of this program, it is not part of the report"


_MARKS = {"warning": ("  !", "$warning bold"), "note": ("  i", "$quiet bold")}


def wording(question: Question, *, required: bool, mark: str = "") -> Content:
    """Return number, official wording and whether an answer is needed.

    `mark` is how grave the gravest thing is that a reader would ask there: `warning`, `note` or nothing.
    """
    number = f"{question.number}. " if question.number else ""
    need = "" if question.reference else _OWN if question.own else "  required" if required else "  optional"
    words = Content.assemble(
        (number, "$primary bold"),
        plain(question.wording, "bold"),
        (need, "$accent" if required else "$quiet"),
    )
    if question.paraphrased:
        words = Content.assemble(words, ("  † these words may differ", "$quiet"))
    return Content.assemble(words, _MARKS[mark]) if mark in _MARKS else words


def help_lines(question: Question) -> Iterator[Static]:
    """Give the official help, then our own tip; a list of points also as running text, for low screens."""
    if _BULLET in question.help:
        yield Static(plain(question.help.replace(_BULLET, "• ")), classes="help -list")
        yield Static(plain(flowing(question.help)), classes="help -flow")
    elif question.help:
        yield Static(plain(question.help), classes="help")
    if question.hint:
        yield Static(plain(f"Tip: {question.hint}"), classes="hint")


def flowing(text: str) -> str:
    """Return a text with each list of points on one line: `Share links to: this · that`."""
    lines: list[str] = []
    for line in text.splitlines():
        if not line.startswith(_BULLET):
            lines.append(line)
        elif lines and lines[-1].endswith(":"):
            lines[-1] += f" {line.removeprefix(_BULLET)}"
        else:
            lines[-1:] = [f"{''.join(lines[-1:])} · {line.removeprefix(_BULLET)}"]
    return "\n".join(lines)
