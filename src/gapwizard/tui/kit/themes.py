"""Themes: dark, light, the terminal's own, high contrast, and blue and orange for colour blindness.

Whatever is painted has at least 4.5:1 to its ground (WCAG 2.1, 1.4.3), and what is muted stands
out less than the body. So each names the colours of words itself: those that Textual derives for
`dark` have a muted text that is brighter than the body.
"""

from textual.theme import Theme

from gapwizard.i18n import N_

DARK = Theme(
    name="gapwizard-dark",
    primary="#3d8fd1", secondary="#7cc4ff", accent="#7cc4ff", foreground="#e0e0e0",
    background="#121212", surface="#1e1e1e", panel="#262b30", success="#7fdc9a",
    warning="#ffb84d", error="#ff8f8f", dark=True,
    variables={
        "primary-background": "#173450", "text-muted": "#a2a2a2", "text-disabled": "#a2a2a2",
        "text-error": "#ff9a9a", "text-warning": "#ffb84d", "text-accent": "#7cc4ff",
        "text-success": "#7fdc9a",
    },
)  # fmt: skip
LIGHT = Theme(
    name="gapwizard-light",
    primary="#0b4f9e", secondary="#0b4f9e", accent="#0b4f9e", foreground="#1c1c1c",
    background="#f7f7f5", surface="#ffffff", panel="#e4e4e0", success="#1b5e20",
    warning="#6f4300", error="#a11212", dark=False,
    variables={
        "primary-background": "#d3e2f0", "text-muted": "#575757", "text-disabled": "#575757",
        "text-error": "#a11212", "text-warning": "#6f4300", "text-accent": "#0b4f9e",
        "text-success": "#1b5e20",
    },
)  # fmt: skip
CONTRAST = Theme(
    name="gapwizard-contrast",
    primary="#00afff", secondary="#ffffff", accent="#ffd700", foreground="#ffffff",
    background="#000000", surface="#000000", panel="#1c1c1c", success="#00ff5f",
    warning="#ffd700", error="#ff8787", dark=True,
    variables={
        "primary-background": "#002b40", "text-muted": "#c8c8c8", "text-disabled": "#c8c8c8",
        "text-error": "#ff9d9d", "text-warning": "#ffd700", "text-accent": "#5fd7ff",
        "text-success": "#00ff5f",
    },
)  # fmt: skip
BLUE_ORANGE = Theme(
    name="gapwizard-blue-orange",
    primary="#0072b2", secondary="#56b4e9", accent="#56b4e9", foreground="#e0e0e0",
    background="#121212", surface="#1e1e1e", panel="#2a2a2a", success="#56b4e9",
    warning="#e69f00", error="#e69f00", dark=True,
    variables={
        "primary-background": "#0b2f47", "text-muted": "#a2a2a2", "text-disabled": "#a2a2a2",
        "text-error": "#f0a818", "text-warning": "#f0a818", "text-accent": "#7fc4ef",
        "text-success": "#7fc4ef",
    },
)  # fmt: skip
OWN = (DARK, LIGHT, CONTRAST, BLUE_ORANGE)

THEMES = {
    "dark": (DARK.name, N_("Dark")),
    "light": (LIGHT.name, N_("Light")),
    "ansi": ("ansi-dark", N_("The terminal's own colours")),
    "contrast": (CONTRAST.name, N_("High contrast")),
    "blue-orange": (BLUE_ORANGE.name, N_("Blue and orange, for colour blindness")),
}
"""The word of each theme, its name in Textual, and what it is."""
DEFAULT = "dark"
"""The word of the theme that is worn until another is chosen: Textual's own mutes brighter than the body."""
