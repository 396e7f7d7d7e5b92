"""Numbers told in the text against the numbers in the tables of part 3."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from reportwizard.checks.claims.reading import Claim, claims_in
from reportwizard.checks.finding import Finding
from reportwizard.checks.links.places import without_links
from reportwizard.checks.texts import called, narratives, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportwizard.checks.texts import Text
    from reportwizard.kinds.base import Plain, Value
    from reportwizard.report.report import Report

PEOPLE, CONTENT = "people_metrics", "content_metrics"
# The row that each list of nouns is compared with; pages are those of all projects together.
_ROWS = {
    "participants": "participants",
    "people": "participants",
    "editors": "editors",
    "organizers": "organizers",
    "articles": "wikipedia",
    "files": "commons",
    "items": "wikidata",
    "pages": "",
}
_PAGES = ("created", "improved")
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
        row = _ROWS[claim.noun]
        if row in tables:
            found[row].append(claim)
    return found


def _wrong(claims: Sequence[Claim], told: _Told, *, confirmed: bool) -> Claim | None:
    """Return the claim of a text that does not fit; None where none is surely meant as the whole."""
    if told.right.intersection([sum(claim.values[0] for claim in claims)]):
        return None
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
    """Return what the tables say, by row; the row `""` stands for all projects together."""
    found = {}
    people = _counts(report, PEOPLE)
    for row, counts in people.items():
        if "result" in counts:
            found[row] = _told_of_people(report, row, counts, people.get("organizers", {}))
    content = {row: counts for row, counts in _counts(report, CONTENT).items() if _pages(counts)}
    together = {
        column: sum(counts.get(column, 0) for counts in content.values()) for column in (*_PAGES, "target")
    }
    for row, counts in content.items():
        found[row] = _told_of_pages(_label(report, CONTENT, row), row, counts, [counts, together])
    if content:
        found[""] = _told_of_pages("all projects together", "", together, [*content.values(), together])
    return found


def _told_of_people(
    report: Report, row: str, counts: Mapping[str, int], organizers: Mapping[str, int]
) -> _Told:
    """Return what fits a row of people: participants may be told together with those who organized."""
    exact = {counts["result"]}
    right = {counts.get("target", counts["result"])}
    if row == "participants":
        exact.add(counts["result"] + organizers.get("result", 0))
        right.add(counts.get("target", 0) + organizers.get("target", 0))
    label = _label(report, PEOPLE, row)
    return _Told(PEOPLE, row, label, counts["result"], frozenset(exact), frozenset(exact | right))


def _told_of_pages(
    label: str, row: str, counts: Mapping[str, int], fitting: Iterable[Mapping[str, int]]
) -> _Told:
    """Return what fits pages: created, improved or both, of one project or of all together, or a target."""
    pages = [_pages(fit) for fit in fitting]
    exact = {number for found in pages for number in (*found, sum(found))}
    right = exact | {fit.get("target", 0) for fit in fitting}
    return _Told(CONTENT, row, label, sum(_pages(counts)), frozenset(exact), frozenset(right))


def _pages(counts: Mapping[str, int]) -> list[int]:
    return [counts[column] for column in _PAGES if column in counts]


def _label(report: Report, question: str, row: str) -> str:
    return next((known.label for known in report.form.by_id[question].rows if known.id == row), row)


def _counts(report: Report, question: str) -> dict[str, dict[str, int]]:
    """Return the numbers of a table by row and column; nothing where the form has no such table."""
    value = report.answers.get(question)
    if question not in report.form.by_id or not isinstance(value, Mapping):
        return {}
    rows = {row: cells for row, cells in value.items() if isinstance(cells, Mapping)}
    return {row: dict(_numbers(cells)) for row, cells in rows.items()}


def _numbers(cells: Mapping[str, Value]) -> Iterator[tuple[str, int]]:
    for column, cell in cells.items():
        if isinstance(cell, int) and not isinstance(cell, bool):
            yield column, cell
