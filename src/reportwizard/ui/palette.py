"""The commands of the palette: every action has one, so that no key must be remembered."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand
from textual.command import CommandList, CommandPalette

from reportwizard.errors import ReportWizardError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.binding import ActiveBinding
    from textual.screen import Screen

    from reportwizard.ui.app import WizardApp


class Palette(CommandPalette):
    """The palette of commands, which takes keys before its list is drawn."""

    def _action_command_list(self, action: str) -> None:
        # A page of a list that has no lines yet would end the program.
        if self.query_one(CommandList).scrollable_content_region.height:
            super()._action_command_list(action)


def open_palette(app: WizardApp) -> None:
    """Show the palette, unless it is there already, maybe below another screen."""
    if not any(isinstance(screen, Palette) for screen in app.screen_stack):
        app.push_screen(Palette())


def offered(screen: Screen[object]) -> Iterator[ActiveBinding]:
    """Give every action that can be taken on a screen now and has words to say what it does, once."""
    seen: set[str] = set()
    for active in screen.active_bindings.values():
        binding = active.binding
        if active.enabled and binding.tooltip and binding.description and binding.action not in seen:
            seen.add(binding.action)
            yield active


def commands(app: WizardApp, screen: Screen[object]) -> Iterator[SystemCommand]:
    """Give the actions of the screen and of the application, then one command a part and a question."""
    for active in offered(screen):
        binding = active.binding
        if binding.action != "command_palette":
            run = partial(app.run_action, binding.action, active.node)
            # In square brackets the key “/” would be a closing tag, and end the program.
            words = f"{binding.tooltip}  ({app.get_key_display(binding)})"
            yield SystemCommand(binding.description, words, run)
    if app.session is not None:
        yield from _places(app)


def _take_over(app: WizardApp) -> None:
    try:
        if app.session is not None:
            app.session.take_over()
    except ReportWizardError as error:
        app.complain(error)


def _calendar(app: WizardApp) -> None:
    from reportwizard.ui.due import write_calendar_file

    write_calendar_file(app)


def _places(app: WizardApp) -> Iterator[SystemCommand]:
    assert app.session is not None
    report = app.session.report
    if app.session.can_take_over:
        words = "Write here though another window has this report: it does not answer"
        yield SystemCommand("Take over", words, partial(_take_over, app))
    yield SystemCommand(
        "Due date for your calendar",
        "Write an .ics file that your calendar can open",
        partial(_calendar, app),
    )
    for part in report.form.parts:
        yield SystemCommand(part.heading, "Open this part", partial(app.open_part, part.id))
        for question in report.questions(part):
            label = f"{question.number} {question.name}".strip()
            yield SystemCommand(label, question.wording, partial(app.open_question, question.id))
