"""The file that a typed name means, and what is said where it cannot be written."""

from __future__ import annotations

import errno
from pathlib import Path

from reportwizard.hand_in.output_file import output_path, refusal, with_suffix
from support.cases import each_case


@each_case(
    ("typed", "path"),
    [
        ("report.txt", "report.txt"),
        ("report", "report.txt"),
        ("my report v1.2", "my report v1.2"),
        ("", "suggested.txt"),
        ("  ", "suggested.txt"),
        ("folder/", "folder/suggested.txt"),
        ("folder", "folder/suggested.txt"),
        ("folder/mine", "folder/mine.txt"),
        ("~", "suggested.txt"),
        ("~/mine.txt", "mine.txt"),
        ("~nobody-of-this-name/mine.txt", "~nobody-of-this-name/mine.txt"),
        ("a\nb\x1b[31m.txt", "a b.txt"),
    ],
)
def test_a_name_means_a_file_here_or_at_home(typed: str, path: str) -> None:
    Path("folder").mkdir(exist_ok=True)
    assert output_path(typed, "suggested.txt", ".txt") == Path.cwd() / path


def test_a_whole_path_stays_and_another_one_begins_in_the_folder(tmp_path: Path) -> None:
    for folder, expected in ((str(tmp_path), tmp_path / "x.txt"), ("sub", Path.cwd() / "sub" / "x.txt")):
        assert output_path("x", "suggested.txt", ".txt", folder) == expected
    assert output_path(f"{tmp_path}/x.md", "suggested.txt", ".txt") == tmp_path / "x.md"


def test_another_format_changes_the_ending_of_a_format_only() -> None:
    assert with_suffix("report.wiki", ".txt") == "report.txt"
    assert with_suffix("report.rtf", ".txt") == "report.rtf"
    assert with_suffix("report", ".txt") == "report"


def test_a_refusal_says_what_to_do(tmp_path: Path) -> None:
    missing = tmp_path / "no" / "x.txt"
    assert refusal(OSError(errno.ENOENT, ""), missing).startswith(f"There is no folder {missing.parent}.")
    full = refusal(OSError(errno.ENOSPC, ""), tmp_path / "x.txt")
    assert full.startswith("The file was not written: no space left on the disk. ")
    assert "you may not write here" in refusal(PermissionError(errno.EACCES, ""), tmp_path / "x.txt")
