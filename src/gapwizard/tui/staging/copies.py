"""Other copies of the open assessment: which there may be, and one of them read."""

from typing import TYPE_CHECKING

from gapwizard.i18n import N_
from gapwizard.paths import with_home

if TYPE_CHECKING:
    from gapwizard.domain.portfolio_row import PortfolioRow
    from gapwizard.session.session import Session
    from gapwizard.session.staging.incoming import Staged

ANOTHER = N_("a bundle or a folder elsewhere: type its path")


def other_copies(session: "Session") -> "list[PortfolioRow]":
    """The other assessments of the folder that are asked with the same questionnaire."""
    from gapwizard.session.comparison import others

    name = session.assessment.about.questionnaire
    return [row for row in others(session) if row.questionnaire == name]


def needs_passphrase(session: "Session", other: str) -> bool:
    """Whether another copy is an encrypted file. Raises Refused or Unreadable where it cannot be read."""
    from gapwizard.session.handover import collection_in
    from gapwizard.session.portfolio import listing

    try:
        file = with_home(other)
        there = file.is_file()
    except (OSError, ValueError):  # a name too long, a NUL
        return False  # what reads it says so
    here = other in listing.names(session.folder.parent)
    return there and not here and collection_in.is_sealed(file)


def staged_copy(session: "Session", other: str, passphrase: str = "") -> "Staged":
    """Another copy, ready to be laid beside what is here. Raises Refused or Unreadable."""
    from gapwizard.session import copies, merge

    return merge.staged_copy(session, copies.read(session.folder.parent, other, lambda: passphrase))
