"""Go to: a question, a word in the answers, or something to do, by typing some letters of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from reportwizard.checks.finding import Finding
from reportwizard.forms.form import Question
from reportwizard.report.report import Report
from reportwizard.ui.report.page import ReportPage
from reportwizard.ui.report.status import question_state
from reportwizard.ui.session import Session
from reportwizard.ui.shared.drawing import columns, ends, one_line, plain, signed
from reportwizard.ui.shared.drawn import Text
from reportwizard.ui.shared.finder import Finder
from reportwizard.ui.shared.line_list import Item, heading
from reportwizard.ui.shared.lines import Hint
from reportwizard.ui.terminal.key_reports import LATIN
from reportwizard.ui.wizard import CURRENCY, NUMBERS, REPORTS, SETTINGS, Open

_MOST_PER_KIND = 12
_AROUND = 24


class Deed(NamedTuple):
    """Something to do: its words, its key, and what a press of it is."""

    words: str
    key: str
    press: str


DEEDS = (
    Deed("Check your answers", "F5", "f5"),
    Deed("Hand in the report", "F6", "f6"),
    Deed("Open the list of expenses", "F9", "f9"),
    Deed("Show earlier versions of this answer", "F8", "f8"),
    Deed("Write in your own editor", "F7", "f7"),
    Deed("Help for this page", "F1", "f1"),
    Deed("Light or dark", "F12", "f12"),
    Deed("Save now", "Ctrl+S", "ctrl+s"),
    Deed("My reports", "Esc Esc", REPORTS),
    Deed("Your currency", "", CURRENCY),
    Deed("Numbers and dates in this report", "", NUMBERS),
    Deed("Settings: colours, editor", "", SETTINGS),
    Deed("Write the due date for your calendar", "a file", "calendar"),
    Deed("Write the list of expenses for a spreadsheet", "a file", "write-expenses"),
    Deed("Take this report over from another window", "", "take-over"),
    Deed("Quit reportwizard", "Ctrl+Q", "ctrl+q"),
)


class GotoPage(ReportPage):
    """A box that finds, and what it found. Nothing typed: the questions that need somebody."""

    DEFAULT_CSS = """
    GotoPage #goto-head { height: 1; padding-left: 3; }
    GotoPage Finder { height: 1fr; }
    GotoPage Box { margin: 0 2 0 1; }
    """

    def __init__(self, session: Session, before: ReportPage) -> None:
        super().__init__(session)
        self._back = before.place
        self.question_id = before.question_id
        self.tab = before.tab
        self._finder = Finder(self._found, placeholder="type some letters")

    @property
    def place(self) -> Open:
        return self._back

    def compose(self) -> ComposeResult:
        words = Content.assemble(
            ("Go to", "bold"), ("   a question, a word in your answers, or something to do", "$quiet")
        )
        with Horizontal(id="goto-head"):
            yield Text(words)
        yield self._finder

    def begin(self) -> Widget:
        self._finder.begin()
        return self._finder.box

    def _found(self, text: str) -> list[Item]:
        return goto_items(self.session, text, self.checked.findings)

    def hints(self) -> Sequence[Hint]:
        return (Hint("Enter", "open"), Hint("↑ ↓", "choose"), Hint("Esc", "back"))

    @on(Finder.Taken)
    def _taken(self, event: Finder.Taken) -> None:
        event.stop()
        kind, _, what = event.id.partition(":")
        if kind == "do":
            self._do(what)
        else:
            self.post_message(Open(at=what))

    def _do(self, press: str) -> None:
        """Go back to the page, and press the key there."""
        self.post_message(self._back)
        if press in (REPORTS, SETTINGS, CURRENCY, NUMBERS, "calendar", "write-expenses", "take-over"):
            self.post_message(Open(press))
        else:
            self.call_later(self.app.simulate_key, press)

    def up(self) -> None:
        self.post_message(self._back)


def goto_items(session: Session, text: str, findings: Sequence[Finding]) -> list[Item]:
    """Return what is found for some letters, under headings."""
    report = session.report
    items: list[Item] = []
    for head, found in (
        ("Questions", list(_questions(report, text, findings))),
        ("In your answers", list(_answers(report, text, findings)) if len(text.strip()) > 1 else []),
        ("To do", list(_deeds(session, text))),
    ):
        if found:
            items += [heading(head), *found[:_MOST_PER_KIND]]
    return items


def _questions(report: Report, text: str, findings: Sequence[Finding]) -> Iterator[Item]:
    for question in report.questions():
        state = question_state(report, question, findings)
        if text.strip():
            wanted = found_in(text, f"{question.number} {question.name} {question.wording}")
        else:
            wanted = state in ("fix", "look", "open")
        if wanted:
            yield _item(f"question:{question.id}", state, question, plain(question.name), report)


def _answers(report: Report, text: str, findings: Sequence[Finding]) -> Iterator[Item]:
    for question in report.questions():
        value = report.answers.get(question.id)
        shown = report.show(question) if value is not None else ""
        at = folded(shown[:20_000]).find(folded(text.strip()))
        if at >= 0:
            begin = max(at - _AROUND, 0)
            words = f"{'… ' if begin else ''}{shown[begin : at + 2 * _AROUND]} …"
            state = question_state(report, question, findings)
            yield _item(f"answer:{question.id}", state, question, plain(" ".join(words.split())), report)


def _item(id: str, state: str, question: Question, words: Content, report: Report) -> Item:
    part = report.form.part_of[question.id]

    def draw(width: int, here: bool) -> list[Content]:
        style = "bold" if here else ""
        head = columns([(signed(state), 1), (Content.styled(question.number, "bold $accent"), 4)], gap=1)
        right = one_line(part.short or part.title, 12, "$quiet")
        return [ends(Content.assemble(head, " ", words.stylize(style)), right, width, gap=2)]

    return Item(id, draw)


def _deeds(session: Session, text: str) -> Iterator[Item]:
    for deed in DEEDS:
        if deed.press == "take-over" and not session.can_take_over:
            continue
        if text.strip() and found_in(text, deed.words):
            yield Item(f"do:{deed.press}", _deed_draw(deed))


def _deed_draw(deed: Deed):  # type: ignore[no-untyped-def]
    def draw(width: int, here: bool) -> list[Content]:
        words = Content.assemble(" " * 7, plain(deed.words, "bold" if here else ""))
        return [ends(words, Content.styled(deed.key, "$quiet"), width, gap=2)]

    return draw


def folded(text: str) -> str:
    """Return text without case and accents, as long as the text itself."""
    return "".join(_folded(letter) for letter in text)


def _folded(letter: str) -> str:
    bare = unicodedata.normalize("NFD", letter)[:1].casefold()
    return bare if len(bare) == 1 else letter


def found_in(text: str, words: str) -> bool:
    """Whether each word of a text is found in words, also where it was typed on the wrong keyboard."""
    wanted, there = folded(text), folded(words)
    latin = "".join(LATIN.get(letter, letter) for letter in text.casefold())
    return any(all(one in there for one in way.split()) for way in (wanted, latin))
