"""The laws that hold for every diagnosis, whatever was answered."""

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from typing import Any

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from cases.questionnaires_at_random import cases
from cases.rules import TODAY, to_assessment, to_questionnaire
from gapwizard.domain.diagnosis import Diagnosis, diagnose, what_if
from gapwizard.domain.points import Point, Standing
from gapwizard.domain.scale import Rating
from gapwizard.domain.scores import Counts, Scores

Dict = dict[str, Any]
Case = tuple[Dict, Dict]
LADDER = ["N", "P", "L", "F"]

at_random = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def of(questionnaire: Dict, assessment: Dict) -> Diagnosis:
    """The diagnosis of plain data."""
    return diagnose(to_questionnaire(questionnaire), to_assessment(assessment), TODAY)


@cache
def drawn() -> tuple[tuple[Case, Diagnosis], ...]:
    """Random cases with their diagnoses, the same on every day: making them is all the cost."""
    found: list[tuple[Case, Diagnosis]] = []

    @settings(at_random, max_examples=40, phases=[Phase.generate])
    @given(cases())
    def collect(case: Case) -> None:
        found.append((case, of(*case)))

    collect()
    return tuple(found)


def every_case(law: Callable[[Any, Diagnosis], None]) -> Callable[[Any], None]:
    """A law over the diagnoses of all of them; it names the case for which it does not hold."""

    def holds(self: object) -> None:
        for case, diagnosis in drawn():
            try:
                law(self, diagnosis)
            except Exception as problem:
                problem.add_note(f"for the case {case}")
                raise

    return holds


def reversed_rows(assessment: Dict) -> Dict:
    """The same assessment, its rows entered in the opposite order."""
    return {name: dict(list(rows.items())[::-1]) for name, rows in assessment.items()}


def with_answer(assessment: Dict, name: str, **change: object) -> Dict:
    """The same assessment with one answer changed."""
    rows = assessment["answers"]
    return {**assessment, "answers": {**rows, name: {**rows.get(name, {}), **change}}}


def points_below(diagnosis: Diagnosis, clause: str) -> list[Point]:
    """The points of a clause with all below it."""
    whole = diagnosis.questionnaire
    leaves = {leaf.id for leaf in whole.leaves if clause in whole.line[leaf.id]}
    return [p for name, p in diagnosis.points.items() if whole.clause_of[name].id in leaves]


def not_lower(was: Fraction | None, now: Fraction | None) -> bool:
    """Whether a figure is as high as it was; one that was null stays null."""
    return now is None if was is None else now is not None and was <= now


class TestScores:
    @every_case
    def test_lie_between_none_and_all(self, diagnosis: Diagnosis) -> None:
        for scores in [diagnosis.overall, *(one.scores for one in diagnosis.clauses.values())]:
            shares = (scores.completeness, scores.declared, scores.confirmed, scores.ceiling)
            assert all(share is None or 0 <= share <= 1 for share in shares)
            assert 0 <= scores.answered <= scores.applicable <= scores.questions

    @every_case
    def test_confirmed_never_exceeds_the_ceiling(self, diagnosis: Diagnosis) -> None:
        for one in diagnosis.clauses.values():
            if one.scores.confirmed is not None and one.scores.ceiling is not None:
                assert one.scores.confirmed <= one.scores.ceiling

    @every_case
    def test_confirmed_never_exceeds_declared(self, diagnosis: Diagnosis) -> None:
        for one in diagnosis.clauses.values():
            if one.scores.confirmed is not None and one.scores.declared is not None:
                assert one.scores.confirmed <= one.scores.declared

    @every_case
    def test_are_null_exactly_where_nothing_applies_or_nothing_weighs(
        self, diagnosis: Diagnosis
    ) -> None:
        for name, one in diagnosis.clauses.items():
            scores, points = one.scores, points_below(diagnosis, name)
            apply = [point for point in points if point.applicable]
            done = [point for point in apply if point.answered]
            weightless = not any(point.question.weight for point in apply)
            undeclared = not any(point.question.weight for point in done)
            assert (scores.completeness is None) is (not apply)
            assert (scores.confirmed is None) is (scores.ceiling is None) is weightless
            assert (scores.declared is None) is (scores.band is None) is undeclared
            assert (scores.evidence_backed is None) is (not done)

    @every_case
    def test_add_up_from_the_clauses_below(self, diagnosis: Diagnosis) -> None:
        whole = diagnosis.questionnaire

        for clause in whole.clauses:
            below = [diagnosis.clauses[child.id].scores for child in whole.children[clause.id]]
            if below:
                total = Scores._make(map(sum, zip(*below, strict=True)))
                assert diagnosis.clauses[clause.id].scores == total
        tops = [diagnosis.clauses[clause.id].scores for clause in whole.top]
        assert diagnosis.overall == Scores._make(map(sum, zip(*tops, strict=True)))

    @every_case
    def test_points_add_up_from_the_leaves(self, diagnosis: Diagnosis) -> None:
        whole = diagnosis.questionnaire

        for clause in whole.clauses:
            below = [leaf.id for leaf in whole.leaves if clause.id in whole.line[leaf.id]]
            counts = [diagnosis.clauses[name].counts for name in below]
            total = tuple(map(sum, zip(*counts, strict=True))) or Counts()
            assert tuple(diagnosis.clauses[clause.id].counts) == total


class TestOneAnswer:
    @at_random
    @given(cases(), st.data())
    def test_backed_by_more_evidence_never_lowers_confirmed(
        self, case: Case, data: st.DataObject
    ) -> None:
        questionnaire, assessment = case
        before = of(questionnaire, assessment)
        names = [name for name, point in before.points.items() if point.answered]
        assume(names)
        name = data.draw(st.sampled_from(names))
        more = min(3, before.points[name].strength + 1)

        after = of(questionnaire, with_answer(assessment, name, strength=more))

        assert before.overall.declared == after.overall.declared
        assert not_lower(before.overall.confirmed, after.overall.confirmed)

    @every_case
    def test_counts_at_most_its_value(self, diagnosis: Diagnosis) -> None:
        for point in diagnosis.points.values():
            assert 0 <= point.counted <= point.value <= 3

    @at_random
    @given(cases(), st.sampled_from(["N", "P", "L", "F", "?"]))
    def test_given_to_an_open_question_stays_between_confirmed_and_ceiling(
        self, case: Case, rating: str
    ) -> None:
        questionnaire, assessment = case
        names = [n for n, p in of(questionnaire, assessment).points.items() if p.applicable]
        assume(names)
        before = of(questionnaire, with_answer(assessment, names[0], rating=None))

        after = of(questionnaire, with_answer(assessment, names[0], rating=rating, strength=3))

        assert not_lower(before.overall.confirmed, after.overall.confirmed)
        assert not_lower(after.overall.confirmed, before.overall.ceiling)

    @every_case
    def test_not_applicable_where_it_is_refused_or_without_a_reason_is_no_answer(
        self, diagnosis: Diagnosis
    ) -> None:
        may_leave_out = diagnosis.questionnaire.may_leave_out

        for point in diagnosis.points.values():
            if point.answer is not None and point.answer.rating is Rating.NA:
                allowed = may_leave_out(point.question) and point.answer.reason
                assert not point.answered
                assert allowed or point.standing is not Standing.BY_REASON


class TestOrder:
    @at_random
    @given(cases())
    def test_in_which_rows_were_entered_is_irrelevant(self, case: Case) -> None:
        questionnaire, assessment = case
        one, other = of(questionnaire, assessment), of(questionnaire, reversed_rows(assessment))

        assert one.overall == other.overall
        assert one.clauses == other.clauses
        assert one.findings == other.findings
        assert one.set_aside == other.set_aside
        assert one.no_longer_raised == other.no_longer_raised
        assert one.documents == other.documents
        assert one.readiness == other.readiness
        assert one.steps == other.steps
        assert one.contradictions == other.contradictions

    @every_case
    def test_of_things_to_do_is_majors_first_then_what_they_gain(
        self, diagnosis: Diagnosis
    ) -> None:
        place = {leaf.id: at for at, leaf in enumerate(diagnosis.questionnaire.leaves)}

        keys = [(s.grade != "major", -s.gain, place[s.clause]) for s in diagnosis.steps]
        assert keys == sorted(keys)


class TestWhatIf:
    @every_case
    def test_all_leaves_closed_gives_one_hundred_percent(self, diagnosis: Diagnosis) -> None:
        leaves = [leaf.id for leaf in diagnosis.questionnaire.leaves]

        closed = what_if(diagnosis, leaves)

        assert closed.overall.confirmed in (None, 1)
        assert closed.overall.declared in (None, 1)
        assert closed.steps == ()
        assert not any(finding.points for finding in closed.findings)

    @every_case
    def test_points_to_gain_are_the_difference_it_makes(self, diagnosis: Diagnosis) -> None:
        for step in diagnosis.steps:
            closed = what_if(diagnosis, [step.clause])
            if closed.overall.confirmed is None or diagnosis.overall.confirmed is None:
                assert step.gain == 0
                continue
            assert closed.overall.confirmed - diagnosis.overall.confirmed == step.gain

    @every_case
    def test_all_gains_together_reach_one_hundred_percent(self, diagnosis: Diagnosis) -> None:
        if diagnosis.overall.confirmed is None:
            return

        assert diagnosis.overall.confirmed + sum(step.gain for step in diagnosis.steps) == 1

    @every_case
    def test_nothing_closed_changes_nothing(self, diagnosis: Diagnosis) -> None:
        assert what_if(diagnosis, []) == diagnosis

    @every_case
    def test_leaves_the_assessment_as_it_is(self, diagnosis: Diagnosis) -> None:
        before = diagnosis.assessment.model_dump_json()

        what_if(diagnosis, list(diagnosis.questionnaire.clause))

        assert diagnosis.assessment.model_dump_json() == before


class TestDiagnosing:
    @at_random
    @given(cases())
    def test_twice_gives_the_same(self, case: Case) -> None:
        assert of(*case) == of(*case)

    @at_random
    @given(cases())
    def test_answers_to_questions_of_another_version_change_nothing(self, case: Case) -> None:
        questionnaire, assessment = case
        more = with_answer(assessment, "99-Q99", rating="N", strength=3)

        assert of(questionnaire, more).overall == of(questionnaire, assessment).overall

    @every_case
    def test_every_nonconforming_point_is_in_one_finding_or_referred(
        self, diagnosis: Diagnosis
    ) -> None:
        raised = [*diagnosis.findings, *diagnosis.set_aside]
        homes = [point.question.id for one in raised for point in one.points]

        bad = {name for name, point in diagnosis.points.items() if point.grade is not None}
        assert len(homes) == len(set(homes))
        assert set(homes) | set(diagnosis.referred) == bad
        assert not set(homes) & set(diagnosis.referred)


class TestAnUncontrolledOtherParty:
    def test_with_a_blank_control_is_closed_by_what_if_too(self) -> None:
        questionnaire = {
            "format": 1,
            "id": "q",
            "version": "1",
            "language": "en",
            "title": "Q",
            "clauses": [{"id": "8", "title": "T", "questions": [{"id": "8-Q01", "text": "?"}]}],
        }
        blank = {"rating": "F", "strength": 3, "other_party": "Cloud Ltd", "control": " "}
        diagnosis = of(questionnaire, {"answers": {"8-Q01": blank}})

        assert diagnosis.overall.confirmed == Fraction(1, 3)
        assert what_if(diagnosis, ["8"]).overall.confirmed == 1
