"""What a comparison with last time leaves to be asked."""

from gapwizard.domain.assessment import Answer, Change
from gapwizard.domain.comparison import Comparison
from gapwizard.domain.last_findings import Fate
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.session.acts.act import Act, Moment
from gapwizard.session.acts.names import no_such


def flag_unchecked(moment: Moment, comparison: Comparison, finding: str) -> Act:
    """Flag the questions of a finding of last time that was not checked for follow-up.

    Raises Refused for another finding, or where no question is left to ask.
    """
    if comparison.after.assessment.id != moment.assessment.id:
        raise Refused(_("only what was not checked in the assessment of now can be flagged"))
    unchecked = {one.finding.id: one for one in comparison.fated(Fate.UNCHECKED)}
    if finding not in unchecked:
        words = _("{name!r} is no finding of last time that was not checked{hint}")
        raise no_such(words, finding, unchecked)
    names = [name for name in unchecked[finding].unasked if name in moment.questionnaire.questions]
    if not names:
        raise Refused(_("{name}: no question is left that could be asked"), name=finding)
    changes = []
    for name in names:
        before = moment.assessment.answers.get(name) or Answer()
        changes.append(Change("answers", name, before.model_copy(update={"follow_up": True})))
    return Act("follow_up", f"{finding}: {', '.join(names)}", tuple(changes))
