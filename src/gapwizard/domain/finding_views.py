"""The findings as they are looked at: those of each view of a list, and the answers that may become some.

Nothing here grades: it only picks and sorts.
"""

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.findings import EMPTY, SETTLED, Finding
from gapwizard.domain.points import Point
from gapwizard.domain.scale import GRAVITY
from gapwizard.i18n import N_

VIEWS = {
    "all": N_("all"),
    "major": N_("major"),
    "minor": N_("minor"),
    "ofi": N_("OFI"),
    "observation": N_("observations"),
    "strength": N_("strengths"),
    "draft": N_("draft"),
    "agreed": N_("agreed"),
    "disputed": N_("disputed"),
    "open": N_("not closed"),
    "set_aside": N_("set aside"),
    "no_longer_raised": N_("no longer raised"),
}
"""Words of each view, marked for translation, in the order of the list."""


def findings_in(diagnosis: Diagnosis, view: str) -> list[Finding]:
    """The findings of one view, the gravest first, then in the order of the clauses."""
    if view == "set_aside":
        return list(diagnosis.set_aside)
    if view == "no_longer_raised":
        return [*diagnosis.no_longer_raised, *diagnosis.done_by_hand]
    order = {clause.id: place for place, clause in enumerate(diagnosis.questionnaire.clauses)}
    every = (*diagnosis.findings, *diagnosis.done_by_hand)
    found = [finding for finding in every if shows(view, finding)]
    return sorted(found, key=lambda finding: (-GRAVITY[finding.grade], order[finding.clause]))


def shows(view: str, finding: Finding) -> bool:
    """Tell whether a view shows a finding that counts."""
    state = finding.record.state
    if view == "open":
        return state not in SETTLED
    return view in ("all", finding.grade.value, state)


def flagged_points(diagnosis: Diagnosis) -> list[Point]:
    """The answers flagged as candidate findings, in the order of the questions.

    Without those that are the one point of a finding of which somebody wrote already.
    """
    own = {
        one.points[0].question.id
        for one in diagnosis.findings
        if len(one.points) == 1 and one.record != EMPTY
    }
    return [
        point
        for name, point in diagnosis.points.items()
        if point.answer is not None and point.answer.candidate and name not in own
    ]
