"""The last card: the report is handed in. Thank you, its figures, and what comes next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from textual.containers import Center
from textual.content import Content
from textual.widget import Widget

from reportwizard.exports import summary
from reportwizard.money.amount import Amount
from reportwizard.money.showing import show_amount
from reportwizard.report.due import reopen
from reportwizard.report.report import Report
from reportwizard.ui.clipboard import copy_text
from reportwizard.ui.dialogs.dialog import MessageDialog
from reportwizard.ui.report.report_page import ReportPage
from reportwizard.ui.session import Session
from reportwizard.ui.shared.days import long_date
from reportwizard.ui.shared.drawing import one_line, plain, wrapped
from reportwizard.ui.shared.line_list import ChoiceRow
from reportwizard.ui.shared.lines_widget import Text
from reportwizard.ui.wizard import HAND_IN, NEW, PARTS, PROOF, REPORTS, REVIEW, Open, wizard

if TYPE_CHECKING:
    from reportwizard.ui.check.items import WorkLog

_CARD = 54


class FinishPage(ReportPage):
    """The card, and what can be done by number."""

    tab = HAND_IN
    SCOPED_CSS = False
    DEFAULT_CSS = f"""
    FinishPage {{ padding-top: 1; overflow-y: auto; scrollbar-size-vertical: 1; }}
    Frame.-tall FinishPage {{ padding-top: 5; }}
    FinishPage .card {{ width: {_CARD + 6}; max-width: 100%; padding: 1 2; border: round $accent; }}
    FinishPage .choices {{ margin-top: 1; }}
    Frame.-tight FinishPage, Frame.-low FinishPage {{ padding-top: 0; }}
    Frame.-tight FinishPage .card {{ padding: 0 2; }}
    Frame.-tight FinishPage .choices {{ margin: 0; }}
    """
    heading = "Handed in"
    HELP = (
        "The report is finished: nothing in it can be changed by accident.\n"
        "What your {reader} writes to you, you can still note.\n"
        "“open it again” lets you change everything, for a new round."
    )

    def __init__(self, session: Session, work: WorkLog) -> None:
        super().__init__(session)
        self._work = work
        actions: dict[str, Callable[[], object]] = {
            "write a file": self._opener(HAND_IN, "file"),
            "tell others": self._copy_summary,
            "next year’s report": self._opener(NEW, session.name),
            "open it again": self._open_again,
            "check what arrived": self._opener(HAND_IN, PROOF),
            "answer their questions": self._opener(HAND_IN, REVIEW),
        }
        if work.written:
            actions["open the file"] = self._open_file
        self._choices = ChoiceRow(actions, classes="choices")
        self._choices.can_focus = True

    def _opener(self, page: str, at: str) -> Callable[[], object]:
        return lambda: self.post_message(Open(page, at))

    def compose(self) -> Iterable[Widget]:
        card = card_lines(self.report, len(self._work.fixed(self.checked)))
        with Center():
            yield Text(Content("\n").join(card), classes="card")
        yield self._choices

    def begin(self) -> Widget:
        self.session.place = ""  # no question is left to go back to
        return self._choices

    def on_resize(self) -> None:
        # The choices stay in view above a long message.
        self.call_after_refresh(self._choices.scroll_visible, animate=False)

    def hints(self) -> str:
        return f"Enter my reports   1–{len(self._choices.actions)} do it   F1 help   Esc all parts"

    def key_enter(self) -> None:
        self.post_message(Open(REPORTS))

    def _open_file(self) -> None:
        self.app.open_url(Path(self._work.written).absolute().as_uri())

    def _copy_summary(self) -> None:
        text = project_summary(self.report)

        def show(message: str, certain: bool) -> None:
            more = "Paste it where you need it." if certain else "If pasting gives nothing, mark it here."
            self.app.push_screen(MessageDialog("Tell others", f"{text}\n\n{message} {more}"))

        copy_text(self.app, text, "It", show)

    def _open_again(self) -> None:
        self.session.change(reopen(self.report))
        self.post_message(Open(PARTS))
        wizard(self).say("You can change this report again.")


_SINGULAR = {"People": "person", "Pages": "page", "Files": "file"}


def figures(report: Report) -> list[tuple[str, str, str]]:
    """Return the numbers of people, pages and files that the report gives, each with its noun and a note."""
    counts = [figure for figure in summary.figures(report) if figure.label in _SINGULAR]
    return [
        (value, _SINGULAR[label] if value == "1" else label.lower(), note) for label, value, note in counts
    ]


def _money_spent(report: Report) -> list[tuple[str, str]]:
    """Return the amount spent and awarded, in US dollars if both are known, else in the local currency."""
    for local in ("", ".local"):
        spent, awarded = (report.value(f"money.{role}{local}") for role in ("spent", "awarded"))
        if isinstance(spent, Amount) and isinstance(awarded, Amount):
            amount = show_amount(spent, report.locale).removesuffix(awarded.currency).strip()
            return [(amount, f"of {show_amount(awarded, report.locale)}")]
    return []


def project_summary(report: Report) -> str:
    """Return a sentence about the project to post somewhere."""
    parts = (f"{count} {noun}{f' ({note})' if ', ' in note else ''}" for count, noun, note in figures(report))
    return f"{report.title}: {', '.join(parts)}".removesuffix(": ") + "."


def card_lines(report: Report, fixed: int) -> list[Content]:
    """Return the lines of the card; `fixed` is how many mistakes were fixed before the hand-in."""
    person = report.value("project.person")
    thanks = f"Thank you, {person.rstrip('.')}." if isinstance(person, str) and person else "Thank you."
    words = "mistake fixed before anybody saw it" if fixed == 1 else "mistakes fixed before anybody saw them"
    groups = [[figure[:2] for figure in figures(report)], _money_spent(report), [(str(fixed), words)][:fixed]]
    facts = [Content("   ").join([_fact(*figure) for figure in group]) for group in groups if group]
    return [
        one_line(f"Handed in. {thanks}", _CARD, "bold $good"),
        *wrapped(plain(report.title or "Your report", "bold"), _CARD)[:2],
        *([Content(), *facts] if facts else []),
        Content(),
        *map(plain, _next_steps(report)),
    ]


def _fact(number: str, noun: str) -> Content:
    return Content.assemble((number, "bold"), (f" {noun}", "$quiet"))


def _next_steps(report: Report) -> Iterator[str]:
    form, day = report.form, report.hand_in.handed_in
    rule = form.rule("receipts")
    if day and rule and rule.keep_years:
        _, month, year = long_date(day).split()
        yield f"Keep your receipts until {month} {int(year) + rule.keep_years}."
    yield f"Your {form.reader} reads it next."
    if after := next((part for part in form.parts if part.comes_after), None):
        yield f"Put their questions into “{after.title}”."
