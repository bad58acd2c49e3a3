"""Colours that can be read: every pair that is painted has a contrast of 4.5:1, in every theme."""

from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from rich.color import Color as RichColor
from rich.style import Style as RichStyle
from textual.color import Color
from textual.pilot import Pilot

from cases.app import WIDE, app_of, press, running
from gapwizard.demo import sample
from gapwizard.tui.kit import themes
from gapwizard.tui.kit.text import DIM, STYLES
from gapwizard.tui.registry import PLACES

LEAST = 4.5
"""The contrast of text that WCAG 2.1 asks for (1.4.3, level AA)."""
GROUNDS = ("background", "surface", "panel", "primary-background")
"""What the style sheet paints text on."""
WORDS = ("foreground", "text-muted", "text-error", "text-warning", "text-accent", "text-success")
WALK = ["", *(place.letter for place in PLACES.values() if place.needs and place.letter)]


def luminance(color: Color) -> float:
    """The relative luminance of a colour (WCAG 2.1)."""

    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b)


def contrast(one: Color, other: Color) -> float:
    """The contrast of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def palette(theme: themes.Theme) -> dict[str, Color]:
    """The colours of a theme that our style sheet and the kit name, as the app knows them."""
    colors = {**theme.to_color_system().generate(), **theme.variables}
    return {name: Color.parse(colors[name]) for name in (*WORDS, *GROUNDS)}


def test_contrast_is_computed_as_the_standard_says() -> None:
    assert contrast(Color.parse("#fff"), Color.parse("#000")) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color.parse("#fff")) == pytest.approx(4.48, abs=0.01)


def test_the_styles_of_the_kit_are_among_the_words() -> None:
    used = {style.split()[0].lstrip("$") for style in (*STYLES.values(), DIM)}
    assert used <= {*WORDS}


@pytest.mark.parametrize("theme", themes.OWN, ids=lambda theme: theme.name)
class TestATheme:
    def test_reads_well_on_every_ground(self, theme: themes.Theme) -> None:
        colors = palette(theme)
        found = {
            (word, ground): contrast(colors[word], colors[ground])
            for word, ground in product(WORDS, GROUNDS)
        }
        assert {pair: ratio for pair, ratio in found.items() if ratio < LEAST} == {}

    def test_has_a_muted_text_that_is_muted(self, theme: themes.Theme) -> None:
        colors = palette(theme)
        for ground in GROUNDS:
            muted = contrast(colors["text-muted"], colors[ground])
            assert muted < contrast(colors["foreground"], colors[ground])


def painted(pilot: Pilot[None]) -> Iterator[tuple[str, str, Color, Color]]:
    """What stands on the screen: a text, its row, its colour and its ground."""
    for strip in pilot.app.screen._compositor.render_strips():
        for segment in strip:
            style = segment.style or RichStyle()
            words = any(letter.isalnum() for letter in segment.text)
            if words and style.color is not None and style.bgcolor is not None:
                pair = (rgb(style.color), rgb(style.bgcolor))
                yield segment.text, strip.text, *(reversed(pair) if style.reverse else pair)


def rgb(color: RichColor) -> Color:
    """A colour of Rich as one of Textual."""
    return Color.from_rich_color(color)


async def test_no_screen_paints_with_other_colours(data: Path) -> None:
    """So what holds for these words on these grounds in a theme holds on every screen."""
    colors = palette(themes.LIGHT)
    names = [*product(WORDS, GROUNDS), *product(GROUNDS, WORDS)]  # what is selected is reversed
    pairs = {(colors[one].hex, colors[other].hex) for one, other in names}
    name = sample.create(data, date(2026, 3, 2))
    async with running(data, name, WIDE) as pilot:
        app_of(pilot).choose_theme("light")
        for letter in WALK:
            if letter:
                await press(pilot, "g", letter)
            await pilot.pause()
            found = [*painted(pilot)]
            assert len(found) > 10
            others = [
                (text, row, color.hex, ground.hex)
                for text, row, color, ground in found
                if (color.hex, ground.hex) not in pairs
            ]
            assert others == [], letter


async def test_muted_is_muted_before_any_theme_was_chosen(data: Path) -> None:
    colors = palette(themes.DARK)
    async with running(data, demo=True) as pilot:
        found = {text.strip(): color for text, _row, color, _ground in painted(pilot)}
    assert found["nothing is kept"] == colors["text-muted"]
    assert found["KEYS"] == colors["foreground"]


async def test_typing_is_read_as_well(data: Path) -> None:
    name = sample.create(data, date(2026, 3, 2))
    async with running(data, name, WIDE) as pilot:
        for keys in (("enter", *"seen"), ("escape", "e", "r", *"log"), ("escape", "escape", "/")):
            await press(pilot, *keys)
            for word in ("dark", "light", "contrast", "blue-orange"):
                app_of(pilot).choose_theme(word)
                await pilot.pause()
                poor = [
                    (text, color.hex, ground.hex)
                    for text, _row, color, ground in painted(pilot)
                    if contrast(color, ground) < LEAST
                ]
                assert poor == [], word
