"""A drive that dies, or goes and leaves its mount point, while the real program writes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.drives import KINDS, play, why_not
from support.terminal import needs_terminal

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = needs_terminal


@pytest.mark.parametrize("kind", KINDS)
def test_no_word_is_lost_and_nothing_is_written_below_the_mount_point(tmp_path: Path, kind: str) -> None:
    if reason := why_not(kind, tmp_path):
        pytest.skip(reason)
    played = play(tmp_path, kind)
    assert played.kept, played
