"""What can be done to the answer at the cursor, wherever questions stand one below the other."""

from __future__ import annotations

from reportwizard.ui.fields.field_box import FieldBox
from reportwizard.ui.screens.step import StepScreen


class AnswerActions(StepScreen):
    """A step with questions; `question_id` names the one with the cursor."""

    question_id = ""

    def boxes(self) -> list[FieldBox]:
        """The questions that apply now, in order."""
        return [box for box in self.query(FieldBox) if box.display]

    @property
    def here(self) -> FieldBox | None:
        """The question with the cursor."""
        return next((box for box in self.boxes() if box.question.id == self.question_id), None)

    def action_editor(self) -> None:
        """Write the answer in the applicant's own editor."""
        from reportwizard.ui.editor import edit_outside

        if self.here is not None and self.here.question.kind == "long_text":
            edit_outside(self.app, self.session, self.here)
        else:
            self.notify("The editor opens for long texts only.", timeout=4)

    def action_take_offer(self) -> None:
        """Put the cursor on what is offered below the answer."""
        if self.here is None or not self.here.open_offers():
            self.notify("Nothing is offered below this answer.", timeout=4)

    def action_earlier(self) -> None:
        """Show the earlier versions of the answer at the cursor."""
        from reportwizard.ui.earlier import show_earlier

        if self.here is not None:
            show_earlier(self.app, self.session, self.here)
