"""The receipts of a list, looked for on the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportwizard.ledger.receipts import missing_receipts

if TYPE_CHECKING:
    from pathlib import Path

    from reportwizard.ledger.file import LedgerFile


def missing_beside(read: LedgerFile, folder: Path) -> tuple[tuple[int, str], ...]:
    """Return the receipts that are not in the folder of a file: (line of the file, path)."""
    missing = missing_receipts(read.expenses, lambda path: is_there(folder / path))
    return tuple((read.lines[place], path) for place, path in missing)


def is_there(path: Path) -> bool:
    """Whether a file can be seen; a name that no disk takes is the name of no file."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
