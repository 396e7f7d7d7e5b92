"""The pages that we write, in Chromium: the report at every width, and the copy page beside a portal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from reportwizard.drafts.format.decode import decode
from reportwizard.exports.registry import export_report
from reportwizard.forms.loader import example_of, load_form
from reportwizard.hand_in.copy_page import render
from reportwizard.hand_in.stops import Stop, portal_text, stops
from reportwizard.report.report import Report
from support.browser import a_browser
from support.ledger import spent
from support.nasty import FORM, NASTY_LINES, complete_report, nasty_report
from support.portal_in_browser import portal

_A4 = 643
"""Pixels between the margins of the paper."""
_OVERFLOWS = "() => document.documentElement.scrollWidth > innerWidth"
_CUT = """() => [...document.querySelectorAll(".figure, .number")].filter((one) => {
  const range = document.createRange();
  range.selectNodeContents(one.firstElementChild?.matches(".figure") ? one.firstElementChild : one);
  const lines = new Set([...range.getClientRects()].map((line) => Math.round(line.top / 8)));
  return one.checkVisibility() && lines.size > 1;
}).map((one) => one.textContent)"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for all."""
    with a_browser() as running:
        yield running


def example() -> Report:
    """The example that comes with the form."""
    return decode(example_of(load_form(FORM)) or b"", "example")


def test_no_figure_is_cut_and_nothing_scrolls_sideways(browser: Any, tmp_path: Path) -> None:
    lines = (spent("1046956.78 BRL", "Room, bus and food for everybody", usd=None, note="paid in cash"),) * 3
    for number, report in enumerate((replace(complete_report(), ledger=lines), *map(nasty_report, (7, 43)))):
        file = tmp_path / f"{number}.html"
        file.write_text(export_report(report, "html", unfinished=True), encoding="utf-8")
        page = browser.new_page()
        page.goto(file.as_uri())
        for width, medium in (
            (320, "screen"),
            (375, "screen"),
            (800, "screen"),
            (1280, "screen"),
            (643, "print"),
        ):
            page.emulate_media(media=medium)
            page.set_viewport_size({"width": width, "height": 800})
            assert not page.evaluate(_OVERFLOWS), (number, width)
            assert page.evaluate(_CUT) == [], (number, width)
        page.close()


def test_no_card_scrolls_sideways(browser: Any, tmp_path: Path) -> None:
    for number, report in enumerate((example(), *map(nasty_report, (7, 20, 43)))):
        file = tmp_path / f"{number}.html"
        file.write_text(render(report, "x"), encoding="utf-8")
        page = browser.new_page()
        page.goto(file.as_uri())
        page.evaluate("() => cards.forEach((card) => card.classList.add('now'))")
        for width in (320, 480, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert not page.evaluate(_OVERFLOWS), (number, width)
        page.close()


def test_one_switch_shows_every_question_in_full(browser: Any, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(export_report(complete_report(), "html"), encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    words = "Did anything unexpected or surprising happen"
    assert not page.get_by_text(words).is_visible()
    assert not page.get_by_role("rowheader", name="Wikiquote").is_visible()
    page.get_by_label("Official layout").check(force=True)
    assert page.get_by_text(words).is_visible()
    assert page.get_by_role("rowheader", name="Wikiquote").is_visible()
    assert page.get_by_text("Review notes", exact=True).is_visible()
    page.close()


@dataclass
class Person:
    """Somebody who copies a report into the portal, and counts every key and click, and changes of window."""

    page: Any
    portal: Any
    actions: int = 0
    changes: int = 0
    front: Any = None
    box: str = ""

    def on_page(self) -> None:
        """Go on to the next box."""
        self._front(self.page)
        self.actions += 1
        self.page.keyboard.press("Enter")
        self.page.wait_for_function("() => !busy")

    def click(self, box: str) -> None:
        """Click into a box of the portal, or on a button."""
        self._front(self.portal)
        self.actions += 1
        self.portal.click(box)

    def press(self, key: str) -> None:
        """Press a key in the portal."""
        self.actions += 1
        self.portal.keyboard.press(key)

    def fill(self, stop: Stop) -> None:
        """Do in the portal what a card asks for."""
        if stop.kind == "text":
            self.click(f"[name={stop.questions[0].id}]")
            self.press("Control+v")
        elif stop.kind == "clicks":
            for name, value in _buttons(stop):
                self.click(f'[name="{name}"][value="{value}"]')
        elif stop.grid:
            self._table(stop)

    def _table(self, stop: Stop) -> None:
        assert stop.grid
        question, before = stop.questions[0], None
        for cell in sorted((*stop.grid.typed, *stop.grid.copied)):
            place = cell[0] * len(question.columns) + cell[1]
            row = question.rows[cell[0]].id if question.rows else str(cell[0])
            if before is None:
                self.click(f'[name="{question.id}/{row}/{question.columns[cell[1]].id}"]')
            for _ in range(place - before if before is not None else 0):
                self.press("Tab")
            before = place
            text = stop.grid.rows[cell[0]][cell[1] + 1]
            for key in ["Control+v"] if cell in stop.grid.copied else text:
                self.press(key)

    def _front(self, window: Any) -> None:
        if window is not self.front:
            self.changes += 1
        self.front = window


def _buttons(stop: Stop) -> list[tuple[str, str]]:
    if stop.questions[0].kind == "agreement":
        rows = {f"{row.letter}. {row.label}": row.id for row in stop.questions[0].rows}
        return [(f"{stop.questions[0].id}/{rows[line.label]}", line.text) for line in stop.lines]
    return [(one.id, line.text) for one, line in zip(stop.questions, stop.lines, strict=True)]


def _expected(report: Report, walk: Sequence[Stop]) -> dict[str, str]:
    """What the portal holds when everything arrived."""
    found: dict[str, str] = {}
    for stop in walk:
        if stop.kind == "text":
            found[stop.questions[0].id] = portal_text(report, stop.questions[0].id)
        elif stop.kind == "clicks":
            found |= dict(_buttons(stop))
        elif stop.grid:
            question = stop.questions[0]
            rows = [row.id for row in question.rows] or [str(number) for number in range(len(stop.grid.rows))]
            cells = zip(rows, stop.grid.rows, strict=False)
            found |= {
                f"{question.id}/{row}/{column.id}": text
                for row, (_, *texts) in cells
                for column, text in zip(question.columns, texts, strict=True)
                if text
            }
    return found


def test_every_answer_arrives_in_the_portal(browser: Any, tmp_path: Path) -> None:
    """Beside each other, a click into a window is all that a change takes."""
    report = example()
    walk = stops(report)
    assert len(_expected(report, walk)) == 48
    person = _person(browser, tmp_path, report)
    for stop in walk:
        person.fill(stop)
        person.on_page()
    assert person.portal.evaluate("values()") == _expected(report, walk)
    assert person.page.inner_text("#many") == f"{len(walk)} of {len(walk)}"
    assert "That was the last one" in person.page.inner_text("#said")
    assert person.actions <= 130
    assert person.actions + person.changes <= 190
    person.page.context.close()


def _person(browser: Any, folder: Path, report: Report) -> Person:
    pages = []
    for name, text in (("copy", render(report, "example")), ("portal", portal(report.form))):
        (folder / f"{name}.html").write_text(text, encoding="utf-8", newline="\n")
        window = browser.new_context(viewport={"width": 600, "height": 800}, offline=True)
        window.grant_permissions(["clipboard-read", "clipboard-write"])
        pages.append(window.new_page())
        pages[-1].goto((folder / f"{name}.html").as_uri())
    return Person(*pages)


def test_the_oddest_text_arrives_whole(browser: Any, tmp_path: Path) -> None:
    text = "\n\n".join(line for line in NASTY_LINES if line.isprintable() or "\t" in line)
    report = Report(load_form(FORM), {"surprises": text, "other_metrics": ({"name": 'a "b" <c>\t&amp;'},)})
    person = _person(browser, tmp_path, report)
    person.on_page()
    person.click("[name=surprises]")
    person.press("Control+v")
    person.on_page()
    person.click("[name='other_metrics/0/name']")
    person.press("Control+v")
    assert person.portal.evaluate("values()") == {
        "surprises": portal_text(report, "surprises"),
        "other_metrics/0/name": 'a "b" <c>\t&amp;',
    }
    person.page.click("text=copy row")
    assert person.page.evaluate("navigator.clipboard.readText()") == 'a "b" <c>\t&amp;\t\t\t\t'
    person.page.context.close()


def test_ticks_stay_until_an_answer_changes(browser: Any, tmp_path: Path) -> None:
    report = example()
    person = _person(browser, tmp_path, report)
    for _ in range(3):
        person.page.keyboard.press("Enter")
        person.page.wait_for_function("() => !busy")
    assert person.page.inner_text("#many") == "3 of 26"
    person.page.reload()
    assert person.page.inner_text("#many") == "3 of 26"
    assert person.page.inner_text("#on") == "copy Materials and resources"
    changed = report.with_answer("activities_and_results", "Something else.")
    (tmp_path / "copy.html").write_text(render(changed, "example"), encoding="utf-8")
    person.page.reload()
    assert person.page.inner_text("#many") == "2 of 26"
    assert person.page.inner_text("#on") == "copy 1 Activities and results"
    person.page.get_by_label("done: Surprises").check()
    assert person.page.inner_text("#many") == "3 of 26"
    person.page.context.close()


def test_it_says_copied_only_where_the_browser_did_it(browser: Any, tmp_path: Path) -> None:
    person = _person(browser, tmp_path, example())
    person.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()) }")
    person.page.click("#on")
    person.page.wait_for_function("() => !busy")
    assert person.page.inner_text("#said").startswith("Copied: 1 Activities")
    person.page.evaluate("() => { document.execCommand = () => false }")
    person.page.click("#on")
    person.page.wait_for_function("() => !busy")
    assert person.page.inner_text("#said").startswith("Not copied")
    marked = person.page.evaluate("getSelection().toString()")
    assert marked == portal_text(example(), "impact_links")
    person.page.context.close()
