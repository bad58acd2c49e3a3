"""Which screens there are: the one place where a screen's name leads to its module, class and letter."""

from typing import NamedTuple

from gapwizard.i18n import N_


class Place(NamedTuple):
    """One screen that can be visited."""

    module: str
    kind: str
    letter: str
    """The letter after `g`; empty for none."""
    words: str
    """What it is, marked for translation."""
    needs: bool = True
    """Whether it shows an open assessment."""


PLACES = {
    "home": Place("portfolio", "HomeScreen", "h", N_("home"), needs=False),
    "new": Place("new", "NewScreen", "", N_("new assessment"), needs=False),
    "interview": Place("interview", "InterviewScreen", "i", N_("interview")),
    "documents": Place("documents", "DocumentsScreen", "d", N_("documents")),
    "findings": Place("findings", "FindingsScreen", "f", N_("findings")),
    "actions": Place("actions", "ActionsScreen", "a", N_("actions")),
    "dashboard": Place("dashboard", "DashboardScreen", "b", N_("dashboard")),
    "report": Place("report", "ReportScreen", "r", N_("report")),
    "compare": Place("comparison", "CompareScreen", "c", N_("compare")),
    "responsibilities": Place("responsibilities", "ResponsibilitiesScreen", "o", N_("owners")),
    "agenda": Place("agenda", "AgendaScreen", "s", N_("agenda")),
    "wrapup": Place("wrapup", "WrapUpScreen", "w", N_("wrap-up")),
    "search": Place("search", "SearchScreen", "", N_("search")),
}
