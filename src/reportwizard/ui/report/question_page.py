"""A page of questions: one large question, or a few small ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from reportwizard.checks.dismiss import at_question
from reportwizard.checks.finding import Finding
from reportwizard.forms.conditions import parse_condition, parse_days_after
from reportwizard.forms.form import Question
from reportwizard.report.progress import is_answered
from reportwizard.ui.fields.answer_box import SHORT_NAME, AnswerBox, question_help
from reportwizard.ui.fields.control import ONE_LINE, NextQuestion
from reportwizard.ui.fields.feedback import Feedback
from reportwizard.ui.report.drawing import closed_row, fund_rows, page_head_rows, reference_rows
from reportwizard.ui.report.report_page import ReportPage
from reportwizard.ui.report.status import page_name, page_states, part_state, parts_to_write
from reportwizard.ui.session import Session
from reportwizard.ui.shared.bars import WIDE, Neighbours, join_hints, read_hints
from reportwizard.ui.shared.frame import Help
from reportwizard.ui.shared.lines_widget import Lines, Row
from reportwizard.ui.wizard import CHECK, HAND_IN, HISTORY, PARTS, PROOF, REVIEW, Open, chosen_editor, wizard

_BACK = {CHECK: "check", HAND_IN: "hand in", PROOF: "what arrived", REVIEW: "review notes"}
_MAX_CHOICES = 9
_SIGNS = "One for each page: ✓ done, ! look at it, ✗ fix it, ○ open, · optional."
_MONEY = ("money.spent", "money.spent.local")


class QuestionPage(ReportPage):
    """The page of a question, with the cursor in it, or at what `about` names; `back` is where Esc leads."""

    has_rail = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "screen.question(1)", show=False),
        Binding("shift+tab", "screen.question(-1)", show=False),
    ]
    SCOPED_CSS = False
    DEFAULT_CSS = """
    Frame #middle > QuestionPage { visibility: hidden; }
    QuestionPage > VerticalScroll {
        visibility: visible; width: 1fr; max-width: 90; height: 1fr; scrollbar-size-vertical: 1;
    }
    QuestionPage .-next { margin-top: 1; }
    QuestionPage .drawn { padding: 0 2 0 3; }
    Frame.-wide QuestionPage { padding: 1 1 0 1; }
    Frame.-wide LongTextControl { max-height: 18; }
    """

    def __init__(
        self, session: Session, question_id: str, *, back: str = "", about: Finding | None = None
    ) -> None:
        super().__init__(session, back)
        self.question_id, self._about = question_id, about
        self.part = session.report.form.part_of[question_id]
        self.tab = self.part.id
        self.questions = page = next(
            page for page in self.part.pages if question_id in {question.id for question in page}
        )
        self._is_form = all(one.page and not one.number and not one.reference for one in page)
        self._is_signed = len(page) > 1 and all(one.kind == "yes_no" and one.number for one in page)
        self.set_class(any(len(question.name) > SHORT_NAME for question in page), "-long-names")
        conditions = (question.asked_if for question in self.part.questions if question.asked_if)
        suggestions = (question.suggested for question in self.part.questions if question.suggested)
        # The questions that decide whether others are asked, or suggest their answers.
        self._controlling = {
            *(parse_condition(condition).question for condition in conditions),
            *(parse_days_after(suggestion)[0] for suggestion in suggestions),
        }
        self._fund = Lines(
            lambda width: fund_rows(self.report, width, is_wide=self._is_wide), classes="drawn"
        )
        self.boxes: list[AnswerBox] = []
        """The open questions, from top to bottom."""
        self._lines: list[Lines] = []
        self._shown: set[str] = set()

    # What is on the page

    def compose(self) -> ComposeResult:
        """Yield the questions of one line as boxes; of the others, only the current one."""
        first, *others = self._widgets()
        yield VerticalScroll(first, *(widget.add_class("-next") for widget in others), can_focus=False)

    def _widgets(self) -> Iterator[Widget]:
        self._shown = {question.id for question in self.asked}
        if len(self.questions) > 1 and (self._is_form or self._is_signed):
            yield self._drawn(self._head_rows)
        reference = list[Lines]()
        for question in self.asked:
            if self._is_form or question.kind in ONE_LINE or question.id == self.question_id:
                self.boxes.append(AnswerBox(self.session, question, reference, row=self._is_form))
                yield self.boxes[-1]
                reference = []
                continue
            yield from reference  # it helps with the next answer only
            reference = [self._drawn(partial(self._closed_rows, question))]
            if not question.reference:
                yield reference.pop()
        yield from reference
        if self._has_fund:
            yield self._fund

    @property
    def _has_fund(self) -> bool:
        return any(question.role in _MONEY for question in self.questions)

    def _drawn(self, draw: Callable[[int], Sequence[Row]]) -> Lines:
        """Return lines that are drawn again when typing pauses; a click opens their question."""
        lines = Lines(draw, lambda target: self.post_message(Open(at=target)), classes="drawn")
        self._lines.append(lines)
        return lines

    def _closed_rows(self, question: Question, width: int) -> list[Row]:
        if question.reference:
            return reference_rows(self.report, question, width, is_wide=self._is_wide)
        return [closed_row(self.report, question, width)]

    def _head_rows(self, width: int) -> list[Row]:
        return page_head_rows(self.report, self.part, self.questions, width, is_signed=self._is_signed)

    @property
    def _is_wide(self) -> bool:
        return self.app.size.width >= WIDE

    @property
    def asked(self) -> list[Question]:
        return [question for question in self.questions if self.report.asked(question)]

    @property
    def current_box(self) -> AnswerBox | None:
        """The box of the question with the cursor."""
        return self._box(self.question_id)

    def _box(self, id: str) -> AnswerBox | None:
        return next((box for box in self.boxes if box.question.id == id), None)

    def begin(self) -> Widget | None:
        self._show_checked()
        self.call_after_refresh(self._reveal)
        if self.current_box is None:
            return None
        self.current_box.set_current(True)
        if self._about is not None:
            self.current_box.control.go_to_finding(self._about)
        return self.current_box.control.takes_keys

    def leave(self) -> None:
        for box in self.boxes:
            box.keep_undo_history()

    def _show_checked(self) -> None:
        for box in self.boxes:
            box.show_checked(at_question(self.checked, box.question.id))

    def _reveal(self) -> None:
        box = self.current_box
        if self.is_attached and box is not None and box.is_attached:
            self.query_one(VerticalScroll).scroll_to_widget(box, animate=False, immediate=True)

    def neighbours(self) -> Neighbours:
        pages = self._pages()
        index, names = pages.index(self.questions), ["", *map(page_name, pages), "Check"]
        states = page_states(self.report, self.part, self.checked.findings)
        current = next(n for n, (page, _) in enumerate(states) if page[0] in self.questions)
        return Neighbours(names[index], names[index + 2], tuple(state for _, state in states), current)

    def _pages(self) -> list[tuple[Question, ...]]:
        """Return the pages of all parts to write, and of this part."""
        parts = parts_to_write(self.report)
        parts = parts if self.part in parts else [*parts, self.part]
        return [page for part in parts for page in part.pages if any(map(self.report.asked, page))]

    def go_to_neighbour(self, target: str) -> None:
        if target.isdecimal():
            self._open_page([page for page in self._pages() if page in self.part.pages][int(target)])
        else:
            self._leave_page(1 if target == "after" else -1)

    def hints(self) -> str:
        box = self.current_box
        offers = box.feedback.hints if box else ""
        is_last = [question.id for question in self.asked][-1:] == [self.question_id]
        tab = "Tab back" if self.back and is_last else "Tab next"
        hints = join_hints(box.control.hints() if box and box.control.has_focus_within else "", tab)
        if box and offers:
            hints = join_hints(hints, offers, "Ctrl+R right as it is" if box.checked.findings else "")
        if self._has_fund:
            hints = join_hints(hints, "F9 expenses")
        elif box and not offers and box.question.kind == "long_text" and not wizard(self).is_web:
            hints = join_hints(hints, "F7 own editor" if chosen_editor(wizard(self))[0] else "")
        if len(read_hints(hints)) < 3 and not offers:
            hints = join_hints(hints, "F5 check")
        return join_hints(hints, "F1 help", f"Esc {_BACK.get(self.back, 'all parts')}")

    def report_changed(self, question_id: str) -> None:
        """Show or hide follow-up questions; the rest waits until typing pauses."""
        self._fund.redraw()
        for box in self.boxes:
            box.drop_outdated_notes(question_id) if question_id else box.refill()
        asked = {question.id for question in self.asked}
        if (question_id in self._controlling and asked - self._shown) or self._shown - asked:
            self.post_message(Open(at=self.question_id, back=self.back))

    def typing_paused(self) -> None:
        self._show_checked()
        for lines in self._lines:
            lines.redraw()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        box = next((box for box in self.boxes if box in event.widget.ancestors_with_self), None)
        if box is not None and box.question.id != self.question_id:
            self.question_id = box.question.id
            self.frame.show_lines()
        else:
            self.frame.show_keys()
        self.session.place = self.question_id
        self.call_after_refresh(self._reveal)

    @on(NextQuestion)
    def _go_on(self, event: NextQuestion) -> None:
        self.next_question(event.by)

    @on(Open)
    def _opened(self, event: Open) -> None:
        """Keep the target of Esc when a closed question of this page is clicked."""
        if event.at in {question.id for question in self.questions} and not event.back and self.back:
            event.back = self.back

    def next_question(self, by: int) -> None:
        ids = [question.id for question in self.asked]
        index = (ids.index(self.question_id) if self.question_id in ids else 0) + by
        if not 0 <= index < len(ids):
            self._leave_page(by)
        elif box := self._box(ids[index]):
            box.control.takes_keys.focus(scroll_visible=False)
        else:
            self.post_message(Open(at=ids[index], back=self.back))

    def _leave_page(self, by: int) -> None:
        pages = self._pages()
        index = pages.index(self.questions) + by
        page = pages[index] if 0 <= index < len(pages) else ()
        if self.back and by > 0:
            self.up()
        elif index < 0:
            wizard(self).say("This is the first page.", "look")
        else:
            if by > 0 and page not in self.part.pages:
                self._say_part_state()
            self._open_page(page, last=by < 0) if page else self.post_message(Open(CHECK))

    def _open_page(self, page: Sequence[Question], *, last: bool = False) -> None:
        """Open a page at its first empty question, or at its last one."""
        asked = [question for question in page if self.report.asked(question)]
        writable = [question for question in asked if not question.reference] or asked
        empty = (question for question in writable if not is_answered(self.report, question))
        question = writable[-1] if last else next(empty, writable[0])
        self.post_message(Open(at=question.id, back=self.back))

    def _say_part_state(self) -> None:
        state = part_state(self.report, self.part, self.checked.findings)
        name = self.part.short or self.part.title
        if state.sign == "done":
            wizard(self).say(f"{name} is done.")
        elif state.label:
            wizard(self).say(f"{name}: {state.label}.", "look")

    def up(self) -> None:
        self.post_message(Open(self.back, self.question_id) if self.back else Open(PARTS, self.part.id))

    def help(self) -> Help:
        form, id = self.report.form, self.question_id
        question = form.by_id[id]
        keys = self.current_box.control.hints().replace("   ", " · ") if self.current_box else ""
        rules = "\n".join(f"· {rule.text}" for rule in form.rules if id in rule.questions)
        sections = [
            ("What to write", f"{question_help(question)}\n{keys}".strip()),
            ("Good to know", rules),
            ("The signs at the foot", _SIGNS if len(self.part.pages) > 1 else ""),
        ]
        return Help(f"{question.number}  {question.name}".strip(), sections, self.help_keys())

    def show_offers(self) -> None:
        """Go to the offers of the current question, or to others on this page."""
        self.typing_paused()
        boxes = [self.current_box, *self.boxes]
        box = next((box for box in boxes if box is not None and box.has_offers), None)
        if box is None:
            wizard(self).say("Nothing is offered on this page.", "look")
        elif not box.feedback.focus_offers():
            box.control.takes_keys.focus()
            self.call_after_refresh(box.feedback.focus_offers)

    @on(Feedback.Taken)
    def _right(self, event: Feedback.Taken) -> None:
        if event.offer.dismisses is not None and self.current_box is not None:
            go_on = partial(self.call_after_refresh, self.current_box.feedback.focus_offers)
            self.ask_to_dismiss(event.offer.dismisses, go_on)
        else:
            self.typing_paused()

    def ask_to_dismiss(self, finding: Finding, on_done: Callable[[], object] = lambda: None) -> None:
        if self.current_box is not None:  # where Esc leads
            self.screen.set_focus(self.current_box.control.takes_keys, scroll_visible=False)
        super().ask_to_dismiss(finding, on_done)

    def dismiss_finding(self) -> None:
        """Dismiss the finding of the question or undo that; if there are several, ask which."""
        from reportwizard.ui.dialogs.dialog import ask_which

        result, choices = at_question(self.checked, self.question_id), dict[str, Callable[[], None]]()
        for finding in result.findings[:_MAX_CHOICES]:
            choices[finding.message] = partial(self.ask_to_dismiss, finding)
        for dismissed in result.dismissed[: _MAX_CHOICES - len(choices)]:
            choices[f"ask again: {dismissed.finding.message}"] = partial(self.ask_again, dismissed)
        if not choices:
            wizard(self).say("Nothing is asked here. What is missing must be answered.", "look")
        elif len(choices) == 1:
            next(iter(choices.values()))()
        else:
            ask_which(self, "Right as it is", "Which one is right as it is?", choices)

    def open_editor(self) -> None:
        from reportwizard.ui.editor import edit_outside

        if self.current_box is None or self.current_box.question.kind != "long_text":
            self.say_unavailable("open_editor")
        else:
            edit_outside(self.session, self.current_box)

    def show_versions(self) -> None:
        self.post_message(Open(HISTORY, self.question_id, back=self.back))
