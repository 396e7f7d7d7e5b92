"""Invented final report pages, printed as the bot and the browser do: three layouts, many ways to copy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from reportwizard.forms.loader import load_form
from reportwizard.imports import layout as layouts
from reportwizard.imports import wiki_text
from reportwizard.imports.layout import page_layouts
from reportwizard.imports.page import split_page
from reportwizard.kinds.values import Region

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reportwizard.forms.form import Part, Question
    from reportwizard.imports.imported import ImportResult

FORM = load_form("rapid-fund-final")
LAYOUT = page_layouts()[0]
NOTICE = LAYOUT.page.notices[0]
EARLIER = {"2022": {"impact": "Part 1 Understanding your work"}}
KEYS_2022 = {
    "project_title": "Title of Proposal",
    "applicant_username": "Username of Applicant",
    "organization_name": "Name of Organization",
}
Answers: TypeAlias = "Mapping[str, Any]"


@dataclass(frozen=True)
class PageStyle:
    """How a page is laid out (`layout`: 2022, 2023 or 2025) and how its text was copied.

    `mark` is where the section mark ends up: after, below, before, or none; in brackets where `brackets`.
    `table` is what stands between cells: run-on, tab, bar, open-bar or line. `odd_marks`: no-break spaces
    and curly quotation marks stand in the wording. `blanks`: paragraphs stand apart.
    """

    layout: str = "2023"
    mark: str = "after"
    brackets: bool = False
    bullet: str = "  • "
    table: str = "run-on"
    required: bool = True
    browser: bool = False
    glued_notice: bool = False
    odd_marks: bool = False
    blanks: bool = True
    header: bool = True


def print_page(answers: Answers, style: PageStyle) -> str:
    """Return a page with these answers: texts as they stand, rows as lists of cells, options as labels."""
    paragraphs = [*(_header(answers, style) if style.header else _bare_header(answers))]
    for part in FORM.parts[1:]:
        paragraphs += _part(part, answers, style)
    page = ("\n\n" if style.blanks else "\n").join(paragraphs)
    return page.replace("\0\n\n", "").replace("\0\n", "").replace("\0", "")


def _bare_header(answers: Answers) -> list[str]:
    kind = answers.get("application_type")
    return [f"Application type: {kind}"] if kind else []


def _header(answers: Answers, style: PageStyle) -> list[str]:
    name = f"Grants:Programs/Wikimedia Community Fund/Rapid Fund/{answers.get('project_title', 'Untitled')}"
    if "request_id" in answers:
        name += f" (ID: {answers['request_id']})"
    top = [f"{name}/Final Report"]
    if style.browser:
        top = ["Jump to content", *top, "From Meta, a Wikimedia project coordination wiki"]
    return [*top, *(_box(answers) if style.layout == "2025" else _lines(answers, style))]


def _box(answers: Answers) -> list[str]:
    days = f"{answers['project_start']} - {answers['project_end']}" if "project_start" in answers else ""
    lines = [
        answers.get("applicant_username", ""),
        answers.get("project_title", ""),
        days,
        *_keys(
            answers,
            report_id="Report ID",
            report_status="Report status",
            due_date="Report due date",
            grant_id="Grant ID",
            awarded="Amount funded",
            spent="Amount spent",
        ),
        "Rapid Fund Final Report",
    ]
    return ["\n".join(line for line in lines if line), *_keys(answers, application_type="Application type")]


def _keys(answers: Answers, **keys: str) -> list[str]:
    return [f"{key}: {answers[name]}" for name, key in keys.items() if name in answers]


def _lines(answers: Answers, style: PageStyle) -> list[str]:
    title = answers.get("project_title", "") if style.layout == "2023" else ""
    keys = _keys(
        answers, report_status="Report Status", due_date="Due date", funding_program="Funding program"
    )
    notice = NOTICE + ("\0" if style.glued_notice else "")
    heading = _heading("General information", style)
    names = {name: FORM.by_id[name].wording for name in KEYS_2022}
    names = KEYS_2022 if style.layout == "2022" else {k: v for k, v in names.items() if k != "project_title"}
    printed = {"organization_name": "N/A", **answers}
    bullets = _keys(printed, **names, awarded="Amount awarded", spent="Amount spent")
    block = "\n".join(f"{style.bullet}{line}" for line in bullets)
    top = "\n".join(line for line in (title, "Rapid Fund Final Report") if line)
    return [top, *keys, "Report type: Final", "Application", notice, heading, block]


def _heading(text: str, style: PageStyle) -> str:
    mark = "[edit]" if style.brackets else "edit"
    if style.mark == "after":
        return f"{text}{'' if style.brackets else ' '}{mark}"
    return {"below": f"{text}\n{mark}", "before": f"{text}\n{mark}\0", "none": text}[style.mark]


def _part(part: Part, answers: Answers, style: PageStyle) -> Iterator[str]:
    yield _heading(EARLIER.get(style.layout, {}).get(part.id, part.heading), style)
    order = sorted(part.questions, key=lambda question: question.id == "learning_answers", reverse=True)
    for question in order if part.id == "learning" else part.questions:
        yield from _question(question, answers, style)


def _question(question: Question, answers: Answers, style: PageStyle) -> Iterator[str]:
    answer = answers.get(question.id, question.empty_shown_as)
    if question.id == "learning_questions":
        yield f"{question.wording} {answer}".strip()
        answer = answers.get("learning_answers", "")
    elif question.id == "learning_answers":
        answer = ""
    if question.id not in ("learning_questions", "fund_effects_other", "content_metrics"):
        yield _label(question, style)
    if question.help and question.kind != "agreement":
        yield question.help.replace("- ", style.bullet).replace("\nYou can", "\n\nYou can")
    if question.kind in ("table", "agreement"):
        yield from _table(question, answer or {}, style)
    elif question.id == "fund_effects_other":
        yield f"{question.wording} {answer}".strip()
    elif answer:
        yield answer


def _label(question: Question, style: PageStyle) -> str:
    number = f"{question.number}. " if question.number and question.id != "shared_materials" else ""
    mark = ""
    if style.required and question.number:
        mark = " (required)" if question.required else ""
    wording = question.wording
    if style.odd_marks:
        wording = wording.replace(" p", "\u00a0p").replace("'", "\u2019").replace('"', "\u201c")
    return f"{number}{wording}{mark}"


def _table(question: Question, rows: Any, style: PageStyle) -> Iterator[str]:
    headings = [column.label for column in question.columns]
    lines: list[str] = []
    if question.kind == "agreement":
        lines.append(question.intro)
        lines += [_row([f"{row.letter}. {row.label}", rows.get(row.id, "")], style) for row in question.rows]
    elif question.rows:
        first = question.wording if question.id == "content_metrics" else ""
        lines.append(_row([first, *headings], style).lstrip())
        empty = ["" for _ in headings]
        lines += [_row([row.label, *rows.get(row.id, empty)], style) for row in question.rows]
    else:
        lines.append(_row(headings, style))
        lines += [_row(row, style) for row in rows]
    yield "\n".join(lines)


def _row(cells: list[str], style: PageStyle) -> str:
    if style.table == "run-on":
        return " ".join(cell for cell in cells if cell)
    if style.table == "line":
        return "\n".join(cell for cell in cells if cell)
    mark = "\t" if style.table == "tab" else " | "
    row = mark.join(cells)
    return {"bar": f"| {row} |", "open-bar": f"{row} |"}.get(style.table, row)


def left_over(imported: ImportResult) -> tuple[str, ...]:
    """What an import could not place, but for the notice that the wiki prints on every page."""
    return tuple(text for text in imported.unplaced if not text.startswith(NOTICE[:40]))


def recognise(text: str) -> str | None:
    """What a text is, where it is a page of this form."""
    found = wiki_text.read(text, currency="", locale="en")
    return found.recognised if found else None


def read_page(text: str, *, currency: str, locale: str) -> ImportResult:
    """Read any text as if it were a page of this form."""
    return wiki_text.read_page(split_page(text, LAYOUT), LAYOUT, Region(locale, currency))


def other_programme(text: str) -> str | None:
    """What a page is, if it is none of this form."""
    return layouts.other_programme(text, LAYOUT)
