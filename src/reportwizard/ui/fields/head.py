"""The words above a control: number and name of the question, its official wording, help."""

from __future__ import annotations

import itertools

from textual.content import Content

from reportwizard.forms.form import Question
from reportwizard.ui.shared.drawing import cut, ends, plain, wrapped
from reportwizard.ui.shared.drawn import Row, Zone

_BULLET = "- "


def head_rows(question: Question, title: Content, width: int, *, help_open: bool) -> list[Row]:
    """Return row 4 of a page, the official wording word for word, and help: one line, or all of it."""
    rows = [Row(title)]
    if _norm(question.wording) != _norm(question.short):
        rows += [Row(line) for line in wrapped(plain(question.wording), min(width, 76))]
    if question.paraphrased:
        rows.append(Row(Content.styled("These words may differ in the portal.", "$quiet")))
    words = help_words(question)
    if not words or (question.kind == "agreement" and not help_open):
        return rows  # seven statements and their legend take the rows; F1 shows it
    flat = plain(flowing(words), "$quiet")
    if help_open:
        rows += [Row(line) for one in words.split("\n") for line in wrapped(plain(one, "$quiet"), width)]
    elif flat.cell_length <= width:
        rows.append(Row(flat))
    else:
        right = Content.assemble(("F1", "bold"), (" all", "$quiet"))
        zone = Zone(width - right.cell_length, width, "help")
        rows.append(Row(ends(cut(flat, width - right.cell_length - 2), right, width), zones=(zone,)))
    return rows


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
