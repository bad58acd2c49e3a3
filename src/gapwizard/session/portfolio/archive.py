"""Filing assessments: archive and restore, lock as a baseline and unlock, duplicate.

Each act on an assessment is one act in its own history.
"""

import re
from datetime import datetime
from pathlib import Path

from gapwizard import paths
from gapwizard.domain.assessment import About, Assessment, Change
from gapwizard.domain.scale import RULES
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.session import notices
from gapwizard.session.acts.act import Act
from gapwizard.session.baseline_lock import ARCHIVE, LOCK, RESTORE, UNLOCK
from gapwizard.session.portfolio import creation
from gapwizard.session.session import Session
from gapwizard.session.text import clean
from gapwizard.store import cipher, people

OF_ITS_ROUND = (
    "archived", "locked", "internal_audit_date", "internal_audit_clauses",
    "management_review_date", "records_since",
)  # fmt: skip
"""What a new round does not take over from the one before."""
LASTING = ("facts", "departments", "responsibilities", "interfaces")
"""Tables that describe the organisation, not what was found in it."""
FOUND = ("answers", "maturity", "documents", "findings", "actions")
"""Tables of what was found."""


_YEAR = re.compile(r"20\d\d(?=\D*$)")


def name_after(name: str) -> str:
    """The name of the next round: a year later where a year stands last."""
    return _YEAR.sub(lambda year: str(int(year[0]) + 1), name, count=1)


def archive(data: Path, name: str, *, restore: bool = False) -> bool:
    """Put an assessment out of sight, or back; gives whether that changed anything.

    Raises Refused, InUse or Unreadable.
    """
    return _mark(data, name, RESTORE if restore else ARCHIVE, "archived", value=not restore)


def lock(data: Path, name: str, *, unlock: bool = False) -> bool:
    """Make an assessment a baseline that is read only, or let it be written again.

    Gives whether that changed anything. Raises Refused, InUse or Unreadable.
    """
    return _mark(data, name, UNLOCK if unlock else LOCK, "locked", value=not unlock)


def _mark(data: Path, name: str, what: str, field: str, *, value: bool) -> bool:
    with Session.open(data, name) as session:
        about = session.assessment.about.model_copy(update={field: value})
        return session.do(Act(what, "", (Change("about", "about", about),))) is not None


def duplicate(data: Path, name: str, title: str | None = None, *, answers: bool = False) -> str:
    """Create an assessment that begins where another one stands, and give its id.

    Without a title it is named after the other one, a year later.
    It takes over what describes the organisation, and names the other one as its baseline; with
    `answers` also what was found, as it is, and the names of people. Raises Refused, InUse or Unreadable.
    """
    before = Session.open(data, name, write=False).assessment
    written = name_after(before.about.name) if title is None else title
    title = " ".join(clean(written, "NAME").split())
    if not title:
        raise Refused(_("an assessment needs a name"))
    start = successor(before, title, answers=answers)
    created = creation.start_from(data, paths.slug(title), start)
    persons = people.read(data / name).persons if answers else {}
    if persons:
        people.write(data / created, persons)
    notices.tell(plain_words(data, name, created))
    return created


def plain_words(data: Path, name: str, created: str) -> list[str]:
    """Say that what was begun from an encrypted assessment is plain; nothing where it was none."""
    if not cipher.is_encrypted(data / name):
        return []
    return [
        _("{created} is not encrypted, though {name} is; `gapwizard encrypt {created}`").format(
            created=created, name=name
        )
    ]


def successor(before: Assessment, title: str, *, answers: bool = False) -> Assessment:
    """The assessment that follows another one."""
    left = {"former", *(() if answers else OF_ITS_ROUND)}
    kept = before.about.model_dump(exclude=left)
    about = About.model_validate(
        {
            **kept,
            "name": title,
            "created": now(),
            "archived": False,
            "locked": False,
            "baseline": before.id,
            "rules": RULES,
        }
    )
    tables = (*LASTING, *FOUND) if answers else LASTING
    return Assessment(id="new", about=about).model_copy(
        update={table: getattr(before, table) for table in tables}
    )


def now() -> datetime:
    """This second, local time."""
    return datetime.now().astimezone().replace(microsecond=0)
