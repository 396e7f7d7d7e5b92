"""What the pages of an open report share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar, Protocol, cast

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from reportwizard.checks.dismiss import CheckResult, Dismissed, dismiss, undo_dismissal
from reportwizard.checks.finding import Finding
from reportwizard.report.expense import EXPENSES
from reportwizard.report.report import Report
from reportwizard.ui.session import Session
from reportwizard.ui.shared.bars import read_hints
from reportwizard.ui.shared.drawing import numbered_name
from reportwizard.ui.shared.frame import Help, Page
from reportwizard.ui.shared.keys import bindings_at, key_label
from reportwizard.ui.wizard import PARTS, Open, ask, wizard

_ASK_WHY = "Say why this is right. It stays in your file. It is not in the report. Or just press Enter."
_HELP_KEYS = (
    "go_to", "next_part", "offers", "right_as_it_is", "editor", "earlier", "check", "hand_in", "expenses",
    "file", "theme", "save", "quit", "previous_part",
)  # fmt: skip


class _Checks(Protocol):
    """The screen of a page, which keeps the result of the checks."""

    def checked(self) -> CheckResult: ...


class ReportPage(Page):
    """A page of the open report; a method named like a key of `NOT_HERE` handles it."""

    SCOPED_CSS = False
    DEFAULT_CSS = "Frame.-wide ReportPage { padding-top: 1; }"
    NOT_HERE: ClassVar[Mapping[str, str]] = {
        "show_offers": "Nothing is offered here. F5 shows what is left to look at.",
        "dismiss_finding": "F5 opens Check: there you say what is right as it is.",
        "open_editor": "Your own editor opens for long texts only.",
        "show_versions": "There is nothing here that has earlier versions. Open a question first.",
        "choose_file": "There is no file to choose here.",
    }
    """The messages of keys that a page does not handle."""

    def __init__(self, session: Session, back: str = "") -> None:
        super().__init__()
        self.session, self.back = session, back

    @property
    def checked(self) -> CheckResult:
        """The result of the checks on the report as it is."""
        return cast("_Checks", self.screen).checked()

    @property
    def report(self) -> Report:
        return self.session.report

    def set_question(self, answer_id: str) -> None:
        """Set the question of this page; none for the list of expenses."""
        part = self.report.form.part_of.get(answer_id)
        self.question_id, self.tab = (answer_id, part.id) if part else ("", "")

    def name_of(self, answer_id: str) -> Content:
        """Return number and name of a question, or the name of the list of expenses."""
        question = self.report.form.by_id.get(answer_id)
        return numbered_name(question.number, question.name) if question else numbered_name("", EXPENSES)

    def help_text(self) -> str:
        """Return what the page is for, with the form's names of reader and portal."""
        form = self.report.form
        return self.HELP.format(reader=form.reader, portal=form.portal_name or "the other window")

    def help(self) -> Help:
        return Help(self.heading, [("What this is", self.help_text())], self.help_keys())

    def help_keys(self) -> list[tuple[str, str]]:
        """Return the keys of every page, with what they do."""
        bindings = bindings_at(self)
        keys: list[tuple[str, str]] = [hint for hint in read_hints(self.hints()) if hint.key == "Tab"]
        if keys == [("Tab", "next")]:
            keys = [("Tab", "next question"), ("Shift+Tab", "previous question")]
        for id in _HELP_KEYS:
            label = bindings[id].description
            keys.append((key_label(bindings[id].key.split(",")[0]), f"{label[0].lower()}{label[1:]}"))
        return [*keys, ("Ctrl+Z", "take back")]

    def up(self) -> None:
        if self.back in self.report.form.by_id:
            self.post_message(Open(at=self.back))
        else:
            self.post_message(Open(self.back or PARTS, self.question_id if self.back else ""))

    def say_unavailable(self, action: str) -> None:
        wizard(self).say(self.NOT_HERE[action], "look")

    def next_question(self, by: int) -> None:
        """Go to the next or the previous question."""

    def go_to_neighbour(self, target: str) -> None:
        """Open the page `before` or `after`, or the one of this part with an index."""

    def ask_again(self, dismissed: Dismissed) -> None:
        self.session.change(undo_dismissal(self.report, dismissed.entry))
        wizard(self).say("This is asked again.")

    def ask_to_dismiss(self, finding: Finding, on_done: Callable[[], object] = lambda: None) -> None:
        """Ask why a finding is right as it is, and dismiss it; the reason may be empty."""
        from reportwizard.ui.dialogs.dialog import PromptDialog

        def dismiss_with(reason: str) -> None:
            from reportwizard.checks.registry import check_report

            before = self.report
            self.session.change(dismiss(before, finding, reason, check_report(before)))
            if self.report is not before:
                self.session.save_now()
                wizard(self).say("It is right as it is. Ctrl+R asks it again.")
                on_done()

        text = f"{finding.fact} {_ASK_WHY}"
        ask(self, PromptDialog("Right as it is", text, accept="keep it like this"), dismiss_with)


class ReadingPage(ReportPage):
    """A page whose text scrolls with the page keys while a list has the focus."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    ReadingPage { max-width: 90; }
    Frame.-wide ReadingPage { padding: 1 0 0 1; }
    ReadingPage VerticalScroll { height: auto; max-height: 1fr; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "scroll_text(1)", show=False, priority=True),
        Binding("pageup", "scroll_text(-1)", show=False, priority=True),
    ]

    def action_scroll_text(self, by: int) -> None:
        text = self.query_one(VerticalScroll)
        text.scroll_relative(y=by * max(text.size.height - 2, 1), animate=False)
