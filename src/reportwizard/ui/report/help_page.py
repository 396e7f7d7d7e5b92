"""Help in place of the page: what to write, and every key."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from reportwizard.ui.report.page import ReportPage
from reportwizard.ui.session import Session
from reportwizard.ui.shared.drawing import columns, ends, plain
from reportwizard.ui.shared.drawn import Text
from reportwizard.ui.shared.lines import Hint
from reportwizard.ui.wizard import Open

KEYS = (
    ("Tab", "next question", "Shift+Tab", "question before"),
    ("F2", "go to any question", "F3", "next part, Shift+F3 before"),
    ("F4", "use what is offered", "Ctrl+R", "it is right as it is"),
    ("F5", "check your answers", "F6", "hand in"),
    ("F7", "write in your own editor", "F8", "earlier versions"),
    ("F9", "list of expenses", "Ctrl+O", "choose a file"),
    ("Ctrl+Z", "take back", "Ctrl+S", "save now (it does by itself)"),
    ("F12", "light or dark", "Ctrl+Q", "leave; all is saved"),
)


class HelpPage(ReportPage):
    """Help for the page that it takes the place of."""

    DEFAULT_CSS = """
    HelpPage VerticalScroll { padding: 0 2 0 3; scrollbar-size-vertical: 1; max-width: 90; }
    HelpPage .between { height: 1; }
    """

    def __init__(self, session: Session, about: ReportPage) -> None:
        super().__init__(session)
        self._heading, self._words = about.help()
        self._back = about.place
        self.question_id = "" if about.place.place else about.question_id
        self.tab = about.tab

    @property
    def place(self) -> Open:
        return self._back

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            title = plain(f"Help: {self._heading}" if self._heading else "Help", "bold")
            yield Text(ends(title, Content.assemble(("Esc", "bold"), (" closes", "$quiet")), self._width))
            if self._words:
                yield from self._paragraph(
                    "What to write" if self.question_id else "What this is", self._words
                )
            rules = [one.text for one in self.session.report.form.rules if self.question_id in one.questions]
            if self.question_id and rules:
                yield from self._paragraph("Good to know", "\n".join(f"· {one}" for one in rules))
            yield from self._paragraph("Keys", "")
            yield Text(Content("\n").join(_keys_row(row) for row in KEYS))

    @property
    def _width(self) -> int:
        return min(self.app.size.width, 90) - 6

    def _paragraph(self, head: str, words: str) -> Sequence[Widget]:
        made: list[Widget] = [
            Text(Content(" "), classes="between"),
            Text(Content.styled(head, "bold $accent")),
        ]
        if words:
            made.append(Text(plain(words)))
        return made

    def begin(self) -> Widget:
        view = self.query_one(VerticalScroll)
        view.can_focus = True
        return view

    def hints(self) -> Sequence[Hint]:
        return (Hint("↑ ↓", "scroll"), Hint("F1", "close help"), Hint("Esc", "close help"))

    def up(self) -> None:
        self.post_message(self._back)


def _keys_row(row: tuple[str, str, str, str]) -> Content:
    one, words, other, more = row
    return columns(
        [
            (Content.styled(one, "bold"), 10),
            (Content.styled(words, "$quiet"), 26),
            (Content.styled(other, "bold"), 10),
            (Content.styled(more, "$quiet"), 32),
        ]
    )
