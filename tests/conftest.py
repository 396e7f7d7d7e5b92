"""Every test is free of this machine: its home folder, its settings, its language, its time zone."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

# Else each worker rewrites every test module, and all of Hypothesis, anew: longer than most tests take.
sys.dont_write_bytecode = False
# Loading tests makes many objects and drops few: looking for garbage would take a fifth of that time.
gc.set_threshold(50_000, 20, 50)

import pytest  # noqa: E402
from hypothesis import HealthCheck, settings  # noqa: E402
from hypothesis.internal.conjecture import providers  # noqa: E402

# Textual reads them once, when it is loaded: nobody must look at a screen in the middle of a move, or wait
# until an eye would notice that one is laid out.
os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ["TEXTUAL_FPS"] = "250"
# Drafts are put on the disk to stay, thousands of times: where there is room, memory is the disk.
_IN_MEMORY = Path("/dev/shm")
if _IN_MEMORY.is_dir() and shutil.disk_usage(_IN_MEMORY).free > 1 << 30:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_IN_MEMORY))

if TYPE_CHECKING:
    from collections.abc import Iterator

# Derandomized: the same examples in every run, so that a red run can be looked at again.
settings.register_profile(
    "ci",
    deadline=None,
    derandomize=True,
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    database=None,
)
settings.load_profile("ci")
# Hypothesis would read the source of every loaded module for constants to try: a second for each worker, and
# other examples for each set of tests that ran before.
providers._get_local_constants = lambda: providers._local_constants


def pytest_configure(config: pytest.Config) -> None:
    """Before the workers start on all tests, make once what each of them would make."""
    is_whole = config.args_source is config.ArgsSource.TESTPATHS
    if is_whole and config.getoption("numprocesses", None) and not hasattr(config, "workerinput"):
        from support.rewriting import rewrite_once

        rewrite_once(config, Path(__file__).parent)


def pytest_collection_finish() -> None:
    """Spare the collector what was loaded: it stays until the end."""
    gc.freeze()


def pytest_sessionfinish() -> None:
    """Look for garbage once: pytest would do it ten times, which finds no more and takes seconds."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Spread the tests that wait for a terminal among those that compute, so that no processor is idle."""
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    waiting = [path for path in files if path.parent.name == "e2e"]
    order = [path for path in files if path not in waiting]
    # The last half has none, so that no worker waits alone at the end.
    step = max(len(order) // 2 // max(len(waiting), 1), 1)
    for place, path in enumerate(waiting):
        order.insert(place * (step + 1), path)
    items[:] = [item for path in order for item in files[path]]


_OURS = ("REPORTWIZARD_", "XDG_", "LC_")
_OTHERS = ("LANG", "LANGUAGE", "VISUAL", "EDITOR", "NO_COLOR", "TEXTUAL_ANIMATIONS", "COLORTERM", "TERM")


@pytest.fixture(autouse=True)
def _apart_from_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A home of its own for each test, English in UTC, no animations."""
    for name in list(os.environ):
        if name.startswith(_OURS) or name in _OTHERS:
            monkeypatch.delenv(name)
    home = tmp_path / "home"
    home.mkdir()
    for name, value in {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "TZ": "UTC",
        "TEXTUAL_ANIMATIONS": "none",
        "SSL_CERT_DIR": str(home),  # no certificates: reading those of the world takes longer than most tests
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(home)
    _set_time_zone()
    yield
    _set_time_zone()


def _set_time_zone() -> None:
    if hasattr(time, "tzset"):
        time.tzset()
