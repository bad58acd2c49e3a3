"""Which screens there are: the one place where a screen's name leads to its folder and letter."""

import importlib
from typing import cast

from gapwizard.i18n import N_
from gapwizard.tui.kit.base import KeyScreen
from gapwizard.tui.kit.host import ScreenPlace

PLACES = {
    "home": ScreenPlace("h", N_("home"), needs=False, room="portfolio"),
    "new": ScreenPlace("", N_("new assessment"), needs=False),
    "interview": ScreenPlace("i", N_("interview")),
    "documents": ScreenPlace("d", N_("documents")),
    "files": ScreenPlace("l", N_("file plan")),
    "findings": ScreenPlace("f", N_("findings")),
    "actions": ScreenPlace("a", N_("actions")),
    "dashboard": ScreenPlace("b", N_("dashboard")),
    "report": ScreenPlace("r", N_("report")),
    "compare": ScreenPlace("c", N_("compare"), room="comparison"),
    "responsibilities": ScreenPlace("o", N_("owners")),
    "agenda": ScreenPlace("s", N_("agenda")),
    "wrapup": ScreenPlace("w", N_("wrap-up")),
    "plan": ScreenPlace("p", N_("plan")),
    "registers": ScreenPlace("e", N_("registers")),
    "staging": ScreenPlace("", N_("take in")),
    "search": ScreenPlace("", N_("search")),
}
"""What the kit knows of each screen, in the order of the palette."""


def kind_of(name: str) -> type[KeyScreen]:
    """Import the class of a screen; each is imported when it is first wanted."""
    module = importlib.import_module(f"gapwizard.tui.{PLACES[name].room or name}.screen")
    kinds = (kind for kind in vars(module).values() if getattr(kind, "NAME", "") == name)
    return cast("type[KeyScreen]", next(kinds))
