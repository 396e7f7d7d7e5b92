"""Other versions of a draft that programs leave in the folder, recognised."""

from __future__ import annotations

from reportwizard.drafts.store.names import copy_of
from support.cases import each_case


@each_case(
    "name",
    [
        "camp.sync-conflict-20261122-140311-ABCDEF7",
        "camp.sync-conflict-20261122-140311",
        "camp (Anna's conflicted copy 2026-11-22)",
        "camp (conflicted copy 2026-11-22 140311)",
        "camp (Laptop's conflicted copy 2026-11-22) (1)",
        "camp_conflict-20261122-140311",
        "camp-DESKTOP-ABC",
        "camp-LAPTOP-7H3K2-2",
        "camp-safeBackup-0001",
        "camp-DESKTOP-ABC-safeBackup-0002",
        "camp - Copy",
        "camp - Copy (2)",
        "camp - копия",
        "camp.outside-20261122T140311Z",
        "camp.outside-20261122T140311Z-2",
        "camp.unreadable-20261122T140311Z",
        "camp.rescued-20261122T140311Z",
        "camp.format-1-20261122T140311Z",
    ],
)
def test_copies_are_recognized_by_their_names(name: str) -> None:
    found = copy_of(name)
    assert found is not None
    assert found.of == "camp"
    assert found.why
    assert copy_of(name, {"camp"}) == found
    assert copy_of(name, {"other"}) is None


@each_case(
    "name",
    [
        "camp",
        "camp-2",
        "camp (2026)",
        "sync-conflict",
        "a conflicted copy of life",
        "camp.outside",
        "camp-DESKTOP",
        "",
    ],
)
def test_drafts_are_no_copies(name: str) -> None:
    assert copy_of(name) is None


def test_a_copy_of_a_copy_belongs_to_the_copy() -> None:
    name = "camp.outside-20261122T140311Z.sync-conflict-20261122-140311-ABC"
    assert copy_of(name, {"camp.outside-20261122T140311Z", "camp"}) is not None
