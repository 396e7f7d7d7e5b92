"""A copied page without what the wiki and the browser put around it; every word of a report stays."""

from __future__ import annotations

import re
from collections import Counter

from reportwizard.imports.page_labels import page_labels
from reportwizard.imports.page_words import after_words, plain_words
from reportwizard.text import clean_text

# The wiki marks every section so: after its heading, alone on the next line, or in front of the text.
_MARK = r"\[edit(?: source)?(?: \| edit source)?\]"
_MARK_ALONE = re.compile(rf"\n(?:[ \t]*+\n)?[ \t]*+{_MARK}[ \t]*+(?=\n|\Z)", re.IGNORECASE)
_MARK_BEFORE = re.compile(rf"^[ \t]*+{_MARK}[ \t]*+", re.IGNORECASE | re.MULTILINE)
_MARK_AFTER = re.compile(rf"(?<=\S)[ \t]*+{_MARK}[ \t]*+$", re.IGNORECASE | re.MULTILINE)
# Without brackets it could be a word of the applicant's, unless the page prints it so under its own headings.
_PAGE_PRINTS_BARE_MARKS = re.compile(r"^Part \d[^\n]{0,60}\n[ \t]*+\n?[ \t]*+edit[ \t]*+$", re.MULTILINE)
_BARE_MARK_ALONE = re.compile(r"\n(?:[ \t]*+\n)?[ \t]*+edit[ \t]*+(?=\n|\Z)")
# A reader whose wiki speaks another language copies the mark in that language, with or without brackets.
_HEADING = r"^[^\w\n]{0,20}(?:Part \d[^\n]{0,80}?|General information|Review notes)"
_PART_LINE = re.compile(r"^[^\w\n]{0,20}(Part \d[^\n]{0,120})$", re.MULTILINE)
_LONGEST_MARK = 60
_SEEN_AT_LEAST = 2
# Such a blank inside the page's own headings was put there by what the text was copied from.
_NO_BREAK_HEADING = re.compile(r"^[^\w\n]{0,20}(?:General\xa0information|Part\xa0\d)", re.MULTILINE)

_FOOT = re.compile(r"^[ \t]*(?:This page was last edited on |Retrieved from [\"“]?https?://)", re.MULTILINE)
_FOOT_LINES = re.compile(
    r"(?:This page was last edited on|Retrieved from|Text is available under|By using this site"
    r"|additional terms|Wikimedia Foundation$|Privacy policy|About Meta|Disclaimers|Code of Conduct"
    r"|Developers|Statistics|Cookie statement|Mobile view|Legal|Powered by|(?:Hidden )?Categor(?:y|ies):)",
    re.IGNORECASE,
)
_LONGEST_FOOT = 4000

_PATH = re.compile(r"[<‹]\s{0,3}Grants:Programs")
_HEAD_LINES = {
    "jump to content",
    "jump to navigation",
    "jump to search",
    "jump to navigation jump to search",
    "from meta a wikimedia project coordination wiki",
    "main menu",
    "contents",
    "contents hide",
    "contents move to sidebar hide",
    "appearance move to sidebar hide",
    "main menu move to sidebar hide",
    "move to sidebar",
    "hide",
    "beginning",
    "top",
    "page",
    "discussion",
    "read",
    "edit",
    "edit source",
    "view history",
    "tools",
    "english",
    "appearance",
    "add languages",
    "toggle the table of contents",
    "application",
    "application midpoint report",
    "final report",
    "midpoint report",
}
"""Lines above a report that the wiki or the browser puts there, as bare words."""


def tidy_page(text: str) -> str:
    """Return a page as clean text, without section marks."""
    text = "\n" + clean_text(text)
    if _NO_BREAK_HEADING.search(text):
        text = text.replace("\xa0", " ")
    text = _MARK_AFTER.sub("", _MARK_BEFORE.sub("", _MARK_ALONE.sub("", text)))
    if _PAGE_PRINTS_BARE_MARKS.search(text):
        text = _BARE_MARK_ALONE.sub("", text)
    mark = _mark_of_parts(text)
    if mark:
        text = re.sub(rf"({_HEADING})[ \t]*+{re.escape(mark)}[ \t]*+$", r"\1", text, flags=re.MULTILINE)
    return text[1:]


def _mark_of_parts(text: str) -> str:
    """Return what stands behind at least two headings of parts: the section mark in any language, or `==`."""
    titles = [label.words for label in page_labels(earlier=True) if label.whole_line]
    lines = [match[1] for match in _PART_LINE.finditer(text)]
    rests = (after_words(line, title) for line in lines for title in titles)
    marks = Counter(rest.strip() for rest in rests if rest and len(rest) <= _LONGEST_MARK)
    mark, count = next(iter(marks.most_common(1)), ("", 0))
    return mark if count >= _SEEN_AT_LEAST else ""


def without_foot(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a page without the wiki's foot, and the lines below it that are not the wiki's."""
    foot = _FOOT.search(text, max(0, len(text) - _LONGEST_FOOT))
    if not foot:
        return text, ()
    lines = (line.strip(" \t•") for line in text[foot.start() :].splitlines())
    return text[: foot.start()], tuple(line for line in lines if line and not _FOOT_LINES.match(line))


def is_furniture(line: str) -> bool:
    """Whether a line above the report is the wiki's or the browser's, or the path to the page."""
    return " ".join(plain_words(line)) in _HEAD_LINES or bool(_PATH.match(line))
