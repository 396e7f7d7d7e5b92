"""The dark and the light theme: two greys, four colours with a meaning each, and nothing else.

`ground raised band line edge quiet good look fix on` are the names that styles use; blue is Textual's
`$accent`, text its `$foreground`.
"""

from __future__ import annotations

from typing import NamedTuple

from textual.theme import Theme

DARK = "reportwizard-dark"
LIGHT = "reportwizard-light"


class Palette(NamedTuple):
    """The colours of one theme, as `#rrggbb`."""

    ground: str
    raised: str
    band: str
    line: str
    edge: str
    text: str
    quiet: str
    blue: str
    good: str
    look: str
    fix: str
    on: str


PALETTES = {
    DARK: Palette(
        ground="#12141c",
        raised="#1f2331",
        band="#191c27",
        line="#3b4258",
        edge="#737d97",
        text="#eceef5",
        quiet="#a9b2c7",
        blue="#8ab4ff",
        good="#7ddba6",
        look="#f7c566",
        fix="#ff938a",
        on="#0d1220",
    ),
    LIGHT: Palette(
        ground="#f6f4ee",
        raised="#ffffff",
        band="#e9e6dc",
        line="#cfcabc",
        edge="#7d7869",
        text="#1c1e26",
        quiet="#595e6b",
        blue="#2450c8",
        good="#0c6b47",
        look="#8a5200",
        fix="#b3261e",
        on="#ffffff",
    ),
}


def _theme(name: str, colours: Palette) -> Theme:
    names = ("ground", "raised", "band", "line", "edge", "quiet", "good", "look", "fix", "on")
    scroll_bar = {
        f"scrollbar{part}": colour
        for part, colour in (
            ("", colours.edge),
            ("-hover", colours.blue),
            ("-active", colours.blue),
            ("-background", colours.ground),
            ("-background-hover", colours.ground),
            ("-background-active", colours.ground),
            ("-corner-color", colours.ground),
        )
    }
    return Theme(
        name=name,
        primary=colours.blue,
        secondary=colours.quiet,
        accent=colours.blue,
        success=colours.good,
        warning=colours.look,
        error=colours.fix,
        foreground=colours.text,
        background=colours.ground,
        surface=colours.raised,
        panel=colours.band,
        dark=name == DARK,
        variables={
            **{one: getattr(colours, one) for one in names},
            **scroll_bar,
            "border": colours.blue,
            "border-blurred": colours.edge,
            "input-cursor-background": colours.blue,
            "input-cursor-foreground": colours.on,
            "input-selection-background": f"{colours.blue} 35%",
            "footer-background": colours.band,
            "footer-key-foreground": colours.text,
            "rule": colours.line,
        },
    )


THEMES = tuple(_theme(name, colours) for name, colours in PALETTES.items())

_ANSI = {
    "ground": "ansi_default",
    "raised": "ansi_default",
    "band": "ansi_default",
    "line": "ansi_default",
    "edge": "ansi_default",
    "quiet": "ansi_default",
    "good": "ansi_green",
    "look": "ansi_yellow",
    "fix": "ansi_red",
    "on": "ansi_default",
    "rule": "ansi_default",
}


def missing_variables(names: dict[str, str]) -> dict[str, str]:
    """Return our colours for a theme of Textual's, which knows none of them: those of the terminal."""
    return {name: colour for name, colour in _ANSI.items() if name not in names}
