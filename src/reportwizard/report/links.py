"""The web links in a text, so that a format can keep them working and a check can look at them."""

from __future__ import annotations

import re
from collections.abc import Iterator

# A link ends at a space, at what no link may hold (RFC 3986), at an invisible mark, and at the stops of
# scripts that write no space after them.
_NOT_IN_LINK = '\\s<>"\\[\\]{}|\\\\^`\u061c\u200b-\u200f\u2060。，、；：！？（）【】《》「」『』،؛؟'
_LINK = re.compile(rf"(?<!\w)https?://(?:(?![,;]https?://)[^{_NOT_IN_LINK}])+", re.IGNORECASE)
_STOPS = ".,;:!?'’”»…*"


def split_links(text: str) -> Iterator[tuple[str, str]]:
    """Give the text in pairs: words without a link (may be empty), then a link (empty in the last pair).

    Only http and https links count. Stops at the end belong to the words, and so does a closing bracket that
    the link itself does not open. The time it takes grows with the length of the text, whatever is in it.
    """
    at = 0
    for match in _LINK.finditer(text):
        link = _without_stops(match[0])
        if link.partition("://")[2]:
            yield text[at : match.start()], link
            at = match.start() + len(link)
    yield text[at:], ""


def _without_stops(link: str) -> str:
    end, unopened = len(link), link.count(")") - link.count("(")
    while end:
        last = link[end - 1]
        if last not in _STOPS and not (last == ")" and unopened > 0):
            break
        unopened -= last == ")"
        end -= 1
    return link[:end]
