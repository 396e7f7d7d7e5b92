"""Markdown and JSON: safe in their own way."""

from __future__ import annotations

import json
import re

import pytest

from reportwizard.errors import ReportWizardError
from reportwizard.exports.json import show_shape
from reportwizard.exports.markdown import escape_line, escape_paragraphs
from reportwizard.exports.registry import EXPORTS, export_report
from reportwizard.kinds.values import Typed
from reportwizard.text import clean_text
from support.cases import each_case
from support.nasty import NASTY_TEXTS, complete_report


@each_case(
    ("text", "markdown"),
    [
        ("plain words, it's (fine)!", "plain words, it's (fine)!"),
        ("*a* _b_ `c` ~d~ # e | f", "\\*a\\* \\_b\\_ \\`c\\` \\~d\\~ \\# e \\| f"),
        ("<b> & {{x}}", "&lt;b&gt; &amp; &#123;&#123;x&#125;&#125;"),
        ("[a](https://example.org/a_b*c)", "\\[a\\](<https://example.org/a_b*c>)"),
        ("  two  blanks ", "&#160;&#160;two &#160;blanks&#160;"),
        ("\ttab", "&#9;&#160;&#160;&#160;tab"),
        ("\\", "\\\\"),
        ("@ana and a@b.org, 5 @ 3", "@<!-- -->ana and a@<!-- -->b.org, 5 @ 3"),
        (":smile: :+1: 10:30:15 a: b", ":<!-- -->smile: :<!-- -->+1: 10:<!-- -->30:15 a: b"),
        ("x^2^ --- a-b -- -", "x\\^2\\^ \\-\\-\\- a-b \\-\\- -"),
        ("a\nb", "a<br>b"),
        ("a\n\u0338b", "a<br>&#824;b"),
    ],
)
def test_markdown_lines_are_written_like_this(text: str, markdown: str) -> None:
    assert escape_line(text) == markdown


@each_case(
    ("text", "markdown"),
    [
        ("1. one\n2) two", "1\\. one  \n2\\) two"),
        ("- a\n+ b\n=== \n---", "\\- a  \n\\+ b  \n\\===&#160;  \n\\-\\-\\-"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("one\n\n\ntwo", "one\n\n&nbsp;  \ntwo"),
        ("> quoted\n# heading", "&gt; quoted  \n\\# heading"),
        ("", ""),
    ],
)
def test_markdown_line_breaks_stay_visible(text: str, markdown: str) -> None:
    assert escape_paragraphs(text) == markdown


@each_case("text", NASTY_TEXTS[:-2])
def test_markdown_escapes_html_and_markup(text: str) -> None:
    written = re.sub(
        r"<https?://[^<>\s]+>|<br>|<!-- -->", "", escape_paragraphs(clean_text(text)), flags=re.IGNORECASE
    )
    assert not re.search(
        r"[<>{}]|(?<!\\)(?:\\\\)*[*_`\[\]|~#$]|^\s*(?:[-+=:]|\d+[.)])", re.sub(r"&#\d+;", "", written), re.M
    )


@each_case("name", ["markdown", "html"])
def test_a_draft_is_marked_before_its_title(name: str) -> None:
    page = export_report(complete_report(), name, unfinished=True)
    assert (
        0
        < page.index("DRAFT: not finished")
        < page.index("Lagoas do Norte", page.index("<body") if "<body" in page else 0)
    )


def test_json_of_a_draft_starts_with_the_notice() -> None:
    data = json.loads(export_report(complete_report(), "json", unfinished=True))
    assert next(iter(data.items())) == ("notice", "DRAFT: not finished")


def test_show_shape_is_the_documented_one() -> None:
    report = complete_report().with_answer("spent_usd", Typed("1.234", "USD"))
    shape = json.loads(json.dumps(show_shape(report)))
    assert list(shape) == ["form", "form_version", "locale", "currency", "answers", "unplaced"]
    assert shape["answers"]["due_date"] == "2025-06-30"
    assert shape["answers"]["spent_local"] == {"amount": "12180.50", "currency": "BRL"}
    assert shape["answers"]["spent_usd"] == {"typed": "1.234", "currency": "USD"}
    assert shape["answers"]["data_difficulties"] is True
    assert shape["answers"]["fund_effects"]["belonging"] == "strongly_agree"
    assert shape["answers"]["people_metrics"]["organizers"] == {"target": 3, "result": 3}
    assert shape["answers"]["other_metrics"][0]["target"] == "50"
    assert "officer_notes" not in shape["answers"]


def test_show_shape_keeps_what_is_not_asked_and_the_export_does_not() -> None:
    report = complete_report().with_answer("has_unspent_funds", False)
    assert "unspent_plan" in show_shape(report)["answers"]
    assert "unspent_plan" not in json.loads(export_report(report, "json"))["answers"]


def test_json_names_every_question_with_its_shown_answer() -> None:
    parts = json.loads(export_report(complete_report(), "json"))["parts"]
    questions = {question["id"]: question for part in parts for question in part["questions"]}
    assert questions["spent_usd"] == {
        "id": "spent_usd",
        "number": "11",
        "wording": "Please state the total amount spent in US dollars.",
        "kind": "money",
        "required": True,
        "shown": "2100.09 USD",
    }
    assert questions["people_metrics"]["shown"][1] == [
        "Number of participants",
        "20",
        "18",
        "lists on paper | photographed",
    ]
    assert questions["officer_notes"]["shown"] == "N/A"
    assert questions["learning_questions"]["shown"].startswith("1. Do walks")


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(ReportWizardError, match=f"Choose one of: {', '.join(EXPORTS)}"):
        export_report(complete_report(), "rtf")
