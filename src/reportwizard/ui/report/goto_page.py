"""Go to a question, a word in the answers, or a command, by typing some letters of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from reportwizard.checks.finding import Finding
from reportwizard.forms.form import Question
from reportwizard.report.report import Report
from reportwizard.ui.report.report_page import ReportPage
from reportwizard.ui.report.status import question_state
from reportwizard.ui.session import Session
from reportwizard.ui.shared.drawing import columns, sign, styled_sign
from reportwizard.ui.shared.frame import Page
from reportwizard.ui.shared.keys import bindings_at, current_key, key_label
from reportwizard.ui.shared.line_list import Item, heading, row_item
from reportwizard.ui.shared.lines_widget import Text
from reportwizard.ui.shared.search_list import SearchList, folded, found_in
from reportwizard.ui.wizard import BRING_IN, CURRENCY, HAND_IN, NUMBERS, REPORTS, SETTINGS, Open, wizard

_MAX_PER_GROUP = 12
_CONTEXT, _EXCERPT = 24, 200
_PRESS, _OPEN = "press:", "open:"
_TAKE_OVER = "take-over"
_KEYS = ("check", "hand_in", "expenses", "earlier", "editor", "help", "theme", "save", "quit")
"""The ids of key bindings that are listed."""
PAGES = (
    ("My reports", "Esc Esc", REPORTS),
    ("Your currency", "", CURRENCY),
    ("Numbers and dates in this report", "", NUMBERS),
    ("Settings: colours, editor", "", SETTINGS),
    ("Write the due date for your calendar", "a file", "calendar"),
    ("Write the report to a file", "export: Word, PDF, web page, text", f"{HAND_IN} file"),
    ("Write the list of expenses for a spreadsheet", "Excel, a file (.xlsx)", "write-expenses"),
    ("Bring in a report page, or a Word copy", "into your list", BRING_IN),
    ("Take this report over from another window", "", _TAKE_OVER),
)
"""What else can be done: label, remark, and the page that is opened for it."""


class GotoPage(ReportPage):
    """A search box and its results: at first the questions that need an answer or a look."""

    DEFAULT_CSS = """
    GotoPage { max-width: 90; }
    GotoPage Text { padding: 0 1 0 3; }
    GotoPage SearchList { height: 1fr; }
    GotoPage Box { margin: 0 2 0 1; }
    GotoPage LineList { width: 100%; }
    """
    KEYS = "Enter open   ↑ ↓ choose   Esc back"

    def __init__(self, session: Session, page: Page) -> None:
        super().__init__(session)
        self.question_id, self.tab = page.question_id, page.tab
        self._search = SearchList(self._items, placeholder="type a few letters")

    def compose(self) -> ComposeResult:
        about = "   a question, a word in your answers, or something to do"
        yield Text(Content.assemble(("Go to", "bold"), (about, "$quiet")))
        yield self._search

    def begin(self) -> Widget:
        self._search.begin()
        return self._search.box

    def _items(self, text: str) -> list[Item]:
        report, findings = self.report, self.checked.findings
        groups: dict[str, Iterable[Item]] = {
            "Questions": _questions(report, text, findings),
            "In your answers": _answers(report, text, findings),
            "To do": self._commands(text) if text.strip() else (),
        }
        items: list[Item] = []
        for title, group in groups.items():
            if shown := list(islice(group, _MAX_PER_GROUP)):
                items += [heading(title), *shown]
        return items

    def _commands(self, text: str) -> Iterator[Item]:
        bindings, keymap = bindings_at(self), wizard(self).settings.keymap
        commands = list[tuple[str, str, str]]()
        for id in _KEYS:
            key, remark = current_key(key_label(bindings[id].key.split(",")[0]), self, keymap)
            commands.append((bindings[id].description, remark, f"{_PRESS}{key}"))
        for label, remark, page in PAGES:
            if page != _TAKE_OVER or self.session.can_take_over:
                commands.append((label, remark, f"{_OPEN}{page}"))
        for label, remark, id in commands:
            if found_in(text, f"{label} {remark}"):
                yield row_item(id, label, remark, lead=" " * 7)

    def item_chosen(self, id: str) -> None:
        """Open a question; run a command on the page below."""
        kind, _, target = id.partition(":")
        if kind in ("question", "answer"):
            self.post_message(Open(at=target))
            return
        self.frame.close_page()
        if f"{kind}:" == _OPEN:
            self.post_message(Open(*target.split()))
        else:
            self.frame.call_later(self.app.simulate_key, target)


def _questions(report: Report, text: str, findings: Sequence[Finding]) -> Iterator[Item]:
    # Those that are called so come before those whose wording has these words.
    for question in sorted(
        report.questions(), key=lambda one: not found_in(text, f"{one.number} {one.name}")
    ):
        state = question_state(report, question, findings)
        if text.strip():
            matches = found_in(text, f"{question.number} {question.name} {question.wording}")
        else:
            matches = state in ("fix", "look", "open")
        if matches:
            yield _item("question", report, question, state, question.name)


def _answers(report: Report, text: str, findings: Sequence[Finding]) -> Iterator[Item]:
    needle = folded(text.strip())
    for question in report.questions() if len(needle) > 1 else ():
        answer = report.show(question)
        at = folded(answer[:20_000]).find(needle)
        if at >= 0:
            start = max(at - _CONTEXT, 0)  # then the next word, where a script has blanks
            start = answer.find(" ", start, at) + 1 or start if start else 0
            excerpt = " ".join([*([sign("cut")] if start else []), *answer[start : start + _EXCERPT].split()])
            yield _item("answer", report, question, question_state(report, question, findings), excerpt)


def _item(kind: str, report: Report, question: Question, state: str, label: str) -> Item:
    part, number = report.form.part_of[question.id], Content.styled(question.number, "bold $accent")
    lead = Content.assemble(columns([(styled_sign(state), 1), (number, 4)], gap=1), " ")
    return row_item(f"{kind}:{question.id}", label, part.short or part.title, lead=lead)
