"""Imports run one way, and each library stays in its place: the contracts of pyproject.toml."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"


def lint(config: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter with the contracts of `config`."""
    (folder / "pyproject.toml").write_text(config, "utf-8")
    return subprocess.run(
        [sys.executable, "-c", LINT], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )


@pytest.fixture(scope="module")
def config() -> str:
    return (ROOT / "pyproject.toml").read_text("utf-8")


def test_every_contract_is_kept(config: str, tmp_path: Path) -> None:
    ran = lint(config, tmp_path)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    contracts = tomllib.loads(config)["tool"]["importlinter"]["contracts"]
    assert f"Contracts: {len(contracts)} kept, 0 broken." in ran.stdout


def test_a_wrong_way_round_would_be_noticed(config: str, tmp_path: Path) -> None:
    turned = config.replace('    "report",\n    "forms",\n', '    "forms",\n    "report",\n')
    assert turned != config
    ran = lint(turned, tmp_path)
    assert ran.returncode == 1
    assert "reportwizard.report is not allowed to import reportwizard.forms" in ran.stdout
