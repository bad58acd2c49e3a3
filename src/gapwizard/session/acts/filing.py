"""Archive, restore, lock and unlock: the four acts that touch no answer."""

from gapwizard.domain.act_kinds import ActKind
from gapwizard.domain.assessment import Change
from gapwizard.session.acts.act import ARCHIVE, LOCK, RESTORE, UNLOCK, Act, Moment


def archive(moment: Moment, *, restore: bool = False) -> Act:
    """Put an assessment out of sight, or back."""
    return _marked(moment, RESTORE if restore else ARCHIVE, archived=not restore)


def lock(moment: Moment, *, unlock: bool = False) -> Act:
    """Make an assessment a baseline that is read only, or let it be written again."""
    return _marked(moment, UNLOCK if unlock else LOCK, locked=not unlock)


def _marked(moment: Moment, what: ActKind, **marks: bool) -> Act:
    about = moment.assessment.about.model_copy(update=marks)
    return Act(what, "", (Change("about", "about", about),))
