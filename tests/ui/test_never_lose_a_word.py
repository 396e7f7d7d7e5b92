"""Two programs on one draft, damaged drafts, earlier versions: what the applicant sees and can do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from reportwizard.drafts.merging.merge import merge
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.drafts.store.locks import DraftLock
from reportwizard.ui.app import WizardApp
from reportwizard.ui.check.check_page import CheckPage
from reportwizard.ui.home.repair import DamagedDraftDialog
from reportwizard.ui.report.screen import ReportScreen
from reportwizard.ui.shared.line_list import LineList
from reportwizard.ui.wizard import CHECK, Open
from support.drafts import NOW, Clock, a_draft, a_report
from support.folders import at_cursor, home, home_on, notices
from support.waiting import until
from support.wizard import LARGE, NAME, SMALL, box, close_draft, open_at, shown, wizard_on

if TYPE_CHECKING:
    from pathlib import Path


def other_program(folder: Path, **typed: str) -> None:
    """Let another program change answers of the draft, as `set` does."""
    drafts = DraftFolder(folder)
    report = drafts.load(NAME)
    for question_id, text in typed.items():
        report, _ = report.with_typed(question_id, text)
    drafts.save(NAME, report)


def answers(folder: Path) -> dict[str, object]:
    return dict(DraftFolder(folder).load(NAME).answers)


# --- open in two windows ------------------------------------------------------------------------------------


async def test_the_second_window_reads_and_does_not_write(tmp_path: Path) -> None:
    app = wizard_on(tmp_path, a_report(project_title="Kz", surprises="Rain."))
    lock = DraftLock(tmp_path, NAME, clock=Clock())
    assert lock.take() is None
    before = (tmp_path / f"{NAME}.toml").read_bytes()
    async with app.run_test(size=LARGE, notifications=True) as pilot:
        await until(pilot, lambda: isinstance(getattr(app.screen, "page", None), CheckPage))
        await until(pilot, lambda: "This report is open in another window" in shown(app))
        await open_at(pilot, app, "surprises")
        await pilot.press("x")
        await until(pilot, lambda: "When it is closed there, you can write here." in notices(app))
        await until(pilot, lambda: "Rain." in shown(app) and "Rain.x" not in shown(app))
        await pilot.press("f8")
        await until(pilot, lambda: "There are no earlier versions yet." in shown(app))
        await pilot.press("escape")
        assert (tmp_path / f"{NAME}.toml").read_bytes() == before
        # The other window hangs: it is not waited for.
        await pilot.press("ctrl+p")
        await until(pilot, lambda: "something to do" in shown(app))
        await pilot.press(*"take")
        await until(pilot, lambda: "Take this report over from another window" in shown(app))
        await pilot.press("end", "enter")
        await until(pilot, lambda: "The report is yours now" in notices(app))
        await pilot.press("y")
        await until(pilot, lambda: "y" in str(answers(tmp_path)["surprises"]))
    lock.release()


async def test_a_read_only_window_follows_the_other_and_takes_over_when_it_closes(
    tmp_path: Path,
) -> None:
    app = wizard_on(tmp_path, a_report(surprises="Rain."))
    lock = DraftLock(tmp_path, NAME, clock=Clock())
    lock.take()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await until(pilot, lambda: isinstance(getattr(app.screen, "page", None), CheckPage))
        other_program(tmp_path, project_title="Snow camp")
        app.post_message(events.AppFocus())
        session = app.session
        assert session is not None
        await until(pilot, lambda: "Snow camp" in shown(app))
        assert session.read_only
        lock.release()
        app.post_message(events.AppFocus())
        await until(pilot, lambda: "You can write here now" in notices(app))
        assert "read only" not in shown(app)
        assert lock.take() is not None
        session.set_answer("surprises", "Snow.")
        assert session.save_now()
        assert answers(tmp_path) == {"project_title": "Snow camp", "surprises": "Snow."}
        await close_draft(pilot, app)
        await until(pilot, lambda: lock.take() is None)
    lock.release()


async def test_a_report_of_a_newer_version_can_be_read(tmp_path: Path) -> None:
    newer = a_draft(surprises="From the future.").replace(b"schema = 1", b"schema = 9")
    (tmp_path / f"{NAME}.toml").write_bytes(newer)
    app = WizardApp(DraftFolder(tmp_path), draft=NAME, locale="en")
    async with app.run_test(size=LARGE) as pilot:
        await until(pilot, lambda: isinstance(getattr(app.screen, "page", None), CheckPage))
        assert app.session is not None
        assert app.session.report.answers == {"surprises": "From the future."}
        assert "A newer version of this program wrote this report" in shown(app)
        app.session.set_answer("surprises", "x")
        assert app.session.save_now()
        app.session.check_external_changes()
        await pilot.pause()
        assert app.session.read_only
    assert (tmp_path / f"{NAME}.toml").read_bytes() == newer


# --- changed in two places ----------------------------------------------------------------------------------


async def test_what_a_command_writes_is_merged_into_the_open_wizard(tmp_path: Path) -> None:
    app = wizard_on(tmp_path, a_report(surprises="Rain."), at="surprises")
    async with app.run_test(size=LARGE, notifications=True) as pilot:
        await open_at(pilot, app, "surprises")
        other_program(tmp_path, sharing_plan="A wiki page.")
        await until(pilot, lambda: "taken over here: Sharing your learnings" in notices(app))
        await pilot.press("!")
        await until(
            pilot, lambda: answers(tmp_path) == {"surprises": "Rain.!", "sharing_plan": "A wiki page."}
        )


async def test_typing_continues_while_changes_are_merged(tmp_path: Path) -> None:
    app = wizard_on(tmp_path, a_report(surprises="Rain."), at="surprises")
    async with app.run_test(size=LARGE, notifications=True) as pilot:
        await open_at(pilot, app, "surprises")
        for letter, title in zip("abcdef", ("A", "AB", "ABC", "ABCD", "ABCDE", "ABCDEF"), strict=True):
            other_program(tmp_path, project_title=title)
            await pilot.press(letter)
            assert app.session is not None
            app.session.save_now()
        await until(
            pilot, lambda: answers(tmp_path) == {"project_title": "ABCDEF", "surprises": "Rain.abcdef"}
        )
        assert "Rain.abcdef" in shown(app)


# --- damaged drafts -----------------------------------------------------------------------------------------


def a_damaged_one(folder: Path, *, with_past: bool = False) -> bytes:
    """A draft with one answer that has lost its end; return the broken file."""
    drafts = DraftFolder(folder, clock=Clock())
    if with_past:
        drafts.save(NAME, a_report(surprises="What stood there before.", sharing_plan="A wiki page."))
    drafts.save(NAME, a_report(surprises="Rain.\nAnd [/] snow.", sharing_plan="A wiki page."))
    path = drafts.path_of(NAME)
    broken = path.read_bytes().replace(b'snow."""', b"snow.")
    path.write_bytes(broken)
    return broken


async def test_what_can_be_read_of_a_damaged_draft_is_opened(tmp_path: Path) -> None:
    broken = a_damaged_one(tmp_path)
    app = WizardApp(DraftFolder(tmp_path), draft=NAME, locale="en")
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await until(pilot, lambda: isinstance(app.screen, DamagedDraftDialog))
        await until(pilot, lambda: "Lines 10 to 12" in shown(app) and "And [/] snow." in shown(app))
        assert "1 answer can be read" in shown(app)
        assert (tmp_path / f"{NAME}.toml").read_bytes() == broken
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReportScreen))
        assert app.session is not None
        assert app.session.report.unplaced == ("Rain.\nAnd [/] snow.",)
        await until(pilot, lambda: "is kept as" in notices(app))
    assert answers(tmp_path) == {"sharing_plan": "A wiki page."}
    (kept,) = [path for path in tmp_path.iterdir() if ".unreadable-" in path.name]
    assert kept.read_bytes() == broken


async def test_the_newest_earlier_version_of_the_rest_is_offered(tmp_path: Path) -> None:
    a_damaged_one(tmp_path, with_past=True)
    app = WizardApp(DraftFolder(tmp_path), draft=NAME, locale="en")
    async with app.run_test(size=LARGE) as pilot:
        await until(pilot, lambda: "open it with earlier versions" in shown(app))
        await pilot.press("1")
        await until(pilot, lambda: isinstance(app.screen, ReportScreen))
    assert answers(tmp_path)["surprises"] == "What stood there before."


async def test_a_damaged_draft_that_is_left_alone_stays_as_it_is(tmp_path: Path) -> None:
    broken = a_damaged_one(tmp_path)
    app = home_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: at_cursor(app) == NAME and "damaged" in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DamagedDraftDialog))
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)
    assert (tmp_path / f"{NAME}.toml").read_bytes() == broken
    assert DraftFolder(tmp_path).names() == [NAME]


# --- copies of a draft --------------------------------------------------------------------------------------


async def test_a_cloud_copy_is_merged_into_its_report(tmp_path: Path) -> None:
    drafts = DraftFolder(tmp_path, clock=Clock())
    drafts.save("camp", a_report(project_title="Camp", surprises="Rain."))
    copy = "camp.sync-conflict-20261122-140311-ABCDEF7"
    (tmp_path / f"{copy}.toml").write_bytes(
        a_draft(project_title="Camp", surprises="Snow.", sharing_plan="A wiki page.")
    )
    app = home_on(tmp_path)
    async with app.run_test(size=LARGE, notifications=True) as pilot:
        await until(pilot, lambda: "another version of “camp”: Syncthing kept it" in shown(app))
        home(app).query_one(LineList).go_to(copy)
        await until(pilot, lambda: at_cursor(app) == copy)
        await pilot.press("enter")
        await until(pilot, lambda: "put its answers into “camp”" in shown(app))
        await pilot.press("1")
        await until(pilot, lambda: "changed in two places" in shown(app))
        await pilot.press("1")
        await until(pilot, lambda: isinstance(app.screen, ReportScreen))
    report = DraftFolder(tmp_path).load("camp")
    assert report.answers == {"project_title": "Camp", "surprises": "Rain.", "sharing_plan": "A wiki page."}
    assert DraftFolder(tmp_path).names() == ["camp"]
    assert [item.name for item in DraftFolder(tmp_path).trash()] == [copy]


async def test_a_copy_can_be_opened_by_itself(tmp_path: Path) -> None:
    drafts = DraftFolder(tmp_path, clock=Clock(NOW))
    drafts.save("camp", a_report(project_title="Camp"))
    copy = "camp (Ana's conflicted copy 2026-11-22)"
    (tmp_path / f"{copy}.toml").write_bytes(a_draft(project_title="Other"))
    app = home_on(tmp_path)
    async with app.run_test(size=LARGE) as pilot:
        await until(pilot, lambda: "Dropbox" in shown(app))
        home(app).query_one(LineList).go_to(copy)
        await until(pilot, lambda: at_cursor(app) == copy)
        await pilot.press("enter")
        await until(pilot, lambda: "open it by itself" in shown(app))
        await pilot.press("2")
        await until(pilot, lambda: app.session is not None and app.session.name == copy)
    assert DraftFolder(tmp_path).names() == sorted(["camp", copy])


# --- pastes -------------------------------------------------------------------------------------------------


async def test_a_paste_of_a_whole_book_stays_usable_and_is_one_step_for_undo(tmp_path: Path) -> None:
    book = "The participants met in the library.\n" * 15_000
    app = wizard_on(tmp_path, a_report(surprises="Before."), at="surprises")
    async with app.run_test(size=SMALL) as pilot:
        await open_at(pilot, app, "surprises")
        field = box(app, "surprises").control
        field.post_message(events.Paste(book))
        await until(pilot, lambda: f"{len('Before.' + book):,} characters".replace(",", " ") in shown(app))
        await pilot.press("!")
        await until(pilot, lambda: answers(tmp_path)["surprises"] == f"Before.{book}!")
        await pilot.press("ctrl+z", "ctrl+z")
        await until(pilot, lambda: answers(tmp_path)["surprises"] == "Before.")
    # What stood there before so much went is kept, whatever undo did.
    kept = [version.plain for version in DraftFolder(tmp_path).versions(NAME, "surprises")]
    assert f"Before.{book}!" in kept


async def test_the_page_of_all_answers_leads_to_the_choice(tmp_path: Path) -> None:
    report = merge(None, a_report(surprises="Rain."), a_report(surprises="Snow.")).report
    app = wizard_on(tmp_path, report)
    async with app.run_test(size=LARGE) as pilot:
        await until(pilot, lambda: "changed in two places" in shown(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ReportScreen))
        app.open_in_report(Open(CHECK))
        await until(pilot, lambda: "Changed in two places" in shown(app))
        await pilot.press("home", "enter")
        await until(pilot, lambda: "changed in two places" in shown(app))
        await pilot.press("2")
        await until(pilot, lambda: isinstance(getattr(app.screen, "page", None), CheckPage))
        await until(pilot, lambda: "Changed in two places" not in shown(app))
    assert answers(tmp_path) == {"surprises": "Snow."}
