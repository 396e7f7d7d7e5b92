"""What every control has in common, what it says when the applicant has acted, and which kind has which."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from reportwizard.checks.finding import Finding
from reportwizard.forms.form import Question
from reportwizard.kinds.values import Reading, Region, Value

CONTROLS = {
    "text": "text:TextControl",
    "long_text": "long_text:LongTextControl",
    "choice": "choice:ChoiceControl",
    "yes_no": "choice:ChoiceControl",
    "agreement": "agreement:AgreementControl",
    "money": "text:NumberControl",
    "count": "text:NumberControl",
    "date": "text:NumberControl",
    "table": "table:TableControl",
}
"""By kind of answer, module and class. A module is loaded with its first control: the list starts fast."""

ONE_LINE = ("text", "money", "count", "date")
"""The kinds whose controls are a box of one line: several of them are open on one page."""


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


class NextQuestion(Message):
    """The applicant is done here: go to the next question, or with `by` = -1 to the one before."""

    def __init__(self, by: int = 1) -> None:
        super().__init__()
        self.by = by


class FocusOffers(Message):
    """The applicant wants to go to the offers below the answer; if there are none, `go_on` goes on."""

    def __init__(self, *, go_on: bool = False) -> None:
        super().__init__()
        self.go_on = go_on


class Control(Widget):
    """A widget that takes the answer to one question; `AnswerBox` mounts it below the wording.

    It is made as `ControlClass(question, region)`, posts `AnswerTyped` or `AnswerChosen`, and never keeps
    the answer: after each change the box hands back what the report holds.
    """

    DEFAULT_CLASSES = "control"
    question: Question
    fills = False
    """Whether it takes all the rows that are left."""
    folds = False
    """Whether it is one line with the answer while the keys go elsewhere."""
    choices = offered = 0
    """How many options are chosen by a digit, and how many offers below the answer by the next ones."""
    _undo_stack: Any = None

    @property
    def takes_keys(self) -> Widget:
        """The widget that takes the focus for this question."""
        return self

    def undo_history(self) -> Any:
        """Return what Ctrl+Z takes back: another control that holds the same answer can go on with it."""
        return self._undo_stack

    def resume_undo(self, history: Any) -> None:
        self._undo_stack.extend(history)

    def fill(self, value: Value | None, region: Region) -> None:
        """Show a stored answer (None: empty) without posting a message."""

    def go_to_finding(self, finding: Finding) -> None:
        """Put the cursor into the cell or at the words that a finding names; do nothing if there are none."""

    def count(self, value: Value | None) -> str:
        """Return what is right of the heading or above the box: `14 words · 5 links`, `4 of 7`."""
        return ""

    def read_back(self, value: Value | None, reading: Reading | None, region: Region) -> Content:
        """Return how an answer of one line was read, to show right of its box."""
        return Content()

    def hints(self) -> str:
        """Return the keys that matter inside this control, before those of every page."""
        return ""


def control_for(question: Question, region: Region) -> Control:
    """Build the control that takes the answer to a question, not yet mounted."""
    module, name = CONTROLS[question.kind].split(":")
    control: Control = getattr(import_module(f"reportwizard.ui.fields.{module}"), name)(question, region)
    return control
