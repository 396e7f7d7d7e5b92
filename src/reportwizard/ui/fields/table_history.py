"""What a control remembers between its answer and the report: what it sent, and what undo brings back."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from reportwizard.kinds.base import Value

    View: TypeAlias = tuple[int, int, int]
    Step: TypeAlias = tuple[Value | None, View]

_MOST_STEPS = 200


class Echo:
    """Tells the answers that come back to a control from those that come from elsewhere.

    Keys may be faster than messages: an answer that comes back can be older than what is on screen.
    """

    def __init__(self) -> None:
        self._sent: list[Value | None] = []

    @property
    def waiting(self) -> bool:
        """Whether a newer answer of our own is still on its way."""
        return bool(self._sent)

    def sent(self, value: Value | None) -> None:
        """Remember an answer that is on its way."""
        self._sent.append(value)

    def returned(self, value: Value | None) -> bool:
        """Whether this is an answer of our own coming back; if not, what was on its way counts no more."""
        if value in self._sent:
            del self._sent[: self._sent.index(value) + 1]
            return True
        self._sent.clear()
        return False


class History:
    """The last values of a table for undo and redo, each with the view: cursor's row, column, rows shown."""

    def __init__(self) -> None:
        self._past: list[Step] = []
        self._future: list[Step] = []

    def note(self, step: Step) -> None:
        """Remember how the table was before a change."""
        self._past.append(step)
        del self._past[:-_MOST_STEPS]
        self._future.clear()

    def forget(self) -> None:
        """Drop the last step: the change was taken back otherwise."""
        self._past.pop()

    def clear(self) -> None:
        """Drop every step: the table was changed from elsewhere."""
        self._past.clear()
        self._future.clear()

    def undo(self, now: Step) -> Step | None:
        """Return the step before, None where there is none; `now` is kept for redo."""
        return self._step(self._past, self._future, now)

    def redo(self, now: Step) -> Step | None:
        """Return the step that undo took back, None where there is none."""
        return self._step(self._future, self._past, now)

    @staticmethod
    def _step(source: list[Step], target: list[Step], now: Step) -> Step | None:
        if not source:
            return None
        target.append(now)
        return source.pop()
