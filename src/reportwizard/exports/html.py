"""One HTML file that needs nothing else: to read in a browser, to print, or to keep as PDF."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from reportwizard.exports.document import Document, Fact, Item, Section, Table
from reportwizard.exports.references import guarded
from reportwizard.report.links import split_links
from reportwizard.report.written import labelled

# Nothing is loaded and nothing runs, whatever an answer holds.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3 { line-height: 1.25; break-after: avoid; }
h2 { border-bottom: 1px solid #777; margin-top: 2.5rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
.answer { white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; }
.help { color: #444; font-size: .9rem; }
.draft { border: 3px double; padding: .5rem 1rem; font-weight: bold; }
table { border-collapse: collapse; }
th, td { border: 1px solid #777; padding: .25rem .5rem; text-align: start; }
th { font-weight: normal; background: #eee; }
dt { font-weight: bold; }
dd { margin: 0 0 .5rem; }
@media print { body { max-width: none; margin: 0; font-size: 10.5pt; } a { color: inherit; } }
"""


def render(document: Document) -> str:
    """Return the report as a whole HTML page; answers keep their line breaks and direction of writing."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    title = guarded(escape(document.title or document.kind))
    yield from ("<!DOCTYPE html>", '<html lang="en">', "<head>", '<meta charset="utf-8">')
    yield f'<meta name="generator" content="{escape(str(document.stamp))}">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield from (f"<title>{title}</title>", f"<style>{_STYLE}</style>", "</head>", "<body>")
    if document.notice:
        yield f'<p class="draft">{escape(document.notice)}</p>'
    yield from (f'<h1 dir="auto">{title}</h1>', f"<p>{escape(document.kind)}</p>")
    if document.facts:
        yield from (
            f"<h2>{escape(document.facts_heading)}</h2>",
            "<dl>",
            *map(_fact, document.facts),
            "</dl>",
        )
    for section in document.sections:
        yield from _section(section)
    yield from ("</body>", "</html>")


def _fact(fact: Fact) -> str:
    attributes = _attributes(fact.id if fact.answered else "")
    attributes = attributes if fact.id else f" data-repeated{attributes}"
    return f"<dt>{escape(labelled(fact.label))}</dt><dd{attributes}>{alive(fact.text)}</dd>"


def _section(section: Section) -> Iterator[str]:
    yield f"<h2>{escape(section.heading)}</h2>"
    for item in section.items:
        yield from _item(item)


def _item(item: Item) -> Iterator[str]:
    yield f"<h3>{escape(item.heading)}{escape(item.mark)}</h3>"
    if item.help:
        yield f'<div class="help">{"".join(_help(item.help))}</div>'
    if item.recalled:
        yield f"<p><em>{escape(item.recalled.label)}</em></p>"
        yield f"<blockquote{_attributes(item.recalled.id)}>{alive(item.recalled.text)}</blockquote>"
    answer_id = item.id if item.answer.answered else ""
    if isinstance(item.answer, Table):
        yield from _table(item.answer, item.id)
    elif item.answer.text:
        yield f"<div{_attributes(answer_id)}>{alive(item.answer.text)}</div>"


def _attributes(answer_id: str) -> str:
    """How an answer looks, and whose it is: an import finds it by that, whatever stands around it."""
    return f'{_data(answer_id)} class="answer" dir="auto"'


def _data(answer_id: str) -> str:
    return f' data-answer="{escape(answer_id)}"' if answer_id else ""


def _help(lines: tuple[str, ...]) -> Iterator[str]:
    for listed, group in groupby(lines, lambda line: line.startswith("- ")):
        if listed:
            yield f"<ul>{''.join(f'<li>{escape(line[2:])}</li>' for line in group)}</ul>"
        else:
            yield from (f"<p>{escape(line)}</p>" for line in group)


def _table(table: Table, answer_id: str) -> Iterator[str]:
    yield f"<table{_data(answer_id)}>"
    if table.header:
        yield f"<tr>{''.join(_cell(cell, 'th', 'col') for cell in table.header)}</tr>"
    for row in table.rows:
        names, cells = (row[:1], row[1:]) if table.named else ((), row)
        shown = [*(_cell(cell, "th", "row") for cell in names), *(_cell(cell, "td") for cell in cells)]
        yield f"<tr>{''.join(shown)}</tr>"
    yield "</table>"


def _cell(text: str, tag: str, scope: str = "") -> str:
    attribute = f' scope="{scope}"' if scope else ""
    return f"<{tag}{attribute}{_attributes('')}>{alive(text)}</{tag}>"


def alive(text: str) -> str:
    """Return a text with everything escaped but its http and https links, which can be clicked."""
    pieces = ((escape(words), escape(link)) for words, link in split_links(text))
    return guarded(
        "".join(f'{words}<a href="{link}">{link}</a>' if link else words for words, link in pieces)
    )
