"""Character references, as HTML, wikitext and Markdown know them."""

from __future__ import annotations

import unicodedata


def reference(character: str) -> str:
    """Return a character by its number: `&#123;`."""
    return f"&#{ord(character)};"


def guarded(text: str) -> str:
    """Return a text that may be after a tag.

    A mark that combines, as its first character, would join the `>` where a program normalises the file.
    """
    if text and unicodedata.category(text[0]).startswith("M"):
        return reference(text[0]) + text[1:]
    return text
