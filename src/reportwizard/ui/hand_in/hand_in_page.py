"""Hand in: what is missing, or else the steps that bring the report to its reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from textual.content import Content
from textual.widget import Widget

from reportwizard.checks.finding import Finding
from reportwizard.exports.registry import EXPORTS
from reportwizard.hand_in.receipt import hand_in
from reportwizard.hand_in.stops import stops
from reportwizard.hand_in.walk import count_unticked
from reportwizard.report.due import is_handed_in
from reportwizard.report.progress import progress
from reportwizard.report.report import Report
from reportwizard.text import pluralize
from reportwizard.ui.check.check_page import item_line
from reportwizard.ui.check.items import WorkLog, finding_item
from reportwizard.ui.dialogs.dialog import MenuItem, ask_which, numbered_item
from reportwizard.ui.report.report_page import ReportPage
from reportwizard.ui.report.status import MISSING, to_fix, to_look_at
from reportwizard.ui.session import Session
from reportwizard.ui.shared.drawing import styled_sign
from reportwizard.ui.shared.frame import Page
from reportwizard.ui.shared.line_list import BLANK, Item, LineList, heading, text_item
from reportwizard.ui.wizard import CHECK, HAND_IN, PROOF, REVIEW, Open, wizard

COPY, FILE, COLLEAGUE, HANDED_IN = "copy", "file", "colleague", "handed-in"
"""The next steps, and the pages that they open; PROOF is one too."""

STEP = "-step"
"""After the name of a step: put the cursor on it, and do not open its page."""

_THEN = "Then the report can only be read, until you open it again."


def hand_in_page(session: Session, work: WorkLog, target: Open) -> Page:
    """Return the page to open; of a report that is handed in, the last card."""
    at = target.at
    if {PROOF, REVIEW} & {target.page, at}:
        from reportwizard.ui.hand_in.proof_and_review import ProofPage, ReviewPage

        return (ReviewPage if REVIEW in (target.page, at) else ProofPage)(session, work, at)
    if at == COPY:
        from reportwizard.ui.hand_in.walk_page import WalkPage

        return WalkPage(session, work)
    if at in (FILE, COLLEAGUE):
        from reportwizard.ui.hand_in.file_page import FilePage

        return FilePage(session, work, "docx" if at == COLLEAGUE else "text", review=at == COLLEAGUE)
    if is_handed_in(session.report):
        from reportwizard.ui.hand_in.finish_page import FinishPage

        return FinishPage(session, work)
    return HandInPage(session, work, at.removesuffix(STEP))


class HandInPage(ReportPage):
    """The next steps; while something is missing, what that is. `at` is the line of the cursor."""

    tab = HAND_IN
    DEFAULT_CSS = "HandInPage LineList { max-width: 90; }"
    KEYS = "Enter choose   ↑ ↓ move   F5 check   F1 help   Esc all parts"
    heading = "Hand in"
    HELP = (
        "Nothing is sent to anybody. You bring the answers there yourself, or send a file.\n"
        "While an answer is missing, this page lists it. Enter opens it.\n"
        "You can write a draft all the same, to show it to others. It is marked as not finished.\n"
        "When it is handed in, say so here: then nothing is changed by accident."
    )

    def __init__(self, session: Session, work: WorkLog, at: str = "") -> None:
        super().__init__(session)
        self._work, self._at = work, at

    def compose(self) -> Iterable[Widget]:
        yield LineList()

    def begin(self) -> Widget:
        self.session.save_now()
        self.report_changed("")
        return self.query_one(LineList)

    def report_changed(self, question_id: str) -> None:
        verdict = self._work.proof.verdict if self._work.proof else ()
        items = hand_in_items(self.report, self.checked.findings, verdict)
        self.query_one(LineList).show(items, self._at or None)
        self._at = ""

    def item_chosen(self, id: str) -> None:
        if id in self.report.form.by_id:
            finding = next(finding for finding in self.checked.findings if finding.question == id)
            self.post_message(Open(at=id, back=HAND_IN, about=finding))
        elif id != HANDED_IN:
            self.post_message(Open(HAND_IN, id))
        else:
            self._ask_to_hand_in()

    def _ask_to_hand_in(self) -> None:
        """Say what is not done yet, and ask: 4 may be typed for something else."""
        proof, still_open = self._work.proof, _still_open(self.checked.findings)
        actions: dict[str, Callable[[], object]] = {"it is handed in": self._hand_in}
        if proof is None or not proof.arrived:
            actions["check what arrived first"] = partial(self.post_message, Open(HAND_IN, PROOF))
            still_open = (
                f"{proof.verdict[0] if proof else 'You did not check what arrived.'} {still_open}".strip()
            )
        if to_look_at(self.checked.findings):
            actions["look at what is open first"] = partial(self.post_message, Open(CHECK))
        ask_which(self, "I handed it in", f"{still_open} {_THEN}".strip(), actions)

    def _hand_in(self) -> None:
        if self.session.read_only:
            wizard(self).say(self.session.read_only, "look")
            return
        # The receipt comes first: without one, nothing is handed in.
        day, proof = self.now.date(), self._work.proof
        report, path = hand_in(wizard(self).folder, self.session.name, self.report, day, proof)
        self.session.change(report)
        self.session.save_now()
        self.post_message(Open(HAND_IN))
        wizard(self).say(f"Your receipt: {path.name}")


def hand_in_items(report: Report, findings: Sequence[Finding], verdict: Sequence[str] = ()) -> list[Item]:
    """Build all lines of the page; `verdict` is how the last comparison with what arrived ended."""
    form, missing = report.form, [finding for finding in findings if finding.severity == "error"]
    goal = f"You send this report to your {form.reader}."
    if form.portal:
        goal = f"You copy your answers into {form.portal_name or 'the portal'}: {form.portal}"
    items = [text_item(Content.assemble(("Hand in\n", "bold"), (goal, "$quiet")), wrap=True)]
    if missing:
        draft = MenuItem(FILE, "Write a draft to show to others", "marked as not finished")
        items += [heading(_missing_count(missing)), *(_missing_item(report, finding) for finding in missing)]
        # The number of a file is 2 also while something is missing.
        items += [heading("Or"), numbered_item(2, draft, "")]
    else:
        ready = f"All {progress(report).asked} answers are there. {_still_open(findings)}".strip()
        done = Content.assemble(styled_sign("done"), "  ", ready)
        items += [BLANK, text_item(done, wrap=True), heading("What next")]
        steps = enumerate(_next_steps(report, *verdict[:1]), 1)
        items += [numbered_item(number, step, "") for number, step in steps]
    if rule := form.rule("after"):
        first, dot, rest = rule.text.partition(". ")
        said = Content.assemble((f"{first}{dot.strip()}\n", "$look"), (rest, "$quiet"))
        items += [BLANK, text_item(said, wrap=True)]
    return items


def _next_steps(report: Report, arrived: str = "paste the page, every answer is compared") -> list[MenuItem]:
    portal = report.form.portal
    copy = "Copy into the portal, question by question" if portal else "Copy the answers, one by one"
    walk = stops(report)
    left, count = count_unticked(report, walk), pluralize(len(walk), "stop")
    state = f"{left} of {count} to go" if left else "every stop is ticked"
    pdf = "" if EXPORTS["pdf"].lacks else "PDF, "
    return [
        MenuItem(COPY, copy, state if left < len(walk) else f"{count}, one key each"),
        MenuItem(FILE, "Write a file", f"text, Word, {pdf}wiki page, web page"),
        MenuItem(COLLEAGUE, "Send it to a colleague to read first", "Word with comments, or a web page"),
        MenuItem(HANDED_IN, "I handed it in", "then this report is finished"),
        MenuItem(PROOF, "Check what arrived", arrived),
    ]


def _still_open(findings: Sequence[Finding]) -> str:
    count = len(to_look_at(findings))
    return f"{pluralize(count, 'thing in Check is', 'things in Check are')} still open." if count else ""


def _missing_count(missing: Sequence[Finding]) -> Content:
    fix = len(to_fix(missing))
    unanswered = len(missing) - fix
    counts = [f"{fix} to fix"] if fix else []
    counts += [f"{pluralize(unanswered, 'answer')} to go"] if unanswered else []
    return Content.styled("   ".join(counts), "bold $look")


def _missing_item(report: Report, finding: Finding) -> Item:
    item = finding_item(report, finding, "open" if finding.code == MISSING else "fix")
    return item_line(replace(item, id=item.question))
