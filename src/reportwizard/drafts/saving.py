"""One save at a time on one draft, whichever program it comes from."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = ".locks"
"""Where the locks are, inside the folder of drafts."""

# Seconds that another program may take for one save before this one goes on without waiting.
_PATIENCE = 3.0


@contextlib.contextmanager
def saving(draft: Path) -> Iterator[None]:
    """Keep other programs from saving the same draft between reading its file and replacing it.

    Where that cannot be had within some seconds, or at all, the save goes on all the same. A draft that is
    new needs no lock. Never raises.
    """
    if not draft.exists():
        yield
        return
    # Loaded here, so that a list of drafts does not wait for it.
    from reportwizard.drafts.files import own
    from reportwizard.drafts.os_lock import OsLock

    path = draft.parent / FOLDER / f"{draft.stem}.saving"
    lock = OsLock(path)
    with contextlib.suppress(OSError, ValueError):
        own(path).parent.mkdir(mode=0o700, exist_ok=True)
        lock.acquire(_PATIENCE)
    try:
        yield
    finally:
        lock.release()
