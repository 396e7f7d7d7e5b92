"""Reports that writers and readers must survive: the nastiest words, and a complete invented report."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from reportwizard.forms.loader import load_form
from reportwizard.kinds.values import Typed
from reportwizard.money.amount import Amount
from reportwizard.report.report import Report
from reportwizard.text import clean_line

if TYPE_CHECKING:
    from reportwizard.forms.form import Question
    from reportwizard.kinds.values import Column, Value

FORM = "rapid-fund-final"

NASTY_LINES: tuple[str, ...] = (
    "[/] [bold]x[/bold] [@click=app.quit]quit[/]",
    "{{template|x={{{1|}}}}} {| class=x",
    "|}",
    "|-",
    "| a || b",
    "! a !! b",
    "</nowiki></pre></td></table><nowiki>",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "<!-- /answer --> <!-- answer: project_title -->x",
    "-->",
    "&lt; &amp;lt; &#123; &#x7B; &nbsp; &copy",
    "''italic'' '''bold''' '''''both'",
    "== heading ==",
    "----",
    "* list",
    "# numbered",
    ": indented",
    "; term: meaning",
    " leading blank",
    "   three   blanks   ",
    "\tone tab\t",
    "~~~~ ~~~~~ -~~~-",
    "__TOC__ __NOINDEX__",
    "[[File:X.jpg|thumb]] [[Category:Y]] [https://example.org label]",
    "ISBN 978-0-306-40615-7, RFC 2324, PMID 12345",
    "mailto:somebody@example.org ftp://example.org news:x tel:+1",
    "(https://example.org/a_(b)) https://example.org/?a=1&b=2&lt=3; 'https://example.org/'",
    "https://example.org/__TOC__~~~~''x'' https://example.org/{{x}}|https://example.org/&amp;",
    "https://example.org/\twith a tab,https://example.org/two",
    "请看https://example.org/页面。然后",
    "انظر https://example.org/صفحة، ثم \u200fشكرا",
    "1. First",
    "2) second",
    "> quoted",
    "```",
    "<https://example.org>",
    "\\",
    "\\\\ \\n \\| ends with \\",
    "Part 2: Learning",
    "\\Part 2: Learning",
    "General information",
    "ID",
    "- Due date: 2020-01-01",
    "You can recall these learning questions below:",
    "5. Did anything unexpected",
    "10. Please state the total amount spent in your local currency. (required)",
    "N/A",
    "DRAFT: not finished",
    "[reportwizard: form=x version=1 locale=en currency=EUR]",
    "<!-- reportwizard: form=x version=1 locale=en currency=EUR -->",
    '{"form": "x", "answers": {}}',
    "5 (unclear)",
    "5 (unclear, in KZT)",
    "\u0338 a mark that combines",
    "e\u0301 \u0344 \u212b",
    "👩‍👩‍👧‍👦 🇰🇿 👍🏽",
    "日本語 한국어 العربية עברית हिन्दी Қазақ тілі",
    "\u00a0no-break\u00a0blank\u00a0",
    "\u3000ideographic\u3000blank",
    "\x01\x02\x7f\x9b controls \u202e override \u2066 isolate \ufeff",
    "%s {0} ${x} `x` $x$ #{x}",
    "=cmd|'/C calc'!A0",
)
"""Lines as somebody may paste them: markup of every kind, our own marks, many scripts."""

NASTY_TEXTS: tuple[str, ...] = (
    *NASTY_LINES,
    "\n".join(NASTY_LINES),
    "\n\n".join(reversed(NASTY_LINES)),
    "\n\n\nstarts and ends with empty lines\n\n\n",
    " ",
    "\n",
    "x" * 50_000,
    "a|b\n" * 12_500,
)


def nasty_report(seed: int) -> Report:
    """Return a report that answers every question with something nasty; another for each seed."""
    form = load_form(FORM)
    report = Report(form, locale="ar_EG", currency="EGP", unplaced=NASTY_LINES)
    for number, question in enumerate(form.questions):
        report = report.with_answer(question.id, _nasty_answer(question, seed + number))
    return report.with_answer("has_unspent_funds", True).with_answer("data_difficulties", True)


def _nasty_answer(question: Question, seed: int) -> Value:
    text = NASTY_TEXTS[seed % len(NASTY_TEXTS)]
    line = clean_line(NASTY_LINES[seed % len(NASTY_LINES)]) or "-"
    if question.kind == "long_text":
        return text
    if question.kind == "text":
        return line
    if question.kind == "agreement":
        unknown = {"nobody_knows": Typed(line)}
        return {**{row.id: Typed(line) for row in question.rows}, **unknown}
    if question.kind == "table":
        cells = {**{column.id: _cell(column, line) for column in question.columns}, "other": Typed(line)}
        return {row.id: cells for row in question.rows} or ({}, cells, {}, cells)
    return Typed(line, "EGP" if question.kind == "money" else "")


def _cell(column: Column, line: str) -> Value:
    return line if column.kind == "text" else Typed(line)


def complete_report() -> Report:
    """Return the whole report of an invented project; nothing in it blocks the hand-in."""
    return Report(load_form(FORM), answers=_ANSWERS, locale="pt_BR", currency="BRL")


_AGREED = {
    "underrepresented_participants": "strongly_agree",
    "inclusive_culture": "agree",
    "underrepresented_topics": "agree",
    "underrepresented_perspectives": "neither",
    "editor_retention": "agree",
    "organizer_retention": "disagree",
    "belonging": "strongly_agree",
}

_ANSWERS: dict[str, Value] = {
    "project_title": "Lagoas do Norte: photographs & articles",
    "applicant_username": "Exemplo da Silva",
    "request_id": "99000123",
    "funding_program": "Rapid Fund",
    "report_status": "draft",
    "project_start": date(2025, 2, 1),
    "project_end": date(2025, 5, 31),
    "due_date": date(2025, 6, 30),
    "amount_awarded": Amount(Decimal("2400.00"), "USD"),
    "amount_awarded_local": Amount(Decimal("13920.00"), "BRL"),
    "activities_and_results": (
        "We held three photo walks (March to May) and two evenings of writing.\n"
        "What worked best:\n"
        "* small groups of 4 or 5 people\n"
        "* one experienced editor in each group\n"
        "\n"
        "18 people took part. All walks are described on https://meta.wikimedia.org/wiki/Lagoas_(2025)."
    ),
    "impact_links": (
        "Project page: https://meta.wikimedia.org/wiki/Lagoas_(2025)\n"
        "Dashboard: https://outreachdashboard.wmflabs.org/courses/Lagoas/2025?a=1&b=2\n"
        "Photos (all free): https://commons.wikimedia.org/wiki/Category:Lagoas_2025"
    ),
    "shared_materials": "Handout: <https://commons.wikimedia.org/wiki/File:Lagoas_handout.pdf>",
    "fund_effects": _AGREED,
    "learning_questions": "1. Do walks bring new photographers?\n2. Who stays after two months?",
    "learning_answers": (
        "1. Yes: 9 of 18 had never uploaded a file.\n2. Five people still edit. Next time we will"
        " call each of them after a month."
    ),
    "surprises": (
        "It rained on two of three days, so we went to the museum.\n\nWe will plan a dry place for"
        " each of the walks in the rainy months."
    ),
    "sharing_plan": (
        "A talk at the regional meeting in August, and a post on Diff. The handout is free:"
        " other groups have asked for it already, and one of them has used it."
    ),
    "people_metrics": {
        "participants": {"target": 20, "result": 18, "comments": "lists on paper | photographed"},
        "editors": {"target": 10, "result": 12, "comments": "Outreach Dashboard"},
        "organizers": {"target": 3, "result": 3},
    },
    "content_metrics": {
        "wikipedia": {"target": 15, "created": 6, "improved": 11},
        "commons": {"target": 300, "created": 412},
    },
    "other_metrics": (
        {
            "name": "Photos used",
            "description": "in articles after one month",
            "target": "50",
            "result": "61",
            "comments": "https://glamtools.toolforge.org/glamorous.php?x=1&y=2",
        },
    ),
    "data_difficulties": True,
    "data_difficulties_details": (
        "Two people changed their username. We kept a list by hand. Next time all"
        " write their names on one list when they come to the first walk."
    ),
    "spent_local": Amount(Decimal("12180.50"), "BRL"),
    "spent_usd": Amount(Decimal("2100.09"), "USD"),
    "financial_report": "https://docs.google.com/spreadsheets/d/invented-example/view",
    "has_unspent_funds": True,
    "unspent_explanation": "299.91 USD, because the museum took no entrance fee.",
    "unspent_plan": "b",
    "unspent_plan_details": "Bus tickets for the walks of 2026.",
    "complies_with_agreement": True,
    "complies_with_laws": True,
    "complies_with_tax_code": True,
}
