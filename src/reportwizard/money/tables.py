"""The tables in the folder `data`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any


def read_toml(name: str) -> dict[str, Any]:
    return tomllib.loads(_read(name))


def read_lines(name: str) -> list[str]:
    """Return the lines of a CSV file without comments and the header."""
    return [line for line in _read(name).splitlines() if line and not line.startswith("#")][1:]


def _read(name: str) -> str:
    return Path(__file__).with_name("data").joinpath(name).read_text("utf-8")
