"""The lists in `data/`: read once, when a check first needs them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).with_name("data")


@cache
def data_file(*path: str) -> dict[str, Any]:
    """Return one file of `data/`, such as `data_file("links.toml")`, as it stands there."""
    return tomllib.loads(_DATA.joinpath(*path).read_text("utf-8"))


@cache
def data_names(folder: str) -> tuple[str, ...]:
    """Return the names of the files in a folder of `data/`, in alphabetical order."""
    return tuple(sorted(entry.name for entry in _DATA.joinpath(folder).glob("*.toml")))


def items(block: str) -> tuple[str, ...]:
    """Return the entries of a list in a data file: parted by commas or line ends, in small letters."""
    parts = block.casefold().replace("\n", ",").split(",")
    return tuple(entry for part in parts if (entry := part.strip()))
