"""Earlier versions of answers: which are kept, and their form in a file. Pure: no file, no clock.

A version is a value that an answer had until it was changed. Each is a line of JSON; lines are only appended,
so that a program killed in the middle of one spoils only that line.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from operator import attrgetter
from typing import Any

from reportwizard.text import count_words

APART = timedelta(minutes=1)
"""How far two versions of one answer are apart, unless words would be lost."""

LIMIT = 10 * 2**20
"""The largest history of one draft, in bytes."""

# From this age on, one version of an answer in so many seconds stays.
_THINNED = ((timedelta(days=30), 86_400), (timedelta(days=1), 3_600), (timedelta(hours=1), 600))
_PACKED_FROM = 2_000
_LARGEST = 64 * 2**20
_WHEN = attrgetter("at")
_STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Version:
    """One earlier version of one answer.

    `at` is when it was last known to be saved, in UTC. `plain` is as a draft stores it. `words` is their
    number. `kept` marks a version that is never thinned, such as one before many words were removed.
    """

    at: datetime
    answer_id: str
    plain: Any
    words: int = 0
    kept: bool = False

    @property
    def id(self) -> str:
        """Its name on the command line, such as `20261122T140311Z`."""
        return f"{self.at:{_STAMP}}"


def version_time(text: str) -> datetime | None:
    """Return the time that a version's `id` means; None if it is none."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    if at.tzinfo != UTC:
        return None
    # Years 1 and 9999 have hours that no other time zone has; a wrong clock must not hide a version.
    return at.replace(year=min(max(at.year, datetime.min.year + 1), datetime.max.year - 1))


def count_plain_words(plain: Any) -> int:
    """Return the number of words in an answer as a draft stores it."""
    if isinstance(plain, dict):
        return sum(map(count_plain_words, plain.values()))
    if isinstance(plain, list | tuple):
        return sum(map(count_plain_words, plain))
    return 1 if isinstance(plain, bool | int | date) else count_words(str(plain))


def as_line(version: Version) -> bytes:
    """Return a version as a line of the file, with its line break; long ones are compressed."""
    entry: dict[str, Any] = {"at": version.id, "id": version.answer_id, "words": version.words}
    if version.kept:
        entry["kept"] = True
    text = json.dumps(version.plain, ensure_ascii=False, default=_in_words)
    if len(text) < _PACKED_FROM:
        entry["value"] = version.plain
    else:
        entry["packed"] = base64.b64encode(zlib.compress(text.encode(errors="replace"), 1)).decode()
    return json.dumps(entry, ensure_ascii=False, default=_in_words).encode(errors="replace") + b"\n"


def _in_words(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def from_line(line: bytes, *, unpack: bool = True) -> Version | None:
    """Read one line; None if it is torn or holds something else. Never raises.

    Without `unpack`, the `plain` of a long version is None.
    """
    try:
        entry = json.loads(line)
        at = version_time(entry["at"])
        answer_id, words, plain = entry["id"], entry.get("words", 0), entry.get("value")
        packed = None if "value" in entry else entry["packed"]
        if packed is not None and unpack:
            unpacker = zlib.decompressobj()
            data = unpacker.decompress(base64.b64decode(packed), _LARGEST)
            # Cut, or larger than any answer: that is no JSON.
            plain = json.loads(data if unpacker.eof else b"")
    except (ValueError, TypeError, KeyError, RecursionError, zlib.error, MemoryError):
        return None
    if at is None or not isinstance(answer_id, str) or not isinstance(words, int):
        return None
    return Version(at, answer_id, plain, words, entry.get("kept") is True)


def read_lines(data: bytes) -> list[Version]:
    """Read a file, in the order in which it was written; lines that cannot be read are skipped."""
    return [version for version, _ in _entries(data, unpack=True)]


# Ten megabytes must not delay the next saves: the next two unpack only what they need.
def newest_of_each(data: bytes) -> dict[str, Version]:
    """Return the version of each answer that was written last."""
    last = {version.answer_id: line for version, line in _entries(data)}
    found = ((answer_id, from_line(line)) for answer_id, line in last.items())
    return {answer_id: version for answer_id, version in found if version is not None}


def thinned_lines(data: bytes, now: datetime) -> list[tuple[Version, bytes]]:
    """Return the lines of a file that stay at this time, as `thinned` does, each with its version."""
    entries = list(_entries(data))
    stay = {id(version) for version in thinned((version for version, _ in entries), now)}
    return [(version, line) for version, line in entries if id(version) in stay]


def _entries(data: bytes, *, unpack: bool = False) -> Iterator[tuple[Version, bytes]]:
    for line in data.split(b"\n"):
        version = from_line(line, unpack=unpack) if line.strip() else None
        if version is not None:
            yield version, line + b"\n"


def thinned(versions: Iterable[Version], now: datetime) -> list[Version]:
    """Return the versions that stay at this time, the oldest first.

    All of the last hour, one in ten minutes of the last day, one an hour of the last 30 days, one a day
    before; of several in such a period the last one. Versions marked `kept` always stay.
    """
    stay: list[Version] = []
    newest: dict[tuple[str, int, float], Version] = {}
    for version in sorted(versions, key=_WHEN):
        step = next((step for age, step in _THINNED if now - version.at > age), 0)
        if version.kept or not step:
            stay.append(version)
        else:
            newest[version.answer_id, step, version.at.timestamp() // step] = version
    return sorted((*stay, *newest.values()), key=_WHEN)


def bounded(lines: Sequence[tuple[Version, bytes]], max_size: int) -> list[tuple[Version, bytes]]:
    """Return lines that take at most `max_size` bytes, the oldest first.

    Removed first are versions of the answer that takes the most: its oldest that is not marked `kept`, else
    its oldest.
    """
    queues: dict[str, list[tuple[Version, bytes]]] = defaultdict(list)
    for entry in sorted(lines, key=lambda entry: (entry[0].kept, entry[0].at), reverse=True):
        queues[entry[0].answer_id].append(entry)
    sizes = {answer_id: sum(len(line) for _, line in queue) for answer_id, queue in queues.items()}
    while sum(sizes.values()) > max_size:
        largest = max(sizes, key=lambda answer_id: sizes[answer_id])
        sizes[largest] -= len(queues[largest].pop()[1])
    return sorted((entry for queue in queues.values() for entry in queue), key=lambda entry: entry[0].at)


def loses_much(before: Any, after: Any) -> bool:
    """Whether so much is gone from an answer that what was there is worth keeping at once."""
    old, new = _text(before), _text(after)
    start = _common_length(old, new)
    # The same letters are not counted twice, at the start and at the end.
    end = _common_length(old[start:][::-1], new[start:][::-1])
    removed = len(old) - start - end
    return removed >= 200 or (removed >= 8 and removed * 5 >= len(old))


def _common_length(old: str, new: str) -> int:
    """Return how many characters two texts have in common at the start."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(old), len(new)))


def _text(plain: Any) -> str:
    if plain is None:
        return ""
    return plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False, default=_in_words)
