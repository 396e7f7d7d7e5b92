"""The walk through the portal: one key ticks a box, and has the next text on the clipboard already."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from textual import events
from textual.widget import Widget

from reportwizard.errors import ReportWizardError
from reportwizard.hand_in import hygiene, walk
from reportwizard.hand_in.stops import CARDS, CELLS, ROWS, Stop, stops
from reportwizard.report.report import Report
from reportwizard.text import clean_text
from reportwizard.ui.check.items import WorkLog
from reportwizard.ui.copying import copy_text
from reportwizard.ui.dialogs.dialog import ConfirmDialog, PromptDialog
from reportwizard.ui.hand_in.walk_rows import (
    ALONE,
    OFFERS_OF_TEST,
    PUBLISHED,
    WIDTH,
    body_lines,
    boxed,
    end_rows,
    first_rows,
    head_rows,
    offer_rows,
    offers,
    squeezed,
    view_row,
)
from reportwizard.ui.report.page import ReportPage
from reportwizard.ui.session import Session
from reportwizard.ui.shared.line_list import typed_digit
from reportwizard.ui.shared.lines import Hint, Neighbours
from reportwizard.ui.shared.lines_widget import Lines, Row
from reportwizard.ui.wizard import HAND_IN, Open, ask, wizard

_LEAST = 4
_STEPS = {"enter": 1, "tab": 1, "down": 1, "right": 1, "shift+tab": -1, "up": -1, "left": -1}
_NEXT_MODE = {CARDS: CELLS, CELLS: ROWS, ROWS: CARDS}


class WalkPage(ReportPage):
    """One stop; its text is on the clipboard already. Enter ticks it, and copies the next one."""

    tab = HAND_IN
    DEFAULT_CSS = "WalkPage Lines { height: 1fr; max-width: 90; }"
    KEYS = (
        Hint("Shift+Tab", "back"),
        Hint("Tab", "skip"),
        Hint("1", "copy again"),
        Hint("F1", "help"),
        Hint("Esc", "stop here"),
    )
    heading = "Copy into the portal"
    HELP = (
        "Put both windows side by side. The text shown here is on your clipboard already.\n"
        "Paste it with Ctrl+V in {portal}, then press Enter here: it is ticked, and the next one is copied.\n"
        "Tab goes on without a tick, PgDn reads on. Ticks and place are kept with your report.\n"
        "Clicks and small numbers are not copied: you read them off the card."
    )

    def __init__(self, session: Session, work: WorkLog) -> None:
        super().__init__(session)
        self._work = work
        self._tables, self._view, self._top = CARDS, "", 0
        self._told, self._sure = "", False
        self._stops = stops(session.report)
        self.number = walk.begin(session.report, self._stops)
        self._drawn = Lines(self._rows, self._clicked)
        self._drawn.can_focus = True

    def compose(self) -> Iterable[Widget]:
        yield self._drawn

    def begin(self) -> Widget:
        """Copy at once: first a test, then what the portal asks."""
        self.call_after_refresh(self._show)
        return self._drawn

    @property
    def testing(self) -> bool:
        """Whether this is the test of pasting."""
        return self._work.pasted is None and bool(self._stops)

    @property
    def stop(self) -> Stop | None:
        """The current stop; None after the last one."""
        return self._stops[self.number] if self.number < len(self._stops) else None

    # Going on

    def _show(self) -> None:
        """Show the current stop, with its text on the clipboard."""
        stop, self._told, self._sure, self._view, self._top = self.stop, "", False, "", 0
        text = walk.TEST if self.testing else stop.text if stop else ""
        if stop is not None and not self.testing:
            self.question_id = stop.questions[0].id
            if walk.to_agree(self.report, stop) and not self.session.read_only:
                shape = ConfirmDialog(
                    "Keep the lines", walk.AGREE, yes="copy them like that", no="as they are"
                )
                self.app.push_screen(shape, self._agreed)
                text = ""
        if text:
            copy_text(self.app, text, "It", self._tell)
        self._drawn.redraw()
        self.frame.show_lines()

    def _agreed(self, yes: bool | None) -> None:
        self._keep(walk.with_shape(self.report, bool(yes)))
        self._refill()

    def _refill(self) -> None:
        """Make the stops again, and stay where one is."""
        self._stops = stops(self.report, self._tables)
        self.number = walk.begin(self.report, self._stops)
        self._show()

    def _keep(self, report: Report) -> None:
        if not self.session.read_only:
            self.session.change(report)

    def _tell(self, words: str, certain: bool) -> None:
        # What came back once will come again.
        self._told, self._sure = words, certain or bool(self._work.pasted)
        self._drawn.redraw()

    def next_question(self, by: int, *, tick: bool = False) -> None:
        """Go to the next stop, or the one before; after the last one comes Hand in."""
        before = self.stop
        if self.testing:
            self._work.pasted = False
        elif before is None and by > 0:
            self.up()
            return
        elif self.number + by < 0:
            wizard(self).say("This is the first one.", "look")
            return
        else:
            self.number += by
            here = self.stop or before
            if here is not None:
                self._keep(walk.at_stop(self.report, here, ticked=before if tick else None))
        self._show()

    def on_key(self, event: events.Key) -> None:
        """Enter ticks and goes on, Tab goes on, Shift+Tab goes back, numbers do what they say."""
        number = typed_digit(event)
        if event.key in _STEPS:
            self.next_question(_STEPS[event.key], tick=event.key == "enter")
        elif event.key in ("pagedown", "pageup"):
            self._top = max(self._top + (_LEAST if event.key == "pagedown" else -_LEAST), 0)
            self._drawn.redraw()
        elif event.key == "ctrl+v":
            wizard(self).say("Your terminal pastes with Ctrl+Shift+V, or with a right click.", "look")
        elif number:
            self._clicked(str(number))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Read the test back."""
        event.stop()
        came = clean_text(event.text).strip()
        if not self.testing:
            wizard(self).say(f"This is the wizard. Paste it {walk.where(self.report.form)}.", "look")
        elif came == walk.TEST:
            self._work.pasted = True
            wizard(self).say("Pasting works. Go on in the portal.")
            self._show()
        else:
            self._tell("Something else came. 8 opens the copy page in your browser.", False)

    def up(self) -> None:
        """Go back to the card first, if its text is looked at alone."""
        if self._view:
            self._look("")
            return
        self.post_message(Open(HAND_IN, "copy-way" if self.stop else "proof-way"))

    # What the numbers do

    def _clicked(self, what: str) -> None:
        """Do what has a number, where it is offered."""
        stop = self.stop
        if what == "next":
            self.next_question(1, tick=True)
        if stop is None or what not in self._offers():
            return
        do: dict[str, Callable[[], object]] = {
            "1": self._show,
            "2": lambda: self.post_message(Open(HAND_IN, "file")),
            "3": partial(self._look, ALONE),
            "4": partial(self._look, PUBLISHED),
            "5": partial(self._make_plain, stop),
            "6": partial(self._limit, stop),
            "7": self._other_tables,
            "8": lambda: self.run_worker(self._copy_page(), exclusive=True, group="copy page"),
        }
        do[what]()

    def _offers(self) -> Mapping[str, str]:
        return OFFERS_OF_TEST if self.testing else offers(self.report, self.stop, self._tables)

    def _look(self, view: str) -> None:
        self._view, self._top = "" if self._view == view else view, 0
        self._drawn.redraw()
        self.frame.show_keys()

    def _make_plain(self, stop: Stop) -> None:
        before = self.report
        after = walk.repaired(before, stop)
        text = next((one.text for one in stops(after, self._tables) if one.id == stop.id), "")

        def take(yes: bool) -> None:
            if yes:
                self.session.keep_version(stop.questions[0].id)
                self._keep(after if self.report is before else walk.repaired(self.report, stop))
                self._refill()

        words = f"{hygiene.found(stop.text)}. These lines will be:\n\n{walk.preview(stop.text, text)}"
        ask(self, ConfirmDialog("Make it plain", words, yes="change my answer"), take)

    def _limit(self, stop: Stop) -> None:
        def take(typed: str) -> None:
            if (most := walk.limit_in(typed)) is None:
                wizard(self).say("Write a number, such as 2000.", "look")
            else:
                self._keep(walk.with_limit(self.report, stop, most))
                self._drawn.redraw()

        now = self.report.hand_in.limit(stop.questions[0].id)
        words = "How many characters does the box in the portal take? Empty for no limit."
        ask(self, PromptDialog("A limit", words, value=str(now or "")), take)

    def _other_tables(self) -> None:
        self._tables = _NEXT_MODE[self._tables]
        self._refill()

    async def _copy_page(self) -> None:
        from reportwizard.hand_in.copy_page import open_page, render

        name = self.session.name
        if wizard(self).is_web:
            wizard(self).send_to_browser(f"{name}-copy.html", render(self.report, name).encode())
            return
        try:
            words, is_open = await asyncio.to_thread(open_page, self.report, name)
            wizard(self).say(words, "done" if is_open else "look")
        except ReportWizardError as error:
            wizard(self).show_error(error)

    # What is drawn

    def report_changed(self, question_id: str) -> None:
        """Follow an answer that changed elsewhere."""
        here = self.stop
        self._stops = stops(self.report, self._tables)
        ids = [one.id for one in self._stops]
        self.number = ids.index(here.id) if here and here.id in ids else min(self.number, len(ids))
        self._drawn.redraw()

    def neighbours(self) -> Neighbours:
        if self.testing:
            return Neighbours()
        names = ["", *(f"{one.number} {one.name}".strip() for one in self._stops), "", ""]
        return Neighbours(names[self.number], names[self.number + 2])

    def hints(self) -> Sequence[Hint]:
        """On, back, again."""
        keys = (*self.KEYS[:-1], Hint("Esc", "back to the card")) if self._view else self.KEYS
        return (Hint("Enter", "next box" if self.stop else "hand in"), *keys)

    def _rows(self, width: int) -> list[Row]:
        room, width = self._drawn.content_size.height or 19, min(width - 4, WIDTH)
        if self.testing:
            return first_rows(self.report.form, len(self._stops), self._told, self._sure, width)
        if self.stop is None:
            return end_rows(self.report, self._stops, width)
        body = body_lines(self.report, self.stop, self._view, width)
        head = head_rows(self.report, self._stops, self.number, self._told, self._sure, width)
        foot = offer_rows(self._offers(), self._view)
        if self._view:
            head, foot = [view_row(self.stop, self._offers()[self._view], width)], foot[-2:]
        head = squeezed(head, room - len(foot) - min(len(body), _LEAST))
        most = max(room - len(head) - len(foot), _LEAST)
        self._top = min(self._top, max(len(body) - most + 1, 0))
        return [*head, *boxed(body, self._top, most, width), *foot]
