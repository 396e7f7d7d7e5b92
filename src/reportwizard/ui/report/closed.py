"""What is drawn instead of mounted: questions of the page that are not open, and the heading of a page."""

from __future__ import annotations

from collections.abc import Sequence
from os.path import commonpath

from textual.content import Content

from reportwizard.forms.form import Part, Question
from reportwizard.report.progress import is_answered
from reportwizard.report.report import Report
from reportwizard.ui.shared.drawing import ends, one_line, plain, rule, wrapped
from reportwizard.ui.shared.drawn import Drawn, Row
from reportwizard.ui.shared.signs import sign
from reportwizard.ui.wizard import Open

MOST_LINES = 4
"""Lines of a reference text that are shown above an answer."""


class Closed(Drawn):
    """A question of the page without the cursor: one line with its answer. A click opens it."""

    DEFAULT_CSS = "Closed { height: 1; padding: 0 2 0 3; }"

    def __init__(self, report: Report, question: Question) -> None:
        super().__init__()
        self._report = report
        self.question = question

    def show(self, report: Report) -> None:
        """Show the answer as it is now."""
        self._report = report
        self.redraw()

    def rows(self, width: int) -> list[Row]:
        question = self.question
        number = f"{question.number}  " if question.number else ""
        name = Content.assemble((number, "bold $accent"), plain(question.name, "bold"))
        answer = answer_in_short(self._report, question, max(width - name.cell_length - 3, 10))
        return [Row(ends(name, answer, width, gap=3), question.id)]

    def clicked(self, what: str) -> None:
        self.post_message(Open(at=what))


def answer_in_short(report: Report, question: Question, cells: int) -> Content:
    """Return an answer on one line: `● Yes`, `“171.22 USD. The second hall…” 22 words`, `not answered`."""
    value = report.answers.get(question.id)
    if value is None:
        words = "not answered" if report.required(question) else "optional"
        return Content.styled(words, "$quiet")
    if question.kind == "yes_no" and isinstance(value, bool):
        asks_why = not value and question.role == "compliance"
        style = "$good" if value else "$look" if asks_why else ""
        words = f"{sign('chosen')} {'Yes' if value else 'No'}"
        after = f"  your {report.form.reader} will ask why" if asks_why else ""
        return Content.assemble((words, style), (after, "$quiet"))
    shown = one_line(report.show(question), cells)
    if question.kind == "long_text":
        from reportwizard.text import count_words

        count = f" {count_words(str(value)):,} words".replace(",", " ")
        return Content.assemble(
            "“", one_line(report.show(question), max(min(cells, 40) - len(count), 8)), "”", (count, "$quiet")
        )
    return shown if is_answered(report, question) else Content.assemble((f"{sign('fix')} ", "$fix"), shown)


class PageHead(Drawn):
    """The heading of a page with several small questions."""

    DEFAULT_CSS = "PageHead { height: auto; padding: 0 2 0 3; margin-bottom: 1; }"

    def __init__(self, report: Report, part: Part, questions: Sequence[Question], *, signed: bool) -> None:
        super().__init__()
        self._report, self._part, self._questions, self._signed = report, part, questions, signed

    def show(self, report: Report) -> None:
        """Count anew."""
        self._report = report
        self.redraw()

    def rows(self, width: int) -> list[Row]:
        number = commonpath([one.number for one in self._questions]).rstrip(".")
        head = f"{number}  " if number else ""
        name = Content.assemble((head, "bold $accent"), plain(self._questions[0].page, "bold"))
        required = [one for one in self._questions if self._report.required(one)]
        right = Content()
        if self._signed and required:
            done = sum(is_answered(self._report, one) for one in required)
            right = Content.assemble((f"{done} of {len(required)}", "$quiet"))
            if done < len(required):
                right = Content.assemble(right, (" · ", "$quiet"), ("required", "$look"))
        elif not required:
            right = Content.styled("optional", "$quiet")
        rows = [Row(ends(name, right, width))]
        words = (
            f"You sign for these {_many(len(self._questions))} answers with your name."
            if self._signed
            else ""
        )
        if not self._signed and self._questions[0] is self._part.questions[0]:
            words = self._part.intro
        return rows + [Row(line) for line in wrapped(plain(words, "$quiet"), width)]


def _many(count: int) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return words[count] if count < len(words) else str(count)


def reference_rows(report: Report, question: Question, width: int, *, most: int | None) -> list[Row]:
    """Return a text that is shown beside the answer: at most so many lines of it, under its name."""
    text = report.show(question)
    lines = wrapped(plain(text) if text else plain(question.hint or question.wording, "$quiet"), width)
    shown = [rule(question.name, width), *lines[:most]]
    if most and len(lines) > most:
        shown.append(Content.styled(f"{sign('unfolded')} {len(lines) - most} more   F1 all", "$quiet"))
    return [Row(line, question.id) for line in shown]
