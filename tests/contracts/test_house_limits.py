"""Short functions, and modules that say what they are: the limits of the house, over all of the source."""

from __future__ import annotations

import ast
from statistics import median

from support.source import modules

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
