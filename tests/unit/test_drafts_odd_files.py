"""Drafts as other programs and people leave them: odd encodings, odd names, words where none belong."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from datetime import timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from reportwizard.checks.dismiss import undo_dismissal
from reportwizard.drafts.format.decode import decode, expense_of
from reportwizard.drafts.format.encode import encode
from reportwizard.drafts.format.salvage import salvage
from reportwizard.drafts.history.versions import version_time
from reportwizard.drafts.merging.conflicts import conflicts_of, settle
from reportwizard.drafts.merging.merge import merge
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.drafts.store.names import time_of_file
from reportwizard.errors import DraftError
from reportwizard.report.report import Dismissal
from support.cases import each_case
from support.drafts import NOW, Clock, a_draft, a_report, listed

if TYPE_CHECKING:
    from pathlib import Path

    from reportwizard.report.report import Report

WORDS = {"project_title": "Қазақ", "surprises": "Rain.\nSnow."}


def again(report: Report) -> Report:
    return decode(encode(report, saved_at=NOW, app_version="0"), "x")


# --- encodings ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_draft_saved_by_an_editor_on_windows_opens_and_is_saved_as_ours(
    tmp_path: Path, encoding: str, newline: str
) -> None:
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    data = (mark + a_draft(**WORDS).decode().replace("\n", newline)).encode(encoding)
    folder = DraftFolder(tmp_path, clock=Clock())
    path = tmp_path / "camp.toml"
    path.write_bytes(data)
    assert [(line.form, line.problem) for line in listed(folder)] == [("rapid-fund-final", "")]
    report = folder.load("camp")
    assert report.answers == WORDS
    assert folder.save("camp", report).kept is None
    assert path.read_bytes().startswith(b"schema = 1\n")
    assert folder.load("camp").answers == WORDS


def test_every_intact_answer_of_a_torn_file_in_another_encoding_is_read() -> None:
    torn = a_draft(**WORDS).decode().encode("utf-16")[:-5]
    with pytest.raises(DraftError, match="line"):
        decode(torn, "x")
    found = salvage(torn, "x")
    assert found.report.answers == {"project_title": "Қазақ"}
    assert "Snow" in found.broken[0].text


# --- names --------------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="Windows allows none of these names")
@pytest.mark.parametrize("odd", ["camp ", "ca\u202emp", "ca\u2067mp", "camp\x07"])
def test_a_file_whose_name_cannot_be_shown_never_replaces_its_look_alike(tmp_path: Path, odd: str) -> None:
    folder = DraftFolder(tmp_path, clock=Clock())
    folder.save("camp", a_report(surprises="camp"))
    (tmp_path / f"{odd}.toml").write_bytes(a_draft(surprises="odd"))
    (line,) = (line for line in folder.newest() if line.name != "camp")
    works = (folder.load, folder.delete, folder.duplicate, lambda name: folder.rename(name, "new"))
    for work in works:
        with pytest.raises(DraftError, match="characters that cannot be shown"):
            work(line.name)
    assert "cannot be shown" in folder.summary(line.name).problem
    assert folder.load("camp").answers == {"surprises": "camp"}


@pytest.mark.parametrize("name", ["تقرير 2026", "דו״ח", "रिपोर्ट", "camp 😀", "a\u200fb", "e\u0301t\u00e9"])
def test_a_name_in_any_script_is_a_name(tmp_path: Path, name: str) -> None:
    folder = DraftFolder(tmp_path, clock=Clock())
    folder.create(name, a_report(surprises="x"))
    folder.rename(name, "new")
    folder.rename("new", name)
    assert folder.names() == [name]
    assert folder.restore(folder.delete(name).id) == name


# --- words where the program cannot show them ---------------------------------------------------------------


def test_words_under_a_question_that_is_answered_later_are_kept_to_be_copied() -> None:
    text = a_draft(project_title="Camp").decode()
    odd = 'surprises = { by_anna = "It snowed.", days = [3, "four"] }\n'
    report = decode(text.replace("[answers]\n", f"[answers]\n{odd}").encode(), "x")
    assert again(report).unplaced == ()
    assert again(report).extra == report.extra
    answered, _ = report.with_typed("surprises", "Rain.")
    kept = again(answered)
    assert kept.answers["surprises"] == "Rain."
    assert kept.unplaced == ("by_anna: It snowed.\ndays: 3\nfour",)
    assert again(kept) == kept
    # Also where the same encoder wrote the report before it was answered, and only once.
    both = [encode(one, saved_at=NOW, app_version="0") for one in (report, answered, answered)]
    assert [decode(one, "x").unplaced for one in both] == [(), kept.unplaced, kept.unplaced]
    merged = merge(report, answered, kept).report
    assert again(merged).unplaced == kept.unplaced


PARTS = [
    ('spent_local = { typed = "12", currency = "tenge" }', "currency: tenge"),
    ('spent_local = { typed = "12", currency = { by = "Ana" } }', "currency: by: Ana"),
    ('surprises = { typed = "Rain.", by = "Ana" }', "by: Ana"),
    ('other_metrics = [{ name = "A", target = { typed = "5", amount = "six" } }]', "target: amount: six"),
    # These stay where they are.
    ('spent_local = { amount = "12.50", currency = "KZT", typed = "twelve" }', ""),
    ('people_metrics.editors.target = { typed = "5", by = "Ana" }', ""),
    ('spent_local = { amount = "12.50", currency = "Tenge" }', ""),
]


@each_case("line, unplaced", PARTS)
def test_words_beside_an_answer_are_kept_there_or_to_be_copied(line: str, unplaced: str) -> None:
    report = decode(a_draft().replace(b"[answers]\n", f"[answers]\n{line}\n".encode()), "x")
    kept = again(again(report))
    assert kept.unplaced == ((unplaced,) if unplaced else ())
    written = encode(kept, saved_at=NOW, app_version="0").decode()
    assert [words for words in re.findall(r'"(.+?)"', line) if words not in written] == []


def test_what_somebody_wrote_behind_a_hash_stays_behind_one() -> None:
    text = a_draft(surprises="# Rain\n# Snow").decode().replace("[answers]\n", "[answers] # ask Ana\n")
    report = decode(f'# ask Ana\n## ----\n{text}#\u202e tell "Ben\tor\n# Eve'.encode(), "x")
    assert report.file_comments == ("ask Ana", 'tell "Ben or', "Eve")
    assert again(report) == report
    assert merge(None, report, replace(report, file_comments=("x",))).report.file_comments[-1] == "x"


def test_words_in_an_expense_that_is_fixed_later_are_kept_to_be_copied() -> None:
    report = a_report()
    row = {"what": "Bus", "date": {"by_anna": "in spring"}}
    report = replace(report, ledger=(expense_of(row, report.region),))
    dated = expense_of({"what": "Bus", "date": NOW.date()}, report.region)
    repaired = replace(report, ledger=(replace(dated, extra=report.ledger[0].extra),))
    assert again(repaired).unplaced == ("date: by_anna: in spring",)


def test_ten_thousand_unknown_answers_come_back() -> None:
    many = "".join(f'unknown_{number} = "words {number}"\n' for number in range(10_000))
    report = decode(a_draft(surprises="Rain.") + many.encode(), "x")
    kept = again(report.with_typed("surprises", "Snow.")[0]).extra["answers"]
    assert isinstance(kept, dict)
    assert len(kept) == 10_000
    assert kept["unknown_9999"] == "words 9999"


# --- changed on both sides ----------------------------------------------------------------------------------


def test_one_line_of_expenses_changed_on_both_sides_waits_with_all_other_lines() -> None:
    report = a_report()

    def with_lines(*rows: dict[str, object]) -> Report:
        return replace(report, ledger=tuple(expense_of(row, report.region) for row in rows))

    rest: dict[str, object] = {"what": "Hall"}
    mine = with_lines({"what": "Bus tickets"}, rest)
    theirs = with_lines({"what": "Bus to Almaty", "note": "both ways"}, rest, {"what": "Food"})
    merged = merge(with_lines({"what": "Bus"}, rest), mine, theirs).report
    assert [(one.what, one.note) for one in merged.ledger] == [
        ("Bus tickets", "both ways"),
        ("Hall", ""),
        ("Food", ""),
    ]
    (waiting,) = conflicts_of(again(merged))
    chosen = settle(again(merged), waiting, "theirs")
    assert [(one.what, one.note) for one in chosen.ledger] == [
        ("Bus to Almaty", "both ways"),
        ("Hall", ""),
        ("Food", ""),
    ]


def test_a_reason_changed_on_both_sides_is_kept_twice_and_taken_back_once() -> None:
    def because(reason: str) -> Report:
        return replace(
            a_report(), dismissed=(Dismissal("links.none", "impact_links", reason, {"kind": "photos"}),)
        )

    merged = again(merge(because("base"), because("mine"), because("theirs")).report)
    assert [one.reason for one in merged.dismissed] == ["mine", "theirs"]
    assert undo_dismissal(merged, merged.dismissed[0]).dismissed == ()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_that_gets_the_name_of_its_draft_does_not_take_its_place(tmp_path: Path) -> None:
    folder = DraftFolder(tmp_path, clock=Clock())
    folder.save("camp", a_report(surprises="Rain."))
    (tmp_path / "link.toml").symlink_to("camp.toml")
    with pytest.raises(DraftError, match="already"):
        folder.rename("link", "camp")
    assert folder.load("camp").answers == {"surprises": "Rain."}


@each_case("seconds", [1e13, -1e13])
def test_a_time_of_a_file_that_is_on_no_calendar_is_the_last_or_the_first(seconds: float) -> None:
    # A disk may note any time; whatever it is, each time zone has it.
    assert time_of_file(seconds).year == (9998 if seconds > 0 else 2)
    assert time_of_file(NOW.timestamp()) == NOW


@each_case("text", ["99991231T235959Z", "00010101T000000Z"])
def test_an_earlier_version_has_a_time_that_each_time_zone_has(text: str) -> None:
    at = version_time(text)
    assert at is not None
    assert all(at.astimezone(timezone(timedelta(hours=hours))) == at for hours in (-14, 14))
