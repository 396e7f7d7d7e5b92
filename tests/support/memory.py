"""Looking for garbage among all that a long run of tests has loaded would take a third of its time."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def only_new_garbage() -> Iterator[None]:
    """Let the wizard of a test look through what that test made alone; drop the wizard afterwards."""
    gc.freeze()
    yield
    gc.collect()
