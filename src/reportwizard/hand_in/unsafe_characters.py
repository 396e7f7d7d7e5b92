"""Characters that portals are known to mangle: which there are in a text, and the text without them."""

from __future__ import annotations

import re
from typing import NamedTuple

from reportwizard.text import pluralize

# Word's bullets come as their own sign, or as letters of its symbol font.
_BULLETS = "•‣▪◦·\uf0b7\uf0a7\uf0d8"
_ONE_EMOJI = "(?:[\U0001f000-\U0001faff]\ufe0f?|[\u2600-\u27bf\u2b00-\u2bff]\ufe0f)[\U0001f3fb-\U0001f3ff]*"
_EMOJI = f" ?{_ONE_EMOJI}(?:\u200d(?:{_ONE_EMOJI}|[\u2600-\u27bf]))*"
_QUOTES = str.maketrans({**dict.fromkeys("“”„‟", '"'), **dict.fromkeys("‘’‚‛", "'")})


class _Rule(NamedTuple):
    singular: str
    plural: str
    pattern: re.Pattern[str]
    instead: str = ""


# In the order in which they are fixed: what goes may uncover what comes below.
_RULES = (
    _Rule("soft hyphen", "soft hyphens", re.compile("\u00ad")),
    _Rule("direction mark", "direction marks", re.compile("[\u200e\u200f\u061c]")),
    _Rule("emoji", "emoji", re.compile(_EMOJI)),
    _Rule("no-break space", "no-break spaces", re.compile("[\u00a0\u202f\u2007]"), " "),
    _Rule("Word bullet", "Word bullets", re.compile(rf"(?m)^[ \t]*[{_BULLETS}][ \t]*"), "* "),
    _Rule("tab", "tabs", re.compile("\t"), " "),
    _Rule("curly quote", "curly quotes", re.compile("[“”„‟‘’‚‛]")),
    _Rule("space at the end of a line", "spaces at the ends of lines", re.compile(r"[ \t]+$", re.MULTILINE)),
)


def describe_unsafe(text: str) -> str:
    """Name the characters of a text that a portal may change: `2 tabs, 1 emoji`; empty for none."""
    counts = ((rule, len(rule.pattern.findall(text))) for rule in _RULES)
    return ", ".join(pluralize(count, rule.singular, rule.plural) for rule, count in counts if count)


def make_plain(text: str) -> str:
    """Return a text without all of these: straight quotes, spaces, `* ` before items; emoji are left out."""
    for rule in _RULES:
        text = (
            rule.pattern.sub(rule.instead, text) if rule.plural != "curly quotes" else text.translate(_QUOTES)
        )
    return text
