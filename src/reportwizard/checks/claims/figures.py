"""The figures of the tables, in any language: whether the texts hold them, or nearly the same ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportwizard.checks.finding import Finding
from reportwizard.checks.links.places import without_links
from reportwizard.checks.metrics import Line, lines
from reportwizard.checks.texts import Text, called, narratives
from reportwizard.kinds.base import Plain, Typed
from reportwizard.money.amount import Amount
from reportwizard.report.report import Report

RESULTS = "text.results"
# A whole number, also with groups of three digits, that is no estimate, share, date, amount, time or name.
_NUMBER = re.compile(
    r"(?<![\w.,:/±~≈#$€£¥₸₽₴₹₺+-])(\d{1,3}(?:[ \u00a0\u202f.,'’]\d{3})+|\d{2,9})"
    r"(?![\w%‰]|[.,:/-]\d| ?(?:%|[$€£¥₸₽₴₹₺]|[A-Z]{3}\b))"
)
_YEARS = range(1900, 2101)
_TURNED_ONLY = 2
"""In numbers of so few digits another digit is another number; only two turned ones are a slip."""


def wording_figure_mistyped(report: Report) -> Iterator[Finding]:
    """Fires where a result stands nowhere in the texts, and a number that is nearly the same does.

    Nearly: two digits turned, or in longer numbers one wrong, lost or extra digit; in any language. Years,
    round figures, amounts and numbers that stand elsewhere in the report are let be. Source: the same figures
    are asked for in words and in the table, and both are typed by hand.
    """
    texts = [(text, _numbers(text.words)) for text in narratives(report)]
    told = {number for _, numbers in texts for number in numbers}
    known = told | set(_elsewhere(report))
    for line in lines(report):
        for result in line.results.values():
            found = _nearly(result, texts, known - told) if result not in told else None
            if found:
                yield _mistyped(line, result, *found)


def _nearly(
    result: int, texts: list[tuple[Text, dict[int, str]]], right: set[int]
) -> tuple[Text, int, str] | None:
    return next(
        (
            (text, number, written)
            for text, numbers in texts
            for number, written in numbers.items()
            if number not in right and _is_slip(str(result), str(number))
        ),
        None,
    )


def _mistyped(line: Line, result: int, text: Text, number: int, written: str) -> Finding:
    message = (
        f"You write {written} here, and {called(line.question)} says {result} for “{line.label}”. Is one of"
        " them mistyped?"
    )
    data: dict[str, Plain] = {"said": number, "table": result, "row": line.row}
    return Finding("wording.figure_mistyped", "note", text.question.id, message, data)


def _numbers(words: str) -> dict[int, str]:
    """Return the whole numbers of a text as they are written; of several alike the first."""
    found: dict[int, str] = {}
    for number in _NUMBER.finditer(without_links(words)):
        value = int(re.sub(r"\D", "", number[1]))
        if value not in _YEARS:
            found.setdefault(value, number[1])
    return found


def _elsewhere(report: Report) -> Iterator[int]:
    """Give the other whole numbers of the report: targets, results, amounts."""
    for line in lines(report):
        yield from (line.target, *line.results.values(), line.total)
    for value in report.answers.values():
        if isinstance(value, Amount):
            yield int(value.value)
        elif isinstance(value, int) and not isinstance(value, Typed):
            yield value


def _is_slip(right: str, written: str) -> bool:
    """Whether one number is the other with a slip of the finger. A round figure was not counted, so never."""
    if (
        len(right) < _TURNED_ONLY
        or not right[1:].strip("0")
        or not written[1:].strip("0")
        or right == written
    ):
        return False
    if len(right) == len(written):
        apart = [place for place in range(len(right)) if right[place] != written[place]]
        if len(apart) == _TURNED_ONLY:
            first, second = apart
            turned = (right[first], right[second]) == (written[second], written[first])
            return second == first + 1 and turned
        return len(apart) == 1 and len(right) > _TURNED_ONLY
    longer, shorter = sorted((right, written), key=len, reverse=True)
    one_more = len(longer) == len(shorter) + 1 and len(shorter) >= _TURNED_ONLY
    return one_more and any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def wording_no_figures(report: Report) -> Iterator[Finding]:
    """Fires where the answer about results names no figure, and a table has results.

    Source: reports that tell how many came and what they made are believed more easily.
    """
    question, text = report.form.role(RESULTS), report.value(RESULTS)
    if question is None or not isinstance(text, str) or re.search(r"\d", text):
        return
    results = [line for line in lines(report) if line.total]
    if results and not _tells_a_number(text):
        message = (
            f"{called(question, capital=True)} names no figure. Say how many came and what they made:"
            f" “{results[0].label}” is {results[0].total}."
        )
        yield Finding("wording.no_figures", "note", question.id, message)


def _tells_a_number(text: str) -> bool:
    """Whether a text holds a number in words, in one of the languages with lists."""
    from reportwizard.checks.claims.words import fold, lexicon, words_in

    known = lexicon(text)
    return any(known.counts(fold(word)) for word in words_in(text))
