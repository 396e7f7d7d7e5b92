"""Run a command of this folder with the project's own Python, and say in words if that has no libraries.

Each command in Python imports this first. `--help` prints its docstring.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

_VENV = Path(__file__).resolve().parents[1] / ".venv"
_PYTHON = _VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def _say(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if isinstance(error, ModuleNotFoundError):
        print(f"{sys.argv[0]} needs {error.name}: python -m pip install -e '.[test]'", file=sys.stderr)
    else:
        sys.__excepthook__(kind, error, trace)


# A test that reads a command stays in its own Python: the program that runs is another one then.
_PROGRAM = getattr(sys.modules["__main__"], "__file__", None) or ""
if Path(_PROGRAM).resolve().parent == Path(__file__).resolve().parent:
    if {"-h", "--help"} & set(sys.argv[1:]):
        print(sys.modules["__main__"].__doc__)
        raise SystemExit
    sys.excepthook = _say
    if _PYTHON.exists() and Path(sys.prefix).resolve() != _VENV:
        os.execv(_PYTHON, [str(_PYTHON), *sys.argv])
