"""One save at a time on one draft, and one change of names at a time, whichever program it comes from.

Where such a lock cannot be had within some seconds, or at all, the work goes on all the same: a file is
then still never replaced unseen.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = ".locks"
"""Where the locks are, inside the folder of drafts."""

# No draft has this name: theirs never begin with a point.
_NAMES = ".names"

# Seconds that another program may take for one save before this one goes on without waiting.
_PATIENCE = 3.0


@contextlib.contextmanager
def saving(draft: Path) -> Iterator[None]:
    """Keep other programs from saving the same draft between reading its file and replacing it.

    Where there is no file yet, also from giving its name to another draft. Never raises. It may stand within
    `naming` where the draft is there.
    """
    with contextlib.ExitStack() as held:
        if draft.exists():
            held.enter_context(_held(draft.parent, f"{draft.stem}.saving"))
        if not draft.exists():
            # New, or moved away just now: all programs take the two locks in one order.
            held.close()
            held.enter_context(naming(draft.parent))
            if draft.exists():
                held.enter_context(_held(draft.parent, f"{draft.stem}.saving"))
        yield


@contextlib.contextmanager
def naming(folder: Path) -> Iterator[None]:
    """Keep other programs from choosing, giving or taking names in a folder of drafts. Never raises."""
    with _held(folder, _NAMES):
        yield


@contextlib.contextmanager
def _held(folder: Path, name: str) -> Iterator[None]:
    # Loaded here, so that a list of drafts does not wait for it.
    from reportwizard.drafts.files import own
    from reportwizard.drafts.os_lock import OsLock

    path = folder / FOLDER / name
    lock = OsLock(path)
    with contextlib.suppress(OSError, ValueError):
        own(path).parent.mkdir(mode=0o700, exist_ok=True)
        lock.acquire(_PATIENCE)
    try:
        yield
    finally:
        lock.release()
