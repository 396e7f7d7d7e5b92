"""Character references, as HTML, wikitext and Markdown know them."""

from __future__ import annotations

import unicodedata


def numeric_reference(character: str) -> str:
    """Return a character reference such as `&#123;`."""
    return f"&#{ord(character)};"


def protect_start(text: str) -> str:
    """Return a text that can follow a tag.

    A combining mark at its start would merge with the `>` when a program normalizes the file.
    """
    if text and unicodedata.category(text[0]).startswith("M"):
        return numeric_reference(text[0]) + text[1:]
    return text
