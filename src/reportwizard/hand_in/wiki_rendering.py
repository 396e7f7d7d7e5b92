"""What a wiki page does to an answer that is printed on it as it is, and a form that survives it.

On a wiki a single line break is a space, and some signs at the beginning of a line are its markup.
Source: https://www.mediawiki.org/wiki/Help:Formatting
"""

from __future__ import annotations

import re
from itertools import pairwise

from reportwizard.text import pluralize

_HEADING = re.compile(r"(={1,6})\s*(.+?)\s*\1\s*$")
_ITEM = re.compile(r"\s*(?:[*•‣▪◦·]|[-–—](?=\s))\s*(?=\S)")
_LINK = re.compile(r"https?://|\bwww\.")
_MARKUP = ("*", "#", ":", ";", "==", " ")


def as_wiki_shows(text: str) -> str:
    """Return a text as the wiki prints it: a paragraph on one line, and what its markup makes of the rest."""
    shown: list[str] = []
    paragraph: list[str] = []
    count = 0
    for line in (*text.split("\n"), ""):
        count = count + 1 if line.startswith("#") else 0
        made = _markup(line, count)
        if made is None and line.strip():
            paragraph.append(line.strip())
            continue
        if paragraph:
            shown.append(" ".join(paragraph))
            paragraph = []
        shown.append(made or "")
    return "\n".join(shown).strip("\n")


def _markup(line: str, count: int = 1) -> str | None:
    """Return what the wiki makes of a line that begins with its markup; None for any other line.

    `count` is the number of the item if it is one of a numbered list.
    """
    if found := _HEADING.match(line):
        return found[2].upper()
    rest = line.lstrip("*#:;").strip()
    if not rest or not line.startswith(_MARKUP) or line.startswith("=="):
        return None
    if line.startswith(" "):
        return f"    {rest}"
    depth = "  " * (len(line) - len(line.lstrip("*#:;")) - 1)
    return depth + {"*": f"• {rest}", "#": f"{count}. {rest}", ":": f"    {rest}", ";": rest.upper()}[line[0]]


def reshaped(text: str) -> str:
    """Return a text in the shape that a wiki keeps: `* ` before items, empty lines between paragraphs.

    What is a paragraph or a list already stays as it is.
    """
    blocks = re.split(r"\n[ \t]*(?:\n[ \t]*)+", text.strip())
    return "\n\n".join(_block([line.strip() for line in block.split("\n")]) for block in blocks)


def _block(lines: list[str]) -> str:
    items = [bool(_ITEM.match(line)) for line in lines]
    links = sum(bool(_LINK.search(line)) for line in lines)
    if len(lines) > 1 and not any(items) and links * 2 >= len(lines):
        items = [True] * len(lines)
    made = ""
    for number, line in enumerate(lines):
        is_list = items[number] and items[number - 1]
        made += ("" if not number else "\n" if is_list else "\n\n") + (
            f"* {_ITEM.sub('', line, count=1)}" if items[number] and line[0] != "*" else line
        )
    return made


def needs_reshaping(text: str) -> bool:
    """Whether the wiki keeps the lines of a text only in another shape."""
    return reshaped(text) != text.strip("\n")


def changes(text: str) -> list[str]:
    """Say what the wiki page does to the lines of a text."""
    lines = text.split("\n")
    plain = [bool(line.strip()) and _markup(line) is None for line in lines]
    joined = sum(line and following for line, following in pairwise(plain))
    found = []
    if joined:
        breaks = pluralize(joined, "line break becomes a space", "line breaks become spaces")
        found.append(f"{joined + 1} lines run together: {breaks}.")
    for begins, result in (("==", "a heading"), ("#", "a numbered item"), (":", "indented"), (";", "bold")):
        if line := next((line for line in lines if line.startswith(begins) and _markup(line)), ""):
            found.append(f"“{line[:20]}” becomes {result}.")
    if any(line.startswith(" ") and line.strip() for line in lines):
        found.append("A line that begins with a space becomes a grey box.")
    return found
