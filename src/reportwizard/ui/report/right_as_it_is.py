"""One key says that something is right as it is, with a reason or without, and takes that back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.widget import Widget

from reportwizard.checks.dismiss import Checked, Dismissed, at_question, dismiss, take_back
from reportwizard.checks.finding import Finding
from reportwizard.ui.dialogs.choose import Choose, Way
from reportwizard.ui.dialogs.dialog import Ask
from reportwizard.ui.session import Session
from reportwizard.ui.wizard import wizard

_WHY = "Say why this is right. It stays in your file. It is not in the report. Or just press Enter."
_MOST = 9


def right_or_again(page: Widget, session: Session, checked: Checked, question: str) -> None:
    """Say that the one thing asked at a question is right, or ask it again; of several ask which."""
    here = at_question(checked, question)
    things: Sequence[Finding | Dismissed] = (*here.findings, *here.dismissed)
    things = things[:_MOST]
    if not things:
        wizard(page).say("Nothing is asked here. What is missing must be answered.", "look")
    elif len(things) == 1:
        _turn(page, session, things[0])
    else:
        ways = [_way(str(number), thing) for number, thing in enumerate(things)]

        def chosen(number: str | None) -> None:
            if number is not None:
                _turn(page, session, things[int(number)])

        page.app.push_screen(Choose("Right as it is", "Which one is right as it is?", ways), chosen)


def _way(id: str, thing: Finding | Dismissed) -> Way:
    if isinstance(thing, Dismissed):
        return Way(id, f"ask again: {thing.finding.message}")
    return Way(id, thing.message)


def _turn(page: Widget, session: Session, thing: Finding | Dismissed) -> None:
    if isinstance(thing, Dismissed):
        ask_again(page, session, thing)
    else:
        say_it_is_right(page, session, thing)


def ask_again(page: Widget, session: Session, thing: Dismissed) -> None:
    """Let a thing be asked again."""
    session.change(take_back(session.report, thing.entry))
    wizard(page).say("This is asked again.")


def say_it_is_right(
    page: Widget, session: Session, finding: Finding, done: Callable[[], object] | None = None
) -> None:
    """Ask why a finding is right as it is, and note it; Enter without a word is enough.

    `done` is called afterwards, where it was noted.
    """

    def answered(reason: str | None) -> None:
        if reason is None:
            return
        from reportwizard.checks.registry import check_report

        before = session.report
        session.change(dismiss(before, finding, reason, check_report(before)))
        if session.report is before:
            return
        session.save_now()
        wizard(page).say("It is right as it is. Ctrl+R asks it again.")
        if done is not None:
            done()

    dialog = Ask("Right as it is", f"{finding.message} {_WHY}", accept="keep it like this")
    page.app.push_screen(dialog, answered)
