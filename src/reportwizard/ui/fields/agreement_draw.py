"""How an agreement question looks: the options and their keys, then each statement with its answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from reportwizard.kinds.agreement import given_options
from reportwizard.kinds.base import Value
from reportwizard.kinds.unread import shown_typed
from reportwizard.ui.content import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportwizard.forms.form import Question
    from reportwizard.kinds.base import Option

_HERE = "on $primary 25%"
_BETWEEN = 3
_SIDE_BY_SIDE = 76
_ANSWER = 30
_INDENT = 5


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement with what is stored for it. `known` is False where the form has no such statement."""

    id: str
    letter: str
    text: str
    answer: Value | None
    known: bool = True


@dataclass(frozen=True, slots=True)
class Drawn:
    """One line on the screen: the statement it belongs to, and what can be clicked (from, to, option)."""

    content: Content
    statement: int | None = None
    zones: tuple[tuple[int, int, str], ...] = ()


def statements(question: Question, value: Value | None) -> tuple[Statement, ...]:
    """Return the form's statements in their order, then what is stored for statements it does not know."""
    given = given_options(value)
    known = [Statement(row.id, row.letter, row.label, given.pop(row.id, None)) for row in question.rows]
    strays = [
        Statement(key, "?", f"{key}: not in the form; Delete takes it out", answer, known=False)
        for key, answer in given.items()
    ]
    return (*known, *strays)


def keys_of(question: Question) -> dict[str, str]:
    """Return the option that each key chooses: digits in the form's order, and the form's own keys."""
    keys = {str(number): option.id for number, option in enumerate(question.options, 1)}
    return keys | {option.key: option.id for option in question.options if option.key}


def draw(question: Question, lines: Sequence[Statement], cursor: int | None, width: int) -> tuple[Drawn, ...]:
    """Return every line of the control in `width` terminal cells; `cursor` is None without focus."""
    drawn = [Drawn(line) for line in plain(question.intro).wrap(width)] if question.intro else []
    drawn += _legend(question, width)
    drawn.append(Drawn(Content.styled("─" * width, "$rule")))
    for number, line in enumerate(lines):
        drawn += [Drawn(content, number) for content in _statement(question, line, number == cursor, width)]
    return tuple(drawn)


def _legend(question: Question, width: int) -> Iterator[Drawn]:
    items = [(option.id, _with_key(question, option)) for option in question.options]
    if any(option.paraphrased for option in question.options):
        items.append(("", Content.styled("† these words may differ", "$quiet")))
    line, zones = Content(), list[tuple[int, int, str]]()
    for option, item in ((option, part) for option, whole in items for part in whole.wrap(width)):
        start = line.cell_length + _BETWEEN if line else 0
        if start + item.cell_length > width:
            yield Drawn(line, zones=tuple(zones))
            line, zones, start = Content(), [], 0
        line = Content.assemble(line, " " * (start - line.cell_length), item)
        zones.append((start, line.cell_length, option))
    yield Drawn(line, zones=tuple(zones))


def _with_key(question: Question, option: Option) -> Content:
    keys = "/".join(key for key, chosen in keys_of(question).items() if chosen == option.id)
    return Content.assemble((f"{keys} ", "$accent"), plain(_label(option)))


def _label(option: Option) -> str:
    return f"{option.label} †" if option.paraphrased else option.label


def _statement(question: Question, line: Statement, here: bool, width: int) -> list[Content]:
    """Return a statement with its answer in a column to the right.

    On a narrow screen the statement takes the whole width, and the answer begins beside its last line
    where that is short, else on a line of its own.
    """
    style = "$text bold" if here else "" if line.known else "$warning"
    beside = min(_ANSWER, width - _INDENT)
    left = width - beside - 2
    wide = width >= _SIDE_BY_SIDE
    texts = _hanging("› " if here else "  ", line, left if wide else width)
    answer = _answer(question, line.answer, beside)
    start = 0 if wide else len(texts) - (Content(texts[-1]).cell_length <= left)
    lines = []
    for number in range(max(len(texts), start + len(answer))):
        text = texts[number] if number < len(texts) else ""
        place = number - start
        if place < 0:
            lines.append(_padded(text, width, style))
        else:
            right = answer[place] if place < len(answer) else Content()
            lines.append(Content.assemble(_padded(text, left, style), "  ", right))
    if not here:
        return lines
    return [line.pad_right(max(width - line.cell_length, 0)).stylize_before(_HERE) for line in lines]


def _padded(text: str, width: int, style: str) -> Content:
    return Content.styled(text + " " * (width - Content(text).cell_length), style)


def _hanging(mark: str, line: Statement, width: int) -> list[str]:
    """Wrap a statement behind its letter."""
    first = f"{mark}{line.letter}. " if line.known and line.letter else f"{mark}{line.letter or '•'}  "
    wrapped = plain(line.text).wrap(max(width - len(first), 1))
    heads = [first] + [" " * len(first)] * (len(wrapped) - 1)
    return [f"{head}{part.rstrip().plain}" for head, part in zip(heads, wrapped, strict=True)]


def _answer(question: Question, answer: Value | None, width: int) -> list[Content]:
    if answer is None:
        return [Content.styled("— not answered", "$quiet")]
    option = next((option for option in question.options if option.id == answer), None)
    mark, text, style = (
        ("✓ ", _label(option), "$success bold") if option else ("✗ ", shown_typed(answer), "$error")
    )
    wrapped = plain(text).wrap(max(width - len(mark), 1))
    marks = [mark] + [" " * len(mark)] * (len(wrapped) - 1)
    return [Content.styled(f"{head}{part.plain}", style) for head, part in zip(marks, wrapped, strict=True)]
