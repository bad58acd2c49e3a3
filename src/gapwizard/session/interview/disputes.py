"""What two people said differently of the question in focus, settled in the interview."""

from gapwizard.domain import disputes
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.session.acts.disputes import settle as act_of
from gapwizard.session.interview.interview import Interview

SIDES = {"m": False, "t": True}
"""Whether a key takes the other side's words: mine, theirs."""


def oldest(interview: Interview) -> str:
    """The id of what is disputed first of the question in focus. Raises Refused where nothing is."""
    name = interview.question.id
    found = disputes.on(interview.session.assessment, "answers", name)
    if not found:
        raise Refused(_("nothing of {name} is disputed"), name=name)
    return next(iter(found))


def settle(interview: Interview, dispute: str, *, take: bool) -> str:
    """Keep what is here, or `take` the other side's words; says so. Raises Refused."""
    interview.session.do(act_of(interview.session.moment, dispute, take=take))
    return _("settled: {name}; u takes it back").format(name=interview.question.id)


def settle_by(interview: Interview, side: str) -> str:
    """Settle what is disputed first by the key of a side; says so. Raises Refused."""
    dispute = oldest(interview)
    if side not in SIDES:
        raise Refused(_("D m keeps what is here, D t takes what the other side said"))
    return settle(interview, dispute, take=SIDES[side])
