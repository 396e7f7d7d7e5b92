from __future__ import annotations

import errno
import tomllib
from typing import TYPE_CHECKING

import pytest

from reportwizard.errors import SaveError
from reportwizard.paths import settings_file
from reportwizard.settings import Settings, load_settings, save_settings
from support.drafts import FaultyDisk

if TYPE_CHECKING:
    from pathlib import Path

CHOSEN = Settings("nord", {"save": "ctrl+s"}, "kk_KZ", "~/reports", "nano -w")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def test_what_was_chosen_comes_back(path: Path) -> None:
    save_settings(CHOSEN, path)
    assert load_settings(path) == CHOSEN


def test_the_usual_place_is_used_where_none_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTWIZARD_CONFIG", str(path.parent))
    save_settings(CHOSEN)
    assert load_settings() == load_settings(path) == CHOSEN


@pytest.mark.parametrize(
    "data", [b"theme = ", b"\xff\xfe", b"", b"\0" * 100, b"a = " + b"[" * 100_000, b"x" * 2_000_000]
)
def test_a_broken_file_counts_as_nothing_chosen(path: Path, data: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(data)
    assert load_settings(path) == Settings()


def test_no_file_and_no_plain_file_count_as_nothing_chosen(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none") == Settings()
    assert load_settings(tmp_path) == Settings()


def test_only_what_does_not_fit_is_left_out(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('theme = 5\nlocale = "ar"\nkeymap = { save = "ctrl+s", quit = 3 }\nfolder = ["x"]\n')
    assert load_settings(path) == Settings(locale="ar", keymap={"save": "ctrl+s"})
    path.write_text('keymap = "ctrl+s"\neditor = "vi"\n')
    assert load_settings(path) == Settings(editor="vi")


def test_what_a_later_version_wrote_stays(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('theme = "nord"\nsounds = true\n\n[later]\na = 1\n')
    save_settings(Settings(theme="dracula"), path)
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    assert (table["theme"], table["sounds"], table["later"]) == ("dracula", True, {"a": 1})


def test_a_broken_file_is_kept_beside_the_new_one(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"theme = oops")
    save_settings(CHOSEN, path)
    assert load_settings(path) == CHOSEN
    assert path.with_name("settings.unreadable.toml").read_bytes() == b"theme = oops"


def test_a_fault_is_reported_and_the_old_settings_stay(path: Path) -> None:
    save_settings(CHOSEN, path)
    for at in range(6):
        with pytest.raises(SaveError, match="not saved: "):
            save_settings(Settings(), path, FaultyDisk(errno.ENOSPC, at))
        assert load_settings(path) == CHOSEN


def test_a_file_changed_by_hand_is_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    save_settings(CHOSEN)
    looked: list[object] = []

    def look(table: object) -> tuple[str, ...]:
        looked.append(table)
        return ()

    monkeypatch.setattr("reportwizard.settings_schema.faults", look)
    assert load_settings() == CHOSEN
    assert looked == []
    path = settings_file()
    path.write_text(path.read_text() + "# mine\n")
    for _ in range(2):
        assert load_settings() == CHOSEN
    assert len(looked) == 1


def test_unusable_settings_are_reported_at_every_start() -> None:
    path = settings_file()
    path.parent.mkdir(parents=True)
    path.write_text('locale = 7\ntheme = "x"\n[keymap]\nsave = true\n')
    for _ in range(2):
        settings = load_settings()
        assert settings == Settings(theme="x")
        assert settings.faults == (
            f"{path}: key “keymap.save” must be text in quotes.",
            f"{path}: key “locale” must be text in quotes.",
        )
    unread = "cannot be read, and nothing after it is used. Fix that line."
    for text, line in (
        ("locale = ", 1), ('theme = "x"\n\nlocale = oops\neditor = 7', 3), ('theme = "x"\nlocale = [\n2', 2),
        ('theme = "x"\nlocale = "a\nb"\n', 2),
    ):  # fmt: skip
        path.write_text(text)
        assert load_settings() == Settings(theme="x" if line > 1 else "")
        assert load_settings().faults == (f"{path}: line {line} {unread}",)
    path.write_bytes(b'theme = "x"\r\nlocale = "\xff"\r\n')
    assert load_settings() == Settings(theme="x")
