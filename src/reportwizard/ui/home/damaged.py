"""A report that is damaged: how much of it can be read, what cannot, and what the applicant can do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from reportwizard.drafts.format.salvage import Salvaged, words_kept
from reportwizard.ui.dialogs.choose import Choose, Way
from reportwizard.ui.shared.days import whole_day
from reportwizard.ui.shared.drawing import plain
from reportwizard.ui.shared.drawn import Text

if TYPE_CHECKING:
    from reportwizard.drafts.history.versions import Version

OPEN, EARLIER = "open", "earlier"
"""What is chosen: what can be read; or that, and earlier versions of the rest."""

_MOST = 2_000


class Damaged(Choose):
    """What can still be read, what cannot, and the ways to go on; None changes nothing.

    `earlier` holds the newest earlier version of each answer that cannot be read.
    """

    DEFAULT_CSS = """
    Damaged .broken { height: auto; max-height: 10; margin: 1 1 0 1; scrollbar-size-vertical: 1; }
    """

    def __init__(self, name: str, salvaged: Salvaged, earlier: Mapping[str, Version]) -> None:
        ways = [Way(OPEN, "open what can be read")]
        if earlier:
            ways.insert(0, Way(EARLIER, "open it with earlier versions", _versions(earlier)))
        super().__init__(f"“{name}” is damaged", _words(salvaged), ways)
        self._salvaged = salvaged

    def compose_inside(self) -> Iterable[Widget]:
        """The broken lines, then the ways."""
        lines = Content("\n").join(_lines(self._salvaged))
        yield VerticalScroll(Text(lines), classes="broken", can_focus=False)
        yield from super().compose_inside()


def _words(salvaged: Salvaged) -> str:
    read = len(salvaged.report.answers)
    answers = "1 answer is" if read == 1 else f"{read} answers are"
    return (
        f"{answers} whole. The lines below cannot be read. Their words stay in the report, and the damaged "
        "file is kept as it is."
    )


def _versions(earlier: Mapping[str, Version]) -> str:
    at = max(version.at for version in earlier.values()).astimezone()
    return f"from {whole_day(at.date())}, {at:%H:%M}"


def _lines(salvaged: Salvaged) -> Iterator[Content]:
    for broken in salvaged.broken:
        question = salvaged.report.form.by_id.get(broken.answer_id)
        about = f"  {question.number} {question.name}" if question else ""
        lines = f"Lines {broken.line} to {broken.last_line}"
        place = f"Line {broken.line}" if broken.last_line == broken.line else lines
        yield Content.assemble((place, "$look"), plain(about, "bold"))
        words = words_kept(broken)
        yield plain(words if len(words) <= _MOST else f"{words[:_MOST]} …")
