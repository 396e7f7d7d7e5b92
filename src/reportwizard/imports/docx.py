"""Our own Word documents, after others changed them: each answer is found by the heading above it.

Word, LibreOffice and Google Docs each keep different parts of a document. A heading is known by the bookmark
at it, and where bookmarks are gone, by its wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from reportwizard.errors import PageError
from reportwizard.forms.form import Form
from reportwizard.imports.docx_file import Block, block_text, read_blocks
from reportwizard.imports.imported import ImportResult
from reportwizard.imports.own import empty_report, parse_stamp, read_framed
from reportwizard.imports.wordings import plain_words
from reportwizard.report.hand_in import Remark
from reportwizard.report.report import Report
from reportwizard.report.written import (
    LEDGER,
    PART_MARK,
    QUESTION_MARK,
    REVIEWER,
    Content,
    Stamp,
    header_part,
    heading,
    headings,
    help_lines,
    read_fingerprints,
    reference_printed_under,
    with_colon,
)

NAME = "reportwizard-docx"
TRACKED_CHANGES = "The document has tracked changes. They were read as if accepted."
_STAMP = re.compile(r"\[(reportwizard:[^\]]*)\](?:\s*\[answers:\s*([a-z2-7-]*)\])?")
_UNCHANGED = "Nothing was changed."
_OTHER_WORDS = (
    "The headings of this document are not the questions of the form. It may be a translation.",
    f"Use the document as it was written. {_UNCHANGED}",
)


class DocxCopy(NamedTuple):
    """A document read back: its answers, what is in their places, and what was there at first."""

    imported: ImportResult
    contents: Mapping[str, Content]
    fingerprints: Mapping[str, str]


def page_text(data: bytes) -> str:
    """Return any Word document as the text of a page."""
    return "\n".join(map(block_text, read_blocks(data)[0]))


def read(data: bytes, *, currency: str, locale: str, of: Report | None = None) -> DocxCopy | None:
    """Read a document of ours; None if it does not say so and is not read as a copy `of` a report.

    `PageError` if it is damaged, has another language or form, or where a heading is gone.
    """
    blocks, tracked = read_blocks(data)
    stamps = [(at, found) for at, block in enumerate(blocks) if (found := _STAMP.search(block.text))]
    end, prints = len(blocks), ""
    if stamps:
        end, prints = stamps[-1][0], stamps[-1][1][2] or ""
        stamp = parse_stamp(stamps[-1][1][1])
    elif of:
        # Somebody changed the stamp, or took it away.
        end = next((at for at, block in enumerate(blocks) if block.style == "stamp"), end)
        stamp = Stamp(of.form.id, of.form.version, of.locale, of.currency)
    else:
        return None
    report = empty_report(stamp, currency, locale) if of is None else Report(of.form, locale=stamp.locale)
    if stamp.form != report.form.id:
        raise PageError("This document is a report of another form.", _UNCHANGED)
    fingerprints = read_fingerprints(report.form, prints if stamp.version == report.form.version else "")
    styled = any(block.style == "help" for block in blocks)
    regions = _regions(report.form, blocks[:end], styled)
    _refuse_gone(report.form, {question for question, _ in regions}, fingerprints)
    pieces = [piece for head, inside in regions for piece in _pieces(report.form, head, inside, styled)]
    frames = [(question, content) for question, content in pieces if question]
    outside = [content for question, content in pieces if not question and isinstance(content, str)]
    outside += map(block_text, blocks[end + 1 :])
    imported = read_framed(replace(report, currency=stamp.currency or currency), stamp, NAME, frames, outside)
    commented = replace(imported.report, comments=tuple(_remarks(regions)))
    notes = (TRACKED_CHANGES,) if tracked else ()
    return DocxCopy(replace(imported, report=commented, notes=notes), dict(frames), fingerprints)


def _regions(form: Form, blocks: Sequence[Block], styled: bool) -> list[tuple[str, list[Block]]]:
    """Cut a document at its headings: each with its question, empty for a part, and what is below."""
    known = {plain_words(line): question for line, question in reversed(headings(form).items())}
    marks = (mark for block in blocks for mark in block.marks)
    placed = {mark.removeprefix(QUESTION_MARK) for mark in marks if mark.startswith(QUESTION_MARK)}
    without_headings = not placed and not any(
        _is_heading(one) and plain_words(one.text) in known for one in blocks
    )
    regions: list[tuple[str, list[Block]]] = [("", [])]
    changed = 0
    for block in blocks:
        words = plain_words(block.text)
        mark = next((one for one in block.marks if one.startswith((QUESTION_MARK, PART_MARK))), None)
        head = known.get(words)
        label = not styled and head in form.by_id and form.by_id[head].reference
        if mark is not None:
            changed += bool(words) and words not in known
            head = mark.removeprefix(QUESTION_MARK) if mark.startswith(QUESTION_MARK) else ""
        elif head in placed or not (without_headings or label or _is_heading(block)):
            head = None
        if head is None or block.rows is not None:
            regions[-1][1].append(block)
        else:
            regions.append((head, [block]))
    if changed > len(regions) // 2:
        raise PageError(*_OTHER_WORDS)
    return regions


def _is_heading(block: Block) -> bool:
    return block.style == "help" or block.style.startswith("heading")


def _refuse_gone(form: Form, seen: set[str], fingerprints: Mapping[str, str]) -> None:
    """Refuse a document in which an answer is below another answer's heading."""
    header = header_part(form)
    asked = [one for part in form.parts if part is not header for one in part.printed]
    known = {one.id: "-----" if one.asked_if or one.reference else "" for one in asked} | dict(fingerprints)
    gone = [one for one in asked if known[one.id] != "-----" and one.id not in seen]
    if len(gone) > len(asked) // 2:
        raise PageError(*_OTHER_WORDS)
    if gone:
        what = f"The heading “{heading(gone[0])}” is gone from this document."
        raise PageError(what, f"Put it back above its answer. {_UNCHANGED}")


def _pieces(form: Form, head: str, blocks: list[Block], styled: bool) -> Iterator[tuple[str, Content]]:
    """Give what is below a heading, by the question that it answers, or without one."""
    question = form.by_id.get(head)
    if not question and head != LEDGER:
        yield from _facts(form, blocks)
        return
    yield "", blocks[0].text
    inside = _without_help(blocks[1:], list(help_lines(question)) if question else [], styled)
    # A line that somebody began below the help has its style.
    yield from (("", block.text) for block in blocks[1:] if block.style == "help")
    table = next((block for block in inside if block.rows), None)
    if question and (under := reference_printed_under(form, question)):
        if table:
            yield head, block_text(table)
            inside.remove(table)
        head, question, table = under, form.by_id[under], None
    if table and table.rows and (question is None or question.kind in ("agreement", "table")):
        yield head, table.rows
        yield from (("", block.text) for block in inside if block is not table)
    elif question and (inside or not _recalls(form, head)):
        text = "\n".join(map(block_text, inside))
        yield head, text if text.strip() else ""


def _recalls(form: Form, head: str) -> bool:
    """Whether a text by others may be between a heading and its answer, under a label of its own."""
    return any(one.reference and reference_printed_under(form, one) == head for one in form.questions)


def _without_help(blocks: Sequence[Block], help: list[str], styled: bool) -> list[Block]:
    """Leave out what the form says below a heading; where a program kept no styles, by its wording."""
    if styled:
        return [block for block in blocks if block.style != "help"]
    at = 0
    while at < min(len(help), len(blocks)) and plain_words(blocks[at].text) == plain_words(help[at]):
        at += 1
    return list(blocks[at:])


def _facts(form: Form, blocks: Sequence[Block]) -> Iterator[tuple[str, Content]]:
    """Give the facts of the header, by their marks or labels; and what else is outside of an answer."""
    header = header_part(form)
    labels = {plain_words(with_colon(one.wording)): one.id for one in (header.printed if header else ())}
    for block in blocks:
        for row, mark in zip(block.rows or (), block.marks, strict=False):
            question = mark.removeprefix(QUESTION_MARK) or labels.get(plain_words(row[0]), "")
            yield question, row[1] if question and len(row) > 1 else "\t".join(row)
        if block.rows is None:
            yield "", block.text


def _remarks(regions: Sequence[tuple[str, list[Block]]]) -> Iterable[Remark]:
    """Give what others remarked, but not our own comments; one may be on several answers."""
    found: dict[str, Remark] = {}
    for question, blocks in regions:
        for number, who, words in (one for block in blocks for one in block.comments):
            answers = (*found[number].answers, question) if number in found else (question,)
            first = found.get(number) or Remark(words, who)
            found[number] = replace(first, answers=tuple(dict.fromkeys(filter(None, answers))))
    return [one for one in found.values() if one.who != REVIEWER]
