"""A report as blocks for a list: what is still to be done, every answer, and what an import left over."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from reportwizard.checks.finding import repair_of
from reportwizard.drafts.format.answers import kept_words
from reportwizard.drafts.merging.conflicts import conflicts_of
from reportwizard.report.progress import progress
from reportwizard.report.written import EXPENSES
from reportwizard.ui.content import plain
from reportwizard.ui.widgets.answer_lines import answer_lines, hanging, quoted
from reportwizard.ui.widgets.answer_list import Block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportwizard.checks.dismiss import Checked, Dismissed
    from reportwizard.checks.finding import Finding
    from reportwizard.forms.form import Part, Question
    from reportwizard.report.report import Report

UNPLACED = "unplaced:"
"""How the target of a text begins that fits no question; its number from 0 follows. No id has a colon."""

KEPT = "kept:"
"""How the target of an answer begins that the form does not ask for; its id follows."""

TWICE = "twice:"
"""How the target of an answer begins that was changed in two places; its id follows."""

_MARKS = {"error": ("✗", "$error"), "warning": ("!", "$warning"), "note": ("i", "$secondary")}
# Columns: a mark, the question's number, its name; then the answer, where it fits beside the name.
_NUMBER, _NAME = 5, 25
_INDENT = 2 + _NUMBER
_GAP = Content("")
_BEFORE = " before you can hand in"
_BLANK = Block(lambda width: [_GAP])  # noqa: ARG005
_UNPLACED_WORDS = plain(
    "We do not know which question these texts belong to. Copy what you need into an answer (C copies),"
    " then remove the text from this list (Delete).",
    "$quiet",
)


def missing_words(findings: Sequence[Finding]) -> str:
    """Say how many things block the hand-in."""
    errors = [finding for finding in findings if finding.severity == "error"]
    unclear = any(finding.code != "required.missing" for finding in errors)
    things = "1 thing is" if len(errors) == 1 else f"{len(errors)} things are"
    return f"{things} missing or unclear" if unclear else f"{things} missing{_BEFORE}"


def missing_blocks(report: Report, findings: Sequence[Finding]) -> list[Block]:
    """Return what blocks the hand-in, a line each that leads to its question."""
    return [_finding(report, one) for one in findings if one.severity == "error"]


def twice_blocks(report: Report) -> list[Block]:
    """Return the answers that were changed in two places, a line each that leads to the choice."""
    waiting = conflicts_of(report)
    if not waiting:
        return []
    blocks = [_heading("! Changed in two places: choose which answer you want", "$warning bold")]
    for one in waiting:
        question = report.form.by_id.get(one.answer_id)
        name = f"{question.number} {question.name}".strip() if question else EXPENSES
        line = partial(hanging, Content("  "), plain(name))
        blocks.append(Block(line, f"{TWICE}{one.answer_id}", True))
    return [*blocks, _BLANK]


def summary_blocks(report: Report, checked: Checked) -> list[Block]:
    """Return what stands on top of all answers: what must be mended, will be asked, or is right as it is."""
    missing = missing_blocks(report, checked.findings)
    remarks = [_finding(report, one) for one in checked.findings if one.severity != "error"]
    if missing:
        words = missing_words(checked.findings).removesuffix(_BEFORE)
        top = [_heading(f"✗ Must be mended: {words}", "$error bold"), *missing]
    else:
        top = [_heading("✓ Everything required is answered. F6 goes on.", "$success bold")]
    if remarks:
        top += [
            _BLANK,
            _heading("! What they will ask (you can hand in all the same)", "$warning bold"),
            *remarks,
        ]
    if checked.dismissed:
        top += [
            _BLANK,
            _heading("– Right as it is (your reason is not in the report)", "$quiet bold"),
        ]
        top += [_dismissed(report, one) for one in checked.dismissed]
    return [*top, _BLANK]


def answer_blocks(report: Report, findings: Sequence[Finding]) -> list[Block]:
    """Return every question that applies with its answer, in the form's order, below the parts' headings."""
    about: dict[str, list[Finding]] = {}
    for finding in findings:
        about.setdefault(finding.question, []).append(finding)
    blocks = []
    for part in report.form.parts:
        if questions := report.questions(part):
            blocks += [Block(partial(_part_lines, report, part)), _BLANK]
            blocks += [_question(report, question, about.get(question.id, ())) for question in questions]
            blocks.append(_BLANK)
    return blocks


def unplaced_blocks(report: Report) -> list[Block]:
    """Return the imported texts that fit no question, so that nothing is lost."""
    if not report.unplaced:
        return []
    blocks = [_heading("Texts that have no place yet", "$primary bold")]
    blocks.append(Block(partial(_wrapped, _UNPLACED_WORDS)))
    for number, text in enumerate(report.unplaced):
        blocks += [_BLANK, Block(partial(quoted, text), f"{UNPLACED}{number}")]
    return blocks


def kept_blocks(report: Report) -> list[Block]:
    """Return the answers that the form does not ask for, or not any more; they stay in the draft."""
    if not report.not_asked:
        return []
    blocks = [_heading("Answers that this form does not ask for (they are kept)", "$primary bold")]
    for answer_id, answer in report.not_asked.items():
        words = f"{answer_id}\n{kept_words(answer)}"
        blocks += [_BLANK, Block(partial(quoted, words), f"{KEPT}{answer_id}")]
    return [*blocks, _BLANK]


def _heading(words: str, style: str) -> Block:
    return Block(partial(_wrapped, Content.styled(words, style)))


def _wrapped(content: Content, width: int) -> list[Content]:
    return content.wrap(max(width, 1))


def _finding(report: Report, finding: Finding) -> Block:
    """A line that leads to the question, and what mends it at once, where there is such a thing."""
    repair = repair_of(report, finding)
    offer = f"R  {repair.label}" if repair else ""
    lines = partial(_finding_lines, finding.severity, _named(report, finding), offer)
    return Block(lines, _target(report, finding), about=finding)


def _dismissed(report: Report, one: Dismissed) -> Block:
    lines = partial(_dismissed_lines, _named(report, one.finding), f"Your reason: {one.entry.reason}")
    return Block(lines, _target(report, one.finding), about=one)


def _target(report: Report, finding: Finding) -> str:
    return finding.question if finding.question in report.form.by_id else ""


def _named(report: Report, finding: Finding) -> str:
    """Return the words of a finding with its question in front, unless they name it themselves."""
    question = report.form.by_id.get(finding.question)
    if question is None or question.name in finding.message:
        return finding.message
    return f"{question.number} {question.name}: {finding.message}".strip()


def _finding_lines(severity: str, words: str, offer: str, width: int) -> list[Content]:
    mark, style = _MARKS[severity]
    lines = hanging(Content.styled(f"{mark} ", style), plain(words), width)
    return [*lines, *hanging(Content("  "), plain(offer, "$secondary"), width)] if offer else lines


def _dismissed_lines(words: str, reason: str, width: int) -> list[Content]:
    said = hanging(Content.styled("– ", "$quiet"), plain(words, "$quiet"), width)
    return [*said, *hanging(Content("  "), plain(reason), width)]


def _part_lines(report: Report, part: Part, width: int) -> list[Content]:
    done = progress(report, part)
    state, style = f"{done.answered} of {done.asked} answered" if done.asked else "", "$quiet"
    if part.id in report.complete:
        state, style = "✓ finished", "$success"
    name = Content.styled(part.heading, "$primary bold").truncate(
        max(width - len(state) - 2, 1), ellipsis=True
    )
    gap = " " * max(width - name.cell_length - len(state), 1)
    return [Content.assemble(name, gap, (state, style)).truncate(width)]


def _question(report: Report, question: Question, findings: Sequence[Finding]) -> Block:
    wanted = any(finding.severity != "note" for finding in findings)
    return Block(partial(_question_lines, report, question, findings), question.id, wanted)


def _question_lines(
    report: Report, question: Question, findings: Sequence[Finding], width: int
) -> list[Content]:
    head = _head(question, findings)
    answer = answer_lines(report, question, width - _INDENT)
    # Where nothing is answered the answer itself says so.
    told = [finding for finding in findings if finding.code != "required.missing"]
    said = [line for finding in told for line in _said_lines(finding, width)]
    column = max(_INDENT + _NAME, head.cell_length + 2)
    if len(answer) == 1 and column + answer[0].cell_length <= width:
        lines = [head.pad_right(column - head.cell_length) + answer[0], *said]
        return [*lines, _GAP] if said else lines
    return [_GAP, head.truncate(width, ellipsis=True), *map(_indented, answer), *said, _GAP]


def _head(question: Question, findings: Sequence[Finding]) -> Content:
    gravest = min((finding.severity for finding in findings), key=list(_MARKS).index, default="")
    mark, style = _MARKS.get(gravest, (" ", ""))
    remark = "  copied text, not an answer" if question.reference else ""
    if question.own:
        remark = "  not part of the report"
    number = f"{question.number:<{_NUMBER}}"
    return Content.assemble(
        (f"{mark} ", style), (number, "$primary"), (question.name, "bold"), (remark, "$quiet")
    )


def _said_lines(finding: Finding, width: int) -> list[Content]:
    lines = _finding_lines(finding.severity, finding.message, "", width - _INDENT)
    return [_indented(line) for line in lines]


def _indented(line: Content) -> Content:
    return Content(" " * _INDENT) + line
