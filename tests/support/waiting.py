"""Waiting in a test until something holds: what an app does comes when it comes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot


async def until(pilot: Pilot[None], holds: Callable[[], object], seconds: float = 60.0) -> None:
    """Let the app run until `holds()`; fail where it never does. An error inside counts as not yet."""
    end = asyncio.get_running_loop().time() + seconds
    trouble: Exception | None = None
    while asyncio.get_running_loop().time() < end:
        try:
            if holds():
                # Once, and not at each look: asking every widget of a screen takes longer than its work.
                await pilot.pause()
                return
            trouble = None
        except Exception as error:
            trouble = error
        await asyncio.sleep(0.03)
    raise AssertionError(f"this never came true: {holds}") from trouble
