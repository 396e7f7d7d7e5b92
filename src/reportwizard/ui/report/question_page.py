"""A page of questions: one big question, or a few small ones that belong together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from reportwizard.checks.dismiss import at_question
from reportwizard.forms.conditions import parse_condition, parse_days_after
from reportwizard.forms.form import Part, Question
from reportwizard.report.progress import is_answered
from reportwizard.ui.fields.answer_box import SHORT_NAME, AnswerBox
from reportwizard.ui.fields.control import ONE_LINE, FocusOffers, NextQuestion
from reportwizard.ui.fields.feedback import Feedback
from reportwizard.ui.report.drawing import MOST_LINES, closed_row, fund_rows, head_rows, reference_rows
from reportwizard.ui.report.page import ReportPage
from reportwizard.ui.report.status import page_name, page_state, part_state, written_parts
from reportwizard.ui.session import Session
from reportwizard.ui.shared.frame import Help
from reportwizard.ui.shared.lines import WIDE, Hint, Neighbours
from reportwizard.ui.shared.lines_widget import Lines, Row, Text
from reportwizard.ui.wizard import CHECK, HAND_IN, PARTS, PROOF, REVIEW, Open, ask, wizard

_BACK = {CHECK: "check", HAND_IN: "hand in", PROOF: "what arrived", REVIEW: "what they ask"}
_MOST = 9
_MONEY = ("money.spent", "money.spent.local")


class QuestionPage(ReportPage):
    """The page that holds a question, with the cursor in it; `back` is where Esc leads."""

    has_rail = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "screen.question(1)", show=False),
        Binding("shift+tab", "screen.question(-1)", show=False),
    ]
    SCOPED_CSS = False
    DEFAULT_CSS = """
    QuestionPage > VerticalScroll { width: 1fr; max-width: 90; height: 1fr; scrollbar-size-vertical: 1; }
    QuestionPage .between { height: 1; }
    QuestionPage .drawn { padding: 0 2 0 3; }
    QuestionPage .page-head { margin-bottom: 1; }
    Frame.-wide QuestionPage { padding: 1 0 0 1; }
    Frame.-wide AnswerBox.-fills { max-height: 40; }
    QuestionPage #side-by-side .drawn { width: 32; padding: 0 1 0 3; }
    """

    def __init__(self, session: Session, question_id: str, *, back: str = "") -> None:
        super().__init__(session, back)
        self.question_id = question_id
        self.part = session.report.form.part_of[question_id]
        self.tab = self.part.id
        self.questions = next(page for page in self.part.pages if any(one.id == question_id for one in page))
        self._rows = all(one.page and not one.number and not one.reference for one in self.questions)
        self.set_class(any(len(question.name) > SHORT_NAME for question in self.questions), "-long-names")
        # Whether several answers are signed for.
        self._signed = len(self.questions) > 1 and all(
            one.kind == "yes_no" and one.number for one in self.questions
        )
        self._deciding = {
            *(parse_condition(one.asked_if).question for one in self.part.questions if one.asked_if),
            *(parse_days_after(one.suggested)[0] for one in self.part.questions if one.suggested),
        }
        self._fund = Lines(lambda width: fund_rows(self.report, width, wide=self._wide), classes="drawn")
        self.boxes: list[AnswerBox] = []
        """The open questions, from top to bottom."""
        self._drawn: list[Lines] = []
        self._shown: set[str] = set()

    # What is on the page

    def compose(self) -> ComposeResult:
        """The questions: those of one line are all open; of the others the one with the cursor."""
        parts = [*self._parts_of_page()]
        with VerticalScroll(can_focus=False):
            first = self._asked[0]
            if self._wide and len(parts) > 1 and first.reference and first.id != self.question_id:
                yield Horizontal(parts[0], Vertical(*parts[2:]), id="side-by-side")
            else:
                yield from parts

    def _parts_of_page(self) -> Iterator[Widget]:
        asked = self._asked
        self._shown = {one.id for one in asked}
        if len(self.questions) > 1 and (self._rows or self._signed):
            yield self._line(self._head_rows, "drawn page-head")
        for number, question in enumerate(asked):
            if self._rows or question.kind in ONE_LINE or question.id == self.question_id:
                self.boxes.append(AnswerBox(self.session, question, row=self._rows))
                yield self.boxes[-1]
            else:
                yield self._line(partial(self._row_of, question))
            if not self._rows and number < len(asked) - 1:
                yield Text(Content(" "), classes="between")
        if any(one.role in _MONEY for one in self.questions):
            yield Text(Content(" "), classes="between")
            yield self._fund

    def _line(self, draw: Callable[[int], Sequence[Row]], classes: str = "drawn") -> Lines:
        """Return lines that are drawn again when typing pauses; a click opens the question."""
        lines = Lines(draw, lambda what: self.post_message(Open(at=what)), classes=classes)
        self._drawn.append(lines)
        return lines

    def _row_of(self, question: Question, width: int) -> list[Row]:
        if question.reference:
            return reference_rows(self.report, question, width, most=None if self._wide else MOST_LINES)
        return [closed_row(self.report, question, width)]

    def _head_rows(self, width: int) -> list[Row]:
        return head_rows(self.report, self.part, self.questions, width, signed_for=self._signed)

    @property
    def _wide(self) -> bool:
        return self.app.size.width >= WIDE

    @property
    def _asked(self) -> list[Question]:
        return [one for one in self.questions if self.report.asked(one)]

    @property
    def here(self) -> AnswerBox | None:
        """The question with the cursor."""
        return next((box for box in self.boxes if box.question.id == self.question_id), None)

    def begin(self) -> Widget | None:
        self._show_checked()
        self.call_after_refresh(self._reveal)
        if self.here is None:
            return None
        self.here.set_current(True)
        return self.here.control.takes_keys

    def leave(self) -> None:
        for box in self.boxes:
            box.keep_undo_history()

    def _show_checked(self) -> None:
        for box in self.boxes:
            box.show_checked(at_question(self.checked, box.question.id))

    def _reveal(self) -> None:
        box = self.here
        if self.is_attached and box is not None and box.is_attached:
            self.query_one(VerticalScroll).scroll_to_widget(box, animate=False, immediate=True)

    # Lines of the frame

    def neighbours(self) -> Neighbours:
        pages, every = self._pages([self.part]), self._pages()
        names = ["", *map(page_name, every), "Check"]
        at = every.index(self.questions)
        states = tuple(page_state(self.report, page, self.checked.findings) for page in pages)
        return Neighbours(names[at], names[at + 2], states, pages.index(self.questions))

    def _pages(self, parts: Sequence[Part] = ()) -> list[tuple[Question, ...]]:
        """Return the pages of parts; without any, of all that are written, and of that of this page."""
        if not parts:
            parts = written_parts(self.report)
            parts = parts if self.part in parts else [*parts, self.part]
        return [page for part in parts for page in part.pages if any(map(self.report.asked, page))]

    def go_to_neighbour(self, what: str) -> None:
        if what.isdecimal():
            self._open_page(self._pages([self.part])[int(what)])
        else:
            self._leave_page(1 if what == "after" else -1)

    def hints(self) -> Sequence[Hint]:
        box = self.here
        found = [*(box.control.hints() if box and box.control.has_focus_within else ()), Hint("Tab", "next")]
        offered = box.feedback.hints if box else ()
        if box and offered:
            asked = at_question(self.checked, box.question.id).findings
            found += [*offered, *([Hint("Ctrl+R", "right as it is")] if asked else [])]
        elif any(one.role in _MONEY for one in self.questions):
            found.append(Hint("F9", "expenses"))
        elif box and box.question.kind == "long_text" and not wizard(self).is_web:
            found.append(Hint("F7", "own editor"))
        if len(found) < 3 and not offered:
            found.append(Hint("F5", "check"))
        back = _BACK.get(self.back, "all parts")
        own = {hint.key: hint.label for hint in reversed(found)}  # what the control says of a key holds
        keys = [Hint(key, own[key]) for key in dict.fromkeys(hint.key for hint in found)][:5]
        always = [Hint("F1", "help"), Hint("Esc", back)][len(keys) > 4 :]
        return [*keys, *(hint for hint in always if hint.key not in own)]

    # Following the report

    def report_changed(self, question_id: str) -> None:
        """Show or hide follow-up questions at once; the rest waits until typing pauses."""
        self._fund.redraw()
        if not question_id:
            for box in self.boxes:
                box.refill()
        asked = {one.id for one in self._asked}
        if (question_id in self._deciding and asked - self._shown) or self._shown - asked:
            self.post_message(Open(at=self.question_id, back=self.back))

    def typing_paused(self) -> None:
        """Show what a reader would ask, each thing at its question; never while a word is typed."""
        self._show_checked()
        for lines in self._drawn:
            lines.redraw()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the cursor."""
        box = next((one for one in self.boxes if one in event.widget.ancestors_with_self), None)
        if box is not None and box.question.id != self.question_id:
            self.question_id = box.question.id
            self.frame.show_lines()
        else:
            self.frame.show_keys()
        self.call_after_refresh(self._reveal)

    # Moving

    @on(NextQuestion)
    def _go_on(self, event: NextQuestion) -> None:
        self.next_question(event.by)

    @on(FocusOffers)
    def _entered(self, event: FocusOffers) -> None:
        """Enter in a box without offers goes on."""
        if event.go_on:
            self.next_question(1)

    @on(Open)
    def _opened(self, event: Open) -> None:
        """A closed question of this page was clicked: Esc still leads where it led."""
        if event.at in {one.id for one in self.questions} and not event.back and self.back:
            event.back = self.back

    def next_question(self, by: int) -> None:
        """Go to the next question of the page, or to the one before; past the end, to another page."""
        ids = [one.id for one in self._asked]
        place = (ids.index(self.question_id) if self.question_id in ids else 0) + by
        if not 0 <= place < len(ids):
            self._leave_page(by)
        elif box := next((one for one in self.boxes if one.question.id == ids[place]), None):
            box.control.takes_keys.focus(scroll_visible=False)
        else:
            self.post_message(Open(at=ids[place], back=self.back))

    def _leave_page(self, by: int) -> None:
        every = self._pages()
        place = every.index(self.questions) + by
        page = every[place] if 0 <= place < len(every) else ()
        if self.back and by > 0:
            self.up()
        elif place < 0:
            wizard(self).say("This is the first page.", "look")
        else:
            if by > 0 and page not in self.part.pages:
                self._say_part_done()
            self._open_page(page, last=by < 0) if page else self.post_message(Open(CHECK))

    def _open_page(self, page: Sequence[Question], *, last: bool = False) -> None:
        """Open a page at its first empty question, or at its last one."""
        asked = [one for one in page if self.report.asked(one)]
        writable = [one for one in asked if not one.reference] or asked
        empty = next((one for one in writable if not is_answered(self.report, one)), writable[0])
        self.post_message(Open(at=(writable[-1] if last else empty).id, back=self.back))

    def _say_part_done(self) -> None:
        state = part_state(self.report, self.part, self.checked.findings)
        name = self.part.short or self.part.title
        if state.sign == "done":
            wizard(self).say(f"{name} is done.")
        elif state.words:
            wizard(self).say(f"{name}: {state.words}.", "look")

    def up(self) -> None:
        """Go back to where one came from: to Check, to Hand in, or to the list of parts."""
        self.post_message(Open(self.back, self.question_id) if self.back else Open(PARTS, self.part.id))

    # Keys of every page

    def help(self) -> Help:
        from reportwizard.ui.fields.answer_box import help_words

        form, id = self.report.form, self.question_id
        question = form.by_id[id]
        hints = self.here.control.hints() if self.here else ()
        keys = " · ".join(f"{hint.key} {hint.label}" for hint in hints)
        rules = "\n".join(f"· {rule.text}" for rule in form.rules if id in rule.questions)
        sections = [
            ("What to write", f"{help_words(question)}\n{keys}".strip()),
            ("Good to know", rules),
        ]
        return Help(f"{question.number}  {question.name}".strip(), sections, self.help_keys())

    def show_offers(self) -> None:
        """Go to what is offered here, else to what is offered beside it on this page."""
        boxes = [self.here, *self.boxes]
        box = next((one for one in boxes if one is not None and one.has_offers), None)
        if box is None:
            wizard(self).say("Nothing is offered on this page.", "look")
        elif not box.feedback.open():
            box.control.takes_keys.focus()
            self.call_after_refresh(box.feedback.open)

    @on(Feedback.Taken)
    def _right(self, event: Feedback.Taken) -> None:
        if event.offer.right is not None:
            self.ask_to_dismiss(event.offer.right)
        else:
            self.typing_paused()

    def dismiss_finding(self) -> None:
        """Say that the one thing asked at the question is right, or ask it again; of several ask which."""
        from reportwizard.ui.dialogs.dialog import ChoiceDialog, MenuItem

        here = at_question(self.checked, self.question_id)
        asked = [(one.message, partial(self.ask_to_dismiss, one)) for one in here.findings]
        again = [
            (f"ask again: {one.finding.message}", partial(self.ask_again, one)) for one in here.dismissed
        ]
        things = [*asked, *again][:_MOST]
        if not things:
            wizard(self).say("Nothing is asked here. What is missing must be answered.", "look")
        elif len(things) == 1:
            things[0][1]()
        else:
            ways = [MenuItem(str(number), words) for number, (words, _) in enumerate(things)]
            dialog = ChoiceDialog("Right as it is", "Which one is right as it is?", ways)
            ask(self, dialog, lambda number: things[int(number)][1]())

    def open_editor(self) -> None:
        from reportwizard.ui.editor import edit_outside

        if self.here is None or self.here.question.kind != "long_text":
            self.say_unavailable("open_editor")
        else:
            edit_outside(self.session, self.here)

    def show_versions(self) -> None:
        self.post_message(Open("history", self.question_id, back=self.back))

    @on(Feedback.Left)
    def _left_offers(self) -> None:
        self.frame.show_lines()
