"""The walk through the portal: one key ticks a box, and has the next text on the clipboard already."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from textual import events
from textual.widget import Widget

from reportwizard.errors import ReportWizardError
from reportwizard.hand_in import walk
from reportwizard.hand_in.stops import CARDS, CELLS, ROWS, Stop, stops
from reportwizard.hand_in.unsafe_characters import describe_unsafe
from reportwizard.report.report import Report
from reportwizard.text import clean_text
from reportwizard.ui.check.items import WorkLog
from reportwizard.ui.clipboard import copy_text
from reportwizard.ui.dialogs.dialog import ConfirmDialog, PromptDialog
from reportwizard.ui.hand_in.walk_rows import (
    ALONE,
    END_OFFERS,
    PUBLISHED,
    TEST_OFFERS,
    WIDTH,
    CopyState,
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
from reportwizard.ui.report.report_page import ReportPage
from reportwizard.ui.session import Session
from reportwizard.ui.shared.bars import Neighbours, join_hints
from reportwizard.ui.shared.line_list import typed_digit
from reportwizard.ui.shared.lines_widget import Lines, Row
from reportwizard.ui.wizard import HAND_IN, Open, ask, wizard

_MIN_ROWS = 4
_STEPS = {"enter": 1, "tab": 1, "down": 1, "right": 1, "shift+tab": -1, "up": -1, "left": -1}
_NEXT_MODE = {CARDS: CELLS, CELLS: ROWS, ROWS: CARDS}


class WalkPage(ReportPage):
    """One stop, whose text is on the clipboard. Enter ticks it, and copies the next text."""

    tab = HAND_IN
    DEFAULT_CSS = "WalkPage Lines { height: 1fr; max-width: 90; }"
    heading = "Copy into the portal"
    HELP = (
        "Put both windows side by side. The text shown here is on your clipboard already.\n"
        "Paste it with Ctrl+V in {portal}, then press Enter here: it is ticked, and the next one is copied.\n"
        "Tab goes on without a tick, PgDn reads on. Ticks and place are kept with your report.\n"
        "Nothing is copied where you click, or type a small number: do there what the card shows.\n"
        "3 shows the text alone, to mark it. 6 counts the letters where the box takes only so many.\n"
        "8 opens a page in your browser, with a button for each box."
    )

    def __init__(self, session: Session, work: WorkLog) -> None:
        super().__init__(session)
        self._work = work
        self._tables, self._view, self._top = CARDS, "", 0
        self._copied = CopyState()
        self._stops = stops(session.report)
        self.number = walk.first_stop(session.report, self._stops)
        self._card = Lines(self._rows, self._clicked)
        self._card.can_focus = True

    def compose(self) -> Iterable[Widget]:
        yield self._card

    def begin(self) -> Widget:
        self.call_after_refresh(self._show)
        return self._card

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
        """Show the current stop, and copy its text."""
        stop, self._copied, self._view = self.stop, CopyState(), ""
        self._top = stop.row if stop else 0
        text = walk.TEST if self.testing else stop.text if stop else ""
        if stop is not None and not self.testing:
            self.question_id = stop.questions[0].id
            if walk.must_ask_shape(self.report, stop) and not self.session.read_only:
                yes, no = "copy them like that", "as they are"
                dialog = ConfirmDialog("Keep the lines", walk.SHAPE_QUESTION, yes=yes, no=no)
                self.app.push_screen(dialog, self._set_shape)
                text = ""
        if text:
            copy_text(self.app, text, "It", partial(self._end_of_copy, self._copied))
        self._card.redraw()
        self.frame.show_lines()

    def _set_shape(self, reshape: bool | None) -> None:
        self._save(walk.with_shape(self.report, bool(reshape)))
        self._rebuild()

    def _rebuild(self) -> None:
        """Make the stops again, and stay at the same one."""
        self._stops = stops(self.report, self._tables)
        self.number = walk.first_stop(self.report, self._stops)
        self._show()

    def _save(self, report: Report) -> None:
        if not self.session.read_only:
            self.session.change(report)

    def _end_of_copy(self, state: CopyState, message: str, certain: bool) -> None:
        if state is self._copied:  # not if the next stop is shown, which may ask before it copies
            self._show_message(message, certain)

    def _show_message(self, message: str, certain: bool) -> None:
        # What was pasted back once can be pasted again.
        self._copied = CopyState(message, certain or bool(self._work.pasted))
        self._card.redraw()

    def next_question(self, by: int, *, tick: bool = False) -> None:
        """Go `by` stops forward or back; Hand in comes after the last one."""
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
            if current := self.stop or before:
                self._save(walk.with_place(self.report, current, ticked=before if tick else None))
        self._show()

    def on_key(self, event: events.Key) -> None:
        number = typed_digit(event)
        if event.key in _STEPS:
            self.next_question(_STEPS[event.key], tick=event.key == "enter")
        elif event.key in ("pagedown", "pageup"):
            self._top = max(self._top + (_MIN_ROWS if event.key == "pagedown" else -_MIN_ROWS), 0)
            self._card.redraw()
        elif event.key == "ctrl+v":
            wizard(self).say("Your terminal pastes with Ctrl+Shift+V, or with a right click.", "look")
        elif number:
            self._clicked(str(number))
        else:
            return
        event.stop().prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Check what the test of pasting brings back."""
        event.stop()
        text = clean_text(event.text).strip()
        if not self.testing:
            wizard(self).say(f"This is the wizard. Paste it {walk.destination(self.report.form)}.", "look")
        elif text == walk.TEST:
            self._work.pasted = True
            wizard(self).say("Pasting works. Go on in the portal.")
            self._show()
        else:
            self._show_message("Something else came. 8 opens the copy page in your browser.", False)

    def up(self) -> None:
        if self._view:
            self._toggle_view("")
        else:
            self.post_message(Open(HAND_IN, "copy-step" if self.stop else "proof-step"))

    # Offers

    def _clicked(self, target: str) -> None:
        """Take an offer by its number."""
        stop = self.stop
        if target == "next":
            self.next_question(1, tick=True)
        if target not in self._offers():
            return
        actions: dict[str, Callable[[], object]] = {
            "1": self._show,
            "2": lambda: self.post_message(Open(HAND_IN, "file")),
            ALONE: partial(self._toggle_view, ALONE),
            PUBLISHED: partial(self._toggle_view, PUBLISHED),
            "7": self._change_tables,
            "8": lambda: self.run_worker(self._open_copy_page(), exclusive=True, group="copy page"),
        }
        if stop is not None:
            actions |= {"5": partial(self._make_plain, stop), "6": partial(self._ask_limit, stop)}
        actions[target]()

    def _offers(self) -> Mapping[str, str]:
        if self.testing:
            return TEST_OFFERS
        if self.stop is None:
            return END_OFFERS if self._stops else {}
        return offers(self.report, self.stop, self._tables)

    def _toggle_view(self, view: str) -> None:
        self._view = "" if self._view == view else view
        self._top = self.stop.row if self.stop and not self._view else 0
        self._card.redraw()
        self.frame.show_keys()

    def _make_plain(self, stop: Stop) -> None:
        before = self.report
        after = walk.with_plain_answer(before, stop)
        text = next((other.text for other in stops(after, self._tables) if other.id == stop.id), "")

        def change(yes: bool) -> None:
            if yes:
                self.session.keep_version(stop.questions[0].id)
                self._save(after if self.report is before else walk.with_plain_answer(self.report, stop))
                self._rebuild()

        unsafe, preview = describe_unsafe(stop.text), walk.preview(stop.text, text)
        question = f"{unsafe}. These lines will be:\n\n{preview}"
        ask(self, ConfirmDialog("Make it plain", question, yes="change my answer"), change)

    def _ask_limit(self, stop: Stop) -> None:
        def set_limit(typed: str) -> None:
            if (limit := walk.parse_limit(typed)) is None:
                wizard(self).say("Write a number, such as 2000.", "look")
            else:
                self._save(walk.with_limit(self.report, stop, limit))
                self._card.redraw()

        current = self.report.hand_in.limit(stop.questions[0].id)
        question = "How many characters does the box in the portal take? Empty for no limit."
        ask(self, PromptDialog("A limit", question, value=str(current or "")), set_limit)

    def _change_tables(self) -> None:
        self._tables = _NEXT_MODE[self._tables]
        self._rebuild()

    async def _open_copy_page(self) -> None:
        from reportwizard.hand_in.copy_page import open_page, render

        name = self.session.name
        if wizard(self).is_web:
            wizard(self).send_to_browser(f"{name}-copy.html", render(self.report, name).encode())
            return
        try:
            message, is_open = await asyncio.to_thread(open_page, self.report, name)
            wizard(self).say(message, "done" if is_open else "look")
        except ReportWizardError as error:
            wizard(self).show_error(error)

    # Drawing

    def report_changed(self, question_id: str) -> None:
        current = self.stop
        self._stops = stops(self.report, self._tables)
        ids = [stop.id for stop in self._stops]
        self.number = ids.index(current.id) if current and current.id in ids else min(self.number, len(ids))
        self._card.redraw()

    def neighbours(self) -> Neighbours:
        if self.testing:
            return Neighbours()
        titles = (
            (" › " if stop.copied else " ", stop.number, stop.copied or stop.name) for stop in self._stops
        )
        names = ["", *(gap.join(filter(None, title)) for gap, *title in titles), "", ""]
        return Neighbours(names[self.number], names[self.number + 2])

    def hints(self) -> str:
        return join_hints(
            "Enter next box   Shift+Tab back   Tab skip" if self.stop else "Enter go on   Shift+Tab back",
            "1 copy again" if "1" in self._offers() else "",
            "F1 help",
            "Esc back to the card" if self._view else "Esc stop here",
        )

    def _rows(self, width: int) -> list[Row]:
        height, width = self._card.content_size.height or 19, min(width - 4, WIDTH)
        if self.testing:
            return first_rows(self.report.form, len(self._stops), self._copied, width)
        if self.stop is None:
            return end_rows(self.report, self._stops, width)
        body = body_lines(self.report, self.stop, self._view, width)
        foot = offer_rows(self._offers(), self._view)
        if self._view:
            head, foot = [view_row(self.stop, self._offers()[self._view], width)], foot[-2:]
        else:
            head = head_rows(self.report, self._stops, self.number, self._copied, width)
        # A text is only pasted; all else is read off.
        needed = min(len(body), _MIN_ROWS) if self._view or self.stop.kind == "text" else len(body)
        head = squeezed(head, height - len(foot) - needed)
        max_rows = max(height - len(head) - len(foot), _MIN_ROWS)
        self._top = min(self._top, max(len(body) - max_rows + 1, 0))
        pinned = bool(self.stop.grid and not self._view)
        return [*head, *boxed(body, self._top, max_rows, width, pinned=pinned), *foot]
