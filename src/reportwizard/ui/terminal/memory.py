"""Pages that were left are let go of, and looking for them does not stop the keys."""

from __future__ import annotations

import gc

from textual._styles_cache import StylesCache

_OFTEN = 5_000
"""Objects after which the collector looks at the youngest: painting one page makes more than its usual 700."""


def keep_for_good() -> None:
    """Spare the collector what the whole run needs: looking through all of it takes as long as a page."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OFTEN, 10, 10)


def let_go() -> None:
    """Drop what Textual still holds of widgets that are gone: the lines they were painted with."""
    StylesCache.get_inner_outer.cache_clear()
