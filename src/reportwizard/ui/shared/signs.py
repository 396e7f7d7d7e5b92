"""The signs that stand for a state, and what replaces them where a terminal has letters alone (`--ascii`)."""

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

_ASCII = dict(
    zip(SIGNS, "v!x?o.*>|>v<>=--=~-v-+", strict=True)
)  # fmt: skip

TONES = {
    "done": "$good",
    "look": "$look",
    "fix": "$fix",
    "ask": "$accent",
    "open": "$quiet",
    "optional": "$quiet",
    "read": "$good",
}
"""The colour of a sign that means a state."""


def use_ascii() -> None:
    """Show letters instead of signs from now on, in the whole program."""
    SIGNS.update(_ASCII)


def sign(name: str) -> str:
    """Return a sign by its name."""
    return SIGNS[name]
