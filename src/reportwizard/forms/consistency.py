"""What must be true of a form beyond the types of its keys: ids, kinds, conditions, references.

Every way of loading a form ends here, so that a rule about forms is written once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from graphlib import CycleError, TopologicalSorter

from reportwizard.errors import FormError
from reportwizard.forms.conditions import parse_condition, parse_days_after
from reportwizard.forms.faults import fault, item_place, one_of
from reportwizard.forms.form import LINK_KINDS, TOPICS, Form, Part, Question
from reportwizard.forms.roles import ROLES
from reportwizard.kinds.registry import KINDS
from reportwizard.kinds.values import Column, Option, Region, Row

_CELL_KINDS = ("count", "text")
# What a kind cannot do without, and which kinds can use a key at all.
_NEEDS = {
    "choice": ("options",),
    "agreement": ("rows", "options"),
    "table": ("columns",),
    "money": ("currency",),
}
_USED_BY = {
    "options": ("choice", "agreement"),
    "rows": ("agreement", "table"),
    "columns": ("table",),
    "currency": ("money",),
    "links": ("text", "long_text"),
    "link_kinds": ("text", "long_text"),
    "suggested": ("date",),
}


def check_consistency(form: Form, source: str) -> None:
    """Raise `FormError` at the first thing in the form that cannot work; `source` names the file."""
    _Checker(form, source).check()


class _Checker:
    """Checks one form; `where` is the place in it, in words."""

    def __init__(self, form: Form, source: str) -> None:
        self.form, self.source = form, source

    def fault(self, where: str, key: str, problem: str, hint: str = "") -> FormError:
        return fault(self.source, where, key, problem, hint)

    def check(self) -> None:
        form = self.form
        if not re.fullmatch(r"[a-z][a-z0-9-]*", form.id):
            hint = "Use a to z, 0 to 9 and -, a letter first."
            raise self.fault("", "id", f"“{form.id}” cannot be the id of a form.", hint)
        for key in ("version", "title", "report_type", "attribution", "reader"):
            self.check_text(getattr(form, key), "", key)
        if not form.parts:
            raise self.fault("", "parts", "the form asks nothing.", "Add a part with a question.")
        self.check_ids(self.form.parts, "parts", "")
        for number, part in enumerate(self.form.parts, start=1):
            self.check_part(part, item_place("", "parts", part.id, number))
        self.check_ids(self.form.questions, "questions", "")
        for question in self.form.questions:
            self.check_question(question, item_place("", "questions", question.id))
        self.check_roles()
        self.check_rules()
        self.check_circles()

    def check_part(self, part: Part, where: str) -> None:
        self.check_text(part.title, where, "title")
        if not part.questions:
            raise self.fault(where, "questions", "the part asks nothing.", "Add a question to it.")
        last: dict[str, str] = {}
        for before, question in zip((None, *part.questions), part.questions, strict=False):
            page = question.page
            if page in last and (before is None or before.page != page):
                problem = f"the page “{page}” was left after “{last[page]}”."
                hint = "Put the questions of one page one after the other."
                raise self.fault(item_place("", "questions", question.id), "page", problem, hint)
            if page:
                last[page] = question.id

    def check_question(self, question: Question, where: str) -> None:
        self.check_text(question.wording, where, "wording")
        if question.kind not in KINDS:
            raise self.fault(where, "kind", f"“{question.kind}” is not a kind.", f"Use {one_of(KINDS)}.")
        self.check_keys_of_kind(question, where)
        if question.reference and (question.required or question.required_if):
            raise self.fault(where, "reference", "text from elsewhere cannot be required.")
        for key in ("required", "required_if", "number", "reference", "empty_shown_as"):
            if question.own and getattr(question, key):
                # Only the official form can say it.
                raise self.fault(where, key, "means nothing for our own question.", "Take it out.")
        self.check_items(question, where)
        if question.default:
            for problem in KINDS[question.kind].read(question.default, question, Region()).problems:
                message = f"“{question.default}” is not an answer. {problem.message}"
                raise self.fault(where, "default", message)
        self.check_references(question, where)

    def check_items(self, question: Question, where: str) -> None:
        for key in ("options", "rows", "columns"):
            items = getattr(question, key)
            self.check_ids(items, key, where)
            for item in items:
                self.check_text(item.label, item_place(where, key, item.id), "label")
        for kind in question.link_kinds:
            if kind not in LINK_KINDS:
                hint = f"Use {one_of(LINK_KINDS)}."
                raise self.fault(where, "link_kinds", f"“{kind}” is not a kind of link.", hint)
        for column in question.columns:
            if column.kind not in _CELL_KINDS:
                place, hint = item_place(where, "columns", column.id), f"Use {one_of(_CELL_KINDS)}."
                raise self.fault(place, "kind", f"“{column.kind}” is not a kind of column.", hint)

    def check_keys_of_kind(self, question: Question, where: str) -> None:
        for key in _NEEDS.get(question.kind, ()):
            if not getattr(question, key):
                raise self.fault(where, key, f"is missing: the kind {question.kind} needs it.")
        for key, kinds in _USED_BY.items():
            if getattr(question, key) and question.kind not in kinds:
                raise self.fault(where, key, f"means nothing for the kind {question.kind}.", "Take it out.")
        if question.currency and not re.fullmatch("local|[A-Z]{3}", question.currency):
            hint = "Use local, or a code of three letters such as USD."
            raise self.fault(where, "currency", f"“{question.currency}” is not a currency.", hint)

    def check_references(self, question: Question, where: str) -> None:
        if question.beside:
            self.check_known(question.beside, where, "beside")
            if question.beside == question.id:
                raise self.fault(where, "beside", "a question cannot be beside itself.")
        for key in ("asked_if", "required_if"):
            if text := getattr(question, key):
                self.check_condition(text, where, key)
                if self.form.by_id[parse_condition(text).question].own and not question.own:
                    problem = "a question of the report cannot depend on one that is not part of it."
                    raise self.fault(where, key, problem)
        if question.suggested:
            try:
                other, _ = parse_days_after(question.suggested)
            except ValueError as error:
                raise self.fault(where, "suggested", f"{error}.") from None
            self.check_known(other, where, "suggested")
            if self.form.by_id[other].kind != "date":
                raise self.fault(where, "suggested", f"“{other}” is not of the kind date.")

    def check_condition(self, text: str, where: str, key: str) -> None:
        try:
            condition = parse_condition(text)
        except ValueError as error:
            raise self.fault(where, key, f"{error}.") from None
        self.check_known(condition.question, where, key)
        decider = self.form.by_id[condition.question]
        values = {"yes_no": ("yes", "no"), "choice": tuple(option.id for option in decider.options)}
        if decider.kind not in values:
            hint = "Name a question of the kind yes_no or choice."
            raise self.fault(where, key, f"“{decider.id}” is of the kind {decider.kind}.", hint)
        if condition.value not in values[decider.kind]:
            problem = f"“{condition.value}” is not an answer to “{decider.id}”."
            raise self.fault(where, key, problem, f"Use {one_of(values[decider.kind])}.")

    def check_roles(self) -> None:
        """Refuse a role that is unknown, misplaced, or used twice."""
        seen: set[str] = set()
        for question in self.form.questions:
            where = item_place("", "questions", question.id)
            self.check_role(question.role, "questions", question.kind, seen, where)
            if question.own and question.role == "project.title":
                raise self.fault(where, "role", "the title must be a part of the report.")
            for row in question.rows:
                self.check_role(row.role, "rows", question.kind, seen, item_place(where, "rows", row.id))
            in_table: set[str] = set()
            for column in question.columns:
                place = item_place(where, "columns", column.id)
                self.check_role(column.role, "columns", column.kind, in_table, place)

    def check_role(self, name: str, at: str, kind: str, seen: set[str], where: str) -> None:
        if not name:
            return
        if name not in ROLES:
            near = get_close_matches(name, ROLES, n=1)
            hint = f"Did you mean “{near[0]}”?" if near else "docs/writing-a-form.md lists all roles."
            raise self.fault(where, "role", f"“{name}” is not a role.", hint)
        role = ROLES[name]
        kinds = getattr(role, at)
        if not kinds:
            hint = f"It belongs to {role.places}."
            raise self.fault(where, "role", f"“{name}” does not belong here.", hint)
        if kind not in kinds:
            problem = f"“{name}” does not fit the kind {kind}."
            raise self.fault(where, "role", problem, f"It fits {one_of(kinds)}.")
        if name in seen:
            raise self.fault(where, "role", f"“{name}” is used twice.", "Give it to one of them.")
        if not role.repeated:
            seen.add(name)

    def check_rules(self) -> None:
        for number, rule in enumerate(self.form.rules, start=1):
            where = f"rule {number}"
            self.check_text(rule.text, where, "text")
            self.check_text(rule.source, where, "source")
            if rule.topic and rule.topic not in TOPICS:
                hint = f"Use {one_of(TOPICS)}."
                raise self.fault(where, "topic", f"“{rule.topic}” is not a topic.", hint)
            if rule.keep_years < 0:
                raise self.fault(where, "keep_years", "is less than 0.", "Write how many years, such as 4.")
            for question_id in rule.questions:
                self.check_known(question_id, where, "questions")

    def check_circles(self) -> None:
        waits_for = {
            question.id: [
                parse_condition(text).question for text in (question.asked_if, question.required_if) if text
            ]
            for question in self.form.questions
        }
        try:
            TopologicalSorter(waits_for).prepare()
        except CycleError as error:
            circle = [*reversed(error.args[1])]
            key = "asked_if" if self.form.by_id[circle[0]].asked_if else "required_if"
            problem = f"the conditions are circular: {' → '.join(circle)}."
            raise self.fault(item_place("", "questions", circle[0]), key, problem) from None

    def check_ids(
        self, items: Iterable[Part | Question | Option | Row | Column], key: str, above: str
    ) -> None:
        seen: set[str] = set()
        for number, item in enumerate(items, start=1):
            where = item_place(above, key, item.id, number)
            if not re.fullmatch("[a-z][a-z0-9_]*", item.id):
                hint = "Use a to z, 0 to 9 and _, a letter first."
                raise self.fault(where, "id", f"“{item.id}” cannot be an id.", hint)
            if item.id in seen:
                raise self.fault(where, "id", f"“{item.id}” is used twice.", "Give each its own id.")
            seen.add(item.id)

    def check_known(self, question_id: str, where: str, key: str) -> None:
        if question_id not in self.form.by_id:
            raise self.fault(where, key, f"there is no question “{question_id}”.")

    def check_text(self, text: str, where: str, key: str) -> None:
        if not text.strip():
            raise self.fault(where, key, "is empty.", "Write the words here.")
