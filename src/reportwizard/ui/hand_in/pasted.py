"""The pages for pasting: what arrived in the portal, and what the program officer asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import cast

from textual import events, on
from textual.content import Content
from textual.widget import Widget

from reportwizard.files import save_errors, write_numbered
from reportwizard.forms.form import Question
from reportwizard.hand_in.proof import Arrival, Proof, prove
from reportwizard.hand_in.review import about, response_text, review_questions, with_ask, with_asks
from reportwizard.report.hand_in import Remark
from reportwizard.text import pluralize
from reportwizard.ui.check.items import WorkLog
from reportwizard.ui.copying import copy_text
from reportwizard.ui.dialogs.files import file_picker
from reportwizard.ui.fields.control import AnswerTyped
from reportwizard.ui.fields.long_text import LongTextControl
from reportwizard.ui.hand_in.finish_page import ways_rows
from reportwizard.ui.report.page import ReportPage
from reportwizard.ui.session import Session
from reportwizard.ui.shared.drawing import (
    hanging_lines,
    left_right,
    numbered_name,
    one_line,
    plain,
    styled_sign,
)
from reportwizard.ui.shared.line_list import Item, LineList, typed_choice
from reportwizard.ui.shared.lines import Hint
from reportwizard.ui.shared.lines_widget import Lines, Text
from reportwizard.ui.shared.page_box import ENDINGS, PageBox
from reportwizard.ui.wizard import HAND_IN, PARTS, PROOF, REVIEW, Open, ask, attempt, wizard


class PastedPage(ReportPage):
    """A box for what is pasted, what there is to say of it, and a list; Enter opens an answer.

    `at` is the question from whose answer one comes back.
    """

    DEFAULT_CSS = """
    PastedPage > * { max-width: 84; }
    PastedPage > Text { padding: 0 1 0 3; }
    PastedPage > PageBox { margin: 1 2 1 1; }
    """
    NAME = LIST = ""

    def __init__(self, session: Session, work: WorkLog, at: str) -> None:
        super().__init__(session)
        self._work, self._at = work, at
        self._box = PageBox(self.take, "paste it here, or type the name of a file", words=self.NAME == REVIEW)
        self._said, self._list = Text(), LineList(classes=self.LIST, marks_always=True)

    def compose(self) -> Iterable[Widget]:
        about = self.help_text().partition("\n")[0]
        yield Text(Content.assemble((f"{self.heading}\n", "bold"), (about, "$quiet")))
        yield from (self._box, self._said, self._list)

    def begin(self) -> Widget:
        self.show()
        return self._list if self._list.ids else self._box

    def hints(self) -> Sequence[Hint]:
        """Name what can be done with a line once there is one."""
        return self.KEYS if self._list.ids else self.KEYS[-3:]

    def on_paste(self, event: events.Paste) -> None:
        self._box.take_paste(event)

    def take(self, text: str) -> object:
        """Return what is read from what was pasted; in a thread."""
        return text

    def show(self) -> None:
        """Show what there is."""

    def questions_of(self, id: str) -> Sequence[Question]:
        """Return the questions that a line of the list is about."""
        return ()

    @on(PageBox.Status)
    def _show_status(self, event: PageBox.Status) -> None:
        self._said.show(event.line)

    def item_chosen(self, id: str) -> None:
        if questions := self.questions_of(id):
            self.post_message(Open(at=questions[0].id, back=self.NAME))
        else:
            wizard(self).say("Nothing tells which answer this is about. F2 finds it.", "look")

    def choose_file(self) -> None:
        ask(self, file_picker("Your newest files", ENDINGS, self.now), self._box.read_file)


class ProofPage(PastedPage):
    """The verdict, and what did not arrive."""

    NAME = PROOF
    tab = HAND_IN
    DEFAULT_CSS = "ProofPage > LineList { margin-top: 1; }"
    KEYS = (
        Hint("Enter", "open the answer"),
        Hint("Tab", "box, list"),
        Hint("Ctrl+O", "choose a file"),
        Hint("F1", "help"),
        Hint("Esc", "hand in"),
    )
    heading = "Check what arrived"
    HELP = (
        "Open your report in {portal}, mark all of it (Ctrl+A), copy it, and paste it here.\n"
        "The published page works too, or a file in which a page is saved.\n"
        "Each answer is looked for. What is not there as it is here is listed; Enter opens it.\n"
        "Spaces and list marks do not matter. Amounts are compared as numbers."
    )
    _faults: tuple[Arrival, ...] = ()

    def take(self, text: str) -> Proof:
        return prove(self.report, text)

    def show(self) -> None:
        proof = self._work.proof or Proof()
        self._faults = proof.faults
        ids = [one.question.id for one in self._faults]
        self._list.show(
            [fault_item(str(number), one) for number, one in enumerate(self._faults)],
            str(ids.index(self._at)) if self._at in ids else None,
        )
        state = "fix" if proof.foreign or proof.faults else "look" if proof.unseen else "done"
        words = Content.assemble(styled_sign(state), " ", "\n  ".join(proof.verdict))
        self._said.show(words if proof.verdict else Content())
        self.frame.show_lines()

    @on(PageBox.Read)
    def _read(self, event: PageBox.Read) -> None:
        self._work.proof = cast("Proof", event.made)
        self.show()
        (self._list if self._faults else self._box).focus()

    def questions_of(self, id: str) -> Sequence[Question]:
        return [self._faults[int(id)].question]

    def up(self) -> None:
        self.post_message(Open(HAND_IN, "proof-way"))


def fault_item(id: str, arrival: Arrival) -> Item:
    """Return what became of one answer, for the list: its question, and below it what is so."""

    def draw(width: int, _here: bool) -> list[Content]:
        head = Content.assemble(
            styled_sign("fix"), " ", numbered_name(arrival.question.number, arrival.question.name)
        )
        return [head, *hanging_lines(Content("  "), plain(arrival.words), width)]

    return Item(id, draw)


class ReviewPage(PastedPage):
    """The points in a list; below it the one at the cursor in full, and a box for what one says to it."""

    NAME = REVIEW
    LIST = "-fit-content"
    DEFAULT_CSS = """
    ReviewPage > LineList { max-height: 8; margin-bottom: 1; }
    ReviewPage > LongTextControl { min-height: 3; max-height: 18; margin: 0 2 1 1; }
    ReviewPage { overflow-y: auto; scrollbar-size-vertical: 1; }
    """
    KEYS = (
        Hint("Enter", "open the answer"),
        Hint("Tab", "your response"),
        Hint("1–4", "do it"),
        Hint("Ctrl+O", "choose a file"),
        Hint("F1", "help"),
        Hint("Esc", "all parts"),
    )
    heading = "What they ask"
    HELP = (
        "Paste what your {reader} wrote: each point of it becomes a line.\n"
        "Enter opens the answer that it is about. Tab goes to the box for your response, and on.\n"
        "1 says that a point is done, or open again. At the end copy the whole response."
    )

    def __init__(self, session: Session, work: WorkLog, at: str) -> None:
        super().__init__(session, work, at)
        _, self._question = review_questions(session.report.form)
        self._ways = [("done", "done"), ("copy", "copy the response"), ("file", "write a file")]
        self._ways += [("put", "put it into the report")] if self._question else []
        self._response = LongTextControl(
            self._question or session.report.form.questions[0], self.report.region
        )
        self._words = Text()
        self._offers = Lines(lambda width: ways_rows(self._ways, width), self.do)

    def compose(self) -> Iterable[Widget]:
        yield from (*super().compose(), self._words, self._response, self._offers)

    @property
    def here(self) -> Remark | None:
        """The point at the cursor."""
        return self.report.asks[int(self._list.cursor)] if self._list.cursor else None

    def show(self) -> None:
        asks = self.report.asks
        came = next((str(at) for at, one in enumerate(asks) if self._at and self._at in one.answers), None)
        self._at = ""
        items = [ask_item(str(at), one, about(self.report, one)) for at, one in enumerate(asks)]
        self._list.show(items, came)
        self._show_here()

    def _show_here(self) -> None:
        one = self.here
        self._said.show(Content())
        self._words.show(plain(one.words, "bold") if one else Content())
        self._response.fill(one.response if one else None, self.report.region)
        self._response.display = self._offers.display = one is not None
        self.frame.show_lines()

    def report_changed(self, question_id: str) -> None:
        self.show()

    @on(PageBox.Read)
    def _read(self, event: PageBox.Read) -> None:
        before = len(self.report.asks)
        self.session.change(with_asks(self.report, event.text))
        if many := len(self.report.asks) - before:
            self._list.go_to(str(before))
            self._list.focus()
            wizard(self).say(f"{pluralize(many, 'point is', 'points are')} new.")
        else:
            wizard(self).say("Nothing new is asked in this text.", "look")

    def cursor_moved(self, id: str) -> None:
        self._show_here()

    @on(AnswerTyped)
    def _typed(self, event: AnswerTyped) -> None:
        if one := self.here:
            self._change(replace(one, response=event.text))

    def _change(self, one: Remark) -> None:
        self.session.change(with_ask(self.report, int(self._list.cursor), one))

    def questions_of(self, id: str) -> Sequence[Question]:
        return about(self.report, self.report.asks[int(id)])

    def on_key(self, event: events.Key) -> None:
        """Numbers do what they say, where one does not type; Tab in the box goes on to the next point."""
        if self._list.has_focus and (way := typed_choice(event, len(self._ways))) is not None:
            self.do(self._ways[way][0])
        elif event.key == "tab" and self._response.has_focus:
            self._list.focus()
            self._list.action_move(1)
        else:
            return
        event.stop()
        event.prevent_default()

    def do(self, way: str) -> None:
        """Do one of the ways."""
        text = response_text(self.report)
        if way == "done" and (one := self.here):
            self._change(replace(one, settled=not one.settled))
            self._list.action_move(0 if one.settled else 1)
        elif not text:
            wizard(self).say("There is no response yet. Tab goes to its box.", "look")
        elif way == "copy":
            copy_text(self.app, text, "The response")
        elif way == "file":
            attempt(self, partial(self._write, text))
        elif self._question:
            self.session.set_answer(self._question.id, text)
            self.post_message(Open(at=self._question.id, back=self.NAME))

    def _write(self, text: str) -> None:
        name, data = f"{self.session.name} response.txt", f"{text}\n".encode()
        if not wizard(self).send_to_browser(name, data):
            with save_errors():
                wizard(self).say(f"Written to {write_numbered(Path.cwd() / name, data)}")

    def up(self) -> None:
        self.post_message(Open(PARTS))


def ask_item(id: str, one: Remark, questions: Iterable[Question]) -> Item:
    """Return a point for the list: a sign, its words on one line, the numbers of the answers."""
    numbers = Content.styled(", ".join(each.number or each.name for each in questions), "$accent")

    def draw(width: int, here: bool) -> list[Content]:
        state = styled_sign("done" if one.settled else "open")
        words = Content.assemble(state, " ", one_line(one.words, width, "bold" if here else ""))
        return [left_right(words, numbers, width, gap=2)]

    return Item(id, draw, height=1)
