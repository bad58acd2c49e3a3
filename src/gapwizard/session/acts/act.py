"""An act: one thing a person does to an assessment, as a value that changes nothing by itself.

The modules beside this one make acts, each about its own noun, from a moment (or its diagnosis) and
what was typed. They are pure and refuse what is wrong; `Session.do` alone carries an act out.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final, NamedTuple

from gapwizard.domain.act_kinds import ActKind
from gapwizard.domain.assessment import Assessment, Change
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.errors import Refused
from gapwizard.i18n import _

SET: Final = "set"
"""The act that sets what an assessment knows of itself."""
LOCK: Final = "lock"
UNLOCK: Final = "unlock"
ARCHIVE: Final = "archive"
RESTORE: Final = "restore"
FILING = frozenset({LOCK, UNLOCK, ARCHIVE, RESTORE})
"""How an assessment is filed: acts that one locked as a baseline lets pass."""


MERGE: Final = "merge"
"""The act that takes over another copy: told by the history even where all stays as it is here."""


REWIND: Final = "rewind"
"""The act that brings an assessment back to an earlier state."""


class Moment(NamedTuple):
    """What an act is made from: an assessment, its questionnaire, and when this is."""

    questionnaire: Questionnaire
    assessment: Assessment
    now: datetime
    """With the local offset, whole seconds: when an answer is given."""
    today: date
    """The day that due dates and requests are counted from."""


class Act(NamedTuple):
    """What is done, what it is about, and the rows it sets or removes."""

    what: ActKind
    label: str
    """What it is about, as undo and the history show it: `8.6.1-Q02 P note`."""
    changes: tuple[Change, ...]
    reverses: int | None = None
    """Revision of the act that an undo or a redo takes back."""
    origins: Mapping[str, tuple[str, ...]] | None = None
    """Of a merge: by which acts what it brings was made, by `table/id`."""


def check_unlocked(assessment: Assessment, what: str) -> None:
    """Raise Refused for an act that a locked baseline does not let pass."""
    if assessment.about.locked and what not in FILING:
        raise Refused(
            _(
                "{name} is locked as a baseline; the list of assessments in the app unlocks it, "
                "or `gapwizard lock {name} --unlock`"
            ),
            name=assessment.id,
        )
