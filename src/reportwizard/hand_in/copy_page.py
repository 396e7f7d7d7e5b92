"""The copy page: one HTML file to open in a browser beside the portal, with a button for each box."""

from __future__ import annotations

import json
import subprocess
import webbrowser
from base64 import b64encode
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from reportwizard.errors import SaveError
from reportwizard.exports.html import template_environment
from reportwizard.files import save_error, write_atomic
from reportwizard.hand_in.stops import Line, Stop, stops
from reportwizard.hand_in.walk import length_label
from reportwizard.paths import state_folder
from reportwizard.report.report import Report

SECONDS = 2.0
"""How long a browser may take before it counts as open."""

_FOLDER = Path(__file__).parent


class _Card(NamedTuple):
    """A stop, or all the stops of one table; `steps` are what the script knows of them, as JSON."""

    stop: Stop
    steps: str
    lines: tuple[tuple[Line, str], ...]


def render(report: Report, draft: str) -> str:
    """Return the page for a report; the browser keeps the ticks by draft and round.

    The page loads nothing and runs no other script: it works from a file, without a network.
    """
    walk = stops(report)
    pages = template_environment(_FOLDER)
    pages.filters["count_letters"] = length_label
    pages.filters["sha256"] = lambda text: b64encode(sha256(text.encode()).digest()).decode()
    style = "".join(pages.get_template(name).render() for name in ("colours.css", "copy_page.css"))
    return pages.get_template("copy_page.html").render(
        title=report.title or report.form.title,
        key=f"reportwizard {draft} {report.hand_in.round}",
        portal=report.form.portal_name or "the form",
        cards=[_card([*group]) for _, group in groupby(walk, lambda stop: stop.questions)],
        steps=len(walk),
        style=style,
        script=(_FOLDER / "copy_page.js").read_text("utf-8"),
    )


def open_page(report: Report, draft: str) -> tuple[str, bool]:
    """Write the page to the state folder and open it; return a message, and whether it is open.

    Raises `SaveError` if it cannot be written.
    """
    path = state_folder() / "copy-pages" / f"{draft}.html"
    page = render(report, draft).encode()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, page)
    except OSError as error:
        why = save_error(error)
        raise SaveError(f"The copy page is {why.message}.", why.hint) from error
    if _opened(path.as_uri()):
        return "The copy page is open in your browser. Its ticks stay there.", True
    return f"No browser opened. Open this file in yours: {path}", False


def _opened(address: str) -> bool:
    """Open an address in a browser with a window of its own: one in the terminal would hide the wizard."""
    try:
        browser = webbrowser.get()
        has_window = isinstance(browser, webbrowser.UnixBrowser) and browser.background
        if not has_window and not isinstance(browser, webbrowser.BackgroundBrowser):
            in_terminal = isinstance(browser, webbrowser.GenericBrowser | webbrowser.UnixBrowser)
            return not in_terminal and browser.open(address)
        # Their own `open` says that it is open as soon as the program runs; here it must not fail either.
        process = subprocess.Popen(
            [browser.name, *(argument.replace("%s", address) for argument in browser.args)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (webbrowser.Error, OSError):
        return False
    try:
        return process.wait(SECONDS) == 0
    except subprocess.TimeoutExpired:
        return True


def _card(together: list[Stop]) -> _Card:
    stop, lines = together[0], []
    for index, line in enumerate(stop.lines):
        question = stop.questions[min(index, len(stop.questions) - 1)]
        # The place of the button in its row of buttons.
        buttons = ["●" if line.text.endswith(option.label) else "○" for option in question.options]
        lines.append((line, " ".join(buttons)))
    return _Card(stop, json.dumps([*map(_step, together)]), tuple(lines))


def _step(stop: Stop) -> dict[str, object]:
    """Return what the script knows of a stop; `cells` are those of the table that it is about."""
    name, cells, copied = f"{stop.number} {stop.name}".strip(), [], ""
    if grid := stop.grid:
        cells = [f"{row},{column}" for row, column in (*grid.typed, *grid.copied)]
        for row, column in grid.copied:
            name, copied = stop.copied, f"{row},{column}"
    return {"mark": stop.mark, "name": name, "text": stop.text, "cells": cells, "copied": copied}
