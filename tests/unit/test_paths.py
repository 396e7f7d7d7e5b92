from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import Mock

from reportwizard.paths import (
    drafts_folder,
    expand_user,
    pip_install,
    settings_file,
    state_folder,
    typed_path,
    working_folder,
)

if TYPE_CHECKING:
    import pytest


def test_the_folder_of_drafts_is_the_first_that_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REPORTWIZARD_DRAFTS", raising=False)
    own = drafts_folder()
    assert own.name == "drafts"
    assert own.is_absolute()
    assert own.is_relative_to(Path.home())
    (tmp_path / "drafts").mkdir()
    monkeypatch.chdir(tmp_path)
    assert drafts_folder() == own
    assert drafts_folder(preferred="chosen") == tmp_path / "chosen"
    monkeypatch.setenv("REPORTWIZARD_DRAFTS", "named")
    assert drafts_folder(preferred="chosen") == tmp_path / "named"
    assert drafts_folder("given", preferred="chosen") == tmp_path / "given"


def test_a_variable_may_name_a_folder_and_an_empty_one_names_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DRAFTS", "CONFIG", "STATE"):
        monkeypatch.delenv(f"REPORTWIZARD_{name}", raising=False)
    usual = drafts_folder(), settings_file(), state_folder()
    for path in usual[1:]:
        assert path.is_relative_to(Path.home())
        assert "reportwizard" in path.parts
    for name in ("DRAFTS", "CONFIG", "STATE"):
        monkeypatch.setenv(f"REPORTWIZARD_{name}", "")
    assert (drafts_folder(), settings_file(), state_folder()) == usual
    for name in ("DRAFTS", "CONFIG", "STATE"):
        monkeypatch.setenv(f"REPORTWIZARD_{name}", str(tmp_path))
    assert (drafts_folder(), settings_file(), state_folder()) == (
        tmp_path,
        tmp_path / "settings.toml",
        tmp_path,
    )


def test_the_home_folder_may_be_a_tilde(monkeypatch: pytest.MonkeyPatch) -> None:
    assert drafts_folder("~/mine") == Path.home() / "mine"
    monkeypatch.setenv("REPORTWIZARD_DRAFTS", "~/mine")
    assert drafts_folder() == Path.home() / "mine"


def test_where_the_folder_of_the_start_is_gone_the_home_folder_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert working_folder() == tmp_path
    monkeypatch.setattr("os.getcwd", Mock(side_effect=FileNotFoundError))
    assert drafts_folder("mine") == Path.home() / "mine"


def test_nothing_is_made_by_asking_or_importing() -> None:
    code = "import sys, reportwizard.paths, reportwizard.settings as s; s.load_settings();"
    code += "print('platformdirs' in sys.modules, 'tomli_w' in sys.modules, 'pydantic' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.split()[1:] == ["False", "False"]
    assert list(Path.home().iterdir()) == []


def test_a_home_that_nobody_has_and_a_nul_are_plain_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert expand_user("~nobody9/x") == Path("~nobody9/x")
    assert expand_user("a\0b") == Path("ab")
    monkeypatch.delenv("REPORTWIZARD_DRAFTS", raising=False)
    monkeypatch.chdir(tmp_path)
    assert drafts_folder(preferred="~nobody9/\0x") == tmp_path / "~nobody9/x"
    monkeypatch.setenv("REPORTWIZARD_STATE", "~nobody9")
    assert state_folder() == Path("~nobody9")


def test_a_file_is_found_as_a_terminal_writes_it_that_it_is_dropped_into(tmp_path: Path) -> None:
    path = tmp_path / 'Ana’s report, "final" 50%25.html'
    path.touch()
    plain, escaped = str(path), str(path).replace(" ", "\\ ").replace('"', '\\"')
    for text in (plain, f"'{plain}'", escaped, path.as_uri()):
        assert typed_path(text) == path, text
    for text in ("no such file.html", "it's", "~unknown/x", ""):
        assert typed_path(text) == Path(text), text


def test_an_extra_is_installed_where_the_program_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "venv" / "python"))
    assert pip_install("pdf") == f"{sys.executable} -m pip install 'reportwizard[pdf]'"
    (tmp_path / "venv").mkdir()
    (tmp_path / "venv" / "pip").touch()
    assert pip_install("pdf") == f"{Path('venv/pip')} install 'reportwizard[pdf]'"
