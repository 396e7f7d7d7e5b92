"""Pages of other programs, told apart by their page name, title and header."""

from __future__ import annotations

import re

from reportwizard.text import clean_text

RAPID_FUND = "Rapid Fund"
_HEAD = 6000
_TOP_LINES = 6
_SPACE = "[ _]"
_FUNDS = f"Grants:Programs/Wikimedia{_SPACE}Community{_SPACE}Fund"

# (what a line starts with, the program it belongs to); the first that fits is it. A page's name stands in its
# first lines: further down it is a link.
_NAMES: tuple[tuple[str, str], ...] = (
    (f"{_FUNDS}/Rapid{_SPACE}Fund/", RAPID_FUND),
    (f"{_FUNDS}/Conference{_SPACE}Fund/", "Conference Fund"),
    (f"{_FUNDS}/", "General Support Fund"),
    (f"Grants:Programs/Wikimedia{_SPACE}Alliances{_SPACE}Fund", "Wikimedia Alliances Fund"),
    (f"Grants:Programs/Wikimedia{_SPACE}Research", "Wikimedia Research Fund"),
    (f"Grants:Programs/Wikimedia{_SPACE}Tech", "Wikimedia Technology Fund"),
    (f"Grants:Programs/Hub{_SPACE}Fund", "Hub Fund"),
    ("Grants:(?:Project/)?MSIG/", "Movement Strategy Implementation Grant (MSIG)"),
    ("Grants:Project/Rapid/", "Rapid Grant (before 2022)"),
    ("Grants:Conference/", "Conference Grant"),
    ("Grants:Project/", "Project Grant"),
    ("Grants:IEG/", "Individual Engagement Grant"),
    ("Grants:PEG/", "Project and Event Grant"),
    ("Grants:APG/", "Annual Plan Grant"),
    ("Grants:Simple/", "Simple Annual Plan Grant"),
)
# Titles come before the funding program, which can name two.
_TITLES: tuple[tuple[str, str], ...] = (
    (r"Rapid Fund (?:Final|Midpoint) Report\W*$", RAPID_FUND),
    (r"Conference Fund (?:Final|Midpoint) Report\W*$", "Conference Fund"),
    (r"General Support Fund [^\n]{0,30}Report\W*$", "General Support Fund"),
    (r"(?:Wikimedia )?Alliances Fund [^\n]{0,30}Report\W*$", "Wikimedia Alliances Fund"),
    (
        r"Movement Strategy Implementation Grant (?:Final )?Report\W*$",
        "Movement Strategy Implementation Grant (MSIG)",
    ),
    ("This report for a Rapid Grant", "Rapid Grant (before 2022)"),
    (r"Did you meet your goals\? Are you happy with how the project went", "Rapid Grant (before 2022)"),
    ("This report for a Conference Grant", "Conference Grant"),
    ("This report for a Project Grant|This project is funded by a Project Grant", "Project Grant"),
    (r"Funding program\s{0,3}:[^\n]{0,60}Rapid Fund", RAPID_FUND),
    (r"Funding program\s{0,3}:[^\n]{0,60}Conference", "Conference Fund"),
    (r"Funding program\s{0,3}:[^\n]{0,60}Alliances", "Wikimedia Alliances Fund"),
    (r"Funding program\s{0,3}:[^\n]{0,60}(?:Community Fund|General Support)", "General Support Fund"),
    (r"(?:Final|Midpoint|Yearly) Learning Report\b", "General Support Fund"),
)
_KINDS: tuple[tuple[str, str], ...] = (
    (r"[^\n]{0,600}submitted their application|Applicant[ _]details\b", "application"),
    (r"Report type\s{0,3}:\s{0,3}Midpoint", "midpoint report"),
    (r"Report type\s{0,3}:\s{0,3}Yearly|[^\n]{0,300}/Yearly[ _]Report", "yearly report"),
    (r"Report type\s{0,3}:\s{0,3}Final|[^\n]{0,300}Final[ _](?:Learning[ _])?Report\W*$", "report"),
    (r"[^\n]{0,300}Midpoint[ _](?:Learning[ _])?Report\W*$", "midpoint report"),
    (r"Grants:Programs/[^\n]{0,300}\(ID:[ _]?\d{1,15}\)\W*$", "application"),
)
_LEAD = r"^[\s|•·*\-–—#=]{0,20}(?:https?://[^\s/]{1,80}/wiki/)?(?:edit)?"
_TALK = re.compile(rf"{_LEAD}Grants[ _]talk:", re.IGNORECASE | re.MULTILINE)
_FIRST_QUESTION = re.compile(r"^\W{0,20}(?:edit)?\W{0,5}(?:Part 1\b|1\.\s)", re.IGNORECASE | re.MULTILINE)


def name_programme(text: str) -> str | None:
    """Return what a grant page is, unless it is a Rapid Fund final report: `Conference Fund report`.

    Looks at what stands above the first question only: an answer may speak of another program.
    """
    head = _FIRST_QUESTION.split(clean_text(text[:_HEAD]), maxsplit=1)[0]
    top = "\n".join([line for line in head.split("\n") if line.strip()][:_TOP_LINES])
    if _TALK.search(top):
        return "discussion page of a grant"
    programme = _first(_NAMES, top) or _first(_TITLES, head)
    if programme is None:
        return None
    kind = _first(_KINDS, head) or "report"
    return None if (programme, kind) == (RAPID_FUND, "report") else f"{programme} {kind}"


def _first(signs: tuple[tuple[str, str], ...], head: str) -> str | None:
    for pattern, name in signs:
        if re.search(_LEAD + f"(?:{pattern})", head, re.IGNORECASE | re.MULTILINE):
            return name
    return None
