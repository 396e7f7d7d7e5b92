"""A copy of a report in the list: put its answers into the report that it is a copy of, or open it alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.errors import ReportWizardError
from reportwizard.ui.fields.options import Pick

if TYPE_CHECKING:
    from reportwizard.drafts.store.copies import Copy
    from reportwizard.drafts.store.summaries import Summary
    from reportwizard.ui.app import WizardApp

_ALONE = Pick("alone", "Open it by itself", "2")


def offer_copy(app: WizardApp, draft: Summary, copy: Copy) -> None:
    """Ask what to do with a copy; nothing is changed before the applicant has chosen."""
    from reportwizard.ui.screens.dialogs import Choose

    def answered(choice: str | None) -> None:
        if choice == "merge":
            _merge(app, draft.name, copy.of)
        elif choice == "alone":
            app.open_draft(draft.name)

    words = [
        f"This is another version of “{copy.of}”: {copy.why}.",
        "",
        "Its answers can be put into that report. Where both have an answer, both are kept, and you choose.",
    ]
    merge = Pick("merge", f"Put its answers into “{copy.of}”", "1")
    app.push_screen(Choose("Two versions of one report", words, (merge, _ALONE)), answered)


def _merge(app: WizardApp, copy: str, draft: str) -> None:
    from reportwizard.drafts.store.locks import DraftLock, holder_words
    from reportwizard.drafts.store.recovery import merge_copy

    lock = DraftLock(app.folder.path, draft, clock=app.folder.clock)
    holder = lock.take()
    if holder is not None:
        where = holder_words(holder, app.folder.clock().astimezone())
        app.notify(f"“{draft}” is open {where}. Close it there first.", severity="warning", markup=False)
        return
    try:
        merged = merge_copy(app.folder, copy, draft)
    except ReportWizardError as error:
        app.complain(error)
        return
    finally:
        lock.release()
    app.open_draft(draft)
    if not merged.kept_twice:
        many = len(merged.taken)
        answers = "1 answer was" if many == 1 else f"{many or 'No'} answers were"
        app.notify(f"{answers} taken over. The copy is in the trash.", timeout=8, markup=False)
