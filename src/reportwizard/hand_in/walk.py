"""The walk through the portal: the place, and what is said there on screen and on the command line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from reportwizard.forms.form import Form
from reportwizard.hand_in.stops import Stop, is_long, is_published
from reportwizard.hand_in.unsafe_characters import describe_unsafe, make_plain
from reportwizard.hand_in.wiki_rendering import changes, needs_reshaping
from reportwizard.report.report import Report

TEST = "Pasting works"
"""Copied first: pasting it into the walk shows that the clipboard works."""

SHAPE_QUESTION = (
    "On the wiki page, single line breaks become spaces. Texts can be copied with an empty line between "
    "paragraphs and “*” before items: then the page keeps their lines. Your report stays as it is."
)
"""Asked once, so that the published page keeps the lines of the report."""

_LIMIT = re.compile(r"(?:\d{1,7}|\d{1,3}(?:[\s,.'’]\d{3}){1,2})?")


def destination(form: Form) -> str:
    return "in the portal" if form.portal else "there"


def first_stop(report: Report, walk: Sequence[Stop]) -> int:
    """Return the number of the stop to go on with: the saved place, else the first one without a tick."""
    place = report.hand_in.place
    question = place.split("/")[0]
    for matches in (
        lambda stop: stop.id == place,
        lambda stop: stop.id.split("/")[0] == question,
        lambda stop: not is_done(report, stop),
    ):
        for number, stop in enumerate(walk):
            if matches(stop):
                return number
    return len(walk) if place else 0


def is_done(report: Report, stop: Stop) -> bool:
    """Whether a stop is ticked and its answer has not changed since."""
    return stop.mark in report.hand_in.ticks


def count_unticked(report: Report, walk: Sequence[Stop]) -> int:
    """Return how many stops have no tick."""
    return sum(not is_done(report, stop) for stop in walk)


def with_place(report: Report, stop: Stop, *, ticked: Stop | None = None) -> Report:
    """Return the report with the current place, and with a tick at the stop that is done."""
    hand_in = report.hand_in if ticked is None else report.hand_in.with_tick(ticked.mark)
    return replace(report, hand_in=replace(hand_in, place=stop.id))


def must_ask_shape(report: Report, stop: Stop) -> bool:
    """Whether to ask now how texts are copied for the wiki."""
    if report.hand_in.reshape is not None or not is_published(report.form):
        return False
    return is_long(report, stop.id) and needs_reshaping(stop.text)


def with_shape(report: Report, reshape: bool) -> Report:
    """Return the report with the applicant's answer to `SHAPE_QUESTION`."""
    return replace(report, hand_in=replace(report.hand_in, reshape=reshape))


def with_limit(report: Report, stop: Stop, limit: int) -> Report:
    """Return the report with the number of characters that the portal's box takes; 0 for no limit."""
    return replace(report, hand_in=report.hand_in.with_limit(stop.questions[0].id, limit))


def parse_limit(typed: str) -> int | None:
    """Return a typed limit such as `2,000`; 0 for an empty text, None if it is not a number."""
    return int(re.sub(r"\D", "", typed) or 0) if _LIMIT.fullmatch(typed.strip()) else None


def box_intro(stop: Stop, form: Form) -> str:
    """Introduce the wording in the portal with the kind of box to expect."""
    if not stop.box:
        return "The portal has these already."
    return f"The {stop.box} {destination(form)} {'are' if 'rows' in stop.box else 'is'} called:"


def instruction(stop: Stop, form: Form, *, paste: str = "") -> str:
    """Say what to do at a stop; `paste` is the key that pastes."""
    there, with_key = destination(form), f" with {paste}" if paste else ""
    if stop.text and stop.lines:
        step = f"Type the numbers, paste{with_key or ' the text'}"
    elif stop.text:
        step = f"Paste it {there}{with_key}"
    elif stop.kind == "facts":
        step = "Compare these"
    else:
        step = f"{'Click' if stop.kind == 'clicks' else 'Type'} these {there}"
    return f"{step}, then press Enter here."


def length_label(text: str, limit: int = 0) -> str:
    """Return the characters of a text with and without spaces; with a limit, how many are left."""
    length = len(text)
    if limit:
        rest = f"{limit - length:,} left" if length <= limit else f"{length - limit:,} too many"
        return f"{length:,} of {limit:,} characters · {rest}"
    return f"{length:,} characters · {len(''.join(text.split())):,} without spaces"


def notes(report: Report, stop: Stop) -> list[str]:
    """Say what may not arrive as it is: beyond a limit, in the portal, or on the published page."""
    question, text, result = stop.questions[0], stop.text, []
    limit = report.hand_in.limit(question.id)
    if limit and stop.kind == "text" and len(text) > limit:
        end = text[max(limit - 20, 0) : limit].replace("\n", " ").strip()
        result.append(f"The last {len(text) - limit:,} characters do not fit: the box ends after “…{end}”.")
    if question.kind == "money" and stop.kind == "text":
        result.append(f"The portal wants it like this: {text}")
    if unsafe := describe_unsafe(text):
        result.append(f"Portals may change this: {unsafe}.")
    if question.kind == "long_text" and is_published(report.form):
        result += changes(text)
    return result


def with_plain_answer(report: Report, stop: Stop) -> Report:
    """Return the report with the answer of a stop in characters that every portal takes."""
    question = stop.questions[0]
    value: Any = report.answers[question.id]
    if not stop.cell:
        return report.with_answer(question.id, make_plain(str(value)))
    row, column = stop.cell
    is_free = isinstance(value, tuple)
    rows: Any = {str(index): cells for index, cells in enumerate(value)} if is_free else value
    rows = {**rows, row: {**rows[row], column: make_plain(str(rows[row][column]))}}
    return report.with_answer(question.id, tuple(rows.values()) if is_free else rows)


def preview(before: str, after: str) -> str:
    """Return the lines of a text that change, as they will be."""
    old = before.split("\n")
    return "\n".join(line for line in after.split("\n") if line not in old)
