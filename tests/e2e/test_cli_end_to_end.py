"""The command line as a program of its own: real processes, real pipes, a real terminal."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from reportwizard.kinds.registry import KINDS
from support.environment import isolated_environment
from support.nasty import complete_report

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = [sys.executable, "-m", "reportwizard"]
ON_WINDOWS = sys.platform == "win32"


class Person:
    """Somebody who runs the program in a home of their own."""

    def __init__(self, home: Path) -> None:
        self.environment = isolated_environment(home)

    def run(self, *args: str, given: str = "", status: int = 0) -> str:
        """Run a command that ends with `status`; return its data."""
        program = self.start(*args)
        data, words = program.communicate(given.encode(), timeout=60)
        assert program.returncode == status, words.decode()
        assert b"Traceback" not in words
        return data.decode().replace("\r\n", "\n")

    def start(self, *args: str) -> subprocess.Popen[bytes]:
        """Start a command and leave it running."""
        pipe = subprocess.PIPE
        return subprocess.Popen([*PROGRAM, *args], env=self.environment, stdin=pipe, stdout=pipe, stderr=pipe)


@pytest.fixture
def person(tmp_path: Path) -> Person:
    return Person(tmp_path)


def typed_answers() -> dict[str, str]:
    """A whole report as one types it."""
    report = complete_report()
    return {
        question_id: KINDS[question.kind].edit_text(report.answers[question_id], question, report.region)
        for question_id, question in report.form.by_id.items()
        if question_id in report.answers
    }


def test_a_whole_report_from_the_first_answer_to_the_hand_in(person: Person, tmp_path: Path) -> None:
    region = ("--currency", "BRL", "--locale", "pt_BR")
    person.run("new", "lagoas", *region)
    person.run("check", "lagoas", status=1)
    person.run("new", "full", *region, *(f"--set={key}={text}" for key, text in typed_answers().items()))
    person.run("check", "full")
    target = tmp_path / "full.txt"
    person.run("export", "full", "--to", "text", "-o", str(target))
    copy = json.loads(person.run("import", str(target), "--name", "again", "--json"))
    first, second = (json.loads(person.run("show", name, "--json")) for name in ("full", copy["draft"]))
    assert first["answers"].keys() == complete_report().answers.keys()
    assert first == second


def test_answers_in_any_script_pass_through_pipes(person: Person) -> None:
    person.run("new", "winter", "--set", "project_title=Қысқы мектеп")
    words = "Қар жауды.\nيوم جميل\n写作\n"
    person.run("set", "winter", "surprises", "-", given=words)
    assert person.run("get", "winter", "surprises") == words
    assert "Қысқы мектеп" in person.run("list")


@pytest.mark.skipif(ON_WINDOWS, reason="Windows gives programs no such names")
def test_bytes_that_are_no_text_do_no_harm(person: Person) -> None:
    person.environment |= {"PYTHONIOENCODING": "ascii"}
    person.run("new", "winter", "--set", "project_title=Қысқы\udcff мектеп", status=2)
    person.run("new", "winter", "--set", "project_title=Қысқы мектеп")
    person.run("set", "winter", "project_title", "Жазғы\udcff мектеп", status=2)
    assert person.run("get", "winter", "project_title") == "Қысқы мектеп\n"
    person.run("show", "\udcff", status=2)
    person.run("\udcff", "\udcff", status=2)


@pytest.mark.skipif(ON_WINDOWS, reason="pipes as on Unix")
@pytest.mark.parametrize("command", ["--help", "list --help", "--version", "forms", "no such command"])
def test_a_closed_pipe_does_not_mean_that_a_report_is_not_ready(person: Person, command: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    words = [*PROGRAM, *command.split()]
    program = subprocess.Popen(words, env=person.environment, stdout=writing, stderr=writing)
    os.close(writing)
    assert program.wait(60) == 141


@pytest.mark.parametrize("command", [("list",), ("show", "long")], ids=" ".join)
def test_a_reader_that_stops_reading_is_no_error(person: Person, command: tuple[str, ...]) -> None:
    person.run("new", "long", "--set", "surprises=" + "many words " * 5_000)
    with person.start(*command) as program:
        assert program.stdout
        assert program.stderr
        program.stdout.close()
        assert program.stderr.read() == b""
        assert program.wait(60) == 141


@pytest.mark.skipif(ON_WINDOWS, reason="Windows has no SIGINT to send to another program")
def test_ctrl_c_ends_a_command_without_a_traceback(person: Person) -> None:
    person.run("new", "winter")
    # Where the tests run in the background of a shell, Ctrl+C is ignored, and a program inherits that.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        program = person.start("set", "winter", "surprises", "-")
    finally:
        signal.signal(signal.SIGINT, before)
    wait_until_it_reads(program)
    program.send_signal(signal.SIGINT)
    data, words = program.communicate(timeout=60)
    assert (program.returncode, data, words.strip()) == (130, b"", b"")
    assert person.run("get", "winter", "surprises") == ""


def wait_until_it_reads(program: subprocess.Popen[bytes]) -> None:
    """Fill the pipe until the program has taken something out of it."""
    assert program.stdin
    descriptor = program.stdin.fileno()
    os.set_blocking(descriptor, False)
    full = False
    while True:
        try:
            os.write(descriptor, b"x" * 4096)
        except BlockingIOError:
            full = True
            os.set_blocking(descriptor, True)
        else:
            if full:
                return


def test_no_terminal_gets_words_and_status_2(person: Person) -> None:
    program = person.start()
    data, words = program.communicate(timeout=60)
    assert (program.returncode, data) == (2, b"")
    assert b"terminal" in words
    person.run("new", "winter")
    assert person.run("winter", status=2) == ""


@pytest.mark.skipif(ON_WINDOWS, reason="the permissions of a folder are a matter of POSIX")
def test_a_read_only_folder_is_reported_in_words(person: Person, tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("a file in the way", "utf-8")
    program = person.start("new", "winter")
    _, words = program.communicate(timeout=60)
    assert program.returncode == 2
    assert b"Traceback" not in words
    assert words.strip()
