# ruff: noqa: E501  the lines of a page are long
"""A page as text, told again as a browser saves it and as a wiki keeps it."""

from __future__ import annotations

import re
from html import escape
from itertools import groupby

from reportwizard.exports.wikitext import escape_line

_HEADING = re.compile(r"(?:Part \d|General information|Review notes)[^\t]*")
_FRAME = """<!DOCTYPE html>
<html class="client-js" lang="{lang}"><head><title>x</title><style>p {{ }}</style></head><body class="skin-vector">
<nav><ul><li><a href="/">Main page</a></li></ul></nav><h1 id="firstHeading" class="firstHeading">{title}</h1>
<div id="mw-content-text"><div class="mw-content-ltr mw-parser-output"><div id="toc" class="toc"><ul><li>1 Part 1</li></ul>
</div>{body}</div><div class="printfooter">Retrieved from "https://x"</div></div><div id="catlinks" class="catlinks">C</div>
<footer id="footer"><ul><li>This page was last edited on 2 May 2024, at 10:00.</li></ul></footer></body></html>"""


def as_html(page: str, *, lang: str = "en", framed: bool = True) -> str:
    """A page with tables between tabs as HTML, in the frame of a skin or alone."""
    body = "\n".join(_block_html(kind, lines) for kind, lines in _blocks(page))
    title = escape(page.split("\n", 1)[0])
    return _FRAME.format(lang=lang, title=title, body=body) if framed else f"<body>{body}</body>"


def as_source(page: str) -> str:
    """A page with tables between tabs as the source of a wiki page."""
    return "\n\n".join(_block_source(kind, lines) for kind, lines in _blocks(page))


def _blocks(page: str) -> list[tuple[str, list[str]]]:
    kinds = groupby(page.split("\n"), lambda line: "table" if "\t" in line else "text" if line else "")
    return [(kind, list(lines)) for kind, lines in kinds if kind]


def _block_html(kind: str, lines: list[str]) -> str:
    if kind == "table":
        rows = ("".join(f"<td>{escape(cell)}</td>" for cell in line.split("\t")) for line in lines)
        return f'<table class="wikitable"><tbody>{"".join(f"<tr>{row}</tr>" for row in rows)}</tbody></table>'
    if _HEADING.fullmatch(lines[0]) and len(lines) == 1:
        edit = '<span class="mw-editsection"><span>[</span><a href="/e">өңдеу</a><span>]</span></span>'
        return f'<div class="mw-heading"><h2 id="x">{escape(lines[0])}</h2>{edit}</div>'
    return f"<p>{'<br />'.join(map(escape, lines))}\n</p>"


def _block_source(kind: str, lines: list[str]) -> str:
    if kind == "table":
        rows = (" || ".join(escape_line(cell) for cell in line.split("\t")) for line in lines)
        return '{| class="wikitable" style="x: y"\n| ' + "\n|-\n| ".join(rows) + "\n|}"
    if _HEADING.fullmatch(lines[0]) and len(lines) == 1:
        return f"== {escape_line(lines[0])} =="
    return "<br />\n".join(map(escape_line, lines))
