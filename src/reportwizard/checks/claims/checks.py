"""Numbers in the text compared with the numbers in the tables of part 3."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from decimal import Decimal
from typing import NamedTuple

from reportwizard.checks.claims.reading import Claim, claims_in
from reportwizard.checks.claims.words import (
    PAGES,
    entries_for,
    fold,
    has_number_in_words,
    project_in,
    words_in,
)
from reportwizard.checks.finding import Finding
from reportwizard.checks.links.checks import LIST
from reportwizard.checks.links.places import without_links
from reportwizard.checks.metrics import (
    CREATED,
    EDITORS,
    IMPROVED,
    ORGANIZERS,
    PARTICIPANTS,
    Line,
    line_at,
    lines,
    with_parts,
)
from reportwizard.checks.money.figures import amounts, half_unit, number_of, read_figures, shown
from reportwizard.checks.money.rate import is_doubtful
from reportwizard.checks.money.unspent import amounts_in
from reportwizard.checks.texts import LETTERS, Text, narratives, question_label, shortened, text_at
from reportwizard.kinds.values import Plain
from reportwizard.money.amount import Amount
from reportwizard.money.days import month_names
from reportwizard.money.showing import show_count
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
_NO_ARTICLES = ("commons", "wikidata")
_NEW = "new "
"""Before the name of a project: its pages that were created."""
_REPEATED = 3
"""A number that is so frequent in one text is that of each of several events."""
_FEW = 5
"""Smaller numbers are said of single people and pages; they count only if the whole is meant."""
_NEAR_BELOW, _NEAR_ABOVE = Decimal("0.8"), 3
"""A total between these parts of what was spent is meant as the whole; less may be that of a part."""
_OTHER_TOTAL = (
    "You write {said} in total here, but {} says {real}. Correct one of them, or say why they differ."
)
_SENTENCE_END = r"(?<=[.!?。！？।])\s|\n"
_FAR = 10
"""A number so many times the result counts something else, such as all articles of a wiki."""


class _RowFigures(NamedTuple):
    """What the table says of one row. `right` holds every number that fits; `parts` add up to its result.

    A number above `largest` that does not fit is no part of the row.
    """

    question: str
    row: str
    label: str
    parts: Sequence[int]
    largest: int
    exact: frozenset[int]
    right: frozenset[int]

    @property
    def result(self) -> int:
        return sum(self.parts)


def wording_claim_mismatch(report: Report) -> Iterator[Finding]:
    """Fires if a text says “27 people” and the table in question 7 says 33 participants.

    The check looks for numbers with a noun in the languages of `data/claims/`, in digits and in words, and
    compares them with their row: result, target, with or without organizers, created, improved or both. It
    ignores estimates, ranges, years, dates, money and links. It also ignores a number that is one of several,
    or near words such as “each” or “day”: those are parts of a whole, unless the sentence says “in total”.
    An amount that is “in total” and near what was spent is compared with that. Source: a published report of
    2023 with 27 people in the text and 33 participants in the table.
    """
    yield from _other_totals(report)
    tables = _tables(report)
    groups: list[tuple[Text, str, list[Claim]]] = []
    for text in narratives(report) if tables else ():
        by_row: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims_in(without_links(text.content)):
            row = _row(claim, tables)
            if row is not None and row in tables:
                by_row[row].append(claim)
        groups += [(text, row, claims) for row, claims in by_row.items()]
    stated: dict[str, set[int]] = defaultdict(set)
    for _, row, claims in groups:
        stated[row].update(value for claim in claims for value in claim.values)
    for text, row, claims in groups:
        if wrong := _wrong(claims, tables[row], stated[row]):
            yield _finding(report, text, wrong, tables[row])


def _other_totals(report: Report) -> Iterator[Finding]:
    """Yield a finding for the first sentence of each text that names another total than what was spent."""
    figures = read_figures(report)
    lefts = (left and left.rest for left in (figures.left_usd, figures.left_local))
    known = [amount for amount in (*figures.awarded[:2], *figures.spent[:2], *lefts) if amount]
    spent = {amount.currency: amount for amount in figures.spent[:2] if amount and amount.value}
    texts = (*narratives(report), text_at(report, LIST)) if spent and not is_doubtful(figures) else ()
    for text in filter(None, texts):
        sentences = re.split(_SENTENCE_END, without_links(text.content))
        if said := next(filter(None, (_other_total(each, spent, known) for each in sentences)), None):
            real = spent[said.currency]
            where = figures.spent.usd_id if real is figures.spent.usd else figures.spent.local_id
            names = dict(zip(("said", "real"), shown(report, said, real), strict=True))
            message = _OTHER_TOTAL.format(number_of(report, where), **names)
            yield text.finding("wording.claim_mismatch", "warning", message, amounts(said=said, table=real))


def _other_total(sentence: str, spent: Mapping[str, Amount], known: Iterable[Amount]) -> Amount | None:
    """Return the one amount of a sentence that says “in total”, if it is none of those that are `known`."""
    words = map(fold, words_in(sentence)) if re.search(r"\d{2}", sentence) else ()
    if not any(
        ("total", (word,)) == (entry.category, entry.words) for word in words for entry in entries_for(word)
    ):
        return None
    mentions = amounts_in(sentence, spent)
    if len(mentions) != 1 or mentions[0].rough:
        return None
    said = [Amount(value, code) for code in mentions[0].codes for value in mentions[0].values]
    pairs = (
        (each.value, amount.value) for each in said for amount in known if amount.currency == each.currency
    )
    is_known = any(abs(value - right) <= half_unit(value) for value, right in pairs)
    is_near = _NEAR_BELOW <= said[0].value / spent[said[0].currency].value <= _NEAR_ABOVE
    return said[0] if is_near and not is_known else None


def _row(claim: Claim, tables: Mapping[str, _RowFigures]) -> str | None:
    """Return the row that a claim is compared with; None if it is about something else."""
    if claim.noun == "users" and PARTICIPANTS in tables and not _differs(claim, tables[PARTICIPANTS]):
        return None
    if claim.noun == "items" or (claim.noun == "files" and claim.project):
        return _ROWS[claim.noun] if claim.project == _ROWS[claim.noun] else None
    if claim.noun == "articles" and claim.project in ("commons", "wikidata"):
        return None
    row = claim.project or _ROWS[claim.noun]
    return f"{_NEW}{row}" if claim.new and f"{_NEW}{row}" in tables else row


def _wrong(claims: Sequence[Claim], figures: _RowFigures, stated: Set[int]) -> Claim | None:
    """Return the claim of a text that does not fit; None if none is surely meant as the whole.

    `stated` are the numbers of all texts: if the right one is among them, others may count something else.
    """
    if figures.right.intersection([sum(claim.values[0] for claim in claims)]):
        return None
    far = figures.result * _FAR  # what is of another size counts something else
    for claim in claims if figures.result not in stated else ():
        sure = not claim.part and (claim.noun in PAGES or claim.attended) and _differs(claim, figures)
        if sure and figures.largest < claim.values[-1] and (claim.new or claim.values[0] <= far):
            return claim
    totals = [claim for claim in claims if claim.total]
    candidates = totals or claims
    if len({claim.values for claim in candidates}) > 1 or not _differs(candidates[0], figures):
        return None
    if totals:
        return totals[0]
    parts = len(claims) >= _REPEATED or any(claim.part or claim.event for claim in claims)
    doubtful = parts or not figures.exact.isdisjoint(stated)
    return claims[0] if not doubtful and _likely(claims[0], figures) else None


def _differs(claim: Claim, figures: _RowFigures) -> bool:
    return not figures.right.intersection(claim.values)


def _likely(claim: Claim, figures: _RowFigures) -> bool:
    """Whether a number is large enough, and not too large, to be meant as the whole."""
    number = claim.values[0]
    largest = 2 if claim.noun == "people" else _FAR
    is_near = figures.result <= number * 2 <= figures.result * largest * 2
    return number >= _FEW and (claim.attended or is_near)


def _finding(report: Report, text: Text, claim: Claim, figures: _RowFigures) -> Finding:
    written = shortened(text.content[claim.start : claim.end])
    table, created = question_label(report.form.by_id[figures.question]), " created" if claim.new else ""
    result = with_parts(figures.parts, report.locale)
    fact = f"You write “{written}” here, but {table} says {result}{created} for “{figures.label}”."
    message = f"{fact} Correct one of them, or say why they differ."
    data: dict[str, Plain] = {"said": claim.values[0], "table": figures.result, "row": figures.row}
    return text.finding("wording.claim_mismatch", "warning", message, data)


def _tables(report: Report) -> dict[str, _RowFigures]:
    """Return what the tables say, by role or project; `""` means all projects together."""
    tables = {}
    organizers = line_at(report, ORGANIZERS)
    for role in (PARTICIPANTS, EDITORS, ORGANIZERS):
        line = line_at(report, role)
        if line and line.results:
            own, targets = [[line.total]], {line.target or line.total}
            if organizers and role == PARTICIPANTS:  # they may be counted together
                own.append([line.total + organizers.total])
                targets.add(line.target + organizers.target)
            tables[role] = _figures(line, line.label, line.row, own, [], targets)
    pages = [line for line in lines(report) if any(role in line.results for role in _PAGES)]
    for prefix, roles in (("", _PAGES), (_NEW, (CREATED,))) if pages else ():
        tables |= {prefix + project: row for project, row in _figures_of_pages(pages, roles)}
    return tables


def _figures_of_pages(pages: Sequence[Line], roles: Sequence[str]) -> Iterator[tuple[str, _RowFigures]]:
    """Yield what fits the pages of each project and of all: created, improved or both, or a target.

    Articles may be those of all projects but Commons and Wikidata.
    """
    # A label without the name of a project that is counted in texts means its own row.
    projects = [project_in(map(fold, words_in(line.label))) or line.row for line in pages]
    written = [page for page, project in zip(pages, projects, strict=True) if project not in _NO_ARTICLES]
    articles, together = (
        [sum(line.results.get(role, 0) for line in some) for role in roles] for some in (written, pages)
    )
    counts = [[line.results[role] for role in roles if role in line.results] for line in pages]
    targets = [line.target for line in pages]
    for line, count, project in zip(pages, counts, projects, strict=True):
        own = [count] if project in _NO_ARTICLES else [count, articles]
        yield project, _figures(line, line.label, line.row, own, [together], {line.target, sum(targets)})
    yield "", _figures(pages[0], "all projects together", "", [together], counts, {*targets, sum(targets)})


def _figures(
    line: Line, label: str, row: str, own: Sequence[list[int]], others: Iterable[list[int]], targets: Set[int]
) -> _RowFigures:
    """Return what fits a row: `own` are its numbers, then those that it may be counted together with."""
    exact = frozenset(number for numbers in (*own, *others) for number in (*numbers, sum(numbers)))
    return _RowFigures(line.question.id, row, label, own[0], max(map(sum, own)), exact, exact | targets)


# A whole number, also with groups of three digits, that is no estimate, share, date, amount, time or name.
_NUMBER = (
    rf"(?<![{LETTERS}.,:/±~≈#$€£¥₸₽₴₹₺+-])(\d{{1,3}}(?:[ \u00a0\u202f.,'’]\d{{3}})+|\d{{2,9}})"
    rf"(?![{LETTERS}‰]|[.,:/-]\d| ?(?:[%٪％$€£¥₸₽₴₹₺年月日時时分秒元円圓圆년월일시분원]|[A-Z]{{3}}\b))"
)
_YEARS = range(1900, 2101)
_SWAPPED_ONLY = 2
"""In numbers of so few digits another digit is another number; only two swapped ones are a slip."""


def wording_figure_mistyped(report: Report) -> Iterator[Finding]:
    """Fires if a result is nowhere in the texts, but a number that is nearly the same is.

    Nearly: two digits swapped, or in longer numbers one wrong, missing or extra digit; in any language.
    Years, round figures, amounts and numbers found elsewhere in the report are ignored. Source: the form asks
    for the same figures in the text and in the table, and both are typed by hand.
    """
    texts = [(text, _numbers(text.content)) for text in narratives(report)]
    in_texts = {number for _, numbers in texts for number in numbers}
    # Targets, results and amounts.
    elsewhere = {
        number for line in lines(report) for number in (line.target, *line.results.values(), line.total)
    }
    for value in report.answers.values():
        if isinstance(value, Amount | int):
            elsewhere.add(int(value.value) if isinstance(value, Amount) else value)
    for line in lines(report):
        for result in line.results.values():
            alike = (
                (text, number, written)
                for text, numbers in texts
                for number, written in numbers.items()
                if number not in elsewhere
                and _is_slip(str(result), str(number))
                and not _is_day(written, text.content, report.locale)
            )
            if result not in in_texts and (found := next(alike, None)):
                text, number, written = found
                table, real = question_label(line.question), show_count(result, line.locale)
                fact = f"You write {written} here, and {table} says {real} for “{line.label}”."
                message = f"{fact} Is one of them mistyped?"
                data: dict[str, Plain] = {"said": number, "table": result, "row": line.row}
                yield text.finding("wording.figure_mistyped", "note", message, data)


def _numbers(text: str) -> dict[int, str]:
    """Return the whole numbers of a text as they are written; of several alike the first."""
    found: dict[int, str] = {}
    for number in re.finditer(_NUMBER, without_links(text)):
        value = int(re.sub(r"\D", "", number[1]))
        if value not in _YEARS:
            found.setdefault(value, number[1])
    return found


def _is_day(written: str, text: str, locale: str) -> bool:
    """Whether a number of two digits is beside the name of a month."""
    if len(written) > _SWAPPED_ONLY:
        return False
    month = "|".join(map(re.escape, month_names(locale)))
    day = rf"(?<!\d){written}(?:st|nd|rd|th|[.º])?,? (?:de |of )?(?:{month})|(?:{month})\.? {written}(?!\d)"
    return re.search(day, text, re.IGNORECASE) is not None


def _is_slip(right: str, written: str) -> bool:
    """Whether one number is the other with a slip of the finger. A round figure was not counted, so never."""
    is_round = not right[1:].strip("0") or not written[1:].strip("0")
    if len(right) < _SWAPPED_ONLY or is_round or right == written:
        return False
    if len(right) == len(written):
        apart = [at for at in range(len(right)) if right[at] != written[at]]
        if len(apart) == _SWAPPED_ONLY:
            first, second = apart
            swapped = (right[first], right[second]) == (written[second], written[first])
            return second == first + 1 and swapped
        return len(apart) == 1 and len(right) > _SWAPPED_ONLY
    longer, shorter = sorted((right, written), key=len, reverse=True)
    one_more = len(longer) == len(shorter) + 1 and len(shorter) > _SWAPPED_ONLY
    return one_more and any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def wording_no_figures(report: Report) -> Iterator[Finding]:
    """Fires if the answer about results names no figure, and a table has results.

    Source: reports that say how many came and what they made are more convincing.
    """
    answer = text_at(report, "text.results")
    if answer is None or re.search(r"\d", answer.content):
        return
    results = [line for line in lines(report) if line.total]
    if results and not has_number_in_words(answer.content):
        example = f"“{results[0].label}” is {results[0].shown}"
        message = f"This answer has no numbers. Say how many came and what they made: {example}."
        yield answer.finding("wording.no_figures", "note", message, {})
