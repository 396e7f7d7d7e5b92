"""The web links in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

# A link ends at a space, at what no link may hold (RFC 3986), at an invisible mark, and at the punctuation of
# scripts that write no space after it.
_NOT_IN_LINK = '\\s<>"\\[\\]{}|\\\\^`\u061c\u200b-\u200f\u2060。，、；：！？（）【】《》「」『』،؛؟'
_LINK = re.compile(rf"(?<!\w)https?://(?:(?![,;]https?://)[^{_NOT_IN_LINK}])+", re.IGNORECASE)
_PUNCTUATION = ".,;:!?'’”»…*"


def split_links(text: str) -> Iterator[tuple[str, str]]:
    """Yield the text in pairs: text without a link (may be empty), then a link (empty in the last pair).

    Only http and https links count. Punctuation at the end belongs to the text, and so does a closing bracket
    that the link does not open. Takes linear time, whatever is in the text.
    """
    start = 0
    for match in _LINK.finditer(text):
        link = match[0]
        end, unopened = len(link), link.count(")") - link.count("(")
        while end and (link[end - 1] in _PUNCTUATION or (link[end - 1] == ")" and unopened > 0)):
            end -= 1
            unopened -= link[end] == ")"
        link = link[:end]
        if link.partition("://")[2]:
            yield text[start : match.start()], link
            start = match.start() + len(link)
    yield text[start:], ""
