"""Words that are in no report yet: each text is one small file in the second place, for this user only."""

from __future__ import annotations

import contextlib
import json
import time
import zlib
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from reportwizard.drafts.saving.autosave import SLOW
from reportwizard.drafts.saving.backup import adopt, backup_folder, note_origin
from reportwizard.drafts.saving.saver import Gate
from reportwizard.files import DISK, PART_PREFIX, Files, own, sweep, write_atomic
from reportwizard.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

MOST = 10_000
"""Characters of one line, such as a reason or a name, that are read back."""

# Seconds after which a file that was never written to its end is nobody's any more.
_LEFT_BEHIND = 3600

# A character takes up to four bytes.
_BYTES = 4


class LooseText:
    """One text, kept until it is taken. `most` is how many characters of it are read back.

    `noted` is called when the first one was written, to note whose place it is.

    Nothing here raises: where the disk refuses, whoever writes goes on writing.
    """

    # One for each file, whoever opened it: a write that hangs must not come after a newer one.
    _gates: ClassVar[dict[Path, Gate]] = {}

    def __init__(
        self,
        path: Path,
        most: int = MOST,
        files: Files = DISK,
        *,
        noted: Callable[[], None] = lambda: None,
    ) -> None:
        self.path = path
        self._noted = noted
        self._most = most
        self._files = files
        self._gate = self._gates.setdefault(path.absolute(), Gate())
        self._newest = 0
        self._removed = False

    def read(self) -> str:
        """Return the kept words; none where nothing stands there, or nothing that somebody wrote."""
        try:
            data = self._files.read(own(self.path), _BYTES * self._most + 1)
            text = data.decode()
        except (OSError, UnicodeDecodeError):
            return ""
        return "" if len(text) > self._most or "\0" in text else clean_text(text)

    def write(self, number: int, text: str) -> bool:
        """Keep a text in the place of the one before; an empty one is no text. Whether that was done.

        Of the numbered texts that come from several threads, one older than the newest is dropped.
        """
        if not self._gate.enter(SLOW):
            return False
        try:
            if number > self._newest and not self._removed:
                self._put(text)
                self._newest = number
            if self._removed:
                self._put("")
        except OSError:
            return False
        else:
            return True
        finally:
            self._gate.leave()

    def remove(self) -> None:
        """Keep nothing any more: the words stand somewhere else now."""
        self._removed = True
        self.write(0, "")

    def _put(self, text: str) -> None:
        # A link is not followed, neither the folder nor the file: what it leads to is somebody else's.
        own(self.path.with_name(PART_PREFIX))
        if not text or self.path.is_symlink():
            self._files.remove(self.path)
        if text:
            self._files.make_folder(self.path.parent)
            write_atomic(self.path, text.encode(errors="replace"), self._files)
        if not self._newest:
            self._noted()
            sweep(self.path.parent, time.time() - _LEFT_BEHIND, self._files)


def kept_page(drafts: Path, most: int, state: Path | None = None) -> LooseText:
    """Return where the page for Import is kept for a folder of drafts."""
    place = backup_folder("pages", drafts, state)
    adopt("pages", drafts, "page.txt", state)
    return LooseText(place / "page.txt", most, noted=partial(note_origin, place, drafts))


def kept_name(drafts: Path, draft: str, state: Path | None = None) -> LooseText:
    """Return where the new name of a draft is kept while it is written."""
    return LooseText(backup_folder("names", drafts, state) / f"{draft}.txt")


def kept_reason(
    drafts: Path,
    draft: str,
    about: Mapping[str, object],
    others: Iterable[Mapping[str, object]] = (),
    state: Path | None = None,
) -> LooseText:
    """Return where the reason is kept for leaving one thing as it is. `about` holds `code` and `question`.

    The other things that are asked now have each their own reason. One whose facts have changed since, such
    as a sum, gives its reason to what the same check asks at the same question.
    """
    place = backup_folder("reasons", drafts, state)
    adopt("reasons", drafts, draft, state)
    folder = place / draft
    path = folder / _file_name(about)
    taken = {_file_name(one) for one in others}
    with contextlib.suppress(OSError):
        old = [one for one in folder.glob(f"{_place(about)}.????????.txt") if one.name not in taken]
        if old and not path.exists():
            max(old, key=lambda one: one.lstat().st_mtime_ns).rename(path)
    return LooseText(path, noted=partial(note_origin, place, drafts))


def _place(about: Mapping[str, object]) -> str:
    return f"{about['code']}.{about['question']}"


def _file_name(about: Mapping[str, object]) -> str:
    mark = zlib.crc32(json.dumps(about, sort_keys=True, default=str).encode())
    return f"{_place(about)}.{mark:08x}.txt"
