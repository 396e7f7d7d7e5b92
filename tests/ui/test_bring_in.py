"""A page that exists already becomes a report; nothing is guessed, and what is no report makes nothing."""

from __future__ import annotations

import os
from decimal import Decimal
from typing import TYPE_CHECKING

from textual import events

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.exports.registry import export_file, export_report
from reportwizard.money.amount import Amount
from reportwizard.ui.app import WizardApp
from reportwizard.ui.dialogs.dialog import SearchDialog
from reportwizard.ui.dialogs.pickers import newest_files
from reportwizard.ui.home.bring_in import BringInPage
from reportwizard.ui.home.screen import HomeScreen
from reportwizard.ui.shared.boxes import Box
from reportwizard.ui.shared.page_box import PageBox
from reportwizard.ui.wizard import BRING_IN, Open
from support.documents import commented, edited
from support.drafts import Clock, a_report
from support.folders import notices
from support.nasty import complete_report
from support.published_pages import PageStyle, print_page
from support.waiting import until
from support.wizard import SMALL, box, close_draft, open_at, shown

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from textual.pilot import Pilot

PAGE = print_page(
    {
        "project_title": "River [/] Stories",
        "applicant_username": "RiverWriter",
        "due_date": "2027-01-30T00:00:00Z",
        "awarded": "1500",
        "spent": "1400.50 USD, 640000",
        "activities_and_results": "We walked along the river and wrote.",
        "spent_local": "640000",
    },
    PageStyle(),
)
"""A page that prints its local amount without a currency."""

WITH_CODE = PAGE.replace("1400.50 USD, 640000", "1400.50 USD, 640000 KZT")
FOREIGN = "Grants:Programs/Wikimedia Community Fund/General Support Fund/Some group\n\nGeneral Support Fund\n"


async def begin(pilot: Pilot[None], app: WizardApp) -> None:
    """Choose it on the first start, and wait for the page."""
    await until(pilot, lambda: "Begin my report" in shown(app))
    await pilot.press("down", "enter")
    await until(pilot, lambda: isinstance(app.focused, PageBox))


def app_on(path: Path, locale: str = "kk_KZ") -> WizardApp:
    """The wizard on an empty folder."""
    return WizardApp(DraftFolder(path / "d", clock=Clock()), locale=locale)


def paste(app: WizardApp, text: str) -> None:
    """Paste a text into the box, which takes a page at any time."""
    app.screen.query_one(PageBox).post_message(events.Paste(text))


async def opened(pilot: Pilot[None], app: WizardApp) -> None:
    """Wait until a report is open."""
    await until(pilot, lambda: app.session is not None and not isinstance(app.screen, HomeScreen))


async def test_a_page_is_recognised_and_becomes_a_report(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app)
        paste(app, WITH_CODE)
        await until(pilot, lambda: "✓ A Rapid Fund Final Report. " in shown(app))
        assert "answers found." in shown(app)
        assert "Title      River [/] Stories" in shown(app)
        assert "The notice of the wiki’s robot" in shown(app)
        assert "no question" not in shown(app)
        assert not app.folder.names()
        await pilot.press("1")
        await opened(pilot, app)
        report = app.folder.load("river-stories")
        assert report.title == "River [/] Stories"
        assert report.answers["spent_local"] == Amount(Decimal(640000), "KZT")
        assert report.locale == "kk_KZ"
        await open_at(pilot, app, "surprises")
        await close_draft(pilot, app)
        await until(pilot, lambda: "▌   River" in shown(app))
        await pilot.press("enter")
        await opened(pilot, app)
        await until(pilot, lambda: box(app, "surprises").control.has_focus)


async def test_a_local_amount_without_a_currency_is_asked_about(tmp_path: Path) -> None:
    for locale in ("kk_KZ", "en"):
        app = app_on(tmp_path / locale, locale)
        async with app.run_test(size=SMALL) as pilot:
            await begin(pilot, app)
            paste(app, PAGE)
            await until(pilot, lambda app=app: "? In which currency is 640" in shown(app))  # type: ignore[misc]
            assert ("for 1 USD, which fits" in shown(app)) is (locale == "kk_KZ")
            await pilot.press("1")
            if locale == "en":
                await until(pilot, lambda app=app: isinstance(app.screen, SearchDialog))  # type: ignore[misc]
                app.screen.query_one(Box).value = "tenge"
                await pilot.press("enter")
            await opened(pilot, app)
            report = app.folder.load("river-stories")
            assert (report.currency, report.answers["spent_local"]) == ("KZT", Amount(Decimal(640000), "KZT"))


async def test_what_is_no_report_is_named_and_makes_nothing(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app)
        for text, words in (
            (FOREIGN, "General Support Fund"),
            ("a letter\rto a friend", "not a report that we know"),
            ("a letter " * 70, "not a report that we know"),
        ):
            paste(app, text)
            await until(pilot, lambda words=words: words in shown(app) and "✗" in shown(app))  # type: ignore[misc]
            await pilot.press("enter")
        await pilot.press("escape")
        await until(pilot, lambda: "Begin my report" in shown(app))
    assert not (tmp_path / "d").exists()


async def test_a_reader_that_breaks_is_reported_and_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(text: str, **_: str) -> None:
        raise TypeError(text)

    monkeypatch.setattr("reportwizard.imports.own.read_json", broken)
    app = app_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app)
        paste(app, PAGE)
        await until(pilot, lambda: "✗ This text cannot be read" in shown(app))


async def test_a_file_is_read_by_its_name_or_chosen(tmp_path: Path) -> None:
    path = tmp_path / "home" / "my report.json"
    path.write_text(export_report(a_report(project_title="Kz"), "json"), "utf-8")
    app = app_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app)
        paste(app, "~/missing.txt")
        await until(pilot, lambda: app.screen.query_one(PageBox).value == "~/missing.txt")
        await pilot.press("enter")
        await until(pilot, lambda: "there is no such file" in shown(app))
        app.screen.query_one(PageBox).value = "'~/my report.json'"
        await pilot.press("enter")
        await until(pilot, lambda: "A report that this program wrote." in shown(app))
        await pilot.press("enter")
        await opened(pilot, app)
        assert app.folder.names() == ["kz"]
        await pilot.press("ctrl+q")


def test_the_newest_files_of_several_folders(tmp_path: Path) -> None:
    for number, name in enumerate(("a.txt", "b.HTML", "c.png", ".d.txt", "e.txt")):
        path = tmp_path / ("one" if number % 2 else "two") / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("")
        os.utime(path, (number, number))
    (tmp_path / "one" / "f.txt").mkdir()
    folders = (tmp_path / "one", tmp_path / "gone", tmp_path / "two", tmp_path / "two")
    assert [path.name for path, _ in newest_files(folders, (".txt", ".html"))] == ["e.txt", "b.HTML", "a.txt"]


async def test_text_that_fits_no_question_is_listed_and_kept(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app)
        paste(app, WITH_CODE.replace("Report type: Final", "Report type: Interim [/]"))
        await until(pilot, lambda: "! 1 text fits no question. It is kept in the report:" in shown(app))
        assert "· Report type: Interim [/]" in shown(app)
        await pilot.press("enter")
        await opened(pilot, app)
        assert "Report type: Interim [/]" in app.folder.load("river-stories").unplaced


async def test_a_large_paste_is_cleaned_and_a_far_too_large_one_refused(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app)
        answer = "We wrote a word.\x1b[31m\r\n" * 10_000
        paste(app, WITH_CODE.replace("We walked along the river and wrote.", answer))
        await until(pilot, lambda: "✓" in shown(app))
        page = app.screen.query_one(BringInPage)
        assert page._found is not None
        assert page._found.text.count("We wrote a word.\n") == 10_000
        paste(app, "x\n" * 1_000_001)
        await until(pilot, lambda: "✗ This is too long for a report." in shown(app))


async def test_a_folder_that_cannot_be_written_is_reported_and_the_page_stays(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await begin(pilot, app)
        paste(app, WITH_CODE)
        await until(pilot, lambda: "✓" in shown(app))
        (tmp_path / "d").write_text("no folder")
        await pilot.press("enter")
        await until(pilot, lambda: "not saved" in notices(app))
        assert app.screen_stack[0].query_one(BringInPage)._found is not None


async def test_a_document_that_colleagues_changed_goes_into_its_report(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    app.folder.save("lagoas", complete_report())
    copy = export_file(complete_report(), "docx")
    there = commented(edited(copy, ("It rained", "It snowed")), "It snowed", "Ana", "Where?")
    (tmp_path / "home" / "copy.docx").write_bytes(there)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        app.post_message(Open(BRING_IN))
        await until(pilot, lambda: isinstance(app.focused, PageBox))
        app.screen.query_one(PageBox).value = "~/copy.docx"
        await pilot.press("enter")
        await until(pilot, lambda: "put the changes into “Lagoas do Norte" in shown(app))
        assert "copy.docx …" not in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: "What others said" in shown(app) and "Ana says:" in shown(app))
        assert app.session is not None
        assert str(app.session.report.answers["surprises"]).startswith("It snowed")
        await pilot.press("ctrl+q")
    assert app.folder.names() == ["lagoas"]
    assert app.folder.load("lagoas").comments[0].who == "Ana"
    assert [one.answer_id for one in app.folder.versions("lagoas")] == ["surprises"]
