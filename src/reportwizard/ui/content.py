"""The applicant's text on screen: always shown as it is, never obeyed as markup."""

from __future__ import annotations

from textual.content import Content

from reportwizard.text import clean_text


def plain(text: str, style: str = "") -> Content:
    """Return text for any widget: brackets stay brackets, terminal sequences are gone."""
    return Content.styled(clean_text(text), style) if style else Content(clean_text(text))


def shortened(text: str, cells: int) -> Content:
    """Return text on one line of at most `cells` terminal cells, ended with … where it was cut."""
    return Content(" ".join(clean_text(text).split())).truncate(max(cells, 1), ellipsis=True)
