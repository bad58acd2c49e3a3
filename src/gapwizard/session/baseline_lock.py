"""A baseline: a locked assessment refuses every change but those of how it is filed."""

from gapwizard.domain.assessment import Assessment
from gapwizard.errors import Refused
from gapwizard.i18n import _

LOCK, UNLOCK = "lock", "unlock"
ARCHIVE, RESTORE = "archive", "restore"
FILING = frozenset({LOCK, UNLOCK, ARCHIVE, RESTORE})
"""Acts that a locked assessment lets pass."""


def check(assessment: Assessment, what: str) -> None:
    """Raise Refused for an act that a locked assessment does not let pass."""
    if assessment.about.locked and what not in FILING:
        raise Refused(
            _("{name} is locked as a baseline; gapwizard lock {name} --unlock"), name=assessment.id
        )
