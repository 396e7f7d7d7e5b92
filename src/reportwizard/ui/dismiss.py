"""One key dismisses what a reader would ask, with a reason, and takes that back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reportwizard.checks.dismiss import Dismissed, at_question, dismiss, take_back
from reportwizard.checks.finding import Finding
from reportwizard.ui.screens.dialogs import AskText, Item, Picker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportwizard.checks.dismiss import Checked
    from reportwizard.ui.app import WizardApp
    from reportwizard.ui.session import Session

_WHY = (
    "Say why this is right. Your reason stays in this draft and is shown when you check your answers. It is"
    " not in the report."
)


def dismiss_or_ask_again(
    app: WizardApp, session: Session, checked: Checked, question: str, about: object = None
) -> None:
    """Dismiss, or ask again, `about`, or else the one thing asked at a question; of several ask which."""
    here = at_question(checked, question)
    things: Sequence[Finding | Dismissed] = [*here.findings, *here.dismissed]
    if isinstance(about, Finding | Dismissed):
        things = [one for one in things if one == about]
    if not things:
        words = "Nothing is asked here. What is missing must be answered."
        app.notify(words, timeout=5)
    elif len(things) == 1:
        _turn(app, session, checked, things[0])
    else:
        _ask_which(app, session, checked, things)


def _ask_which(
    app: WizardApp, session: Session, checked: Checked, things: Sequence[Finding | Dismissed]
) -> None:
    items = [_item(str(number), thing) for number, thing in enumerate(things)]

    def find(text: str) -> list[Item]:
        return [item for item in items if text.casefold() in item.label.casefold()]

    def chosen(number: str | None) -> None:
        if number is not None:
            _turn(app, session, checked, things[int(number)])

    app.push_screen(Picker("Which one is right as it is?", find), chosen)


def _item(number: str, thing: Finding | Dismissed) -> Item:
    if isinstance(thing, Dismissed):
        return Item(number, f"Ask again: {thing.finding.message}")
    return Item(number, thing.message)


def _turn(app: WizardApp, session: Session, checked: Checked, thing: Finding | Dismissed) -> None:
    if isinstance(thing, Dismissed):
        session.replace_report(take_back(session.report, thing.entry))
        app.notify("This is asked again.", timeout=4)
        return
    dialog = AskText("It is right as it is", f"{thing.message}\n\n{_WHY}", accept="It is right as it is")
    app.push_screen(dialog, partial(_put, app, session, checked, thing))


def _put(app: WizardApp, session: Session, checked: Checked, finding: Finding, reason: str | None) -> None:
    if reason is None:
        return
    if not reason:
        app.notify("Say why this is right. One sentence is enough.", timeout=5)
        return
    session.replace_report(dismiss(session.report, finding, reason, checked))
    session.save_now()
    app.notify("✓ This is asked no more. The same key asks it again.", timeout=4)
