"""Why a score changed: each cause alone, and the law that the parts sum to the whole."""

from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.questionnaires_at_random import cases, whole_assessments
from cases.rules import (
    TODAY,
    answer,
    asked,
    diagnosed,
    leaf,
    question,
    to_assessment,
    to_questionnaire,
)
from gapwizard.domain.comparison import Comparison, compare
from gapwizard.domain.diagnosis import diagnose
from gapwizard.domain.pairs import Outcome

Dict = dict[str, Any]
TWO = asked(leaf("8", question("8-Q01"), question("8-Q02")))
at_random = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def compared(before: Dict, after: Dict, then: Dict = TWO, now: Dict = TWO) -> Comparison:
    """Compare answers to questionnaires."""
    return compare(diagnosed(then, answers=before), diagnosed(now, answers=after))


def parts(comparison: Comparison) -> tuple[Fraction, Fraction, Fraction]:
    """The parts of the change of everything."""
    why = comparison.overall.why
    assert why is not None
    return why.answers, why.evidence, why.questions


class TestTheCauses:
    def test_another_rating_is_due_to_the_answers(self) -> None:
        before = {"8-Q01": answer("P3"), "8-Q02": answer("F3")}
        after = {"8-Q01": answer("F3"), "8-Q02": answer("F3")}

        assert parts(compared(before, after)) == (Fraction(1, 3), 0, 0)

    def test_more_evidence_for_the_same_rating_is_due_to_the_evidence(self) -> None:
        before = {"8-Q01": answer("F1"), "8-Q02": answer("F3")}
        after = {"8-Q01": answer("F3"), "8-Q02": answer("F3")}

        assert parts(compared(before, after)) == (0, Fraction(1, 6), 0)

    def test_what_both_asked_may_weigh_nothing(self) -> None:
        """What counted last time is gone, what counts now is new: the questions did it all."""
        then = asked(leaf("8", question("8-Q01", weight=0), question("8-Q02")))
        now = asked(leaf("8", question("8-Q01", weight=0), question("8-Q03")))
        before = {"8-Q01": answer("N"), "8-Q02": answer("P3")}
        after = {"8-Q01": answer("F3"), "8-Q03": answer("F3")}

        assert parts(compared(before, after, then, now)) == (0, 0, Fraction(2, 3))

    def test_both_at_once_share_what_they_do_together(self) -> None:
        """P said counts 1, F seen counts 3: the rating alone gives 1 or 2, the evidence 1 or 0."""
        before = {"8-Q01": answer("P1"), "8-Q02": answer("F3")}
        after = {"8-Q01": answer("F3"), "8-Q02": answer("F3")}

        assert parts(compared(before, after)) == (Fraction(3, 12), Fraction(1, 12), 0)

    def test_a_question_asked_only_now_is_due_to_the_answers_and_said_apart(self) -> None:
        comparison = compared(
            {"8-Q01": answer("F3")}, {n: answer("F3") for n in ("8-Q01", "8-Q02")}
        )

        assert parts(comparison) == (Fraction(1, 2), 0, 0)
        assert comparison.overall.why is not None
        assert comparison.overall.why.asked == Fraction(1, 2)

    def test_a_new_question_is_due_to_the_questions(self) -> None:
        one = asked(leaf("8", question("8-Q01")))
        answers = {"8-Q01": answer("F3")}

        assert parts(compared(answers, answers, one, TWO)) == (0, 0, Fraction(-1, 2))

    def test_another_weight_is_due_to_the_questions(self) -> None:
        heavy = asked(leaf("8", question("8-Q01", weight=3), question("8-Q02")))
        answers = {"8-Q01": answer("F3"), "8-Q02": answer("N3")}

        assert parts(compared(answers, answers, TWO, heavy)) == (0, 0, Fraction(1, 4))

    def test_a_question_that_applies_no_more_is_due_to_the_questions(self) -> None:
        data = asked(
            leaf("8", question("8-Q01"), question("8-Q02", depends_on=["t"])),
            triggers=[{"id": "t", "question": "?"}],
        )
        answers = {"8-Q01": answer("F3"), "8-Q02": answer("N3")}
        before = diagnosed(data, answers=answers)
        comparison = compare(before, diagnosed(data, answers=answers, facts={"t": False}))

        assert parts(comparison) == (0, 0, Fraction(1, 2))

    def test_nothing_asked_leaves_nothing_to_explain(self) -> None:
        assert compared({}, {"8-Q01": answer("F3")}).overall.why is None


@st.composite
def twice(draw: st.DrawFn) -> tuple[Dict, Dict, Dict, Dict]:
    """Two questionnaires that share most questions, each with an assessment."""
    then, before = draw(cases())
    now = draw(cases())[0] if draw(st.booleans()) else then
    return then, before, now, draw(whole_assessments(now, draw(st.booleans())))


class TestTheLaw:
    @at_random
    @given(twice())
    def test_the_parts_sum_to_the_change_exactly(self, case: tuple[Dict, Dict, Dict, Dict]) -> None:
        then, before, now, after = case
        one = diagnose(to_questionnaire(then), to_assessment(before), TODAY)
        two = diagnose(to_questionnaire(now), to_assessment(after), TODAY)
        comparison = compare(one, two)

        for row in (comparison.overall, *comparison.rows):
            if row.why is not None:
                assert row.why.total == row.whole.change
            else:
                assert row.whole.change is None

    @at_random
    @given(twice())
    def test_swapping_the_sides_turns_every_part_round(
        self, case: tuple[Dict, Dict, Dict, Dict]
    ) -> None:
        then, before, now, after = case
        one = diagnose(to_questionnaire(then), to_assessment(before), TODAY)
        two = diagnose(to_questionnaire(now), to_assessment(after), TODAY)
        there, back = compare(one, two).overall.why, compare(two, one).overall.why

        assert (there is None) is (back is None)
        if there is not None and back is not None:
            assert [-part for part in there] == list(back)

    @at_random
    @given(cases())
    def test_an_assessment_is_the_same_as_itself(self, case: tuple[Dict, Dict]) -> None:
        diagnosis = diagnose(to_questionnaire(case[0]), to_assessment(case[1]), TODAY)
        comparison = compare(diagnosis, diagnosis)

        still = {Outcome.SAME, Outcome.OPEN, Outcome.OUT}
        assert {pair.outcome for pair in comparison.pairs.values()} <= still
        assert comparison.caveats == ()
        for row in (comparison.overall, *comparison.rows):
            assert not row.like.change
            assert not row.whole.change
            assert row.why is None or not any(row.why)
