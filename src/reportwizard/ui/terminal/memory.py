"""Closed pages are freed without blocking the keys."""

from __future__ import annotations

import gc

from textual._styles_cache import StylesCache

# As Python begins: after how many new objects it looks, and how often at older ones.
_USUAL = 700, 10, 10


def enable_collector() -> None:
    """Let the collector look from now on, but not at what was loaded for the first screen."""
    gc.freeze()
    gc.set_threshold(*_USUAL)


def freeze_startup_objects() -> None:
    """Spare the collector what the whole run needs: looking through all of it takes as long as a page."""
    gc.collect()
    gc.freeze()


def free_closed_pages() -> None:
    """Free what is left of pages that are gone; Textual still holds the lines they were painted with."""
    StylesCache.get_inner_outer.cache_clear()
    gc.collect()
