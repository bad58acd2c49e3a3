"""Which screens there are: the one place where a screen's name leads to its module, class and letter."""

import importlib
from typing import cast

from gapwizard.i18n import N_
from gapwizard.tui.kit.base import KeyScreen
from gapwizard.tui.kit.host import ScreenPlace

KINDS = {
    "home": ("portfolio", "HomeScreen"),
    "new": ("new", "NewScreen"),
    "interview": ("interview", "InterviewScreen"),
    "documents": ("documents", "DocumentsScreen"),
    "findings": ("findings", "FindingsScreen"),
    "actions": ("actions", "ActionsScreen"),
    "dashboard": ("dashboard", "DashboardScreen"),
    "report": ("report", "ReportScreen"),
    "compare": ("comparison", "CompareScreen"),
    "responsibilities": ("responsibilities", "ResponsibilitiesScreen"),
    "agenda": ("agenda", "AgendaScreen"),
    "wrapup": ("wrapup", "WrapUpScreen"),
    "search": ("search", "SearchScreen"),
}
"""The folder and the class of each screen."""

PLACES = {
    "home": ScreenPlace("h", N_("home"), needs=False),
    "new": ScreenPlace("", N_("new assessment"), needs=False),
    "interview": ScreenPlace("i", N_("interview")),
    "documents": ScreenPlace("d", N_("documents")),
    "findings": ScreenPlace("f", N_("findings")),
    "actions": ScreenPlace("a", N_("actions")),
    "dashboard": ScreenPlace("b", N_("dashboard")),
    "report": ScreenPlace("r", N_("report")),
    "compare": ScreenPlace("c", N_("compare")),
    "responsibilities": ScreenPlace("o", N_("owners")),
    "agenda": ScreenPlace("s", N_("agenda")),
    "wrapup": ScreenPlace("w", N_("wrap-up")),
    "search": ScreenPlace("", N_("search")),
}
"""What the kit knows of each screen, in the order of the palette."""


def kind_of(name: str) -> type[KeyScreen]:
    """Import the class of a screen; each is imported when it is first wanted."""
    module, kind = KINDS[name]
    found = importlib.import_module(f"gapwizard.tui.{module}.screen")
    return cast("type[KeyScreen]", getattr(found, kind))
