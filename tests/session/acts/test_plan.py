"""The plan: a task goes from state to state, and the way begins today where nobody said when."""

from datetime import UTC, date, datetime

import pytest

from cases.plan import WITH_PLAN
from gapwizard.domain.assessment import About, Assessment
from gapwizard.domain.diagnosis import Diagnosis, diagnose
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.errors import Refused
from gapwizard.session.acts import plan
from gapwizard.session.acts.act import Moment

TODAY = date(2026, 11, 30)
QUESTIONS = Questionnaire.model_validate(WITH_PLAN)
NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)


def diagnosed(**about: object) -> Diagnosis:
    known = About(
        name="Acme", questionnaire="small", questionnaire_version="1.0.0", created=NOW, **about
    )  # type: ignore[arg-type]
    return diagnose(QUESTIONS, Assessment(id="acme", about=known), TODAY)


class TestATask:
    def test_goes_from_state_to_state_and_round(self) -> None:
        diagnosis, found = diagnosed(), []
        for _turn in range(3):
            act = plan.turn(diagnosis, "T-01")
            after = diagnosis.assessment.with_changes(act.changes)
            diagnosis = diagnose(QUESTIONS, after, TODAY)
            found.append(after.tasks["T-01"].state if "T-01" in after.tasks else "")
        assert found == ["doing", "done", ""]

    def test_that_the_assessment_shows_as_done_is_turned_by_nobody(self) -> None:
        with pytest.raises(Refused, match="T-02: the assessment itself shows that it is done"):
            plan.turn(diagnosed(records_since=date(2020, 1, 1)), "T-02")


class TestTheWay:
    @pytest.mark.parametrize(
        ("known", "start", "expected"),
        [(None, "", TODAY), (date(2027, 1, 4), "", date(2027, 1, 4)), (None, "2027-02-01", date(2027, 2, 1))],
    )  # fmt: skip
    def test_begins_when_it_is_said_else_today(
        self, known: date | None, start: str, expected: date
    ) -> None:
        assessment = diagnosed(plan_from=known).assessment
        act = plan.begin(Moment(QUESTIONS, assessment, NOW, TODAY), start, "")
        assert assessment.with_changes(act.changes).about.plan_from == expected
