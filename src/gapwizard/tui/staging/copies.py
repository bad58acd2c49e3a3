"""Other copies of the open assessment: which there may be, and one of them read."""

from typing import TYPE_CHECKING

from gapwizard.errors import Refused
from gapwizard.i18n import N_, _

if TYPE_CHECKING:
    from gapwizard.domain.portfolio_row import PortfolioRow
    from gapwizard.session.session import Session
    from gapwizard.session.staging.staging import Staged

ANOTHER = N_("a bundle or a folder elsewhere: type its path")


def other_copies(session: "Session") -> "list[PortfolioRow]":
    """The other assessments of the folder that are asked with the same questionnaire."""
    from gapwizard.session.comparison import others

    name = session.assessment.about.questionnaire
    return [row for row in others(session) if row.questionnaire == name]


def staged_copy(session: "Session", other: str) -> "Staged":
    """Another copy, ready to be laid beside what is here. Raises Refused or Unreadable."""
    from gapwizard.session import copies, merge

    return merge.staged_copy(session, copies.read(session.folder.parent, other, _locked))


def _locked() -> str:
    raise Refused(_("it is encrypted; `gapwizard merge ID FILE` asks for its passphrase"))


def staged_disputes(session: "Session") -> "Staged":
    """What is disputed, ready to be settled. Raises Refused where nothing is."""
    from gapwizard.session.staging import disputes

    return disputes.staged_disputes(session)
