"""The content of Check: what is to do, what was done, and all answers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reportwizard.checks.dismiss import CheckResult, Dismissed, facts
from reportwizard.checks.finding import Finding
from reportwizard.checks.required import COMMENT
from reportwizard.drafts.format.answers import unknown_text
from reportwizard.drafts.merging.conflicts import waiting_ids
from reportwizard.hand_in.stops import portal_text
from reportwizard.report.due import is_handed_in
from reportwizard.report.expense import EXPENSES
from reportwizard.report.progress import progress
from reportwizard.report.report import Report
from reportwizard.text import pluralize
from reportwizard.ui.fields.feedback import Offer, finding_offers
from reportwizard.ui.report.status import MISSING, question_state, to_fix, to_look_at

if TYPE_CHECKING:
    from reportwizard.hand_in.proof import Proof

CONFLICT, UNPLACED, KEPT, ANSWER, GROUP = "conflict:", "unplaced:", "kept:", "answer:", "group:"
"""Prefixes of ids of what is no finding; the id of an answer or a number follows."""


@dataclass(frozen=True, slots=True)
class WorkItem:
    """A line of the list: `state` names its sign, `about` is its short text.

    Enter opens `question`; `source` is the finding, dismissed finding, question or text of the line.
    """

    id: str
    state: str
    number: str
    name: str
    about: str
    text: str
    question: str = ""
    source: object = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Items under a heading. Those of a group with a `style` are to do; one that `folds` begins folded."""

    id: str
    title: str
    items: tuple[WorkItem, ...]
    style: str = ""
    folds: bool = False


@dataclass
class WorkLog:
    """What was seen and done in Check and Hand in since the report was opened; it is not kept in the draft.

    `cursor` is the item at the cursor of Check, `order` the ids then: of what was to do, and all. `written`
    is the path of the last file, `pasted` whether a test of the clipboard was successful, `proof` what was
    found of the answers in the portal.
    """

    cursor: str = ""
    unfolded: set[str] = field(default_factory=set)
    order: tuple[Sequence[str], ...] = ()
    written: str = ""
    pasted: bool | None = None
    proof: Proof | None = None
    _seen: dict[tuple[str, str], dict[str, Finding]] = field(default_factory=dict)
    _counts: dict[tuple[str, str], int] = field(default_factory=dict)

    def record(self, result: CheckResult) -> None:
        """Remember what is to fix or to look at."""
        for check, findings in _by_check(result).items():
            self._seen.setdefault(check, {}).update(findings)
            self._counts[check] = max(self._counts.get(check, 0), len(findings))

    def fixed(self, result: CheckResult) -> list[Finding]:
        """Return what was recorded and is gone; a finding that only has other figures is not."""
        current, fixed = _by_check(result), list[Finding]()
        for check, seen in self._seen.items():
            findings = current.get(check, {})
            count = self._counts[check] - len(findings)
            resolved = [finding for key, finding in seen.items() if key not in findings]
            fixed += resolved[-count:] if count > 0 else []
        return fixed


def _by_check(result: CheckResult) -> dict[tuple[str, str], dict[str, Finding]]:
    checks: dict[tuple[str, str], dict[str, Finding]] = {}
    for finding in (*result.findings, *(dismissed.finding for dismissed in result.dismissed)):
        if finding.code != MISSING and finding.severity != "note":
            checks.setdefault((finding.code, finding.question), {})[_key(finding)] = finding
    return checks


def _key(finding: Finding) -> str:
    return json.dumps(facts(finding), sort_keys=True, default=str, ensure_ascii=False)


def groups(report: Report, result: CheckResult, log: WorkLog) -> list[Group]:
    """Return everything in Check, without empty groups."""

    def items(findings: Iterable[Finding], state: str, prefix: str = "") -> tuple[WorkItem, ...]:
        return tuple(finding_item(report, finding, state, prefix) for finding in findings)

    findings, reader = result.findings, report.form.reader
    missing = (finding for finding in findings if finding.code == MISSING)
    notes = (finding for finding in findings if finding.severity == "note")
    asked = (finding for finding in to_look_at(findings) if finding.code != COMMENT)
    comments = (finding for finding in findings if finding.code == COMMENT)
    dismissed = (_dismissed_item(report, entry) for entry in result.dismissed)
    fixed = items(log.fixed(result), "done", "fixed:")
    answers = f"All {progress(report).asked} answers"
    all_groups = (
        Group("conflicts", "Changed in two places", tuple(_conflicts(report)), "$look"),
        Group("fix", "Fix before you hand in", items(to_fix(findings), "fix"), "$fix"),
        Group("look", f"Your {reader} may ask", items(asked, "look"), "$look"),
        Group("said", "What others said", items(comments, "look"), "$look"),
        Group("unplaced", "We found no place for these texts", tuple(_unplaced(report)), "$look"),
        Group("missing", "Not answered yet", items(missing, "open"), folds=True),
        Group("notes", "Good to know", items(notes, "optional"), folds=True),
        Group("done", "Fixed or right as it is", (*dismissed, *fixed), folds=True),
        Group("kept", "Kept, but not asked for", tuple(_kept(report)), folds=True),
        Group("answers", answers, tuple(_answers(report, findings)), folds=True),
    )
    return [group for group in all_groups if group.items]


def to_do(groups: Iterable[Group]) -> list[str]:
    """Return the ids of what is left to do."""
    return [item.id for group in groups if group.style for item in group.items]


def summary(report: Report, groups: Sequence[Group]) -> tuple[str, str]:
    """Return `3 left` and ` of 7`, or what comes next and nothing."""
    if left := len(to_do(groups)):
        done = next((group.items for group in groups if group.id == "done"), ())
        sources = (
            item.source.finding if isinstance(item.source, Dismissed) else item.source for item in done
        )
        count = sum(isinstance(source, Finding) and source.severity != "note" for source in sources)
        missing = sum(len(group.items) for group in groups if group.id == "missing")
        to_go = f", {pluralize(missing, 'answer')} to go" if missing else ""
        return f"{left} left", (f" of {left + count}" if count else "") + to_go
    done_so_far = progress(report)
    if open_count := done_so_far.asked - done_so_far.answered:
        return f"Nothing to ask so far. {pluralize(open_count, 'answer')} to go.", ""
    return "Nothing to ask." if is_handed_in(report) else "Nothing to ask. F6 hands in.", ""


def finding_item(report: Report, finding: Finding, state: str, prefix: str = "") -> WorkItem:
    """Return the item of a finding; its id begins with `prefix`."""
    number, name = _number_and_name(report, finding.question, "This report")
    about = finding.fact.removesuffix(".")
    if finding.code == MISSING:
        missing = finding.data.get("missing")
        about = f"{len(missing)} still missing" if isinstance(missing, list) else "not answered"
    id = f"{prefix}{finding.code}:{finding.question}:{_key(finding)}"
    question = finding.question if finding.question in report.form.by_id else ""
    return WorkItem(id, state, number, name, about, finding.message, question, finding)


def _number_and_name(report: Report, id: str, default: str) -> tuple[str, str]:
    question = report.form.by_id.get(id)
    return (question.number, question.name) if question else ("", default)


def _dismissed_item(report: Report, dismissed: Dismissed) -> WorkItem:
    item = finding_item(report, dismissed.finding, "done", "right:")
    reason = f": “{dismissed.entry.reason}”" if dismissed.entry.reason else "."
    return replace(item, text=f"{item.text}\nYou said that this is right{reason}", source=dismissed)


def _conflicts(report: Report) -> Iterator[WorkItem]:
    text = "This answer was changed in two places. Enter shows both, and you choose."
    for id in waiting_ids(report):
        names = _number_and_name(report, id, EXPENSES)
        yield WorkItem(f"{CONFLICT}{id}", "look", *names, "choose one of two versions", text, source=id)


def _unplaced(report: Report) -> Iterator[WorkItem]:
    for number, text in enumerate(report.unplaced):
        about = f"We found no place for this text. Copy what you need, then remove it.\n{text}"
        yield WorkItem(f"{UNPLACED}{number}", "ask", "", "A text", text, about, source=text)


def _kept(report: Report) -> Iterator[WorkItem]:
    for id, plain in report.not_asked.items():
        text = unknown_text(plain)
        about = f"This form has no question for this answer. It is kept.\n{text}"
        yield WorkItem(f"{KEPT}{id}", "optional", "", id, text, about, source=text)


def _answers(report: Report, findings: Sequence[Finding]) -> Iterator[WorkItem]:
    for question in report.questions():
        id, number, name = question.id, question.number, question.name
        answer, part = report.show(question), report.form.part_of[id].title
        about = answer or ("not answered" if report.required(question) else "optional")
        state, text = question_state(report, question, findings), answer or f"{name}: {about}"
        yield WorkItem(f"{ANSWER}{id}", state, number, name, about, text, id, question, part)


def item_offers(report: Report, item: WorkItem | None) -> list[Offer]:
    """Return what can be done about an item."""
    source = item.source if item else None
    if item is None or item.id.startswith("fixed:"):
        return []
    if isinstance(source, Finding):
        return [*finding_offers(report, source)]
    if isinstance(source, Dismissed):
        return [Offer("ask it again", asks_again=source)]
    if item.id.startswith(UNPLACED):
        return [Offer("copy it", copies=str(source)), Offer("remove it from this list", removes=str(source))]
    text = str(source) if item.id.startswith(KEPT) else portal_text(report, item.question)
    return [Offer("copy it", copies=text)] if text else []


def next_id(before: Sequence[Sequence[str]], current: str, after: Sequence[str]) -> str:
    """Return the current id or, if it is gone, the next one of the lists before that is still there. New
    ids just before that one come first.
    """
    if current in after:
        return current
    rotated = (
        [*ids[ids.index(current) + 1 :], *ids[: ids.index(current)]] for ids in before if current in ids
    )
    index = next((after.index(id) for ids in rotated for id in ids if id in after), 0)
    known = {id for ids in before for id in ids}
    while index and after[index - 1] not in known:
        index -= 1
    return after[index] if after else ""
