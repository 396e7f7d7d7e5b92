"""Read our own Word documents, after others changed them: each answer is found by the heading above it.

Word, LibreOffice and Google Docs each keep different parts of a document. A heading is found by its bookmark,
or by its wording if the bookmarks are gone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

from reportwizard.errors import PageError
from reportwizard.forms.form import Form
from reportwizard.imports.docx_file import Block, block_text, read_blocks
from reportwizard.imports.imported import ImportResult, table_text
from reportwizard.imports.own import STAMP, empty_report, parse_stamp, read_pieces
from reportwizard.imports.wordings import plain_words, text_after
from reportwizard.report.hand_in import ReviewComment
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
)

NAME = "reportwizard-docx"
TRACKED_CHANGES = (
    "The document has tracked changes or struck-out words: it was read as if all changes were accepted."
)
_UNCHANGED = "Nothing was changed."
_OTHER_WORDING = (
    "The headings of this document are not the questions of the form. It may be a translation.",
    f"Use the document as it was written. {_UNCHANGED}",
)


class DocxCopy(NamedTuple):
    """A document read back: its answers, their contents in it, and the fingerprints of the original ones."""

    imported: ImportResult
    contents: Mapping[str, Content]
    fingerprints: Mapping[str, str]


def read_page(data: bytes, read_text: Callable[[str], ImportResult]) -> ImportResult:
    """Read any other document by the text of its page; its comments become comments."""
    blocks, tracked = read_blocks(data)
    text = "\n".join(block.text if block.rows is None else table_text(block.rows) for block in blocks)
    imported = read_text(text)
    report = imported.report
    known = {plain_words(line): question for line, question in headings(report.form).items()}
    texts = [(key, value) for key, value in report.answers.items() if isinstance(value, str)]

    def about(block: Block) -> str:
        answered = next((key for key, value in texts if block.text and block.text in value), "")
        return known.get(plain_words(block.text)) or answered

    remarks = tuple(_comments([(about(block), [block]) for block in blocks if block.comments]))
    notes = (*imported.notes, *([TRACKED_CHANGES] if tracked else []))
    return replace(imported, report=replace(report, comments=remarks), notes=notes)


def read(data: bytes, *, currency: str, locale: str, original: Report | None = None) -> DocxCopy | None:
    """Read a document of ours; None if it is none, and no `original` report is there of which it is a copy.

    `PageError` if it is damaged, is in another language or form, or lacks a heading.
    """
    blocks, tracked = read_blocks(data)
    stamps = [(at, match) for at, block in enumerate(blocks) if (match := STAMP.search(block.text))]
    end, prints = len(blocks), ""
    marked = any(mark.startswith(QUESTION_MARK) for block in blocks for mark in block.marks)
    # Our text can be pasted into a document, with its stamp.
    if stamps and (original or marked or stamps[-1][1][2]):
        end, prints = stamps[-1][0], stamps[-1][1][2] or ""
        stamp = parse_stamp(stamps[-1][1][1])
    elif original:
        # Somebody changed or removed the stamp.
        end = next((at for at, block in enumerate(blocks) if block.style == "stamp"), end)
        stamp = Stamp(original.form.id, original.form.version, original.locale, original.currency)
    else:
        return None
    report = Report(original.form, locale=stamp.locale) if original else empty_report(stamp, currency, locale)
    if stamp.form != report.form.id:
        raise PageError("This document is a report of another form.", _UNCHANGED)
    fingerprints = read_fingerprints(report.form, prints if stamp.version == report.form.version else "")
    styled = any(block.style == "help" for block in blocks)
    regions = _regions(report.form, blocks[:end], styled)
    _refuse_missing_headings(report.form, {question for question, _ in regions}, fingerprints)
    pieces = [piece for head, inside in regions for piece in _pieces(report.form, head, inside, styled)]
    below = [("", block_text(block)) for block in blocks[end + 1 :]]
    report = replace(report, currency=stamp.currency or currency)
    imported = read_pieces(report, stamp, NAME, [*pieces, *below])
    commented = replace(imported.report, comments=tuple(_comments(regions)))
    notes = (TRACKED_CHANGES,) if tracked else ()
    contents = {question: content for question, content in pieces if question}
    return DocxCopy(replace(imported, report=commented, notes=notes), contents, fingerprints)


def _regions(form: Form, blocks: Sequence[Block], styled: bool) -> list[tuple[str, list[Block]]]:
    """Split a document at its headings: (question id, empty for a part; the blocks from there on)."""
    known = {plain_words(line): question for line, question in reversed(headings(form).items())}
    marks = (mark for block in blocks for mark in block.marks)
    placed = {mark.removeprefix(QUESTION_MARK) for mark in marks if mark.startswith(QUESTION_MARK)}
    without_headings = not placed and not any(
        _is_heading(block) and plain_words(block.text) in known for block in blocks
    )
    regions: list[tuple[str, list[Block]]] = [("", [])]
    changed = 0
    for block in blocks:
        words = plain_words(block.text)
        mark = next((name for name in block.marks if name.startswith((QUESTION_MARK, PART_MARK))), None)
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
        raise PageError(*_OTHER_WORDING)
    return regions


def _is_heading(block: Block) -> bool:
    return block.style == "help" or block.style.startswith("heading")


def _refuse_missing_headings(form: Form, seen: set[str], fingerprints: Mapping[str, str]) -> None:
    """Refuse a document that lacks headings: their answers would be taken for others."""
    header = header_part(form)
    asked = [question for part in form.parts if part is not header for question in part.printed]
    known = {item.id: "-----" if item.asked_if or item.reference else "" for item in asked} | dict(
        fingerprints
    )
    missing = [question for question in asked if known[question.id] != "-----" and question.id not in seen]
    if len(missing) > len(asked) // 2:
        raise PageError(*_OTHER_WORDING)
    if missing:
        message = f"The heading “{heading(missing[0])}” is gone from this document."
        raise PageError(message, f"Put it back above its answer. {_UNCHANGED}")


def _pieces(form: Form, head: str, blocks: list[Block], styled: bool) -> Iterator[tuple[str, Content]]:
    """Yield the text below a heading, with the id of the question that it answers, or an empty one."""
    question = form.by_id.get(head)
    if not question and head != LEDGER:
        yield from _facts(form, blocks)
        return
    yield "", blocks[0].text
    # A text by others may be between a heading and its answer, under its own label.
    recalled = {reference_printed_under(form, item) for item in form.questions if item.reference}
    if styled:
        inside = [block for block in blocks[1:] if block.style != "help"]
    else:
        # Styles were lost: the form's help is found by its wording.
        help = help_lines(question) if question else ()
        pairs = zip(blocks[1:], help, strict=False)
        same = (plain_words(block.text) == plain_words(line) for block, line in pairs)
        inside = blocks[1 + sum(takewhile(bool, same)) :]
    # A line that somebody added below the help has its style.
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
    elif question and (inside or head not in recalled):
        text = "\n".join(map(block_text, inside))
        yield head, text if text.strip() else ""


def _facts(form: Form, blocks: Sequence[Block]) -> Iterator[tuple[str, Content]]:
    """Yield the facts of the header, found by their bookmarks or labels; and other text, with an empty id."""
    header = header_part(form)
    labels = {plain_words(item.wording): item.id for item in (header.printed if header else ())}
    for block in blocks:
        for row, mark in zip(block.rows or (), block.marks, strict=False):
            label = "".join(row[:1])
            known = (mark.removeprefix(QUESTION_MARK), labels.get(plain_words(label)))
            question = next((form.by_id[item] for item in known if item in form.by_id), None)
            answer: str | None = "\t".join(filter(None, row[1:]))
            if question and not answer:
                # Somebody may have merged the two cells, or emptied the second one.
                rest = text_after(label, plain_words(question.wording))
                answer = None if rest is None else rest.removeprefix(":").strip()
            if question is None or answer is None:
                yield "", "\t".join(row)
            else:
                yield question.id, answer
        if block.rows is None:
            yield "", block.text


def _comments(regions: Sequence[tuple[str, list[Block]]]) -> Iterable[ReviewComment]:
    remarks: dict[str, ReviewComment] = {}
    for question, blocks in regions:
        for number, author, text in (comment for block in blocks for comment in block.comments):
            remark = remarks.get(number) or ReviewComment(text, author)
            answers = dict.fromkeys(filter(None, (*remark.answers, question)))
            remarks[number] = replace(remark, answers=tuple(answers))
    return [remark for remark in remarks.values() if remark.who != REVIEWER]
