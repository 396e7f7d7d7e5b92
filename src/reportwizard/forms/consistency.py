"""What must be true of a form beyond the types of its keys: ids, kinds, conditions, references.

Every way of loading a form ends here, so that a rule about forms is written once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from graphlib import CycleError, TopologicalSorter

from reportwizard.forms.conditions import parse_condition, parse_days_after
from reportwizard.forms.faults import fault, item_place, one_of
from reportwizard.forms.form import LINK_KINDS, TOPICS, Form, Part, Question, Rule
from reportwizard.forms.roles import ROLES
from reportwizard.kinds.base import Column, Option, Region, Row
from reportwizard.kinds.registry import KINDS

_ID = re.compile(r"[a-z][a-z0-9_]*")
_FORM_ID = re.compile(r"[a-z][a-z0-9-]*")
_CURRENCY = re.compile(r"local|[A-Z]{3}")
_CELL_KINDS = ("count", "text")
_LISTS = ("options", "rows", "columns")
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
    _check_header(form, source)
    _check_ids(form.parts, "parts", "", source)
    for number, part in enumerate(form.parts, start=1):
        _check_part(part, number, source)
    _check_ids(form.questions, "questions", "", source)
    for question in form.questions:
        _check_question(question, form, source)
    _check_roles(form, source)
    for number, rule in enumerate(form.rules, start=1):
        _check_rule(rule, form, f"rule {number}", source)
    _check_circles(form, source)


def _check_header(form: Form, source: str) -> None:
    if not _FORM_ID.fullmatch(form.id):
        hint = "Use a to z, 0 to 9 and -, a letter first."
        raise fault(source, "", "id", f"“{form.id}” cannot be the id of a form.", hint)
    for key in ("version", "title", "report_type", "attribution", "reader"):
        _check_words(getattr(form, key), source, "", key)
    if not form.parts:
        raise fault(source, "", "parts", "the form asks nothing.", "Add a part with a question.")


def _check_roles(form: Form, source: str) -> None:
    """Refuse a role that is unknown, misplaced, or used twice."""
    seen: set[str] = set()
    for question in form.questions:
        where = item_place("", "questions", question.id)
        _check_role(question.role, "questions", question.kind, seen, source, where)
        if question.own and question.role == "project.title":
            raise fault(source, where, "role", "the title must be a part of the report.")
        for row in question.rows:
            _check_role(row.role, "rows", question.kind, seen, source, item_place(where, "rows", row.id))
        in_table: set[str] = set()
        for column in question.columns:
            place = item_place(where, "columns", column.id)
            _check_role(column.role, "columns", column.kind, in_table, source, place)


def _check_role(name: str, at: str, kind: str, seen: set[str], source: str, where: str) -> None:
    if not name:
        return
    if name not in ROLES:
        near = get_close_matches(name, ROLES, n=1)
        hint = f"Did you mean “{near[0]}”?" if near else "docs/writing-a-form.md lists all roles."
        raise fault(source, where, "role", f"“{name}” is not a role.", hint)
    role = ROLES[name]
    kinds = getattr(role, at)
    if not kinds:
        hint = f"It belongs to {role.places}."
        raise fault(source, where, "role", f"“{name}” does not belong here.", hint)
    if kind not in kinds:
        problem = f"“{name}” does not fit the kind {kind}."
        raise fault(source, where, "role", problem, f"It fits {one_of(kinds)}.")
    if name in seen:
        raise fault(source, where, "role", f"“{name}” is used twice.", "Give it to one of them.")
    if not role.repeated:
        seen.add(name)


def _check_rule(rule: Rule, form: Form, where: str, source: str) -> None:
    _check_words(rule.text, source, where, "text")
    _check_words(rule.source, source, where, "source")
    if rule.topic and rule.topic not in TOPICS:
        raise fault(source, where, "topic", f"“{rule.topic}” is not a topic.", f"Use {one_of(TOPICS)}.")
    if rule.keep_years < 0:
        raise fault(source, where, "keep_years", "is less than 0.", "Write how many years, such as 4.")
    for question_id in rule.questions:
        _check_known(question_id, form, source, where, "questions")


def _check_part(part: Part, number: int, source: str) -> None:
    where = item_place("", "parts", part.id, number)
    _check_words(part.title, source, where, "title")
    if not part.questions:
        raise fault(source, where, "questions", "the part asks nothing.", "Add a question to it.")
    seen: dict[str, str] = {}
    for before, question in zip((None, *part.questions), part.questions, strict=False):
        page = question.page
        if page in seen and (before is None or before.page != page):
            problem = f"the page “{page}” was left after “{seen[page]}”."
            hint = "Put the questions of one page one after the other."
            raise fault(source, item_place("", "questions", question.id), "page", problem, hint)
        if page:
            seen[page] = question.id


def _check_question(question: Question, form: Form, source: str) -> None:
    where = item_place("", "questions", question.id)
    _check_words(question.wording, source, where, "wording")
    if question.kind not in KINDS:
        raise fault(source, where, "kind", f"“{question.kind}” is not a kind.", f"Use {one_of(KINDS)}.")
    _check_keys_of_kind(question, source, where)
    if question.reference and (question.required or question.required_if):
        raise fault(source, where, "reference", "text from elsewhere cannot be required.")
    if question.own:
        _check_own(question, source, where)
    for key in _LISTS:
        _check_ids(getattr(question, key), key, where, source)
        for item in getattr(question, key):
            _check_words(item.label, source, item_place(where, key, item.id), "label")
    for kind in question.link_kinds:
        if kind not in LINK_KINDS:
            problem = f"“{kind}” is not a kind of link."
            raise fault(source, where, "link_kinds", problem, f"Use {one_of(LINK_KINDS)}.")
    for column in question.columns:
        _check_column(column, source, item_place(where, "columns", column.id))
    _check_default(question, source, where)
    _check_references(question, form, source, where)


def _check_own(question: Question, source: str, where: str) -> None:
    """Refuse what only the official form can say of a question."""
    for key in ("required", "required_if", "number", "reference", "empty_shown_as"):
        if getattr(question, key):
            raise fault(source, where, key, "means nothing for our own question.", "Take it out.")


def _check_keys_of_kind(question: Question, source: str, where: str) -> None:
    for key in _NEEDS.get(question.kind, ()):
        if not getattr(question, key):
            raise fault(source, where, key, f"is missing: the kind {question.kind} needs it.")
    for key, kinds in _USED_BY.items():
        if getattr(question, key) and question.kind not in kinds:
            raise fault(source, where, key, f"means nothing for the kind {question.kind}.", "Take it out.")
    if question.currency and not _CURRENCY.fullmatch(question.currency):
        hint = "Use local, or a code of three letters such as USD."
        raise fault(source, where, "currency", f"“{question.currency}” is not a currency.", hint)


def _check_column(column: Column, source: str, where: str) -> None:
    if column.kind not in _CELL_KINDS:
        problem = f"“{column.kind}” is not a kind of column."
        raise fault(source, where, "kind", problem, f"Use {one_of(_CELL_KINDS)}.")


def _check_default(question: Question, source: str, where: str) -> None:
    if not question.default:
        return
    for problem in KINDS[question.kind].read(question.default, question, Region()).problems:
        raise fault(source, where, "default", f"“{question.default}” is not an answer. {problem.message}")


def _check_references(question: Question, form: Form, source: str, where: str) -> None:
    if question.beside:
        _check_known(question.beside, form, source, where, "beside")
        if question.beside == question.id:
            raise fault(source, where, "beside", "a question cannot be beside itself.")
    for key in ("asked_if", "required_if"):
        if text := getattr(question, key):
            _check_condition(text, form, source, where, key)
            if form.by_id[parse_condition(text).question].own and not question.own:
                problem = "a question of the report cannot depend on one that is not part of it."
                raise fault(source, where, key, problem)
    if question.suggested:
        _check_suggested(question.suggested, form, source, where)


def _check_suggested(text: str, form: Form, source: str, where: str) -> None:
    try:
        other, _ = parse_days_after(text)
    except ValueError as error:
        raise fault(source, where, "suggested", f"{error}.") from None
    _check_known(other, form, source, where, "suggested")
    if form.by_id[other].kind != "date":
        raise fault(source, where, "suggested", f"“{other}” is not of the kind date.")


def _check_condition(text: str, form: Form, source: str, where: str, key: str) -> None:
    try:
        condition = parse_condition(text)
    except ValueError as error:
        raise fault(source, where, key, f"{error}.") from None
    _check_known(condition.question, form, source, where, key)
    decider = form.by_id[condition.question]
    values = {"yes_no": ("yes", "no"), "choice": tuple(option.id for option in decider.options)}
    if decider.kind not in values:
        hint = "Name a question of the kind yes_no or choice."
        raise fault(source, where, key, f"“{decider.id}” is of the kind {decider.kind}.", hint)
    if condition.value not in values[decider.kind]:
        problem = f"“{condition.value}” is not an answer to “{decider.id}”."
        raise fault(source, where, key, problem, f"Use {one_of(values[decider.kind])}.")


def _check_circles(form: Form, source: str) -> None:
    waits_for = {
        question.id: [parse_condition(text).question for text in _conditions(question)]
        for question in form.questions
    }
    try:
        TopologicalSorter(waits_for).prepare()
    except CycleError as error:
        circle = [*reversed(error.args[1])]
        key = "asked_if" if form.by_id[circle[0]].asked_if else "required_if"
        problem = f"the conditions are circular: {' → '.join(circle)}."
        raise fault(source, item_place("", "questions", circle[0]), key, problem) from None


def _conditions(question: Question) -> tuple[str, ...]:
    return tuple(text for text in (question.asked_if, question.required_if) if text)


def _check_ids(
    items: Iterable[Part | Question | Option | Row | Column], key: str, above: str, source: str
) -> None:
    seen: set[str] = set()
    for number, item in enumerate(items, start=1):
        where = item_place(above, key, item.id, number)
        if not _ID.fullmatch(item.id):
            hint = "Use a to z, 0 to 9 and _, a letter first."
            raise fault(source, where, "id", f"“{item.id}” cannot be an id.", hint)
        if item.id in seen:
            raise fault(source, where, "id", f"“{item.id}” is used twice.", "Give each its own id.")
        seen.add(item.id)


def _check_known(question_id: str, form: Form, source: str, where: str, key: str) -> None:
    if question_id not in form.by_id:
        raise fault(source, where, key, f"there is no question “{question_id}”.")


def _check_words(text: str, source: str, where: str, key: str) -> None:
    if not text.strip():
        raise fault(source, where, key, "is empty.", "Write the words here.")
