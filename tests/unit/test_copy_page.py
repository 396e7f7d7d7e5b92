"""The copy page as a file: what it may run, and what it holds. What it does is played in a browser."""

from __future__ import annotations

import json
import os
import re
import subprocess
import webbrowser
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from reportwizard.errors import SaveError
from reportwizard.forms.loader import form_ids, load_form
from reportwizard.hand_in import copy_page
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
    assert page.count('class="dots"') == 7 + 1
    (steps,) = (card for card in StrictPage(page).all("data-steps") if "people_metrics" in card)
    assert [step["name"] for step in json.loads(steps)] == [
        "Number of participants › Comments",
        "Number of editors › Comments",
        "7 People",
    ]
    assert re.findall(r'>(Strongly agree|Disagree) <span class="dots"[^>]*>([^<]*)', page)[:2] == [
        ("Strongly agree", "● ○ ○ ○ ○ ○"),
        ("Disagree", "○ ○ ○ ● ○ ○"),
    ]


def test_every_form_has_one_with_its_own_words() -> None:
    for form_id, portal in (("rapid-fund-final", "the grantee portal"), ("small-grant-report", "the form")):
        form = load_form(form_id)
        for report, title in (
            (Report(form), form.title),
            (
                Report(
                    form, answers={id: "Walks" for id in form.by_id if form.by_id[id].role == "project.title"}
                ),
                "Walks",
            ),
        ):
            page = render(report, "draft")
            StrictPage(page)
            assert f"<title>Copy: {title}</title>" in page
            assert f"Open {portal} beside this page." in page
            assert f'<progress id="bar" max="{len(stops(report))}"' in page
    assert {*form_ids()} == {"rapid-fund-final", "small-grant-report"}


class Window(webbrowser.BaseBrowser):
    """A browser of another kind, such as that of a Mac; with a name, it does not open."""

    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:  # noqa: ARG002
        return "copy-pages" in url and not self.name


def test_it_is_opened_where_a_browser_has_a_window_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REPORTWIZARD_STATE", str(tmp_path / "state" / "here"))
    file = tmp_path / "state" / "here" / "copy-pages" / "my report.html"

    def program(name: str, script: str) -> str:
        path = tmp_path / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o700)
        return str(path)

    session = tmp_path / "session"
    loud = f"set -- $1 $(cat /proc/$$/stat); echo $7 > {session}; "
    loud += "echo loud; echo loud >&2; case $1 in *copy-pages*) exit 0;; esac; exit 1"

    started: list[subprocess.Popen[bytes]] = []

    class Popen(subprocess.Popen[bytes]):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            assert options["stdin"] == subprocess.DEVNULL
            super().__init__(*arguments, **options)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Popen)

    def slow() -> webbrowser.BaseBrowser:
        monkeypatch.setattr(copy_page, "SECONDS", 0.02)
        return webbrowser.BackgroundBrowser([program("slow", "/bin/sleep 0.2; exit 1"), "%s"])

    def none() -> webbrowser.BaseBrowser:
        raise webbrowser.Error

    browsers: dict[Callable[[], webbrowser.BaseBrowser], bool] = {
        lambda: webbrowser.BackgroundBrowser([program("good", loud), "%s"]): True,
        lambda: webbrowser.BackgroundBrowser([program("bad", "exit 3"), "%s"]): False,
        lambda: webbrowser.Chrome(program("chrome", loud)): True,
        lambda: webbrowser.Chrome(str(tmp_path / "gone")): False,
        lambda: webbrowser.GenericBrowser(program("lynx", "exit 0")): False,
        Window: True,
        lambda: Window("broken"): False,
        none: False,
        slow: True,
    }
    for get, is_open in browsers.items():
        monkeypatch.setattr(webbrowser, "get", get)
        said, opened = open_page(complete_report(), "my report")
        assert opened is is_open
        assert said == (
            "The copy page is open in your browser. Its ticks stay there."
            if is_open
            else f"No browser opened. Open this file in yours: {file}"
        )
        assert file.read_text("utf-8") == render(complete_report(), "my report")
    assert [process.wait() for process in started] == [0, 3, 0, 1]
    assert capfd.readouterr() == ("", "")
    assert session.read_text().strip() not in ("", str(os.getsid(0))) or not Path("/proc/self/stat").exists()
    file.unlink()
    file.mkdir()
    with pytest.raises(SaveError, match="The copy page is not saved") as caught:
        open_page(complete_report(), "my report")
    assert caught.value.hint
