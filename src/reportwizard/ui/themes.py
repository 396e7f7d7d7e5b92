"""The light and the dark theme: quiet ground, one blue for what can be acted on, colour only with meaning."""

from __future__ import annotations

from textual.theme import Theme

DARK = "reportwizard-dark"
LIGHT = "reportwizard-light"

# Backgrounds are left untinted by `luminosity_spread`, so that text keeps a contrast of at least 4.5 to 1.
THEMES = (
    Theme(
        name=DARK,
        primary="#7fb0ff",
        secondary="#9fb3c8",
        accent="#ffc857",
        success="#6fcf97",
        warning="#f2b84b",
        error="#ff8f85",
        foreground="#e6e9ee",
        background="#12161c",
        surface="#1b212a",
        panel="#232b36",
        dark=True,
        variables={
            "border": "#7fb0ff",
            "border-blurred": "#3a4554",
            "footer-background": "#1b212a",
            "footer-key-foreground": "#ffc857",
            "input-cursor-background": "#e6e9ee",
            "input-cursor-foreground": "#12161c",
            "input-selection-background": "#2f5590",
            "quiet": "#9fadbd",
            "rule": "#323c49",
            "scrollbar": "#3a4554",
            "scrollbar-hover": "#7fb0ff",
            "scrollbar-active": "#7fb0ff",
            "scrollbar-background": "#12161c",
            "scrollbar-background-hover": "#12161c",
            "scrollbar-background-active": "#12161c",
            "scrollbar-corner-color": "#12161c",
        },
    ),
    Theme(
        name=LIGHT,
        primary="#2a5bc4",
        secondary="#54606e",
        accent="#8a4b00",
        success="#0b6b50",
        warning="#8a5a00",
        error="#b32424",
        foreground="#1b1f24",
        background="#fbfaf7",
        surface="#ffffff",
        panel="#eeece6",
        dark=False,
        variables={
            "border": "#2a5bc4",
            "border-blurred": "#b9bec6",
            "footer-background": "#eeece6",
            "footer-key-foreground": "#8a4b00",
            "input-cursor-background": "#1b1f24",
            "input-cursor-foreground": "#ffffff",
            "input-selection-background": "#bcd2ff",
            "quiet": "#5b6570",
            "rule": "#d8d5cc",
            "scrollbar": "#b9bec6",
            "scrollbar-hover": "#2a5bc4",
            "scrollbar-active": "#2a5bc4",
            "scrollbar-background": "#fbfaf7",
            "scrollbar-background-hover": "#fbfaf7",
            "scrollbar-background-active": "#fbfaf7",
            "scrollbar-corner-color": "#fbfaf7",
        },
    ),
)
