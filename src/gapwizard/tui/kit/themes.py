"""Themes: dark, light, the terminal's own, high contrast, and blue and orange for colour blindness."""

from textual.theme import Theme

from gapwizard.i18n import N_

CONTRAST = Theme(
    name="gapwizard-contrast",
    primary="#00afff", secondary="#ffffff", accent="#ffd700", foreground="#ffffff",
    background="#000000", surface="#000000", panel="#1c1c1c", success="#00ff5f",
    warning="#ffd700", error="#ff8787", dark=True,
)  # fmt: skip
BLUE_ORANGE = Theme(
    name="gapwizard-blue-orange",
    primary="#0072b2", secondary="#56b4e9", accent="#56b4e9", foreground="#e0e0e0",
    background="#121212", surface="#1e1e1e", panel="#2a2a2a", success="#56b4e9",
    warning="#e69f00", error="#e69f00", dark=True,
)  # fmt: skip
OWN = (CONTRAST, BLUE_ORANGE)

THEMES = {
    "dark": ("textual-dark", N_("Dark")),
    "light": ("textual-light", N_("Light")),
    "ansi": ("ansi-dark", N_("The terminal's own colours")),
    "contrast": (CONTRAST.name, N_("High contrast")),
    "blue-orange": (BLUE_ORANGE.name, N_("Blue and orange, for colour blindness")),
}
"""The word of each theme, its name in Textual, and what it is."""
