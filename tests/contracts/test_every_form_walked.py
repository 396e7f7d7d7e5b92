"""The whole way through every form, shipped or not: command line, exports, imports of our own, the wizard."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest

from reportwizard.drafts.store.folder import DraftFolder
from reportwizard.exports.registry import export_file
from reportwizard.forms.external import default_form
from reportwizard.forms.loader import example_of, form_ids
from reportwizard.ui.app import WizardApp
from reportwizard.ui.check.check_page import CheckPage
from reportwizard.ui.dialogs.dialog import SearchDialog
from reportwizard.ui.hand_in.hand_in_page import HandInPage
from reportwizard.ui.home.home_page import open_example
from reportwizard.ui.home.screen import HomeScreen
from reportwizard.ui.report.screen import ReportScreen
from reportwizard.ui.shared.boxes import Box
from reportwizard.ui.shared.line_list import LineList
from reportwizard.ui.wizard import CHECK, NEW, Open
from support.any_form import EVERY_FORM, FIXTURES, any_form, whole_report
from support.command_line import CommandLine
from support.drafts import Clock
from support.exports import READABLE
from support.waiting import until
from support.wizard import SMALL, shown

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from reportwizard.forms.form import Form, Part


@pytest.fixture(params=EVERY_FORM)
def form(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Form:
    """Each form in turn; those of the tests lie in the user's own folder of forms."""
    monkeypatch.setenv("REPORTWIZARD_FORMS", str(FIXTURES))
    return any_form(request.param)


def test_on_the_command_line(form: Form, tmp_path: Path) -> None:
    run = CommandLine(tmp_path)
    assert (
        run(
            "forms", "--check", form.source or f"{FIXTURES.parents[1]}/src/reportwizard/forms/data/{form.id}"
        ).status
        == 0
    )
    assert run("new", "empty", "--form", form.id, "--currency", "KES").status == 0
    assert run("check", "empty").status == 1
    assert run("export", "empty", "--to", "text").status == 1
    DraftFolder(run.drafts).save("whole", whole_report(form))
    assert DraftFolder(run.drafts).load("whole").form is form
    assert run("check", "whole", "--json").json["ready"] is True
    for question in form.questions:
        typed = run("get", "whole", question.id)
        assert typed.status == 0
        if question.kind not in ("table", "agreement"):
            assert run("set", "whole", question.id, typed.out.removesuffix("\n")).status == 0
    due = run("due", "whole")
    has_due = form.role("report.due") is not None
    assert due.status == (0 if has_due else 2)
    assert has_due or "This form does not ask for a due date." in due.err
    assert run("due", "whole", "--ics").out.startswith("BEGIN:VCALENDAR") is has_due
    added = ("--what", "Tea", "--amount", "100 KES", "--date", "2026-05-01")
    assert run("ledger", "whole", "add", *added).status == 0
    for word in ("show", "check"):
        assert run("ledger", "whole", word, "--json").status == 0
    for command in (
        ("list",),
        ("show", "whole"),
        ("dismiss", "whole"),
        ("history", "whole"),
        ("forms", form.id),
    ):
        assert run(*command).status == 0


def test_every_export_is_read_back(form: Form, tmp_path: Path) -> None:
    report = whole_report(form)
    run = CommandLine(tmp_path)
    for name in READABLE:
        path = tmp_path / f"exported-{name}"
        path.write_bytes(export_file(report, name))
        ran = run("import", path, "--name", f"from-{name}", "--currency", "KES")
        assert ran.status == 0, (name, ran.err)
        came = DraftFolder(run.drafts).load(f"from-{name}")
        own = {one.id for one in form.questions if one.own and one.kind not in ("yes_no", "choice")}
        kept = {key: value for key, value in report.answers.items() if key not in own}
        assert (came.form, came.answers) == (form, kept), name


async def new_report(pilot: Pilot[None], app: WizardApp, form: Form) -> None:
    """Begin, and choose the form."""
    app.screen.post_message(Open(NEW))
    await until(pilot, lambda: "A title and a currency" in shown(app))
    await pilot.press("shift+tab", "enter")
    await choose(pilot, app, form)
    await until(pilot, lambda: app.session is not None and app.session.report.form is form)
    await until(pilot, lambda: isinstance(app.focused, Box) and f"{form.title} ▾" in shown(app))
    await pilot.press("enter", "enter", "enter", "enter")
    await until(pilot, lambda: isinstance(app.screen, ReportScreen))


async def choose(pilot: Pilot[None], app: WizardApp, form: Form) -> None:
    """Find a form in the list of forms, and take it."""
    await until(pilot, lambda: isinstance(app.screen, SearchDialog))
    app.screen.query_one(Box).value = form.title
    await until(pilot, lambda: len(app.screen.query_one(LineList).ids) == 1)
    await pilot.press("enter")


def shows(app: WizardApp, part: Part) -> bool:
    """Whether the screen of a part is there."""
    page = app.screen.page if isinstance(app.screen, ReportScreen) else None
    return page is not None and page.tab == part.id


@pytest.mark.parametrize("form", [*form_ids(), "three-questions"], indirect=True)
async def test_in_the_wizard(form: Form, tmp_path: Path) -> None:
    app = WizardApp(DraftFolder(tmp_path / "d", clock=Clock()), locale="en")
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: "Begin my report" in shown(app))
        await new_report(pilot, app, form)
        session = app.session
        assert session is not None
        for part in form.parts:
            app.open_in_report(Open(at=session.report.questions(part)[0].id))
            await until(pilot, partial(shows, app, part))
        app.open_in_report(Open(CHECK))
        await until(pilot, lambda: isinstance(getattr(app.screen, "page", None), CheckPage))
        await until(pilot, lambda: "▸ Not answered yet" in shown(app))
        session.change(replace(whole_report(form), last_question=""))
        app.open_in_report(Open(at=session.report.questions(form.parts[-1])[0].id))
        await until(pilot, partial(shows, app, form.parts[-1]))
        await pilot.press("f10")
        await until(pilot, lambda: "List of expenses" in shown(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ReportScreen))
        await pilot.press("f6")
        await until(pilot, lambda: isinstance(getattr(app.screen, "page", None), HandInPage))
        assert ("grantee portal" in shown(app)) is bool(form.portal)
        await pilot.press("2", "enter")
        await until(pilot, lambda: "✓ Written to" in shown(app))
        await pilot.press("escape", "escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen) and " of " in shown(app))
        if example_of(form):
            open_example(app)
            await until(pilot, lambda: isinstance(app.screen, ReportScreen))
            assert app.session is not None
            assert app.session.report.form is default_form()
