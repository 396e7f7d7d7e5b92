"""What the command line prints as JSON: the models from which `docs/schemas` is made.

A program in Python can read an output with them: `Checked.model_validate_json(text)`. The commands themselves
build plain dictionaries, so that they need not load pydantic; a contract test compares the two.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel

Id = Annotated[str, Field(pattern="^[a-z][a-z0-9_]*$")]
Day = Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Moment = Annotated[
    str, Field(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$", description="In UTC.")
]
Code = Annotated[str, Field(pattern=r"^[a-z]+\.[a-z_]+$")]
Currency = Annotated[str, Field(pattern="^([A-Z]{3})?$", description="An ISO 4217 code.")]
Digits = Annotated[str, Field(pattern=r"^-?[0-9]+(\.[0-9]+)?$", description="Digits with a point.")]
Number = Annotated[int, Field(ge=0)]
Place = Annotated[int, Field(ge=1, description="Counted from 1.")]
Waiting = Annotated[
    list[Id],
    Field(min_length=1, description="Answers that wait for a choice of two versions; absent for none."),
]


class Shape(BaseModel):
    """An object of which every key is known."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Money(Shape):
    """An amount, never rounded."""

    amount: Digits
    currency: Currency


class Unread(Shape):
    """What was typed and cannot be read yet."""

    typed: str
    currency: Currency = ""


Cell = str | int | Unread
Row = dict[str, Cell]
Answer = str | bool | int | Money | Unread | dict[str, str | Unread] | dict[str, Row] | list[Row]
"""By the kind of its question: text, a date or an option; yes or no; a count; an amount; what cannot be read;
an agreement by statement; a table by row, or its rows."""


class Expense(Shape):
    """One expense; names that hold nothing are absent."""

    date: Day | Unread | None = None
    what: str = ""
    category: str = ""
    amount: Money | Unread | None = Field(None, description="Below 0 where money came back.")
    usd: Money | Unread | None = Field(
        None, description="The same in US dollars, where the source says it too."
    )
    planned: Money | Unread | None = Field(None, description="What the budget had for it.")
    receipt: str = ""
    note: str = ""


class Shown(Shape):
    """reportwizard show DRAFT --json"""

    form: str
    form_version: str
    locale: str
    currency: Currency
    answers: dict[Id, Answer] = Field(description="Questions without an answer are absent.")
    ledger: list[Expense] = Field([], description="The list of expenses; absent where there is none.")
    unplaced: list[str] = Field(description="Imported text that fits no question.")
    not_asked: dict[str, object] = Field({}, description="Answers for which the form has no question.")
    two_versions: Waiting = []


class ExportedQuestion(Shape):
    """A question with the form's own words."""

    id: str
    number: str
    wording: str
    kind: str
    required: bool
    shown: str | list[list[str]] = Field(description="As people read it: text, or the rows of a table.")


class ExportedPart(Shape):
    """A part of the form."""

    id: str
    heading: str
    questions: list[ExportedQuestion]


class Exported(Shape):
    """reportwizard export DRAFT --to json"""

    notice: str = Field("", description="Only in a report that is marked as a draft.")
    form: str
    form_version: str
    locale: str
    currency: Currency
    answers: dict[Id, Answer]
    ledger: list[Expense] = Field([], description="The list of expenses; absent where there is none.")
    unplaced: list[str] = Field(description="Imported text that fits no question.")
    title: str
    form_title: str
    parts: list[ExportedPart]


class Counts(Shape):
    """How many findings there are."""

    errors: Number
    warnings: Number
    notes: Number


class Listed(Shape):
    """One draft."""

    draft: str
    path: str
    form: str | None
    title: str
    due_date: Day | None
    days_left: int | None = Field(description="Below 0 where the due date has passed.")
    answered: Number | None
    asked: Number | None = Field(description="Required questions that apply now.")
    findings: Counts | None
    saved_at: Moment
    problem: str | None = Field(description="Why the draft cannot be opened; what is not known is null.")
    two_versions: Waiting = []


class ListOutput(RootModel[list[Listed]]):
    """reportwizard list --json: the drafts, the last saved first."""


class Finding(Shape):
    """What a check found."""

    code: Code
    severity: Literal["error", "warning", "note"]
    question: str = Field(description="The id of a question; empty for the whole report.")
    message: str
    data: dict[str, object]


class Dismissed(Finding):
    """A finding that is right as it is."""

    reason: str = Field(description="Why the applicant left it as it is.")


class Checked(Shape):
    """What the checks say of one draft."""

    ready: bool = Field(description="Whether nothing blocks the hand-in.")
    findings: list[Finding]
    dismissed: list[Dismissed] = Field([], description="What is right as it is; absent for none.")
    not_asked: dict[str, object] = Field({}, description="Answers for which the form has no question.")
    two_versions: Waiting = []


class CheckedOfSeveral(Checked):
    """One of several drafts."""

    draft: str = Field(description="The draft as it was named in the command.")


class CheckOutput(RootModel[Checked | list[CheckedOfSeveral]]):
    """reportwizard check DRAFT... --json: an object for one draft, a list for several."""


class Arrival(Shape):
    """What became of one answer, or of one cell of it."""

    question: Id
    state: Literal["equal", "missing", "cut", "lost", "changed", "elsewhere", "twice", "unseen"] = Field(
        description="`lost`: something in the middle is not there. `unseen`: the text does not show it."
    )
    cell: str = Field(description="Row and column, in the words of the form; empty for a whole answer.")
    message: str
    box: Id | Literal[""] = Field(description="The question in whose box it is, instead or also.")
    restyled: bool = Field(description="Whether line breaks of it, or the form of its quotes, are lost.")


class ProofOutput(Shape):
    """reportwizard proof DRAFT [FILE] --json"""

    foreign: bool = Field(
        description="Whether the text belongs to another report; then nothing else is reported."
    )
    arrived: bool = Field(description="Whether every answer that the text shows is there as it is here.")
    answers: list[Arrival]


class ImportOutput(Shape):
    """reportwizard import FILE --json"""

    draft: str = Field(description="The path of the new draft.")
    form: str
    recognised: str = Field(description="What the file was taken for.")
    placed: Number = Field(description="How many answers were found.")
    unplaced: list[str] = Field(description="Text that fits no question; it is kept in the draft.")
    notes: list[str] = Field(description="What was left out on purpose, in words.")


class TwoVersions(Shape):
    """An answer that was changed in two places."""

    question: Id = Field(description="The id of a question, or ledger for the list of expenses.")
    noticed_at: Moment | None
    mine: Answer | list[Expense] | None = Field(description="What is in the report.")
    theirs: Answer | list[Expense] | None = Field(description="What came from the other place.")
    choices: list[Literal["mine", "theirs", "both"]] = Field(description="What `choose DRAFT ID` takes.")


class ChooseOutput(Shape):
    """reportwizard choose DRAFT [ID] --json"""

    two_versions: list[TwoVersions] = Field(description="The oldest first.")


class Offer(Shape):
    """What the list of expenses offers for a question."""

    question: str
    total: Money
    counted: Number
    converted: Number = Field(description="How many were changed at the grant's own rate.")
    left_out: dict[str, list[Place]] = Field(description="Expenses that are not counted, by reason.")
    difference: Digits | None = Field(description="Total minus answer; null without an answer.")
    agrees: bool = Field(description="False only where list and answer differ for certain.")


class LedgerShown(Shape):
    """ledger DRAFT show"""

    ledger: list[Expense]
    totals: list[Money] = Field(description="One for each currency; nothing is converted.")
    offers: list[Offer]


class LineProblem(Shape):
    """What cannot be read in a file."""

    line: Place
    column: str = Field(description="A column of an expense; empty where it is not one cell.")
    message: str


class LineReceipt(Shape):
    """A receipt that is not in the folder of the file."""

    line: Place
    receipt: str


class RowReceipt(Shape):
    """A receipt that is not there."""

    row: Place
    receipt: str


class Variance(Shape):
    """A line that differs from the budget by more than 20 %."""

    row: Place
    planned: Money
    spent: Money


class LineNotTaken(Shape):
    """A line that is no expense."""

    line: Place
    what: str
    amount: Money | None = Field(description="Null where no amount was read.")


class LineLeftOut(LineNotTaken):
    """A line that is not counted."""

    reason: str = Field(description="Such as pending, failed, reversed, cancelled, between or total.")


class LedgerImported(Shape):
    """expenses DRAFT import FILE"""

    draft: str
    layout: Literal["table", "statement", "budget-sheet"]
    read: Number = Field(description="How many expenses were read.")
    money_in: list[LineNotTaken] = Field(description="Money that came in, which is no expense.")
    left_out: list[LineLeftOut] = Field(description="Lines that are not counted, and why.")
    problems: list[LineProblem]
    notes: list[str]
    missing_receipts: list[LineReceipt]


class LedgerChecked(Shape):
    """expenses DRAFT check"""

    findings: list[Finding]
    missing_receipts: list[RowReceipt]
    without_receipt: list[Place] = Field(description="The expenses for which none is named.")
    offers: list[Offer]
    variances: list[Variance]
    variance_text: str = Field(description="The same in words, for the question about changes.")


class LedgerOutput(RootModel[LedgerShown | LedgerImported | LedgerChecked]):
    """reportwizard expenses DRAFT show, import or check, with --json"""


OUTPUTS: dict[str, type[BaseModel]] = {
    "show": Shown,
    "export": Exported,
    "list": ListOutput,
    "check": CheckOutput,
    "proof": ProofOutput,
    "import": ImportOutput,
    "choose": ChooseOutput,
    "ledger": LedgerOutput,
}
"""The model of each output, by the name of its schema."""
