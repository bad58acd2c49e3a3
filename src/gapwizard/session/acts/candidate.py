"""Promoting: an answer flagged as a candidate finding becomes one, filled in from the answer."""

from collections.abc import Mapping
from typing import NamedTuple

from gapwizard.domain.assessment import Answer, Change
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.findings import nonconformity_id
from gapwizard.domain.points import Point
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.scale import Rating
from gapwizard.domain.support import evidence_of
from gapwizard.domain.visible import substance
from gapwizard.domain.wording import observed, point_sentence, rating_word
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.session.acts.names import question_of

TELLING = (Rating.N, Rating.P, Rating.L, Rating.UNKNOWN)
"""Ratings that say what failed."""


class Start(NamedTuple):
    """What a promoted answer begins with."""

    name: str
    """The finding: `NC-QUESTION` for a point that is raised already, else `new`."""
    pairs: Mapping[str, str]
    changes: tuple[Change, ...]
    """The flag taken away, where there is one."""


def raised(diagnosis: Diagnosis, point: Point) -> bool:
    """Tell whether a point stands in a nonconformity of its own clause."""
    return point.nonconforming and point.question.id not in diagnosis.referred


def start(diagnosis: Diagnosis, name: str, pairs: Mapping[str, str]) -> Start:
    """What a finding from an answer begins with; `pairs` win. Raises Refused.

    A point that its clause's nonconformity lists is split off. Anything else becomes a finding by
    hand with the grade of the rules, where they give one.
    """
    point = diagnosis.points[question_of(diagnosis.questionnaire, name).id]
    changes = tuple(_without_flag(name, point.answer))
    if raised(diagnosis, point):
        return Start(nonconformity_id(name), {"split": "yes", **pairs}, changes)
    if point.grade is None and not substance(pairs.get("grade", "")):
        raise Refused(
            _("{name}: the rules propose no grade; give one: major, minor, ofi or strength"),
            name=name,
        )
    filled = {
        "clause": diagnosis.questionnaire.clause_of[name].id,
        "grade": point.grade.value if point.grade is not None else "",
        "statement": _statement(point, diagnosis.questionnaire),
        "evidence": "\n".join(evidence_of(point)),
    }
    return Start("new", {**filled, **pairs}, changes)


def _statement(point: Point, questionnaire: Questionnaire) -> str:
    if point.rating in TELLING or point.not_found or observed(point):
        return point_sentence(point, questionnaire)
    if point.rating is None:
        return _("Flagged, and not rated: {criterion}").format(criterion=point.question.criterion)
    return _("Rated {rating}: {criterion}").format(
        rating=rating_word(point.rating).lower(), criterion=point.question.criterion
    )


def _without_flag(name: str, answer: Answer | None) -> list[Change]:
    if answer is None or not answer.candidate:
        return []
    after = answer.model_copy(update={"candidate": False})
    return [Change("answers", name, None if after == Answer() else after)]
