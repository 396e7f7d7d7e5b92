"""The list of expenses of a draft: show and check it, add to it, read it from a file and write it to one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date as day
from pathlib import Path
from typing import Any

import click

from reportwizard.commands.files import read_data, refuse_terminal, source_name, write_output
from reportwizard.commands.options import (
    command,
    complete_drafts,
    currency_option,
    json_option,
    output_options,
    store_option,
    workspace_options,
)
from reportwizard.commands.output import print_json, print_message, print_text
from reportwizard.commands.workspace import Workspace
from reportwizard.errors import AnswerError, ReportWizardError
from reportwizard.exports.json import ledger_shape
from reportwizard.ledger.amounts import problem_text
from reportwizard.ledger.columns import NUMBER
from reportwizard.ledger.receipts import missing_receipts, missing_receipts_of
from reportwizard.ledger.result import (
    FIELDS,
    LedgerFile,
    Options,
    SkippedLine,
    number_list,
    problem_lines,
    repeated_lines,
    summary_lines,
)
from reportwizard.ledger.totals import (
    Offer,
    offer_text,
    offers,
    totals_by_currency,
    variance_text,
    variances,
    why_too_large,
)
from reportwizard.ledger.write import used_columns, write_csv
from reportwizard.money.showing import show_amount
from reportwizard.report.expense import Expense, read_cell, show_cell
from reportwizard.report.report import Report
from reportwizard.report.text_layout import write_rows
from reportwizard.text import pluralize

_ABOUT_THE_LIST = ("ledger.", "money.two_sums", "money.late_expense")
"""How the codes of the checks begin that read the list of expenses."""


class _ExpensesGroup(click.Group):
    """What can be done to one draft's list; options alone show it."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0].startswith("-"):
            return "show", self.commands["show"], args
        return super().resolve_command(ctx, args)


@command("show", json_option)
def show_expenses(workspace: Workspace, as_json: bool) -> None:
    """Show the expenses, and what they add up to."""
    report = workspace.load(workspace.draft)
    if as_json:
        shape = {
            "ledger": ledger_shape(report.ledger),
            "totals": [amount.plain() for amount in totals_by_currency(report.ledger)],
            "offers": [_offer_shape(offer) for offer in offers(report)],
        }
        print_json(shape)
    elif report.ledger:
        print_text("\n".join(_lines(report)))
    else:
        print_message(
            "There are no expenses yet. Add one (expenses DRAFT add), or a file (expenses DRAFT import FILE)."
        )


def _lines(report: Report) -> Iterator[str]:
    columns = used_columns(report.ledger)
    rows = [
        [str(number), *(show_cell(expense, column.id, report.region) for column in columns)]
        for number, expense in enumerate(report.ledger, 1)
    ]
    yield from write_rows([[NUMBER, *(column.label for column in columns)], *rows])
    yield ""
    for amount in totals_by_currency(report.ledger):
        yield f"Total: {show_amount(amount, report.locale)}"
    yield from (offer_text(offer, report) for offer in offers(report))


def _offer_shape(offer: Offer) -> dict[str, Any]:
    """Return what the list offers for a question as JSON; expenses are numbered from 1."""
    total, difference = offer.total, offer.difference
    return {
        "question": offer.question,
        "total": total.amount.plain(),
        "counted": total.counted,
        "converted": total.converted,
        "left_out": {reason: [place + 1 for place in places] for reason, places in total.left_out.items()},
        "difference": None if difference is None else f"{difference:f}",
        "agrees": offer.agrees,
    }


def _with_expenses(report: Report, ledger: Sequence[Expense]) -> Report:
    """Return a report with another list of expenses; `AnswerError` if a draft could not hold it."""
    if reason := why_too_large(ledger):
        raise AnswerError(reason, "Nothing was changed. Keep only the lines of this grant.")
    return replace(report, ledger=tuple(ledger))


@command(
    "add",
    click.option("--what", default="", help="What was paid for."),
    click.option("--amount", required=True, help="How much, as you write amounts: 1 500,00 or 20 USD."),
    currency_option,
    click.option("--date", default="", help="The day, as you write days: 3/10 or 3 October 2023."),
    click.option("--category", default="", help="Such as Travel & Events."),
    click.option("--receipt", default="", help="A file (path from the draft's folder), a link or a number."),
    click.option("--note", default="", help="Anything else."),
)
def add_expense(workspace: Workspace, /, currency: str, **cells: str) -> None:
    """Add one expense to the list, and print its number.

    An amount or a day that can be read in two ways is kept as typed, and you are asked which is meant.
    """
    folder, name, report = workspace.open(workspace.draft)
    expense, refused = Expense(), []
    region = workspace.localized(report).region
    region = replace(region, currency=currency or report.currency, today=day.today())
    for column, text in cells.items():
        expense, reading = read_cell(expense, column, text, region)
        for problem in reading.problems:
            if problem.code == "ambiguous":
                print_message(f"{column}: {problem_text(problem)} Kept as typed.")
            else:
                refused.append(f"{column}: {problem.message}")
    if refused:
        raise AnswerError("\n".join(refused), "Nothing was added.")
    changed = _with_expenses(report, (*report.ledger, expense))
    folder.change(name, changed)
    print_text(str(len(changed.ledger)))


@command(
    "import",
    click.argument("source", metavar="FILE"),
    click.option("--sheet", metavar="NAME", default="", help="The sheet of a workbook to read."),
    click.option(
        "--direction",
        type=click.Choice(["minus", "plus", "all"]),
        help="What a minus means: minus, money that went out; plus, money that came in; all, every line is an"
        " expense.",
    ),
    click.option(
        "--column",
        "columns",
        metavar="[FIELD=]HEADING",
        multiple=True,
        help="The column of the amounts, or of FIELD (date, what, category, receipt, note).",
    ),
    click.option("--decimal", "mark", type=click.Choice([".", ","]), help="The decimal mark of its amounts."),
    click.option("--order", type=click.Choice(["day", "month"]), help="What comes first in its days."),
    click.option("--append", is_flag=True, help="Add them to those in the draft."),
    click.option("--replace", "replaces", is_flag=True, help="Replace those in the draft."),
    json_option,
)
def import_expenses(
    workspace: Workspace, /, source: str, append: bool, replaces: bool, as_json: bool, **options: Any
) -> None:
    """Bring a spreadsheet, a bank's list or the Foundation's budget sheet into the list.

    FILE is .xlsx, .xls, .ods or CSV; - is standard input. Money that came in is reported, but not added.
    Problems are reported line by line; what cannot be read is kept as written.
    """
    folder, name, report = workspace.open(workspace.draft)
    if append and replaces:
        raise click.UsageError("Write --append or --replace, not both.")
    locale = workspace.locale or report.locale
    file = _read_file(source, report, locale, options)
    if report.ledger and not (append or replaces):
        raise click.UsageError(
            f"The list has {pluralize(len(report.ledger), 'expense')} already."
            " Write --append to add to them, or --replace to put these in their place."
        )
    before = report.ledger if append else ()
    folder.change(name, _with_expenses(report, (*before, *file.expenses)))
    missing = () if source == "-" else missing_receipts_of(file, Path(source).parent)
    questions = [*repeated_lines(file, before), *(each.sentence() for each in file.all_questions())]
    if as_json:
        shape = {
            "draft": name,
            "layout": file.layout,
            "read": len(file.expenses),
            "money_in": [_line_shape(line) for line in file.money_in],
            "left_out": [{**_line_shape(line), "reason": line.reason} for line in file.left_out],
            "problems": [asdict(problem) for problem in file.problems],
            "missing_receipts": [{"line": line, "receipt": path} for line, path in missing],
            "notes": [*file.notes, *questions],
        }
        print_json(shape)
        return
    first, *more = summary_lines(file, locale)
    print_text(first)
    receipts = (f"Line {line}: {path} is not beside the list." for line, path in missing)
    for message in (*more, *questions, *problem_lines(file), *receipts):
        print_message(message)


def _read_file(source: str, report: Report, locale: str, options: Mapping[str, Any]) -> LedgerFile:
    """Return what a file holds; `ReportWizardError` if nothing can be read, or something must be asked."""
    from reportwizard.ledger.read import read_ledger
    from reportwizard.ledger.sheet import MAX_BYTES

    columns = {}
    for text in options["columns"]:
        name, equals, heading = text.partition("=")
        field = name.strip().casefold()
        columns.update({field: heading} if equals and field in FIELDS else {"amount": text})
    named = {name: options[name] or "" for name in ("direction", "sheet", "order")}
    chosen = Options(options["mark"] or "", columns, **named)
    file = read_ledger(read_data(source, MAX_BYTES + 1), replace(report.region, locale=locale), chosen)
    if file.refusal:
        raise ReportWizardError(f"{source_name(source)}: {file.refusal}", "Nothing was changed.")
    if question := file.unanswered:
        raise ReportWizardError(question.sentence(), "Nothing was changed. Add the option that fits.")
    return file


def _line_shape(line: SkippedLine) -> dict[str, Any]:
    return {"line": line.line, "what": line.what, "amount": line.amount and line.amount.plain()}


@command("check", json_option)
def check_expenses(workspace: Workspace, as_json: bool) -> None:
    """Say what does not fit: totals, lines not read, receipts, and what differs from the budget.

    Receipt files are looked for next to the draft.
    """
    from reportwizard.checks.registry import run_checks

    folder, name, report = workspace.open(workspace.draft)
    report = workspace.localized(report)
    beside = folder.path_of(name).parent
    findings = [finding for finding in run_checks(report) if finding.code.startswith(_ABOUT_THE_LIST)]
    missing = missing_receipts(report.ledger, beside)
    without = [
        number
        for number, expense in enumerate(report.ledger, 1)
        if expense.paid and not (expense.receipt or expense.in_kind)
    ]
    text = variance_text(report.ledger, report.locale)
    if as_json:
        shape = {
            "findings": [asdict(finding) for finding in findings],
            "missing_receipts": [{"row": at + 1, "receipt": path} for at, path in missing],
            "without_receipt": without,
            "offers": [_offer_shape(offer) for offer in offers(report)],
            "variances": [
                {"row": line.place + 1, "planned": line.planned.plain(), "spent": line.spent.plain()}
                for line in variances(report.ledger)
            ],
            "variance_text": text,
        }
        print_json(shape)
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
    print_text("\n".join(lines))


@command(
    "export",
    output_options,
    click.option("--to", "fmt", type=click.Choice(["csv", "xlsx"]), help="Default: by the name of the file."),
    click.option(
        "--separator",
        type=click.Choice([",", ";", "tab"]),
        default=",",
        help="What separates cells in a CSV file.",
    ),
    click.option(
        "--decimal", type=click.Choice([".", ","]), default=".", help="The decimal mark in a CSV file."
    ),
)
def export_expenses(
    workspace: Workspace, target: str, force: bool, fmt: str | None, separator: str, decimal: str
) -> None:
    """Write the expenses for a spreadsheet program, as a CSV file or as a workbook (.xlsx).

    `import` reads both back.
    """
    ledger = workspace.load(workspace.draft).ledger
    if (fmt or Path(target).suffix.lower()) in ("xlsx", ".xlsx"):
        from reportwizard.exports.expenses import write_xlsx

        refuse_terminal(target, f"{workspace.draft}.xlsx")
        write_output(target, write_xlsx(ledger), replace=force)
        return
    data = write_csv(ledger, "\t" if separator == "tab" else separator, decimal).encode()
    # Excel takes a file for UTF-8 only where it begins with this mark; other programs need none in a pipe.
    mark = b"" if target == "-" else b"\xef\xbb\xbf"
    write_output(target, mark + data, replace=force)


@click.group(
    "expenses",
    cls=_ExpensesGroup,
    commands=[show_expenses, add_expense, import_expenses, check_expenses, export_expenses],
    invoke_without_command=True,
    subcommand_metavar="[COMMAND ...]",
)
@click.argument("draft", shell_complete=complete_drafts, expose_value=False, callback=store_option)
@workspace_options
@click.pass_context
def expenses(context: click.Context) -> None:
    """Work on the list of expenses of a draft.

    Without a command, show it.
    """
    if context.invoked_subcommand is None:
        context.invoke(show_expenses, as_json=False)
