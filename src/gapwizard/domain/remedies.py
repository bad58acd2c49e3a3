"""What mends a readiness rule: a fact of the assessment, a finding, a document, or questions."""

from typing import Literal, NamedTuple

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.overview import points_below
from gapwizard.domain.readiness import Rule

_ABOUT = {
    "audit_dated": "internal_audit_date",
    "audit_done": "internal_audit_date",
    "audit_covers": "internal_audit_clauses",
    "review_dated": "management_review_date",
    "review_done": "management_review_date",
    "records": "records_since",
}
"""What the assessment knows of itself, by the rule that it decides."""
_FINDINGS = ("major", "minors_owned")
_DOCUMENTS = ("critical_documents", "required_documents")


class Remedy(NamedTuple):
    """Where a rule is mended."""

    kind: Literal["about", "findings", "documents", "questions", "first"]
    """`first`: by what raises the figures most."""
    names: tuple[str, ...] = ()
    """The field; the finding or document to begin with, if any; the questions."""


def remedy(diagnosis: Diagnosis, stage: int, rule: Rule) -> Remedy:
    """Where a rule of stage 1 or 2 is mended."""
    if rule.code in _ABOUT:
        return Remedy("about", (_ABOUT[rule.code],))
    if rule.code in _FINDINGS:
        return Remedy("findings", rule.where[:1])
    if rule.code in _DOCUMENTS:
        return Remedy("documents", rule.where[:1])
    if rule.code == "low_clauses":
        below = (point for name in rule.where for point in points_below(diagnosis, name))
        return Remedy("questions", tuple(point.question.id for point in below))
    if rule.code == "unanswered":
        return Remedy("questions", _unanswered(diagnosis, stage))
    return Remedy("first")


def _unanswered(diagnosis: Diagnosis, stage: int) -> tuple[str, ...]:
    """The applicable questions without an answer; for stage 1 those of its clauses."""
    questionnaire = diagnosis.questionnaire
    ready = questionnaire.readiness
    tops = ready.stage1_clauses if stage == 1 and ready is not None else None
    return tuple(
        name
        for name, point in diagnosis.points.items()
        if point.applicable
        and not point.answered
        and (tops is None or questionnaire.within(questionnaire.clause_of[name].id, tops))
    )
