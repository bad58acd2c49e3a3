"""A moment without a disk: what an act is made from, and what comes of it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from cases.organisation import assessment
from gapwizard.domain.diagnosis import Diagnosis, diagnose
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.session.acts.act import Act, Moment

NOW = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 30)
"""A Monday."""


def asked_with(*clauses: Mapping[str, object], **more: object) -> Questionnaire:
    """A questionnaire of some clauses."""
    head = {"format": 1, "id": "mine", "version": "1", "language": "en", "title": "Mine"}
    return Questionnaire.model_validate({**head, "clauses": clauses, **more})


def moment(questionnaire: Questionnaire, **tables: Any) -> Moment:
    """A moment of an assessment with some tables."""
    return Moment(questionnaire, assessment(**tables), NOW, TODAY)


def after(before: Moment, *acts: Act) -> Moment:
    """The moment when some acts are done, each made at the moment before."""
    for act in acts:
        before = before._replace(assessment=before.assessment.with_changes(act.changes))
    return before


def diagnosed(now: Moment) -> Diagnosis:
    """The diagnosis of a moment."""
    return diagnose(now.questionnaire, now.assessment, now.today)
