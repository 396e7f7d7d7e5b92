"""Numbers told in the text against the numbers in the tables of part 3."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from reportwizard.checks.claims.reading import Claim, claims_in
from reportwizard.checks.claims.words import PAGES, fold, project_in, words_in
from reportwizard.checks.finding import Finding
from reportwizard.checks.links.places import without_links
from reportwizard.checks.metrics import (
    CREATED,
    EDITORS,
    IMPROVED,
    ORGANIZERS,
    PARTICIPANTS,
    TARGET,
    Line,
    line_of,
    lines,
)
from reportwizard.checks.texts import Text, called, narratives, shortened
from reportwizard.kinds.base import Plain
from reportwizard.report.report import Report

# What each list of nouns is compared with: people by their role, pages by the name of their project. Pages
# without a name of their own are those of all projects together.
_ROWS = {
    "participants": PARTICIPANTS,
    "people": PARTICIPANTS,
    "editors": EDITORS,
    "users": EDITORS,
    "organizers": ORGANIZERS,
    "articles": "wikipedia",
    "files": "commons",
    "items": "wikidata",
    "pages": "",
}
_PAGES = (CREATED, IMPROVED)
_REPEATED = 3
"""A number told so often in one text is that of each of several events."""
_FEW = 5
"""Smaller numbers are told of single people and pages; they count only where the whole is meant."""
_FAR = 10
"""A number so many times the result counts something else, such as all articles of a wiki."""


class _Told(NamedTuple):
    """What the table says of one row. `right` holds every number that fits it, `result` the one to show."""

    question: str
    row: str
    label: str
    result: int
    exact: frozenset[int]
    right: frozenset[int]


def wording_claim_mismatch(report: Report) -> Iterator[Finding]:
    """Fires where a text says “27 people” and the table in question 7 says 33 participants.

    Numbers with a noun are looked for in the languages of `data/claims/`, in digits and in words, and
    compared with their row: result, target, with or without organizers, created, improved or both. Estimates,
    ranges, years, dates, money and links are let be. So is a number that is one of several, or near words
    such as “each” or “day”: those are parts of a whole, unless the sentence says “in total”.
    Source: a published report of 2023 with 27 people in the text and 33 participants in the table.
    """
    tables = _tables(report)
    if not tables:
        return
    texts = [(text, _by_row(text, tables)) for text in narratives(report)]
    confirmed = {
        row
        for _, claims in texts
        for row, found in claims.items()
        if any(tables[row].exact.intersection(claim.values) for claim in found)
    }
    for text, claims in texts:
        for row, found in claims.items():
            wrong = _wrong(found, tables[row], confirmed=row in confirmed)
            if wrong:
                yield _finding(report, text, wrong, tables[row])


def _by_row(text: Text, tables: Mapping[str, _Told]) -> dict[str, list[Claim]]:
    """Return the claims of a text that can be compared, by row."""
    found = defaultdict(list)
    for claim in claims_in(without_links(text.words)):
        row = _row(claim, tables)
        if row is not None and row in tables:
            found[row].append(claim)
    return found


def _row(claim: Claim, tables: Mapping[str, _Told]) -> str | None:
    """Return the row that a claim is compared with; None where it is about something else."""
    if claim.noun == "users" and PARTICIPANTS in tables and not _differs(claim, tables[PARTICIPANTS]):
        return None
    if claim.noun == "items" or (claim.noun == "files" and claim.project):
        return _ROWS[claim.noun] if claim.project == _ROWS[claim.noun] else None
    if claim.noun == "articles" and claim.project in ("commons", "wikidata"):
        return None
    return claim.project or _ROWS[claim.noun]


def _wrong(claims: Sequence[Claim], told: _Told, *, confirmed: bool) -> Claim | None:
    """Return the claim of a text that does not fit; None where none is surely meant as the whole."""
    if told.right.intersection([sum(claim.values[0] for claim in claims)]):
        return None
    more = [claim for claim in claims if claim.noun in PAGES and not claim.part and _is_more(claim, told)]
    if more:
        return more[0]
    whole = [claim for claim in claims if claim.total]
    if whole:
        return whole[0] if _one_number(whole) and _differs(whole[0], told) else None
    if (
        confirmed
        or not _one_number(claims)
        or len(claims) >= _REPEATED
        or any(claim.part for claim in claims)
    ):
        return None
    claim = claims[0]
    return claim if _differs(claim, told) and _likely(claim, told) else None


def _one_number(claims: Iterable[Claim]) -> bool:
    return len({claim.values for claim in claims}) == 1


def _differs(claim: Claim, told: _Told) -> bool:
    return not told.right.intersection(claim.values)


def _is_more(claim: Claim, told: _Told) -> bool:
    """Whether a number is larger than all that fit, so that it counts no part, and not of another size."""
    return max(told.right) < claim.values[-1] and claim.values[0] <= told.result * _FAR


def _likely(claim: Claim, told: _Told) -> bool:
    """Whether a number is large enough, and not too large, to be meant as the whole."""
    number = claim.values[0]
    if number < _FEW:
        return False
    if claim.attended and claim.noun in ("people", "participants"):
        return True
    most = 2 if claim.noun == "people" else _FAR
    return told.result <= number * 2 <= told.result * most * 2


def _finding(report: Report, text: Text, claim: Claim, told: _Told) -> Finding:
    said = text.words[claim.start : claim.end]
    start, end = claim.sentence
    table = called(report.form.by_id[told.question])
    message = (
        f"You write “{shortened(said)}” here, but {table} says {told.result} for “{told.label}”. Correct the"
        " one that is wrong, or say why they differ."
    )
    data: dict[str, Plain] = {
        "said": claim.values[0],
        "table": told.result,
        "row": told.row,
        "sentence": text.words[start:end].strip(),
        "start": claim.start,
        "end": claim.end,
    }
    return Finding("wording.claim_mismatch", "warning", text.question.id, message, data)


def _tables(report: Report) -> dict[str, _Told]:
    """Return what the tables say, by role or project; `""` stands for all projects together."""
    found = {}
    organizers = line_of(report, ORGANIZERS)
    for role in (PARTICIPANTS, EDITORS, ORGANIZERS):
        line = line_of(report, role)
        if line and line.results:
            found[role] = _told_of_people(line, organizers if role == PARTICIPANTS else None)
    pages = [line for line in lines(report) if any(role in line.results for role in _PAGES)]
    if pages:
        every = [_counts(line) for line in pages]
        together = {key: sum(counts.get(key, 0) for counts in every) for key in (*_PAGES, TARGET)}
        for line, counts in zip(pages, every, strict=True):
            found[_project(line)] = _told_of_pages(line, line.label, line.row, counts, [counts, together])
        found[""] = _told_of_pages(pages[0], "all projects together", "", together, [*every, together])
    return found


def _project(line: Line) -> str:
    """Return the project of a row by its label, or the row where the label names none that is counted in."""
    return project_in(map(fold, words_in(line.label))) or line.row


def _told_of_people(line: Line, organizers: Line | None) -> _Told:
    """Return what fits a row of people: participants may be told together with those who organized."""
    exact = {line.total}
    right = {line.target or line.total}
    if organizers:
        exact.add(line.total + organizers.total)
        right.add(line.target + organizers.target)
    return _Told(
        line.question.id, line.row, line.label, line.total, frozenset(exact), frozenset(exact | right)
    )


def _told_of_pages(
    line: Line, label: str, row: str, counts: Mapping[str, int], fitting: Iterable[Mapping[str, int]]
) -> _Told:
    """Return what fits pages: created, improved or both, of one project or of all together, or a target."""
    pages = [_pages(fit) for fit in fitting]
    exact = {number for found in pages for number in (*found, sum(found))}
    right = exact | {fit.get(TARGET, 0) for fit in fitting}
    return _Told(line.question.id, row, label, sum(_pages(counts)), frozenset(exact), frozenset(right))


def _pages(counts: Mapping[str, int]) -> list[int]:
    return [counts[role] for role in _PAGES if role in counts]


def _counts(line: Line) -> dict[str, int]:
    return {**line.results, **({TARGET: line.target} if line.target else {})}
