"""From when on an audit can be had: said where all planned work satisfies the rules, and else why not."""

from datetime import date, timedelta

from cases.report import AUDITED, TODAY, about, diagnosis_of, met, rated, shipped
from gapwizard.domain import earliest_audit
from gapwizard.domain.assessment import ActionRecord, DocumentRecord
from gapwizard.domain.plan import plan
from gapwizard.domain.plan_outcome import outcome, outcome_lines
from gapwizard.domain.proposals import upcoming_roadmap

MET = met()


def test_what_somebody_entered_of_a_day_to_come_is_no_missing_date() -> None:
    planned = about(internal_audit_date=TODAY + timedelta(30))
    said = earliest_audit.dates(diagnosis_of(MET, about=planned), ())
    assert "the internal audit has no date" not in " ".join(said)
    assert "the internal audit has no date" in " ".join(earliest_audit.dates(diagnosis_of(MET), ()))


def test_no_day_is_said_where_all_planned_work_does_not_satisfy_a_rule() -> None:
    answers = {**MET, "8.6-Q01": rated("N"), "8.6-Q02": rated("N")}
    due = TODAY + timedelta(20)
    action = ActionRecord(title="First", source="8.6-Q01", due=due, effort="S")
    current = {"DOC-1": DocumentRecord(state="current")}
    short = diagnosis_of(answers, about=AUDITED, documents=current, actions={"A-01": action})
    said = " ".join(earliest_audit.dates(short, upcoming_roadmap(short)))
    assert "what is planned, all of it done, does not satisfy its rules" in said
    assert "at the earliest" not in said
    both = action.model_copy(update={"source": "8.6-Q01 8.6-Q02"})
    enough = diagnosis_of(answers, about=AUDITED, documents=current, actions={"A-01": both})
    assert "from 2" in (told := " ".join(earliest_audit.dates(enough, upcoming_roadmap(enough)))), (
        told
    )


def test_nothing_is_dated_before_anything_is_answered() -> None:
    assert earliest_audit.dates(diagnosis_of({}, shipped()), ()) == ()


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
