"""Check: the list of what is to do, and numbered actions for the item at the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from reportwizard.checks.finding import Finding
from reportwizard.report.progress import progress
from reportwizard.report.report import Report
from reportwizard.ui.check.items import (
    ANSWER,
    CONFLICT,
    GROUP,
    Group,
    WorkItem,
    WorkLog,
    groups,
    item_offers,
    next_id,
    summary,
    to_do,
)
from reportwizard.ui.clipboard import copy_text
from reportwizard.ui.fields.feedback import Offer, offer_lines
from reportwizard.ui.report.report_page import ReportPage
from reportwizard.ui.session import Session
from reportwizard.ui.shared.bars import WIDE, join_hints
from reportwizard.ui.shared.drawing import (
    columns,
    fitted,
    left_right,
    one_line,
    plain,
    rule,
    sign,
    styled_sign,
    wrapped,
)
from reportwizard.ui.shared.frame import OPTIONAL_ROWS
from reportwizard.ui.shared.line_list import BLANK, Item, LineList, heading, row_item, typed_digit
from reportwizard.ui.shared.lines_widget import Lines, Row
from reportwizard.ui.wizard import CHECK, CONFLICTS, HISTORY, Open, wizard

_NUMBER, _MAX_NAME, _GAP = 4, 24, 3
_PANE_WIDTH, _WIDE_PANE_LINES, _MIN_PANE = 76, 20, 8


class CheckPage(ReportPage):
    """What is left to do. The cursor starts at the question `at` or where it was."""

    tab = CHECK
    SCOPED_CSS = False
    DEFAULT_CSS = f"""
    CheckPage LineList {{ padding-right: 1; }}
    CheckPage Lines {{ padding: 0 1 0 3; min-height: {_MIN_PANE}; }}
    CheckPage Lines.-empty {{ display: none; }}
    Frame.-wide CheckPage Lines.-empty {{ display: block; }}
    Frame.-wide CheckPage {{ layout: horizontal; }}
    Frame.-wide CheckPage LineList {{ width: 70; padding: 0 2 0 1; }}
    Frame.-wide CheckPage Lines {{ width: 1fr; height: 1fr; border-left: solid $line; padding: 0 2 0 2; }}
    """
    heading = "Check your answers"
    HELP = (
        "Take one thing at a time: a number does what it says, and the cursor goes to the next.\n"
        "“Fix before you hand in” must be empty. What your {reader} may ask you can leave as it is.\n"
        "If it is right as it is, say so. You may give a reason. It stays in your file.\n"
        "It is asked again when the figures change. Ctrl+Z takes back what you did last.\n"
        "“Fixed” lists what you fixed since you opened the report.\n"
        "Enter opens the answer. F5 or Esc brings you back."
    )

    NOT_HERE: ClassVar = {**ReportPage.NOT_HERE, "show_offers": "Type a number: it does what is beside it."}

    def __init__(self, session: Session, log: WorkLog, at: str = "") -> None:
        super().__init__(session)
        self._log, self._at = log, at
        self._groups: list[Group] = []
        self._items: dict[str, WorkItem] = {}
        self._ids: list[str] = []
        self.list = LineList()
        self._pane = Lines(self._pane_rows, self._pane_clicked)

    def compose(self) -> ComposeResult:
        yield self.list
        yield self._pane

    def begin(self) -> Widget:
        self.session.save_now()
        self._log.record(self.checked)
        lines, last = self._read(), self._log.cursor
        left = to_do(self._groups)
        here = [item.id for item in self._items.values() if item.question == self._at and item.id in left]
        if last and (not self._at or f":{self._at}:" in last or last == f"{ANSWER}{self._at}"):
            cursor = next_id(self._log.order, last, self._ids)
        else:
            cursor = next(iter((*here, *left)), "")
        self._show(lines, cursor)
        return self.list

    def _read(self) -> list[Item]:
        """Check the report as it is now; return the lines of the list."""
        self._groups = groups(self.report, self.checked, self._log)
        self._items = {item.id: item for group in self._groups for item in group.items}
        is_tall = self.app.size.height >= OPTIONAL_ROWS
        lines = check_items(self.report, self._groups, self._log.unfolded, is_tall=is_tall)
        left = to_do(self._groups)
        self._ids = sorted((line.id for line in lines if line.id), key=lambda id: id not in left)
        return lines

    def _show(self, lines: Sequence[Item], cursor: str | None = None) -> None:
        self.list.show(lines, cursor)
        self.cursor_moved(self.list.cursor)

    def cursor_moved(self, id: str) -> None:
        self._log.cursor, self._log.order = id, (to_do(self._groups), self._ids)
        self._pane.set_class(self.item is None, "-empty")
        self._pane.redraw()
        if self.is_attached:
            self.frame.show_lines()

    @property
    def item(self) -> WorkItem | None:
        """The item at the cursor; None on the heading of a group."""
        return self._items.get(self.list.cursor)

    @property
    def offers(self) -> list[Offer]:
        """What can be done about the item at the cursor, by number."""
        return item_offers(self.report, self.item)

    def _pane_rows(self, width: int) -> list[Row]:
        terminal_width, height = self.app.size
        is_wide = terminal_width >= WIDE
        max_lines = (
            _WIDE_PANE_LINES if is_wide else max(max(height // 3 - 2, _MIN_PANE - 3) - len(self.offers), 2)
        )
        return item_rows(self.item, self.offers, width, max_lines) if self.item else []

    def _pane_clicked(self, target: str) -> None:
        self.list.action_choose() if target == "open" else self.act(int(target))

    def hints(self) -> str:
        count = len(self.offers)
        numbers = {0: "", 1: "1 do it", 2: "1 2 do it"}.get(count, f"1–{count} do it")
        undo = "Ctrl+Z take back" if self.session.steps and not numbers else ""
        enter = "Enter open" if self.item else "Enter unfold or fold"
        return join_hints(enter, numbers, "↑ ↓ choose", undo, "F6 hand in   F1 help   Esc all parts")

    def report_changed(self, question_id: str) -> None:
        lines = self._read()
        self._show(lines, next_id(self._log.order, self._log.cursor, self._ids))

    def item_chosen(self, id: str) -> None:
        item = self._items.get(id)
        if id.startswith(GROUP):
            self._log.unfolded ^= {id.removeprefix(GROUP)}
            self._show(self._read(), id)
        elif id.startswith(CONFLICT):
            self.post_message(Open(CONFLICTS, id.removeprefix(CONFLICT), back=CHECK))
        elif item and item.question:
            about = item.source if isinstance(item.source, Finding) else None
            self.post_message(Open(at=item.question, back=CHECK, about=about))

    def on_key(self, event: events.Key) -> None:
        if number := typed_digit(event):
            event.stop()
            self.act(number - 1)
        elif event.key in ("ctrl+z", "super+z"):
            event.stop()
            self.undo()

    def act(self, index: int) -> None:
        if index >= len(self.offers):
            return
        offer, before = self.offers[index], self.report
        if offer.copies:
            copy_text(self.app, offer.copies, "It")
        elif offer.removes:
            unplaced = list(before.unplaced)
            unplaced.remove(offer.removes)  # of several alike, one
            self.session.change(replace(before, unplaced=tuple(unplaced)))
            self._finish_step(before, "Removed.")
        elif offer.asks_again:
            self.ask_again(offer.asks_again)
            self._finish_step(before, "This is asked again.")
        elif offer.dismisses:
            self.ask_to_dismiss(offer.dismisses, lambda: self._finish_step(before, "Right as it is."))
        elif offer.question:
            self.post_message(Open(at=offer.question, back=CHECK))
        else:
            self.session.set_answers(offer.answers)
            self._finish_step(before, "Written.")

    def _finish_step(self, before: Report, message: str) -> None:
        if self.report is before:
            return
        self.session.steps.append((before, self.report))
        self.report_changed("")
        if all(group.id in ("done", "kept", "answers") for group in self._groups):
            message = "That was the last one."
        wizard(self).say(f"{message} Ctrl+Z takes it back.")

    def undo(self) -> None:
        """Undo the last step, and put the cursor on what is to do again."""
        items, report = self._items, self.report
        if not self.session.take_back():
            wizard(self).say("There is nothing to take back.", "look")
        elif self.report is not report:
            lines = self._read()
            self._show(lines, next((id for id in to_do(self._groups) if id not in items), None))
            wizard(self).say("Taken back.")

    def dismiss_finding(self) -> None:
        """Say that the item at the cursor is right, or ask it again."""
        for index, offer in enumerate(self.offers):
            if offer.asks_again or offer.dismisses:
                self.act(index)
                return
        is_finding = self.item and isinstance(self.item.source, Finding)
        wizard(self).say("It must be fixed." if is_finding else "Nothing is asked here.", "look")

    def show_versions(self) -> None:
        """Show earlier versions of the answer at the cursor."""
        if self.item and self.item.question:
            self.post_message(Open(HISTORY, self.item.question, back=CHECK))
        else:
            self.say_unavailable("show_versions")


def check_items(report: Report, groups: Sequence[Group], unfolded: set[str], *, is_tall: bool) -> list[Item]:
    """Return the lines of the list."""
    lines = [Item("", lambda width, _: [_head_line(report, groups, width)])]
    shown = [item for group in groups if not group.folds or group.id in unfolded for item in group.items]
    name_width = min(max((plain(item.name).cell_length for item in shown), default=0), _MAX_NAME)
    for index, group in enumerate(groups):
        if group.folds:
            if not index or (is_tall and not groups[index - 1].folds):
                lines.append(BLANK)
            lines.append(_folding_heading(group, is_open=group.id in unfolded))
        else:
            count = Content.styled(f"   {len(group.items)}", "$quiet")
            lines.append(heading(Content.assemble((group.title, f"bold {group.style}"), count)))
        part = ""
        for item in group.items if not group.folds or group.id in unfolded else ():
            if item.part != part:
                part = item.part
                lines.append(heading(Content.styled(f"  {part}", "bold $accent"), blank=False))
            lines.append(item_line(item, name_width))
    return lines


def _head_line(report: Report, groups: Sequence[Group], width: int) -> Content:
    left, of_all = summary(report, groups)
    done = progress(report)
    mark = () if to_do(groups) else (styled_sign("done"), " ")
    answers = Content.styled(f"{done.answered} of {done.asked} answers", "$quiet")
    return left_right(Content.assemble(*mark, (left, "bold"), (of_all, "$quiet")), answers, width)


def _folding_heading(group: Group, *, is_open: bool) -> Item:
    mark = sign("unfolded" if is_open else "folded")
    count = "" if group.id == "answers" else f"   {len(group.items)}"
    return row_item(f"{GROUP}{group.id}", f"{mark} {group.title}{count}", style="$quiet")


def item_line(item: WorkItem, name_width: int = _MAX_NAME) -> Item:
    """Return the line of an item: sign, number, name and short text."""

    def draw(width: int, is_current: bool) -> list[Content]:
        cells = [
            (styled_sign(item.state), 1),
            (Content.styled(item.number, "bold"), _NUMBER),
            (plain(item.name, "bold" if is_current else ""), name_width),
        ]
        head, style = columns(cells, gap=1), "" if is_current else "$quiet"
        about = one_line(item.about, max(width - head.cell_length - _GAP, 1), style)
        return [fitted(Content.assemble(head, " " * _GAP, about), width)]

    return Item(item.id, draw)


def item_rows(item: WorkItem, offers: Sequence[Offer], width: int, max_lines: int) -> list[Row]:
    """Return the text of an item, in at most `max_lines`, and what can be done about it."""
    width, number = min(width, _PANE_WIDTH), f"{item.number}  " if item.number else ""
    title = Content.assemble((f"{sign('rule')} ", "$line"), plain(f"{number}{item.name} ", "bold"))
    title = Content.assemble(title, rule("", max(width - title.cell_length, 0)))
    # Wrapping all of a very long text would be slow.
    lines = wrapped(plain(item.text[: (max_lines + 2) * width]), width)
    if len(lines) > max_lines:
        lines = [*lines[: max_lines - 1], Content.styled(f"{sign('unfolded')} more", "$quiet")]
    rows = [Row(fitted(title, width)), *map(Row, lines), Row(Content())]
    widest = max((plain(offer.label).cell_length for offer in offers), default=0)
    for index, offer in enumerate(offers):
        rows += [Row(line, str(index)) for line in offer_lines(offer, index + 1, widest, width)]
    if item.question or item.id.startswith(CONFLICT):
        opens = "open the answer" if item.question else "choose one of both"
        rows.append(Row(Content.assemble(("Enter  ", "bold"), (opens, "$accent")), "open"))
    return rows
