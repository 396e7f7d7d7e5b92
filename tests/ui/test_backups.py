"""Words that could not be saved are kept in a backup and come back."""

from __future__ import annotations

from datetime import date
from shutil import rmtree
from typing import TYPE_CHECKING

from textual.widgets import Input

from reportwizard.drafts.merging.conflicts import conflicts_of
from reportwizard.drafts.saving.backup import backup_folder, write_backup, write_for_editor
from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.report.due import mark_handed_in, reopen
from reportwizard.ui.app import WizardApp
from reportwizard.ui.backups import offer_backups
from reportwizard.ui.home.screen import HomeScreen
from support.drafts import NOW, a_draft, a_report
from support.waiting import until
from support.wizard import NAME, SMALL, open_at, shown, wizard_on

if TYPE_CHECKING:
    from pathlib import Path


async def test_what_could_not_be_saved_is_kept_and_offered_at_the_next_start(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    app = wizard_on(folder, a_report(project_title="Kz"), at="surprises")
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        await open_at(pilot, app, "surprises")
        rmtree(folder)
        folder.write_text("a file where the folder was")
        await pilot.press("x")
        await until(pilot, lambda: "✗ not saved: " in shown(app))
        assert shown(app).count("not saved") == 1
        assert "✗ Your text is kept in memory and" in shown(app)
        await pilot.press("y")
        await until(pilot, lambda: len(list(backup_folder(folder).glob("*.toml"))) == 1)
        await until(pilot, lambda: app.session and app.session.status.state != "saving")
    folder.unlink()
    DraftFolder(folder).save(NAME, a_report(project_title="Kz"))
    old = backup_folder(folder)
    text = next(old.glob("*.toml")).read_text("utf-8")
    next(old.glob("*.toml")).write_text(text.replace("saved_at = 20", "saved_at = 21"), "utf-8")

    again = WizardApp(DraftFolder(folder), draft=NAME, locale="en")
    async with again.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "Your last words were kept" in shown(again))
        await pilot.press("1")
        await until(pilot, lambda: again.session and again.session.report.answers.get("surprises") == "xy")
        await until(pilot, lambda: not list(old.glob("*.toml")))


async def test_what_another_program_wrote_meanwhile_is_merged_and_reported(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    app = wizard_on(folder, a_report(project_title="Kz"), at="surprises")
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        await open_at(pilot, app, "surprises")
        (folder / f"{NAME}.toml").write_bytes(a_draft(project_title="From elsewhere"))
        await pilot.press("x")
        await until(pilot, lambda: "taken over here" in shown(app))
        both = {"project_title": "From elsewhere", "surprises": "x"}
        await until(pilot, lambda: app.session is not None and app.session.report.answers == both)
        await until(pilot, lambda: DraftFolder(folder).load(NAME).answers == both)
        assert DraftFolder(folder).names() == [NAME]
        elsewhere = DraftFolder(folder)
        elsewhere.save(NAME, mark_handed_in(elsewhere.load(NAME), date(2026, 12, 1)))
        await pilot.press("y")
        await until(pilot, lambda: "This report was handed in elsewhere." in shown(app))
        await until(pilot, lambda: app.session is not None and app.session.report.answers["surprises"] == "x")
        kept = DraftFolder(folder).load(NAME)
        assert kept.answers["surprises"] == "x"
        assert [one.theirs for one in conflicts_of(reopen(kept))] == ["xy"]
        assert "xy" in [version.plain for version in DraftFolder(folder).versions(NAME, "surprises")]


async def test_a_kept_copy_that_cannot_be_read_hides_no_other(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    app = wizard_on(folder, a_report(project_title="Kz"))
    place = backup_folder(folder)
    place.mkdir(parents=True)
    (place / f"{NAME}.rescued-20261122T140311Z.toml").write_bytes(a_draft(surprises="Kept."))
    (place / f"{NAME}.rescued-20261123T140311Z.toml").write_bytes(b"no draft")
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "Your last words were kept" in shown(app))


async def test_kept_words_follow_their_report_to_another_name(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    DraftFolder(folder).save("kz", a_report(project_title="Kz"))
    place = backup_folder(folder)
    place.mkdir(parents=True)
    (place / "kz.rescued-20261122T140311Z.toml").write_bytes(a_draft(surprises="Kept."))
    (place / "kz.other.rescued-20261122T140311Z.toml").write_bytes(a_draft(surprises="Not ours."))
    app = WizardApp(DraftFolder(folder), locale="en")
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "Kz" in shown(app))
        await pilot.press("space", "1")
        await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.press(*"2", "enter")
        await until(pilot, lambda: DraftFolder(folder).names() == ["kz2"])
        await until(pilot, lambda: isinstance(app.screen, HomeScreen) and "Kz2" in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: "Your last words were kept" in shown(app))
    assert (place / "kz.other.rescued-20261122T140311Z.toml").exists()


async def test_kept_words_are_offered_after_the_folder_was_renamed(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for second, title in ((1, "Kz"), (2, "Another project")):
        place = backup_folder(old if second == 1 else tmp_path / "gone")
        write_backup(
            place / f"{NAME}.rescued-2026112{second}T140311Z.toml",
            a_draft(project_title=title, surprises=f"Kept of {title}."),
            old if second == 1 else tmp_path / "gone",
        )
    app = wizard_on(new, a_report(project_title="Kz"))
    async with app.run_test(size=(120, 30)) as pilot:
        await until(pilot, lambda: "Your last words were kept" in shown(app))
        assert "This was written in a report of this name" in shown(app)
        await pilot.press("1")
        await until(pilot, lambda: f"{NAME}-kept" in DraftFolder(new).names())
    assert DraftFolder(new).load(f"{NAME}-kept").answers["surprises"] == "Kept of Kz."
    assert not list(backup_folder(old).glob("*.toml"))
    assert list(backup_folder(tmp_path / "gone").glob("*.toml"))


async def test_a_report_that_is_handed_in_takes_no_kept_words_and_they_stay(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    app = wizard_on(folder, mark_handed_in(a_report(project_title="Kz"), date(2026, 10, 3)))
    place = backup_folder(folder)
    place.mkdir(parents=True)
    (place / f"{NAME}.rescued-21261122T140311Z.toml").write_bytes(
        a_draft(surprises="Kept.").replace(b"saved_at = 20", b"saved_at = 21")
    )
    edited = write_for_editor(folder, NAME, "surprises", "From the editor.", NOW)
    async with app.run_test(size=(120, 30)) as pilot:
        await until(pilot, lambda: "The report was handed in after that." in shown(app))
        await pilot.press("1")
        await until(pilot, lambda: f"{NAME}-kept" in DraftFolder(folder).names())
        assert not list(place.glob("*.toml"))
        assert app.session
        offer_backups(app.session)
        await until(pilot, lambda: "From the editor." in shown(app))
        await pilot.press("1")
        await until(pilot, lambda: "This report is handed in." in shown(app))
    assert edited.path.exists()
    assert "surprises" not in DraftFolder(folder).load(NAME).answers
