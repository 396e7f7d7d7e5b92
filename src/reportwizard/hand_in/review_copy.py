"""A Word document for colleagues, with what we found as comments, and what comes back in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from reportwizard.checks.registry import check_report
from reportwizard.checks.required import run_blocking
from reportwizard.drafts.format.answers import with_plain
from reportwizard.drafts.history.versions import Version
from reportwizard.drafts.merging.merge import Merged, merge
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.errors import PageError
from reportwizard.exports.document import build_document
from reportwizard.exports.registry import export_file
from reportwizard.imports.docx import DocxCopy, read
from reportwizard.imports.registry import check_size, is_docx
from reportwizard.report.due import changed_after_hand_in
from reportwizard.report.expense import EXPENSES
from reportwizard.report.hand_in import Remark
from reportwizard.report.report import Report
from reportwizard.report.written import LEDGER, fingerprint
from reportwizard.text import pluralize


@dataclass(frozen=True)
class Returned:
    """What came back: the merged report, how many comments are new, and what is to be said in words.

    `beside` are the new texts that are in no answer.
    """

    merged: Merged
    comments: int
    beside: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def words(self, how: str) -> Iterator[str]:
        """Say what came of it; `how` is where one chooses between two versions."""
        taken, twice = (
            ", ".join(_name(self.merged.report, one) for one in ids)
            for ids in (self.merged.taken, self.merged.kept_twice)
        )
        if not (taken or twice):
            yield "No answer was changed in this document."
        if taken:
            yield f"Changed: {taken}."
        if twice:
            yield f"Changed here too, so both versions are kept: {twice}. {how} shows them."
        if self.comments:
            yield f"{pluralize(self.comments, 'comment')} came with it."
        if self.beside:
            yield f"These words fit no question; they are kept in the draft: {' · '.join(self.beside)}"
        yield from self.notes


def review_copy(report: Report, today: date) -> bytes:
    """Return the report as a Word document with what is missing, and what a reader may ask, as comments."""
    findings, _ = check_report(report, today)
    # What one colleague said is no business of the next.
    notes = tuple((one.question, one.message) for one in findings if one.code != "review.comment")
    return export_file(report, "docx", unfinished=bool(run_blocking(report)), notes=notes)


def merge_returned(
    data: bytes, name: str, mine: Report, versions: Sequence[Version], now: datetime
) -> Returned:
    """Put what others changed in a copy of a report into it, answer by answer, and their comments beside.

    What was changed only there is taken; what was changed here too since the copy was made is kept twice.
    `versions` are the earlier versions of the answers; `name` is the file, for errors. `ReportWizardError`
    where it is no copy of this report.
    """
    check_size(data, name)
    if not is_docx(data):
        how = "Save it as .docx in Word, without a password. Nothing was changed."
        raise PageError(f"{name}: this is not a Word document that can be read.", how)
    copy = read(data, currency=mine.currency, locale=mine.locale, original=mine)
    assert copy is not None  # it is read by the questions of the original
    _refuse_other(copy, mine)
    changed = {one: _base(one, copy, mine, versions) for one in _changed(copy, mine)}
    theirs, base = mine, mine
    for one, before in changed.items():
        theirs, base = _with(theirs, one, copy.imported.report), _with(base, one, before)
    texts = [text for text in copy.imported.unplaced if text not in mine.unplaced]
    known = set(map(_remark, mine.comments))
    new = [one for one in copy.imported.report.comments if _remark(one) not in known]
    theirs = replace(theirs, unplaced=(*mine.unplaced, *texts), comments=(*mine.comments, *new))
    merged = merge(base, mine, theirs, now)
    if changed_after_hand_in(mine, merged.report):
        how = "To change it, open it again: F6 in the wizard, or hand-in --open-again."
        raise PageError("This report is handed in. Nothing was changed.", how)
    return Returned(merged, len(new), tuple(texts), copy.imported.notes)


def _remark(one: Remark) -> tuple[str, ...]:
    """What tells a comment from others: the words that it was about may be others today."""
    return one.who, one.words.rpartition("”: ")[2], *one.answers


def save_returned(folder: DraftFolder, draft: str, returned: Returned) -> None:
    """Save what came back; what it replaced, and both versions of what was kept twice, are kept too."""
    merged = returned.merged
    folder.change(draft, merged.report, always=frozenset(merged.taken))
    folder.history.record_versions(draft, merged.report, merged.kept_twice, folder.clock())


def _name(report: Report, one: str) -> str:
    question = report.form.by_id.get(one)
    return f"{question.number} {question.name}".strip() if question else EXPENSES.lower()


def _changed(copy: DocxCopy, mine: Report) -> Iterator[str]:
    """Give what is in the copy and was changed there; without fingerprints, all that is other than here."""
    here = build_document(mine).contents()
    for one, content in copy.contents.items():
        now = fingerprint(content)
        known = one in mine.form.by_id or one == LEDGER
        if known and now not in (copy.fingerprints.get(one), fingerprint(here.get(one))):
            yield one


def _base(one: str, copy: DocxCopy, mine: Report, versions: Sequence[Version]) -> Report:
    """Return a report with the answer that the copy was made of; an empty one where nobody knows it."""
    first = copy.fingerprints.get(one)
    earlier = (with_plain(mine, one, version.plain) for version in versions if version.answer_id == one)
    for report in (mine, *earlier):
        if fingerprint(build_document(report).contents().get(one)) == first:
            return report
    return Report(mine.form)


def _with(report: Report, one: str, other: Report) -> Report:
    """Return the report with one answer of another."""
    if one == LEDGER:
        return replace(report, ledger=other.ledger)
    return report.with_answer(one, other.answers.get(one))


def _refuse_other(copy: DocxCopy, mine: Report) -> None:
    """Refuse the copy of another report: another title, and most of what is in it is elsewhere."""
    title = mine.form.role("project.title")
    if title is None or copy.imported.report.title in ("", mine.title):
        return
    here = build_document(mine).contents()
    same = [fingerprint(content) == fingerprint(here.get(one)) for one, content in copy.contents.items()]
    if sum(same) * 2 < len(same):
        what = f"This is a copy of another report: “{copy.imported.report.title}”."
        raise PageError(what, "Nothing was changed.")
