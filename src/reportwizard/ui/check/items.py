"""The content of Check: a list of work, what was done, and the answers; without a screen."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from reportwizard.checks.dismiss import CheckResult, Dismissed, facts
from reportwizard.checks.finding import Finding
from reportwizard.drafts.format.answers import unknown_text
from reportwizard.drafts.merging.conflicts import waiting_ids
from reportwizard.hand_in.stops import portal_text
from reportwizard.report.due import is_handed_in
from reportwizard.report.expense import EXPENSES
from reportwizard.report.progress import progress
from reportwizard.report.report import Report
from reportwizard.text import pluralize
from reportwizard.ui.fields.offers import Offer, offers_of
from reportwizard.ui.report.status import MISSING, question_state, to_fix, to_look_at

if TYPE_CHECKING:
    from reportwizard.hand_in.proof import Proof

TWICE, UNPLACED, KEPT, ANSWER, GROUP = "twice:", "unplaced:", "kept:", "answer:", "group:"
"""How the ids of things begin that are no findings; the id of the answer, or a number, follows."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One line of the list.

    `state` is the name of a sign, `about` says it in a line, `words` in full. `question` is what Enter opens;
    `source` is what the line tells of.
    """

    id: str
    state: str
    number: str
    name: str
    about: str
    words: str
    question: str = ""
    source: object = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Things under one heading. One that `folds` shows how many they are, and Enter unfolds it."""

    id: str
    title: str
    things: tuple[Thing, ...]
    style: str = ""
    folds: bool = False


class Act(NamedTuple):
    """One thing to do by a number: take an `Offer`, ask a `Dismissed` again, copy a text, or drop it."""

    words: str
    reason: str = ""
    offer: Offer | None = None
    again: Dismissed | None = None
    copy: str = ""
    drop: str = ""


@dataclass
class WorkLog:
    """What was seen and done in Check and Hand in while the report is open; nothing of it is in the draft.

    `here` is what the cursor of Check is on, `order` what was there: what was to do, and everything.
    `steps` are what can be taken back: the report before each step and after it. `written` is the file
    written last, `pasted` whether a test of the clipboard came back, None before it was made. `proof` is what
    arrived of the answers.
    """

    here: str = ""
    unfolded: set[str] = field(default_factory=set)
    steps: list[tuple[Report, Report]] = field(default_factory=list)
    order: tuple[Sequence[str], ...] = ()
    written: str = ""
    pasted: bool | None = None
    proof: Proof | None = None
    _seen: dict[tuple[str, str], dict[str, Finding]] = field(default_factory=dict)
    _most: dict[tuple[str, str], int] = field(default_factory=dict)

    def note(self, checked: CheckResult) -> None:
        """Remember what was to fix or to look at, so that it can be told when it is fixed."""
        for place, now in _by_place(checked).items():
            self._seen.setdefault(place, {}).update(now)
            self._most[place] = max(self._most.get(place, 0), len(now))

    def fixed(self, checked: CheckResult) -> list[Finding]:
        """Return what was seen before and is there no more; what only has other figures is still there."""
        here, gone = _by_place(checked), list[Finding]()
        for place, seen in self._seen.items():
            now = here.get(place, {})
            many = self._most[place] - len(now)
            left = [finding for key, finding in seen.items() if key not in now]
            gone += left[-many:] if many > 0 else []
        return gone


def _by_place(checked: CheckResult) -> dict[tuple[str, str], dict[str, Finding]]:
    found: dict[tuple[str, str], dict[str, Finding]] = {}
    for one in (*checked.findings, *(one.finding for one in checked.dismissed)):
        if one.code != MISSING and one.severity != "note":
            found.setdefault((one.code, one.question), {})[_key(one)] = one
    return found


def _key(finding: Finding) -> str:
    return json.dumps(facts(finding), sort_keys=True, default=str, ensure_ascii=False)


# The list


def groups(report: Report, checked: CheckResult, work_log: WorkLog) -> list[Group]:
    """Return all that is in Check, in its order; a group without things is left out."""

    def things(findings: Iterable[Finding], state: str, mark: str = "") -> tuple[Thing, ...]:
        return tuple(thing_of(report, one, state, mark) for one in findings)

    findings, reader = checked.findings, report.form.reader
    missing = (one for one in findings if one.code == MISSING)
    notes = (one for one in findings if one.severity == "note")
    right = (_right(report, one) for one in checked.dismissed)
    fixed = things(work_log.fixed(checked), "done", "fixed:")
    answers = f"All {progress(report).asked} answers"
    made = (
        Group("twice", "Changed in two places", tuple(_twice(report)), "$look"),
        Group("fix", "Fix before you hand in", things(to_fix(findings), "fix"), "$fix"),
        Group("look", f"Your {reader} may ask", things(to_look_at(findings), "look"), "$look"),
        Group("unplaced", "We found no place for these texts", tuple(_unplaced(report)), "$look"),
        Group("missing", "Not answered yet", things(missing, "open"), folds=True),
        Group("notes", "Good to know", things(notes, "optional"), folds=True),
        Group("done", "Fixed or right as it is", (*right, *fixed), folds=True),
        Group("kept", "Kept, but not asked for", tuple(_kept(report)), folds=True),
        Group("answers", answers, tuple(_answers(report, findings)), folds=True),
    )
    return [one for one in made if one.things]


def work(list_: Iterable[Group]) -> list[str]:
    """Return the ids of what is left to do."""
    return [one.id for group in list_ if group.style for one in group.things]


def head(report: Report, list_: Sequence[Group]) -> tuple[str, str]:
    """Return how much is left, and of how much; without anything left, what comes next, and nothing."""
    if left := len(work(list_)):
        done = next((group.things for group in list_ if group.id == "done"), ())
        sources = (one.source.finding if isinstance(one.source, Dismissed) else one.source for one in done)
        counts = [one for one in sources if isinstance(one, Finding) and one.severity != "note"]
        return f"{left} left", f" of {left + len(counts)}" if counts else ""
    to_go = progress(report)
    if many := to_go.asked - to_go.answered:
        return f"Nothing to ask so far. {pluralize(many, 'answer')} to go.", ""
    return "Nothing to ask." if is_handed_in(report) else "Nothing to ask. F6 hands in.", ""


def thing_of(report: Report, finding: Finding, state: str, mark: str = "") -> Thing:
    """Return the line of a finding; `mark` begins its id."""
    number, name = _named(report, finding.question, "This report")
    first, dot, rest = finding.message.partition(". ")
    about = first if dot and rest else finding.message.removesuffix(".")
    if finding.code == MISSING:
        lacking = finding.data.get("missing")
        about = f"{len(lacking)} still missing" if isinstance(lacking, list) else "not answered"
    id = f"{mark}{finding.code}:{finding.question}:{_key(finding)}"
    known = finding.question if finding.question in report.form.by_id else ""
    return Thing(id, state, number, name, about, finding.message, known, finding)


def _named(report: Report, id: str, otherwise: str) -> tuple[str, str]:
    question = report.form.by_id.get(id)
    return (question.number, question.name) if question else ("", otherwise)


def _right(report: Report, one: Dismissed) -> Thing:
    thing = thing_of(report, one.finding, "done", "right:")
    reason = f": “{one.entry.reason}”" if one.entry.reason else "."
    return replace(thing, words=f"{thing.words}\nYou said that this is right{reason}", source=one)


def _twice(report: Report) -> Iterator[Thing]:
    words = "This answer was changed in two places. Enter shows both, and you choose."
    for id in waiting_ids(report):
        named = _named(report, id, EXPENSES)
        yield Thing(f"{TWICE}{id}", "look", *named, "choose one of two versions", words, source=id)


def _unplaced(report: Report) -> Iterator[Thing]:
    for number, text in enumerate(report.unplaced):
        words = f"We found no place for this text. Copy what you need, then remove it.\n{text}"
        yield Thing(f"{UNPLACED}{number}", "ask", "", "A text", text, words, source=text)


def _kept(report: Report) -> Iterator[Thing]:
    for id, plain in report.not_asked.items():
        text = unknown_text(plain)
        words = f"This form has no question for this answer. It is kept.\n{text}"
        yield Thing(f"{KEPT}{id}", "optional", "", id, text, words, source=text)


def _answers(report: Report, findings: Sequence[Finding]) -> Iterator[Thing]:
    for one in report.questions():
        text = report.show(one)
        about = text or ("not answered" if report.required(one) else "optional")
        words, part = text or f"{one.name}: {about}", report.form.part_of[one.id].title
        state, id = question_state(report, one, findings), f"{ANSWER}{one.id}"
        yield Thing(id, state, one.number, one.name, about, words, one.id, one, part)


# What can be done about a thing


def acts(report: Report, thing: Thing | None) -> list[Act]:
    """Return what can be done about a thing by a number."""
    source = thing.source if thing else None
    if thing is None or thing.id.startswith("fixed:"):
        return []
    if isinstance(source, Finding):
        return [Act(one.words, one.reason, one) for one in offers_of(report, source)]
    if isinstance(source, Dismissed):
        return [Act("ask it again", again=source)]
    if thing.id.startswith(UNPLACED):
        return [Act("copy it", copy=str(source)), Act("remove it from this list", drop=str(source))]
    text = str(source) if thing.id.startswith(KEPT) else portal_text(report, thing.question)
    return [Act("copy it", copy=text)] if text else []


def next_of(before: Sequence[Sequence[str]], here: str, after: Sequence[str]) -> str:
    """Return what comes next where the thing at the cursor may be gone: the one that stood after it.

    `before` are the lists in which it may have stood: what was to do, and everything.
    """
    if here in after:
        return here
    around = ([*ids[ids.index(here) + 1 :], *ids[: ids.index(here)]] for ids in before if here in ids)
    return next((one for later in around for one in later if one in after), next(iter(after), ""))


def taken_back(now: Report, before: Report, after: Report) -> Report:
    """Return the current report without what a step did to it; what else was written since stays."""
    for id in {*before.answers, *after.answers}:
        if before.answers.get(id) != after.answers.get(id):
            now = now.with_answer(id, before.answers.get(id))
    added = [one for one in after.dismissed if one not in before.dismissed]
    lost = [one for one in before.dismissed if one not in after.dismissed]
    dismissed = [one for one in now.dismissed if one not in added and one not in lost]
    unplaced = before.unplaced if now.unplaced == after.unplaced else now.unplaced
    return replace(now, dismissed=(*dismissed, *lost), unplaced=unplaced)
