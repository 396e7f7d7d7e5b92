"""`copy`: the walk through the portal, line by line."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import pytest

from reportwizard.commands import copy
from reportwizard.commands.output import print_text
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.hand_in import clipboard
from reportwizard.hand_in.stops import stops
from reportwizard.hand_in.walk import TEST, parse_limit
from support.command_line import CommandLine
from support.nasty import complete_report

REPORT = complete_report().with_answer("activities_and_results", "A https://a.org\nB “https://b.org”")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    monkeypatch.setattr(clipboard, "PROGRAMS", ())
    run = CommandLine(tmp_path)
    DraftFolder(run.drafts).save("ready", REPORT)
    run.new("begun", "--set", "project_title=Begun")
    return run


def walked(run: CommandLine, *words: str) -> tuple[str, str]:
    ran = run("copy", "ready", stdin="".join(f"{word}\n" for word in words))
    assert ran.status == 0, ran.err
    return ran.out, ran.err


def test_enter_ticks_and_goes_on_and_the_place_is_kept(run: CommandLine) -> None:
    out, err = walked(run, TEST, "wiki", "", "", "limit 100", "p", "", "w", "x", "", "b", "s", "q")
    many = len(stops(REPORT))
    for said in (
        "Pasting works.",
        f"Stop 1 of {many}   Your grant",
        f"2 of {many}   1 Activities and results",
        "Copy them like that?",
        "It is not copied: no program took it. Select the text, and copy it yourself.",
        "37 of 100 characters · 63 left",
        "! Portals may change this: 2 curly quotes.",
        "Change your answer?",
        "limit 2000",
        f"3 of {many}   2 Links to your impact",
    ):
        assert said in err
    assert "  Project title: Lagoas do Norte" in out
    assert "There is no text to copy here" in out
    assert "* A https://a.org\n* B “https://b.org”" in out
    assert '• B "https://b.org"' in out
    report = DraftFolder(run.drafts).load("ready")
    assert report.answers["activities_and_results"] == 'A https://a.org\nB "https://b.org"'
    kept = report.hand_in
    assert [one.split()[0] for one in kept.ticks] == ["facts", "activities_and_results"]
    assert (kept.place, kept.limits, kept.reshape) == ("impact_links", {"activities_and_results": 100}, True)
    _, err = walked(run, "wrong", "c", "t", "p", *[""] * (many - 2))
    assert "Something else came. If pasting gives nothing, write it to a file." in err
    assert f"\nStop 3 of {many}" in err
    assert f"\n1 of {many}" not in err
    assert err.rstrip().endswith("Everything is ticked.")


def test_without_a_yes_nothing_is_reshaped_and_the_end_of_the_input_stops(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for words in ((), ("q",)):
        walked(run, "", "s", *words)
        assert DraftFolder(run.drafts).load("ready").hand_in.reshape is None
    out, err = walked(run, "", "s", "n")
    assert "A https://a.org\nB “https://b.org”\n" in out
    assert "Everything" not in err
    assert DraftFolder(run.drafts).load("ready").hand_in.ticks == ()
    monkeypatch.setattr("sys.stdin", None)  # closed by the shell
    assert copy._prompt(end="quit") == "quit"


def test_a_limit_is_a_number_and_no_other_words() -> None:
    typed = ("2000", "2,000", " 1 200 000 ", "", "-5", "2 or 3", "99999999", "2,00", "²")
    assert [*map(parse_limit, typed)] == [2000, 2000, 1_200_000, 0, None, None, None, None, None]


def test_a_report_that_lacks_something_is_not_walked(run: CommandLine) -> None:
    ran = run("copy", "begun")
    assert ran.status == 1
    assert ran.err.startswith("This report cannot be handed in yet.\napplicant_username: ")


def test_a_terminal_gets_the_text_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stream:
        written = ""

        def isatty(self) -> bool:
            return True

        def write(self, text: str) -> None:
            self.written += text

        def flush(self) -> None:
            pass

    monkeypatch.setattr(clipboard, "PROGRAMS", ())
    monkeypatch.setattr("sys.stderr", stream := Stream())
    assert copy._copy("Қ\n") == "Sent to your terminal."
    payload = b64encode("Қ\n".encode()).decode()
    assert stream.written == f"\x1b]52;c;{payload}\a"
    monkeypatch.setenv("COLUMNS", "20")
    print_text("Lagoas e rios do Norte, e o mar", file=(lines := Stream()), wrap=True)
    assert lines.written == "Lagoas e rios do\nNorte, e o mar\n"
    monkeypatch.setenv("COLUMNS", "1")
    print_text("e o mar", file=(lines := Stream()), wrap=True)
    assert lines.written == "e\no\nmar\n"


def test_the_copy_page_is_written_and_not_over_another_file(run: CommandLine, tmp_path: Path) -> None:
    page = tmp_path / "copy.html"
    assert run("copy", "ready", "--page", str(page)).status == 0
    assert "reportwizard ready" in page.read_text("utf-8")
    page.write_text("mine", "utf-8")
    assert run("copy", "ready", "--page", str(page)).status == 2
    assert page.read_text("utf-8") == "mine"
    assert run("copy", "ready", "--page", str(page), "--force").status == 0
    assert run("copy", "begun", "--page", "-").status == 1
