"""Waiting in a test until something holds: what an app does comes when it comes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import textual.app
import textual.pilot
from textual._context import active_app

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot


async def _quiet(_least: float = 0) -> None:
    """Let the app run until it waits for somebody, and what was opened has its place on the screen."""
    loop = asyncio.get_running_loop()
    end = loop.time() + 1
    nap = 0.0
    while loop.time() < end:
        await asyncio.sleep(nap)
        if not loop._ready:  # type: ignore[attr-defined]
            if not any(screen._layout_required for screen in active_app.get().screen_stack[-1:]):
                return
            nap = 0.005


# Textual naps twice after each key, and once at each pause, and paints meanwhile: 20 or 40 ms, or more.
for _module in (textual.app, textual.pilot):
    setattr(_module, "wait_for_idle", _quiet)  # noqa: B010


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
