"""Looking for garbage among all that a long run of tests has loaded would take a third of its time."""

from __future__ import annotations

import gc

import pytest


@pytest.fixture(autouse=True)
def only_new_garbage() -> None:
    """Let the wizard of a test look through what it made itself; of each one before it two megabytes stay."""
    gc.freeze()
