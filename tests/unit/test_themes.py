"""The colours of both themes keep their contrast: computed from the theme, as WCAG computes it."""

from __future__ import annotations

from reportwizard.ui.themes import PALETTES


def luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb`, from 0 to 1 (WCAG 2.2)."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def pairs(colours: dict[str, str]) -> dict[str, tuple[str, str, float]]:
    """What stands on what, and how much contrast it needs."""
    words = ("text", "quiet", "blue", "good", "look", "fix")
    grounds = {"ground": words, "raised": words, "band": ("text", "quiet")}
    needed = {
        f"{name} on {ground}": (colours[name], colours[ground], 4.5)
        for ground, names in grounds.items()
        for name in names
    }
    needed["on blue"] = (colours["on"], colours["blue"], 4.5)
    for ground in ("ground", "raised"):
        needed[f"edge on {ground}"] = (colours["edge"], colours[ground], 3.0)
        needed[f"bar on {ground}"] = (colours["blue"], colours[ground], 3.0)
    return needed


def test_text_and_edges_have_enough_contrast() -> None:
    too_weak = {
        (theme, pair): round(contrast(one, other), 2)
        for theme, colours in PALETTES.items()
        for pair, (one, other, least) in pairs(colours).items()
        if contrast(one, other) < least
    }
    assert too_weak == {}


def test_the_contrast_formula() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0
    assert round(contrast("#8ab4ff", "#12141c"), 1) == 8.8
