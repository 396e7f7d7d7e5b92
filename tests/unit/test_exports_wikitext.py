"""Wikitext: what an applicant writes is shown, never obeyed; links stay alive."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from html import unescape

from hypothesis import given, settings
from hypothesis import strategies as st

from reportwizard.exports.registry import export_report
from reportwizard.exports.wikitext import escape_line, escape_paragraphs
from reportwizard.imports.wiki_page import plain_text
from reportwizard.money.amount import Amount
from reportwizard.report.expense import Expense
from reportwizard.report.links import split_links
from reportwizard.text import clean_text
from support.cases import each_case
from support.nasty import NASTY_LINES, NASTY_TEXTS, complete_report

# How MediaWiki finds bare links: Parser::handleMagicLinks and Parser::makeFreeExternalLink. \x7f stands for
# the marker that it puts in place of <nowiki/>.
_FREE_LINK = re.compile(
    r"\bhttps?://[^\]\[<>\"\x00-\x20\x7f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ufffd]+", re.I
)
_CUT = re.compile(r"&(lt|gt|nbsp|#x0*(3[CcEe]|[Aa]0)|#0*(60|62|160));")
# Unlike a browser, MediaWiki takes no character reference without its semicolon.
_CHARACTER = re.compile(r"&(?:[a-z]+|#\d+);", re.I)
_OBEYED = re.compile(
    r"\{\{|\[\[|\[https?:|''|~~~|__|(?m:^[*#:;=!| {])|(?m:^----)"
    r"|<(?!br>|nowiki/>)|(?<!br)(?<!nowiki/)>"
    r"|\b(?:RFC|PMID|ISBN)(?:\s|&nbsp;|&#160;)"
    r"|(?i:\b(?:ftp|mailto|news|tel|sms|irc|geo|urn|magnet|bitcoin):)"
)


def _mediawiki_links(wikitext: str) -> list[str]:
    return [
        link
        for match in _FREE_LINK.finditer(wikitext.replace("<nowiki/>", "\x7f"))
        if (link := _trimmed(match[0]))
    ]


def _trimmed(link: str) -> str:
    cut = _CUT.search(link)
    link = link[: cut.start()] if cut else link
    kept = link.rstrip(",;.:!?" if "(" in link else ",;.:!?)")
    if link[len(kept) :].startswith(";") and re.search(r"&([a-z]+|#x[\da-f]+|#\d+)$", kept, re.I):
        kept += ";"
    return _CHARACTER.sub(lambda match: unescape(match[0]), kept) if kept.partition("://")[2] else ""


@each_case("text", NASTY_TEXTS[:-2])
def test_an_answer_is_never_interpreted(text: str) -> None:
    assert not _OBEYED.findall(escape_paragraphs(clean_text(text)))
    assert not _OBEYED.findall(escape_line(clean_text(text)))
    assert "\n" not in escape_line(text)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(NASTY_LINES) | st.text("{}[]|<>&;'~_=*#:! -\n\thtps:/.RFC1", max_size=12), max_size=6
    )
)
def test_no_answer_is_ever_interpreted(pieces: list[str]) -> None:
    assert not _OBEYED.findall(escape_paragraphs(clean_text("".join(pieces))))


@each_case("line", NASTY_LINES)
def test_mediawiki_finds_the_links_that_we_mean(line: str) -> None:
    line = clean_text(line)
    assert _mediawiki_links(escape_line(line)) == [link for _, link in split_links(line) if link]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *"https://example.org ()[]{}|<>'&;~_.,!\u00a0\t\u200b。",
                " https://a.org/",
                "&lt;",
                "&amp",
                "''",
            ]
        )
    )
)
def test_mediawiki_finds_the_links_that_we_mean_in_any_line(pieces: list[str]) -> None:
    line = "".join(pieces)
    assert _mediawiki_links(escape_line(line)) == [link for _, link in split_links(line) if link]


@each_case(
    ("text", "wikitext"),
    [
        ("plain words, it's fine - really; yes: no!", "plain words, it's fine - really; yes: no!"),
        ("(https://example.org/a?b=1&c=2).", "(https://example.org/a?b=1&c=2)."),
        ("https://example.org/''x''y", "https://example.org/&#39;&#39;x&#39;&#39;y"),
        ("https://example.org]", "https://example.org<nowiki/>&#93;"),
        ("(https://example.org/a_(b))", "(https://example.org/a_(b)<nowiki/>)"),
        ("{{x}} [[y]] <b>", "&#123;&#123;x&#125;&#125; &#91;&#91;y&#93;&#93; &lt;b&gt;"),
        ("&lt;", "&amp;lt;"),
        ("# one\n* two", "&#35; one<br>&#42; two"),
        ("a  b ", "a &#160;b&#160;"),
        ("RFC 2324", "RF&#67; 2324"),
        ("mailto:a@example.org", "mailto&#58;a@example.org"),
    ],
)
def test_lines_are_written_like_this(text: str, wikitext: str) -> None:
    assert escape_line(text) == wikitext


@each_case(
    ("text", "wikitext"),
    [
        ("one\ntwo", "one<br>\ntwo"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("one\n\n\ntwo", "one<br>\n<br>\n<br>\ntwo"),
        ("\n\none\n\n", "<br>\n<br>\none<br>\n<br>\n"),
        ("  one", "&#160;&#160;one"),
    ],
)
def test_line_breaks_stay_visible(text: str, wikitext: str) -> None:
    assert escape_paragraphs(text) == wikitext


def test_the_page_has_the_headings_of_the_form_and_tables_of_the_wiki() -> None:
    page = export_report(complete_report(), "wikitext")
    assert "\n== Part 1: Project and impact ==\n" in page
    assert "\n'''13. Do you have any unspent funds from the Fund?''' (required)\n" in page
    assert page.count('{| class="wikitable"') == page.count("\n|}") == 4
    assert "| lists on paper &#124; photographed\n" in page
    assert "* '''Amount awarded:''' <!-- answer: amount_awarded -->2400.00 USD<!-- /answer -->\n" in page
    assert "* '''Amount spent:''' 2100.09 USD, 12180.50 BRL\n" in page


def test_the_name_of_a_row_stays_one_cell() -> None:
    report = complete_report().with_answer("people_metrics", {"gardens!!!": {"target": 3}})
    names = [line for line in export_report(report, "wikitext").split("\n") if line.startswith("!")]
    assert '! scope="row" dir="auto" | gardens&#33;&#33;!' in names
    assert not any("!!" in name for name in names)


def test_a_draft_is_marked_at_the_top() -> None:
    page = export_report(complete_report(), "wikitext", unfinished=True)
    assert page.split("\n")[1] == "'''DRAFT: not finished'''"
    assert "DRAFT" not in export_report(complete_report(), "wikitext")


def test_two_totals_are_on_two_lines_of_the_page() -> None:
    spent = tuple(
        Expense(what="Bus", amount=Amount(Decimal(value), code))
        for value, code in (("5.50", "GHS"), ("7", "USD"))
    )
    text = export_report(replace(complete_report(), ledger=spent), "wikitext")
    assert "Total: 5.50 GHS<br>\nTotal: 7.00 USD (in another currency, not part of the total above)\n" in text


def test_a_link_at_the_end_of_a_fact_is_kept_apart_from_the_comment_behind_it() -> None:
    report = complete_report()
    report = report.with_answer("organization_name", "See https://example.org/&amp;")
    page = export_report(report, "wikitext")
    assert "See https://example.org/&amp;amp;<nowiki/><!-- /answer -->" in page
    assert "example.org.<nowiki/>" in export_report(
        report.with_answer("organization_name", "https://example.org."), "wikitext"
    )


def test_a_long_answer_runs_in_its_own_direction_and_is_cut_nowhere() -> None:
    text = "\n\n".join(["words " * 60] * 60)
    page = export_report(complete_report().with_answer("surprises", text), "wikitext")
    assert f'<div dir="auto">\n{text[:40]}' in page
    assert "div" not in plain_text(re.sub(r"<!--.*?-->", "", page))
