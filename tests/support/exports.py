"""Every format as text, to look into: a Word document by what stands in it."""

from __future__ import annotations

from reportwizard.exports.registry import EXPORTS, export_file
from reportwizard.imports.docx_file import block_text, read_blocks
from reportwizard.report.report import Report
from support.nasty import complete_report, nasty_report

TEXTS = [name for name, export in EXPORTS.items() if not export.binary]
READABLE = [*TEXTS, "docx"]
"""The formats in which a test can look for words."""


def text_of(report: Report, fmt: str, *, unfinished: bool = False) -> str:
    """Return a report in a format, as text."""
    data = export_file(report, fmt, unfinished=unfinished)
    return "\n".join(map(block_text, read_blocks(data)[0])) if fmt == "docx" else data.decode()


def golden_files() -> dict[str, str]:
    """Return what the golden files of the exports hold, by their names: every format of two reports.

    Of a Word document it is the paragraphs and tables, each with its style: the bytes are python-docx's.
    """
    reports = {"complete": complete_report(), "nasty": nasty_report(20)}
    return {
        f"{name}{EXPORTS[fmt].suffix}{'.txt' if EXPORTS[fmt].binary else ''}": _golden(report, fmt)
        for name, report in reports.items()
        for fmt in READABLE
    }


def _golden(report: Report, fmt: str) -> str:
    if fmt != "docx":
        return text_of(report, fmt)
    blocks, _ = read_blocks(export_file(report, fmt))
    return "".join(f"{block.style:<10}{' '.join(block.marks)}\n{block_text(block)}\n" for block in blocks)
