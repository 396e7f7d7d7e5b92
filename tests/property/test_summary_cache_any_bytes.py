"""Whatever stands in the place of the cache of summaries, a list says the same."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.drafts.store.summary_cache import FILE
from reportwizard.paths import state_folder
from support.drafts import a_draft, listed

ODD = [b"", b"[" * 99_999, b"{}", b"00000000\n", b"1" * 9_999, b'00000000\n{"key": 1, "folders": 5}']


@given(st.data())
def test_a_cache_of_any_bytes_changes_nothing(data: st.DataObject) -> None:
    with TemporaryDirectory() as place:
        folder = DraftFolder(Path(place))
        for number in range(3):
            path = folder.path / f"camp-{number}.toml"
            path.write_bytes(b"torn" if number == 2 else a_draft(project_title=f"Camp {number}"))
            os.utime(path, (1_000_000, 1_000_000))
        cache = state_folder() / FILE
        cache.unlink(missing_ok=True)
        told = listed(folder)
        written = cache.read_bytes()
        at = data.draw(st.integers(0, len(written) - 1))
        spoilt = written[:at] + bytes([data.draw(st.integers(0, 255))]) + written[at + 1 :]
        odd = data.draw(st.sampled_from([*ODD, spoilt, written[:at]]) | st.binary(max_size=300))
        cache.write_bytes(odd)
        assert listed(folder) == told
        assert listed(folder) == told
