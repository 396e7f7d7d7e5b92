"""Copying with the system's own program: the right one, the right bytes, and never a wait without end."""

from __future__ import annotations

import os
import sys
from base64 import b64encode
from pathlib import Path

import pytest

from reportwizard.hand_in import clipboard
from reportwizard.hand_in.clipboard import Copied, copy, copy_with_program, refusal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")
TEXT = "Қазақ тілі [/] 我们\nسنشارك"


class Programs:
    """A folder of stand-ins for clipboard programs; each writes what it was given to a file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, name: str, script: str = "") -> None:
        """Add a program; by default one that takes the text and succeeds."""
        path = self.folder / name
        kept = self.folder / f"{name}.taken"
        takes = f'printf %s "$*" > {kept}.args; /bin/cat > {kept}'
        path.write_text(f"#!/bin/sh\n{script or takes}\n")
        path.chmod(0o700)

    def taken(self, name: str) -> bytes:
        """What a program was given."""
        return (self.folder / f"{name}.taken").read_bytes()

    def environ(self, **more: str) -> dict[str, str]:
        """An environment in which no other programs are found."""
        return {"PATH": str(self.folder), **more}


@pytest.fixture
def programs(tmp_path: Path) -> Programs:
    """Stand-ins; none of the real programs is ever run."""
    folder = tmp_path / "bin"
    folder.mkdir()
    return Programs(folder)


def test_without_any_program_nothing_takes_the_text(programs: Programs) -> None:
    assert copy_with_program(TEXT, programs.environ(DISPLAY=":0", WAYLAND_DISPLAY="w", TMUX="t")) == Copied()


@pytest.mark.parametrize(
    ("name", "needs", "encoding"),
    [
        ("pbcopy", "", "utf-8"),
        ("wl-copy", "WAYLAND_DISPLAY", "utf-8"),
        ("xclip", "DISPLAY", "utf-8"),
        ("xsel", "DISPLAY", "utf-8"),
        ("clip.exe", "", "utf-16-le"),
    ],
)
def test_each_program_gets_the_whole_text(programs: Programs, name: str, needs: str, encoding: str) -> None:
    programs.add(name)
    if needs:
        assert copy_with_program(TEXT, programs.environ()) == Copied()
    assert copy_with_program(TEXT, programs.environ(**{needs or "OTHER": "1"})).program == name
    assert programs.taken(name).decode(encoding) == TEXT


def test_xclip_is_asked_for_the_clipboard_that_pasting_uses(programs: Programs) -> None:
    programs.add("xclip")
    copy_with_program(TEXT, programs.environ(DISPLAY=":0"))
    assert (programs.folder / "xclip.taken.args").read_text() == "-selection clipboard"


def test_pbcopy_is_told_that_the_text_is_utf8(programs: Programs) -> None:
    programs.add("pbcopy", f'printf %s "$LC_ALL" > {programs.folder}/pbcopy.taken; /bin/cat > /dev/null')
    assert copy_with_program(TEXT, programs.environ(LC_ALL="C")).program == "pbcopy"
    assert programs.taken("pbcopy") == b"en_US.UTF-8"


def test_a_program_that_fails_leaves_the_text_to_the_next(programs: Programs) -> None:
    programs.add("wl-copy", "exit 1")
    programs.add("xclip", "exec /nowhere/at-all")
    programs.add("xsel")
    copied = copy_with_program(TEXT, programs.environ(DISPLAY=":0", WAYLAND_DISPLAY="w"))
    assert copied == Copied("xsel", ("wl-copy", "xclip"))
    assert copied.message == "Copied."


def test_a_program_that_never_ends_is_given_up(programs: Programs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "SECONDS", 0.05)
    programs.add("xclip", "exec /bin/sleep 60")
    copied = copy_with_program(TEXT, programs.environ(DISPLAY=":0"))
    assert copied == Copied("", ("xclip",))
    assert copied.message == "xclip did not take it. Sent to your terminal."
    programs.add("xclip")  # it is not waited for again
    assert copy_with_program(TEXT, programs.environ(DISPLAY=":0")) == Copied("", ("xclip",))


def test_tmux_hands_on_what_it_took_so_nothing_is_certain(programs: Programs) -> None:
    programs.add("tmux")
    assert copy_with_program(TEXT, programs.environ()) == Copied()
    assert copy_with_program(TEXT, programs.environ(TMUX="/tmp/tmux")) == Copied()
    assert programs.taken("tmux").decode() == TEXT
    assert (programs.folder / "tmux.taken.args").read_text() == "load-buffer -w -"
    programs.add("tmux", 'test "$2" = - && /bin/cat > /dev/null')  # an older one, without -w
    assert copy_with_program(TEXT, programs.environ(TMUX="/tmp/tmux")) == Copied("", ("tmux",))


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the session of a process is read in /proc")
def test_a_program_has_neither_our_output_nor_our_terminal(
    programs: Programs, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    programs.add(
        "pbcopy", f"echo loud; echo loud >&2; set -- $(/bin/cat /proc/$$/stat); echo $6 > {programs.folder}/s"
    )
    monkeypatch.setenv("PATH", str(programs.folder))
    assert copy_with_program(TEXT) == Copied("pbcopy")
    assert capfd.readouterr() == ("", "")
    assert int((programs.folder / "s").read_text()) != os.getsid(0)


def test_a_program_that_stays_behind_is_not_waited_for(programs: Programs) -> None:
    programs.add(
        "xclip", "/bin/cat > /dev/null; /bin/sleep 30 & echo $! > " + f"{programs.folder}/xclip.taken"
    )
    assert copy_with_program(TEXT, programs.environ(DISPLAY=":0")).program == "xclip"
    os.kill(int(programs.taken("xclip")), 9)


def test_a_file_that_cannot_be_run_is_passed_over(programs: Programs) -> None:
    programs.add("pbcopy", "exit 0")
    (programs.folder / "pbcopy").write_bytes(b"\x00\x01 no program")
    assert copy_with_program(TEXT, programs.environ()) == Copied("", ("pbcopy",))


def test_terminal_and_program_get_every_text_half_a_letter_as_a_question_mark(programs: Programs) -> None:
    sent: list[str] = []
    programs.add("pbcopy")
    assert copy("Caf\udce9 é\n\tü", sent.append, programs.environ()) == Copied("pbcopy")
    assert programs.taken("pbcopy").decode() == "Caf? é\n\tü"
    payload = b64encode("Caf? é\n\tü".encode()).decode()
    assert sent == [f"\x1b]52;c;{payload}\a"]
    assert (refusal("a" * 1_000_000), refusal("")) == ("", "There is nothing to copy.")
    assert refusal("a" * 1_000_001).startswith("This is too long")
