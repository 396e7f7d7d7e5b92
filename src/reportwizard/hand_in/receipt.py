"""The receipt: what was handed in, word for word, in a read-only file beside the draft."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from reportwizard import __version__
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.exports.registry import export_report
from reportwizard.files import DISK, save_errors, write_numbered
from reportwizard.report.due import mark_handed_in
from reportwizard.report.report import Report

if TYPE_CHECKING:
    from reportwizard.hand_in.proof import Proof


def receipt(report: Report, at: datetime, proof: Proof | None = None) -> str:
    """Return the text of the receipt of a report that was handed in; `at` is now, on the applicant's clock.

    The answers are below as the text export writes them, so that they can be brought in again. Above them is
    what the last proof found different, because it was handed in like that.
    """
    form, day = report.form, report.hand_in.handed_in or at.date()
    answers = f"\n{export_report(report, 'text')}"
    differences = () if proof is None or proof.arrived else (*proof.verdict, *proof.lines)
    lines = (
        "Receipt",
        f"Handed in on: {day.isoformat()}, round {report.hand_in.round}",
        f"Written: {at.isoformat(sep=' ', timespec='seconds')}, by reportwizard {__version__}",
        f"Form: {form.id}, version {form.version}",
        *(f"Compared with what arrived: {line}" for line in differences),
        f"SHA-256 of all lines below this one: {sha256(answers.encode()).hexdigest()}",
    )
    return "\n".join(lines) + f"\n{answers}"


def hand_in(
    folder: DraftFolder, name: str, report: Report, day: date, proof: Proof | None = None
) -> tuple[Report, Path]:
    """Return a report as handed in on a day, and its receipt, which is written beside the draft.

    A second one of the same day has a number. Raises `SaveError` if it, or the draft, cannot be written.
    """
    report = mark_handed_in(report, day)
    data = receipt(report, folder.clock().astimezone(), proof).encode()
    with save_errors():
        DISK.check_writable(folder.path_of(name))  # no receipt where the draft cannot say the same
        path = folder.path / f"{name} receipt {day.isoformat()}.txt"
        return report, write_numbered(path, data, read_only=True)
