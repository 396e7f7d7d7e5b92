"""What every worker loads, made once: the program's modules, and the tests with pytest's own asserts."""

from __future__ import annotations

import compileall
import os
from pathlib import Path
from typing import TYPE_CHECKING

from _pytest.assertion import rewrite

import reportwizard

if TYPE_CHECKING:
    import pytest


def rewrite_once(config: pytest.Config, folder: Path) -> None:
    """Make what the workers will look for, in two processes; where a module is broken, they tell."""
    modules = sorted(folder.rglob("test_*.py"))
    child = os.fork() if hasattr(os, "fork") else 0
    if not child:
        compileall.compile_dir(Path(reportwizard.__file__).parent, quiet=2)
    for path in modules[bool(child) :: 2] if hasattr(os, "fork") else modules:
        made = rewrite.get_cache_dir(path) / f"{path.stem}{rewrite.PYC_TAIL}"
        if not made.exists() and rewrite.try_makedirs(made.parent):
            try:
                source, code = rewrite._rewrite_test(path, config)
            except (SyntaxError, ValueError):
                continue
            rewrite._write_pyc(config.stash[rewrite.assertstate_key], code, source, made)
    if child:
        os.waitpid(child, 0)
    elif hasattr(os, "fork"):
        os._exit(0)
