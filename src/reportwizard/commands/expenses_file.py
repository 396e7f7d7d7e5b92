"""A file with expenses: import it into a draft, or check it; what lists share as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from reportwizard.commands.common import Place, json_option, place_options, say, show, show_json
from reportwizard.commands.files import read_data
from reportwizard.commands.hand_in import finding_shape
from reportwizard.errors import AnswerError, ReportWizardError
from reportwizard.ledger.receipts import missing_receipts, missing_receipts_of
from reportwizard.ledger.result import (
    FIELDS,
    LedgerFile,
    Options,
    SkippedLine,
    number_list,
    problem_lines,
    summary_lines,
)
from reportwizard.ledger.totals import Offer, offer_text, offers, variance_text, variances, why_too_large
from reportwizard.report.expense import Expense
from reportwizard.report.report import Report

_ABOUT_THE_LIST = ("ledger.", "money.two_sums", "money.late_expense")
"""The checks that read the list of expenses, by how their codes begin."""


def draft_of(context: click.Context) -> str:
    """Return the draft that is after the word `expenses`."""
    params = context.parent.params if context.parent else {}
    return str({**params, **context.params}["draft"])


def refuse_too_many(kept: Sequence[Expense]) -> None:
    """Refuse a list that a draft could not hold; `AnswerError`."""
    if why := why_too_large(kept):
        raise AnswerError(why, "Nothing was changed. Keep only the lines of this grant.")


def offer_shape(offer: Offer) -> dict[str, Any]:
    """Return what the list offers for a question as JSON; expenses are numbered from 1."""
    total, known = offer.total, offer.difference
    return {
        "question": offer.question,
        "total": total.amount.plain(),
        "counted": total.counted,
        "converted": total.converted,
        "left_out": {why: [place + 1 for place in places] for why, places in total.left_out.items()},
        "difference": None if known is None else f"{known:f}",
        "agrees": offer.agrees,
    }


@click.command("import")
@click.argument("source", metavar="FILE")
@click.option("--sheet", metavar="NAME", default="", help="The sheet of a workbook to read.")
@click.option(
    "--direction",
    type=click.Choice(["minus", "plus", "all"]),
    help="What a minus means: minus, money that went out; plus, money that came in; all, every line is an"
    " expense.",
)
@click.option(
    "--column",
    "columns",
    metavar="[FIELD=]HEADING",
    multiple=True,
    help="The column of the amounts, or of FIELD (date, what, category, receipt, note).",
)
@click.option("--decimal", "mark", type=click.Choice([".", ","]), help="The decimal mark of its amounts.")
@click.option("--append", is_flag=True, help="Add them to those in the draft.")
@click.option("--replace", "replaced", is_flag=True, help="Replace those in the draft.")
@json_option
@place_options
@click.pass_context
def import_expenses(
    context: click.Context, /, source: str, append: bool, replaced: bool, as_json: bool, **said: Any
) -> None:
    """Bring a spreadsheet, a bank's list or the Foundation's budget sheet into the list.

    FILE is .xlsx, .xls, .ods or CSV; - is standard input. Money that came in is reported, but not added.
    Problems are reported line by line; what cannot be read is kept as written.
    """
    place = context.ensure_object(Place)
    folder, name, report = place.open(draft_of(context))
    if append and replaced:
        raise click.UsageError("Write --append or --replace, not both.")
    locale = place.locale or report.locale
    read = _read(source, report, locale, said)
    if report.ledger and not (append or replaced):
        raise click.UsageError(
            f"The list has {len(report.ledger)} expenses already."
            " Write --append to add to them, or --replace to put these in their place."
        )
    kept = (*report.ledger, *read.expenses) if append else read.expenses
    refuse_too_many(kept)
    folder.change(name, replace(report, ledger=kept))
    missing = () if source == "-" else missing_receipts_of(read, Path(source).parent)
    asked = [question.sentence() for question in read.all_questions()]
    if as_json:
        show_json(_file_shape(name, read, missing, asked))
        return
    first, *more = summary_lines(read, locale)
    show(first)
    beside = (f"Line {line}: {path} is not beside the list." for line, path in missing)
    for words in (*more, *asked, *problem_lines(read), *beside):
        say(words)


def _read(source: str, report: Report, locale: str, said: Mapping[str, Any]) -> LedgerFile:
    """Return what a file holds; `ReportWizardError` if nothing can be read, or something must be asked."""
    from reportwizard.ledger.read import read_ledger
    from reportwizard.ledger.sheet import MAX_BYTES

    columns = {}
    for text in said["columns"]:
        name, equals, heading = text.partition("=")
        field = name.strip().casefold()
        columns.update({field: heading} if equals and field in FIELDS else {"amount": text})
    options = Options(said["mark"] or "", columns, said["direction"] or "", said["sheet"])
    data = read_data(source, MAX_BYTES + 1)
    read = read_ledger(data, replace(report.region, locale=locale), options)
    if read.refusal:
        name = "standard input" if source == "-" else source
        raise ReportWizardError(f"{name}: {read.refusal}", "Nothing was changed.")
    if question := read.unanswered:
        raise ReportWizardError(question.sentence(), "Nothing was changed. Add the option that fits.")
    return read


def _file_shape(
    draft: str, read: LedgerFile, missing: Sequence[tuple[int, str]], asked: Sequence[str]
) -> dict[str, Any]:
    problems = [{"line": one.line, "column": one.column, "message": one.message} for one in read.problems]
    return {
        "draft": draft,
        "layout": read.layout,
        "read": len(read.expenses),
        "money_in": [_line_shape(one) for one in read.money_in],
        "left_out": [{**_line_shape(one), "reason": one.reason} for one in read.left_out],
        "problems": problems,
        "missing_receipts": [{"line": line, "receipt": path} for line, path in missing],
        "notes": [*read.notes, *asked],
    }


def _line_shape(one: SkippedLine) -> dict[str, Any]:
    return {"line": one.line, "what": one.what, "amount": one.amount and one.amount.plain()}


@click.command("check")
@json_option
@place_options
@click.pass_context
def check_expenses(context: click.Context, as_json: bool) -> None:
    """Say what does not fit: totals, lines not read, receipts, and what differs from the budget.

    Receipt files are looked for next to the draft.
    """
    from reportwizard.checks.registry import run_checks

    place = context.ensure_object(Place)
    folder, name = place.find(draft_of(context))
    report = place.load(draft_of(context))
    beside = folder.path_of(name).parent
    findings = [found for found in run_checks(report) if found.code.startswith(_ABOUT_THE_LIST)]
    missing = missing_receipts(report.ledger, beside)
    without = [at for at, one in enumerate(report.ledger, 1) if one.paid and not (one.receipt or one.in_kind)]
    text = variance_text(report.ledger, report.locale)
    if as_json:
        show_json(
            {
                "findings": [finding_shape(finding) for finding in findings],
                "missing_receipts": [{"row": at + 1, "receipt": path} for at, path in missing],
                "without_receipt": without,
                "offers": [offer_shape(offer) for offer in offers(report)],
                "variances": [
                    {"row": one.place + 1, "planned": one.planned.plain(), "spent": one.spent.plain()}
                    for one in variances(report.ledger)
                ],
                "variance_text": text,
            }
        )
        return
    lines = [f"{finding.severity:<8} {finding.message}" for finding in findings]
    lines += [
        f"{'missing':<8} Expense {at + 1}: {path} is not in {beside.absolute()}." for at, path in missing
    ]
    lines += [f"{'missing':<8} No receipt is named for {number_list('expense', without)}."] * bool(without)
    lines = lines or ["Nothing to fix in the list."]
    lines += [offer_text(offer, report) for offer in offers(report)]
    if text:
        lines.append(f"\nLines that differ from the budget by more than 20 %:\n\n{text}")
    show("\n".join(lines))
