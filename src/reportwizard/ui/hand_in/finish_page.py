"""The last card: the report is handed in. Thank you, its figures, and what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.containers import Center
from textual.content import Content
from textual.widget import Widget

from reportwizard.exports import summary
from reportwizard.money.amount import Amount
from reportwizard.money.showing import show_amount
from reportwizard.report.due import reopen
from reportwizard.report.report import Report
from reportwizard.ui.copying import copy_text
from reportwizard.ui.report.page import ReportPage
from reportwizard.ui.session import Session
from reportwizard.ui.shared.days import long_date
from reportwizard.ui.shared.drawing import one_line, plain, wrapped
from reportwizard.ui.shared.line_list import typed_digit
from reportwizard.ui.shared.lines import Hint
from reportwizard.ui.shared.lines_widget import Lines, Row, Text, row_of_zones
from reportwizard.ui.wizard import HAND_IN, NEW, PARTS, REPORTS, Open, wizard

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
    FinishPage .ways {{ margin-top: 1; }}
    Frame.-tight FinishPage {{ padding-top: 0; }}
    Frame.-tight FinishPage .card {{ padding: 0 2; }}
    Frame.-tight FinishPage .ways {{ margin: 0; }}
    """
    KEYS = (Hint("Enter", "my reports"), Hint("1–6", "do it"), Hint("F1", "help"), Hint("Esc", "all parts"))
    heading = "Handed in"
    HELP = (
        "The report is finished: nothing in it can be changed by accident.\n"
        "What your {reader} writes to you, you can still note.\n"
        "“open it again” lets you change everything, for a new round."
    )

    def __init__(self, session: Session, work: WorkLog) -> None:
        super().__init__(session)
        self._work = work
        ways = self._ways = [
            ("file", "write a file"),
            ("tell", "tell others"),
            ("next", "next year’s report"),
            ("again", "open it again"),
            ("proof", "check what arrived"),
            ("review", "answer their questions"),
            *([("open", "open the file")] if work.written else []),
        ]
        self._shown = Lines(lambda width: ways_rows(ways, width), self.do, classes="ways")
        self._shown.can_focus = True

    def compose(self) -> Iterable[Widget]:
        card = card_lines(self.report, len(self._work.fixed(self.checked)))
        with Center():
            yield Text(Content("\n").join(card), classes="card")
        yield self._shown

    def begin(self) -> Widget:
        return self._shown

    def on_resize(self) -> None:
        """Keep what can be done in view, also above a long message."""
        self.call_after_refresh(self._shown.scroll_visible, animate=False)

    def hints(self) -> Sequence[Hint]:
        return [one._replace(key=one.key.replace("6", str(len(self._ways)))) for one in self.KEYS]

    def on_key(self, event: events.Key) -> None:
        """Do what has a number; Enter goes to the list of reports."""
        number = typed_digit(event)
        if event.key == "enter":
            self.post_message(Open(REPORTS))
        elif number and number <= len(self._ways):
            self.do(self._ways[number - 1][0])
        else:
            return
        event.stop()

    def do(self, way: str) -> None:
        """Do one of the ways."""
        if way == "open":
            from pathlib import Path

            self.app.open_url(Path(self._work.written).absolute().as_uri())
        elif way == "tell":
            copy_text(self.app, told_to_others(self.report), "A short text about your project")
        elif way in ("file", "proof", "review"):
            self.post_message(Open(HAND_IN, way))
        elif way == "next":
            self.post_message(Open(NEW, self.session.name))
        else:
            self.session.change(reopen(self.report))
            self.post_message(Open(PARTS))
            wizard(self).say("You can change this report again.")


def ways_rows(ways: Sequence[tuple[str, str]], width: int) -> list[Row]:
    """Return what can be done, by number, in the middle of as many lines as that takes."""
    rows: list[list[tuple[Content, str]]] = [[]]
    for number, (id, words) in enumerate(ways, 1):
        way = Content.assemble((f"{number}  ", "bold"), (words, "$accent")), id
        if rows[-1] and row_of_zones([*rows[-1], way], Content()).content.cell_length > width - 2:
            rows.append([])
        rows[-1].append(way)
    room = [width - row_of_zones(row, Content()).content.cell_length for row in rows]
    return [row_of_zones(row, Content(" " * (left // 2))) for row, left in zip(rows, room, strict=True)]


# The card


_ONE = {"People": "person", "Pages": "page", "Files": "file"}


def figures(report: Report) -> list[tuple[str, str]]:
    """Return how many people, pages and files there were, with their names; nothing that is not told."""
    counts = (one for one in summary.figures(report) if one.label in _ONE)
    return [(one.value, _ONE[one.label] if one.value == "1" else one.label.lower()) for one in counts]


def _money(report: Report) -> Iterator[tuple[str, str]]:
    for local in ("", ".local"):
        spent, awarded = (report.value(f"money.{one}{local}") for one in ("spent", "awarded"))
        if isinstance(spent, Amount) and isinstance(awarded, Amount):
            amount = show_amount(spent, report.locale).removesuffix(awarded.currency).strip()
            yield amount, f"of {show_amount(awarded, report.locale)}"


def told_to_others(report: Report) -> str:
    """Return a few words about the project that one may post somewhere."""
    counts = ", ".join(" ".join(one) for one in figures(report))
    return f"{report.title}: {counts}." if counts else f"{report.title}."


def card_lines(report: Report, fixed: int) -> list[Content]:
    """Return the lines inside the card."""
    form, person = report.form, report.value("project.person")
    thanks = f"Thank you, {person}." if isinstance(person, str) and person else "Thank you."
    lines = [
        one_line(f"Handed in. {thanks}", _CARD, "bold $good"),
        *wrapped(plain(report.title or "Your report", "bold"), _CARD)[:2],
    ]
    mistakes = f"{'mistake' if fixed == 1 else 'mistakes'} fixed before anybody saw them"
    groups = (figures(report), list(_money(report))[:1], [(str(fixed), mistakes)] if fixed else [])
    facts = [Content("   ").join([_figure(*one) for one in group]) for group in groups if group]
    said = [f"Your {form.reader} reads it next."]
    day, rule = report.hand_in.handed_in, form.rule("receipts")
    if day and rule and rule.keep_years:
        _, month, year = long_date(day).split()
        said.insert(0, f"Keep your receipts until {month} {int(year) + rule.keep_years}.")
    if after := next((part for part in form.parts if part.comes_after), None):
        said.append(f"Put their questions into “{after.title}”.")
    blank = [Content()] if facts else []
    return [*lines, *blank, *facts, Content(), *(line for one in said for line in wrapped(plain(one), _CARD))]


def _figure(number: str, words: str) -> Content:
    return Content.assemble((number, "bold"), (f" {words}", "$quiet"))
