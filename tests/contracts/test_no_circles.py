"""No two modules need one another, by way of others either, and be it for their types alone."""

from __future__ import annotations

import ast

from support.source import Module, modules


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
