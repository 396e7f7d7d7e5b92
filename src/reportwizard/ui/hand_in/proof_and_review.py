"""The pages for pasting: what arrived in the portal, and what the program officer asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from textual import events, on
from textual.content import Content
from textual.widget import Widget

from reportwizard.files import save_errors, write_numbered
from reportwizard.forms.form import Question
from reportwizard.hand_in.proof import Arrival, Proof, prove
from reportwizard.hand_in.review import about, response_text, review_questions, with_point, with_points
from reportwizard.paths import working_folder
from reportwizard.report.due import is_handed_in
from reportwizard.report.hand_in import ReviewComment
from reportwizard.text import pluralize
from reportwizard.ui.check.items import WorkLog
from reportwizard.ui.clipboard import copy_text
from reportwizard.ui.dialogs.dialog import MenuItem, numbered_item
from reportwizard.ui.dialogs.pickers import file_picker
from reportwizard.ui.fields.control import AnswerTyped
from reportwizard.ui.fields.long_text import LongTextControl
from reportwizard.ui.report.report_page import ReportPage
from reportwizard.ui.session import Session
from reportwizard.ui.shared.drawing import (
    hanging_lines,
    left_right,
    numbered_name,
    one_line,
    plain,
    styled_sign,
)
from reportwizard.ui.shared.line_list import ChoiceRow, Item, LineList
from reportwizard.ui.shared.lines_widget import Text
from reportwizard.ui.shared.page_box import ENDINGS, PageBox
from reportwizard.ui.wizard import HAND_IN, PARTS, PROOF, REVIEW, Open, ask, wizard

_GO_ON = "handed-in-step"


class PastedPage(ReportPage):
    """A box to paste into, what came of it, and a list; Enter opens the answer of a line.

    `at` is the question whose answer was open before.
    """

    DEFAULT_CSS = """
    PastedPage > * { max-width: 84; }
    PastedPage > Text { padding: 0 1 0 3; }
    PastedPage > PageBox { margin: 1 2 1 1; }
    """

    def __init__(
        self,
        session: Session,
        work: WorkLog,
        at: str,
        parse: Callable[[str], object],
        on_read: Callable[[Any], None],
        *,
        asks: bool = False,
    ) -> None:
        super().__init__(session)
        self._work, self._at, self._status = work, at, Text()
        placeholder = "paste it here, or type the name of a file"
        self._box = PageBox(parse, on_read, self._status.show, placeholder, accepts_text=asks)
        self._list = LineList(classes="-fit-content" if asks else None, marks_always=True)

    def compose(self) -> Iterable[Widget]:
        about = self.help_text().partition("\n")[0]
        yield Text(Content.assemble((f"{self.heading}\n", "bold"), (about, "$quiet")))
        yield from (self._box, self._status, self._list)

    def begin(self) -> Widget:
        self.report_changed("")
        return self._list if self._list.ids else self._box

    def hints(self) -> str:
        first = "Enter" if self._list.has_focus else "Tab" if self._list.ids else "Ctrl+O"
        return self.KEYS[self.KEYS.index(first) :]

    def on_descendant_focus(self) -> None:
        self.frame.show_keys()

    def on_paste(self, event: events.Paste) -> None:
        self._box.paste(event)

    def choose_file(self) -> None:
        ask(self, file_picker("Your newest files", ENDINGS, self.now), self._box.read_file)


class ProofPage(PastedPage):
    """The verdict, and what did not arrive."""

    tab = HAND_IN
    DEFAULT_CSS = "ProofPage > LineList { margin-top: 1; }"
    KEYS = "Enter open the answer   Tab box, list   Ctrl+O choose a file   F1 help   Esc hand in"
    heading = "Check what arrived"
    HELP = (
        "Open your report in {portal}, select all of it (Ctrl+A), copy it, and paste it here.\n"
        "The published page works too, or a file in which a page is saved.\n"
        "Each answer is looked for. What is not there as it is here is listed; Enter opens it.\n"
        "Spaces and list marks do not matter. Amounts are compared as numbers."
    )

    def __init__(self, session: Session, work: WorkLog, at: str) -> None:
        super().__init__(session, work, at, lambda text: prove(self.report, text), self._show_proof)
        self._faults: tuple[Arrival, ...] = ()

    def report_changed(self, question_id: str) -> None:
        proof = self._work.proof or Proof()
        self._faults = proof.faults
        items = [fault_item(str(index), fault) for index, fault in enumerate(self._faults)]
        if self._work.proof and proof.arrived and not is_handed_in(self.report):
            go_on = "press Submit there, then go on" if self.report.form.portal else "go on"
            items = [numbered_item(1, MenuItem(_GO_ON, go_on, "to say that you handed it in"))]
        ids = [fault.question.id for fault in self._faults]
        self._list.show(items, str(ids.index(self._at)) if self._at in ids else None)
        self._at = ""
        state = "fix" if proof.foreign or proof.faults else "look" if proof.unseen else "done"
        verdict = Content.assemble(styled_sign(state), " ", "\n".join(proof.verdict))
        self._status.show(verdict if proof.verdict else Content())
        self.frame.show_lines()

    def _show_proof(self, proof: Proof) -> None:
        self._work.proof = proof
        self.report_changed("")
        (self._list if self._list.ids else self._box).focus()

    def hints(self) -> str:
        return super().hints() if self._faults else super().hints().replace("open the answer", "go on")

    def item_chosen(self, id: str) -> None:
        if id == _GO_ON:
            self.post_message(Open(HAND_IN, id))
        else:
            self.post_message(Open(at=self._faults[int(id)].question.id, back=PROOF))

    def up(self) -> None:
        self.post_message(Open(HAND_IN, "proof-step"))


def fault_item(id: str, arrival: Arrival) -> Item:
    """Build the line of an answer that did not arrive, with the reason below it."""

    def draw(width: int, _current: bool) -> list[Content]:
        question = arrival.question
        name = Content.assemble(styled_sign("fix"), " ", numbered_name(question.number, question.name))
        return [name, *hanging_lines(Content("  "), plain(arrival.message), width)]

    return Item(id, draw)


class ReviewPage(PastedPage):
    """The points in a list; below it the one at the cursor in full, and a box for the response."""

    DEFAULT_CSS = """
    ReviewPage > LineList { max-height: 8; margin-bottom: 1; }
    ReviewPage > LongTextControl { min-height: 3; max-height: 18; margin: 0 2 1 1; }
    ReviewPage { overflow-y: auto; scrollbar-size-vertical: 1; }
    """
    KEYS = "Enter open the answer   1–4 do it   Tab your response   Ctrl+O choose a file   Esc all parts"
    heading = "Review notes"
    HELP = (
        "Paste what your {reader} wrote: each point of it becomes a line.\n"
        "Enter opens the answer that it is about. Tab goes to the box for your response, and on.\n"
        "1 says that a point is done, or open again. At the end copy the whole response."
    )

    def __init__(self, session: Session, work: WorkLog, at: str) -> None:
        super().__init__(session, work, at, str, self._add_points, asks=True)
        form = session.report.form
        _, self._question = review_questions(form)
        actions: dict[str, Callable[[], object]] = {
            "done": self._settle,
            "copy the response": lambda: self._respond(partial(copy_text, self.app, name="The response")),
            "write a file": lambda: self._respond(self._write),
        }
        if self._question:
            actions["put it into the report"] = lambda: self._respond(self._put)
        self._text, self._choices = Text(), ChoiceRow(actions, hint="Tab goes to the box for your response.")
        self._response = LongTextControl(self._question or form.questions[0], self.report.region)

    def compose(self) -> Iterable[Widget]:
        yield from (*super().compose(), self._text, self._response, self._choices)

    def hints(self) -> str:
        is_next = self._response.has_focus and self._list.cursor != self._list.ids[-1]
        to = "your response" if self._list.has_focus else "next response" if is_next else "the list"
        return super().hints().replace("your response", to)

    @property
    def current(self) -> ReviewComment | None:
        """The point at the cursor."""
        return self.report.asks[int(self._list.cursor)] if self._list.cursor else None

    def report_changed(self, question_id: str) -> None:
        points = list(enumerate(self.report.asks))
        at = next((str(index) for index, point in points if self._at in point.answers), None)
        self._at = ""
        items = (point_item(str(index), point, about(self.report, point)) for index, point in points)
        self._list.show([*items], at)
        self.cursor_moved(self._list.cursor)

    def cursor_moved(self, id: str) -> None:
        point = self.current
        self._status.show(Content())
        self._text.show(plain(point.words, "bold") if point else Content())
        self._response.fill(point.response if point else None, self.report.region)
        self._response.display = self._choices.display = point is not None
        self.frame.show_lines()

    def _add_points(self, text: str) -> None:
        before = len(self.report.asks)
        self.session.change(with_points(self.report, text))
        if added := len(self.report.asks) - before:
            self._list.go_to(str(before))
            self._list.focus()
            wizard(self).say(f"{pluralize(added, 'point is', 'points are')} new.")
        else:
            wizard(self).say("Nothing new is asked in this text.", "look")

    @on(AnswerTyped)
    def _typed(self, event: AnswerTyped) -> None:
        if point := self.current:
            self._change(replace(point, response=event.text))

    def _change(self, point: ReviewComment) -> None:
        self.session.change(with_point(self.report, int(self._list.cursor), point))

    def item_chosen(self, id: str) -> None:
        if questions := about(self.report, self.report.asks[int(id)]):
            self.post_message(Open(at=questions[0].id, back=REVIEW))
        else:
            wizard(self).say("This point names no answer. F2 finds it.", "look")

    def on_key(self, event: events.Key) -> None:
        """Take a number unless it is typed into a box; Tab in a response goes on to the next one."""
        if self._list.has_focus:
            self._choices.on_key(event)
        elif event.key == "tab" and self._response.has_focus:
            if self._list.cursor == self._list.ids[-1]:
                self._list.focus()
            self._list.action_move(1)
            event.stop().prevent_default()

    def _settle(self) -> None:
        if point := self.current:
            self._change(replace(point, settled=not point.settled))
            self._list.action_move(0 if point.settled else 1)

    def _respond(self, use: Callable[[str], object]) -> None:
        if text := response_text(self.report):
            use(text)
        else:
            wizard(self).say("There is no response yet. Tab goes to its box.", "look")

    def _write(self, text: str) -> None:
        name, data = f"{self.session.name} response.txt", f"{text}\n".encode()
        if not wizard(self).send_to_browser(name, data):
            with save_errors():
                wizard(self).say(f"Written to {write_numbered(working_folder() / name, data)}")

    def _put(self, text: str) -> None:
        if self._question:
            self.session.set_answer(self._question.id, text)
            self.post_message(Open(at=self._question.id, back=REVIEW))

    def up(self) -> None:
        after = next((part.id for part in self.report.form.parts if part.comes_after), "")
        self.post_message(Open(PARTS, after))


def point_item(id: str, point: ReviewComment, questions: Iterable[Question]) -> Item:
    """Build the line of a point: a sign, its text cut to one line, and the numbers of the answers."""
    numbers = Content.styled(", ".join(question.number or question.name for question in questions), "$accent")

    def draw(width: int, current: bool) -> list[Content]:
        state = styled_sign("done" if point.settled else "open")
        text = Content.assemble(state, " ", one_line(point.words, width, "bold" if current else ""))
        return [left_right(text, numbers, width, gap=2)]

    return Item(id, draw, height=1)
