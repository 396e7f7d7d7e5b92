"""Where links stand in a text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reportwizard.report.links import split_links
from support.cases import each_case


def _links(text: str) -> list[str]:
    return [link for _, link in split_links(text) if link]


@each_case(
    ("text", "links"),
    [
        ("no link", []),
        ("https://example.org", ["https://example.org"]),
        ("HTTP://EXAMPLE.ORG/x", ["HTTP://EXAMPLE.ORG/x"]),
        (
            "See https://example.org/a, and https://example.org/b.",
            ["https://example.org/a", "https://example.org/b"],
        ),
        ("(https://example.org/a)", ["https://example.org/a"]),
        ("(https://example.org/a_(b)).", ["https://example.org/a_(b)"]),
        ("“https://example.org/a”…", ["https://example.org/a"]),
        ("'https://example.org/a'", ["https://example.org/a"]),
        ("https://example.org/?a=1&b=2#c;d", ["https://example.org/?a=1&b=2#c;d"]),
        ("https://uk.wikipedia.org/wiki/П’ять", ["https://uk.wikipedia.org/wiki/П’ять"]),
        ("请看https://example.org/页面。然后", []),
        ("请看 https://example.org/页面。然后", ["https://example.org/页面"]),
        ("انظر https://example.org/صفحة، ثم", ["https://example.org/صفحة"]),
        ("\u200fhttps://example.org/a\u200f", ["https://example.org/a"]),
        ("https://a.org,https://b.org;http://c.org", ["https://a.org", "https://b.org", "http://c.org"]),
        ("[https://example.org label]", ["https://example.org"]),
        ("<https://example.org>", ["https://example.org"]),
        ("{{x|https://example.org}}", ["https://example.org"]),
        ("ftp://example.org mailto:a@example.org www.example.org", []),
        ("https:// http://. https://)", []),
        ("http://a", ["http://a"]),
        ("xhttps://example.org", []),
    ],
)
def test_links_are_found_as_people_write_them(text: str, links: list[str]) -> None:
    assert _links(text) == links


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="htps:/.,;)(x '!\n&", max_size=60))
def test_nothing_of_the_text_is_lost(text: str) -> None:
    assert "".join(words + link for words, link in split_links(text)) == text
