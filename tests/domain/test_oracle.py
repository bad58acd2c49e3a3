"""Every figure of the diagnosis agrees with a second, naive reading of the rules."""

from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings

from cases import oracle
from cases.questionnaires_at_random import cases
from cases.rules import TODAY, to_assessment, to_questionnaire
from gapwizard.domain.diagnosis import ClauseResult, Diagnosis, diagnose
from gapwizard.domain.documents import omissions, unjudged_documents
from gapwizard.domain.scores import Scores

Dict = dict[str, Any]
Case = tuple[Dict, Dict]

at_random = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def of(case: Case) -> Diagnosis:
    """The diagnosis of a random case."""
    questionnaire, assessment = case
    return diagnose(to_questionnaire(questionnaire), to_assessment(assessment), TODAY)


def scores_of(scores: Scores) -> Dict:
    """Scores in the words of the oracle."""
    names = ("questions", "applicable", "answered", "completeness", "declared", "confirmed")
    more = ("ceiling", "band", "evidence_backed")
    return {name: getattr(scores, name) for name in (*names, *more)}


def clause_of(result: ClauseResult) -> Dict:
    """A clause's figures in the words of the oracle."""
    level = result.maturity
    fields = ("claimed", "confirmed", "target", "gap")
    return {
        "scores": scores_of(result.scores),
        "points": result.counts._asdict(),
        "systemic": result.systemic,
        "grade": result.grade,
        "maturity": None if level is None else {name: getattr(level, name) for name in fields},
    }


def findings_of(diagnosis: Diagnosis) -> dict[str, Dict]:
    """All standing and set-aside findings in the words of the oracle."""
    return {
        finding.id: {
            "clause": finding.clause,
            "questions": [point.question.id for point in finding.points],
            "grade": finding.grade,
            "counts": not finding.set_aside,
            "owner": finding.record.owner or None,
            "due": finding.record.due,
        }
        for finding in (*diagnosis.findings, *diagnosis.set_aside)
    }


class TestTheOracleAgrees:
    @at_random
    @given(cases())
    def test_on_the_figures_of_everything_and_of_every_clause(self, case: Case) -> None:
        questionnaire, assessment = case
        diagnosis = of(case)

        everything = oracle.scores(questionnaire, assessment, oracle.questions(questionnaire))
        event(f"band {everything['band']}")
        assert scores_of(diagnosis.overall) == everything
        assert diagnosis.maturity == oracle.overall_maturity(questionnaire, assessment)
        assert list(diagnosis.clauses) == [one["id"] for one in questionnaire["clauses"]]
        for clause in questionnaire["clauses"]:
            expected = oracle.clause_figures(questionnaire, assessment, clause)
            assert clause_of(diagnosis.clauses[clause["id"]]) == expected

    @at_random
    @given(cases(well=False))
    def test_on_every_finding_its_points_and_its_grades(self, case: Case) -> None:
        questionnaire, assessment = case
        diagnosis = of(case)
        expected = oracle.findings(questionnaire, assessment)
        raised = oracle.proposed(questionnaire, assessment)

        standing = {
            name: {key: value for key, value in one.items() if key != "proposed_grade"}
            for name, one in expected.items()
            if name in raised
            or (name.startswith("F-") and not oracle.done(assessment["findings"][name]))
        }
        event(f"splits {sum(name.count('-') == 2 for name in raised)}")
        assert findings_of(diagnosis) == standing
        assert {one.id for one in (*diagnosis.no_longer_raised, *diagnosis.done_by_hand)} == set(
            expected
        ) - set(standing)
        for name, one in raised.items():
            found = diagnosis.finding(name)
            assert found is not None
            assert found.proposed == one["grade"]

    @at_random
    @given(cases(well=False))
    def test_on_which_mirror_points_are_dealt_with_elsewhere(self, case: Case) -> None:
        questionnaire, assessment = case
        diagnosis = of(case)
        expected = oracle.referred(questionnaire, assessment)

        event(f"referred {bool(expected)}")
        assert set(diagnosis.referred) == set(expected)
        for name, leaves in expected.items():
            finding = diagnosis.finding(diagnosis.referred[name])
            assert finding is not None
            assert finding.clause in leaves

    @at_random
    @given(cases())
    def test_on_every_line_of_the_register(self, case: Case) -> None:
        questionnaire, assessment = case
        diagnosis = of(case)

        expected = [
            (document["id"], oracle.state_of(assessment, document["id"]), verdict)
            for document in questionnaire["documents"]
            for verdict in oracle.verdicts(questionnaire, assessment, document)
        ]
        lines = [(line.document.id, line.state, line.verdict) for line in diagnosis.documents]
        seen = {line.document.id for line in diagnosis.documents if line.seen}
        names = {document["id"] for document in questionnaire["documents"]}
        assert lines == expected
        assert seen == {name for name in names if oracle.seen(assessment, name)}

    @at_random
    @given(cases())
    def test_on_unserved_documents_omissions_and_contradictions(self, case: Case) -> None:
        questionnaire, assessment = case
        diagnosis = of(case)
        whole = diagnosis.questionnaire

        omitted = omissions(whole, diagnosis.documents, diagnosis.points)
        assert unjudged_documents(whole) == oracle.unserved(questionnaire)
        assert omitted == oracle.omissions(questionnaire, assessment)
        contradicted = oracle.contradictions(questionnaire, assessment)
        assert list(diagnosis.contradictions) == contradicted

    @settings(at_random, max_examples=80)
    @given(cases())
    def test_on_the_readiness_of_both_stages(self, case: Case) -> None:
        questionnaire, assessment = case
        diagnosis = of(case)

        if questionnaire["readiness"] is None:
            assert diagnosis.readiness is None
            return
        assert diagnosis.readiness is not None
        first = oracle.stage1(questionnaire, assessment)
        second = oracle.stage2(questionnaire, assessment, TODAY)
        event(f"stage 1 {first}")
        event(f"stage 2 {second}")
        assert diagnosis.readiness.stage1.verdict == first
        assert diagnosis.readiness.stage2.verdict == second

    @at_random
    @given(cases())
    def test_on_what_to_do_first_and_what_it_gains(self, case: Case) -> None:
        diagnosis = of(case)

        steps = [(step.clause, step.gain) for step in diagnosis.steps]
        assert steps == oracle.gains(*case)
        for step in diagnosis.steps:
            result = diagnosis.clauses[step.clause]
            assert step.grade == result.grade
            assert result.maturity is not None
            assert step.maturity_gap == result.maturity.gap


class TestTheOracleItself:
    @pytest.mark.parametrize(
        ("share", "band"), [(15, "N"), (16, "P"), (50, "P"), (51, "L"), (85, "L"), (86, "F")]
    )
    def test_knows_the_bands_of_the_standard(self, share: int, band: str) -> None:
        assert oracle.band(oracle.Fraction(share, 100)) == band
