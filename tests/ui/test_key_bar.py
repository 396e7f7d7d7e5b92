"""The line of keys: always those that hold now, and made anew only when they are others."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.events import AppBlur, AppFocus
from textual.widgets import Input
from textual.widgets._footer import FooterKey

from reportwizard.ui.widgets.key_bar import KeyBar
from support.wizard import until


class _Special(Input):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f5", "nothing", "Only here")]


class _Desk(App[None]):
    """Three fields, the last of which has a key of its own; F2 goes when it was pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f2", "stop", "Stop")]
    stopped = False

    def compose(self) -> ComposeResult:
        yield Input(id="one")
        yield Input(id="two")
        yield _Special(id="three")
        yield KeyBar()

    def action_stop(self) -> None:
        self.stopped = True
        self.screen.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:  # noqa: ARG002
        return not (action == "stop" and self.stopped)

    @property
    def keys(self) -> list[FooterKey]:
        return list(self.query(FooterKey))

    @property
    def words(self) -> list[str]:
        return [key.description for key in self.keys]


async def test_it_stays_as_it_is_while_the_same_keys_hold() -> None:
    app = _Desk()
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.words == ["Stop", "palette"])
        before = app.keys
        await pilot.press("tab")
        await until(pilot, lambda: app.query_one("#two").has_focus)
        assert app.keys == before


async def test_it_shows_the_keys_of_the_field_and_not_what_is_gone() -> None:
    app = _Desk()
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.words == ["Stop", "palette"])
        app.query_one("#three").focus()
        await until(pilot, lambda: "Only here" in app.words)
        await pilot.press("f2")
        await until(pilot, lambda: app.words == ["Only here", "palette"])
        app.query_one("#one").focus()
        await until(pilot, lambda: app.words == ["palette"])


async def test_what_changed_while_another_window_was_in_front_is_shown_after_it() -> None:
    app = _Desk()
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.words == ["Stop", "palette"])
        app.post_message(AppBlur())
        await until(pilot, lambda: not app.app_focus)
        app.query_one("#three").focus()
        await pilot.pause()
        app.post_message(AppFocus())
        await until(pilot, lambda: app.app_focus)
        app.screen.refresh_bindings()
        await until(pilot, lambda: "Only here" in app.words)
