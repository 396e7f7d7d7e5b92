"""One key sets aside what a reader will ask, with a reason, and takes it back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reportwizard.checks.dismiss import Aside, at_question, put_aside, take_back
from reportwizard.checks.finding import Finding
from reportwizard.ui.screens.dialogs import AskText, Item, Picker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportwizard.checks.dismiss import Checked
    from reportwizard.ui.app import WizardApp
    from reportwizard.ui.session import Session

_WHY = (
    "Is it right as it is? Say why in one sentence. Your reason stays in this draft and is shown when you"
    " check your answers. It is not in the report."
)


def set_aside(
    app: WizardApp, session: Session, checked: Checked, question: str, about: object = None
) -> None:
    """Set aside, or take back, `about`, or else the one thing asked at a question; of several ask which."""
    here = at_question(checked, question)
    things: Sequence[Finding | Aside] = [*here.findings, *here.set_aside]
    if isinstance(about, Finding | Aside):
        things = [one for one in things if one == about]
    if not things:
        words = "Nothing is asked here that can be set aside. What is missing must be answered."
        app.notify(words, timeout=5)
    elif len(things) == 1:
        _turn(app, session, checked, things[0])
    else:
        _ask_which(app, session, checked, things)


def _ask_which(app: WizardApp, session: Session, checked: Checked, things: Sequence[Finding | Aside]) -> None:
    items = [_item(str(number), thing) for number, thing in enumerate(things)]

    def find(text: str) -> list[Item]:
        return [item for item in items if text.casefold() in item.label.casefold()]

    def chosen(number: str | None) -> None:
        if number is not None:
            _turn(app, session, checked, things[int(number)])

    app.push_screen(Picker("Set aside which one?", find), chosen)


def _item(number: str, thing: Finding | Aside) -> Item:
    if isinstance(thing, Aside):
        return Item(number, f"Ask again: {thing.finding.message}")
    return Item(number, thing.message)


def _turn(app: WizardApp, session: Session, checked: Checked, thing: Finding | Aside) -> None:
    if isinstance(thing, Aside):
        session.replace_report(take_back(session.report, thing.entry))
        app.notify("This is not set aside any more.", timeout=4)
        return
    dialog = AskText("Set this aside", f"{thing.message}\n\n{_WHY}", accept="Set aside")
    app.push_screen(dialog, partial(_put, app, session, checked, thing))


def _put(app: WizardApp, session: Session, checked: Checked, finding: Finding, reason: str | None) -> None:
    if reason is None:
        return
    if not reason:
        app.notify("Nothing is set aside: it needs a reason. One sentence is enough.", timeout=5)
        return
    session.replace_report(put_aside(session.report, finding, reason, checked))
    session.save_now()
    app.notify("Set aside. The same key takes it back.", timeout=4)
