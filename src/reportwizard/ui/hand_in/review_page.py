"""What the program officer asks: each point with its answer, the response to it, and the whole response."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

from textual import events, on
from textual.content import Content
from textual.widget import Widget

from reportwizard.files import write_numbered, writing
from reportwizard.hand_in.review import response_text, review_questions, with_ask, with_asks
from reportwizard.report.hand_in import Remark
from reportwizard.report.report import Report
from reportwizard.ui.check.items import WorkLog
from reportwizard.ui.copying import copy_text
from reportwizard.ui.dialogs.files import file_picker
from reportwizard.ui.fields.control import AnswerTyped
from reportwizard.ui.fields.long_text import LongTextControl
from reportwizard.ui.hand_in.finish_page import ways_row
from reportwizard.ui.report.page import ReportPage
from reportwizard.ui.session import Session
from reportwizard.ui.shared.drawing import ends, one_line, plain, signed
from reportwizard.ui.shared.drawn import Lines, Text
from reportwizard.ui.shared.line_list import Item, LineList, choice_of
from reportwizard.ui.shared.lines import Hint
from reportwizard.ui.shared.page_box import ENDINGS, PageBox
from reportwizard.ui.wizard import HAND_IN, PARTS, Open, ask, attempt, wizard

_DONE, _COPY, _FILE, _PUT = "done", "copy", "file", "put"


class ReviewPage(ReportPage):
    """The points in a list; below it the one at the cursor in full, and a box for what one says to it."""

    DEFAULT_CSS = """
    ReviewPage Text { padding: 0 1 0 3; max-width: 84; }
    ReviewPage PageBox { margin: 0 2 1 1; max-width: 84; }
    ReviewPage LineList { max-width: 86; max-height: 8; margin-bottom: 1; }
    ReviewPage LongTextControl { margin: 0 2 0 1; max-width: 84; }
    """
    KEYS = (
        Hint("Enter", "open the answer"),
        Hint("Tab", "your response"),
        Hint("1–4", "do it"),
        Hint("Ctrl+O", "choose a file"),
        Hint("F1", "help"),
        Hint("Esc", "all parts"),
    )
    ABOUT = (
        "What they ask",
        "Paste what your {reader} wrote. Each point of it becomes a line of the list.\n"
        "Enter opens the answer that it is about. Tab goes to the box for your response, and on.\n"
        "1 says that a point is done, or open again. At the end copy the whole response.",
    )

    def __init__(self, session: Session, work: WorkLog, at: str = "") -> None:
        super().__init__(session, Open(HAND_IN, "review"))
        work.answers_from = "review"
        self._at = at
        _, self._question = review_questions(session.report.form)
        ways = [(_DONE, "done"), (_COPY, "copy the response"), (_FILE, "write a file")]
        if self._question:
            ways.append((_PUT, "put it into the report"))
        self._ways = ways
        self._shown = Lines(lambda width: [ways_row(ways, width)], self.do)

    def compose(self) -> Iterable[Widget]:
        words = self.help()
        yield Text(Content.assemble((f"{words[0]}\n", "bold"), (words[1].partition("\n")[0], "$quiet")))
        yield PageBox(str, "paste their words here, or type the name of a file", words=True)
        yield LineList(classes="-as-high-as-it-is", marks_always=True)
        yield Text()
        yield LongTextControl(self._question or self.report.form.questions[0], self.report.region)
        yield self._shown

    def begin(self) -> Widget:
        self._show(next((str(n) for n, one in enumerate(self.report.asks) if self._at in one.answers), None))
        return self.query_one(LineList if self.report.asks else PageBox)

    @property
    def ask(self) -> Remark | None:
        """The point at the cursor."""
        cursor = self.query_one(LineList).cursor
        return self.report.asks[int(cursor)] if cursor else None

    def _show(self, cursor: str | None = None) -> None:
        self.query_one(LineList).show(ask_items(self.report), cursor)
        self._show_here()

    def _show_here(self) -> None:
        one, box = self.ask, self.query_one(LongTextControl)
        self.query(Text).last().show(plain(one.words, "bold") if one else Content())
        box.fill(one.response if one else None, self.report.region)
        box.display = self._shown.display = one is not None

    def _change(self, one: Remark) -> None:
        at = int(self.query_one(LineList).cursor)
        self.session.change(with_ask(self.report, at, one))

    def report_changed(self, question_id: str) -> None:
        self._show()

    @on(PageBox.Told)
    def _told(self, event: PageBox.Told) -> None:
        event.stop()
        self.query(Text).last().show(event.line)

    @on(PageBox.Read)
    def _read(self, event: PageBox.Read) -> None:
        event.stop()
        before = len(self.report.asks)
        self.session.change(with_asks(self.report, event.text))
        many = len(self.report.asks) - before
        if many:
            self._show(str(before))
            self.query_one(LineList).focus()
            wizard(self).say("1 point is new." if many == 1 else f"{many} points are new.")
        else:
            wizard(self).say("Nothing new is asked in this text.", "look")

    @on(LineList.Moved)
    def _moved(self, event: LineList.Moved) -> None:
        event.stop()
        self._show_here()

    @on(AnswerTyped)
    def _typed(self, event: AnswerTyped) -> None:
        event.stop()
        if (one := self.ask) and event.text != one.response:
            self._change(replace(one, response=event.text))

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        known = [id for id in self.ask.answers if id in self.report.form.by_id] if self.ask else []
        if known:
            self.post_message(Open(at=known[0], back=HAND_IN))
        else:
            wizard(self).say("Nothing tells which answer this is about. F2 finds it.", "look")

    def on_key(self, event: events.Key) -> None:
        """Numbers do what they say, where one does not type; Tab in the box goes on to the next point."""
        points = self.query_one(LineList)
        if points.has_focus and (way := choice_of(event, len(self._ways))) is not None and self.ask:
            self.do(self._ways[way][0])
        elif event.key == "tab" and not points.has_focus and points.cursor:
            points.focus()
            points.action_move(1 if self.query_one(LongTextControl).has_focus else 0)
        else:
            return
        event.stop()
        event.prevent_default()

    def do(self, way: str) -> None:
        """Do one of the ways."""
        text = response_text(self.report)
        if way == _DONE and (one := self.ask):
            self._change(replace(one, settled=not one.settled))
            self.query_one(LineList).action_move(0 if one.settled else 1)
        elif not text:
            wizard(self).say("There is no response yet. Tab goes to its box.", "look")
        elif way == _COPY:
            copy_text(self.app, text, "The response")
        elif way == _FILE:
            attempt(self, partial(self._write, text))
        elif self._question:
            self.session.set_answer(self._question.id, text)
            self.post_message(Open(at=self._question.id, back=HAND_IN))

    def _write(self, text: str) -> None:
        name, data = f"{self.session.name} response.txt", f"{text}\n".encode()
        if not wizard(self).to_browser(name, data):
            with writing():
                wizard(self).say(f"Written to {write_numbered(Path.cwd() / name, data)}")

    def choose_file(self) -> None:
        ask(self, file_picker("Your newest files", ENDINGS, self.now), self.query_one(PageBox).read_file)

    def up(self) -> None:
        self.post_message(Open(PARTS))


def ask_items(report: Report) -> list[Item]:
    """Return the points for the list: a sign, the words on one line, the numbers of the answers."""

    def item(number: int, one: Remark) -> Item:
        known = [report.form.by_id[id] for id in one.answers if id in report.form.by_id]
        about = Content.styled(", ".join(each.number or each.name for each in known), "$accent")

        def draw(width: int, here: bool) -> list[Content]:
            state = signed("done" if one.settled else "open")
            words = one_line(one.words, width, "bold" if here else "")
            return [ends(Content.assemble(state, " ", words), about, width, gap=2)]

        return Item(str(number), draw, height=1)

    return [item(number, one) for number, one in enumerate(report.asks)]
