"""Section 7, the roadmap: the actions by horizon, with owner, dependency, effort and gain.

`7-actions.md` prints it. The order is that of `domain.roadmap`: each action after what it needs.
"""

from typing import NamedTuple

from gapwizard.domain.actions import serves_word
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.roadmap import (
    Planned,
    by_horizon,
    effort_word,
    gain_word,
    roadmap,
    stands_word,
)
from gapwizard.domain.visible import substance
from gapwizard.i18n import _
from gapwizard.report.markdown import BLANK
from gapwizard.report.parts import dashed


class Action(NamedTuple):
    """One thing to do."""

    id: str
    title: str
    source: str
    owner: str
    due: str
    takes: str
    """Effort and expected gain."""
    depends_on: str
    state: str


class Stretch(NamedTuple):
    """The actions of one horizon."""

    title: str
    actions: tuple[Action, ...]


def build(diagnosis: Diagnosis) -> tuple[Stretch, ...]:
    """The open actions by horizon, each after what it depends on, then those done."""
    plan = roadmap(diagnosis)
    stretches = [(_title(days), rows) for days, rows in by_horizon(plan)]
    stretches.append((_("Done"), tuple(one for one in plan if not one.open)))
    return tuple(Stretch(title, tuple(map(_action, rows))) for title, rows in stretches if rows)


def _title(days: int | None) -> str:
    if days is None:
        return _("Later, or without a date")
    return _("Within {days} days").format(days=days)


def _action(one: Planned) -> Action:
    record = one.record
    return Action(
        one.id,
        record.title,
        dashed(serves_word(one.source)),
        substance(record.owner) or BLANK,
        record.due.isoformat() if record.due is not None else BLANK,
        f"{effort_word(one)}, {gain_word(one.gain)}",
        record.depends_on,
        stands_word(one),
    )
