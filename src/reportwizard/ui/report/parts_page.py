"""The list of parts: what is done and what is left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from reportwizard.checks.finding import Finding
from reportwizard.drafts.merging.conflicts import waiting_ids
from reportwizard.forms.form import Part
from reportwizard.report.due import is_handed_in
from reportwizard.report.progress import progress
from reportwizard.report.report import Report
from reportwizard.text import pluralize
from reportwizard.ui.report.report_page import ReportPage
from reportwizard.ui.report.status import (
    MISSING,
    entry_id,
    entry_question,
    findings_state,
    page_name,
    page_states,
    part_state,
    parts_to_write,
    to_fix,
)
from reportwizard.ui.session import Session
from reportwizard.ui.shared.days import handed_in_label, long_date
from reportwizard.ui.shared.drawing import (
    columns,
    cut,
    left_right,
    numbered_name,
    one_line,
    plain,
    progress_bar,
    styled_sign,
    wrapped,
)
from reportwizard.ui.shared.line_list import Item, LineList, heading
from reportwizard.ui.shared.lines_widget import Lines, Row
from reportwizard.ui.wizard import CHECK, EXPENSES, HAND_IN, HISTORY, REPORTS, Open

_NAME_WIDTH, _BAR_WIDTH = 25, 24


class PartsPage(ReportPage):
    """The parts, the steps to finish, and the other pages; the cursor starts at `at`."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    PartsPage LineList { width: 1fr; padding-right: 1; }
    Frame.-wide PartsPage LineList { width: 84; padding: 1 2 0 1; }
    PartsPage Lines { width: 1fr; height: 1fr; border-left: solid $line; padding: 1 1 0 2; display: none; }
    Frame.-wide PartsPage { padding-top: 0; }
    Frame.-wide PartsPage Lines { display: block; }
    """
    KEYS = "Enter open   ↑ ↓ choose   F2 go to a question   F1 help   Esc my reports"
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
        self._parts = {part.id: part for part in self.report.form.parts}
        self._list = LineList()
        self._pane = Lines(self._pane_rows, lambda target: self.post_message(Open(at=target)))

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield self._list
            yield self._pane

    def begin(self) -> Widget:
        findings = self.checked.findings
        states = ((part.id, part_state(self.report, part, findings)) for part in parts_to_write(self.report))
        to_do = (id for id, state in states if state.findings or state.missing)
        self._show(self._at or next(to_do, CHECK))
        return self._list

    def _show(self, cursor: str | None = None) -> None:
        self._list.show(parts_items(self.report, self.checked.findings), cursor)
        self._pane.redraw()

    def _pane_rows(self, width: int) -> list[Row]:
        part = self._parts.get(self._list.cursor)
        return _pages_rows(self.report, part, self.checked.findings, width) if part else []

    def report_changed(self, question_id: str) -> None:
        if not question_id:
            self._show()

    def cursor_moved(self, id: str) -> None:
        self._pane.redraw()

    def item_chosen(self, id: str) -> None:
        part = self._parts.get(id)
        if id == HISTORY:
            self.show_versions()
        elif part is None:
            self.post_message(Open(id))
        elif part.comes_after:
            self.post_message(Open(HAND_IN, "review"))
        else:
            self.post_message(Open(at=entry_question(self.report, part, self.checked.findings).id))

    def on_key(self, event: events.Key) -> None:
        if event.key == "right":
            event.stop()
            self._list.action_choose()

    def up(self) -> None:
        self.post_message(Open(REPORTS))

    def show_versions(self) -> None:
        """Show the versions of the answer that was edited last."""
        self.post_message(Open(HISTORY, self.report.last_question or self.report.form.questions[0].id))


def parts_items(report: Report, findings: Sequence[Finding]) -> list[Item]:
    """Return the rows of the list of parts."""
    form, to_write = report.form, parts_to_write(report)
    state = findings_state(findings, len(waiting_ids(report)))
    check = Content.assemble(styled_sign("done"), (" nothing to ask", "$quiet"))
    if state.findings or any(finding.code == MISSING for finding in findings):
        check = Content.styled(state.label or "nothing to ask so far", state.style or "$quiet")
    hand_in = "take it to the portal" if form.portal_name else f"give it to your {form.reader}"
    hand_in = "" if is_handed_in(report) else hand_in
    after = f"only when the {form.reader} writes to you"
    about_points = "what they ask, what you say" if report.asks else ""
    other_parts = [part for part in form.parts if part not in to_write]
    return [
        Item("", lambda width, _: [Content(), _progress_line(report, width)]),
        heading("Write"),
        *(_part_item(report, part, findings) for part in to_write),
        heading("Finish"),
        _row(CHECK, "", "Check your answers", "what a reader may ask", check),
        _row(HAND_IN, "", "Hand in", hand_in, _hand_in_state(report, findings)),
        heading("Also here"),
        _row(EXPENSES, "", "List of expenses", *_expenses_state(report)),
        *(
            _row(part.id, "", part.title, about_points or part.about or after, _points_state(report))
            for part in other_parts
        ),
        _row(HISTORY, "", "Earlier versions", "of the last answer; F8 shows those of any"),
    ]


def _progress_line(report: Report, width: int) -> Content:
    done, due = progress(report), report.value("report.due")
    answers = Content.styled(f"{done.answered} of {done.asked} answers   ", "bold")
    right = f"due {long_date(due)}" if isinstance(due, date) else ""
    right = handed_in_label(report.hand_in.handed_in) if is_handed_in(report) else right
    bar_width = min(_BAR_WIDTH, width - answers.cell_length - len(right) - 4)
    left = Content.assemble(answers, progress_bar(done.share, bar_width))
    return left_right(left, Content.styled(right, "$quiet"), width)


def _part_item(report: Report, part: Part, findings: Sequence[Finding]) -> Item:
    state = part_state(report, part, findings)
    label = Content.styled(state.label, state.style)
    if state.sign == "done":
        label = Content.assemble(styled_sign("done"), " ", label)
    names = [question.name for question in part.questions if not question.asked_if and not question.reference]
    topics = ", ".join(names if sum(map(len, names)) < 40 else names[:2]).lower()
    return _row(part.id, part.number, part.title, part.about or topics, label)


def _row(id: str, number: str, name: str, about: str, state: Content | None = None) -> Item:
    right = state or Content()

    def draw(width: int, is_current: bool) -> list[Content]:
        name_width = _NAME_WIDTH if about else width - right.cell_length - 6
        style = "bold" if is_current else ""
        head = columns([(Content.styled(number, "bold $accent"), 1), (plain(name, style), name_width)])
        remark = plain(about, "$quiet")
        if remark.cell_length > width - head.cell_length - right.cell_length - 3:
            remark = Content()  # a part of it would say nothing, or another sum
        return [left_right(Content.assemble(head, " ", remark), right, width, gap=2)]

    return Item(id, draw)


def _hand_in_state(report: Report, findings: Sequence[Finding]) -> Content:
    if is_handed_in(report):
        day = handed_in_label(report.hand_in.handed_in)
        return Content.assemble(styled_sign("done"), (f" {day}", "$quiet"))
    if missing := sum(finding.code == MISSING for finding in findings):
        return Content.styled(f"{pluralize(missing, 'answer')} to go", "$quiet")
    return Content() if to_fix(findings) else Content.styled("ready", "$good")


def _points_state(report: Report) -> Content:
    left = [point for point in report.asks if not point.settled]
    unanswered = sum(not point.response for point in left)
    words = f"{unanswered} to answer" if unanswered else f"{len(left)} to mark as done"
    return Content.styled(words, "bold $look") if left else Content()


def _expenses_state(report: Report) -> tuple[str, Content | None]:
    if not report.ledger:
        return "what you paid, and what it adds up to", None
    from reportwizard.ledger.totals import offers
    from reportwizard.money.showing import show_amount

    count, sums = pluralize(len(report.ledger), "line"), list(offers(report))
    if not sums:
        return count, None
    local = next((total for total in sums if total.total.amount.currency == report.currency), sums[0])
    about = f"{show_amount(local.total.amount, report.locale)} in {count}"
    question = report.form.by_id[local.question]
    if local.total.missing or report.answers.get(local.question) != local.total.amount:
        return about, None
    return about, Content.styled(f"fits question {question.number or question.name}", "$good")


def _pages_rows(report: Report, part: Part, findings: Sequence[Finding], width: int) -> list[Row]:
    rows = [Row(cut(numbered_name(part.number, part.title), width)), Row(Content())]
    for page, state in page_states(report, part, findings):
        label = Content.assemble(styled_sign(state), " ", one_line(page_name(page), width - 2))
        rows.append(Row(label, entry_id(page)))
    hint = Content.assemble(("Enter", "bold"), (" opens the first that needs you.", "$quiet"))
    return [*rows, Row(Content()), *map(Row, wrapped(hint, width))]
