"""How assessments are filed: archived and restored, locked as a baseline and unlocked, duplicated.

Each act on an assessment is one act in its own history.
"""

import re
from pathlib import Path

from gapwizard import paths
from gapwizard.session import face
from gapwizard.session.acts import filing
from gapwizard.session.portfolio import creation
from gapwizard.session.session import Session
from gapwizard.store import cipher, people

_YEARS = re.compile(r"(?<!\d[:：])(?<!\d)(20\d\d)(?:([/-])(20\d\d))?(?=\D*$)")
"""The year that stands last, or two of a business year; one behind a number and a colon is an edition."""


def name_after(name: str) -> str:
    """The name of the next round: a year later where a year stands last.

    >>> name_after("Acme 2025/2026, gap"), name_after("ISO/IEC 20000-1:2018 gap")
    ('Acme 2026/2027, gap', 'ISO/IEC 20000-1:2018 gap')
    """
    return _YEARS.sub(_later, name, count=1)


def _later(found: re.Match[str]) -> str:
    first, between, second = found.groups()
    then = f"{between}{int(second) + 1}" if second else ""
    return f"{int(first) + 1}{then}"


def archive(data: Path, name: str, *, restore: bool = False) -> bool:
    """Put an assessment out of sight, or back; gives whether that changed anything.

    Raises Refused, InUse or Unreadable.
    """
    with Session.open(data, name) as session:
        return session.do(filing.archive(session.moment, restore=restore)) is not None


def is_encrypted(data: Path, name: str) -> bool:
    """Whether lists know nothing of an assessment but its id. Raises Unreadable."""
    return cipher.is_encrypted(data / name)


def lock(data: Path, name: str, *, unlock: bool = False) -> bool:
    """Make an assessment a baseline that is read only, or let it be written again.

    Gives whether that changed anything. Raises Refused, InUse or Unreadable.
    """
    with Session.open(data, name) as session:
        return session.do(filing.lock(session.moment, unlock=unlock)) is not None


def duplicate(data: Path, name: str, title: str | None = None, *, answers: bool = False) -> str:
    """Create an assessment that begins where another one stands, and give its id.

    Without a title it is named after the other one, a year later.
    It takes over what describes the organisation, and names the other one as its baseline; with
    `answers` also what was found, as it is, and the names of people. Raises Refused, InUse or Unreadable.
    """
    session = Session.open(data, name, write=False)
    written = name_after(session.assessment.about.name) if title is None else title
    title = creation.title_of(written)
    start = creation.successor(session, title, answers=answers)
    created = creation.start_from(data, paths.slug(title), start)
    persons = people.read(data / name).persons if answers else {}
    if persons:
        people.write(data / created, persons)
    face.tell(creation.plain_words(data, name, created))
    return created
