"""A diagnosis that takes over what no act changed is the diagnosis made anew."""

from dataclasses import fields

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.questionnaires_at_random import whole_assessments, whole_questionnaires
from cases.rules import TODAY, diagnosed, to_assessment, to_questionnaire
from gapwizard.domain.assessment import TABLES, Assessment, Change
from gapwizard.domain.diagnosis import Diagnosis, diagnose

at_random = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def changes_between(one: Assessment, other: Assessment) -> list[Change]:
    """Every row by which two assessments differ, as a change that leads to the other."""
    found = [Change("about", "about", other.about)] if one.about != other.about else []
    for table in TABLES:
        if table == "about":
            continue
        before, after = getattr(one, table), getattr(other, table)
        found += [
            Change(table, name, after.get(name))
            for name in before.keys() | after.keys()
            if before.get(name) != after.get(name)
        ]
    return sorted(found, key=lambda change: (change.table, change.id))


def differing(one: Diagnosis, other: Diagnosis) -> list[str]:
    """The fields in which two diagnoses differ, those that are only taken over included."""
    return [
        field.name
        for field in fields(one)
        if getattr(one, field.name) != getattr(other, field.name)
        and field.name not in ("leaves", "named")
    ]


@at_random
@given(st.data())
def test_after_any_acts_it_equals_the_whole_one(data: st.DataObject) -> None:
    plain = data.draw(whole_questionnaires())
    questionnaire = to_questionnaire(plain)
    now, other = (
        to_assessment(data.draw(whole_assessments(plain, data.draw(st.booleans()))))
        for _which in range(2)
    )
    diagnosis = diagnose(questionnaire, now, TODAY)
    for change in data.draw(st.permutations(changes_between(now, other)))[:20]:
        now = now.with_changes([change])
        diagnosis = diagnose(questionnaire, now, TODAY, diagnosis)
        assert differing(diagnosis, diagnose(questionnaire, now, TODAY)) == []


def test_takes_over_the_clauses_that_an_answer_does_not_reach() -> None:
    questionnaire = {
        "format": 1, "id": "q", "version": "1", "language": "en", "title": "Q",
        "clauses": [
            {"id": "1", "title": "1", "questions": [{"id": "1-Q1", "text": "?"}]},
            {"id": "2", "title": "2", "questions": [{"id": "2-Q1", "text": "?"}]},
        ],
    }  # fmt: skip
    before = diagnosed(questionnaire, answers={"1-Q1": {"rating": "N"}, "2-Q1": {"rating": "P"}})
    answers = {"2-Q1": to_assessment({"answers": {"2-Q1": {"rating": "F"}}}).answers["2-Q1"]}
    now = before.assessment.with_changes([Change("answers", "2-Q1", answers["2-Q1"])])
    after = diagnose(before.questionnaire, now, TODAY, before)
    assert after.clauses["1"] is before.clauses["1"]
    assert after.leaves.results["1"] is before.leaves.results["1"]
    assert after.clauses["2"] != before.clauses["2"]
