from __future__ import annotations

import pytest

from reportwizard.drafts.store.names import check_name, check_new_name, cut, folded, slug, stamped, unused
from reportwizard.errors import DraftError
from support.cases import each_case
from support.drafts import NOW, STAMP


@each_case(
    ("title", "name"),
    [
        ("Wiki Camp 2026", "wiki-camp-2026"),
        ("  Қазақ тілі: конференция!  ", "қазақ-тілі-конференция"),
        ("ورشة عمل ويكي", "ورشة-عمل-ويكي"),
        ("維基工作坊", "維基工作坊"),
        ("विकि कार्यशाला", "विकि-कार्यशाला"),
        ("می‌خواهم", "میخواهم"),
        ("L'atelier d’été", "latelier-dété"),
        ("../../etc/passwd", "etc-passwd"),
        (".hidden", "hidden"),
        ("con", "con-report"),
        ("LPT1", "lpt1-report"),
        ("a\\b/c:d*e?f", "a-b-c-d-e-f"),
        ("!!!", "report"),
        ("", "report"),
        ("two\nlines\x1b[31m", "two-lines"),
    ],
)
def test_a_title_becomes_a_name(title: str, name: str) -> None:
    assert slug(title) == name
    check_new_name(slug(title))


def test_a_long_title_is_cut_between_characters() -> None:
    assert slug("x" * 300) == "x" * 60
    assert slug("字" * 300) == "字" * 60
    assert len(slug("🏴" + "𐍈" * 300).encode()) <= 180


@each_case(
    "name",
    [
        "",
        ".",
        "..",
        ".x",
        "a/b",
        "/etc/passwd",
        "a\\b",
        "C:x",
        "a\0b",
        "a\nb",
        "a\x1bb",
        "a\u202eb",
        "\udcff",
    ],
)
def test_a_name_that_leads_away_or_cannot_be_shown_is_refused(name: str) -> None:
    with pytest.raises(DraftError) as refused:
        check_name(name)
    assert refused.value.hint
    assert refused.value.message.isprintable()


def test_names_that_other_programs_give_are_taken() -> None:
    for name in (
        "report (conflicted copy 2026)",
        "x.sync-conflict-20261122",
        "Bericht für Köln",
        "e\u0301te",
    ):
        check_name(name)


@each_case("name", ["nul", "COM1.old", "what?", "a|b", "end.", "end ", "x" * 181])
def test_a_new_name_must_work_on_every_system(name: str) -> None:
    with pytest.raises(DraftError):
        check_new_name(name)


def test_a_taken_name_gets_a_number() -> None:
    assert unused("camp", set()) == "camp"
    assert unused("Camp", {folded("camp"), folded("CAMP-2")}) == "Camp-3"


def test_the_same_letters_are_the_same_name() -> None:
    assert folded("E\u0301te") == folded("éTE")


def test_a_stamp_leaves_room_for_the_ending() -> None:
    assert stamped("camp", "unreadable", NOW) == f"camp.unreadable-{STAMP}"
    assert len(stamped("字" * 200, "deleted", NOW).encode()) <= 240


def test_cut_leaves_no_half_character() -> None:
    assert cut("aé", 2) == "a"
