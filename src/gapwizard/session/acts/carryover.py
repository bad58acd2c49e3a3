"""Coming to another version of the questionnaire."""

from typing import Final

from gapwizard.domain.carryover import CarryOver
from gapwizard.session.acts.act import Act, Moment

CARRY: Final = "carry"
"""The act as histories keep it."""


def carry_over(moment: Moment, found: CarryOver) -> Act:
    """Come to the version that was compared with."""
    before = moment.assessment.about.questionnaire_version
    return Act(CARRY, f"{before} {found.version}", found.changes)
