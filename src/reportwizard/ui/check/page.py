"""Check: the list of work, and what a number does about the thing at the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from reportwizard.checks.finding import Finding
from reportwizard.report.progress import progress
from reportwizard.report.report import Report
from reportwizard.ui.check.items import (
    ANSWER,
    GROUP,
    TWICE,
    Act,
    Group,
    Thing,
    WorkLog,
    acts,
    groups,
    head,
    next_of,
    taken_back,
    work,
)
from reportwizard.ui.copying import copy_text
from reportwizard.ui.report.page import ReportPage
from reportwizard.ui.session import Session
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
from reportwizard.ui.shared.line_list import Item, LineList, heading, typed_digit
from reportwizard.ui.shared.lines import WIDE, Hint
from reportwizard.ui.shared.lines_widget import Lines, Row
from reportwizard.ui.wizard import CHECK, Open, wizard

_NUMBER, _NAME, _ABOUT = 4, 22, 3


class CheckPage(ReportPage):
    """What is left to do, one thing after the other. `at` is the question that one comes from."""

    tab = CHECK
    SCOPED_CSS = False
    DEFAULT_CSS = """
    CheckPage Lines { padding: 0 1 0 3; min-height: 8; }
    CheckPage Lines.-empty { display: none; }
    Frame.-wide CheckPage Lines.-empty { display: block; }
    Frame.-wide CheckPage { layout: horizontal; }
    Frame.-wide CheckPage LineList { width: 70; }
    Frame.-wide CheckPage Lines { width: 1fr; height: 1fr; border-left: solid $line; padding: 0 2 0 2; }
    """
    heading = "Check your answers"
    HELP = (
        "Do one thing after the other: a number does what it says, and the cursor goes to the next.\n"
        "“Fix before you hand in” must be empty. What your {reader} may ask you can leave as it is.\n"
        "If it is right as it is, say so. You may give a reason. It stays in your file.\n"
        "It is asked again when the figures change. Ctrl+Z takes back what you did last.\n"
        "Enter opens the answer. F5 or Esc brings you back."
    )

    def __init__(self, session: Session, work_log: WorkLog, at: str = "") -> None:
        super().__init__(session)
        self._work, self._at = work_log, at
        self._groups: list[Group] = []
        self._things: dict[str, Thing] = {}
        self._ids: list[str] = []
        self.things = LineList()
        self._pane = Lines(self._pane_rows, self._pane_clicked)

    def compose(self) -> ComposeResult:
        yield self.things
        yield self._pane

    def begin(self) -> Widget:
        """The list; the cursor where it was, on what comes next, or on the answer that one comes from."""
        self.session.save_now()
        self._work.note(self.checked)
        items, here = self._items(), self._work.here
        left = work(self._groups)
        same = [one.id for one in self._things.values() if one.question == self._at and one.id in left]
        if here and (not self._at or f":{self._at}:" in here or here == f"{ANSWER}{self._at}"):
            cursor = next_of(self._work.order, here, self._ids)
        else:
            cursor = next(iter((*same, *left)), "")
        self._show(items, cursor)
        return self.things

    # Drawing

    def _items(self) -> list[Item]:
        """Return the lines as the report is now; note what the cursor can be on, what is to do first."""
        self._groups = groups(self.report, self.checked, self._work)
        self._things = {one.id: one for group in self._groups for one in group.things}
        tall = self.app.size.height >= OPTIONAL_ROWS
        items = check_items(self.report, self._groups, self._work.unfolded, tall)
        left = work(self._groups)
        self._ids = sorted((one.id for one in items if one.id), key=lambda id: id not in left)
        return items

    def _show(self, items: Sequence[Item], cursor: str | None = None) -> None:
        self.things.show(items, cursor)
        self.cursor_moved(self.things.cursor)

    def cursor_moved(self, id: str) -> None:
        self._work.here, self._work.order = id, (work(self._groups), self._ids)
        self._pane.set_class(self.here is None, "-empty")
        self._pane.redraw()
        if self.is_attached:
            self.frame.show_lines()

    @property
    def here(self) -> Thing | None:
        """The thing at the cursor; None on a heading that folds."""
        return self._things.get(self.things.cursor)

    @property
    def offered(self) -> list[Act]:
        """What can be done about the thing at the cursor, by numbers."""
        return acts(self.report, self.here)

    def _pane_rows(self, width: int) -> list[Row]:
        columns_, height = self.app.size
        most = 20 if columns_ >= WIDE else max(height // 3 - 2 - len(self.offered), 2)
        return thing_rows(self.here, self.offered, width, most) if self.here else []

    def _pane_clicked(self, what: str) -> None:
        self.things.action_choose() if what == "open" else self.act(int(what))

    def hints(self) -> Sequence[Hint]:
        many = len(self.offered)
        numbers = {0: "", 1: "1", 2: "1 2"}.get(many, f"1–{many}")
        take_back = self._work.steps and not numbers
        return (
            Hint("Enter", "open" if self.here else "unfold or fold"),
            *([Hint(numbers, "do it")] if numbers else []),
            Hint("↑ ↓", "choose"),
            *([Hint("Ctrl+Z", "take back")] if take_back else []),
            Hint("F6", "hand in"),
            Hint("F1", "help"),
            Hint("Esc", "all parts"),
        )

    # Following the report

    def report_changed(self, question_id: str) -> None:
        """Draw the list again; the cursor goes to what comes next where its thing is gone."""
        items = self._items()
        self._show(items, next_of(self._work.order, self._work.here, self._ids))

    # What keys do

    def item_chosen(self, id: str) -> None:
        """Open the answer, the choice of two versions, or what is folded."""
        thing = self._things.get(id)
        if id.startswith(GROUP):
            self._work.unfolded ^= {id.removeprefix(GROUP)}
            self._show(self._items(), id)
        elif id.startswith(TWICE):
            self.post_message(Open("versions", id.removeprefix(TWICE), back=CHECK))
        elif thing and thing.question:
            self.post_message(Open(at=thing.question, back=CHECK))

    def on_key(self, event: events.Key) -> None:
        """Do what has a number; take the last thing back."""
        number = typed_digit(event)
        if number:
            event.stop()
            self.act(number - 1)
        elif event.key in ("ctrl+z", "super+z"):
            event.stop()
            self.take_back()

    def act(self, number: int) -> None:
        """Do what a number offers."""
        offered, before = self.offered, self.report
        if number >= len(offered):
            return
        act = offered[number]
        if act.copy:
            copy_text(self.app, act.copy, "It")
        elif act.drop:
            left = list(before.unplaced)
            left.remove(act.drop)  # of several alike, one
            self.session.change(replace(before, unplaced=tuple(left)))
            self._did(before, "Removed.")
        elif act.again:
            self.ask_again(act.again)
            self._did(before, "This is asked again.")
        elif act.offer and act.offer.right:
            self.ask_to_dismiss(act.offer.right, lambda: self._did(before, "Right as it is."))
        elif act.offer and act.offer.question:
            self.post_message(Open(at=act.offer.question, back=CHECK))
        elif act.offer:
            self.session.set_answers(act.offer.answers)
            self._did(before, "Written.")

    def _did(self, before: Report, words: str) -> None:
        """Note a step, go to the next thing, and say what was done; nothing if nothing could be."""
        if self.report is before:
            return
        self._work.steps.append((before, self.report))
        self.report_changed("")
        # What is over, and the answers, are there to look them up.
        left = any(one.id not in ("done", "kept", "answers") for one in self._groups)
        words = words if left else "That was the last one."
        wizard(self).say(f"{words} Ctrl+Z takes it back.")

    def take_back(self) -> None:
        """Take back what was done last, with the cursor on it again."""
        if not self._work.steps:
            wizard(self).say("Nothing was done here yet.", "look")
            return
        known, report = self._things, self.report
        self.session.change(taken_back(report, *self._work.steps.pop()))
        if self.report is not report:
            items = self._items()
            self._show(items, next((id for id in work(self._groups) if id not in known), None))
            wizard(self).say("Taken back.")

    def dismiss_finding(self) -> None:
        """Say that the thing at the cursor is right, or ask it again."""
        for number, act in enumerate(self.offered):
            if act.again or (act.offer and act.offer.right):
                self.act(number)
                return
        asked = self.here and isinstance(self.here.source, Finding)
        wizard(self).say("It must be fixed." if asked else "Nothing is asked here.", "look")

    def show_versions(self) -> None:
        """Show earlier versions of the answer at the cursor."""
        if self.here and self.here.question:
            self.post_message(Open("history", self.here.question, back=CHECK))
        else:
            self.say_unavailable("show_versions")


def check_items(report: Report, list_: Sequence[Group], unfolded: set[str], tall: bool) -> list[Item]:
    """Return the rows of the list."""
    items = [Item("", lambda width, _: [_head_line(report, list_, width)])]
    for place, group in enumerate(list_):
        if group.folds:
            if not place or (tall and not list_[place - 1].folds):
                items.append(heading("", blank=False))
            items.append(_folded(group, group.id in unfolded))
        else:
            many = Content.styled(f"   {len(group.things)}", "$quiet")
            items.append(heading(Content.assemble((group.title, f"bold {group.style}"), many)))
        part = ""
        for thing in group.things if not group.folds or group.id in unfolded else ():
            if thing.part != part:
                part = thing.part
                items.append(heading(Content.styled(f"  {part}", "bold $accent"), blank=False))
            items.append(thing_item(thing))
    return items


def _head_line(report: Report, list_: Sequence[Group], width: int) -> Content:
    strong, rest = head(report, list_)
    done = progress(report)
    sign_ = () if work(list_) else (styled_sign("done"), " ")
    left = Content.assemble(*sign_, (strong, "bold"), (rest, "$quiet"))
    return left_right(left, Content.styled(f"{done.answered} of {done.asked} answers", "$quiet"), width)


def _folded(group: Group, unfolded: bool) -> Item:
    mark = sign("unfolded" if unfolded else "folded")
    many = "" if group.id == "answers" else f"   {len(group.things)}"

    def draw(width: int, here: bool) -> list[Content]:
        return [fitted(Content.styled(f"{mark} {group.title}{many}", "bold" if here else "$quiet"), width)]

    return Item(f"{GROUP}{group.id}", draw)


def thing_item(thing: Thing) -> Item:
    """Return the line of a thing: sign, number, name, and what is so."""

    def draw(width: int, here: bool) -> list[Content]:
        start = [
            (styled_sign(thing.state), 1),
            (Content.styled(thing.number, "bold"), _NUMBER),
            (plain(thing.name, "bold" if here else ""), _NAME),
        ]
        words = columns(start, gap=1)
        about = one_line(thing.about, max(width - words.cell_length - _ABOUT, 1), "" if here else "$quiet")
        return [fitted(Content.assemble(words, " " * _ABOUT, about), width)]

    return Item(thing.id, draw)


def thing_rows(thing: Thing, offered: Sequence[Act], width: int, most: int) -> list[Row]:
    """Return what the pane says of a thing, its words in at most so many lines, and its offers."""
    number = f"{thing.number}  " if thing.number else ""
    title = Content.assemble((f"{sign('rule')} ", "$line"), (number, "bold"), plain(f"{thing.name} ", "bold"))
    title = Content.assemble(title, rule("", max(width - title.cell_length, 0)))
    # Of a text of a whole book only what may be seen is wrapped.
    lines = wrapped(plain(thing.words[: (most + 2) * width]), min(width, 76))
    if len(lines) > most:
        lines = [*lines[: most - 1], Content.styled(f"{sign('unfolded')} more", "$quiet")]
    rows = [Row(fitted(title, width)), *map(Row, lines), Row(Content())]
    for at, act in enumerate(offered):
        words = Content.assemble((f"{at + 1}  ", "bold"), plain(act.words, "$accent"))
        reason = one_line(act.reason, max(width - words.cell_length - 3, 1), "$quiet")
        rows.append(Row(Content.assemble(words, "   " if act.reason else "", reason), str(at)))
    if thing.question or thing.id.startswith(TWICE):
        opens = "open the answer" if thing.question else "choose one of both"
        rows.append(Row(Content.assemble(("Enter  ", "bold"), (opens, "$accent")), "open"))
    return rows
