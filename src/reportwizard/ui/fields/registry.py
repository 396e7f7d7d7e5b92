"""The only place where a kind of answer meets its control. To add one: a module, and a line here.

Controls are imported when the first one of a kind is built, so that the list of reports starts fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from reportwizard.forms.form import Question
from reportwizard.kinds.base import Region

if TYPE_CHECKING:
    from reportwizard.ui.fields.control import Control

CONTROLS: dict[str, str] = {
    "text": "text:TextControl",
    "long_text": "long_text:LongTextControl",
    "choice": "choice:ChoiceControl",
    "yes_no": "choice:ChoiceControl",
    "agreement": "agreement:AgreementControl",
    "money": "number:NumberControl",
    "count": "number:NumberControl",
    "date": "number:NumberControl",
    "table": "table:TableControl",
}

ONE_LINE = ("text", "money", "count", "date")
"""The kinds whose controls are a box of one line: several of them stand open on one page."""


def control_for(question: Question, region: Region) -> Control:
    """Build the control that takes the answer to a question, not yet mounted."""
    module, name = CONTROLS[question.kind].split(":")
    control: Control = getattr(import_module(f"reportwizard.ui.fields.{module}"), name)(question, region)
    return control
