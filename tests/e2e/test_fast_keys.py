"""Keys that come all at once, as over a slow line: each must find what the key before it has made."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from support.scratch import Scratch
from support.terminal import key_bytes, needs_terminal

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = needs_terminal


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    scratch = Scratch(tmp_path)
    scratch.lay("mine", project_title="Before")
    return scratch


def at_once(*keys: str) -> str:
    """The keys as one text; a name in angle brackets is a key."""
    return "".join(key_bytes(key[1:-1]).decode() if key.startswith("<") else key for key in keys)


def test_each_key_of_a_burst_finds_what_the_key_before_it_made(scratch: Scratch) -> None:
    """Tab to the next field, a jump to another part, Enter twice on a choice, and leaving at the end."""
    with scratch.wizard("mine") as terminal:
        terminal.wait_for("Your Wikimedia username")
        terminal.settle()
        fields = at_once("Anna", "<tab>", "Lakes of the North", "<tab>", "2026-07-01")
        jumps = at_once("<f2>", "surprises", "<enter>", "<enter>", "It rained.", "<f2>", "13", "<enter>", "1")
        terminal.type(fields + jumps + at_once("<f2>", "username", "<enter>", "!", "<ctrl+q>"))
        assert terminal.wait_exit() == 0
    answers = scratch.answers()
    assert answers["applicant_username"] == "Anna!"
    assert answers["organization_name"] == "Lakes of the North"
    assert answers["project_start"] == date(2026, 7, 1)
    assert answers["surprises"].strip() == "It rained."
    assert answers["has_unspent_funds"] is True


def test_page_keys_right_after_go_to_and_bytes_that_are_no_letters(scratch: Scratch) -> None:
    with scratch.wizard("mine") as terminal:
        terminal.wait_for("Your Wikimedia username")
        terminal.settle()
        terminal._send(b"caf\xe9 one")
        terminal.wait_for("one")
        terminal._send(b"\x1b[200~two\xff\x1b[201~")
        terminal.wait_for("two")
        for key in ("<pgdn>", "<pgup>"):
            terminal.type(at_once("!", "<ctrl+p>", key))
            terminal.wait_for("type a few letters")
            terminal.type(at_once(key, key))
            terminal.settle(0.2)
            terminal.type(at_once("<esc>"))
            terminal.wait_gone("type a few letters")
        terminal.type(at_once("<ctrl+q>"))
        assert terminal.wait_exit() == 0
        assert b"Error" not in terminal.output
    words = scratch.answers()["applicant_username"]
    assert words.replace("\ufffd", "") == "caf onetwo!!"


def test_a_new_report_in_one_burst(scratch: Scratch) -> None:
    with scratch.wizard(LC_ALL="kk_KZ.UTF-8") as terminal:
        terminal.wait_for("Begin a new report")
        terminal.type(at_once("<down>", "<enter>", "Camp", "<enter>", "<enter>", "Yma"))
        terminal.wait_for("Yma")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    scratch.drafts()[-1].unlink()
    answers = scratch.answers()
    assert (answers["project_title"], answers["applicant_username"]) == ("Camp", "Yma")
