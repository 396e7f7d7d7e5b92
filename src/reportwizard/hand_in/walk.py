"""The place on the walk through the portal, and the words there, on screen and on the command line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from reportwizard.forms.form import Form
from reportwizard.hand_in import hygiene, published
from reportwizard.hand_in.stops import Stop, is_long, is_published
from reportwizard.report.report import Report

TEST = "Pasting works"
"""What is copied first: pasted into the walk, it shows that the clipboard can be trusted."""

SHAPE_QUESTION = (
    "On the wiki page, single line breaks become spaces. Texts can be copied with an empty line between "
    "paragraphs and “*” before items: then the page keeps their lines. Your report stays as it is."
)
"""What one agrees to once, so that the published page has the lines of the report."""

_LIMIT = re.compile(r"(?:\d{1,7}|\d{1,3}(?:[\s,.'’]\d{3}){1,2})?")


def destination(form: Form) -> str:
    """Return where the answers go, in a sentence."""
    return "in the portal" if form.portal else "there"


def first_stop(report: Report, walk: Sequence[Stop]) -> int:
    """Return the number of the stop where one goes on: the kept place, else the first without a tick."""
    place = report.hand_in.place
    question = place.split("/")[0]
    for holds in (
        lambda one: one.id == place,
        lambda one: one.id.split("/")[0] == question,
        lambda one: not is_done(report, one),
    ):
        found = next((number for number, one in enumerate(walk) if holds(one)), -1)
        if found >= 0:
            return found
    return len(walk) if place else 0


def is_done(report: Report, stop: Stop) -> bool:
    """Whether a stop is ticked, and its answer is still the same."""
    return stop.mark in report.hand_in.ticks


def count_unticked(report: Report, walk: Sequence[Stop]) -> int:
    """Return how many stops have no tick."""
    return sum(not is_done(report, one) for one in walk)


def with_place(report: Report, stop: Stop, *, ticked: Stop | None = None) -> Report:
    """Return the report with the current place, and a tick at a stop that is done."""
    hand_in = report.hand_in if ticked is None else report.hand_in.with_tick(ticked.mark)
    return replace(report, hand_in=replace(hand_in, place=stop.id))


def must_ask_shape(report: Report, stop: Stop) -> bool:
    """Whether the applicant is to be asked now how texts are copied for the wiki."""
    if report.hand_in.reshape is not None or not is_published(report.form):
        return False
    return is_long(report, stop.id) and published.needs_reshaping(stop.text)


def with_shape(report: Report, reshape: bool) -> Report:
    """Return the report with the applicant's word on how texts are copied."""
    return replace(report, hand_in=replace(report.hand_in, reshape=reshape))


def with_limit(report: Report, stop: Stop, most: int) -> Report:
    """Return the report with the characters that the portal's box takes; 0 for no limit."""
    return replace(report, hand_in=report.hand_in.with_limit(stop.questions[0].id, most))


def parse_limit(typed: str) -> int | None:
    """Return the limit that somebody typed, such as `2,000`; 0 for nothing, None if it is no number."""
    return int(re.sub(r"\D", "", typed) or 0) if _LIMIT.fullmatch(typed.strip()) else None


def box_intro(stop: Stop, form: Form) -> str:
    """Say what to expect there; the wording is below."""
    if not stop.box:
        return "The portal has these already. Compare them:"
    return f"The {stop.box} {destination(form)} {'are' if 'rows' in stop.box else 'is'} called:"


def instruction(stop: Stop, form: Form, *, paste: str = "") -> str:
    """Say what to do at a stop; `paste` is the key that pastes."""
    there, paste = destination(form), f" with {paste}" if paste else ""
    if stop.text and stop.lines:
        return f"Type the numbers, paste{paste or ' the text'}, then press Enter here."
    if stop.text:
        return f"Paste it {there}{paste}, then press Enter here."
    do = {"facts": "Compare these", "clicks": f"Click these {there}"}.get(stop.kind, f"Type these {there}")
    return f"{do}, then press Enter here."


def length_label(text: str, limit: int = 0) -> str:
    """Return how long a text is, in characters with and without spaces; with a limit, what is left."""
    many = len(text)
    if limit:
        rest = f"{limit - many:,} left" if many <= limit else f"{many - limit:,} too many"
        return f"{many:,} of {limit:,} characters · {rest}"
    return f"{many:,} characters · {len(''.join(text.split())):,} without spaces"


def notes(report: Report, stop: Stop) -> list[str]:
    """Return what may not arrive as it is: at a limit, in the portal, or on the published page."""
    said = []
    limit, over = report.hand_in.limit(stop.questions[0].id), 0
    if limit and stop.kind == "text" and (over := len(stop.text) - limit) > 0:
        end = stop.text[max(limit - 20, 0) : limit].replace("\n", " ").strip()
        said.append(f"The last {over:,} characters do not fit: the box ends after “…{end}”.")
    if stop.questions[0].kind == "money" and stop.kind == "text":
        said.append(f"The portal wants it like this: {stop.text}")
    if mangled := hygiene.describe_unsafe(stop.text) if stop.kind != "facts" else "":
        said.append(f"Portals may change this: {mangled}.")
    if stop.questions[0].kind == "long_text" and is_published(report.form):
        said += published.changes(stop.text)
    return said


def cleaned(report: Report, stop: Stop) -> Report:
    """Return the report with the answer of a stop in characters that every portal takes."""
    question = stop.questions[0]
    value: Any = report.answers[question.id]
    if stop.cell:
        row, column = stop.cell
        rows: Any = (
            {str(key): cells for key, cells in enumerate(value)} if isinstance(value, tuple) else value
        )
        rows = {**rows, row: {**rows[row], column: hygiene.cleaned(str(rows[row][column]))}}
        value = tuple(rows.values()) if isinstance(value, tuple) else rows
    else:
        value = hygiene.cleaned(str(value))
    return report.with_answer(question.id, value)


def preview(before: str, after: str) -> str:
    """Return the lines of a text that become other ones, as they will be."""
    old = before.split("\n")
    return "\n".join(line for line in after.split("\n") if line not in old)
