"""The receipts that a list names: which of their files are missing."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reportwizard.report.expense import Expense

if TYPE_CHECKING:
    from reportwizard.ledger.result import LedgerFile

_SUFFIX = re.compile(r"[^\s./\\]\.[A-Za-z][A-Za-z0-9]{1,4}\Z")
_LONGEST_PATH, _LONGEST_SUFFIX = 1000, 8
_LINK = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
# From the root of a disk or of a network: nobody else has that folder, and nothing is looked for there.
_ROOTED = re.compile(r"[/\\~]|[A-Za-z]:")


def receipt_files(text: str) -> tuple[str, ...]:
    """Return the paths in a receipt cell, with `/` between folders: several are separated by `;`, or by `, `.

    Links and plain numbers of receipts are no files.
    """
    found: list[str] = []
    for part in map(str.strip, text.split(";")):
        pieces = [piece.strip() for piece in part.split(", ")]
        found += pieces if all(map(_is_file, pieces)) else filter(_is_file, [part])
    return tuple(posixpath.normpath(path.replace("\\", "/")) for path in found)


def _is_file(text: str) -> bool:
    return (
        bool(_SUFFIX.search(text[-_LONGEST_SUFFIX:])) and len(text) <= _LONGEST_PATH and not _LINK.match(text)
    )


def missing_receipts(ledger: Sequence[Expense], folder: Path) -> tuple[tuple[int, str], ...]:
    """Return the receipt files that are not in the folder of a list: (place in the list from 0, path).

    A path from the root of a disk counts as missing: it is not there on any other computer.
    """
    return tuple(
        (place, path)
        for place, expense in enumerate(ledger)
        for path in receipt_files(expense.receipt)
        # Unlike `Path.exists`, this knows every name that no disk takes as the name of no file.
        if _ROOTED.match(path) or not os.path.exists(folder / path)  # noqa: PTH110
    )


def missing_receipts_of(read: LedgerFile, folder: Path) -> tuple[tuple[int, str], ...]:
    """Return the receipts that are not in the folder of a file: (line of the file, path)."""
    return tuple((read.lines[place], path) for place, path in missing_receipts(read.expenses, folder))
