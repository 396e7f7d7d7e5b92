"""Earlier versions of answers: which are kept, for how long, and in how little room."""

from __future__ import annotations

import errno
import itertools
import os
import random
import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportwizard.drafts.format.answers import LEDGER, plain_of, with_plain
from reportwizard.drafts.history.differences import Piece, shortened, word_diff
from reportwizard.drafts.history.folder import HistoryFolder, state_at
from reportwizard.drafts.history.versions import (
    Version,
    as_line,
    bounded,
    from_line,
    loses_much,
    newest_of_each,
    read_lines,
    thinned,
    thinned_lines,
    version_time,
)
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.money.amount import Amount
from reportwizard.report.expense import Expense
from support.cases import each_case
from support.drafts import NOW, Clock, FaultyDisk, a_report

if TYPE_CHECKING:
    from pathlib import Path

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def history(tmp_path: Path) -> HistoryFolder:
    return HistoryFolder(tmp_path / "drafts")


def typing(history: HistoryFolder, *texts: str, apart: timedelta = MINUTE, name: str = "camp") -> None:
    """Save each of these texts as one answer, so far apart."""
    for number, (before, after) in enumerate(itertools.pairwise(texts)):
        assert history.record(
            name, a_report(surprises=before), a_report(surprises=after), NOW + apart * number
        )


def texts(history: HistoryFolder, name: str = "camp", answer: str = "surprises") -> list[str]:
    return [version.plain for version in history.versions(name, answer)]


def test_a_clock_that_once_ran_ahead_hides_none_of_the_newest_versions(history: HistoryFolder) -> None:
    ahead = a_report(surprises="a"), a_report(surprises="ab")
    assert history.record("camp", *ahead, NOW + 400 * DAY)
    typing(history, "one", "one two", "one two three", "one two three four")
    now = NOW + 3 * MINUTE
    assert {version.plain for version in history.versions("camp", now=now)} == {
        "a",
        "one",
        "one two",
        "one two three",
    }


def test_what_was_replaced_is_kept_with_time_and_words(history: HistoryFolder) -> None:
    typing(history, "Rain fell.", "Rain fell all day.", "Rain fell all day long.")
    newest, oldest = history.versions("camp", "surprises")
    assert (newest.plain, newest.words, newest.at) == ("Rain fell all day.", 4, NOW + MINUTE)
    assert (oldest.plain, oldest.words, oldest.id) == ("Rain fell.", 2, "20261122T140311Z")
    assert version_time(oldest.id) == NOW
    assert history.versions("camp") == [newest, oldest]
    assert history.versions("camp", "sharing_plan") == history.versions("other") == []


def test_every_kind_of_answer_and_the_list_of_expenses_are_restored_as_they_were(
    history: HistoryFolder,
) -> None:
    from reportwizard.drafts.format.answers import with_plain

    before = replace(
        a_report(
            due_date="2027-01-02",
            spent_local="1 500,50",
            spent_usd="1,234",
            data_difficulties="no",
            fund_effects='{"belonging": "agree"}',
            people_metrics='{"editors": {"result": 2, "comments": "many"}}',
            other_metrics='[{"name": "Talks"}]',
        ),
        ledger=(Expense(what="Bus", extra={"colour": "red"}),),
    )
    assert history.record("camp", before, a_report(), NOW)
    after = a_report()
    for version in history.versions("camp"):
        after = with_plain(after, version.answer_id, version.plain)
    assert (after.answers, after.ledger) == (before.answers, before.ledger)


def test_one_version_a_minute_is_kept_while_somebody_types(history: HistoryFolder) -> None:
    grown = ["word " * number for number in range(1, 302)]
    typing(history, *grown, apart=timedelta(seconds=1))
    ages = [version.at for version in history.versions("camp", "surprises")]
    assert len(ages) == 5
    assert all(later - earlier >= MINUTE for earlier, later in zip(ages[1:], ages, strict=False))


def test_what_was_there_before_a_big_deletion_is_always_kept(history: HistoryFolder) -> None:
    essay = "A long and good answer. " * 20
    typing(history, "A", "A long", essay, "Oh", apart=timedelta(seconds=1))
    assert texts(history) == [a_report(surprises=essay).answers["surprises"], "A"]
    assert [version.kept for version in history.versions("camp")] == [True, False]


@each_case(
    ("before", "after", "loses"),
    [
        ("a b c", "a b c d", False),
        ("a b c d", "a b c", False),
        ("a good answer", "", True),
        ("a good answer", None, True),
        ("x" * 1000, "x" * 900, False),
        ("x" * 1000, "x" * 799, True),
        ("begin middle end " * 50, "begin end " * 50, True),
        ({"a": {"b": "many words here"}}, {"a": {}}, True),
        (None, "new", False),
    ],
)
def test_a_big_loss_is_distinguished_from_typing(before: object, after: object, loses: bool) -> None:
    assert loses_much(before, after) is loses


def test_an_answer_named_is_kept_whatever_it_loses(history: HistoryFolder) -> None:
    before, after = a_report(surprises="one two"), a_report(surprises="one")
    history.record("camp", a_report(surprises="one"), before, NOW)
    history.record("camp", before, after, NOW, always={"surprises"})
    history.record("camp", a_report(surprises="1"), after, NOW, always={"surprises"})
    assert texts(history) == ["1", "one two", "one"]
    assert len({version.id for version in history.versions("camp")}) == 3


def test_versions_become_fewer_with_age_and_losses_stay() -> None:
    every_minute = [Version(NOW - MINUTE * n, "a", n) for n in range(60 * 24 * 40)]
    losses = [Version(NOW - DAY * n - MINUTE * 7, "a", -n, kept=True) for n in range(1, 40)]
    left = thinned([*every_minute, *losses], NOW)
    assert all(loss in left for loss in losses)
    ordinary = [NOW - version.at for version in left if not version.kept]
    assert len([age for age in ordinary if age <= MINUTE * 60]) == 61
    assert 137 <= len([age for age in ordinary if MINUTE * 60 < age <= DAY]) <= 139
    assert 695 <= len([age for age in ordinary if DAY < age <= DAY * 30]) <= 698
    assert 10 <= len([age for age in ordinary if age > DAY * 30]) <= 11
    assert thinned(left, NOW) == left


def test_a_full_file_is_thinned_like_its_versions_and_lines_stay_as_they_are() -> None:
    long = "A long answer. " * 500
    versions = [Version(NOW - DAY * 90 + MINUTE * 400 * n, "ab"[n % 2], f"{long}{n}", n) for n in range(300)]
    data = b"not a line\n\n" + b"".join(map(as_line, versions)) + b'{"at": "torn'
    left = thinned_lines(data, NOW)
    stay = thinned(versions, NOW)
    assert len(stay) < 250
    assert [line for _, line in left] == [as_line(version) for version in stay]
    assert [(one.at, one.answer_id, one.words) for one, _ in left] == [
        (one.at, one.answer_id, one.words) for one in stay
    ]


def test_of_each_answer_the_version_written_last_is_found() -> None:
    versions = [Version(NOW + MINUTE * n, "ab"[n % 2], "Long. " * 900 + str(n), n) for n in range(6)]
    assert newest_of_each(b"".join(map(as_line, versions))) == {"a": versions[4], "b": versions[5]}
    assert newest_of_each(b"") == {}


def test_the_largest_answer_is_thinned_first_and_losses_last() -> None:
    lines = [
        (Version(NOW - MINUTE * n, answer, "", kept=kept), b"x" * size)
        for n, (answer, kept, size) in enumerate(
            [("big", False, 40), ("big", False, 40), ("big", True, 40), ("small", False, 10)]
        )
    ]
    assert [entry[0].at for entry in bounded(lines, 100)] == [NOW - MINUTE * 3, NOW - MINUTE * 2, NOW]
    assert [entry[0].answer_id for entry in bounded(lines, 60)] == ["small", "big"]
    assert bounded(lines, 60)[1][0].kept
    assert bounded(lines, 0) == []


def test_a_history_never_exceeds_its_limit(tmp_path: Path) -> None:
    limit = 40_000
    history = HistoryFolder(tmp_path, limit=limit)
    noise = random.Random(1)
    now, before = NOW, a_report(surprises="first", sharing_plan="A plan with some words.")
    first = a_report(surprises="first")
    history.record("camp", before, first, now)
    before = first
    for step in range(300):
        now += timedelta(seconds=noise.choice([1, 30, 60, 3600, 86400]))
        text = noise.randbytes(4_000).hex() if step % 3 else f"short {step}"
        after = a_report(surprises=text)
        history.record("camp", before, after, now)
        before = after
        assert history.file_of("camp").stat().st_size <= limit
    assert texts(history, answer="sharing_plan") == ["A plan with some words."]
    assert len(texts(history)) >= 4
    too_large = a_report(surprises=noise.randbytes(40_000).hex())
    assert history.record("camp", too_large, a_report(), now)
    assert history.file_of("camp").stat().st_size <= limit


def test_a_year_of_work_stays_below_the_limit_and_is_seldom_rewritten(tmp_path: Path) -> None:
    clock, noise, limit = Clock(), random.Random(1), 60_000
    folder = DraftFolder(tmp_path, clock=clock)
    folder.history = HistoryFolder(tmp_path, limit=limit)
    words = [noise.randbytes(4).hex() for _ in range(2_000)]
    long = {name: noise.choices(words, k=150) for name in ("surprises", "sharing_plan")}
    sizes: list[int] = []
    gone: list[str] = []
    for minute in range(240):
        clock.on(61 if minute % 6 else 6 * 86_400)
        text = long[noise.choice(sorted(long))]
        if minute % 60:
            text[noise.randrange(len(text))] = noise.choice(words)
        elif minute:
            gone.append(" ".join(long["surprises"]))
            del long["surprises"][:35]
        report = a_report(**{name: " ".join(text) for name, text in long.items()})
        ledger = tuple(Expense(what=word) for word in words[: minute // 20])
        folder.save("camp", replace(report, ledger=ledger))
        sizes.append(sum(path.stat().st_size for path in folder.history.path.glob("*.past")))
    assert limit * 0.7 < max(sizes) <= limit
    written_anew = [after for before, after in itertools.pairwise(sizes) if after < before]
    assert 2 <= len(written_anew) <= len(sizes) // 10
    assert gone[-1] in {version.plain for version in folder.versions("camp", "surprises")}
    assert [version.plain for version in DraftFolder(tmp_path, clock=clock).versions("camp", LEDGER)]


def test_an_answer_of_two_megabytes_is_kept_small_and_comes_back(history: HistoryFolder) -> None:
    text = "We walked along the river and wrote about it.\n" * 45_000
    history.record("camp", a_report(surprises=text), a_report(), NOW)
    assert history.file_of("camp").stat().st_size < 200_000
    assert texts(history) == [a_report(surprises=text).answers["surprises"]]


@pytest.mark.parametrize("cut", [2, 3, 20, 40, 60])
def test_a_torn_last_line_is_skipped_and_the_next_one_is_complete(history: HistoryFolder, cut: int) -> None:
    typing(history, "one", "one two", "one two three")
    file = history.file_of("camp")
    file.write_bytes(file.read_bytes()[:-cut])
    again = HistoryFolder(file.parent.parent)
    assert again.record("camp", a_report(surprises="four"), a_report(), NOW + DAY)
    assert again.record("camp", a_report(surprises="five"), a_report(), NOW + DAY * 2)
    assert texts(again) == ["five", "four", "one"]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_an_error(data: bytes) -> None:
    good = as_line(Version(NOW, "surprises", "words", 1))
    assert Version(NOW, "surprises", "words", 1) in read_lines(good + data + b"\n" + good)


@each_case(
    "line",
    [b"[" * 100_000, b'{"at": 1}', b'{"at": "20261122T140311Z", "id": 3, "value": 1}', b"[]", b"1" * 10_000]
    + [b'{"at": "20261122T140311Z", "id": "a", "packed": "%s"}' % packed for packed in (b"@@", b"eJw=", b"")],
)
def test_a_line_of_something_else_is_skipped(line: bytes) -> None:
    assert from_line(line) is None


def test_a_packed_bomb_is_refused() -> None:
    import base64
    import zlib

    packed = base64.b64encode(zlib.compress(b'"' + b"a" * (65 * 2**20) + b'"'))
    assert from_line(b'{"at": "20261122T140311Z", "id": "a", "packed": "' + packed + b'"}') is None


@given(
    st.recursive(
        st.one_of(st.text(max_size=2500), st.booleans(), st.integers()),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
        max_leaves=5,
    )
)
def test_any_value_survives_its_line(plain: object) -> None:
    line = as_line(Version(NOW, "a", plain))
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    found = from_line(line)
    assert found is not None
    if "\ud800" <= max(repr(plain)) <= "\udfff":
        return  # half a character cannot be written; the line still reads
    assert found.plain == plain or "\\ud" in repr(plain)


def test_only_the_owner_may_read_it_and_it_is_no_draft(history: HistoryFolder) -> None:
    typing(history, "one", "two two two")
    if os.name != "nt":
        assert stat.S_IMODE(history.file_of("camp").stat().st_mode) == 0o600
        assert stat.S_IMODE(history.path.stat().st_mode) == 0o700
    assert history.path.name.startswith(".")


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO])
def test_a_history_that_cannot_be_written_raises_nothing_and_goes_on_later(tmp_path: Path, code: int) -> None:
    before, after = a_report(surprises="one two three"), a_report()
    disk = FaultyDisk()
    HistoryFolder(tmp_path / "calls", disk).record("camp", before, after, NOW)
    assert "append" in disk.calls
    for at, _ in enumerate(disk.calls):
        failing = FaultyDisk(code, at)
        history = HistoryFolder(tmp_path / str(at), failing)
        assert not history.record("camp", before, after, NOW)
        failing.at = None
        assert history.record("camp", before, after, NOW)
        assert texts(history)[0] == "one two three"


def test_a_full_history_whose_shortening_fails_stays_as_it_was(tmp_path: Path) -> None:
    disk = FaultyDisk(errno.ENOSPC)
    history = HistoryFolder(tmp_path, disk, limit=2_000)
    text = "something to say " * 40
    history.record("camp", a_report(surprises=text), a_report(), NOW)
    before = history.file_of("camp").read_bytes()
    for at in range(len(disk.calls), len(disk.calls) + 12):
        disk.at = at
        history.record("camp", a_report(surprises=text + "!"), a_report(), NOW + DAY)
        assert before in history.file_of("camp").read_bytes() or len(texts(history)) >= 1


def test_a_history_goes_with_its_draft(history: HistoryFolder) -> None:
    typing(history, "one", "two two two")
    drafts = history.path.parent
    history.duplicate("camp", "copy")
    history.move(drafts / "camp.toml", drafts / "other.toml")
    assert texts(history, "camp") == []
    assert texts(history, "other") == texts(history, "copy") == ["one"]
    # A draft that takes the name of one that is gone does not take its history.
    history.move(drafts / "nothing.toml", drafts / "copy.toml")
    assert texts(history, "copy") == []


def test_versions_added_by_another_program_are_noticed(history: HistoryFolder) -> None:
    typing(history, "one", "one two")
    other = HistoryFolder(history.path.parent)
    other.record("camp", a_report(surprises="a version of theirs"), a_report(), NOW + DAY)
    assert history.record("camp", a_report(surprises="a version of theirs"), a_report(), NOW + DAY)
    assert texts(history).count("a version of theirs") == 1


def test_a_clock_that_was_wrong_does_not_stop_the_history(history: HistoryFolder) -> None:
    far = datetime(2090, 1, 1, tzinfo=UTC)
    history.record("camp", a_report(surprises="one"), a_report(surprises="one two"), far)
    history.record("camp", a_report(surprises="one two"), a_report(surprises="one two three"), NOW)
    assert sorted(texts(history)) == ["one", "one two"]


def test_the_state_at_a_time_is_what_was_replaced_after_it() -> None:
    versions = [Version(NOW + MINUTE * n, answer, n) for n in (3, 2, 1) for answer in ("a", "b")]
    versions.remove(Version(NOW + MINUTE * 3, "b", 3))
    at_two = {version.answer_id: version.plain for version in state_at(versions, NOW + MINUTE * 2)}
    assert at_two == {"a": 2, "b": 2}
    assert [version.answer_id for version in state_at(versions, NOW + MINUTE * 3)] == ["a"]


@given(st.text(st.sampled_from("ab \n"), max_size=60), st.text(st.sampled_from("ab \n"), max_size=60))
def test_a_diff_holds_both_texts(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert "".join(piece.text for piece in pieces if piece.change != "added") == old
    assert "".join(piece.text for piece in pieces if piece.change != "removed") == new


@each_case("break_", [" ", "\n"])
def test_a_diff_of_a_book_is_coarser(break_: str) -> None:
    old = break_.join(f"word{number}" for number in range(12_000))
    pieces = word_diff(old, old.replace("word5000", "other"))
    assert [piece.change for piece in pieces if piece.change != "same"] == ["removed", "added"]


def test_a_list_is_compared_line_by_line() -> None:
    assert word_diff("Bus", "Bus\nTea for two", by_line=True) == [
        Piece("same", "Bus\n"),
        Piece("added", "Tea for two\n"),
    ]
    assert word_diff("", "Bus", by_line=True) == [Piece("added", "Bus\n")]


def test_long_unchanged_stretches_are_cut_in_a_short_diff() -> None:
    pieces = shortened(word_diff("a " * 500 + "old" + " b" * 500, "a " * 500 + "new" + " b" * 500))
    assert [piece.text for piece in pieces[1:3]] == ["old", "new"]
    assert all(len(piece.text) < 300 for piece in pieces)


def test_an_expense_with_odd_names_in_a_cell_comes_back_whole() -> None:
    odd = {"date": "2026-01-02", "amount": {"amount": "1.50", "currency": "KZT", "odd": {"by": "hand"}}}
    report = with_plain(a_report(), LEDGER, [odd])
    line = from_line(as_line(Version(NOW, LEDGER, plain_of(report, LEDGER))))
    assert line is not None
    assert with_plain(a_report(), LEDGER, line.plain).ledger == report.ledger
    assert report.ledger[0].amount == Amount(Decimal("1.50"), "KZT")
