"""What holds for all of the source: short functions, no circles of imports, no id of a form."""

from __future__ import annotations

import ast
from statistics import median
from typing import TYPE_CHECKING

from support.any_form import EVERY_FORM, any_form
from support.source import Module, modules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportwizard.forms.form import Form

# --- the limits of the house --------------------------------------------------------------------------------

UNFINISHED = ("TODO", "FIXME", "XXX", "NotImplementedError")


def test_functions_are_short() -> None:
    """Methods and inner functions too, without decorators."""
    lengths = {
        f"{module.path}:{node.lineno} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for module in modules()
        for node in module.nodes
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert len(lengths) > 100
    assert {name: lines for name, lines in lengths.items() if lines > 50} == {}
    assert median(lengths.values()) <= 10


def test_a_module_says_what_it_is_and_leaves_nothing_unfinished() -> None:
    assert [module.path for module in modules() if not ast.get_docstring(module.tree)] == []
    assert [(one.path, word) for one in modules() for word in UNFINISHED if word in one.text] == []


# --- no two modules need one another, by way of others either, and be it for their types alone -------------


def imports_of(module: Module) -> set[str]:
    """Return all that a module names in its imports, wherever they stand."""
    found = set()
    for node in module.nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def in_circles(imports: dict[str, set[str]]) -> list[str]:
    """Return the modules from which imports lead back to themselves."""

    def leads_back(start: str) -> bool:
        seen, waiting = set[str](), [start]
        while waiting:
            for name in imports[waiting.pop()] & imports.keys():
                if name == start:
                    return True
                if name not in seen:
                    seen.add(name)
                    waiting.append(name)
        return False

    return sorted(name for name in imports if leads_back(name))


def test_no_module_needs_itself_by_way_of_others() -> None:
    imports = {
        "reportwizard." + module.path.removesuffix(".py").replace("/", "."): imports_of(module)
        for module in modules()
        if not module.path.endswith("__init__.py")
    }
    assert len(imports) > 200
    assert in_circles({name: named - {name} for name, named in imports.items()}) == []


def test_a_circle_is_found() -> None:
    assert in_circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a"}}) == ["b", "c"]


# --- what the program must know of a form it asks for by roles ----------------------------------------------

WORDS = {
    "all": "a word that is also the code of a currency",
    "a": "an element of HTML",
    "c": "a key",
    "commons": "what claims in texts speak of (checks/claims)",
    "comments": "a table of a draft: what colleagues said",
    "created": "a figure on top of the web page",
    "description": "a column of a budget sheet",
    "draft": "an argument of nearly every command",
    "due_date": "a key of `list --json`",
    "editors": "what claims in texts speak of, and websites on which one writes",
    "improved": "a figure on top of the web page",
    "name": "a key of a draft's note and an argument",
    "organizers": "what claims in texts speak of",
    "participants": "what claims in texts speak of",
    "result": "a key of the data of findings, and what a table's role says",
    "review": "a command, and a page of Hand in",
    "target": "a key of the data of findings, and an argument of commands that write",
    "wikidata": "what claims in texts speak of",
    "wikipedia": "what claims in texts speak of",
}
"""Words that some form uses as an id, and the code for something else: what it is there."""


def ids_of(form: Form) -> Iterator[str]:
    """Every id in a form."""
    yield form.id
    yield from (part.id for part in form.parts)
    for question in form.questions:
        yield question.id
        yield from (row.id for row in question.rows)
        yield from (column.id for column in question.columns)
        yield from (option.id for option in question.options)


def constants(module: Module) -> Iterator[tuple[int, str]]:
    """Every text in a module that is no docstring, with its line."""
    statements = {id(node.value) for node in module.nodes if isinstance(node, ast.Expr)}
    for node in module.nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in statements:
            yield node.lineno, node.value


def found() -> Iterator[tuple[str, str]]:
    """Every id of a form in the code, with its place."""
    ids = {name for form_id in EVERY_FORM for name in ids_of(any_form(form_id))}
    for module in modules():
        yield from ((f"{module.path}:{line}", text) for line, text in constants(module) if text in ids)


def test_no_id_of_a_form_is_in_the_code() -> None:
    assert [(place, name) for place, name in found() if name not in WORDS] == []


def test_every_exception_is_still_needed() -> None:
    assert set(WORDS) - {name for _, name in found()} == set()
