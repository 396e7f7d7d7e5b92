"""The web page: safe, whole, mostly the applicant's words, and in colours that can be read."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import reportwizard.exports
from reportwizard.drafts.format.decode import decode
from reportwizard.exports.html import linkify, paragraphs
from reportwizard.exports.registry import export_report
from reportwizard.exports.summary import figures, fund
from reportwizard.forms.loader import example_of, form_ids, load_form
from reportwizard.imports.registry import import_text
from reportwizard.imports.wiki_page import parse
from reportwizard.report.report import Report
from support.cases import each_case
from support.ledger import amount, spent
from support.nasty import NASTY_TEXTS, complete_report, nasty_report
from support.strict_page import StrictPage

_COLOURS = Path(reportwizard.exports.__file__).with_name("colours.css").read_text(encoding="utf-8")


def example_report(form_id: str) -> Report:
    """The example that comes with a form."""
    found = example_of(load_form(form_id))
    assert found is not None
    return decode(found, "example")


def test_an_answer_is_escaped_word_for_word() -> None:
    for text in NASTY_TEXTS[:-2]:
        page = StrictPage(str(linkify(text)))
        assert set(page.tags) <= {"a", "br", "span"}
        assert {name for name, _ in page.attributes} <= {"href", "class"}
        assert page.text == text


def test_figures_stay_whole_and_only_long_words_may_be_cut() -> None:
    for text, whole in {
        "37.70 USD (4,863.30 KES) left": ["37.70 USD", "4,863.30 KES"],
        "1 046 956,78 KZT in 2023": ["1 046 956,78 KZT", "2023"],
        "20 18 and USD 5": ["20", "18", "USD 5"],
        "3–5 October, 50 %": ["3–5", "50 %"],
        "1," * 40 + "1": [],
        "no figure": [],
    }.items():
        assert re.findall(r'<span class="figure">([^<]*)', str(linkify(text))) == whole
    assert str(linkify("x" * 16)) == "x" * 16
    assert str(linkify("x" * 17)) == f'<span class="long">{"x" * 17}</span>'


def test_lines_and_paragraphs() -> None:
    assert str(paragraphs("a\nb\n\nc\n\n\nd")) == "<p>a<br>b</p><p>c</p><p><br>d</p>"
    assert str(paragraphs("a\n\n\u0338b")) == "<p>a</p><p>&#824;b</p>"


def test_a_page_loads_and_runs_nothing() -> None:
    page = export_report(complete_report(), "html")
    assert "default-src 'none'" in page
    assert not re.search(r"<(?:script|img|link|iframe)|\bsrc=|\son\w+=|url\(|@import", page)
    assert '<a href="https://commons.wikimedia.org/wiki/File:Lagoas_handout.pdf">' in page


def test_every_page_is_whole() -> None:
    empty = [Report(load_form(form_id)) for form_id in form_ids()]
    examples = [example_report(form_id) for form_id in form_ids()]
    for report in (*empty, *examples, complete_report(), *map(nasty_report, range(0, 60, 20))):
        page = StrictPage(export_report(report, "html", unfinished=True))
        ids = page.all("id")
        assert len(set(ids)) == len(ids)
        assert {link[1:] for link in page.all("href") if link.startswith("#")} | {"official"} == set(ids)
        assert page.tags.count("main") == page.tags.count("h1") == 1
        assert page.tags.count("caption") == page.tags.count("table")


def _visible(page: str) -> Any:
    """The body, without what is shown only in the official layout or to those who cannot see."""
    root = parse(page)
    assert root is not None
    for element in root.xpath("//head | //*[contains(@class, 'official')] | //caption | //input"):
        element.clear(keep_tail=True)
    return root


@each_case("form_id", form_ids())
def test_two_thirds_of_the_visible_text_is_the_applicant_s(form_id: str) -> None:
    root = _visible(export_report(example_report(form_id), "html"))
    own = root.xpath("//*[@data-answer][not(self::table)] | //td | //dl[@class='figures']//strong")
    own += root.xpath("//dl[@class='figures']//dd/span[@class='figure']")
    written = sum(len("".join("".join(one.itertext()).split())) for one in own)
    assert written / len("".join("".join(root.itertext()).split())) > 2 / 3


def test_empty_rows_and_questions_are_folded_into_a_line() -> None:
    root = _visible(export_report(complete_report().with_answer("surprises", None), "html"))
    text = "\n".join(root.itertext())
    assert "13 rows are empty." in text
    assert "Not answered: Surprises." in text
    assert not re.search(r"Wikiquote|Other effects|Review notes|N/A", text)


def test_figures_at_a_glance() -> None:
    report = complete_report()
    assert [tuple(figure) for figure in figures(report)] == [
        ("People", "18", "12 edited, 3 organized"),
        ("Pages", "17", "6 created, 11 improved"),
        ("Files", "412", "412 created"),
        ("Money", "12.180,50 BRL", "spent of 13.920,00 BRL"),
    ]
    found = fund(report)
    assert found is not None
    assert found.rows == (
        ("Awarded", "13.920,00 BRL", "2.400,00 USD"),
        ("Spent", "12.180,50 BRL", "2.100,09 USD"),
        ("Left", "1.739,50 BRL", "299,91 USD"),
    )
    alone = Report(report.form, {"spent_usd": amount("5 USD")})
    assert [tuple(figure) for figure in figures(alone)] == [("Money", "5.00 USD", "spent")]
    assert fund(alone) is None
    assert figures(Report(report.form)) == ()


def test_a_bar_shows_result_and_target() -> None:
    page = export_report(complete_report(), "html")
    assert re.findall(r'aria-label="(\d[^"]*)"', page) == [
        "18 of 20", "12 of 10", "3 of 3", "17 of 15", "412 of 300", "61 of 50",
    ]  # fmt: skip
    assert '<rect class="aim" width="100" height="8"/><rect class="reached" width="90.0" height="8"/>' in page
    assert (
        '<rect class="more" width="100" height="8"/><rect class="reached" width="83.3" height="8"/>' in page
    )


def test_text_added_in_an_editor_is_read_too() -> None:
    page = export_report(complete_report(), "html")
    for changed in ("<p>Bus tickets <b>for</b> all.</p>", "Bus tickets<p>for all.</p>", "<ul><li>Bus</ul>"):
        with_it = re.sub("<p>Bus tickets for the walks.*?</p>", changed, page)
        answer = import_text(with_it).report.answers["unspent_plan_details"]
        words = re.findall(r"\w+", re.sub("<[^>]*>", " ", changed))
        assert re.findall(r"\w+", str(answer)) == words


def test_the_list_of_expenses_is_read_back_without_the_bars() -> None:
    report = replace(complete_report(), ledger=(spent("5 BRL", "Bus"), spent("7 BRL", "Room")))
    assert import_text(export_report(report, "html")).report.ledger == report.ledger


def _light(colour: str) -> float:
    parts = re.findall("..", colour if len(colour) == 6 else "".join(one * 2 for one in colour))
    red, green, blue = (math.pow(int(part, 16) / 255, 2.2) for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_text_has_enough_contrast_in_light_and_dark() -> None:
    schemes = re.findall(r":root \{(.*?)\}", _COLOURS, re.DOTALL)
    assert len(schemes) == 2
    for scheme in schemes:
        light = {name: _light(hex_) for name, hex_ in re.findall(r"--([\w-]+): #(\w+);", scheme)}
        on = [(ink, paper) for ink in ("ink", "quiet", "accent") for paper in ("paper", "wash")]
        for ink, paper in [*on, ("warn", "warn-wash")]:
            darker, lighter = sorted((light[ink], light[paper]))
            assert (lighter + 0.05) / (darker + 0.05) >= 4.5, (ink, paper)
