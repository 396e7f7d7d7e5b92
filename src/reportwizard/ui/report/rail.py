"""The rail at the left of a wide screen: the questions of this part, each with its state."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from reportwizard.checks.finding import Finding
from reportwizard.forms.form import Part, Question
from reportwizard.report.progress import progress
from reportwizard.report.report import Report
from reportwizard.ui.report.status import question_state
from reportwizard.ui.shared.drawing import fitted, one_line, signed
from reportwizard.ui.shared.drawn import Drawn, Row
from reportwizard.ui.shared.signs import sign
from reportwizard.ui.wizard import Open

_NO_WORDS = {"text", "date", "money", "count"}


class Rail(Drawn):
    """Two lines a question: its name, and in grey how far it is. A click opens it."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    Rail { width: 34; height: 1fr; border-right: solid $line; display: none; }
    Frame.-wide Rail.-shown { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._what: tuple[Report, Part, str, Sequence[Finding]] | None = None

    def show(self, report: Report, part: Part, question_id: str, findings: Sequence[Finding]) -> None:
        """Show the questions of a part, with one marked as the current one."""
        self._what = (report, part, question_id, findings)
        self.redraw()

    def rows(self, width: int) -> list[Row]:
        if self._what is None:
            return []
        report, part, current, findings = self._what
        done = progress(report, part)
        count = f"{done.answered} of {done.asked} answered" if done.asked else "optional"
        head = Content.assemble(
            "  ", (f"{(part.short or part.title).upper()}", "bold $accent"), (f"   {count}", "$quiet")
        )
        rows = [Row(Content()), Row(fitted(head, width)), Row(Content())]
        close = len(report.questions(part)) * 3 + 4 > max(self.size.height, 1)
        for question in report.questions(part):
            rows += self._question_rows(report, question, question.id == current, findings, width)
            if not close:
                rows.append(Row(Content()))
        return rows

    def _question_rows(
        self, report: Report, question: Question, here: bool, findings: Sequence[Finding], width: int
    ) -> list[Row]:
        state = question_state(report, question, findings)
        bar = Content.styled(f" {sign('cursor')}", "$accent") if here else Content("  ")
        label = f"{question.number} {question.name}".strip()
        name = one_line(label, width - 5, "bold" if here else "")
        lines = [Content.assemble(bar, signed(state), " ", name)]
        if question.kind not in _NO_WORDS:
            words = _words(report, question, state, findings)
            lines.append(Content.assemble(bar, "  ", one_line(words, width - 5, "$quiet")))
        made = [fitted(line, width) for line in lines]
        return [Row(line.stylize_before("on $raised") if here else line, question.id) for line in made]

    def clicked(self, what: str) -> None:
        self.post_message(Open(at=what))


def _words(report: Report, question: Question, state: str, findings: Sequence[Finding]) -> str:
    mine = [one for one in findings if one.question == question.id]
    asked = sum(one.severity == "warning" for one in mine)
    if state == "fix":
        return "to fix"
    if state == "optional":
        return "optional"
    value = report.answers.get(question.id)
    words = _size(value) if isinstance(value, str) and question.kind == "long_text" else ""
    if asked:
        return f"{words} · {asked} to look at" if words else f"{asked} to look at"
    if state == "open":
        return "begun" if value is not None else "not answered"
    return words or "answered"


def _size(text: str) -> str:
    from reportwizard.text import count_words

    words = count_words(text[:200_000])
    return f"{words} {'word' if words == 1 else 'words'}"
