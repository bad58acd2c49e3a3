"""What if some leaf clauses were closed: the same diagnosis over the answers that would stand."""

from collections.abc import Iterable

from gapwizard.domain.assessment import Answer, Change
from gapwizard.domain.diagnosis import Diagnosis, diagnose
from gapwizard.domain.points import Point
from gapwizard.domain.scale import Rating
from gapwizard.domain.visible import substance


def closed(point: Point) -> Answer:
    """The answer that an open point would have once it is fully met and seen."""
    before = point.answer or Answer()
    return before.model_copy(
        update={
            "rating": Rating.F,
            "strength": max(2, before.effective_strength),
            "recurring": False,
            "lapse": False,
            "bulk": False,
            "control": substance(before.control) or before.other_party,
        }
    )


def what_if(diagnosis: Diagnosis, leaves: Iterable[str], also: Iterable[Change] = ()) -> Diagnosis:
    """Diagnose the assessment as if every open point of some leaf clauses were closed.

    `also` are changes that would come with it.
    """
    changes = [
        Change("answers", point.question.id, closed(point))
        for leaf in leaves
        for point in diagnosis.clauses[leaf].points
        if point.to_do
    ]
    assessment = diagnosis.assessment.with_changes([*changes, *also])
    return diagnose(diagnosis.questionnaire, assessment, diagnosis.today)
