"""Bytes from a terminal that are no letters: shown as �, where the terminal driver would end the program."""

from __future__ import annotations

import codecs
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def _forgiving(encoding: str) -> Callable[[], Any]:
    return partial(codecs.getincrementaldecoder(encoding), errors="replace")


def forgive_stray_bytes() -> None:
    """Let what a terminal of another encoding sends, or a broken paste, cost no more than its own letters."""
    if sys.platform != "win32":
        from textual.drivers import linux_driver

        # The driver reads in a thread of its own, and gives no other way to choose how it decodes.
        setattr(linux_driver, "getincrementaldecoder", _forgiving)  # noqa: B010 - it is no name of its interface
