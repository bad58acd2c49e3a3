"""How long a certification body may need: every figure worked out by hand."""

from datetime import date, timedelta
from typing import Any

import pytest

from cases.app import QUESTIONS
from cases.report import AUDITED, TODAY, about, diagnosis_of, met, rated, shipped
from gapwizard.domain import certification_audit
from gapwizard.domain.assessment import About, ActionRecord, Answer, Assessment, DocumentRecord
from gapwizard.domain.certification_audit import estimate, estimate_words
from gapwizard.domain.diagnosis import Diagnosis, diagnose
from gapwizard.domain.plan import plan
from gapwizard.domain.plan_outcome import outcome, outcome_lines
from gapwizard.domain.proposals import upcoming_roadmap
from gapwizard.domain.questionnaire import Questionnaire

TABLE = {
    "source": "a table of ours",
    "steps": [{"people": 10, "days": "2"}, {"people": 45, "days": "4"}],
    "site_percent": 15,
    "parties_percent": 10,
    "integrated_percent": 20,
}
SMALL = Questionnaire.model_validate({**QUESTIONS, "audit_time": TABLE})


def known(questionnaire: Questionnaire = SMALL, **about: Any) -> Diagnosis:
    told = About(
        name="Acme", questionnaire="small", questionnaire_version="1.0.0",
        created="2026-11-01T09:00:00+00:00", **about,
    )  # type: ignore[arg-type]  # fmt: skip
    return diagnose(questionnaire, Assessment(id="acme", about=told), date(2026, 11, 30))


class TestAnEstimate:
    @pytest.mark.parametrize(
        ("about", "days"),
        [
            ({"size": 10}, ["2", "1", "3/2"]),
            ({"size": 11}, ["4", "3/2", "3"]),
            ({"size": 900}, ["4", "3/2", "3"]),  # beyond the table: its last step
            ({"size": 15, "sites": "Bern\nBasel"}, ["5", "2", "7/2"]),  # 4 * 1.15 = 4.6
            ({"size": 15, "sites": "A; B; C; D; E; F"}, ["6", "2", "4"]),  # 3 of 5 further: 5.8
            ({"size": 15, "other_systems": ["ISO 9001"]}, ["7/2", "3/2", "5/2"]),  # 4 * 0.8 = 3.2
        ],
    )
    def test_is_the_days_for_the_people_with_what_adds_and_takes(
        self, about: dict[str, Any], days: list[str]
    ) -> None:
        found = estimate(known(**about))
        assert found is not None
        assert [str(length) for _words, length in found.audits] == days

    def test_is_more_where_other_parties_take_part(self) -> None:
        before = known(size=15)
        name = before.questionnaire.ordered[0].id
        rows = {name: Answer(rating="P", other_party="Cloud Ltd")}  # type: ignore[arg-type]
        with_party = before.assessment.model_copy(update={"answers": rows})
        found = estimate(diagnose(SMALL, with_party, before.today))
        assert found is not None
        assert str(found.audits[0][1]) == "9/2"  # 4 * 1.1 = 4.4
        assert "other parties: 1 (+10 % of the days)" in estimate_words(found)

    def test_says_what_it_rests_on_and_whose_it_is(self) -> None:
        found = estimate(known(size=15))
        assert found is not None
        words = estimate_words(found)
        assert words.startswith("Estimate of audit time: first audit, both stages: 4 d; ")
        assert "people: 15" in words
        assert "a table of ours" in words
        assert words.endswith("The certification body fixes the time itself.")

    def test_is_none_without_people_or_table(self) -> None:
        assert estimate(known()) is None
        assert estimate(known(Questionnaire.model_validate(QUESTIONS), size=15)) is None


MET = met()


def test_what_somebody_entered_of_a_day_to_come_is_no_missing_date() -> None:
    planned = about(internal_audit_date=TODAY + timedelta(30))
    said = certification_audit.dates(diagnosis_of(MET, about=planned), ())
    assert "the internal audit has no date" not in " ".join(said)
    assert "the internal audit has no date" in " ".join(
        certification_audit.dates(diagnosis_of(MET), ())
    )


def test_no_day_is_said_where_all_planned_work_does_not_satisfy_a_rule() -> None:
    answers = {**MET, "8.6-Q01": rated("N"), "8.6-Q02": rated("N")}
    due = TODAY + timedelta(20)
    action = ActionRecord(title="First", source="8.6-Q01", due=due, effort="S")
    current = {"DOC-1": DocumentRecord(state="current")}
    short = diagnosis_of(answers, about=AUDITED, documents=current, actions={"A-01": action})
    said = " ".join(certification_audit.dates(short, upcoming_roadmap(short)))
    assert "what is planned, all of it done, does not satisfy its rules" in said
    assert "at the earliest" not in said
    both = action.model_copy(update={"source": "8.6-Q01 8.6-Q02"})
    enough = diagnosis_of(answers, about=AUDITED, documents=current, actions={"A-01": both})
    assert "from 2" in (
        told := " ".join(certification_audit.dates(enough, upcoming_roadmap(enough)))
    ), told


def test_nothing_is_dated_before_anything_is_answered() -> None:
    assert certification_audit.dates(diagnosis_of({}, shipped()), ()) == ()


def test_the_plan_says_so_too_and_calls_nothing_in_time() -> None:
    wanted = AUDITED.model_copy(update={"plan_until": date(2199, 1, 1)})
    met = {name: rated("F", "record: x") for name in shipped().questions}
    told = []
    other = {"A-01": ActionRecord(title="Other", source="4.1-Q01", due=TODAY, effort="S")}
    for rating, actions in (("F", {}), ("N", {}), ("N", other)):
        answers = {**met, "8.6.1-Q01": rated(rating)}
        one = diagnosis_of(answers, shipped(), about=wanted, actions=actions)
        told.append(" ".join(outcome_lines(outcome(one, plan(one)))))
    assert "That is in time" in told[0]
    assert "no action is planned for the rules of stage 2 that fail" in told[1]
    assert "do not satisfy the rules of stage 2" in told[2]
    assert all("The tasks alone are in time" in one for one in told[1:])
