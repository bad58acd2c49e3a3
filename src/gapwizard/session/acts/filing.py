"""Acts on an assessment as a whole: archived, locked, brought back to a copy or to a newer questionnaire."""

from typing import Final

from gapwizard.domain.act_kinds import ActKind
from gapwizard.domain.assessment import TABLES, Assessment, Change
from gapwizard.domain.carryover import CarryOver
from gapwizard.session.acts.act import ARCHIVE, LOCK, RESTORE, REWIND, UNLOCK, Act, Moment


def archive(moment: Moment, *, restore: bool = False) -> Act:
    """Put an assessment out of sight, or back."""
    return _marked(moment, RESTORE if restore else ARCHIVE, archived=not restore)


def lock(moment: Moment, *, unlock: bool = False) -> Act:
    """Make an assessment a baseline that is read only, or let it be written again."""
    return _marked(moment, UNLOCK if unlock else LOCK, locked=not unlock)


def _marked(moment: Moment, what: ActKind, **marks: bool) -> Act:
    about = moment.assessment.about.model_copy(update=marks)
    return Act(what, "", (Change("about", "about", about),))


def rewound(now: Assessment, target: Assessment, label: str) -> Act:
    """Bring an assessment back to what it was; `label` says when or in which copy."""
    return Act(REWIND, label, tuple(differences(now, target)))


def differences(now: Assessment, target: Assessment) -> list[Change]:
    """The changes that lead from one state to another."""
    found: list[Change] = []
    for table in TABLES:
        old, new = now.rows(table), target.rows(table)
        names = sorted(old.keys() | new.keys())
        found += [
            Change(table, name, new.get(name)) for name in names if old.get(name) != new.get(name)
        ]
    return found


CARRY: Final = "carry"
"""The act as histories keep it."""


def carry_over(moment: Moment, found: CarryOver) -> Act:
    """Come to the version that was compared with."""
    before = moment.assessment.about.questionnaire_version
    return Act(CARRY, f"{before} {found.version}", found.changes)
