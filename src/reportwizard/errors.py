"""Errors, in words an applicant can act on."""

from __future__ import annotations


class ReportWizardError(Exception):
    """Something the applicant must know: what happened, and what to do about it.

    `message` says what happened; `hint` says what to do and may be empty. `status` is the exit status of
    the command line: 1 where the report is not ready, 2 where something cannot be read or used.
    """

    status = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class FormError(ReportWizardError):
    """A form definition cannot be used; the message names file, question and key."""


class DraftError(ReportWizardError):
    """A draft is missing, cannot be read, or has a name that cannot be used."""


class NewerDraftError(DraftError):
    """A newer version of the program wrote the draft: it can be read, and must not be saved."""


class SaveError(ReportWizardError):
    """A draft could not be written; what was typed is still in memory."""


class PageError(ReportWizardError):
    """What was to be imported is not a report of a form we know."""


class AnswerError(ReportWizardError):
    """A value given for a question does not fit that question."""


class NotReadyError(ReportWizardError):
    """The report cannot be handed in yet."""

    status = 1
