"""A page saved as HTML, as the text that a browser copies."""

from __future__ import annotations

from reportwizard.imports.imported import CELL_BREAK
from reportwizard.imports.wiki_page import element_text, html_of, is_translated, page_text, parse


def text_of(html: str) -> str:
    root = parse(f"<html><body>{html}</body></html>")
    assert root is not None
    return element_text(root)


def test_blocks_lists_and_spaces_are_those_of_a_copied_page() -> None:
    for html, text in (
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("<p>a</p>\n\n<p>  b </p>\n", "a\n\nb"),
        ("<div>a</div><div>b</div>c", "a\nb\nc"),
        ("<blockquote>a</blockquote>b", "a\n\nb"),
        ("<dl><dt>a<dd>b</dl>", "a\nb"),
        ("a<br>b<br/><br>c", "a\nb\n\nc"),
        ("<ul><li>a<li>b</ul>c", "- a\n- b\n\nc"),
        ("<ol><li>a<li>b</ol>", "1. a\n2. b"),
        ("<ol><li>a<ul><li>b</ul><li>c</ol>", "1. a\n\n- b\n\n2. c"),
        ("<li>a", "- a"),
        ("<ol start=3><li>c<li value=7>g<li>h<li value=x>i</ol>", "3. c\n7. g\n8. h\n9. i"),
        ("a <q>b</q>", "a “b”"),
        ("<pre>a  b\n  c</pre>", "a  b\n  c"),
        ("a <b> b</b>  c\n d", "a b c d"),
        ("<p>a<span> </span>b</p>", "a b"),
        ("<p>\xa0a</p>", "\xa0a"),
        ("<p>Xa X<br>X</p>", "Xa X\nX"),
        ("a\ud800b", "a?b"),
        ("a<!-- x -->b", "ab"),
        (f"a{CELL_BREAK}b", "a b"),
        ("<tr><td>a</td></tr>", "a"),
    ):
        assert text_of(html) == text, html


def test_a_table_is_lines_with_tabs() -> None:
    for html, text in (
        ("<table><tr><th>a<td>b<tr><td>c<td>d</table>e", "a\tb\nc\td\n\ne"),
        ("<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d</table>", "a\tb\t\n\tc\td"),
        ("<table><tbody> <tr> <td> a<br>b</td> <td>x\ty</td> </tr></tbody></table>", f"a{CELL_BREAK}b\tx y"),
        ("<table><tr><td>a<table><tr><td>b<td>c</table></table>", f"a{CELL_BREAK * 2}b c"),
        ("<table>\nX <tr><td>a</table>", "X a"),
        ("b<table>\n<tr>\n<td>a</table>", "b\n\na"),
        ("<table><caption>above</caption><tr><td>a</table>", "above\na"),
    ):
        assert text_of(html) == text, html


def test_what_a_reader_does_not_see_and_what_the_wiki_adds_is_left_out() -> None:
    for html, text in (
        ("<p>a<script>x</script><style>y</style>b</p>", "ab"),
        ("<p>a<span hidden>x</span> b</p>", "a b"),
        ("<section hidden=until-found>a</section>", "a"),
        ("<h2>Part<span class='mw-editsection x'>[edit]</span></h2><div id=toc>1</div><p>b</p>", "Part\n\nb"),
        ("<textarea>a\nb</textarea><select><option>o</select>y", "a\nb\no\ny"),
        ("<p>a<b style='x:y;display : none'>x</b></p><div style='display:none'>folded</div>", "a\n\nfolded"),
        ("<p><s>3</s>33 <del>40</del><strike>a</strike>b", "33 b"),
        (
            "5000<sup>1</sup> 10<sup><a>-3, 4</a></sup> CO<sub>2</sub> 9<sup>[1]</sup>",
            "5000¹ 10⁻³, ⁴ CO₂ 9[1]",
        ),
        ("a <input type=radio checked>b <input type=radio>c", "a ☒ b ☐ c"),
        ("<select><option>a<option selected>b</select>", "b"),
        ("n <input value=1><input type=date value=2>\n<input type=radio value=x>y", "n 1 2 y"),
    ):
        assert text_of(html) == text, html


def test_the_address_of_a_link_is_written_if_its_text_does_not_show_it() -> None:
    for name, words, text in (
        ("external text", "word", "word (https://x.org)"),
        ("external autonumber", "[1]", "[1] (https://x.org)"),
        ("external free", "https://x.org", "https://x.org"),
        ("external text", "see https://x.org", "see https://x.org"),
        ("external", "word", "word"),
        ("text", "word", "word"),
        ("extiw", "word", "word (https://x.org)"),
    ):
        assert text_of(f"<a class='{name}' href='https://x.org'>{words}</a>") == text, name
    # Outside of a wiki every link counts.
    for link, text in (
        ("<a href='https://x.org/a'>word</a>", "word (https://x.org/a)"),
        ("<a href='https://www.google.com/url?q=https://x.org/?a%3Db&amp;sa=D'>word</a>",
         "word (https://x.org/?a=b)"),
        ("<a href='https://x.org/a'>https://x.org/…</a>", "https://x.org/…"),
        ("<a href='#a'>word</a>", "word"),
    ):  # fmt: skip
        root = parse(f"<html><body>{link}</body></html>")
        assert root is not None
        assert page_text(root).strip() == text


def test_only_the_page_s_own_title_and_body_are_read() -> None:
    inner = "<div class='x mw-parser-output'>a</div>"
    for html, text in (
        (f"<h1 id=firstHeading> My \n page</h1><div id=content>x{inner}</div>", "My page\n\na"),
        ("<h1 class='firstHeading x'>T</h1><div id=bodyContent>b</div><main id=mw-content-text>c</main>",
         "T\n\nc"),
        (f"<div class=mw-parser-output>n</div><div id=mw-content-text>{inner}</div>", "\n\na"),
        ("<p>only</p>", "\n\nonly"),
    ):  # fmt: skip
        root = parse(f"<html><body>{html}</body></html>")
        assert root is not None
        assert page_text(root) == text, html
    assert parse("") is parse("<!-- x -->") is None


ARCHIVE = (
    "From: a\nSubject: x\n y\nContent-Type: multipart/related; boundary=B\n\n"
    "--B\nContent-Type: text/plain\n\nno\n"
    "--B\nContent-Type: text/html; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n"
    "<p>caf=E9</p>\n--B--\n"
)


def test_html_is_recognised_by_its_start_or_in_an_archive() -> None:
    for html in (
        "<!DOCTYPE html>x",
        " \n<html>",
        "<?xml version='1'?>\n<html>",
        "<!-- c --> <div>",
        "<P>a",
        "<h3>",
    ):
        assert html_of(html) == html
    for text in ("", "<hr>", "<span>", "plain <p>", "<htmlx>", ARCHIVE.replace("/related", "/mixed")):
        assert html_of(text) == "", text
    for archive, html in (
        (ARCHIVE, "<p>café</p>"),
        (ARCHIVE.replace("iso-8859-1", "nonsense"), "<p>caf\ufffd</p>"),
        (ARCHIVE.replace("; charset=iso-8859-1", "").replace("caf=E9", "caf=C3=A9"), "<p>café</p>"),
        (ARCHIVE.replace("text/html", "text/plain"), ""),
    ):
        assert html_of(archive) == html


def test_a_page_that_a_browser_translated_is_recognised() -> None:
    for html, translated in (
        ("<html class='x translated-ltr'><p>a", True),
        ("<html><head><meta http-equiv='X-Translated-By' content=G></head><p>a", True),
        ("<html class='x'><head><meta http-equiv='refresh'></head><p>a", False),
    ):
        root = parse(html)
        assert root is not None
        assert is_translated(root) is translated, html
