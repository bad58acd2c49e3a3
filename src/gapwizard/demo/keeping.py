"""Copies the open demo, with the assessment of last year, into the data folder as ordinary assessments."""

from pathlib import Path

from gapwizard.domain.assessment import Assessment
from gapwizard.session.portfolio import creation
from gapwizard.session.session import Session
from gapwizard.store import index, people


def keep(session: Session, data: Path) -> str:
    """Put the open sample into a data folder, last year's beside it, and give its id.

    Last year's is put there once: a second copy is compared with the same one. Raises Unreadable.
    """
    now: Assessment = session.assessment
    last = session.baseline
    name = now.about.baseline
    if last is not None and name is not None and name not in index.names(data):
        creation.start_from(data, name, last.assessment)
    made = creation.start_from(data, now.id, now)
    persons = people.read(session.folder).persons
    if persons:
        people.write(data / made, persons)
    return made
