"""The next best question: majors and what nobody could tell first, then what gains most."""

from fractions import Fraction

from cases.rules import Dict, answer, asked, diagnosed, leaf, question
from gapwizard.domain.next_best import as_a_whole, ranked_questions

QUESTIONS = asked(
    leaf(
        "8",
        question("8-Q01"),
        question("8-Q02", key=True),
        question("8-Q03"),
        question("8-Q04", weight=2),
        question("8-Q05", depends_on=["s"]),
    ),
    leaf("9", question("9-Q01"), question("9-Q02")),
    triggers=[{"id": "s", "question": "Any?"}],
)
SCANNED: Dict = {
    "8-Q01": answer("N", bulk=True),
    "8-Q02": answer("N", bulk=True),  # a key question: a major
    "8-Q03": answer("?"),  # one by one, and nobody could tell
    "8-Q04": answer("N", bulk=True),  # weighs twice
    "9-Q01": answer("F", bulk=True),
}


def order(**tables: Dict) -> list[tuple[str, str]]:
    found = ranked_questions(
        diagnosed(QUESTIONS, **{"answers": SCANNED, "facts": {"s": False}, **tables})
    )
    return [(one.question, one.why) for one in found]


class TestRanked:
    def test_majors_and_unknowns_come_first_then_what_gains_most(self) -> None:
        assert order() == [
            ("8-Q02", "rated as a whole, it is a major nonconformity"),
            ("8-Q03", "nobody could tell so far"),
            ("8-Q04", "rated as a whole so far"),
            ("8-Q01", "rated as a whole so far"),
            ("9-Q02", "not answered yet"),
            ("9-Q01", "rated as a whole so far"),  # said to be fully met: little to gain
        ]

    def test_what_was_looked_at_one_by_one_and_told_is_none(self) -> None:
        looked = {**SCANNED, "8-Q02": answer("N"), "8-Q03": answer("P")}
        assert next(name for name, _why in order(answers=looked)) == "8-Q04"

    def test_a_clause_of_a_later_round_is_none(self) -> None:
        assert "9-Q02" not in [name for name, _why in order(about={"later": ["9"]})]

    def test_a_question_that_does_not_apply_is_none(self) -> None:
        assert "8-Q05" not in [name for name, _why in order()]
        assert "8-Q05" in [name for name, _why in order(facts={"s": True})]

    def test_the_gain_is_what_the_whole_can_rise_by(self) -> None:
        found = ranked_questions(diagnosed(QUESTIONS, answers=SCANNED, facts={"s": False}))
        gains = {one.question: one.gain for one in found}
        assert gains["8-Q04"] == Fraction(2, 7)  # its weight of the seven there are
        assert gains["9-Q01"] == Fraction(1, 21)  # two thirds of it count already

    def test_only_some_are_asked(self) -> None:
        found = ranked_questions(diagnosed(QUESTIONS, answers=SCANNED), frozenset({"9-Q01"}))
        assert [one.question for one in found] == ["9-Q01"]

    def test_nothing_is_left_where_all_was_looked_at(self) -> None:
        every = {f"8-Q0{n}": answer("F3") for n in range(1, 6)}
        every |= {f"9-Q0{n}": answer("F3") for n in (1, 2)}
        assert order(answers=every) == []


def test_as_a_whole_names_what_was_rated_with_its_clause() -> None:
    assert as_a_whole(diagnosed(QUESTIONS, answers=SCANNED)) == ["8-Q01", "8-Q02", "8-Q04", "9-Q01"]
