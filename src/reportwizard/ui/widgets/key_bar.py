"""The line of keys at the bottom of a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Footer

if TYPE_CHECKING:
    from textual.screen import Screen


class KeyBar(Footer):
    """A footer that is made anew only when it would show something else.

    Textual makes its footer anew, a widget a key, at each move of the cursor to another field. Most moves
    change nothing in it, and an old laptop is slow enough.
    """

    _shown: tuple[object, ...] = ()

    def bindings_changed(self, screen: Screen[object]) -> None:
        """See whether other keys hold now."""
        wanted = self._wanted(screen)
        if self._bindings_ready and wanted == self._shown:
            return
        super().bindings_changed(screen)
        # Textual changes nothing while another window has the focus, or another screen is on top.
        if self.app.app_focus and self.is_attached and screen is self.screen:
            self._shown = wanted

    def _wanted(self, screen: Screen[object]) -> tuple[object, ...]:
        """Return all that the line shows of the keys of a screen."""
        return tuple(
            (key, binding, enabled, tooltip, self.app.get_key_display(binding))
            for key, (_, binding, enabled, tooltip) in screen.active_bindings.items()
            if binding.show or key == self.app.COMMAND_PALETTE_BINDING
        )
