"""The signs on screen; `ascii_filter` replaces them with `--ascii`."""

from __future__ import annotations

SIGNS = {
    "done": "✓",
    "look": "!",
    "fix": "✗",
    "ask": "?",
    "open": "○",
    "optional": "·",
    "chosen": "●",
    "cursor": "▌",
    "edge": "│",
    "folded": "▸",
    "unfolded": "▾",
    "back": "‹",
    "on": "›",
    "read": "=",
    "empty": "–",
    "rule": "─",
    "under": "━",
    "cut": "…",
    "dot": "·",
    "into": "↓",
    "minus": "−",
    "plus": "+",
}
"""By name. Always one terminal cell."""

TONES = {
    "done": "$good",
    "look": "$look",
    "fix": "$fix",
    "ask": "$accent",
    "open": "$quiet",
    "optional": "$quiet",
    "read": "$good",
    "chosen": "$good",
}
"""The colour of a sign that means a state."""


def sign(name: str) -> str:
    """Return a sign by its name."""
    return SIGNS[name]
