"""What is known of the drafts in a folder: first their names, then, as it is read, everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportwizard.drafts.store.summaries import Summary


class Catalogue:
    """The drafts of a folder, in the order in which they were listed.

    A listing gives one short line a draft. What was read of a draft before stays until it is read again.
    """

    def __init__(self) -> None:
        self._drafts: dict[str, Summary] = {}
        self._fresh: set[str] = set()

    def __len__(self) -> int:
        return len(self._drafts)

    def relist(self, listed: Iterable[Summary]) -> None:
        """Take a new listing; whatever was read before counts as old, but is shown until it is read again."""
        before = self._drafts
        self._drafts = {line.name: _better(line, before.get(line.name)) for line in listed}
        self._fresh.clear()

    def learn(self, read: Iterable[Summary]) -> None:
        """Take what was read of some drafts; those that are not listed any more are left out."""
        for draft in read:
            if draft.name in self._drafts:
                self._drafts[draft.name] = draft
                self._fresh.add(draft.name)

    def forget(self, name: str) -> None:
        """Leave a draft out that was deleted."""
        self._drafts.pop(name, None)

    def matching(self, text: str = "") -> list[Summary]:
        """Return the drafts that hold every word of `text` in their title or name; all for an empty text."""
        words = text.casefold().split()
        if not words:
            return list(self._drafts.values())
        return [draft for draft in self._drafts.values() if _matches(draft, words)]

    def not_fresh(self, drafts: Iterable[Summary]) -> list[str]:
        """Return the names of those drafts that were not read since the last listing."""
        return [draft.name for draft in drafts if draft.name not in self._fresh]

    def never_read(self) -> list[str]:
        """Return the names of the drafts whose titles are not known."""
        return [draft.name for draft in self._drafts.values() if not is_read(draft)]


def is_read(draft: Summary) -> bool:
    """Whether everything about a draft is known: it was read as a whole, or cannot be read."""
    return bool(draft.problem) or draft.answered is not None


def _better(line: Summary, known: Summary | None) -> Summary:
    return known if known is not None and is_read(known) and not line.problem else line


def _matches(draft: Summary, words: list[str]) -> bool:
    searched = f"{draft.title} {draft.name}".casefold()
    return all(word in searched for word in words)
