"""The copy page as a file: what it may run, and what it holds. What it does is played in a browser."""

from __future__ import annotations

import json
import re
import sys
import webbrowser
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from reportwizard.errors import SaveError
from reportwizard.forms.loader import form_ids, load_form
from reportwizard.hand_in.copy_page import open_page, render
from reportwizard.hand_in.stops import stops
from reportwizard.report.due import reopen
from reportwizard.report.report import Report
from support.nasty import complete_report, nasty_report
from support.strict_page import StrictPage


def test_it_runs_its_own_script_alone() -> None:
    for report in (complete_report(), nasty_report(0)):
        page = render(report, "a draft")
        policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
        assert policy
        for tag in ("script", "style"):
            (found,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
            hashed = b64encode(sha256(found.encode()).digest()).decode()
            assert f"{tag}-src 'sha256-{hashed}'" in policy[1]
        assert policy[1].startswith("default-src 'none';")
        names = {name for name, _ in StrictPage(page).attributes}
        assert not [name for name in names if name in ("src", "style") or name.startswith("on")]
        assert not re.search(r"url\(|@import|fetch|XMLHttp|innerHTML|eval", page.split("<script>")[1])


def test_every_stop_is_a_step_with_its_mark_and_its_whole_text() -> None:
    for report in (complete_report(), *map(nasty_report, range(0, 60, 12))):
        page = StrictPage(render(report, 'a "draft"'))
        steps = [step for card in page.all("data-steps") for step in json.loads(card)]
        assert [(step["mark"], step["text"]) for step in steps] == [
            (one.mark, one.text) for one in stops(report)
        ]
        assert page.all("data-key") == ['reportwizard a "draft" 1']
        assert page.all("data-key") != StrictPage(render(reopen(report), 'a "draft"')).all("data-key")
        cells = {cell for step in steps for cell in step["cells"]}
        assert cells <= {*page.all("data-cell")}
        assert {step["copied"] for step in steps} <= {"", *cells}


def test_the_stops_of_one_table_are_one_card_and_an_answer_is_a_place_in_its_row() -> None:
    page = render(complete_report(), "x")
    assert page.count("<table>") == 3
    assert re.findall(r'>(Strongly agree|Disagree) <span class="dots"[^>]*>([^<]*)', page)[:2] == [
        ("Strongly agree", "● ○ ○ ○ ○ ○"),
        ("Disagree", "○ ○ ○ ● ○ ○"),
    ]


def test_every_form_has_one() -> None:
    for form_id in form_ids():
        StrictPage(render(Report(load_form(form_id)), "empty"))


def _browser(status: str) -> webbrowser.BaseBrowser:
    """A program that fails where it is not given the page, as one does that finds no browser."""
    code = f"import sys; sys.exit({status} or 'copy-pages' not in sys.argv[1])"
    return webbrowser.BackgroundBrowser([sys.executable, "-Sc", code, "%s"])


def test_it_is_opened_where_a_browser_has_a_window_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPORTWIZARD_STATE", str(tmp_path))
    file = tmp_path / "copy-pages" / "my report.html"

    def none() -> webbrowser.BaseBrowser:
        raise webbrowser.Error

    found: dict[Callable[[], webbrowser.BaseBrowser], bool] = {
        lambda: _browser("0"): True,
        lambda: _browser("3"): False,
        lambda: webbrowser.Chrome(str(file.parent / "gone")): False,
        lambda: webbrowser.GenericBrowser("lynx"): False,
        none: False,
    }
    for get, is_open in found.items():
        monkeypatch.setattr(webbrowser, "get", get)
        words, opened = open_page(complete_report(), "my report")
        assert opened is is_open
        assert (str(file) in words) is not is_open
        assert file.read_text("utf-8") == render(complete_report(), "my report")
    file.unlink()
    file.mkdir()
    with pytest.raises(SaveError, match="The copy page is not saved"):
        open_page(complete_report(), "my report")
