"""A copy of a report in the list: put its answers into the report that it is a copy of, or open it alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.dom import DOMNode

from reportwizard.ui.dialogs.choose import Choose, Way
from reportwizard.ui.wizard import ask, wizard

if TYPE_CHECKING:
    from reportwizard.drafts.store.copies import Copy


def offer_copy(node: DOMNode, name: str, copy: Copy) -> None:
    """Ask what to do with a copy; nothing is changed before the applicant has chosen."""

    def take(way: str) -> None:
        if way == "merge":
            _merge(node, name, copy.of)
        else:
            wizard(node).open_draft(name)

    words = (
        f"This is another version of “{copy.of}”: {copy.why}. "
        "Where both have an answer, both are kept, and you choose."
    )
    ways = (Way("merge", f"put its answers into “{copy.of}”"), Way("alone", "open it by itself"))
    ask(node, Choose("Two versions of one report", words, ways), take)


def _merge(node: DOMNode, copy: str, draft: str) -> None:
    """Put the answers of a copy into its report, and open that; `ReportWizardError` where it cannot."""
    from reportwizard.drafts.store.locks import DraftLock, holder_words
    from reportwizard.drafts.store.recovery import merge_copy

    app = wizard(node)
    lock = DraftLock(app.folder.path, draft, clock=app.folder.clock)
    holder = lock.take()
    if holder is not None:
        where = holder_words(holder, app.folder.clock().astimezone())
        app.say(f"“{draft}” is open {where}. Close it there first.", "look")
        return
    try:
        merged = merge_copy(app.folder, copy, draft)
    finally:
        lock.release()
    app.open_draft(draft)
    if not merged.kept_twice:
        many = len(merged.taken)
        answers = "1 answer was" if many == 1 else f"{many or 'No'} answers were"
        app.say(f"{answers} taken over. The copy is among the deleted reports.")
