"""A form as the rest of the program sees it: parts, questions, options. Plain, frozen, built once.

`loader` builds the forms of the program, `outside` those of other files, which `schema` checks first.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated

from reportwizard.kinds.values import OURS, Column, Id, Option, Paraphrased, Row, Short

LINK_KINDS = ("project_page", "dashboard", "photos")
"""The kinds of links that a question may ask for; `checks/data/links.toml` says where they lead."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question, and what kind of answer it takes."""

    id: Id
    wording: Annotated[str, "What the form asks, word for word, without the number."]
    kind: Annotated[str, "What kind of answer it takes."]
    number: Annotated[str, "As the form prints it, such as 9.1."] = ""
    short: Short = ""
    role: Annotated[str, "What the answer means to the program."] = ""
    page: Annotated[str, "Questions with the same name share one page of the wizard."] = ""
    required: Annotated[bool, "The report cannot be handed in without an answer."] = False
    asked_if: Annotated[str, "Asked only while this holds: question_id = value."] = ""
    required_if: Annotated[str, "Required while this holds: question_id = value."] = ""
    help: Annotated[str, "The form's own help; a line that begins with “- ” is a bullet."] = ""
    hint: Annotated[str, "Our own advice: brief, one thing to do."] = ""
    intro: Annotated[str, "The form's own line above a list of statements."] = ""
    paraphrased: Paraphrased = False
    links: Annotated[bool, "The text should contain links."] = False
    link_kinds: Annotated[tuple[str, ...], f"Links that the question asks for: {', '.join(LINK_KINDS)}."] = ()
    reference: Annotated[bool, "Text from elsewhere: it can be pasted in, never required."] = False
    own: Annotated[bool, "A question of this program; the report does not print it."] = False
    beside: Annotated[str, "The id of the question that this one is shown next to."] = ""
    default: Annotated[str, "The answer of a new report, as somebody would type it."] = ""
    empty_shown_as: Annotated[str, "What an export prints if there is no answer."] = ""
    currency: Annotated[str, "For money: local, or a code such as USD."] = ""
    suggested: Annotated[str, "A date to offer: question_id + 30 days."] = ""
    options: Annotated[tuple[Option, ...], "The answers to choose from."] = ()
    rows: Annotated[tuple[Row, ...], "Without them the applicant adds rows."] = ()
    columns: Annotated[tuple[Column, ...], "The columns of a table."] = ()

    @property
    def name(self) -> str:
        """The short name, or the wording if there is none."""
        return self.short or self.wording

    def column_role(self, role: str) -> Column | None:
        """The column of this table that has a role; None if there is none."""
        return next((column for column in self.columns if column.role == role), None)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the form."""

    id: Id
    title: Annotated[str, "Its heading, without the number."]
    questions: Annotated[tuple[Question, ...], "Its questions, in the form's order."]
    number: Annotated[str, "1 is printed as Part 1; leave it out if the form prints none."] = ""
    short: Short = ""
    intro: Annotated[str, "Our own words above its questions."] = ""
    about: Annotated[str, "Our own few words beside its title in the list of parts."] = ""

    @property
    def printed(self) -> tuple[Question, ...]:
        """The questions that the report prints: all but our own."""
        return tuple(question for question in self.questions if not question.own)

    @property
    def groups(self) -> tuple[tuple[Question, ...], ...]:
        """The questions in the form's order, those that are beside one another together."""
        beside = {question.beside: question for question in self.questions if question.beside}
        pairs = [
            (beside[question.id], question) if question.id in beside else (question,)
            for question in self.questions
        ]
        return tuple(group for group in pairs if not group[-1].beside)

    @property
    def pages(self) -> tuple[tuple[Question, ...], ...]:
        """The questions in the form's order, those of one page together.

        A question without a page has one of its own, which it shares with what is beside it. A page of
        small questions of which none must be answered comes last.
        """
        pages: list[tuple[Question, ...]] = []
        for group in self.groups:
            page = group[-1].page
            if pages and page and pages[-1][-1].page == page:
                pages[-1] += group
            else:
                pages.append(group)
        small = [page for page in pages if page[-1].page and not page[-1].number]
        last = [page for page in small if not any(question.required for question in page)]
        return (*(page for page in pages if page not in last), *last)

    @property
    def comes_after(self) -> bool:
        """Whether the part is only for what comes after the hand-in, such as what the reader writes back."""
        return (
            not self.number
            and any(question.reference for question in self.questions)
            and not any(question.required for question in self.questions)
        )

    @property
    def heading(self) -> str:
        """The heading as the form prints it: `Part 1: Project and impact`, or the bare title."""
        return f"Part {self.number}: {self.title}" if self.number else self.title


@dataclass(frozen=True, slots=True)
class Rule:
    """Something an applicant must know."""

    text: Annotated[str, "The rule, in short words."]
    source: Annotated[str, "The page that says so."]
    questions: Annotated[tuple[str, ...], "The ids of the questions that it matters for; none for all."] = ()
    topic: Annotated[str, "Where the program shows the rule."] = ""
    keep_years: Annotated[int, "For how many years receipts are kept; 0 if it does not say."] = 0


@dataclass(frozen=True)
class Form:
    """A form: what is asked. docs/writing-a-form.md explains every key.

    `source` and `digest` say from which file outside of the program it came, and what that held. Both are
    empty for a form that comes with the program.
    """

    id: Annotated[str, "The name of the form: a to z, 0 to 9 and -."]
    version: Annotated[str, "The edition of the form, as text."]
    title: Annotated[str, "As the form prints it."]
    report_type: Annotated[str, "Such as Final."]
    attribution: Annotated[str, "Who wrote the questions, and under which licence."]
    parts: Annotated[tuple[Part, ...], "The parts, in the form's order."]
    portal: Annotated[str, "The address where the report is handed in."] = ""
    portal_name: Annotated[str, "What it is called in a sentence: the grantee portal."] = ""
    reader: Annotated[str, "Who reads the report, in a sentence: program officer."] = "funder"
    about: Annotated[str, "One sentence on what the report is for."] = ""
    rules: Annotated[tuple[Rule, ...], "What an applicant must know."] = ()
    source: str = field(default="", compare=False, metadata=OURS)
    digest: str = field(default="", compare=False, metadata=OURS)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question in the form's order."""
        return tuple(question for part in self.parts for question in part.questions)

    @cached_property
    def by_id(self) -> dict[str, Question]:
        return {question.id: question for question in self.questions}

    @cached_property
    def part_of(self) -> dict[str, Part]:
        """The part that a question is in, by question id."""
        return {question.id: part for part in self.parts for question in part.questions}

    @cached_property
    def _by_role(self) -> dict[str, Question]:
        return {question.role: question for question in reversed(self.questions) if question.role}

    @cached_property
    def _rows_by_role(self) -> dict[str, tuple[Question, Row]]:
        return {row.role: (question, row) for question in self.questions for row in question.rows if row.role}

    def role(self, name: str) -> Question | None:
        """The question that has a role, the first one where several have it; None if none has."""
        return self._by_role.get(name)

    def with_role(self, name: str) -> tuple[Question, ...]:
        """Every question that has a role, in the form's order."""
        return tuple(question for question in self.questions if question.role == name)

    def rule(self, topic: str) -> Rule | None:
        """The form's own rule on a topic of `TOPICS`; None if it has none."""
        return next((rule for rule in self.rules if rule.topic == topic), None)

    def row_role(self, name: str) -> tuple[Question, Row] | None:
        """The row that has a role, with the table it is in; None if none has."""
        return self._rows_by_role.get(name)


TOPICS = {
    "more_time": "how to ask for more time before the due date: shown in the calendar",
    "after": "what matters once the report is handed in: shown at the last step",
    "receipts": "how long receipts are kept: shown if an expense names none",
    "small_rest": "how much unspent money may be kept: shown if only so little is left",
}
"""The topics of rules that the program tells, each with where it does."""

ENTRIES: dict[str, type] = {
    "parts": Part,
    "questions": Question,
    "options": Option,
    "rows": Row,
    "columns": Column,
    "rules": Rule,
}
"""What the tables in a list of a form file describe, by the list's key."""
