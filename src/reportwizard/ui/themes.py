"""The dark and the light theme: two greys, four colours with a meaning each, and nothing else.

`ground raised band line edge quiet good look fix on` are the names that styles use; blue is Textual's
`$accent`, text its `$foreground`.
"""

from __future__ import annotations

from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme

DARK = "reportwizard-dark"
LIGHT = "reportwizard-light"
TERMINAL = "ansi-dark"
"""Textual's theme in the colours of the terminal, with blue instead of green for where one is."""

_COLOURS = {  # dark, light, and of the terminal's own where a theme of Textual's is chosen
    "ground": ("#12141c", "#f6f4ee", "ansi_default"),
    "raised": ("#1f2331", "#ffffff", "ansi_default"),
    "band": ("#191c27", "#e9e6dc", "ansi_default"),
    "line": ("#3b4258", "#cfcabc", "ansi_bright_black"),
    "edge": ("#737d97", "#7d7869", "ansi_default"),
    "text": ("#eceef5", "#1c1e26", "ansi_default"),
    "quiet": ("#a9b2c7", "#595e6b", "ansi_default"),
    "blue": ("#8ab4ff", "#2450c8", "ansi_bright_blue"),
    "good": ("#7ddba6", "#0c6b47", "ansi_green"),
    "look": ("#f7c566", "#8a5200", "ansi_yellow"),
    "fix": ("#ff938a", "#b3261e", "ansi_red"),
    "on": ("#0d1220", "#ffffff", "ansi_default"),
}
PALETTES = {
    theme: {name: colours[place] for name, colours in _COLOURS.items()}
    for place, theme in enumerate((DARK, LIGHT))
}
OF_TERMINAL = {name: colours[-1] for name, colours in _COLOURS.items() if name not in ("text", "blue")}
"""Our colours for a theme of Textual's, which knows none of them: those of the terminal."""
_OF_TEXTUAL = {
    "scrollbar": "edge",
    "scrollbar-hover": "blue",
    "scrollbar-active": "blue",
    "scrollbar-background": "ground",
    "scrollbar-background-hover": "ground",
    "scrollbar-background-active": "ground",
    "scrollbar-corner-color": "ground",
    "input-cursor-background": "blue",
    "input-cursor-foreground": "on",
}
"""Textual's names of what is drawn in our colours."""


def _theme(name: str, colours: dict[str, str]) -> Theme:
    blue = colours["blue"]
    return Theme(
        name=name,
        primary=blue,
        secondary=colours["quiet"],
        accent=blue,
        success=colours["good"],
        warning=colours["look"],
        error=colours["fix"],
        foreground=colours["text"],
        background=colours["ground"],
        surface=colours["raised"],
        panel=colours["band"],
        dark=name == DARK,
        variables={
            **{ours: colour for ours, colour in colours.items() if ours in OF_TERMINAL},
            **{theirs: colours[ours] for theirs, ours in _OF_TEXTUAL.items()},
            "input-selection-background": f"{blue} 35%",
        },
    )


def _terminal_theme() -> Theme:
    theme, blue = BUILTIN_THEMES[TERMINAL], _COLOURS["blue"][-1]
    # Textual shows a selection in reverse: black would be invisible on a dark terminal.
    ours = {**OF_TERMINAL, "scrollbar": blue, "input-selection-foreground": "ansi_default"}
    return replace(theme, accent=blue, variables={**theme.variables, **ours})


THEMES = (*(_theme(name, colours) for name, colours in PALETTES.items()), _terminal_theme())
