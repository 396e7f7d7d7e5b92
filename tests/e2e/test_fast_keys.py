"""Keys that come all at once, as over a slow line: each must find what the key before it has made."""

from __future__ import annotations

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


def test_the_last_words_before_leaving_are_saved(scratch: Scratch) -> None:
    with scratch.wizard("mine") as terminal:
        terminal.wait_for("Your Wikimedia username")
        terminal.settle()
        terminal.type(at_once("hello", "<ctrl+q>"))
        assert terminal.wait_exit() == 0
    assert scratch.answers()["applicant_username"] == "hello"


def test_words_after_tab_stand_in_the_next_field(scratch: Scratch) -> None:
    with scratch.wizard("mine") as terminal:
        terminal.wait_for("Your Wikimedia username")
        terminal.settle()
        terminal.type(at_once("Anna", "<tab>", "Lakes of the North", "<tab>", "123", "<ctrl+q>"))
        assert terminal.wait_exit() == 0
    answers = scratch.answers()
    assert (answers["applicant_username"], answers["organization_name"], answers["request_id"]) == (
        "Anna",
        "Lakes of the North",
        "123",
    )


def test_a_jump_to_another_part_and_the_answer_there(scratch: Scratch) -> None:
    with scratch.wizard("mine") as terminal:
        terminal.wait_for("Your Wikimedia username")
        terminal.settle()
        keys = at_once(
            "Anna", "<f2>", "surprises", "<enter>", "It rained.", "<f2>", "13", "<enter>", "1", "<ctrl+q>"
        )
        terminal.type(keys)
        assert terminal.wait_exit() == 0
    answers = scratch.answers()
    assert answers["applicant_username"] == "Anna"
    assert answers["surprises"] == "It rained."
    assert answers["has_unspent_funds"] is True


def test_enter_twice_on_a_choice_leaves_the_wizard_standing(scratch: Scratch) -> None:
    with scratch.wizard("mine") as terminal:
        terminal.wait_for("Your Wikimedia username")
        terminal.settle()
        terminal.type(at_once("<f2>", "surprises", "<enter>", "<enter>", "It rained.", "<ctrl+q>"))
        assert terminal.wait_exit() == 0
    assert scratch.answers()["surprises"].strip() == "It rained."


@pytest.mark.parametrize("key", ["<pgdn>", "<pgup>"])
def test_a_page_key_right_after_go_to_is_opened(scratch: Scratch, key: str) -> None:
    with scratch.wizard("mine") as terminal:
        terminal.wait_for("Your Wikimedia username")
        terminal.settle()
        terminal.type(at_once("hello", "<ctrl+p>", key))
        terminal.wait_for("type some letters")
        terminal.type(at_once(key, key))
        terminal.settle(0.2)
        terminal.type(at_once("<esc>"))
        terminal.wait_gone("type some letters")
        terminal.type(at_once("<ctrl+q>"))
        assert terminal.wait_exit() == 0
        assert b"Error" not in terminal.output
    assert scratch.answers()["applicant_username"] == "hello"


def test_bytes_that_are_no_letters_cost_only_themselves(scratch: Scratch) -> None:
    with scratch.wizard("mine") as terminal:
        terminal.wait_for("Your Wikimedia username")
        terminal.settle()
        terminal._send(b"caf\xe9 one")
        terminal.wait_for("one")
        terminal._send(b"\x1b[200~two\xff\x1b[201~")
        terminal.wait_for("two")
        terminal.type(at_once("<ctrl+q>"))
        assert terminal.wait_exit() == 0
    words = scratch.answers()["applicant_username"]
    assert words.replace("\ufffd", "") == "caf onetwo"


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
