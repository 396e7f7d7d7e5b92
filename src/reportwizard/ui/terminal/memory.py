"""Frees closed pages without delaying the keys."""

from __future__ import annotations

import gc

from textual._styles_cache import StylesCache


def enable_collector() -> None:
    """Let the collector run from now on, but spare it what was loaded for the first screen."""
    gc.freeze()
    gc.set_threshold(700, 10, 10)  # as Python has them


def freeze_startup_objects() -> None:
    """Spare the collector what the whole run needs: going through it takes as long as opening a page."""
    gc.collect()
    gc.freeze()


def free_closed_pages() -> None:
    """Free what is left of closed pages; Textual still caches the lines they were painted with."""
    StylesCache.get_inner_outer.cache_clear()
    gc.collect()
