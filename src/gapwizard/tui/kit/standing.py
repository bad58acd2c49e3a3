"""Whether a screen still stands: only then what was put off for it may run, and its panes paint.

Between closing an assessment and the next screen a timer may fall due, and a pane be painted.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

from textual.screen import Screen

P = ParamSpec("P")


def stands(screen: Screen[Any]) -> bool:
    """Tell whether a screen is on the stack, and the assessment it shows is open."""
    if screen not in screen.app.screen_stack:
        return False
    place = getattr(screen.app, "places", {}).get(getattr(screen, "NAME", ""))
    return place is None or not place.needs or getattr(screen.app, "session", None) is not None


def while_standing(screen: Screen[Any], act: Callable[P, None]) -> Callable[P, None]:
    """An act that does nothing once its screen is gone."""

    @wraps(act)
    def guarded(*args: P.args, **named: P.kwargs) -> None:
        if stands(screen):
            act(*args, **named)

    return guarded
