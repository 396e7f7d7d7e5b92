"""The last step: what still blocks, writing the report out, and what to do with it in the portal."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, ContentSwitcher, Static

from reportwizard.checks.registry import blocks
from reportwizard.checks.required import run_blocking
from reportwizard.ui.content import plain
from reportwizard.ui.fields.options import OptionChooser
from reportwizard.ui.screens.step import StepScreen
from reportwizard.ui.widgets.answer_blocks import missing_blocks, missing_words
from reportwizard.ui.widgets.answer_list import AnswerList
from reportwizard.ui.widgets.export_panel import ExportPanel
from reportwizard.ui.widgets.part_list import HAND_IN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from reportwizard.forms.form import Form
    from reportwizard.ui.session import Session

MISSING, WRITE, DONE = "missing", "write-report", "done"
"""The three pages of this screen: what blocks, the formats and the file, and what comes next."""

_UNFINISHED = "You can write a copy all the same, to show it to somebody. It is marked as not finished."


class HandInScreen(StepScreen):
    """Three pages in one place; which of them is shown depends on the report and on what was done here."""

    CSS_PATH = "hand_in.tcss"
    HELP: ClassVar[str | None] = """\
The last step. The report is written to a file on your computer; nothing is sent to anybody.

Then you send the file, or copy your answers from it or from the page of F5 to where you hand in. The page
after the writing says how.

While something is missing, this page lists it. Enter opens the question. You can still write a copy that is
marked as not finished."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8", "copy", "Copy", id="copy_report", tooltip="Copy the whole report to the clipboard"),
        Binding("f9", "write", "Write", id="write_report", tooltip="Write the report to a file"),
        Binding("f9", "unfinished", "Unfinished copy", id="write_unfinished",
                tooltip="Write a copy of the report as it is now, marked as not finished"),
    ]  # fmt: skip

    def __init__(self, session: Session) -> None:
        super().__init__(session, HAND_IN)
        self._blocked = bool(run_blocking(session.report))

    def compose_step(self) -> ComposeResult:
        """The heading and the three pages."""
        with Vertical(id="hand-in"):
            yield Static("Hand in", id="hand-in-title")
            with ContentSwitcher(initial=self._start_page(), id="pages"):
                with Vertical(id=MISSING):
                    yield Static(id="missing-head")
                    yield AnswerList(id="missing-list")
                    yield Static(_UNFINISHED, id="missing-words")
                    yield Button("Write an unfinished copy  F9", id="unfinished", compact=True)
                yield ExportPanel(self.session, id=WRITE)
                with VerticalScroll(id=DONE, can_focus=False):
                    yield Static(id="done-words")
                    yield from self._next_steps()
                    with Horizontal(id="done-buttons"):
                        yield Button("See all answers  F5", id="see-answers", compact=True)
                        yield Button("Write another file  F6", id="again", compact=True)

    def on_mount(self) -> None:
        """Show what blocks, or the formats."""
        super().on_mount()
        self._fill()
        self._turn_to(self._start_page())

    @property
    def page(self) -> str:
        """The page that is shown."""
        return self.query_one("#pages", ContentSwitcher).current or ""

    @property
    def panel(self) -> ExportPanel:
        """The page with the formats."""
        return self.query_one(ExportPanel)

    def _start_page(self) -> str:
        return MISSING if self._blocked else WRITE

    def _turn_to(self, page: str) -> None:
        """Show a page, with the cursor on the first thing to do there."""
        self.query_one("#pages", ContentSwitcher).current = page
        if page == MISSING:
            self.query_one("#missing-list").focus()
        elif page == WRITE:
            # The formats stand at the top: moving to them must not scroll away what stands above them.
            self.panel.query_one(OptionChooser).focus(scroll_visible=False)
        else:
            self.query_one("#see-answers").focus()
        self.refresh_bindings()

    def _fill(self) -> None:
        report = self.session.report
        findings = self.findings()
        self._blocked = blocks(findings)
        self.query_one("#missing-head", Static).update(f"✗ {missing_words(findings)}")
        self.query_one("#missing-list", AnswerList).show(missing_blocks(report, findings))
        remarks = sum(finding.severity == "warning" for finding in findings)
        self.panel.show(unfinished=self._blocked, remarks=remarks)

    def report_changed(self, question_id: str) -> None:
        super().report_changed(question_id)
        self._fill()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the keys that do something on the page that is shown."""
        page = self.page if self.is_mounted else ""
        if action == "unfinished":
            return page == MISSING
        if action == "write":
            return page == WRITE
        if action == "copy":
            return page in (WRITE, DONE)
        if action == "hand_in":
            return bool(page) and page != self._start_page()
        return (action, parameters) != ("step", (1,))

    @on(AnswerList.Opened)
    def _opened(self, event: AnswerList.Opened) -> None:
        event.stop()
        self.app.open_question(event.target, back_to_check=True)

    @on(Button.Pressed, "#unfinished")
    def action_unfinished(self) -> None:
        """Go on to the formats although something is missing."""
        self._turn_to(WRITE)

    def action_write(self) -> None:
        """Write the file."""
        self.panel.write()

    def action_copy(self) -> None:
        """Copy the whole report."""
        self.panel.copy()

    @on(Button.Pressed, "#again")
    def action_hand_in(self) -> None:
        """Begin this step again."""
        self._turn_to(self._start_page())

    @on(Button.Pressed, "#see-answers")
    def _see_answers(self) -> None:
        self.action_check()

    @on(ExportPanel.Written)
    def _written(self, event: ExportPanel.Written) -> None:
        event.stop()
        words = Content.assemble(
            ("✓ The report is written to this file:\n", "$success bold"), plain(str(event.path))
        )
        if event.unfinished:
            words += plain("\n\n! This copy is marked as not finished.", "$warning")
        self.query_one("#done-words", Static).update(words)
        self.query_one("#next-steps").display = not event.unfinished
        self.query_one("#wiki-step").display = event.format == "wikitext"
        again = "See what is missing  F6" if event.unfinished else "Write another file  F6"
        self.query_one("#again", Button).label = again
        self._turn_to(DONE)

    def _next_steps(self) -> ComposeResult:
        wiki = "On the wiki: open your page, choose “Edit source”, put this text in, and publish."
        with Vertical(id="next-steps"):
            yield Static("What to do next", id="next-title")
            yield Horizontal(Static("•", classes="mark"), Static(wiki), classes="next-step", id="wiki-step")
            for mark, words in _steps(self.session.report.form):
                yield Horizontal(Static(mark, classes="mark"), Static(plain(words)), classes="next-step")


def _steps(form: Form) -> Iterator[tuple[str, str]]:
    """Give what to do with the finished report, each with its mark: at the form's portal, or without one."""
    if form.portal:
        yield "1.", f"Open {form.portal_name or 'the portal'}, {form.portal}, and your report there."
        yield "2.", "Copy each answer into its box. F5 lists all answers; C copies the one at the cursor."
        yield "3.", "Read everything there once more before you hand it in."
    else:
        yield "1.", f"Read the file once more, then send it to your {form.reader}."
        yield "2.", "Or copy each answer. F5 lists all answers; C copies the one at the cursor."
    if rule := form.rule("after"):
        yield "!", rule.text
