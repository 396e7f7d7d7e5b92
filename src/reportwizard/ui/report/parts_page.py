"""The list of parts: what is done, what is left, and where to go on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from reportwizard.checks.finding import Finding
from reportwizard.forms.form import Form, Part
from reportwizard.report.due import was_handed_in
from reportwizard.report.progress import progress
from reportwizard.report.report import Report
from reportwizard.ui.report.page import ReportPage
from reportwizard.ui.report.status import (
    is_side,
    needs_you,
    page_state,
    part_state,
    to_fix,
    to_look_at,
)
from reportwizard.ui.session import Session
from reportwizard.ui.shared.days import handed_in_words, whole_day
from reportwizard.ui.shared.drawing import bar, columns, cut, ends, fitted, plain, signed
from reportwizard.ui.shared.drawn import Drawn, Row
from reportwizard.ui.shared.line_list import Item, LineList, heading
from reportwizard.ui.shared.lines import Hint
from reportwizard.ui.wizard import CHECK, EXPENSES, HAND_IN, PARTS, REPORTS, Open, wizard

_NAME, _BAR = 25, 24


class PartsPage(ReportPage):
    """One row a part, then what finishes the report, then what else there is. `at` is where the cursor is."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    PartsPage LineList { width: 1fr; max-width: 84; }
    PartsPage PagesPane { width: 1fr; display: none; }
    Frame.-wide PartsPage { padding-top: 0; }
    Frame.-wide PartsPage PagesPane { display: block; }
    """

    def __init__(self, session: Session, at: str = "") -> None:
        super().__init__(session)
        self._at = at

    @property
    def place(self) -> Open:
        return Open(PARTS, self._at)

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield LineList()
            yield PagesPane()

    def begin(self) -> Widget:
        """The list; the cursor on the part that one comes from, or that needs somebody."""
        findings = self.checked.findings
        self._show(self._at or _first_to_do(self.session.report, findings))
        return self.query_one(LineList)

    def _show(self, cursor: str | None = None) -> None:
        report, findings = self.session.report, self.checked.findings
        self.query_one(LineList).show(parts_items(report, findings), cursor)
        self._show_pane()

    def _show_pane(self) -> None:
        report = self.session.report
        cursor = self.query_one(LineList).cursor
        part = next((one for one in report.form.parts if one.id == cursor), None)
        self.query_one(PagesPane).show(report, part, self.checked.findings)

    def report_changed(self, question_id: str) -> None:
        if not question_id:
            self._show()

    def hints(self) -> Sequence[Hint]:
        return (
            Hint("Enter", "open"),
            Hint("↑ ↓", "choose"),
            Hint("F2", "go to a question"),
            Hint("F1", "help"),
            Hint("Esc", "my reports"),
        )

    def help(self) -> tuple[str, str]:
        return "Your report", (
            "Every row is a part of the report. Enter opens it at the question that needs you.\n"
            "“left” counts the answers that the report must have. You may answer in any order.\n"
            "A part is done when nothing is left in it and nothing is to look at. Nobody ticks it.\n"
            "You can leave at any time: every word is saved."
        )

    @on(LineList.Moved)
    def _moved(self, event: LineList.Moved) -> None:
        event.stop()
        self._at = event.id
        self._show_pane()

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self._open(event.id)

    def _open(self, id: str) -> None:
        report = self.session.report
        part = next((one for one in report.form.parts if one.id == id), None)
        if part is not None and is_side(part):
            self.post_message(Open(HAND_IN, "review"))
        elif part is not None:
            self.post_message(Open(at=needs_you(report, part, self.checked.findings).id))
        elif id == "history":
            self.post_message(Open("history", report.last_question or report.form.questions[0].id))
        else:
            self.post_message(Open(id))

    def on_key(self, event: events.Key) -> None:
        """→ goes into the part."""
        if event.key == "right":
            event.stop()
            self.query_one(LineList).action_choose()

    def up(self) -> None:
        self.post_message(Open(REPORTS))

    def earlier(self) -> None:
        """Show the versions of the answer that was edited last."""
        self._open("history")

    def right_as_it_is(self) -> None:
        """Open Check, where there is something that may be right."""
        wizard(self).say("F5 opens Check: there you say what is right as it is.", "look")


def _first_to_do(report: Report, findings: Sequence[Finding]) -> str:
    for part in report.form.parts:
        state = part_state(report, part, findings)
        if not is_side(part) and (state.fix or state.look or state.left):
            return part.id
    return CHECK


def parts_items(report: Report, findings: Sequence[Finding]) -> list[Item]:
    """Return the rows of the list of parts."""
    form = report.form
    written = [part for part in form.parts if not is_side(part)]
    items = [
        Item("", lambda width, _: [Content(), _progress_line(report, width)]),
        heading("Write"),
        *(_part_item(report, part, findings) for part in written),
        heading("Finish"),
        _row(CHECK, "", "Check your answers", "what a reader may ask", _check_words(findings)),
        _row(HAND_IN, "", "Hand in", _where(form), _hand_in_words(report, findings)),
        heading("Also here"),
        _row(EXPENSES, "", "List of expenses", *_expenses_words(report)),
    ]
    for part in form.parts:
        if is_side(part):
            items.append(
                _row(part.id, "", part.title, part.about or f"only when the {form.reader} writes to you")
            )
    return [*items, _row("history", "", "Earlier versions and copies", "")]


def _progress_line(report: Report, width: int) -> Content:
    done = progress(report)
    words = Content.styled(f"{done.answered} of {done.asked} answers   ", "bold")
    left = Content.assemble(words, bar(done.share, _BAR))
    due = report.value("report.due")
    right = f"due {whole_day(due)}" if isinstance(due, date) else ""
    right = handed_in_words(report.hand_in.handed_in) if was_handed_in(report) else right
    return ends(left, Content.styled(right, "$quiet"), width)


def _part_item(report: Report, part: Part, findings: Sequence[Finding]) -> Item:
    state = part_state(report, part, findings)
    words = Content.styled(state.words, state.style)
    if state.sign == "done":
        words = Content.assemble(signed("done"), " ", words)
    return _row(part.id, part.number, part.title, part.about or _first_sentence(part), words)


def _first_sentence(part: Part) -> str:
    names = [one.name for one in part.questions if not one.asked_if and not one.reference]
    return ", ".join(names).lower() if sum(map(len, names)) < 40 else ", ".join(names[:2]).lower()


def _row(id: str, number: str, name: str, about: str, right: Content | None = None) -> Item:
    def draw(width: int, here: bool) -> list[Content]:
        words = right or Content()
        room = _NAME if about else width - words.cell_length - 6
        head = columns(
            [(Content.styled(number, "bold $accent"), 1), (plain(name, "bold" if here else ""), room)]
        )
        room = max(width - head.cell_length - 1 - words.cell_length - 2, 0)
        quiet = fitted(cut(plain(about, "$quiet"), room), room) if room > 3 else Content(" " * room)
        return [fitted(Content.assemble(head, " ", quiet, "  ", words), width)]

    return Item(id, draw)


def _check_words(findings: Sequence[Finding]) -> Content:
    fix, look = len(to_fix(findings)), len(to_look_at(findings))
    if fix:
        return Content.styled(f"{fix} to fix", "bold $fix")
    if look:
        return Content.styled(f"{look} to look at", "bold $look")
    return Content.assemble(signed("done"), (" nothing to ask", "$quiet"))


def _where(form: Form) -> str:
    return f"take it to {form.portal_name}" if form.portal_name else f"give it to your {form.reader}"


def _hand_in_words(report: Report, findings: Sequence[Finding]) -> Content:
    if was_handed_in(report):
        return Content.assemble(signed("done"), (f" {handed_in_words(report.hand_in.handed_in)}", "$quiet"))
    done = progress(report)
    left = done.asked - done.answered
    if left:
        return Content.styled(f"{left} {'answer' if left == 1 else 'answers'} to go")
    return Content.styled("", "") if to_fix(findings) else Content.styled("ready", "$good")


def _expenses_words(report: Report) -> tuple[str, Content | None]:
    if not report.ledger:
        return "what you paid, and what it adds up to", None
    from reportwizard.ledger.totals import offers
    from reportwizard.money.showing import show_amount

    lines = len(report.ledger)
    count = f"{lines:,} {'line' if lines == 1 else 'lines'}".replace(",", " ")
    sums = [one for one in offers(report)]
    if not sums:
        return count, None
    local = next((one for one in sums if one.total.amount.currency == report.currency), sums[0])
    about = f"{show_amount(local.total.amount, report.locale)} in {count}"
    question = report.form.by_id[local.question]
    same = report.answers.get(local.question) == local.total.amount
    if not same:
        return about, None
    return about, Content.styled(f"fits question {question.number or question.name}", "$good")


class PagesPane(Drawn):
    """The pages of the part at the cursor, beside the list on a wide screen."""

    DEFAULT_CSS = """
    PagesPane { height: 1fr; border-left: solid $line; padding: 1 1 0 2; margin: 0; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._what: tuple[Report, Part | None, Sequence[Finding]] | None = None

    def show(self, report: Report, part: Part | None, findings: Sequence[Finding]) -> None:
        """Show the pages of a part; of anything else nothing."""
        self._what = (report, part, findings)
        self.redraw()

    def rows(self, width: int) -> list[Row]:
        if self._what is None or self._what[1] is None:
            return []
        report, part, findings = self._what
        assert part is not None
        number = f"{part.number}  " if part.number else ""
        rows = [
            Row(cut(Content.assemble((number, "bold $accent"), plain(part.title, "bold")), width)),
            Row(Content()),
        ]
        for page in part.pages:
            asked = [one for one in page if report.asked(one)]
            if not asked:
                continue
            first = next((one for one in asked if not one.reference), asked[0])
            name = first.page if len(asked) > 1 and first.page and not first.number else first.name
            label = Content.assemble(
                signed(page_state(report, page, findings)), " ", plain(f"{first.number} {name}".strip())
            )
            rows.append(Row(cut(label, width), first.id))
        words = (("Enter", "bold"), (" opens the first", "$quiet")), ((" that needs you.".strip(), "$quiet"),)
        return [*rows, Row(Content()), *(Row(Content.assemble(*line)) for line in words)]

    def clicked(self, what: str) -> None:
        self.post_message(Open(at=what))
