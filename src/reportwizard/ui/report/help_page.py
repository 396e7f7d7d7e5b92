"""Help in place of the page: what to write, and every key."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from reportwizard.ui.report.page import ReportPage
from reportwizard.ui.session import Session
from reportwizard.ui.shared.drawing import columns, left_right, plain, wrapped
from reportwizard.ui.shared.keys import current_key
from reportwizard.ui.shared.lines import Hint
from reportwizard.ui.shared.lines_widget import Lines, Row
from reportwizard.ui.wizard import wizard

KEYS = (
    ("Tab", "next question", "Shift+Tab", "question before"),
    ("F3", "next part", "Shift+F3", "part before"),
    ("F2", "go to any question", "F4", "use what is offered"),
    ("F5", "check your answers", "F6", "hand in"),
    ("F7", "write in your own editor", "F8", "earlier versions"),
    ("F9", "list of expenses", "Ctrl+O", "choose a file"),
    ("Ctrl+R", "it is right as it is", "Ctrl+Z", "take back"),
    ("F12", "light or dark", "Ctrl+S", "save now"),
    ("Ctrl+Q", "leave; all is saved", "", ""),
)


class HelpPage(ReportPage):
    """Help for the page that it takes the place of."""

    DEFAULT_CSS = """
    HelpPage VerticalScroll { padding: 0 2 0 3; scrollbar-size-vertical: 1; max-width: 90; }
    """
    KEYS = (Hint("↑ ↓", "scroll"), Hint("F1", "close help"), Hint("Esc", "close help"))

    def __init__(self, session: Session, about: ReportPage) -> None:
        super().__init__(session)
        self._heading, self._words = about.help()
        self.question_id = "" if about.ABOUT[0] else about.question_id
        self.tab = about.tab

    def compose(self) -> ComposeResult:
        yield VerticalScroll(Lines(lambda width: [Row(line) for line in self._lines(width)]))

    def _lines(self, width: int) -> Iterator[Content]:
        title = plain(f"Help: {self._heading}" if self._heading else "Help", "bold")
        yield left_right(title, Content.assemble(("Esc", "bold"), (" closes", "$quiet")), width)
        rules = [one.text for one in self.report.form.rules if self.question_id in one.questions]
        paragraphs = (
            ("What to write" if self.question_id else "What this is", self._words),
            ("Good to know", "\n".join(f"· {one}" for one in rules)),
        )
        for head, words in paragraphs:
            if words:
                yield from (Content(), Content.styled(head, "bold $accent"), *wrapped(plain(words), width))
        yield from (Content(), Content.styled("Keys", "bold $accent"))
        keymap = wizard(self).settings.keymap
        for row in KEYS:
            cells = list[tuple[Content, int]]()
            for key, does, room in ((*row[:2], 26), (*row[2:], 20)):
                shown = Content.styled(current_key(key, self, keymap)[1], "bold")
                cells += (shown, 10), (Content.styled(does, "$quiet"), room)
            yield columns(cells)

    def begin(self) -> Widget:
        view = self.query_one(VerticalScroll)
        view.can_focus = True
        return view
