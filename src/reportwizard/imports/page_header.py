"""What stands above the first part of a published page: names, dates, and the amounts of the grant."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import unquote

from reportwizard.imports.page_labels import EARLIER_TITLES, HEADER_PART, page_form
from reportwizard.imports.page_lines import is_furniture
from reportwizard.imports.page_words import plain_words

# What earlier and later pages print in place of the form's own wording.
OTHER_KEYS = {
    "Title of Proposal": "project_title",
    "Username of Applicant": "applicant_username",
    "Name of Organization": "organization_name",
    "Report due date": "due_date",
    "Amount funded": "amount_awarded",
    "Amount spent": "amount_spent",
    "Report type": "report_type",
}
KEYS_OF_2022 = ("title of proposal", "username of applicant", "name of organization")
KEYS_OF_2025 = ("amount funded", "report due date", "report id", "grant id", "application type")
_NOTICE = re.compile(
    r"This is an automatically generated Meta-Wiki page\..{0,700}?CR-FluxxBot\.?|"
    r"This is an automatically generated Meta-Wiki page\.[^\n]*",
    re.DOTALL | re.IGNORECASE,
)
_DAY = r"(?:\d{1,2} [A-Za-z]{3,9} \d{4}|\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?)"
_DATES = re.compile(rf"({_DAY})\s*[-–—]\s*({_DAY})")
_ID = re.compile(r"\(ID:[\s_]{0,3}(\d{1,15})\)")
_SUBPAGE = re.compile(r"/Final[ _]Report(?:/[a-z-]{2,10})?$", re.IGNORECASE)
_RULE = re.compile(r"[\s|:\-–—]*")
_LEAD = re.compile(r"(?:[\s|•·*\-–—]|edit(?=[\s\-•|A-Z]))*")
_LONGEST_LINE = 1000
# A header is short. What stands further down above the first question is somebody's text.
_LONGEST_HEADER = 20_000


@dataclass
class Header:
    """What a header says: `fields` by question id, as printed; `keys` as the page words them.

    `amount_spent` and `report_type` stand in `fields` too. `loose` are the lines that say nothing known.
    """

    fields: dict[str, str] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)
    page_title: str = ""
    names_the_form: bool = False
    loose: list[str] = field(default_factory=list)

    def put(self, name: str, value: str) -> None:
        """Keep a field; a second value for it is a loose line."""
        value = value.strip().removesuffix("|").rstrip()
        if value and self.fields.setdefault(name, value) != value:
            self.loose.append(value)


def read_header(text: str) -> Header:
    """Read the text above the first part of a page, or above its first question."""
    header = Header()
    above: list[str] = []
    waiting = ""
    end = text.find("\n", _LONGEST_HEADER) if len(text) > _LONGEST_HEADER else len(text)
    # The wiki's own words, but nobody's answer: kept as what has no place, so that nothing vanishes unsaid.
    header.loose += _NOTICE.findall(text[:end])
    for line in map(_bare, _NOTICE.sub("\n", text[:end]).split("\n")):
        if not line or _is_known(header, line):
            waiting = ""
        elif keys := _keys(line):
            waiting = _read_keys(header, keys)
        elif waiting:
            header.put(waiting, line)
            waiting = ""
        elif header.names_the_form or header.keys:
            header.loose.append(line)
        else:
            above.append(line)
    _read_names(header, above)
    header.loose.append(text[end:].strip())
    return header


def _bare(line: str) -> str:
    """Return a line without a bullet and without the bars of a table, which no wiki title holds."""
    return "" if _RULE.fullmatch(line) else line.strip().strip("|").strip().removeprefix("•").lstrip()


def _is_known(header: Header, line: str) -> bool:
    """Whether a line is the form's or the wiki's own; keeps what it says of the page."""
    if len(line) > _LONGEST_LINE:
        return False
    words = plain_words(line)
    if words == plain_words(page_form().title):
        header.names_the_form = True
        return True
    dates = _DATES.fullmatch(line)
    if dates:
        header.put("project_start", dates[1])
        header.put("project_end", dates[2])
        return True
    return _is_page_name(header, line) or is_furniture(line) or _is_heading(words)


def _is_page_name(header: Header, line: str) -> bool:
    subpage = _SUBPAGE.search(line)
    if not subpage:
        return False
    name = unquote(line[: subpage.start()]).replace("_", " ")
    _, found, title = name.partition("Rapid Fund/")
    if not found:
        return False
    number = _ID.search(title)
    if number:
        header.put("request_id", number[1])
        title = title[: number.start()]
    header.page_title = header.page_title or title.strip()
    return True


def _is_heading(words: tuple[str, ...]) -> bool:
    """Whether a line is a heading of the form, as a table of contents shows it too."""
    while words and words[-1] == "edit":
        words = words[:-1]
    return words in _headings() or words[1:] in _headings()


@cache
def _headings() -> frozenset[tuple[str, ...]]:
    titles = [part.heading for part in page_form().parts]
    titles += [f"Part {number} {title}" for number, earlier in EARLIER_TITLES.items() for title in earlier]
    return frozenset(map(plain_words, titles))


@cache
def header_keys() -> dict[str, str]:
    """Question ids by what the header prints in front of the answer, in small letters."""
    part = next(part for part in page_form().parts if part.id == HEADER_PART)
    keys = {question.wording: question.id for question in part.printed if question.id != "request_id"}
    return {key.casefold(): name for key, name in {**keys, **OTHER_KEYS}.items()}


@cache
def _key_pattern() -> re.Pattern[str]:
    keys = sorted(header_keys(), key=len, reverse=True)
    either = "|".join(re.escape(key).replace(r"\ ", r"\s{1,3}") for key in keys)
    return re.compile(rf"(?:^|(?<=[\s|•])-?\s?)({either})\s{{0,3}}[:：|]", re.IGNORECASE)


def _keys(line: str) -> list[tuple[str, str]]:
    """Take `Due date: 2023-10-03` apart; one line may hold several. Empty where it starts with no key."""
    lead = _LEAD.match(line)
    line = line[lead.end() :] if lead else line
    pattern = _key_pattern()
    if len(line) > _LONGEST_LINE or not pattern.match(line):
        return []
    _, *pieces = pattern.split(line)
    keys = (" ".join(key.casefold().split()) for key in pieces[::2])
    return list(zip(keys, pieces[1::2], strict=True))


def _read_keys(header: Header, keys: list[tuple[str, str]]) -> str:
    """Keep what the keys of a line say; return the field whose value the next line may hold."""
    for key, value in keys:
        header.keys.add(key)
        header.put(header_keys()[key], value)
    key, value = keys[-1]
    return "" if value.strip() else header_keys()[key]


def _read_names(header: Header, above: list[str]) -> None:
    """Find the title among the lines above the header, and on newer pages the username above the title."""
    above = [line for line in above if line != header.fields.get("project_title")]
    box = bool(header.keys.intersection(KEYS_OF_2025))
    if above and "project_title" not in header.fields and (header.names_the_form or header.keys):
        title = next((line for line in above if _same(line, header.page_title)), above[-1])
        place = above.index(title)
        if box and len(above) == 1 and _unlike(title, header.page_title):
            header.put("applicant_username", above.pop())
        else:
            header.put("project_title", above.pop(place))
            if box and place:
                header.put("applicant_username", above.pop(place - 1))
    if "project_title" not in header.fields:
        header.put("project_title", header.page_title)
    header.loose[:0] = above


def _unlike(line: str, title: str) -> bool:
    """Whether a line shares no word with the title in the page's name."""
    return bool(title) and set(plain_words(title)).isdisjoint(plain_words(line))


def _same(line: str, title: str) -> bool:
    return bool(title) and plain_words(line) == plain_words(title)
