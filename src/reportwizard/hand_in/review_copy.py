"""A Word document for colleagues, with our findings as comments, and merging what comes back in it."""

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
from reportwizard.report.hand_in import ReviewComment
from reportwizard.report.report import Report
from reportwizard.report.written import LEDGER, fingerprint
from reportwizard.text import pluralize


@dataclass(frozen=True)
class Returned:
    """What a copy brought back: the merged report, and how many comments are new.

    `beside` are new texts that belong to no answer.
    """

    merged: Merged
    comments: int
    beside: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def messages(self, chooser: str) -> Iterator[str]:
        """Say what was changed; `chooser` is where two versions can be chosen from."""
        taken, twice = (
            ", ".join(_name(self.merged.report, answer_id) for answer_id in ids)
            for ids in (self.merged.taken, self.merged.kept_twice)
        )
        if not (taken or twice):
            yield "No answer was changed in this document."
        if taken:
            yield f"Changed: {taken}."
        if twice:
            yield f"Changed here too, so both versions are kept: {twice}. {chooser} shows them."
        if self.comments:
            yield f"{pluralize(self.comments, 'comment')} came with it."
        if self.beside:
            yield f"These words fit no question; they are kept in the draft: {' · '.join(self.beside)}"
        yield from self.notes


def review_copy(report: Report, today: date) -> bytes:
    """Return the report as a Word document; what is missing or may be asked is a comment."""
    findings, _ = check_report(report, today)
    # The comments of one colleague are not for the next one.
    notes = tuple(
        (finding.question, finding.message) for finding in findings if finding.code != "review.comment"
    )
    return export_file(report, "docx", unfinished=bool(run_blocking(report)), notes=notes)


def merge_returned(
    data: bytes, name: str, mine: Report, versions: Sequence[Version], now: datetime
) -> Returned:
    """Merge what others changed in a copy into its report, answer by answer, and add their comments.

    An answer that was changed only there is taken; one that was changed here too is kept twice. `versions`
    are the earlier versions of the answers; `name` is the file, for errors. Raises `ReportWizardError` if it
    is no copy of this report.
    """
    check_size(data, name)
    if not is_docx(data):
        hint = "Save it as .docx in Word, without a password. Nothing was changed."
        raise PageError(f"{name}: this is not a Word document that can be read.", hint)
    copy = read(data, currency=mine.currency, locale=mine.locale, original=mine)
    assert copy is not None  # it is read by the questions of the original
    _refuse_other(copy, mine)
    theirs, base, here = mine, mine, build_document(mine).contents()
    for answer_id, content in copy.contents.items():
        is_ours = answer_id in mine.form.by_id or answer_id == LEDGER
        # Without fingerprints, all that differ from here are taken for changed.
        unchanged = (copy.fingerprints.get(answer_id), fingerprint(here.get(answer_id)))
        if is_ours and fingerprint(content) not in unchanged:
            theirs = _with_answer_of(theirs, answer_id, copy.imported.report)
            base = _with_answer_of(base, answer_id, _original(answer_id, copy, mine, versions))
    texts = [text for text in copy.imported.unplaced if text not in mine.unplaced]
    known = set(map(_comment_key, mine.comments))
    new = [comment for comment in copy.imported.report.comments if _comment_key(comment) not in known]
    theirs = replace(theirs, unplaced=(*mine.unplaced, *texts), comments=(*mine.comments, *new))
    merged = merge(base, mine, theirs, now)
    if changed_after_hand_in(mine, merged.report):
        hint = "To change it, open it again: F6 in the wizard, or hand-in --open-again."
        raise PageError("This report is handed in. Nothing was changed.", hint)
    return Returned(merged, len(new), tuple(texts), copy.imported.notes)


def _comment_key(comment: ReviewComment) -> tuple[str, ...]:
    # Without the quoted words: they may have changed since.
    return comment.who, comment.words.split("”: ", 1)[-1], *comment.answers


def save_returned(folder: DraftFolder, draft: str, returned: Returned) -> None:
    """Save the merged report; what it replaced, and both versions of what is kept twice, go into history."""
    merged = returned.merged
    folder.change(draft, merged.report, always=frozenset(merged.taken))
    folder.history.record_versions(draft, merged.report, merged.kept_twice, folder.clock())


def _name(report: Report, answer_id: str) -> str:
    question = report.form.by_id.get(answer_id)
    return f"{question.number} {question.name}".strip() if question else EXPENSES.lower()


def _original(answer_id: str, copy: DocxCopy, mine: Report, versions: Sequence[Version]) -> Report:
    """Return a report with the answer that the copy was written from; an empty one if it is not known."""
    stamp = copy.fingerprints.get(answer_id)
    earlier = (
        with_plain(mine, answer_id, version.plain) for version in versions if version.answer_id == answer_id
    )
    for report in (mine, *earlier):
        if fingerprint(build_document(report).contents().get(answer_id)) == stamp:
            return report
    return Report(mine.form)


def _with_answer_of(report: Report, answer_id: str, other: Report) -> Report:
    if answer_id == LEDGER:
        return replace(report, ledger=other.ledger)
    return report.with_answer(answer_id, other.answers.get(answer_id))


def _refuse_other(copy: DocxCopy, mine: Report) -> None:
    """Refuse the copy of another report: it has another title, and most answers of this one are not in it."""
    title = mine.form.role("project.title")
    if title is None or copy.imported.report.title in ("", mine.title):
        return
    here, empty = (build_document(report).contents() for report in (mine, Report(mine.form)))
    prints = [
        (fingerprint(copy.contents.get(id)), fingerprint(content))
        for id, content in here.items()
        if fingerprint(content) != fingerprint(empty.get(id))
    ]
    if sum(there == ours for there, ours in prints) * 2 < len(prints):
        message = f"This is a copy of another report: “{copy.imported.report.title}”."
        raise PageError(message, "Nothing was changed.")
