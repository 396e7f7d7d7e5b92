"""The source of a wiki page, as the text of its page."""

from __future__ import annotations

import pytest

from reportwizard.errors import PageError
from reportwizard.imports.wiki_page import as_page, plain_text, read_table


def test_wikitext_is_distinguished_from_other_text() -> None:
    for text, page in (
        ("== A ==\nb\n=== C ===\nd", "\n A \n\nb\n\n C \n\nd"),
        ("'''a'''\nb\n'''c'''", "a\nb\nc"),
        ("{|\n|a\n|b\n|}", "\na\tb\n"),
        ("x\n :: {|\n|a\n|b\n|}", "x\n\na\tb\n"),
        ("<TABLE><TR><TD>a</TD></TR></TABLE>", "\na\n"),
    ):
        assert as_page(text) == page, text
    for text in (
        "a",
        "'''a''' b",
        "== A ==\nb",
        "{| class=x\n| a",
        "|}\n{|",
        "x{|\n|}",
        "=a=\n=b=",
        "== A == x\n== B ==",
    ):
        assert as_page(text) == text
    for text in ("{|\n|}\n" * 501, "== A ==\n== B ==\n" + "a" * 500_000):
        with pytest.raises(PageError):
            as_page(text)
    assert as_page("a\n" * 300_000) == "a\n" * 300_000


def test_marks_become_text() -> None:
    for source, text in (
        ("'''a''' ''b''", "a b"),
        ("a<br>b<br />\nc", "a\nb\nc"),
        ("* a\n# c\n; d\n: e", "-  a\n# c\n d\n e"),
        ("<ul><li>a</li><li>b</li></ul>", "\n\na\n\nb\n\n"),
        ("[https://x.org word] [https://x.org https://x.org] https://y.org",
         "word (https://x.org) https://x.org https://y.org"),
        ("[[commons:Lake walks|photos]] [[User:Ada|Ada]] [[:Category:Lake|its lake]] [[A:b/Walks|walks]]",
         "photos (commons:Lake walks) Ada its lake (Category:Lake) walks"),
        ("[[File:A walk.jpg|thumb|The walk]] [[File:B.png|200px]]",
         "The walk (File:A walk.jpg) 200px (File:B.png)"),
        ("{|\n|+ ''Cap''\n! A\n|-\n| 1\n|}", "\nCap\nA\n1\n"),
        ("[[File]] [[:Page]] [[Page|word]] [[Category:X]] [[Категория : X]]", "File Page word  "),
        ("&amp;&#51;&#x41;&nbsp;&unknown;", "&3A\xa0&unknown;"),
        ("a<!-- c -->b {{tpl|a}} {{!}}", "ab {{tpl|a}} |"),
        ("<nowiki>'''x'''</nowiki> <pre>a  b</pre><source>c</source>", "'''x''' a  bc"),
        ("<syntaxhighlight>''d''</syntaxhighlight>", "''d''"),
        ("a<ref>note ''x''</ref>b<ref name=x/>c<references/>", "a (note x)bc"),
        ("<div>a</div>b<p>c</p> <span style=x>d</span>", "\na\nb\nc\n d"),
        ("<templatestyles src=x/>a<languages/><references><ref>b</ref></references>", "a"),
        ("a 32<sup>1</sup> <s>3</s>33 <span style='display:none'>x</span><sub>2</sub>", "a 32¹ 33 ₂"),
        ("----\na", "----\na"),
        ("== H ==\ntext", "\n H \n\ntext"),
        ("== ''H'' ==\n[[a|''b'']] [https://x.org ''c''] <pre>d</pre>", "\n H \n\nb c (https://x.org) d"),
        ("{|\n| ''a'' <b>b</b>\n|}", "\na b\n"),
        ("{|\n! a !! b\n|-\n| rowspan=2 | c || d\n|-\n| e\n|}", "\na\tb\nc\td\n\te\n"),
        ("<table><tr><td>a</table>", "\n<tr><td>a\n"),
    ):  # fmt: skip
        assert plain_text(source) == text, source


def test_pieces_with_many_unclosed_marks_stay_as_they_are() -> None:
    for unclosed in ("[[" * 6, "{{" * 6, "<b>" * 51):
        source = f"''a'' {unclosed}"
        assert plain_text(source) == source
        text = plain_text("''b''\n\n" * 600 + source)
        assert text.endswith(source)
        assert text.startswith("b\n\n" * 500)
    for few in ("[[" * 5, "{{" * 5):
        assert plain_text(f"''a'' {few} ''b''") == f"a {few} b"


def test_a_long_table_or_box_is_not_split() -> None:
    for start in ("{|\n", " :: {|\n"):
        table = start + "|-\n| a\n\n| b\n" * 400 + "|}\n\n''c''\n"
        assert plain_text(table).strip().split("\n") == [*["a\tb"] * 400, "", "", "c"], start
    for tag in ("div", "translate"):
        box = f"<{tag}>\n" + "''a''\n\n" * 1500 + f"</{tag}>\n\n''c''\n"
        assert plain_text(box).replace("\n", "") == "a" * 1500 + "c"
    # Nor is a line of text that goes on in the next one.
    assert plain_text("''a''\n" * 800 + "b<ref>c\nd</ref>") == "a\n" * 800 + "b (c\nd)"


def test_the_first_table_is_read() -> None:
    source = "x\n{|\n|a||b\n|-\n|c\n|}\n{|\n|d\n|}"
    assert read_table(source, lambda cell: str(cell).strip()) == [["a", "b"], ["c"]]
    assert read_table("none", str) == []
