"""The list of expenses of a draft: show it, add to it, write it as a CSV file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date as day
from pathlib import Path
from typing import Any

import click

from reportwizard.commands.common import (
    Place,
    currency_option,
    json_option,
    output_options,
    place_options,
    say,
    show,
    show_json,
)
from reportwizard.commands.completion import draft_argument
from reportwizard.commands.expenses_file import (
    check_expenses,
    draft_of,
    import_expenses,
    offer_shape,
    refuse_too_many,
)
from reportwizard.commands.files import refuse_terminal, write_output
from reportwizard.errors import AnswerError
from reportwizard.exports.json import ledger_shape
from reportwizard.ledger.amounts import problem_text
from reportwizard.ledger.columns import NUMBER
from reportwizard.ledger.totals import offer_text, offers, totals_by_currency
from reportwizard.ledger.write import used_columns, write_csv
from reportwizard.money.showing import show_amount
from reportwizard.report.expense import Expense, read_cell, show_cell
from reportwizard.report.report import Report
from reportwizard.report.text_layout import write_rows

today = day.today


class _ExpensesGroup(click.Group):
    """What can be done to one draft's list; options alone show it."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; where an option follows the draft at once, the list is shown."""
        if args[0].startswith("-"):
            return "show", self.commands["show"], args
        return super().resolve_command(ctx, args)


@click.group("expenses", cls=_ExpensesGroup, invoke_without_command=True, subcommand_metavar="[COMMAND ...]")
@draft_argument
@place_options
@click.pass_context
def expenses(context: click.Context, draft: str) -> None:  # noqa: ARG001
    """Work on the list of expenses of a draft.

    Without a command, show it.
    """
    if context.invoked_subcommand is None:
        context.invoke(show_expenses, as_json=False)


expenses.add_command(import_expenses)
expenses.add_command(check_expenses)


@expenses.command("show")
@json_option
@place_options
@click.pass_context
def show_expenses(context: click.Context, as_json: bool) -> None:
    """Show the expenses, and what they add up to."""
    report = context.ensure_object(Place).load(draft_of(context))
    if as_json:
        show_json(_shape(report))
    elif report.ledger:
        show("\n".join(_lines(report)))
    else:
        say(
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
    yield from _totals(report)
    yield from (offer_text(offer, report) for offer in offers(report))


def _totals(report: Report) -> Iterator[str]:
    for amount in totals_by_currency(report.ledger):
        yield f"Total: {show_amount(amount, report.locale)}"


def _shape(report: Report) -> dict[str, Any]:
    return {
        "ledger": ledger_shape(report.ledger),
        "totals": [amount.plain() for amount in totals_by_currency(report.ledger)],
        "offers": [offer_shape(offer) for offer in offers(report)],
    }


@expenses.command("add")
@click.option("--what", default="", help="What was paid for.")
@click.option("--amount", required=True, help="How much, as you write amounts: 1 500,00 or 20 USD.")
@currency_option
@click.option("--date", default="", help="The day, as you write days: 3/10 or 3 October 2023.")
@click.option("--category", default="", help="Such as Travel & Events.")
@click.option("--receipt", default="", help="A file (path from the draft's folder), a link or a number.")
@click.option("--note", default="", help="Anything else.")
@place_options
@click.pass_context
def add_expense(context: click.Context, /, currency: str, **cells: str) -> None:
    """Add one expense to the list, and print its number.

    An amount or a day that can be read in two ways is kept as typed, and you are asked which is meant.
    """
    place = context.ensure_object(Place)
    folder, name, report = place.open(draft_of(context))
    spoken = report.with_region(locale=place.locale) if place.locale else report
    expense = _read(spoken, cells, currency)
    kept = (*report.ledger, expense)
    refuse_too_many(kept)
    folder.change(name, replace(report, ledger=kept))
    show(str(len(kept)))


def _read(report: Report, cells: Mapping[str, str], currency: str) -> Expense:
    expense, refused = Expense(), []
    region = replace(report.region, currency=currency or report.currency, today=today())
    for column, text in cells.items():
        expense, reading = read_cell(expense, column, text, region)
        for problem in reading.problems:
            if problem.code == "ambiguous":
                say(f"{column}: {problem_text(problem)} Kept as typed.")
            else:
                refused.append(f"{column}: {problem.message}")
    if refused:
        raise AnswerError("\n".join(refused), "Nothing was added.")
    return expense


@expenses.command("export")
@output_options
@click.option("--to", "fmt", type=click.Choice(["csv", "xlsx"]), help="Default: by the name of the file.")
@click.option(
    "--separator",
    type=click.Choice([",", ";", "tab"]),
    default=",",
    help="What separates cells in a CSV file.",
)
@click.option("--decimal", type=click.Choice([".", ","]), default=".", help="The decimal mark in a CSV file.")
@place_options
@click.pass_context
def export_expenses(
    context: click.Context, target: str, force: bool, fmt: str | None, separator: str, decimal: str
) -> None:
    """Write the expenses for a spreadsheet program, as a CSV file or as a workbook (.xlsx).

    `import` reads both back.
    """
    draft = draft_of(context)
    ledger = context.ensure_object(Place).load(draft).ledger
    if (fmt or Path(target).suffix.lower()) in ("xlsx", ".xlsx"):
        from reportwizard.exports.expenses import write_xlsx

        refuse_terminal(target, f"{draft}.xlsx")
        write_output(target, write_xlsx(ledger), replace=force)
        return
    data = write_csv(ledger, "\t" if separator == "tab" else separator, decimal).encode()
    # Excel takes a file for UTF-8 only where it begins with this mark; other programs need none in a pipe.
    mark = b"" if target == "-" else b"\xef\xbb\xbf"
    write_output(target, mark + data, replace=force)
