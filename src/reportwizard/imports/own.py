"""Read reports that this program wrote, except plain text: each answer carries the id of its question."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from html import unescape
from itertools import zip_longest
from typing import TYPE_CHECKING

from reportwizard.errors import FormError, PageError
from reportwizard.forms.external import find_form
from reportwizard.forms.form import Question
from reportwizard.imports.imported import ImportResult, ReportBuilder
from reportwizard.imports.wiki_page import element_text, plain_text, read_table
from reportwizard.imports.wordings import plain_words
from reportwizard.kinds.agreement import statement
from reportwizard.kinds.registry import KINDS
from reportwizard.kinds.values import Column, Region, Typed, Value, as_text
from reportwizard.report.expense import expense_from_plain
from reportwizard.report.report import Report
from reportwizard.report.written import (
    AMOUNT_SPENT,
    LEDGER,
    REPORT_TYPE,
    UNFINISHED,
    Content,
    Stamp,
    headings,
    help_lines,
    read_stamp,
    read_written,
    statement_column,
)
from reportwizard.text import clean_text

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


# The amounts of the header and the totals of the list of expenses only repeat other text.
_REPEATED = (plain_words(AMOUNT_SPENT), ("total",))


STAMP = re.compile(r"\[(reportwizard:[^\]]{0,500})\](?:\s*\[answers:\s*([a-z2-7-]*)\])?")
"""The stamp of a text or of a Word document (1), and the fingerprints that only a document has (2)."""


def parse_stamp(text: str) -> Stamp:
    """Read the stamp in a line of an export; `PageError` if it is damaged."""
    stamp = read_stamp(" ".join(text.split()))
    if stamp is None:
        raise PageError(
            "This report was written by this program, and its line “reportwizard: form=…” is damaged.",
            "Export the report again, or copy all of it.",
        )
    return stamp


def empty_report(stamp: Stamp, currency: str, locale: str) -> Report:
    """Return a report for the stamp's form, locale and currency, with its answers to our own questions.

    `currency` and `locale` are used where the stamp has none. `PageError` if the form is not known.
    """
    try:
        form = find_form(stamp.form)
    except FormError as error:
        raise PageError(
            f"This is a report for the form “{stamp.form}”, which we do not have.", error.hint
        ) from error
    report = Report(form, locale=stamp.locale or locale, currency=stamp.currency or currency)
    for question in form.questions:
        if question.own:
            text = dict(stamp.own).get(question.id)
            value = read_written(text, question, report.region) if text else None
            report = report.with_answer(question.id, value)
    return report


def read_pieces(
    report: Report, stamp: Stamp, name: str, pieces: Iterable[tuple[str, Content]]
) -> ImportResult:
    """Read an export in pieces: (question id, answer), with an empty id for text outside the answers.

    A second answer to a question, an answer to an unknown one, and text that is not the form's own are
    unplaced.
    """
    builder, seen, outside = ReportBuilder(report), dict[str, Content](), list[str]()
    for answer_id, content in pieces:
        question = report.form.by_id.get(answer_id)
        if not answer_id:
            outside.append(_content_text(content))
        elif seen.setdefault(answer_id, content) is not content:
            builder.add_unplaced([_content_text(content)] if seen[answer_id] != content else [])
        elif answer_id == LEDGER and not isinstance(content, str):
            builder.add_expenses(content)
        elif question is None:
            builder.add_unplaced([_content_text(content)])
        elif question.kind in ("agreement", "table") and not isinstance(content, str):
            builder.put(answer_id, table_answer(content, question, report.region))
        elif (text := _content_text(content)) != question.empty_shown_as or answer_id in stamp.literal:
            # Elsewhere it is the form's text for a missing answer.
            builder.put(answer_id, read_written(text, question, report.region))
    # The text that an export prints around the answers, and the title that it repeats.
    form = report.form
    own = ["", UNFINISHED, form.title, builder.report.title, REPORT_TYPE, f"{REPORT_TYPE} {form.report_type}"]
    own += headings(form)
    for question in form.questions:
        empty = question.empty_shown_as
        own += [question.wording, f"{question.wording} {empty}", empty, *help_lines(question)]
    known = frozenset(map(plain_words, own))
    lines = [(line, plain_words(line)) for line in outside]
    builder.add_unplaced(
        line
        for line, words in lines
        if words not in known and not any(words[: len(start)] == start for start in _REPEATED)
    )
    return builder.build(name)


def _content_text(content: Content) -> str:
    return content if isinstance(content, str) else "\n".join("\t".join(row) for row in content)


def table_answer(rows: Sequence[Sequence[str]], question: Question, region: Region) -> Value | None:
    """Read an agreement or a table from its rows, as exports print them; a table has its header first.

    Rows and columns are in the form's order, which distinguishes equal names; moved ones are found by their
    names. Those with an unknown name are kept under that name.
    """
    if question.kind == "agreement":
        asked = statement_column(question)
        rows = [row for row in rows if row]
        ids = _ids([statement(row) for row in question.rows], question, [row[0] for row in rows])
        pairs = zip(ids, rows, strict=True)
        return {key: chosen for key, row in pairs if (chosen := _cell(row[1:], asked, region))} or None
    if not rows:
        return None
    columns = _columns(rows[0][1:] if question.rows else rows[0], question)
    if not question.rows:
        return tuple(_cells(row, columns, region) for row in rows[1:]) or None
    named = [row for row in rows[1:] if row]
    ids = _ids([row.label for row in question.rows], question, [row[0] for row in named])
    pairs = zip(ids, named, strict=True)
    return {key: cells for key, row in pairs if (cells := _cells(row[1:], columns, region))} or None


def _ids(labels: Sequence[str], question: Question, names: Sequence[str]) -> list[str]:
    known = {label: row.id for label, row in reversed([*zip(labels, question.rows, strict=True)])}
    placed = zip_longest(names, labels[: len(names)], question.rows[: len(names)])
    return [row.id if row and name == label else known.get(name, name) for name, label, row in placed]


def _columns(names: Sequence[str], question: Question) -> list[Column]:
    known = {column.label: column for column in reversed(question.columns)}
    placed = zip_longest(names, question.columns[: len(names)])
    return [
        column if column and column.label == name else known.get(name) or Column(name, name, kind="")
        for name, column in placed
    ]


def _cells(cells: Sequence[str], columns: Sequence[Column], region: Region) -> dict[str, Value]:
    filled = zip(columns, cells, strict=False)
    return {
        column.id: value for column, text in filled if (value := _cell([text], column, region)) is not None
    }


def _cell(cells: Sequence[str], asked: Column, region: Region) -> Value | None:
    if not cells or not cells[0]:
        return None
    return read_written(cells[0], asked, region) if asked.kind else Typed(cells[0])


# What our own JSON holds; all but the answers repeats other text.
_JSON_KEYS = {"form", "form_version", "locale", "currency", "answers", LEDGER, "unplaced"}
_JSON_KEYS |= {"notice", "title", "form_title", "parts"}


def read_json(text: str, *, currency: str, locale: str) -> ImportResult | None:
    """Read the answers as a draft holds them; those to unknown questions are kept as unplaced."""
    if not text.lstrip("\ufeff \t\r\n").startswith("{"):
        return None
    try:
        # Numbers with decimals stay text: no amount becomes a float.
        data = json.loads(text.lstrip("\ufeff"), parse_float=str, parse_constant=str)
    except (ValueError, RecursionError):
        return None
    answers = data.get("answers")
    if not isinstance(data.get("form"), str) or not isinstance(answers, dict):
        return None
    head = [data.get(key) for key in ("form", "form_version", "locale", "currency")]
    form, version, own_locale, own_currency = (
        clean_text(value) if isinstance(value, str) else "" for value in head
    )
    stamp = Stamp(form, version, own_locale, own_currency)
    report = empty_report(stamp, currency, locale)
    ledger, unplaced = data.get(LEDGER), data.get("unplaced")
    rows = ledger if isinstance(ledger, list) else []
    builder = ReportBuilder(
        replace(report, ledger=tuple(expense_from_plain(row, report.region) for row in rows))
    )
    others = {key: plain for key, plain in data.items() if key not in _JSON_KEYS}
    others |= {} if rows else {LEDGER: ledger}
    for key, plain in answers.items():
        question = report.form.by_id.get(key)
        if question is None:
            others[key] = plain
        else:
            builder.put(key, KINDS[question.kind].from_plain(plain, question, report.region))
    texts = unplaced if isinstance(unplaced, list) else [unplaced]
    builder.add_unplaced(clean_text(as_text(plain)) for plain in texts if plain)
    builder.add_unplaced(clean_text(f"{key}: {as_text(plain)}") for key, plain in others.items() if plain)
    return builder.build("reportwizard-json")


_HTML_STAMP = "string(//meta[starts-with(@content, 'reportwizard:')]/@content)"

_HTML_CHANGED = (
    ".//*[not(self::a or self::br or self::p or self::span)] or"
    " (./p and (./*[not(self::p)] or ./text()[normalize-space()]))"
)


def read_root(root: Element, *, currency: str, locale: str) -> ImportResult | None:
    """Read a parsed page of ours; None if it has no stamp."""
    stamp_text = str(root.xpath(_HTML_STAMP))
    if not stamp_text:
        return None
    stamp = parse_stamp(stamp_text)
    for repeated in root.xpath("//*[@data-repeated]"):
        repeated.clear(keep_tail=True)
        repeated.tag = "span"
    answers = root.xpath("//*[@data-answer and not(ancestor::*[@data-answer])]")
    pieces = [(element.get("data-answer"), _element_content(element)) for element in answers]
    for element in answers:
        element.clear(keep_tail=True)
    pieces += [("", line) for line in clean_text(element_text(root)).split("\n")]
    return read_pieces(empty_report(stamp, currency, locale), stamp, "reportwizard-html", pieces)


def _element_content(element: Element) -> Content:
    if element.tag == "table":
        return [[_element_answer(cell) for cell in row.xpath("./th | ./td")] for row in element.iter("tr")]
    return _element_answer(element)


def _element_answer(element: Element) -> str:
    """Return an answer exactly, if nobody has added other elements to it."""
    if element.xpath(_HTML_CHANGED):
        return clean_text(element_text(element))
    for line_break in element.xpath(".//br"):
        line_break.text = "\n"
    paragraphs = element.xpath("./p") or [element]
    return clean_text("\n\n".join(str(paragraph.xpath("string()")) for paragraph in paragraphs))


_STAMP = re.compile(r"<!--\s*(markdown\s+)?(reportwizard:\s.*?)-->", re.DOTALL)
_ANSWER = re.compile(r"<!--\s*answer: ([a-z][a-z0-9_]*)\s*-->(.*?)<!--\s*/answer\s*-->", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
# As exports write them: a space that must stay is &#160;, and the space that does not break is &nbsp;.
_IN_WIKITEXT = re.compile(rf"<nowiki ?/>|<br ?/?>\n?|{_REFERENCE.pattern}")
_ADDED = re.compile(r"''|\[\[|\[https?:|\{\{|<(?!br ?/?>|nowiki ?/>)[a-zA-Z/]|^[*#:;=]", re.MULTILINE)
_DIRECTED = re.compile(r'\s*<div dir="auto">\n?(.*?)\n?</div>\s*', re.DOTALL)
_LINK, _TAB = r"<(https?://[^<>\s]*)>", "&#9;(?:&#160;){3}"
_IN_MARKDOWN = re.compile(rf"\\([!-/:-@\[-`{{-~])|{_LINK}|<br ?/?>|{_TAB}|{_REFERENCE.pattern}")
_BAR = re.compile(r"((?:[^\\|]|\\.)*)\|")


def read_comments(text: str, *, currency: str, locale: str) -> ImportResult | None:
    """Read the answers between the comments of our wikitext or Markdown; None if it has no stamp."""
    text = clean_text(text)
    found = _STAMP.search(text)
    if found is None:
        return None
    stamp = parse_stamp(found[2])
    markdown = bool(found[1])
    # Such comments keep viewers from interpreting `@name` and `:smile:`.
    text = text.replace("<!-- -->", "") if markdown else text
    content: Callable[[str], Content] = _markdown if markdown else _wikitext
    pieces = [(match[1], content(match[2])) for match in _ANSWER.finditer(text)]
    outside = _COMMENT.sub("\n", _ANSWER.sub("\n", text)).split("\n")
    pieces += [("", _outside_text(line, markdown=markdown)) for line in outside]
    name = "reportwizard-markdown" if markdown else "reportwizard-wikitext"
    return read_pieces(empty_report(stamp, currency, locale), stamp, name, pieces)


def _wikitext(content: str) -> Content:
    if content.startswith("\n"):
        content = content[1:].removesuffix("\n")
    if directed := _DIRECTED.fullmatch(content):
        content = directed[1]
    if content.startswith("{|"):
        return read_table(content, lambda cell: _unescape(str(cell).strip(" \n")))
    return _unescape(content)


def _unescape(wikitext: str) -> str:
    if _ADDED.search(wikitext):
        return plain_text(wikitext)
    return _IN_WIKITEXT.sub(_referenced, wikitext)


def _referenced(match: re.Match[str]) -> str:
    if match[0].startswith("<"):
        return "" if match[0].startswith("<nowiki") else "\n"
    return " " if match[0] == "&#160;" else unescape(match[0])


def _markdown(content: str) -> Content:
    content = content.strip("\n") if content.startswith("\n") else content
    lines = content.split("\n")
    if lines[0].startswith("|") and lines[1:2] and lines[1].startswith("|"):
        bare = (line.strip().removeprefix("|") for line in (lines[0], *lines[2:]))
        rows = [[_unescape_markdown(cell.strip(" ")) for cell in _BAR.findall(line)] for line in bare]
        return rows if any(rows[0]) else rows[1:]
    if all(line.startswith(">") for line in lines):
        lines = [line[1:].removeprefix(" ") for line in lines]
    return "\n".join(
        "" if line.rstrip(" ") == "&nbsp;" else _unescape_markdown(line.rstrip(" ")) for line in lines
    )


def _unescape_markdown(markdown: str) -> str:
    return _IN_MARKDOWN.sub(_escaped, markdown)


def _escaped(match: re.Match[str]) -> str:
    if match[1] or match[2]:
        return match[1] or match[2]
    return "\t" if match[0].startswith("&#9;") else _referenced(match)


def _outside_text(line: str, *, markdown: bool) -> str:
    line = re.sub(r"'''?|</?blockquote[^>]*>|^[=*\s]+|=+$", "", line) if not markdown else line.lstrip("#*- ")
    return _unescape_markdown(line.replace("**", "")) if markdown else _unescape(line)
