"""Reports that this program wrote as wikitext, with the comments that frame their answers."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reportwizard.errors import PageError
from reportwizard.imports.own import empty_report, imported, simple_answer, table_answer
from reportwizard.report.written import LEDGER, read_stamp
from reportwizard.text import clean_text

if TYPE_CHECKING:
    from reportwizard.forms.form import Question
    from reportwizard.imports.imported import Imported
    from reportwizard.kinds.base import Value
    from reportwizard.report.expense import Expense
    from reportwizard.report.report import Report
    from reportwizard.report.written import Stamp

NAME = "reportwizard-wikitext"
_STAMP = re.compile(r"<!-- (reportwizard: .*?) -->")
_ANSWER = re.compile(r"<!-- answer: ([a-z][a-z0-9_]*) -->(.*?)<!-- /answer -->", re.DOTALL)
_REFERENCE = re.compile(r"<nowiki/>|<br>\n?|&(?:amp|lt|gt|nbsp|#160|#([0-9]{1,7}));")
_MEANT = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": "\u00a0", "&#160;": " ", "<nowiki/>": ""}
_CELL = re.compile(r'(?:\| ?|! scope="(?:row|col)" \| ?)(.*)')


def read(text: str, *, currency: str, locale: str) -> Imported | None:
    """Read every framed answer back as it was; the headings and help between the frames are passed over."""
    text = clean_text(text)
    first = _STAMP.search(text)
    if first is None:
        return None
    stamp = read_stamp(first[1])
    if stamp is None:
        raise PageError("This report cannot be read.", "Its first line is damaged. Copy the whole page.")
    report = empty_report(stamp, currency, locale)
    answers: dict[str, Value | None] = {}
    unplaced: list[str] = []
    for answer_id, content in _ANSWER.findall(text):
        question = report.form.by_id.get(answer_id)
        if answer_id == LEDGER:
            report = replace(report, ledger=_expenses(content, report))
        elif question is None:
            unplaced.append(_plain(content.strip("\n")))
        else:
            answers[answer_id] = _value(content, question, report, stamp)
    return imported(report, answers, NAME, unplaced)


def _expenses(content: str, report: Report) -> tuple[Expense, ...]:
    from reportwizard.ledger.rows import read_rows

    return read_rows(_rows(content.strip("\n")), report.region)


def _value(content: str, question: Question, report: Report, stamp: Stamp) -> Value | None:
    if content.startswith("\n"):
        content = content[1:].removesuffix("\n")
    if question.kind in ("agreement", "table") and content.startswith("{|"):
        return table_answer(_rows(content), question, report.region)
    return simple_answer(_plain(content), question, stamp, report.region)


def _rows(content: str) -> list[list[str]]:
    rows: list[list[str]] = []
    for line in content.split("\n")[1:-1]:
        cell = _CELL.fullmatch(line)
        if line.startswith("|-"):
            rows.append([])
        elif cell and rows:
            rows[-1].append(_plain(cell[1]))
    return rows


def _plain(wikitext: str) -> str:
    """Undo what `exports.wikitext` did to keep an answer inert."""
    return _REFERENCE.sub(_meant, wikitext)


def _meant(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1])) if int(match[1]) < 0x110000 else match[0]
    return _MEANT.get(match[0], "\n")
