"""Reports by their titles, and a new report like an older one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from reportwizard.drafts.saving.list_actions import open_again, retitle
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.drafts.store.locks import DraftLock
from reportwizard.errors import DraftError
from reportwizard.report.due import is_handed_in, mark_handed_in
from reportwizard.report.new_report import start_like, start_report
from support.drafts import Clock, a_report

if TYPE_CHECKING:
    from pathlib import Path


def test_the_name_of_the_file_follows_its_title_but_no_name_that_was_given(tmp_path: Path) -> None:
    folder = DraftFolder(tmp_path, clock=Clock())
    for title, name, new in (
        ("Camp", "camp", "lake-2027"),
        ("Camp", "camp-2", "lake-2027"),
        ("", "report", "lake-2027"),
        ("Camp", "for-maria", "for-maria"),
    ):
        folder.save(name, a_report(project_title=title))
        assert retitle(folder, name, "Lake 2027") == new
        assert folder.load(new).title == "Lake 2027"
        folder.delete(new)
    assert folder.names() == []


def test_a_copy_has_a_title_of_its_own(tmp_path: Path) -> None:
    folder = DraftFolder(tmp_path, clock=Clock())
    folder.save("camp", a_report(project_title="Camp", surprises="Rain."))
    assert retitle(folder, folder.duplicate("camp"), "Lake") == "lake"
    assert retitle(folder, folder.duplicate("camp"), "Camp") == "camp-2"
    assert folder.load("lake").answers == {"project_title": "Lake", "surprises": "Rain."}
    assert folder.load("camp").title == "Camp"


def test_a_report_that_is_open_elsewhere_keeps_its_title(tmp_path: Path) -> None:
    folder = DraftFolder(tmp_path, clock=Clock())
    folder.save("camp", a_report(project_title="Camp"))
    lock = DraftLock(tmp_path, "camp", clock=Clock())
    assert lock.take() is None
    with pytest.raises(DraftError, match="open"):
        retitle(folder, "camp", "Lake")
    lock.release()
    assert folder.load("camp").title == "Camp"


def test_a_report_that_is_handed_in_is_opened_again(tmp_path: Path) -> None:
    folder = DraftFolder(tmp_path)
    folder.save("camp", mark_handed_in(a_report(project_title="Camp"), date(2026, 10, 3)))
    assert folder.summary("camp").handed_in_on == date(2026, 10, 3)
    open_again(folder, "camp")
    assert not is_handed_in(folder.load("camp"))
    assert folder.load("camp").hand_in.round == 2


def test_a_new_report_like_an_older_one_keeps_who_and_how_and_nothing_else() -> None:
    old = a_report(
        project_title="Camp",
        applicant_username="Yma",
        organization_name="Our group",
        project_start="2026-07-01",
        surprises="Rain.",
    )
    old = old.with_answer("project_end", date(2026, 9, 1)).with_answer(
        "other_metrics", ({"name": "Radio talks", "target": "2"}, {"target": "5"})
    )
    new = start_like(old)
    assert (new.form, new.locale, new.currency) == (old.form, "kk_KZ", "KZT")
    begun = start_report(old.form).answers
    assert {key: value for key, value in new.answers.items() if key not in begun} == {
        "applicant_username": "Yma",
        "organization_name": "Our group",
        "other_metrics": ({"name": "Radio talks"},),
    }
