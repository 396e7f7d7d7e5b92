"""The last card: the report is handed in. Thank you, its figures, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.containers import Center
from textual.content import Content

from reportwizard.kinds import table
from reportwizard.money.amount import Amount
from reportwizard.money.showing import show_amount
from reportwizard.report.due import with_handed_in
from reportwizard.ui.clipboard import copy_text
from reportwizard.ui.report.page import ReportPage
from reportwizard.ui.shared.drawing import one_line, plain, wrapped
from reportwizard.ui.shared.drawn import Drawn, Row, Text, Zone
from reportwizard.ui.shared.line_list import digit_of
from reportwizard.ui.shared.lines import Hint
from reportwizard.ui.wizard import HAND_IN, NEW, PARTS, REPORTS, Open, wizard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from textual import events
    from textual.widget import Widget

    from reportwizard.report.report import Report
    from reportwizard.ui.check.items import WorkLog
    from reportwizard.ui.session import Session

_CARD = 56


class FinishPage(ReportPage):
    """The card, and four things to do by number."""

    tab = HAND_IN
    SCOPED_CSS = False
    DEFAULT_CSS = f"""
    FinishPage {{ padding-top: 1; }}
    Frame.-tall FinishPage {{ padding-top: 5; }}
    FinishPage .card {{ width: {_CARD + 6}; max-width: 100%; padding: 1 2; border: round $accent; }}
    """

    def __init__(self, session: Session, work: WorkLog) -> None:
        super().__init__(session)
        self._work = work

    @property
    def place(self) -> Open:
        """This page."""
        return Open(HAND_IN)

    def compose(self) -> Iterable[Widget]:
        """The card, and what can be done."""
        lines = card_lines(self.session.report, len(self._work.fixed(self.checked)))
        with Center():
            yield Text(Content("\n").join(lines), classes="card")
        yield Ways(self.ways)

    @property
    def ways(self) -> list[tuple[str, str]]:
        """What can be done, with the words for it."""
        first = ("open", "open the file") if self._work.written else ("file", "write a file")
        return [first, ("tell", "tell others"), ("next", "next year’s report"), ("again", "open it again")]

    def begin(self) -> Widget:
        """The ways take the keys."""
        return self.query_one(Ways)

    def hints(self) -> Sequence[Hint]:
        """By number, or on to the list."""
        return (
            Hint("Enter", "my reports", "enter"),
            Hint("1 2 3 4", "do it"),
            Hint("F1", "help", "f1"),
            Hint("Esc", "all parts", "escape"),
        )

    def help(self) -> tuple[str, str]:
        """What finished means."""
        return "Handed in", (
            "The report is finished: nothing in it can be changed by accident.\n"
            f"What your {self.session.report.form.reader} writes to you, you can still note.\n"
            "“open it again” lets you change everything, for a new round."
        )

    def on_key(self, event: events.Key) -> None:
        """Do what has a number; Enter goes to the list of reports."""
        number = digit_of(event)
        if event.key == "enter":
            self.post_message(Open(REPORTS))
        elif number and number <= len(self.ways):
            self.do(self.ways[number - 1][0])
        else:
            return
        event.stop()

    def do(self, way: str) -> None:
        """Do one of the ways."""
        if way == "open":
            from pathlib import Path

            self.app.open_url(Path(self._work.written).absolute().as_uri())
        elif way == "file":
            self.post_message(Open(HAND_IN, "file"))
        elif way == "tell":
            copy_text(self.app, told_to_others(self.session.report), "A short text about your project")
        elif way == "next":
            self.post_message(Open(NEW, self.session.name))
        else:
            self.session.replace_report(with_handed_in(self.session.report, False))
            self.post_message(Open(PARTS))
            wizard(self).say("You can change this report again.")

    def up(self) -> None:
        """Go to the list of parts."""
        self.post_message(Open(PARTS, HAND_IN))


class Figure(NamedTuple):
    """A number with what it counts."""

    number: str
    words: str


def figures(report: Report) -> list[Figure]:
    """Return how many people and pages there were; nothing where the report does not say so."""
    people = _people(report)
    pages = [one for role in ("pages.created", "pages.improved") for one in _pages(report, role)]
    made = [Figure(f"{people:,}", "person" if people == 1 else "people")] if people else []
    if sum(pages):
        made.append(Figure(f"{sum(pages):,}", "page" if sum(pages) == 1 else "pages"))
    return made


def _people(report: Report) -> int:
    found = report.form.row_role("people.participants")
    if found is None:
        value = report.value("people.participants")
        return value if isinstance(value, int) else 0
    question, row = found
    column = question.column_role("column.result")
    rows = table.fixed_rows(report.answers.get(question.id, {}))
    cells = table.as_cells(rows.get(row.id, {}))
    value = cells.get(column.id) if column else None
    return value if isinstance(value, int) else 0


def _pages(report: Report, role: str) -> Iterator[int]:
    value = report.value(role)
    if isinstance(value, int):
        yield value
    for question in report.form.questions:
        column = question.column_role(role)
        if column is None or question.id not in report.answers:
            continue
        answer = report.answers[question.id]
        rows = table.fixed_rows(answer).values() if question.rows else table.free_rows(answer)
        cells = (table.as_cells(row).get(column.id) for row in rows)
        yield from (cell for cell in cells if isinstance(cell, int))


def _money(report: Report) -> Figure | None:
    for spent, awarded in (("money.spent", "money.awarded"), ("money.spent.local", "money.awarded.local")):
        one, whole = report.value(spent), report.value(awarded)
        if isinstance(one, Amount) and isinstance(whole, Amount):
            amount = show_amount(one, report.locale).removesuffix(whole.currency).strip()
            return Figure(amount, f"of {show_amount(whole, report.locale)}")
    return None


def told_to_others(report: Report) -> str:
    """Return a few words about the project that one may post somewhere."""
    counts = ", ".join(f"{one.number} {one.words}" for one in figures(report))
    return f"{report.title}: {counts}." if counts else f"{report.title}."


def card_lines(report: Report, fixed: int) -> list[Content]:
    """Return the lines inside the card."""
    form, person = report.form, report.value("project.person")
    thanks = (
        f"Handed in. Thank you, {person}." if isinstance(person, str) and person else "Handed in. Thank you."
    )
    lines = [
        one_line(thanks, _CARD, "bold $good"),
        *wrapped(plain(report.title or "Your report", "bold"), _CARD)[:2],
    ]
    facts = [Content("   ").join([_figure(one) for one in figures(report)])]
    if money := _money(report):
        facts.append(_figure(money))
    if fixed:
        facts.append(
            _figure(
                Figure(str(fixed), f"{'mistake' if fixed == 1 else 'mistakes'} fixed before anybody saw them")
            )
        )
    facts = [one for one in facts if one]
    lines += [Content(), *facts] if facts else []
    after = next((part for part in form.parts if part.comes_after), None)
    said = [f"Your {form.reader} reads it next."]
    if rule := form.rule("receipts"):
        said.insert(0, rule.text)
    if after is not None:
        said.append(f"Put their questions into “{after.title}”.")
    return [*lines, Content(), *(line for words in said for line in wrapped(plain(words), _CARD))]


def _figure(one: Figure) -> Content:
    return Content.assemble((one.number, "bold"), (f" {one.words}", "$quiet"))


class Ways(Drawn, can_focus=True):
    """What can be done, by number, in one line below the card."""

    DEFAULT_CSS = "Ways { margin-top: 1; }"

    def __init__(self, ways: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._ways = ways

    def rows(self, width: int) -> list[Row]:
        """One line in the middle."""
        line, starts = Content(), list[int]()
        for number, (_, words) in enumerate(self._ways, 1):
            line = Content.assemble(line, "   " if number > 1 else "")
            starts.append(line.cell_length)
            line = Content.assemble(line, (f"{number}  ", "bold"), (words, "$accent"))
        left = max((width - line.cell_length) // 2, 0)
        ends = [*starts[1:], line.cell_length]
        zones = (
            Zone(left + start, left + end, id)
            for start, end, (id, _) in zip(starts, ends, self._ways, strict=True)
        )
        return [Row(Content.assemble(" " * left, line), zones=tuple(zones))]

    def clicked(self, what: str) -> None:
        """Do what was clicked."""
        page = self.parent
        assert isinstance(page, FinishPage)
        page.do(what)
