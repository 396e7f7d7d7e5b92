"""Hand in: what is missing, or else the ways to bring the report to its reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual import on
from textual.content import Content

from reportwizard.exports.registry import EXPORTS
from reportwizard.report.due import can_be_handed_in, was_handed_in, with_handed_in
from reportwizard.report.progress import progress
from reportwizard.ui.check.items import stops
from reportwizard.ui.report.page import ReportPage
from reportwizard.ui.report.status import to_fix, to_look_at
from reportwizard.ui.shared.drawing import columns, ends, fitted, one_line, plain, signed, wrapped
from reportwizard.ui.shared.line_list import Item, LineList, heading
from reportwizard.ui.shared.lines import Hint
from reportwizard.ui.wizard import HAND_IN, PARTS, Open, wizard

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

    from reportwizard.checks.finding import Finding
    from reportwizard.report.report import Report
    from reportwizard.ui.check.items import WorkLog
    from reportwizard.ui.session import Session
    from reportwizard.ui.shared.frame import Page

COPY, FILE, COLLEAGUE, HANDED_IN = "copy", "file", "colleague", "handed-in"
"""The ways, which are also the pages that they open."""

WAY = "-way"
"""What follows the name of a way where the cursor is to be on it, and its page is not to open."""

_WIDTH, _NAME = 76, 24


class Way(NamedTuple):
    """One thing to do, with the number that it always has."""

    id: str
    number: int
    words: str
    remark: str


def hand_in_page(session: Session, work: WorkLog, at: str) -> Page:
    """Return the page of the hand-in that a place names; of a report that is handed in, the last card."""
    from reportwizard.ui.hand_in.copy_page import CopyPage
    from reportwizard.ui.hand_in.file_page import FilePage
    from reportwizard.ui.hand_in.finish_page import FinishPage

    if at == COPY:
        return CopyPage(session, work)
    if at in (FILE, COLLEAGUE):
        return FilePage(session, work, "html" if at == COLLEAGUE else "")
    if was_handed_in(session.report):
        return FinishPage(session, work)
    return HandInPage(session, work, at)


class HandInPage(ReportPage):
    """What next, numbered; while something is missing, that. `at` is what the cursor is on."""

    tab = HAND_IN
    SCOPED_CSS = False
    DEFAULT_CSS = """
    HandInPage LineList { max-width: 90; }
    Frame.-wide HandInPage { padding-top: 1; }
    """

    def __init__(self, session: Session, work: WorkLog, at: str = "") -> None:
        super().__init__(session)
        self._work, self._at = work, at

    @property
    def place(self) -> Open:
        """This page."""
        return Open(HAND_IN)

    def compose(self) -> Iterable[Widget]:
        """One list holds all of it."""
        yield LineList()

    def begin(self) -> Widget:
        """The list; the cursor on what one comes from, else on the first thing to do."""
        self.session.save_now()
        self._show(self._at.removesuffix(WAY))
        return self.query_one(LineList)

    def _show(self, cursor: str | None = None) -> None:
        self.query_one(LineList).show(hand_in_items(self.session.report, self.checked.findings), cursor)

    def report_changed(self, question_id: str) -> None:
        """Draw it anew."""
        self._show()

    def hints(self) -> Sequence[Hint]:
        """Choose, or check."""
        return (
            Hint("Enter", "choose", "enter"),
            Hint("↑ ↓", "move"),
            Hint("F5", "check", "f5"),
            Hint("F1", "help", "f1"),
            Hint("Esc", "all parts", "escape"),
        )

    def help(self) -> tuple[str, str]:
        """That nothing leaves the computer."""
        return "Hand in", (
            "Nothing is sent to anybody. You bring the answers there yourself, or send a file.\n"
            "While an answer is missing, this page lists it. Enter opens it.\n"
            "You can write a draft all the same, to show it to others. It is marked as not finished.\n"
            "When it is handed in, say so here: then nothing is changed by accident."
        )

    @property
    def _blocked(self) -> bool:
        return any(one.severity == "error" for one in self.checked.findings)

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self._choose(event.id)

    def _choose(self, id: str) -> None:
        if id in self.session.report.form.by_id:
            self.post_message(Open(at=id, back=HAND_IN))
        elif id == HANDED_IN:
            self._hand_in()
        else:
            self.post_message(Open(HAND_IN, id))

    def _hand_in(self) -> None:
        before = self.session.report
        self.session.replace_report(with_handed_in(before, True))
        if self.session.report is not before:
            self.session.save_now()
            self.post_message(Open(HAND_IN))

    def up(self) -> None:
        """Go to the list of parts."""
        self.post_message(Open(PARTS, HAND_IN))

    def right_as_it_is(self) -> None:
        """Say where that is said."""
        wizard(self).say("F5 opens Check: there you say what is right as it is.", "look")


def _ways(report: Report, blocked: bool) -> list[Way]:
    """Return what can be done next; a number means the same while something is missing."""
    formats = ", ".join(_small(one.label) for one in EXPORTS.values())
    if blocked:
        return [Way(FILE, 2, "Write a draft to show to others", "marked as not finished")]
    where, many = report.form.portal_name, len(stops(report))
    into = f"Copy into {where}, question by question" if where else "Copy the answers, one by one"
    ways = [
        Way(COPY, 1, into, f"{many} {'answer' if many == 1 else 'answers'}"),
        Way(FILE, 2, "Write a file", formats),
        Way(COLLEAGUE, 3, "Send it to a colleague to read first", "web page with all answers"),
    ]
    if can_be_handed_in(report):
        ways.append(Way(HANDED_IN, 4, "I handed it in", "then this report is finished"))
    return ways


def _small(label: str) -> str:
    """Begin with a small letter where it is a word and no name."""
    first = label.split("-")[0].split(" ")[0]
    return label[:1].lower() + label[1:] if first.lower() in ("plain", "web") else label


def hand_in_items(report: Report, findings: Sequence[Finding]) -> list[Item]:
    """Return all lines of the page."""
    left = [one for one in findings if one.severity == "error"]
    items = [
        _text(Content.styled("Hand in", "bold"), Content.styled(_where(report), "$quiet")),
        *(
            []
            if left
            else [_text(Content(), Content.assemble(signed("done"), "  ", _ready(report, findings)))]
        ),
    ]
    if left:
        items.append(heading(_left_words(left, findings)))
        items += [_missing(report, one) for one in left]
    items.append(heading("Or" if left else "What next"))
    items += [_way(one) for one in _ways(report, bool(left))]
    if rule := report.form.rule("after"):
        first, dot, rest = rule.text.partition(". ")
        lines = [Content.styled(f"{first}{dot.strip()}", "$look"), Content.styled(rest, "$quiet")]
        items.append(_text(Content(), *lines))
    return items


def _text(*lines: Content) -> Item:
    def draw(width: int, _: bool) -> list[Content]:
        return [one for line in lines for one in (wrapped(line, min(width, _WIDTH)) or [Content()])]

    return Item("", draw)


def _where(report: Report) -> str:
    form = report.form
    if form.portal:
        return f"You copy your answers into {form.portal_name or 'the portal'}: {form.portal}"
    return f"You send this report to your {form.reader}."


def _ready(report: Report, findings: Sequence[Finding]) -> str:
    open_ = len(to_look_at(findings))
    words = f"All {progress(report).asked} answers are there."
    if not open_:
        return words
    things = "1 thing a reader may ask is" if open_ == 1 else f"{open_} things a reader may ask are"
    return f"{words} {things} still open."


def _left_words(left: Sequence[Finding], findings: Sequence[Finding]) -> Content:
    fix = len(to_fix(findings))
    many = len(left) - fix
    answers = f"{many} {'answer' if many == 1 else 'answers'} to go" if many else ""
    return Content.styled("   ".join(filter(None, (f"{fix} to fix" if fix else "", answers))), "bold $look")


def _missing(report: Report, finding: Finding) -> Item:
    question = report.form.by_id[finding.question]
    lacking = finding.data.get("missing")
    words = "not answered"
    if finding.code != "required.missing":
        words = finding.message
    elif isinstance(lacking, list):
        words = f"{len(lacking)} still missing"
    state = "open" if finding.code == "required.missing" else "fix"

    def draw(width: int, here: bool) -> list[Content]:
        start = columns(
            [
                (signed(state), 1),
                (Content.styled(question.number, "bold"), 4),
                (plain(question.name, "bold" if here else ""), _NAME),
            ],
            gap=1,
        )
        room = max(width - start.cell_length - 2, 1)
        return [fitted(Content.assemble(start, "  ", one_line(words, room, "$quiet")), width)]

    return Item(question.id, draw)


def _way(way: Way) -> Item:
    def draw(width: int, here: bool) -> list[Content]:
        style = "bold" if here else ""
        words = Content.assemble((f"{way.number}  ", "bold"), plain(way.words, style))
        remark = one_line(way.remark, max(width - words.cell_length - 2, 0), "$quiet")
        return [ends(words, remark if remark.cell_length > 3 else Content(), width, gap=2)]

    return Item(way.id, draw, number=way.number)
