"""What is drawn on the pages of a report, as lines: closed questions, the fund, the rail. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from os.path import commonpath

from textual.content import Content

from reportwizard.checks.finding import Finding
from reportwizard.checks.money.figures import USD, Figures, Remainder, read_figures, read_pairs
from reportwizard.forms.form import Part, Question
from reportwizard.money.amount import Amount
from reportwizard.money.showing import show_amount, show_rate
from reportwizard.report.progress import is_answered, progress
from reportwizard.report.report import Report
from reportwizard.text import count_words, pluralize
from reportwizard.ui.report.status import page_name, page_state, question_state
from reportwizard.ui.shared.drawing import (
    columns,
    cut,
    fitted,
    highlighted,
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

MOST_LINES = 4
"""Lines of a reference text that are shown above an answer on a small screen."""

_OFF = 0.05
"""The share by which two rates may differ before they are shown."""
_BAR = 36
_ONE_LINE = {"text", "date", "money", "count"}
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

# Questions without the cursor


def closed_row(report: Report, question: Question, width: int) -> Row:
    """Return a question of the page without the cursor: one line with its answer."""
    name = numbered_name(question.number, question.name)
    answer = answer_in_short(report, question, max(width - name.cell_length - 3, 10))
    return Row(left_right(name, answer, width, gap=3), question.id)


def answer_in_short(report: Report, question: Question, cells: int) -> Content:
    """Return an answer on one line: `● Yes`, `“171.22 USD. The second hall…” 22 words`, `not answered`."""
    value = report.answers.get(question.id)
    if value is None:
        return Content.styled("not answered" if report.required(question) else "optional", "$quiet")
    if question.kind == "yes_no" and isinstance(value, bool):
        asks_why = not value and question.role == "compliance"
        style = "$good" if value else "$look" if asks_why else ""
        after = f"  your {report.form.reader} will ask why" if asks_why else ""
        return Content.assemble((f"{sign('chosen')} {'Yes' if value else 'No'}", style), (after, "$quiet"))
    text = report.show(question)
    if question.kind == "long_text":
        count = f" {pluralize(count_words(text), 'word')}"
        room = max(min(cells, 40) - len(count), 8)
        return Content.assemble("“", one_line(text, room), "”", (count, "$quiet"))
    wrong = () if is_answered(report, question) else (styled_sign("fix"), " ")
    return Content.assemble(*wrong, one_line(text, cells))


def head_rows(
    report: Report, part: Part, page: Sequence[Question], width: int, *, signed_for: bool
) -> list[Row]:
    """Return the heading of a page with several small questions; `signed_for`: one signs with a name."""
    number = commonpath([one.number for one in page]).rstrip(".")
    required = [one for one in page if report.required(one)]
    right, words = Content(), part.intro if page[0] is part.questions[0] else ""
    if signed_for:
        many = _NUMBERS[len(page)] if len(page) < len(_NUMBERS) else str(len(page))
        words = f"You sign for these {many} answers with your name."
    if signed_for and required:
        done = sum(is_answered(report, one) for one in required)
        more = ((" · ", "$quiet"), ("required", "$look")) if done < len(required) else ()
        right = Content.assemble((f"{done} of {len(required)}", "$quiet"), *more)
    elif not required:
        right = Content.styled("optional", "$quiet")
    title = left_right(numbered_name(number, page[0].page), right, width)
    return [Row(title), *map(Row, wrapped(plain(words, "$quiet"), width))]


def reference_rows(report: Report, question: Question, width: int, *, most: int | None) -> list[Row]:
    """Return a text that is shown beside the answer: at most so many lines of it, under its name."""
    text = report.show(question)
    lines = wrapped(plain(text) if text else plain(question.hint or question.wording, "$quiet"), width)
    shown = [rule(question.name, width), *lines[:most]]
    if most and len(lines) > most:
        shown.append(Content.styled(f"{sign('unfolded')} {len(lines) - most} more   F1 all", "$quiet"))
    return [Row(line, question.id) for line in shown]


# The fund


def fund_rows(report: Report, width: int, *, wide: bool) -> list[Row]:
    """Return what was awarded, spent and is left: a line a currency; a rate only where the two differ."""
    of = read_figures(report)
    lines = list(_fund_lines(report, of))
    if not lines:
        return []
    right = -max(11, *(len(cell) for _, cells, _ in lines for cell in cells))
    head = [(Content.styled(word, "$quiet"), right) for word in ("awarded", "spent", "left")]
    rows = [Row(rule("Your fund", width)), Row(columns([(Content(), 5), *head]))]
    for code, (awarded, spent, left), over in lines:
        style = "$look bold" if over else ""
        cells = [(plain(awarded), right), (plain(spent), right), (plain(left, style), right)]
        line, more = columns([(Content.styled(code, "$quiet"), 5), *cells]), "   more than you were given"
        more = more if line.cell_length + len(more) <= width else "   too much"
        rows.append(Row(Content.assemble(line, (more if over else "", style))))
    left_of = of.left_usd or of.left_local
    if wide and left_of and left_of.awarded.value:
        share = float(left_of.spent.value / left_of.awarded.value)
        color = "$look" if left_of.is_overspent else "$good"
        rows.append(Row(Content.assemble(" " * 7, progress_bar(share, _BAR, color))))
    given, reported = of.awarded.rate, of.spent.rate
    if report.currency not in ("", USD) and given and reported and abs(reported / given - 1) > _OFF:
        one, other = (show_rate(rate, report.currency, report.locale) for rate in (given, reported))
        other = other.replace(report.currency, "").strip()
        rows.append(Row(Content.styled(f"{one} for 1 USD when awarded, {other} as you report it", "$look")))
    return rows


def _fund_lines(report: Report, of: Figures) -> Iterator[tuple[str, list[str], bool]]:
    """Give for each currency its code, what was awarded, spent and is left, and whether that is below 0."""
    role, local = report.form.role, report.currency
    if (role("money.awarded.local") or role("money.spent.local")) and local not in ("", USD):
        awarded, spent = read_pairs(report)
        yield _fund_line(report, local, awarded.local, spent.local, of.left_local)
    if role("money.awarded") or role("money.spent"):
        yield _fund_line(report, USD, of.awarded.usd, of.spent.usd, of.left_usd)


def _fund_line(
    report: Report, code: str, awarded: Amount | None, spent: Amount | None, left: Remainder | None
) -> tuple[str, list[str], bool]:
    amounts = (awarded, spent, left.rest if left else None)
    return code, [_bare(one, report.locale) for one in amounts], bool(left and left.is_overspent)


def _bare(amount: Amount | None, locale: str) -> str:
    """Return an amount without its code, which is at the left."""
    if amount is None:
        return sign("empty")
    return show_amount(amount, locale).replace(amount.currency, "").strip().replace("-", sign("minus"))


# Beside the page, on a wide screen


def rail_rows(
    report: Report, part: Part, current: str, findings: Sequence[Finding], size: tuple[int, int]
) -> list[Row]:
    """Return the questions of a part for a rail of this width and height: names, and how far each is."""
    width, height = size
    done = progress(report, part)
    words = f"   {done.answered} of {done.asked} answered" if done.asked else "   optional"
    head = Content.assemble("  ", ((part.short or part.title).upper(), "bold $accent"), (words, "$quiet"))
    rows = [Row(Content()), Row(fitted(head, width)), Row(Content())]
    asked = [one for page in part.pages for one in page if report.asked(one)]
    close = len(asked) * 3 + 4 > height
    for question in asked:
        here, state = question.id == current, question_state(report, question, findings)
        mark = Content.styled(f" {sign('cursor')}", "$accent") if here else Content("  ")
        name = one_line(f"{question.number} {question.name}".strip(), width - 5, "bold" if here else "")
        lines = [Content.assemble(mark, styled_sign(state), " ", name)]
        if question.kind not in _ONE_LINE:
            about = one_line(_how_far(report, question, state, findings), width - 5, "$quiet")
            lines.append(Content.assemble(mark, "  ", about))
        rows += [Row(highlighted(line, width, here), question.id) for line in lines]
        if not close:
            rows.append(Row(Content()))
    return rows


def _how_far(report: Report, question: Question, state: str, findings: Sequence[Finding]) -> str:
    value = report.answers.get(question.id)
    if state in ("fix", "optional"):
        return "to fix" if state == "fix" else "optional"
    if state == "open":
        return "started" if value is not None else "not answered"
    asked = sum(one.severity == "warning" for one in findings if one.question == question.id)
    long = isinstance(value, str) and question.kind == "long_text"
    words = pluralize(count_words(str(value)[:200_000]), "word") if long else ""
    if asked:
        return f"{words} · {asked} to look at" if words else f"{asked} to look at"
    return words or "answered"


def pages_rows(report: Report, part: Part, findings: Sequence[Finding], width: int) -> list[Row]:
    """Return the pages of a part, each with its state, for the pane beside the list of parts."""
    rows = [Row(cut(numbered_name(part.number, part.title), width)), Row(Content())]
    for page in part.pages:
        if asked := [one for one in page if report.asked(one)]:
            first = next((one for one in asked if not one.reference), asked[0])
            label = Content.assemble(
                styled_sign(page_state(report, page, findings)), " ", plain(page_name(asked))
            )
            rows.append(Row(cut(label, width), first.id))
    words = Content.assemble(("Enter", "bold"), (" opens the first that needs you.", "$quiet"))
    return [*rows, Row(Content()), *map(Row, wrapped(words, width))]
