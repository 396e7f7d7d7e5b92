"""The program's own modules, parsed once."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import NamedTuple

SOURCE = Path(__file__).parents[2] / "src" / "reportwizard"


class Module(NamedTuple):
    """A module: its path below the package, such as `money/amount.py`, its text, all in it."""

    path: str
    text: str
    tree: ast.Module
    nodes: list[ast.AST]


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the program."""
    return tuple(_module(path) for path in sorted(SOURCE.rglob("*.py")))


def _module(path: Path) -> Module:
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    return Module(path.relative_to(SOURCE).as_posix(), text, tree, list(ast.walk(tree)))
