"""What the screens of an open draft share: the top line, the list of parts, the way from step to step."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen

from reportwizard.ui.app import WizardApp
from reportwizard.ui.shared.debounce import Debounce
from reportwizard.ui.sizes import size_classes
from reportwizard.ui.widgets.key_bar import KeyBar
from reportwizard.ui.widgets.part_list import CHECK, HAND_IN, PartList
from reportwizard.ui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from reportwizard.checks.dismiss import Checked
    from reportwizard.checks.finding import Finding
    from reportwizard.ui.session import Session


_REST = 0.2


class StepScreen(Screen[None]):
    """A step of the open draft. `place` is the part's id, `check` or `hand-in`."""

    DEFAULT_CSS = """
    StepScreen #step-body { height: 1fr; }
    StepScreen.-slim PartList { display: none; }
    """
    app = getters.app(WizardApp)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f1",
            "app.help",
            "Help",
            id="help",
            priority=True,
            tooltip="What this screen is for, and its keys",
        ),
        Binding(
            "f2",
            "go_to",
            "Go to",
            id="go_to",
            priority=True,
            tooltip="Jump to any question by a few letters of it",
        ),
        Binding("f3", "step(1)", "Next part", id="next_part", tooltip="Open the next part"),
        Binding(
            "f4",
            "step(-1)",
            "Part before",
            id="previous_part",
            show=False,
            priority=True,
            tooltip="Open the part before",
        ),
        Binding("f5", "check", "Check", id="check", tooltip="See every answer on one page"),
        Binding(
            "f6",
            "hand_in",
            "Hand in",
            id="hand_in",
            priority=True,
            tooltip="Write the finished report to a file",
        ),
        Binding(
            "ctrl+s", "save", "Save now", id="save", show=False, tooltip="Save now (it also saves by itself)"
        ),
        Binding("escape", "home", "My reports", id="home", tooltip="Back to the list of reports"),
    ]

    def __init__(self, session: Session, place: str) -> None:
        super().__init__(classes=size_classes(session.app))
        self.session = session
        self.place = place
        self._rest = Debounce(self, self.report_rested)

    def compose(self) -> ComposeResult:
        """Top line, parts on the left, the step itself, keys at the bottom."""
        yield TitleBar(self.session)
        with Horizontal(id="step-body"):
            yield PartList(self.session.report, self.place)
            yield from self.compose_step()
        yield KeyBar(compact=True, show_command_palette=True)

    def compose_step(self) -> ComposeResult:
        """What stands beside the list of parts."""
        yield from ()

    def on_mount(self) -> None:
        """Keep the list of parts up to date."""
        self.session.changed.subscribe(self, self.report_changed)

    def report_changed(self, question_id: str) -> None:
        """Follow a change of the report; what takes time waits until the fingers rest."""
        if question_id:
            self._rest.touch(_REST)
        else:
            self.report_rested()

    def report_rested(self) -> None:
        """Show what depends on the whole report."""
        self.query_one(PartList).show(self.session.report)

    def checked(self) -> Checked:
        """What the checks say about the report today, and what of it was dismissed."""
        from reportwizard.checks.registry import check_report

        return check_report(self.session.report, self.app.folder.clock().astimezone().date())

    def findings(self) -> tuple[Finding, ...]:
        """What the checks say about the report today, without what was dismissed."""
        return self.checked().findings

    @on(PartList.Opened)
    def _part_clicked(self, event: PartList.Opened) -> None:
        event.stop()
        self.open_place(event.target)

    def open_place(self, target: str) -> None:
        """Open a part, the check page or the last step."""
        if target == CHECK:
            self.app.open_check()
        elif target == HAND_IN:
            self.app.open_hand_in()
        else:
            self.app.open_part(target)

    def action_step(self, by: int) -> None:
        """Open the next step, or the one before; at the ends nothing moves."""
        places = [*(part.id for part in self.session.report.form.parts), CHECK, HAND_IN]
        place = places.index(self.place) + by
        if 0 <= place < len(places):
            self.open_place(places[place])
        else:
            self.notify("This is the last step." if by > 0 else "This is the first part.", timeout=3)

    def action_check(self) -> None:
        """Show every answer on one page."""
        self.app.open_check()

    def action_hand_in(self) -> None:
        """Show the last step."""
        self.app.open_hand_in()

    def action_save(self) -> None:
        """Save now."""
        self.session.save_now()

    def action_home(self) -> None:
        """Save, and go back to the list of reports."""
        self.app.close_draft()

    def action_go_to(self) -> None:
        """Jump to any question."""
        from reportwizard.ui.screens.pickers import question_picker

        def go(question_id: str | None) -> None:
            if question_id:
                self.app.open_question(question_id)

        self.app.push_screen(question_picker(self.session.report), go)
