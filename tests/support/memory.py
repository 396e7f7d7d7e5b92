"""Looking for garbage among all that a long run of tests has loaded would take a third of its time."""

from __future__ import annotations

import gc
from itertools import count

import pytest

_EVERY = 32
_finished = count(1)


@pytest.fixture(autouse=True)
def only_new_garbage() -> None:
    """Let the wizard of a test look through what a few tests made alone; drop their wizards now and then."""
    if next(_finished) % _EVERY == 0:
        gc.unfreeze()
        gc.collect()
    gc.freeze()
