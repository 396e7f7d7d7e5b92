"""What is done with a draft from the list. An applicant renames a title, and the file's name follows."""

from __future__ import annotations

import re

from reportwizard.drafts.saving.backup import follow_rename
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.drafts.store.names import slug
from reportwizard.report.due import reopen


def retitle(folder: DraftFolder, name: str, title: str) -> str:
    """Give a draft another title; return its name, which follows if it was made of the old title.

    `DraftError` if it is open elsewhere or cannot be read, `SaveError` if it cannot be written.
    """
    folder.check_closed(name)
    report = folder.load(name)
    question = report.form.role("project.title")
    made_of_title = re.fullmatch(rf"{re.escape(slug(report.title))}(-copy)?(-\d+)?", name)
    if question is not None:
        folder.save(name, report.with_answer(question.id, title))
    if question is not None and (not made_of_title or slug(title) == name):
        return name
    new = folder.new_name(title)
    folder.rename(name, new)
    follow_rename(folder.path, name, new)
    return new


def open_again(folder: DraftFolder, name: str) -> None:
    """Let a draft that was handed in be changed, for another round. Raises as `retitle`."""
    folder.check_closed(name)
    folder.save(name, reopen(folder.load(name)))
