"""A better answer never makes anything worse: raised along N, P, L, F with all else as it was."""

from fractions import Fraction
from typing import Any, NamedTuple

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from cases.questionnaires_at_random import cases
from cases.rules import TODAY, to_assessment, to_questionnaire
from gapwizard.domain.diagnosis import Diagnosis, diagnose
from gapwizard.domain.readiness import Ready, Stage
from gapwizard.domain.scale import GRAVITY, Band, Grade
from gapwizard.domain.scores import Scores

Dict = dict[str, Any]
LADDER = ["N", "P", "L", "F"]
ORDER = [Ready.NO_VERDICT, Ready.NOT_READY, Ready.CONDITIONAL, Ready.READY]

at_random = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.filter_too_much,
    ],
)


def of(questionnaire: Dict, assessment: Dict) -> Diagnosis:
    """The diagnosis of plain data."""
    return diagnose(to_questionnaire(questionnaire), to_assessment(assessment), TODAY)


class Raised(NamedTuple):
    """Two diagnoses that differ in one answer, which is better in the second."""

    before: Diagnosis
    after: Diagnosis
    plain: str

    def __repr__(self) -> str:
        return self.plain


@st.composite
def raised(draw: st.DrawFn, *, mirrors: bool = True, decided: bool = True) -> Raised:
    """An assessment before and after one of its answers was raised, its evidence and flags kept."""
    questionnaire, assessment = draw(cases())
    if not mirrors:
        for clause in questionnaire["clauses"]:
            for question in clause.get("questions", []):
                question["mirror"] = False
    if not decided:
        by_hand = {n: one for n, one in assessment["findings"].items() if n.startswith("F-")}
        assessment = {**assessment, "findings": by_hand}
    before = of(questionnaire, assessment)
    low = [name for name, point in before.points.items() if point.rating in LADDER[:3]]
    assume(low)
    name = draw(st.sampled_from(low))
    answer = assessment["answers"][name]
    higher = draw(st.sampled_from(LADDER[LADDER.index(answer["rating"]) + 1 :]))
    answers = {**assessment["answers"], name: {**answer, "rating": higher}}
    after = of(questionnaire, {**assessment, "answers": answers})
    return Raised(before, after, f"{name} becomes {higher} in {assessment} of {questionnaire}")


def not_lower(was: Fraction | None, now: Fraction | None) -> bool:
    """Whether a figure is as high as it was; one that was null stays null."""
    return now is None if was is None else now is not None and was <= now


def figures(diagnosis: Diagnosis) -> list[Scores]:
    """The scores of everything, of this round, and of every clause."""
    return [
        diagnosis.overall,
        diagnosis.this_round,
        *(one.scores for one in diagnosis.clauses.values()),
    ]


def rank(grade: Grade | None) -> int:
    """How grave a grade is; none is least."""
    return -1 if grade is None else GRAVITY[grade]


def nonconformity(diagnosis: Diagnosis, leaf: str) -> Grade | None:
    """The grade in force of the nonconformity of a leaf clause, None where none is raised."""
    raised_now = (*diagnosis.findings, *diagnosis.set_aside)
    return next((one.grade for one in raised_now if one.id == f"NC-{leaf}"), None)


def stages(diagnosis: Diagnosis) -> list[Stage]:
    """Both stages, none where the questionnaire judges none."""
    judged = diagnosis.readiness
    return [] if judged is None else [judged.stage1, judged.stage2]


class TestABetterAnswer:
    @at_random
    @given(raised())
    def test_lowers_no_figure_of_any_clause(self, pair: Raised) -> None:
        for was, now in zip(figures(pair.before), figures(pair.after), strict=True):
            assert not_lower(was.declared, now.declared)
            assert not_lower(was.confirmed, now.confirmed)
            assert not_lower(was.ceiling, now.ceiling)

    @at_random
    @given(raised())
    def test_lowers_no_band(self, pair: Raised) -> None:
        bands = list(Band)
        for was, now in zip(figures(pair.before), figures(pair.after), strict=True):
            assert (was.band is None) is (now.band is None)
            if was.band is not None and now.band is not None:
                assert bands.index(was.band) <= bands.index(now.band)

    @at_random
    @given(raised())
    def test_lowers_no_confirmed_maturity(self, pair: Raised) -> None:
        before, after = pair.before, pair.after
        for name, one in before.clauses.items():
            now = after.clauses[name].maturity
            if one.maturity is not None and one.maturity.confirmed is not None:
                assert now is not None
                assert now.confirmed is not None
                assert one.maturity.confirmed <= now.confirmed

    @at_random
    @given(raised(mirrors=False))
    def test_worsens_the_nonconformity_of_no_leaf(self, pair: Raised) -> None:
        """Without mirrors: raising a key duty from N to P leaves a mirror N with none as grave.

        The mirror is then no longer referred, and its own leaf has the major.
        """
        before, after = pair.before, pair.after
        for leaf in before.questionnaire.leaves:
            was, now = nonconformity(before, leaf.id), nonconformity(after, leaf.id)
            assert rank(now) <= rank(was)

    @at_random
    @given(raised(mirrors=False, decided=False))
    def test_worsens_the_grade_of_no_clause(self, pair: Raised) -> None:
        """Without mirrors, see above, and without decisions on what the rules raise.

        A point raised from P to L with an observation leaves an NC set aside for an OFI that is
        not, or for one that the assessor graded major.
        """
        before, after = pair.before, pair.after
        for name, one in before.clauses.items():
            assert rank(after.clauses[name].grade) <= rank(one.grade)

    @at_random
    @given(raised())
    def test_lets_every_document_stand_that_stood(self, pair: Raised) -> None:
        stood = {line.document.id for line in pair.before.documents if line.stands}

        assert stood <= {line.document.id for line in pair.after.documents if line.stands}

    @at_random
    @given(raised(mirrors=False, decided=False))
    def test_worsens_the_readiness_of_no_stage(self, pair: Raised) -> None:
        """Without mirrors and decisions: each can make a major of a better answer, see above.

        A duty raised from P to F also lets the mirrors of another leaf count, which then may fail
        as a whole.
        """
        for was, now in zip(stages(pair.before), stages(pair.after), strict=True):
            assert ORDER.index(was.verdict) <= ORDER.index(now.verdict)
