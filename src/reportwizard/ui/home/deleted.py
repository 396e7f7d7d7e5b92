"""Deleted reports, to choose the one that comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.drafts.store.reader import DraftReader
from reportwizard.ui.dialogs.choose import Pick, Way
from reportwizard.ui.home.rows import title_of
from reportwizard.ui.shared.days import time_words

if TYPE_CHECKING:
    from datetime import datetime

    from reportwizard.drafts.store.folder import DraftFolder
    from reportwizard.drafts.store.trash import Trashed

# A title costs a look into the file.
_MOST_TITLES = 50


def deleted_picker(folder: DraftFolder, now: datetime) -> Pick:
    """Return a list of the deleted reports, the last deleted first; `DraftError` where it cannot be read."""
    items = folder.trash()

    def way(item: Trashed, *, read: bool) -> Way:
        draft = DraftReader(item.path.parent, clock=folder.clock).summary(item.id) if read else None
        title = title_of(draft) if draft and not draft.problem else item.name
        return Way(item.id, title, f"deleted {time_words(item.deleted_at, now)}")

    ways = [way(item, read=number < _MOST_TITLES) for number, item in enumerate(items)]

    def find(text: str) -> list[Way]:
        return [one for one in ways if text.casefold() in one.words.casefold()]

    return Pick("Deleted reports", find, "Enter brings one back.")
