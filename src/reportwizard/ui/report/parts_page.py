"""The list of parts: what is done, what is left, and where to go on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from reportwizard.checks.finding import Finding
from reportwizard.forms.form import Part
from reportwizard.report.due import is_handed_in
from reportwizard.report.progress import progress
from reportwizard.report.report import Report
from reportwizard.text import pluralize
from reportwizard.ui.report.drawing import pages_rows
from reportwizard.ui.report.page import IN_CHECK, ReportPage
from reportwizard.ui.report.status import asked_state, needs_you, part_state, to_fix, written_parts
from reportwizard.ui.session import Session
from reportwizard.ui.shared.days import handed_in_label, long_date
from reportwizard.ui.shared.drawing import columns, left_right, plain, progress_bar, styled_sign
from reportwizard.ui.shared.line_list import Item, LineList, heading
from reportwizard.ui.shared.lines import Hint
from reportwizard.ui.shared.lines_widget import Lines, Row
from reportwizard.ui.wizard import CHECK, EXPENSES, HAND_IN, REPORTS, Open

_NAME, _BAR = 25, 24


class PartsPage(ReportPage):
    """One row a part, then what finishes the report, then what else there is. `at` is where the cursor is."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    PartsPage LineList { width: 1fr; padding-right: 1; }
    Frame.-wide PartsPage LineList { width: 84; }
    PartsPage Lines { width: 1fr; height: 1fr; border-left: solid $line; padding: 1 1 0 2; display: none; }
    Frame.-wide PartsPage { padding-top: 0; }
    Frame.-wide PartsPage Lines { display: block; }
    """
    KEYS = (
        Hint("Enter", "open"),
        Hint("↑ ↓", "choose"),
        Hint("F2", "go to a question"),
        Hint("F1", "help"),
        Hint("Esc", "my reports"),
    )
    NOT_HERE: ClassVar = {**ReportPage.NOT_HERE, "dismiss_finding": IN_CHECK}
    heading = "Your report"
    HELP = (
        "Every row is a part of the report. Enter opens it at the question that needs you.\n"
        "“left” counts the answers that the report must have. You may answer in any order.\n"
        "A part is done when nothing is left in it and nothing is to look at. Nobody ticks it.\n"
        "You can leave at any time: every word is saved."
    )

    def __init__(self, session: Session, at: str = "") -> None:
        super().__init__(session)
        self._at = at
        self._list = LineList()
        self._pane = Lines(self._pane_rows, lambda what: self.post_message(Open(at=what)))

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield self._list
            yield self._pane

    def begin(self) -> Widget:
        """The list; the cursor on the part that one comes from, or that needs somebody."""
        findings = self.checked.findings
        states = ((one.id, part_state(self.report, one, findings)) for one in written_parts(self.report))
        to_do = (id for id, state in states if state.many or state.left)
        self._show(self._at or next(to_do, CHECK))
        return self._list

    def _show(self, cursor: str | None = None) -> None:
        self._list.show(parts_items(self.report, self.checked.findings), cursor)
        self._pane.redraw()

    def _part(self, id: str) -> Part | None:
        return next((one for one in self.report.form.parts if one.id == id), None)

    def _pane_rows(self, width: int) -> list[Row]:
        part = self._part(self._list.cursor)
        return pages_rows(self.report, part, self.checked.findings, width) if part else []

    def report_changed(self, question_id: str) -> None:
        if not question_id:
            self._show()

    def cursor_moved(self, id: str) -> None:
        self._pane.redraw()

    def item_chosen(self, id: str) -> None:
        part = self._part(id)
        if part is not None and part.comes_after:
            self.post_message(Open(HAND_IN, "review"))
        elif part is not None:
            self.post_message(Open(at=needs_you(self.report, part, self.checked.findings).id))
        elif id == "history":
            self.show_versions()
        else:
            self.post_message(Open(id))

    def on_key(self, event: events.Key) -> None:
        """→ goes into the part."""
        if event.key == "right":
            event.stop()
            self._list.action_choose()

    def up(self) -> None:
        self.post_message(Open(REPORTS))

    def show_versions(self) -> None:
        """Show the versions of the answer that was edited last."""
        self.post_message(Open("history", self.report.last_question or self.report.form.questions[0].id))


def parts_items(report: Report, findings: Sequence[Finding]) -> list[Item]:
    """Return the rows of the list of parts."""
    form, written, asked = report.form, written_parts(report), asked_state(findings)
    check = Content.assemble(styled_sign("done"), (" nothing to ask", "$quiet"))
    check = Content.styled(asked.words, asked.style) if asked.many else check
    hand_in = "take it to the portal" if form.portal_name else f"give it to your {form.reader}"
    hand_in = "" if is_handed_in(report) else hand_in
    after = f"only when the {form.reader} writes to you"
    return [
        Item("", lambda width, _: [Content(), _progress_line(report, width)]),
        heading("Write"),
        *(_part_item(report, part, findings) for part in written),
        heading("Finish"),
        _row(CHECK, "", "Check your answers", "what a reader may ask", check),
        _row(HAND_IN, "", "Hand in", hand_in, _hand_in_words(report, findings)),
        heading("Also here"),
        _row(EXPENSES, "", "List of expenses", *_expenses_words(report)),
        *(
            _row(part.id, "", part.title, part.about or after, _asks_words(report))
            for part in form.parts
            if part not in written
        ),
        _row("history", "", "Earlier versions", "of the last answer; F8 shows those of any"),
    ]


def _progress_line(report: Report, width: int) -> Content:
    done, due = progress(report), report.value("report.due")
    words = Content.styled(f"{done.answered} of {done.asked} answers   ", "bold")
    right = f"due {long_date(due)}" if isinstance(due, date) else ""
    right = handed_in_label(report.hand_in.handed_in) if is_handed_in(report) else right
    return left_right(
        Content.assemble(words, progress_bar(done.share, _BAR)), Content.styled(right, "$quiet"), width
    )


def _part_item(report: Report, part: Part, findings: Sequence[Finding]) -> Item:
    state = part_state(report, part, findings)
    words = Content.styled(state.words, state.style)
    if state.sign == "done":
        words = Content.assemble(styled_sign("done"), " ", words)
    names = [one.name for one in part.questions if not one.asked_if and not one.reference]
    all_ = ", ".join(names if sum(map(len, names)) < 40 else names[:2]).lower()
    return _row(part.id, part.number, part.title, part.about or all_, words)


def _row(id: str, number: str, name: str, about: str, right: Content | None = None) -> Item:
    words = right or Content()

    def draw(width: int, here: bool) -> list[Content]:
        room = _NAME if about else width - words.cell_length - 6
        head = columns([(Content.styled(number, "bold $accent"), 1), (plain(name, here * "bold"), room)])
        room = width - head.cell_length - words.cell_length - 3
        quiet = plain(about, "$quiet") if room > 3 else Content()
        return [left_right(Content.assemble(head, " ", quiet), words, width, gap=2)]

    return Item(id, draw)


def _hand_in_words(report: Report, findings: Sequence[Finding]) -> Content:
    if is_handed_in(report):
        return Content.assemble(
            styled_sign("done"), (f" {handed_in_label(report.hand_in.handed_in)}", "$quiet")
        )
    done = progress(report)
    if left := done.asked - done.answered:
        return Content(f"{pluralize(left, 'answer')} to go")
    return Content() if to_fix(findings) else Content.styled("ready", "$good")


def _asks_words(report: Report) -> Content:
    open_ = sum(not one.settled for one in report.asks)
    return Content.styled(f"{open_} to answer", "bold $look") if open_ else Content()


def _expenses_words(report: Report) -> tuple[str, Content | None]:
    if not report.ledger:
        return "what you paid, and what it adds up to", None
    from reportwizard.ledger.totals import offers
    from reportwizard.money.showing import show_amount

    count, sums = pluralize(len(report.ledger), "line"), list(offers(report))
    if not sums:
        return count, None
    local = next((one for one in sums if one.total.amount.currency == report.currency), sums[0])
    about = f"{show_amount(local.total.amount, report.locale)} in {count}"
    question = report.form.by_id[local.question]
    if report.answers.get(local.question) != local.total.amount:
        return about, None
    return about, Content.styled(f"fits question {question.number or question.name}", "$good")
