"""One option out of a few, and yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from reportwizard.kinds.choice import label_of
from reportwizard.ui.fields.control import AnswerChosen, Line
from reportwizard.ui.fields.options import OptionChooser, Pick

if TYPE_CHECKING:
    from reportwizard.forms.form import Question
    from reportwizard.kinds.base import Reading, Region, Value


class ChoiceControl(OptionChooser):
    """One of the question's options. Keys: the option's letter, or its number."""

    def __init__(self, question: Question, region: Region) -> None:
        picks = tuple(
            Pick(
                option.id,
                option.label if option.letter else label_of(option),
                option.letter.lower() or str(number),
            )
            for number, option in enumerate(question.options, 1)
        )
        super().__init__(picks, classes="control")
        self.question = question

    def fill(self, value: Value | None, region: Region) -> None:
        """Show the stored choice; a text that is none of the options marks nothing."""
        self.chosen = value if isinstance(value, str) else ""

    def below(self, value: Value | None, reading: Reading | None, region: Region) -> Line | None:
        """A choice needs no read-back."""
        return None

    @on(OptionChooser.Picked)
    def _picked(self, event: OptionChooser.Picked) -> None:
        event.stop()
        self.post_message(AnswerChosen(event.id or None))


class YesNoControl(OptionChooser):
    """Yes or no. Keys: y, n. Nothing is set beforehand: the applicant signs for some of these."""

    def __init__(self, question: Question, region: Region) -> None:
        super().__init__((Pick("yes", "Yes", "y"), Pick("no", "No", "n")), classes="control")
        self.question = question

    def fill(self, value: Value | None, region: Region) -> None:
        """Show the stored answer."""
        self.chosen = ("yes" if value else "no") if isinstance(value, bool) else ""

    def below(self, value: Value | None, reading: Reading | None, region: Region) -> Line | None:
        """Yes or no needs no read-back."""
        return None

    @on(OptionChooser.Picked)
    def _picked(self, event: OptionChooser.Picked) -> None:
        event.stop()
        self.post_message(AnswerChosen({"yes": True, "no": False}.get(event.id)))
