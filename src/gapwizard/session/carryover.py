"""Comparing an open assessment's questionnaire with another version of it on the shelf."""

from gapwizard.domain.carryover import CarryOver, carry_over
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.library.shelf import Shelf
from gapwizard.session.session import Session


def compared(session: Session, version: str | None = None) -> CarryOver:
    """What coming to `version` would change; without one, to the version that new ones begin with.

    Raises Refused where it is that version already, or where a version is not on the shelf.
    """
    about, shelf = session.assessment.about, Shelf(session.folder.parent)
    wanted = f"{about.questionnaire}@{version}" if version else about.questionnaire
    entry = shelf.find(wanted)
    if entry.version == about.questionnaire_version:
        raise Refused(
            _("{name} is asked with {id} {version} already"),
            name=session.assessment.id,
            id=entry.id,
            version=entry.version,
        )
    # Criteria are compared in the language in which they were written.
    new = shelf.load(entry.id, entry.version, "")
    before = shelf.find(f"{entry.id}@{about.questionnaire_version}")
    old = shelf.load(before.id, before.version, "")
    return carry_over(session.assessment, old, new)
