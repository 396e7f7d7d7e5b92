"""Other versions of a draft that programs leave in the folder, recognised."""

from __future__ import annotations

import subprocess
from shutil import which
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportwizard.drafts.store.copies import copy_of, git_sides
from support.drafts import a_draft

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "name",
    [
        "camp.sync-conflict-20261122-140311-ABCDEF7",
        "camp.sync-conflict-20261122-140311",
        "camp (Anna's conflicted copy 2026-11-22)",
        "camp (conflicted copy 2026-11-22 140311)",
        "camp (Laptop's conflicted copy 2026-11-22) (1)",
        "camp_conflict-20261122-140311",
        "camp.outside-20261122T140311Z",
        "camp.outside-20261122T140311Z-2",
        "camp.unreadable-20261122T140311Z",
        "camp.rescued-20261122T140311Z",
        "camp.format-1-20261122T140311Z",
    ],
)
def test_copies_are_told_by_their_names(name: str) -> None:
    found = copy_of(name)
    assert found is not None
    assert found.of == "camp"
    assert found.why
    assert copy_of(name, {"camp"}) == found
    assert copy_of(name, {"other"}) is None


@pytest.mark.parametrize(
    "name",
    ["camp", "camp-2", "camp (2026)", "sync-conflict", "a conflicted copy of life", "camp.outside", ""],
)
def test_drafts_are_no_copies(name: str) -> None:
    assert copy_of(name) is None


def test_a_copy_of_a_copy_belongs_to_the_copy() -> None:
    name = "camp.outside-20261122T140311Z.sync-conflict-20261122-140311-ABC"
    assert copy_of(name, {"camp.outside-20261122T140311Z", "camp"}) is not None


MARKED = b"""a
<<<<<<< HEAD
mine
=======
theirs
>>>>>>> branch
z
"""


def test_what_git_could_not_put_together_is_taken_apart() -> None:
    assert git_sides(MARKED) == (b"a\nmine\nz\n", b"a\ntheirs\nz\n", None)
    with_base = MARKED.replace(b"=======", b"||||||| 1234\nold\n=======")
    assert git_sides(with_base) == (b"a\nmine\nz\n", b"a\ntheirs\nz\n", b"a\nold\nz\n")
    assert git_sides(MARKED.replace(b"\n", b"\r\n")) == (b"a\r\nmine\r\nz\r\n", b"a\r\ntheirs\r\nz\r\n", None)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        a_draft(surprises="<<<<<<< look\n======="),
        MARKED.replace(b">>>>>>> branch\n", b""),
        MARKED.replace(b"<<<<<<< HEAD\n", b""),
    ],
)
def test_other_files_are_left_alone(data: bytes) -> None:
    assert git_sides(data) is None


@given(
    st.lists(st.sampled_from([b"<<<<<<< a", b"||||||| b", b"=======", b">>>>>>> c", b"word"]), max_size=12)
)
def test_any_order_of_marks_is_taken_or_left(lines: list[bytes]) -> None:
    data = b"\n".join([*lines, b""])
    sides = git_sides(data)
    assert sides is None or b"word" in sides.mine + sides.theirs + (sides.base or b"") or b"word" not in data


@pytest.mark.skipif(which("git") is None, reason="git is not installed")
def test_git_itself_writes_such_a_file(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("mine", "base", "theirs")]
    drafts = [a_draft(surprises=text, applicant_username="Ana") for text in ("Snow.", "Rain.", "Sun.")]
    for path, data in zip(paths, drafts, strict=True):
        path.write_bytes(data)
    for style in ("--diff3", "--ours"):
        command = ["git", "merge-file", "-p", *map(str, paths)] + ([style] if style == "--diff3" else [])
        done = subprocess.run(command, capture_output=True, check=False)
        sides = git_sides(done.stdout)
        assert sides is not None
        assert (sides.mine, sides.theirs) == (drafts[0], drafts[2])
        assert sides.base == (drafts[1] if style == "--diff3" else None)
