"""Comparing an open assessment's questionnaire with another version of it on the shelf.

What an earlier version asked and this one does not stays readable with its question's words.
"""

from gapwizard.domain.carryover import CarryOver, carry_over
from gapwizard.domain.questionnaire import Question
from gapwizard.errors import GapwizardError, Refused
from gapwizard.i18n import _
from gapwizard.library.shelf import Shelf
from gapwizard.session.acts.carryover import CARRY
from gapwizard.session.session import Session


def former(session: Session) -> dict[str, Question]:
    """The questions of the versions that the assessment was asked with before, the last ones first.

    A version that is gone from the shelf is passed over.
    """
    shelf, found = Shelf(session.folder.parent), dict[str, Question]()
    name = session.assessment.about.questionnaire
    versions = [act.label.split(" ")[0] for act in session.history if act.what == CARRY]
    for version in dict.fromkeys(reversed(versions)):
        try:
            entry = shelf.find(f"{name}@{version}")
            old = shelf.load(entry.id, entry.version, session.questionnaire.language)
        except GapwizardError:
            continue
        found = {**old.questions, **found}
    return found


def coming_changes(session: Session, version: str | None = None) -> CarryOver:
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
