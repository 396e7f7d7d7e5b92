"""What every control has in common: how it is filled, and what it says when the applicant has acted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.message import Message

if TYPE_CHECKING:
    from reportwizard.forms.form import Question
    from reportwizard.kinds.base import Reading, Region, Value
    from reportwizard.report.report import Report


class AnswerTyped(Message):
    """The applicant typed: `text` is the whole raw text of the control, read by the question's kind."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def can_replace(self, message: Message) -> bool:
        """A newer text makes an older one that still waits needless."""
        return isinstance(message, AnswerTyped) and message._sender is self._sender


class AnswerChosen(Message):
    """The applicant chose: `value` is the new answer itself, None for none."""

    def __init__(self, value: Value | None) -> None:
        super().__init__()
        self.value = value


class Remark(Message):
    """The control has something to say that is no answer (a paste was joined, say); shown under it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Grew(Message):
    """The control takes more or fewer rows now; the screen keeps its question in view."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line under a control. `tone` is a CSS class: `quiet`, `good`, `warning` or `error`."""

    text: str
    tone: str = "quiet"


@runtime_checkable
class WithUnit(Protocol):
    """A control with a word at its right end, such as the currency of an amount."""

    def unit(self, region: Region) -> str:
        """Return the word; empty for none."""


@runtime_checkable
class WithOthers(Protocol):
    """A control whose line below speaks of other answers too, such as the rate of two amounts."""

    others: tuple[str, ...]
    """The roles of the answers that the line needs; it is written anew when one of them changes."""

    def look(self, report: Report) -> None:
        """Take from the report what the line needs; called before `below`."""


@runtime_checkable
class Control(Protocol):
    """A widget that takes the answer to one question; `FieldBox` mounts it below the wording.

    It is made as `ControlClass(question, region)`, posts `AnswerTyped` or `AnswerChosen`, and never keeps
    the answer: after each change the box hands back what the report holds.
    """

    question: Question

    def fill(self, value: Value | None, region: Region) -> None:
        """Show a stored answer (None: empty) without posting a message."""

    def below(self, value: Value | None, reading: Reading | None, region: Region) -> Line | None:
        """Return the line under the control while nothing is wrong: a read-back, a count of words."""
