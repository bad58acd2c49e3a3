"""What a click does: a piece of a painted row carries it, and jump mode finds it there as well.

A row is text with styles; the style of a piece that can be clicked holds a `Target`. So every pane
takes the mouse by the rows that it paints, and none has a map of its own.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple, Protocol, runtime_checkable

from textual import events
from textual.content import Content
from textual.keys import _character_to_key  # the name Textual gives a typed character
from textual.screen import Screen
from textual.style import Style

META = "target"
"""The name under which a style holds a target."""
CHARACTERS = {"enter": "\r", "space": " "}
"""What the terminal sends with the keys that have names."""


class Target(NamedTuple):
    """What a click on a piece of a row does."""

    act: str
    """`press` a key, `run` a command, or the name of a method of the screen."""
    of: str
    """The key, the id of the command, or what the method gets."""


@runtime_checkable
class Clickable(Protocol):
    """A screen that takes clicks beyond keys."""

    def clicked(self, target: Target) -> None:
        """Run a command, or call a method of the screen."""


def clickable(content: Content, act: str, of: str) -> Content:
    """Content that does something when it is clicked."""
    return content.stylize(_carrying(act, of))


@lru_cache(maxsize=2000)
def _carrying(act: str, of: str) -> Style:
    """The style that carries a target; most are painted again and again."""
    return Style.from_meta({META: (act, of)})


def targets(row: Content) -> Iterator[tuple[int, int, Target]]:
    """The targets of a row: the cells where each begins and ends, and what it does."""
    for span in row.spans:
        held = span.style.meta.get(META) if isinstance(span.style, Style) else None
        if held is not None:
            start = row[: span.start].cell_length
            yield start, start + row[span.start : span.end].cell_length, Target(*held)


def target_at(row: Content, x: int) -> Target | None:
    """What a click on a cell of a row does, None for nothing."""
    return next((target for start, end, target in targets(row) if start <= x < end), None)


def key_event(key: str) -> events.Key:
    """A key as the terminal would send it, by its name or its character."""
    if len(key) == 1:
        return events.Key(_character_to_key(key), key)
    return events.Key(key, CHARACTERS.get(key))


def follow(screen: Screen[Any], target: Target) -> None:
    """Do what a click asks for: a key goes the way of all keys, the rest is the screen's."""
    if target.act == "press":
        screen.app.post_message(key_event(target.of))
    elif isinstance(screen, Clickable):
        screen.clicked(target)
