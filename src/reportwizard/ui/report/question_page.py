"""A page of questions: one big question, or a few small ones that belong together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from reportwizard.forms.form import Question
from reportwizard.report.progress import is_answered
from reportwizard.ui.fields.answer_box import AnswerBox
from reportwizard.ui.fields.control import ONE_LINE, GoOn, ToOffers
from reportwizard.ui.fields.feedback import Feedback
from reportwizard.ui.report.closed import MOST_LINES, Closed, PageHead, reference_rows
from reportwizard.ui.report.fund import Fund
from reportwizard.ui.report.page import ReportPage
from reportwizard.ui.report.status import is_side, page_state
from reportwizard.ui.session import Session
from reportwizard.ui.shared.drawn import Lines, Text
from reportwizard.ui.shared.lines import WIDE, Hint, Near
from reportwizard.ui.wizard import CHECK, HAND_IN, PARTS, Open, wizard

_MONEY = ("money.spent", "money.spent.local")


class Questions(VerticalScroll, can_focus=False):
    """The column of questions; it scrolls only where the window is low."""

    DEFAULT_CSS = """
    Questions { width: 1fr; max-width: 90; height: 1fr; scrollbar-size-vertical: 1; }
    """


class QuestionPage(ReportPage):
    """The page that holds a question, with the cursor in it; `back` is where Esc leads."""

    rail = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "go_on(1)", show=False),
        Binding("shift+tab", "go_on(-1)", show=False),
    ]
    SCOPED_CSS = False
    DEFAULT_CSS = """
    QuestionPage .between { height: 1; }
    QuestionPage .reference { padding: 0 2 0 3; }
    Frame.-wide QuestionPage { padding: 1 0 0 1; }
    Frame.-wide AnswerBox.-fills { max-height: 40; }
    QuestionPage #side-by-side .reference { width: 32; padding: 0 1 0 3; }
    """

    def __init__(self, session: Session, question_id: str, *, back: str = "") -> None:
        super().__init__(session)
        form = session.report.form
        self.question_id = question_id
        self.back = back
        self.part = form.part_of[question_id]
        self.tab = self.part.id
        self.questions = next(page for page in self.part.pages if any(one.id == question_id for one in page))
        self._rows = all(one.page and not one.number and not one.reference for one in self.questions)
        self._deciding = {
            *(parse_condition(one.asked_if).question for one in self.part.questions if one.asked_if),
            *(parse_days_after(one.suggested)[0] for one in self.part.questions if one.suggested),
        }

    # What stands on the page

    def compose(self) -> ComposeResult:
        """The questions: those of one line are all open; of the others the one with the cursor."""
        parts = [*self._parts_of_page()]
        with Questions():
            if self.app.size.width >= WIDE and len(parts) > 1 and parts[0].has_class("reference"):
                yield Horizontal(parts[0], Vertical(*parts[2:]), id="side-by-side")
            else:
                yield from parts

    def _parts_of_page(self) -> Iterator[Widget]:
        asked, wide = self._asked, self.app.size.width >= WIDE
        if len(self.questions) > 1 and (self._rows or self._signed):
            yield PageHead(self.session.report, self.part, self.questions, signed=self._signed)
        for number, question in enumerate(asked):
            if self._is_open(question):
                yield AnswerBox(self.session, question, row=self._rows)
            elif question.reference:
                draw = partial(
                    reference_rows, self.session.report, question, most=None if wide else MOST_LINES
                )
                yield Lines(draw, lambda what: self.post_message(Open(at=what)), classes="reference")
            else:
                yield Closed(self.session.report, question)
            if not self._rows and number < len(asked) - 1:
                yield Text(Content(" "), classes="between")
        if any(one.role in _MONEY for one in self.questions):
            yield Text(Content(" "), classes="between")
            yield Fund(self.session.report)

    @property
    def _asked(self) -> list[Question]:
        report = self.session.report
        return [one for one in self.questions if report.asked(one)]

    @property
    def _signed(self) -> bool:
        """Whether the page holds several answers that one signs for."""
        return len(self.questions) > 1 and all(one.kind == "yes_no" and one.number for one in self.questions)

    def _is_open(self, question: Question) -> bool:
        return self._rows or question.kind in ONE_LINE or question.id == self.question_id

    @property
    def boxes(self) -> list[AnswerBox]:
        """The open questions, from top to bottom."""
        return list(self.query(AnswerBox))

    @property
    def here(self) -> AnswerBox | None:
        """The question with the cursor."""
        return next((box for box in self.boxes if box.question.id == self.question_id), None)

    def begin(self) -> Widget | None:
        checked = self.checked
        for box in self.boxes:
            box.show_checked(at_question(checked, box.question.id))
        if self.here:
            self.here.mark(here=True)
        self.call_after_refresh(self._reveal)
        return self.here.control.takes_keys if self.here else None

    def _reveal(self) -> None:
        box = self.here
        if self.is_attached and box is not None and box.is_attached:
            self.query_one(Questions).scroll_to_widget(box, animate=False, immediate=True)

    # Lines of the frame

    def near(self) -> Near:
        report, pages = self.session.report, self._pages
        findings = self.checked.findings
        place = pages.index(self.questions)
        every = self._all_pages()
        at = every.index(self.questions)
        before = _page_name(every[at - 1]) if at else ""
        after = _page_name(every[at + 1]) if at + 1 < len(every) else "Check"
        states = tuple(page_state(report, page, findings) for page in pages)
        return Near(before, after, states, place)

    @property
    def _pages(self) -> list[tuple[Question, ...]]:
        report = self.session.report
        return [page for page in self.part.pages if any(report.asked(one) for one in page)]

    def _all_pages(self) -> list[tuple[Question, ...]]:
        report = self.session.report
        parts = [part for part in report.form.parts if part is self.part or not is_side(part)]
        return [page for part in parts for page in part.pages if any(report.asked(one) for one in page)]

    def go_near(self, what: str) -> None:
        """Open the page before, the page after, or a page of this part by its number."""
        if what.isdecimal():
            self._open_page(self._pages[int(what)])
        else:
            self._leave_page(1 if what == "after" else -1)

    def hints(self) -> Sequence[Hint]:
        box = self.here
        found: list[Hint] = []
        if box is not None and box.control.has_focus_within:
            found += box.control.hints()
        if box is not None and (use := box.feedback.hints):
            found += [Hint("Tab", "next"), *use]
            if at_question(self.checked, box.question.id).findings:
                found.append(Hint("Ctrl+R", "right as it is"))
        else:
            found.append(Hint("Tab", "next"))
            if any(one.role in _MONEY for one in self.questions):
                found.append(Hint("F9", "expenses"))
            elif box is not None and box.question.kind == "long_text" and not wizard(self).is_web:
                found.append(Hint("F7", "own editor"))
            if len(found) < 3:
                found.append(Hint("F5", "check"))
        back = {CHECK: "check", HAND_IN: "hand in"}.get(self.back, "all parts")
        own: dict[str, Hint] = {}
        for hint in found:
            own.setdefault(hint.key, hint)
        keys = list(own.values())[:5]
        return [*keys, *([Hint("F1", "help")] if len(keys) < 5 else []), Hint("Esc", back)]

    # Following the report

    def report_changed(self, question_id: str) -> None:
        """Show or hide follow-up questions at once; the rest waits until the fingers rest."""
        for fund in self.query(Fund):
            fund.show(self.session.report)
        if not question_id:
            for box in self.boxes:
                box.refill()
        asked = [one.id for one in self._asked]
        shown = [box.question.id for box in self.boxes] + [one.question.id for one in self.query(Closed)]
        if (
            question_id in self._deciding
            and set(asked) - set(shown) - {one.id for one in self.questions if one.reference}
        ) or set(shown) - set(asked):
            self.post_message(Open(at=self.question_id, back=self.back))

    def report_rested(self) -> None:
        """Show what a reader would ask, each thing at its question; never while a word is typed."""
        checked = self.checked
        for box in self.boxes:
            box.show_checked(at_question(checked, box.question.id))
        for closed in self.query(Closed):
            closed.show(self.session.report)
        for head in self.query(PageHead):
            head.show(self.session.report)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the cursor."""
        box = next((one for one in self.boxes if one in event.widget.ancestors_with_self), None)
        if box is not None and box.question.id != self.question_id:
            self.question_id = box.question.id
        self.frame.show_lines()
        self.call_after_refresh(self._reveal)

    # Moving

    def action_go_on(self, by: int) -> None:
        """Go to the next question, or to the one before; a table takes Tab for its cells first."""
        self.next_question(by)

    @on(GoOn)
    def _go_on(self, event: GoOn) -> None:
        event.stop()
        self.next_question(event.by)

    @on(ToOffers)
    def _entered(self, event: ToOffers) -> None:
        """Enter in a box without offers goes on."""
        event.stop()
        if event.go_on:
            self.next_question(1)

    @on(Open)
    def _opened(self, event: Open) -> None:
        """A closed question of this page was clicked: Esc still leads where it led."""
        if event.at in {one.id for one in self.questions} and not event.back and self.back:
            event.back = self.back

    def next_question(self, by: int) -> None:
        """Go to the next question of the page, or to the one before; past the end, to another page."""
        asked = self._asked
        ids = [one.id for one in asked]
        place = (ids.index(self.question_id) if self.question_id in ids else 0) + by
        if not 0 <= place < len(ids):
            self._leave_page(by)
            return
        box = next((one for one in self.boxes if one.question.id == ids[place]), None)
        if box is not None:
            box.control.takes_keys.focus(scroll_visible=False)
        else:
            self.post_message(Open(at=ids[place], back=self.back))

    def _leave_page(self, by: int) -> None:
        if self.back and by > 0:
            self.up()
            return
        every = self._all_pages()
        place = every.index(self.questions) + by
        if place < 0:
            wizard(self).say("This is the first page.", "look")
        elif place >= len(every):
            self._say_part_done()
            self.post_message(Open(CHECK))
        else:
            if self.session.report.form.part_of[every[place][0].id] is not self.part and by > 0:
                self._say_part_done()
            self._open_page(every[place], last=by < 0)

    def _open_page(self, page: Sequence[Question], *, last: bool = False) -> None:
        report = self.session.report
        asked = [one for one in page if report.asked(one)]
        writable = [one for one in asked if not one.reference] or asked
        if last:
            chosen = writable[-1]
        else:
            chosen = next((one for one in writable if not is_answered(report, one)), writable[0])
            if all(one.kind in ONE_LINE for one in writable) or chosen.id in self._deciding:
                chosen = writable[0] if is_answered(report, chosen) else chosen
        self.post_message(Open(at=chosen.id, back=self.back))

    def _say_part_done(self) -> None:
        from reportwizard.ui.report.status import part_state

        state = part_state(self.session.report, self.part, self.checked.findings)
        name = self.part.short or self.part.title
        if state.sign == "done":
            wizard(self).say(f"{name} is done.")
        elif state.words and state.asked:
            wizard(self).say(f"{name}: {state.words}.", "look")

    def up(self) -> None:
        """Go back to where one came from: to the offers’ answer, to Check, or to the list of parts."""
        if self.back:
            self.post_message(Open(self.back, self.question_id))
        else:
            self.post_message(Open(PARTS, self.part.id))

    # Keys of every page

    def help(self) -> tuple[str, str]:
        from reportwizard.ui.fields.answer_box import help_words

        question = self.session.report.form.by_id[self.question_id]
        return f"{question.number}  {question.name}".strip(), help_words(question)

    def to_offers(self) -> None:
        """Put the cursor on what is offered below the answer."""
        if self.here is None or not self.here.feedback.open():
            wizard(self).say("Nothing is offered below this answer.", "look")

    @on(Feedback.Taken)
    def _right(self, event: Feedback.Taken) -> None:
        event.stop()
        from reportwizard.ui.report.right_as_it_is import say_it_is_right

        if event.offer.right is not None:
            say_it_is_right(self, self.session, event.offer.right)

    def right_as_it_is(self) -> None:
        """Say that what is asked at this question is right, or ask it again."""
        from reportwizard.ui.report.right_as_it_is import right_or_again

        right_or_again(self, self.session, self.checked, self.question_id)

    def own_editor(self) -> None:
        """Write the answer in the applicant's own editor."""
        from reportwizard.ui.editor import edit_outside

        if self.here is None or self.here.question.kind != "long_text":
            super().own_editor()
        else:
            edit_outside(self.session, self.here)

    def earlier(self) -> None:
        """Show earlier versions of this answer."""
        self.post_message(Open("history", self.question_id, back=self.back))

    @on(Feedback.Left)
    def _left_offers(self) -> None:
        self.frame.show_lines()


def _page_name(page: Sequence[Question]) -> str:
    first = page[0] if not page[0].reference else page[-1]
    if len(page) > 1 and first.page and not first.number:
        return first.page
    return f"{first.number} {first.name}".strip()
