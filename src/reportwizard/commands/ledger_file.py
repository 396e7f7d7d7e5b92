"""A file with expenses: bring it into a draft, or look at it beside the draft; and the receipts it names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reportwizard.commands.common import Place, json_option, place_options, say, show, show_json
from reportwizard.commands.ledger_common import (
    amount_shape,
    draft_of,
    offer_shape,
    refuse_too_many,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportwizard.checks.finding import Finding
    from reportwizard.ledger.file import LedgerFile
    from reportwizard.report.report import Report


@click.command("import")
@click.argument("source", metavar="FILE")
@click.option("--decimal", "mark", type=click.Choice([".", ","]), help="The decimal mark of its amounts.")
@click.option("--append", is_flag=True, help="Add the expenses to those that are in the draft.")
@click.option("--replace", "replaced", is_flag=True, help="Put them in the place of those in the draft.")
@json_option
@place_options
@click.pass_context
def import_ledger(
    context: click.Context, source: str, mark: str | None, append: bool, replaced: bool, as_json: bool
) -> None:
    """Bring a CSV file, or the budget sheet of your grant saved as CSV, into the list.

    FILE may be - for standard input. What is not as it should be is told line by line, and kept as written.
    """
    from dataclasses import replace

    place = context.ensure_object(Place)
    folder, name = place.find(draft_of(context))
    report = folder.load(name)
    if append and replaced:
        raise click.UsageError("Write --append or --replace, not both.")
    read = _read(source, place.locale or report.locale, report.currency, mark)
    if report.ledger and not (append or replaced):
        raise click.UsageError(
            f"The list has {len(report.ledger)} expenses already."
            " Write --append to add to them, or --replace to put these in their place."
        )
    kept = (*report.ledger, *read.expenses) if append else read.expenses
    refuse_too_many(kept)
    folder.save(name, replace(report, ledger=kept))
    missing = _missing(read, source)
    if as_json:
        show_json(_file_shape(name, read, missing))
    else:
        many = len(read.expenses)
        show("1 expense was read." if many == 1 else f"{many} expenses were read.")
        for words in (
            *_remarks(read),
            *(f"Line {line}: {path} is not beside the list." for line, path in missing),
        ):
            say(words)


def _missing(read: LedgerFile, source: str) -> tuple[tuple[int, str], ...]:
    """Return the receipts that are not in the folder of a file, with its lines; none for standard input."""
    from reportwizard.ledger.beside import missing_beside

    return () if source == "-" else missing_beside(read, Path(source).parent)


def _read(source: str, locale: str, currency: str, mark: str | None) -> LedgerFile:
    """Return what a file holds; `ReportWizardError` where nothing of it can be read."""
    from reportwizard.commands.files import read_data
    from reportwizard.errors import ReportWizardError
    from reportwizard.ledger.encoding import MOST_BYTES
    from reportwizard.ledger.reading import read_ledger

    data = read_data(source, MOST_BYTES + 1)
    read = read_ledger(data, currency=currency, locale=locale, mark=mark or "")
    if read.refusal:
        name = "standard input" if source == "-" else source
        raise ReportWizardError(f"{name}: {read.refusal}", "Nothing was changed.")
    return read


def _file_shape(draft: str, read: LedgerFile, missing: Sequence[tuple[int, str]]) -> dict[str, Any]:
    problems = [
        {"line": problem.line, "column": problem.column, "message": problem.message}
        for problem in read.problems
    ]
    return {
        "draft": draft,
        "layout": read.layout,
        "read": len(read.expenses),
        "problems": problems,
        "missing_receipts": [{"line": line, "receipt": path} for line, path in missing],
        "notes": list(read.notes),
    }


def _remarks(read: LedgerFile) -> Iterator[str]:
    from reportwizard.ledger.file import on_lines
    from reportwizard.ledger.telling import file_words

    yield from file_words(read)
    if read.undecided:
        yield (
            f"Nothing in the file says which decimal mark it uses ({on_lines(read.undecided)})."
            " Add --decimal . or --decimal , to say it."
        )


@click.command("check")
@click.option("--file", "source", metavar="FILE", help="Look at the list in this file, not at the draft's.")
@click.option("--decimal", "mark", type=click.Choice([".", ","]), help="The decimal mark of FILE's amounts.")
@click.option(
    "--receipts",
    metavar="FOLDER",
    help="Where the receipts are. Without it: beside FILE, or beside the draft.",
)
@json_option
@place_options
@click.pass_context
def check_ledger(
    context: click.Context, source: str | None, mark: str | None, receipts: str | None, as_json: bool
) -> None:
    """Say what does not fit: totals, lines not read, receipts, and what differs from the budget."""
    from dataclasses import replace

    place = context.ensure_object(Place)
    folder, name = place.find(draft_of(context))
    report = place.load(draft_of(context))
    beside = folder.path_of(name).parent
    if source is not None:
        read = _read(source, report.locale, report.currency, mark)
        report = replace(report, ledger=read.expenses)
        beside = Path() if source == "-" else Path(source).parent
        for words in _remarks(read):
            say(words)
    checked = _Checked(report, Path(receipts) if receipts else beside)
    if as_json:
        show_json(checked.shape())
    else:
        show("\n".join(checked.lines()))


_ABOUT_THE_LIST = ("ledger.", "money.two_sums", "money.late_expense")
"""The checks that read the list of expenses, by how their codes begin."""


class _Checked:
    """A list that was looked at: its findings, and the receipts that are missing in a folder."""

    def __init__(self, report: Report, folder: Path) -> None:
        from reportwizard.checks.registry import run_checks
        from reportwizard.ledger.beside import is_there
        from reportwizard.ledger.receipts import missing_receipts
        from reportwizard.ledger.totals import offers

        self.report = report
        self.folder = folder
        self.findings = [found for found in run_checks(report) if found.code.startswith(_ABOUT_THE_LIST)]
        self.missing = missing_receipts(report.ledger, lambda path: is_there(folder / path))
        self.offers = offers(report)

    def shape(self) -> dict[str, Any]:
        """Return what `--json` prints; expenses are numbered from 1."""
        from reportwizard.commands.hand_in import finding_shape
        from reportwizard.ledger.variances import variance_text, variances

        differing = [
            {
                "row": one.place + 1,
                "planned": amount_shape(one.planned),
                "spent": amount_shape(one.spent),
            }
            for one in variances(self.report.ledger)
        ]
        return {
            "findings": [finding_shape(finding) for finding in self.findings],
            "missing_receipts": [{"row": place + 1, "receipt": path} for place, path in self.missing],
            "offers": [offer_shape(offer) for offer in self.offers],
            "variances": differing,
            "variance_text": variance_text(self.report.ledger, self.report.locale),
        }

    def lines(self) -> Iterator[str]:
        """Give everything in words."""
        yield from map(_finding_line, self.findings)
        for place, path in self.missing:
            yield f"{'missing':<8} Expense {place + 1}: {path} is not in {self.folder.absolute()}."
        if not self.findings and not self.missing:
            yield "Nothing to mend in the list."
        yield from self._offered()

    def _offered(self) -> Iterator[str]:
        from reportwizard.ledger.telling import offer_words
        from reportwizard.ledger.variances import variance_text

        yield from (offer_words(offer, self.report) for offer in self.offers)
        text = variance_text(self.report.ledger, self.report.locale)
        if text:
            yield f"\nLines that differ from the budget by more than 20 %:\n\n{text}"


def _finding_line(finding: Finding) -> str:
    return f"{finding.severity:<8} {finding.message}"
