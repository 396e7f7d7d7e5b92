from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from reportwizard.paths import drafts_folder, expanded, settings_file, state_folder


def test_the_folder_of_drafts_is_the_first_that_is_given(tmp_path: Path) -> None:
    here, environ = tmp_path / "here", {"REPORTWIZARD_DRAFTS": "named"}
    (here / "drafts").mkdir(parents=True)
    assert drafts_folder("given", environ, here, preferred="chosen") == here / "given"
    assert drafts_folder(None, environ, here, preferred="chosen") == here / "named"
    assert drafts_folder(None, {}, here, preferred="chosen") == here / "chosen"
    assert drafts_folder(None, {}, here) == drafts_folder(None, {}, tmp_path)
    own = drafts_folder(None, {}, tmp_path)
    assert own.name == "drafts"
    assert own.is_absolute()
    assert own.is_relative_to(Path.home())


def test_an_empty_variable_names_nothing(tmp_path: Path) -> None:
    empty = {"REPORTWIZARD_DRAFTS": "", "REPORTWIZARD_CONFIG": "", "REPORTWIZARD_STATE": ""}
    assert drafts_folder("", empty, tmp_path) == drafts_folder(None, {}, tmp_path)
    assert settings_file(empty) == settings_file({})
    assert state_folder(empty) == state_folder({})


def test_the_home_folder_may_be_a_tilde() -> None:
    assert drafts_folder("~/mine", {}) == Path.home() / "mine"
    assert drafts_folder(None, {"REPORTWIZARD_DRAFTS": "~/mine"}) == Path.home() / "mine"


def test_settings_and_state_may_be_named(tmp_path: Path) -> None:
    assert settings_file({"REPORTWIZARD_CONFIG": str(tmp_path)}) == tmp_path / "settings.toml"
    assert state_folder({"REPORTWIZARD_STATE": str(tmp_path)}) == tmp_path
    for path in (settings_file({}), state_folder({})):
        assert path.is_relative_to(Path.home())
        assert "reportwizard" in path.parts


def test_nothing_is_made_by_asking_or_importing() -> None:
    code = "import sys, reportwizard.paths, reportwizard.settings as s; s.load_settings();"
    code += "print('platformdirs' in sys.modules, 'tomli_w' in sys.modules, 'pydantic' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.split()[1:] == ["False", "False"]
    assert list(Path.home().iterdir()) == []


def test_a_home_that_nobody_has_and_a_nul_are_plain_names(tmp_path: Path) -> None:
    assert expanded("~nobody9/x") == Path("~nobody9/x")
    assert expanded("a\0b") == Path("ab")
    assert drafts_folder(None, {}, tmp_path, preferred="~nobody9/\0x") == tmp_path / "~nobody9/x"
    assert state_folder({"REPORTWIZARD_STATE": "~nobody9"}) == Path("~nobody9")
