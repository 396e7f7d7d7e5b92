"""Short functions, and modules that say what they are: the limits of the house, over all of the source."""

from __future__ import annotations

import ast
from pathlib import Path
from statistics import median

from support.cases import each_case

SOURCE = Path(__file__).parents[2] / "src" / "reportwizard"
MODULES = sorted(SOURCE.rglob("*.py"))
UNFINISHED = ("TODO", "FIXME", "XXX", "NotImplementedError")


def functions(path: Path) -> dict[str, int]:
    """The lines of every function of a module, methods and inner functions too, without decorators."""
    tree = ast.parse(path.read_text("utf-8"))
    return {
        f"{path.relative_to(SOURCE)}:{node.lineno} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def test_functions_are_short() -> None:
    lengths = {name: lines for path in MODULES for name, lines in functions(path).items()}
    assert len(lengths) > 100
    assert {name: lines for name, lines in lengths.items() if lines > 50} == {}
    assert median(lengths.values()) <= 10


@each_case("path", MODULES)
def test_a_module_says_what_it_is_and_leaves_nothing_unfinished(path: Path) -> None:
    text = path.read_text("utf-8")
    assert ast.get_docstring(ast.parse(text))
    assert [word for word in UNFINISHED if word in text] == []
