"""The tables in the folder `data`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any


def read_words(name: str) -> dict[str, Any]:
    """Return the lists of words in a TOML file; there each is one text, parted by commas or line ends."""
    lists: dict[str, Any] = _split(tomllib.loads(_read(name)))
    return lists


def _split(block: Any) -> Any:
    # Arrays of so many words take three times as long to read.
    if isinstance(block, dict):
        return {key: _split(value) for key, value in block.items()}
    return [word for part in block.replace("\n", ",").split(",") if (word := part.strip())]


def read_lines(name: str) -> list[str]:
    """Return the lines of a CSV file without comments and the header; no cell of ours needs quotes."""
    return [line for line in _read(name).splitlines() if line and not line.startswith("#")][1:]


def _read(name: str) -> str:
    return Path(__file__).with_name("data").joinpath(name).read_text("utf-8")
