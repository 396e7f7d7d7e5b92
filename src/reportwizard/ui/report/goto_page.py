"""Go to: a question, a word in the answers, or something to do, by typing some letters of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from reportwizard.checks.finding import Finding
from reportwizard.forms.form import Question
from reportwizard.report.report import Report
from reportwizard.ui.report.page import ReportPage
from reportwizard.ui.report.status import question_state
from reportwizard.ui.session import Session
from reportwizard.ui.shared.drawing import columns, left_right, one_line, plain, styled_sign
from reportwizard.ui.shared.keys import current_key
from reportwizard.ui.shared.line_list import Item, heading, text_item
from reportwizard.ui.shared.lines import Hint
from reportwizard.ui.shared.lines_widget import Text
from reportwizard.ui.shared.search_list import SearchList
from reportwizard.ui.terminal.key_reports import LATIN
from reportwizard.ui.wizard import BRING_IN, CURRENCY, HAND_IN, NUMBERS, REPORTS, SETTINGS, Open, wizard

_MOST_PER_KIND = 12
_AROUND = 24
_PRESS, _OPEN = "press:", "open:"
_TAKE_OVER = f"{_OPEN}take-over"
_Key: TypeAlias = Callable[[str], tuple[str, str]]

DEEDS = (
    ("Check your answers", "F5", f"{_PRESS}f5"),
    ("Hand in the report", "F6", f"{_PRESS}f6"),
    ("Open the list of expenses", "F9", f"{_PRESS}f9"),
    ("Show earlier versions of this answer", "F8", f"{_PRESS}f8"),
    ("Write in your own editor", "F7", f"{_PRESS}f7"),
    ("Help for this page", "F1", f"{_PRESS}f1"),
    ("Light or dark", "F12", f"{_PRESS}f12"),
    ("Save now", "Ctrl+S", f"{_PRESS}ctrl+s"),
    ("My reports", "Esc Esc", f"{_OPEN}{REPORTS}"),
    ("Your currency", "", f"{_OPEN}{CURRENCY}"),
    ("Numbers and dates in this report", "", f"{_OPEN}{NUMBERS}"),
    ("Settings: colours, editor", "", f"{_OPEN}{SETTINGS}"),
    ("Write the due date for your calendar", "a file", f"{_OPEN}calendar"),
    ("Write the report to a file", "export: Word, PDF, web page, text", f"{_OPEN}{HAND_IN} file"),
    ("Write the list of expenses for a spreadsheet", "Excel, a file (.xlsx)", f"{_OPEN}write-expenses"),
    ("Bring in a report page, or a Word copy", "into your list", f"{_OPEN}{BRING_IN}"),
    ("Take this report over from another window", "", _TAKE_OVER),
    ("Quit reportwizard", "Ctrl+Q", f"{_PRESS}ctrl+q"),
)
"""What can be done: in words, its key, and the key that is pressed or the place that is opened for it."""


class GotoPage(ReportPage):
    """A box that finds, and what it found. Nothing typed: the questions that need somebody."""

    DEFAULT_CSS = """
    GotoPage { max-width: 90; }
    GotoPage Text { height: 1; padding-left: 3; }
    GotoPage SearchList { height: 1fr; }
    GotoPage Box { margin: 0 2 0 1; }
    GotoPage LineList { width: 100%; }
    """
    KEYS = (Hint("Enter", "open"), Hint("↑ ↓", "choose"), Hint("Esc", "back"))

    def __init__(self, session: Session, before: ReportPage) -> None:
        super().__init__(session)
        self.question_id, self.tab = before.question_id, before.tab
        self._finder = SearchList(self._found, placeholder="type a few letters")

    def compose(self) -> ComposeResult:
        about = "   a question, a word in your answers, or something to do"
        yield Text(Content.assemble(("Go to", "bold"), (about, "$quiet")))
        yield self._finder

    def begin(self) -> Widget:
        self._finder.begin()
        return self._finder.box

    def _found(self, text: str) -> list[Item]:
        return goto_items(self.session, text, self.checked.findings, self._key)

    def _key(self, shown: str) -> tuple[str, str]:
        return current_key(shown, self, wizard(self).settings.keymap)

    @on(SearchList.Chosen)
    def _taken(self, event: SearchList.Chosen) -> None:
        """Open a question; for something to do, go back to the page first, and do it there."""
        kind, _, what = event.id.partition(":")
        if kind in ("question", "answer"):
            self.post_message(Open(at=what))
            return
        key, _ = self._key(what)
        self.frame.close_page()
        if f"{kind}:" == _OPEN:
            self.post_message(Open(*what.split()))
        else:
            self.frame.call_later(self.app.simulate_key, key)


def goto_items(session: Session, text: str, findings: Sequence[Finding], key: _Key) -> list[Item]:
    """Return what is found for some letters, under headings; `key` gives the key of now for one of DEEDS."""
    found = (
        ("Questions", _questions(session.report, text, findings)),
        ("In your answers", _answers(session.report, text, findings)),
        ("To do", _commands(session, text, key)),
    )
    items: list[Item] = []
    for head, things in found:
        if shown := [one for one, _ in zip(things, range(_MOST_PER_KIND), strict=False)]:
            items += [heading(head), *shown]
    return items or [text_item(Content.styled("Nothing here has these letters. Try other words.", "$quiet"))]


def _questions(report: Report, text: str, findings: Sequence[Finding]) -> Iterator[Item]:
    for question in report.questions():
        state = question_state(report, question, findings)
        wanted = state in ("fix", "look", "open")
        if text.strip():
            wanted = found_in(text, f"{question.number} {question.name} {question.wording}")
        if wanted:
            yield _item("question", report, question, state, question.name)


def _answers(report: Report, text: str, findings: Sequence[Finding]) -> Iterator[Item]:
    wanted = folded(text.strip())
    for question in report.questions() if len(wanted) > 1 else ():
        shown = report.show(question)
        at = folded(shown[:20_000]).find(wanted)
        if at >= 0:
            begin = max(at - _AROUND, 0)
            words = f"{'… ' if begin else ''}{shown[begin : at + 2 * _AROUND]} …"
            state = question_state(report, question, findings)
            yield _item("answer", report, question, state, " ".join(words.split()))


def _item(kind: str, report: Report, question: Question, state: str, words: str) -> Item:
    part = report.form.part_of[question.id]

    def draw(width: int, here: bool) -> list[Content]:
        head = columns([(styled_sign(state), 1), (Content.styled(question.number, "bold $accent"), 4)], gap=1)
        right = one_line(part.short or part.title, 12, "$quiet")
        return [
            left_right(Content.assemble(head, " ", plain(words, "bold" if here else "")), right, width, gap=2)
        ]

    return Item(f"{kind}:{question.id}", draw)


def _commands(session: Session, text: str, key_now: _Key) -> Iterator[Item]:
    for words, key, id in DEEDS:
        if text.strip() and found_in(text, f"{words} {key}") and (id != _TAKE_OVER or session.can_take_over):

            def draw(width: int, here: bool, words: str = words, key: str = key_now(key)[1]) -> list[Content]:
                left = Content.assemble(" " * 7, plain(words, "bold" if here else ""))
                return [left_right(left, Content.styled(key, "$quiet"), width, gap=2)]

            yield Item(id, draw)


def folded(text: str) -> str:
    """Return text without case and accents, as long as the text itself."""
    bare = ((letter, unicodedata.normalize("NFD", letter)[:1].casefold()) for letter in text)
    return "".join(one if len(one) == 1 else letter for letter, one in bare)


def found_in(text: str, words: str) -> bool:
    """Whether each word of a text is found in words, also if it was typed on the wrong keyboard."""
    wanted, there = folded(text), folded(words)
    latin = "".join(LATIN.get(letter, letter) for letter in text.casefold())
    return any(all(one in there for one in way.split()) for way in (wanted, latin))
