"""A form as the rest of the program sees it: parts, questions, options. Plain, frozen, built once.

`loader` builds the forms of the program, `outside` those of other files, which `schema` checks first.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from reportwizard.kinds.base import Column, Option, Row

OURS = {"in_file": False}
"""Marks what the program notes beside what stands in the file of a form."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its official wording, what kind of answer it takes, and when it is asked.

    `wording` is what the form prints, after `number` where the form prints one; `short` is our own name of
    at most four words, for lists. `help` and `intro` are official text too; `hint` is our own advice.
    `asked_if` and `required_if` are conditions (see `conditions`); a question with `asked_if` is hidden
    while it does not hold. `reference` marks text that comes from elsewhere: it may be pasted in, and is
    never required. `own` marks a question of this program, which the official form does not ask: it is
    answered like any other, but never required, never printed and never looked for on a page.
    `beside` is the id of the question that this one is shown next to.
    `suggested` names a date to offer (`question_id + 30 days`). `links` says that the text should hold links,
    `link_kinds` which ones (of `LINK_KINDS`). `default` is an answer as somebody would type it. `role`
    says what the answer means to the rest of the program (see `roles`). Questions with one name under `page`
    stand together on one page of the wizard.
    """

    id: str
    wording: str
    kind: str
    number: str = ""
    short: str = ""
    role: str = ""
    page: str = ""
    required: bool = False
    asked_if: str = ""
    required_if: str = ""
    help: str = ""
    hint: str = ""
    intro: str = ""
    paraphrased: bool = False
    links: bool = False
    link_kinds: tuple[str, ...] = ()
    reference: bool = False
    own: bool = False
    beside: str = ""
    default: str = ""
    empty_shown_as: str = ""
    currency: str = ""
    suggested: str = ""
    options: tuple[Option, ...] = ()
    rows: tuple[Row, ...] = ()
    columns: tuple[Column, ...] = ()

    @property
    def name(self) -> str:
        """The short name, or the wording where there is none."""
        return self.short or self.wording

    def column_role(self, role: str) -> Column | None:
        """The column of this table that has a role; None where there is none."""
        return next((column for column in self.columns if column.role == role), None)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the form. `number` is empty for parts that the form does not number.

    `intro` stands above its questions, `about` beside its title in the list of parts.
    """

    id: str
    title: str
    questions: tuple[Question, ...]
    number: str = ""
    short: str = ""
    intro: str = ""
    about: str = ""

    @property
    def printed(self) -> tuple[Question, ...]:
        """The questions that the report prints: all but our own."""
        return tuple(question for question in self.questions if not question.own)

    @property
    def groups(self) -> tuple[tuple[Question, ...], ...]:
        """The questions in the form's order, those that stand beside one another together."""
        beside = {question.beside: question for question in self.questions if question.beside}
        pairs = [(beside[one.id], one) if one.id in beside else (one,) for one in self.questions]
        return tuple(group for group in pairs if not group[-1].beside)

    @property
    def pages(self) -> tuple[tuple[Question, ...], ...]:
        """The questions in the form's order, those of one page together.

        A question without a page has one of its own, which it shares with what stands beside it.
        """
        pages: list[tuple[Question, ...]] = []
        for group in self.groups:
            page = group[-1].page
            if pages and page and pages[-1][-1].page == page:
                pages[-1] += group
            else:
                pages.append(group)
        return tuple(pages)

    @property
    def comes_after(self) -> bool:
        """Whether the part is only for what comes after the hand-in, such as what the reader writes back."""
        return (
            not self.number
            and any(one.reference for one in self.questions)
            and not any(one.required for one in self.questions)
        )

    @property
    def heading(self) -> str:
        """The heading as the form prints it: `Part 1: Project and impact`, or the bare title."""
        return f"Part {self.number}: {self.title}" if self.number else self.title


@dataclass(frozen=True, slots=True)
class Rule:
    """Something an applicant must know, with the page that says so.

    `questions` are the ids of the questions that the rule matters for; empty where it matters for the whole.
    `topic` says where else the program tells the rule (see `TOPICS`).
    """

    text: str
    source: str
    questions: tuple[str, ...] = ()
    topic: str = ""


@dataclass(frozen=True)
class Form:
    """A whole form. Question ids are unique in it and never change once published.

    `reader` is who reads the report, `portal_name` where it is handed in: words in the middle of a sentence.
    `source` and `digest` are not in the file of a form: they say from which file outside of the program it
    came, and what that held. Both are empty for a form that comes with the program.
    """

    id: str
    version: str
    title: str
    report_type: str
    attribution: str
    parts: tuple[Part, ...]
    portal: str = ""
    portal_name: str = ""
    reader: str = "funder"
    about: str = ""
    rules: tuple[Rule, ...] = field(default=())
    source: str = field(default="", compare=False, metadata=OURS)
    digest: str = field(default="", compare=False, metadata=OURS)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question in the form's order."""
        return tuple(question for part in self.parts for question in part.questions)

    @cached_property
    def by_id(self) -> dict[str, Question]:
        """Questions by id."""
        return {question.id: question for question in self.questions}

    @cached_property
    def part_of(self) -> dict[str, Part]:
        """The part that a question stands in, by question id."""
        return {question.id: part for part in self.parts for question in part.questions}

    @cached_property
    def _by_role(self) -> dict[str, tuple[Question, ...]]:
        found: dict[str, tuple[Question, ...]] = {}
        for question in self.questions:
            if question.role:
                found[question.role] = (*found.get(question.role, ()), question)
        return found

    @cached_property
    def _rows_by_role(self) -> dict[str, tuple[Question, Row]]:
        return {row.role: (one, row) for one in self.questions for row in one.rows if row.role}

    def role(self, name: str) -> Question | None:
        """The question that has a role, the first one where several have it; None where none has."""
        found = self._by_role.get(name)
        return found[0] if found else None

    def with_role(self, name: str) -> tuple[Question, ...]:
        """Every question that has a role, in the form's order."""
        return self._by_role.get(name, ())

    def rule(self, topic: str) -> Rule | None:
        """The form's own rule on a topic of `TOPICS`; None where it has none."""
        return next((rule for rule in self.rules if rule.topic == topic), None)

    def row_role(self, name: str) -> tuple[Question, Row] | None:
        """The row that has a role, with the table it stands in; None where none has."""
        return self._rows_by_role.get(name)


LINK_KINDS = ("project_page", "dashboard", "photos")
"""The kinds of links that a question may ask for; `checks/data/links.toml` says where they lead."""

TOPICS = {
    "more_time": "how to ask for more time before the due date: told in the calendar",
    "after": "what counts once the report is handed in: told at the last step",
    "receipts": "how long receipts are kept: told where an expense names none",
    "small_rest": "how little money left need not be returned: told where so little is left",
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
