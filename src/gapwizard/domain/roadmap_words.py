"""The words of the roadmap: where an action stands, its horizon, what it takes and gains."""

from fractions import Fraction

from gapwizard.domain.figures import percent
from gapwizard.domain.roadmap import Column, Planned
from gapwizard.i18n import N_, _

ACTION_STATES = {
    "todo": N_("to do"),
    "doing": N_("doing"),
    "done": N_("done"),
    "verified": N_("verified"),
}
_COLUMNS: dict[Column, str] = {
    "todo": N_("TO DO"),
    "doing": N_("DOING"),
    "late": N_("LATE"),
    "done": N_("DONE"),
}


def action_state_word(state: str) -> str:
    """The word of an action's state."""
    return _(ACTION_STATES[state])


def column_word(column: Column) -> str:
    """The head of a column of the board."""
    return _(_COLUMNS[column])


def stands_word(one: Planned) -> str:
    """Say where an action stands: its state, or that it is late."""
    return column_word("late") if one.column == "late" else action_state_word(one.record.state)


def horizon_word(days: int | None) -> str:
    """The word of a horizon."""
    return _("later, or without a date") if days is None else _("{days} days").format(days=days)


def gain_word(gain: Fraction) -> str:
    """A gain in points of overall conformity, a dash for none."""
    return f"+{percent(gain)}" if gain else "-"


def effort_word(one: Planned) -> str:
    """Say how much work an action is: `M (15 d)`, a dash while nobody said."""
    if not one.record.effort:
        return "-"
    return _("{effort} ({days} d)").format(effort=one.record.effort, days=one.days)
