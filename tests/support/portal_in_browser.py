"""A portal of our own that behaves like a real one: a box a question, nothing kept, no label at an amount."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from reportwizard.forms.form import Form, Question
from reportwizard.report.written import header_part, heading

_NEW_ROWS = 4
_SCRIPT = """
document.addEventListener("change", ({ target }) => {
  for (const one of document.querySelectorAll("[data-if]")) {
    const [name, value] = one.dataset.if.split(" = ");
    one.hidden = document.querySelector(`[name="${name}"]:checked`)?.value.toLowerCase() !== value;
  }
});
window.values = () => Object.fromEntries([...document.querySelectorAll("input, textarea")]
  .filter((one) => one.value && (one.type !== "radio" || one.checked)).map((one) => [one.name, one.value]));
"""


def portal(form: Form) -> str:
    """Return the page on which a report is handed in; what stands in its boxes is `values()`."""
    header = header_part(form)
    parts = [part for part in form.parts if part is not header and not part.comes_after]
    body = "".join(
        f"<h2>{escape(part.heading)}</h2>{''.join(map(_question, part.printed))}" for part in parts
    )
    style = "textarea { width: 40em; height: 6em } input:not([type=radio]) { width: 8em }"
    return (
        f"<!DOCTYPE html><meta charset=utf-8><title>Portal</title><style>{style}</style>"
        f"<form>{body}<button>Submit</button></form><script>{_SCRIPT}</script>"
    )


def _question(question: Question) -> str:
    if question.reference:
        return f"<p>{escape(question.wording)}</p>"
    hidden = f' data-if="{escape(question.asked_if)}" hidden' if question.asked_if else ""
    return f"<div{hidden}><p>{escape(heading(question))}</p>{''.join(_boxes(question))}</div>"


def _boxes(question: Question) -> Iterator[str]:
    name = question.id
    options = [
        f"{option.letter}. {option.label}" if option.letter else option.label for option in question.options
    ]
    if question.kind == "long_text":
        yield f"<textarea name={name}></textarea>"
    elif question.kind == "agreement":
        yield from (
            f"<p>{escape(row.label)} {_radios(f'{name}/{row.id}', options)}</p>" for row in question.rows
        )
    elif question.kind in ("choice", "yes_no"):
        yield _radios(name, options or ["Yes", "No"])
    elif question.kind == "table":
        rows = [row.id for row in question.rows] or list(map(str, range(_NEW_ROWS)))
        for row in rows:
            yield "".join(f'<input name="{name}/{row}/{column.id}">' for column in question.columns) + "<br>"
    else:
        yield f"<input name={name}>"


def _radios(name: str, options: list[str]) -> str:
    return "".join(
        f'<label><input type=radio name="{name}" value="{escape(option)}">{escape(option)}</label>'
        for option in options
    )
