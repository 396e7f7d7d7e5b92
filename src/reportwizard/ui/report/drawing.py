"""The lines of question pages: closed questions, headings, reference texts, the fund, and the rail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from reportwizard.checks.finding import Finding
from reportwizard.checks.money.figures import USD, Figures, Remainder, read_figures, read_pairs
from reportwizard.forms.form import Part, Question
from reportwizard.kinds.registry import KINDS
from reportwizard.money.amount import Amount
from reportwizard.money.showing import show_amount, show_rate
from reportwizard.report.links import split_links
from reportwizard.report.progress import is_answered, progress
from reportwizard.report.report import Report
from reportwizard.text import count_words, pluralize
from reportwizard.ui.report.status import entry_id, findings_state, page_name, page_number, page_states
from reportwizard.ui.shared.drawing import (
    columns,
    fitted,
    left_right,
    numbered_name,
    one_line,
    plain,
    progress_bar,
    rule,
    sign,
    styled_sign,
    wrapped,
)
from reportwizard.ui.shared.lines_widget import Row

_REFERENCE_LINES = 4, 16
"""The most lines of a reference text: above an answer, and beside it on a wide screen."""
_RATE_TOLERANCE = 0.05
_BAR_WIDTH, _MIN_AMOUNT_WIDTH, _MAX_EXCERPT = 36, 10, 40
_MAX_COUNTED = 200_000
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def closed_row(report: Report, question: Question, width: int) -> Row:
    """Return a question without the cursor: one line with its answer."""
    name = numbered_name(question.number, question.name, "")
    answer = short_answer(report, question, max(width - name.cell_length - 3, 10))
    return Row(left_right(name, answer, width, gap=3), question.id)


def short_answer(report: Report, question: Question, width: int) -> Content:
    """Return an answer on one line: `● Yes`, `“171.22 USD. The second hall…” 22 words`, `not answered`."""
    value = report.answers.get(question.id)
    if value is None:
        return Content.styled("not answered" if report.required(question) else "optional", "$quiet")
    if question.kind == "yes_no" and isinstance(value, bool):
        asks_why = not value and question.role == "compliance"
        style = "bold $good" if value else "bold $look" if asks_why else "bold"
        remark = f"  your {report.form.reader} will ask why" if asks_why else ""
        return Content.assemble((f"{sign('chosen')} {'Yes' if value else 'No'}", style), (remark, "$quiet"))
    text = report.show(question)
    if question.kind == "long_text":
        count = f" {pluralize(count_words(text), 'word')}"
        excerpt = one_line(text, max(min(width, _MAX_EXCERPT) - len(count), 8))
        return Content.assemble("“", excerpt, "”", (count, "$quiet"))
    mark = () if is_answered(report, question) else (styled_sign("fix"), " ")
    return Content.assemble(*mark, one_line(text, width))


def page_head_rows(
    report: Report, part: Part, page: Sequence[Question], width: int, *, is_signed: bool
) -> list[Row]:
    """Return the heading of a page of several questions; `is_signed` for answers that one signs for."""
    required = [question for question in page if report.required(question)]
    right, intro = Content(), part.intro if page[0] is part.questions[0] else ""
    if is_signed:
        count = _NUMBERS[len(page)] if len(page) < len(_NUMBERS) else str(len(page))
        intro = f"You sign for these {count} answers with your name."
    if is_signed and required:
        done = sum(is_answered(report, question) for question in required)
        more = ((" · ", "$quiet"), ("required", "$look")) if done < len(required) else ()
        right = Content.assemble((f"{done} of {len(required)}", "$quiet"), *more)
    elif not required:
        right = Content.styled("optional", "$quiet")
    title = left_right(numbered_name(page_number(page), page[0].page), right, width)
    return [Row(title), *map(Row, wrapped(plain(intro, "$quiet"), width))]


def reference_rows(report: Report, question: Question, width: int, *, is_wide: bool) -> list[Row]:
    """Return a text that helps with the answer, under its name; an empty box while there is none."""
    text = report.show(question)
    lines = wrapped(plain(text) if text else plain(question.hint or question.wording, "$quiet"), width)
    max_lines = _REFERENCE_LINES[is_wide]
    head = [one_line(question.name, width, "bold"), Content()] if is_wide else [rule(question.name, width)]
    shown = [*head, *lines[:max_lines]]
    if len(lines) > max_lines:
        shown.append(Content.styled(f"{sign('unfolded')} {len(lines) - max_lines} more   F1 all", "$quiet"))
    if not text:
        box = fitted(Content.assemble((sign("edge"), "$edge"), " Shift+Tab writes here"), width)
        shown.append(box.stylize_before("on $raised"))
    return [Row(line, question.id) for line in shown]


def fund_rows(report: Report, width: int, *, is_wide: bool) -> list[Row]:
    """Return what was awarded, spent and is left, by currency, and the two rates if they differ."""
    sums = read_figures(report)
    lines = [
        (code, [_number(amount, report.locale) for amount in (awarded, spent, left and left.rest)], left)
        for code, awarded, spent, left in _fund_lines(report, sums)
    ]
    if not lines:
        return []
    amount_width = -max(_MIN_AMOUNT_WIDTH, *(len(text) for _, texts, _ in lines for text in texts))
    heads = [(Content.styled(name, "$quiet"), amount_width) for name in ("awarded", "spent", "left")]
    rows = [Row(rule("Your fund", width)), Row(columns([(Content(), 5), *heads]))]
    for code, texts, left in lines:
        styles = ("", "", "$look bold" if left and left.is_overspent else "")
        cells = [(plain(text, style), amount_width) for text, style in zip(texts, styles, strict=True)]
        line = columns([(Content.styled(code, "$quiet"), 5), *cells])
        notes = ("more than you were given", "too much") if styles[2] else ("", "")
        notes = ("your fund is in US dollars", "fund in USD") if sums.in_usd and code != USD else notes
        note = f"   {notes[line.cell_length + len(notes[0]) + 3 > width]}"
        rows.append(Row(Content.assemble(line, (note, styles[2] or "$quiet"))))
    left = sums.left_usd or sums.left_local
    if is_wide and left and left.awarded.value:
        share, style = float(left.spent.value / left.awarded.value), "$look" if left.is_overspent else "$good"
        label = f"  {share:.0%} of the {left.spent.currency} are spent".replace("%", " %")
        bar = Content.assemble(" " * 5, progress_bar(share, _BAR_WIDTH, style), (label, "$quiet"))
        rows += [Row(Content()), Row(bar)]
    given, reported, code = sums.awarded.rate, sums.spent.rate, report.currency
    if code not in ("", USD) and given and reported and abs(reported / given - 1) > _RATE_TOLERANCE:
        before, now = (show_rate(rate, code, report.locale) for rate in (given, reported))
        now = now.replace(code, "").strip()
        rates = plain(f"{before} for 1 USD when awarded, {now} as you report it", "$look")
        rows += map(Row, wrapped(rates, width))
    return rows


def _fund_lines(
    report: Report, sums: Figures
) -> Iterator[tuple[str, Amount | None, Amount | None, Remainder | None]]:
    """Yield each currency, and what was awarded, spent and is left in it."""
    role, local = report.form.role, report.currency
    if (role("money.awarded.local") or role("money.spent.local")) and local not in ("", USD):
        awarded, spent = read_pairs(report)
        yield local, awarded.local, spent.local, sums.left_local
    if role("money.awarded") or role("money.spent"):
        yield USD, sums.awarded.usd, sums.spent.usd, sums.left_usd


def _number(amount: Amount | None, locale: str) -> str:
    if amount is None:
        return sign("empty")
    return show_amount(amount, locale).replace(amount.currency, "").strip().replace("-", sign("minus"))


def rail_rows(
    report: Report, part: Part, current_id: str, findings: Sequence[Finding], size: tuple[int, int]
) -> list[Row]:
    """Return the pages of a part and their progress for a rail of this width and height."""
    width, height = size
    done = progress(report, part)
    label = f"{done.answered} of {done.asked} answered" if done.asked else "optional"
    title = Content.styled(f"  {(part.short or part.title).upper()}", "bold $accent")
    head = left_right(title, Content.styled(label, "$quiet"), width - 3)
    rows = [Row(Content()), Row(head), Row(Content())]
    pages = page_states(report, part, findings)
    gap = [Row(Content())] if len(pages) * 3 + 3 <= height else []
    for page, state in pages:
        is_current = any(question.id == current_id for question in page)
        mark = Content.styled(f" {sign('cursor')}", "$accent") if is_current else Content("  ")
        style = "bold" if is_current else "$quiet" if state in ("open", "optional") else ""
        name = one_line(page_name(page), width - 6, style)
        rows.append(Row(Content.assemble(mark, styled_sign(state), " ", name), entry_id(page)))
        if about := _progress_label(report, page, state, findings):
            line = Content.assemble(mark, "  ", one_line(about, width - 6, "$quiet"))
            rows.append(Row(line, entry_id(page)))
        rows += gap
    return rows


def _progress_label(report: Report, page: Sequence[Question], state: str, findings: Sequence[Finding]) -> str:
    """Return what is there of a page, and what is to do: `134 words · 2 to look at`."""
    ids = {question.id for question in page}
    to_do = findings_state(finding for finding in findings if finding.question in ids).label
    if state in ("fix", "optional"):
        return to_do or "optional"
    count = _count_label(report, page)
    return f"{count.removesuffix(' answered')} · {to_do}" if count and to_do else count or to_do


def _count_label(report: Report, page: Sequence[Question]) -> str:
    question, *more = [question for question in page if not question.reference] or page
    value = report.answers.get(question.id)
    if more:
        required = [question for question in page if report.required(question)]
        answered, count = sum(is_answered(report, question) for question in required), len(required)
    elif question.kind == "agreement":
        count = len(question.rows)
        answered = count - len(KINDS["agreement"].missing(value, question))
    else:
        text = value[:_MAX_COUNTED] if isinstance(value, str) and question.kind == "long_text" else ""
        links = sum(1 for _ in split_links(text)) - 1 if question.links else 0
        return pluralize(links, "link") if links else pluralize(count_words(text), "word") if text else ""
    return f"{answered} of {count} answered" if 0 < answered < count else ""
