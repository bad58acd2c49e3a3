"""The figures of a set of questions: what weighs nothing, what prepares, what is put off."""

from fractions import Fraction
from typing import Any

import pytest

from cases.rules import all_of, answer, asked, diagnosed, leaf, question, several
from gapwizard.domain.scores import Scores

Dict = dict[str, Any]


def figures(scores: Scores) -> tuple[object, ...]:
    """Completeness, declared, confirmed, ceiling and band."""
    shares = (scores.completeness, scores.declared, scores.confirmed, scores.ceiling)
    return (*shares, scores.band)


def of(*rows: tuple[int, str | None], **flags: object) -> Scores:
    """The figures of clause 8: the weight and the answer of each question."""
    names = [f"8-Q{n:02}" for n in range(1, len(rows) + 1)]
    asks = [question(name, weight=row[0], **flags) for name, row in zip(names, rows, strict=True)]
    given = {name: answer(row[1]) for name, row in zip(names, rows, strict=True) if row[1]}
    return diagnosed(asked(leaf("8", *asks)), answers=given).clauses["8"].scores


class TestAWeightOfZero:
    @pytest.mark.parametrize(
        ("rows", "expected"),
        [
            ([(0, None), (0, None)], (0, None, None, None, None)),
            ([(0, "N3"), (0, None)], (Fraction(1, 2), None, None, None, None)),
            ([(0, "N3"), (0, "F3")], (1, None, None, None, None)),
            ([(0, "N3"), (1, None)], (Fraction(1, 2), None, 0, 1, None)),
            ([(0, None), (1, "F3")], (Fraction(1, 2), 1, 1, 1, "F")),
            ([(0, "N3"), (1, "F3")], (1, 1, 1, 1, "F")),
            ([(0, "F3"), (1, "N3")], (1, 0, 0, 0, "N")),
            ([(0, "F3"), (2, "P3"), (1, "F3")], (1, Fraction(5, 9), Fraction(5, 9), Fraction(5, 9), "L")),
            ([], (None, None, None, None, None)),
        ],
        ids=[
            "none answered",
            "one answered",
            "all answered",
            "answered beside open ones that weigh",
            "open beside one that weighs",
            "low beside high",
            "high beside low",
            "beside several weights",
            "no question at all",
        ],
    )  # fmt: skip
    def test_counts_in_no_percentage_but_completeness(
        self, rows: list[tuple[int, str | None]], expected: tuple[object, ...]
    ) -> None:
        assert figures(of(*rows)) == expected

    def test_counts_among_what_was_seen(self) -> None:
        assert of((0, "F3"), (1, "F1")).evidence_backed == Fraction(1, 2)

    def test_is_graded_all_the_same(self) -> None:
        data = asked(leaf("8", question("8-Q01", weight=0, key=True)))

        (finding,) = diagnosed(data, answers=all_of("8", ["N3"])).findings

        assert (finding.id, finding.grade) == ("NC-8", "major")

    def test_is_something_to_do_that_gains_nothing(self) -> None:
        data = asked(leaf("8", question("8-Q01", weight=0)), several("9", 1))

        steps = diagnosed(data, answers={**all_of("8", ["N3"]), **all_of("9", ["P3"])}).steps

        assert [(step.clause, step.gain) for step in steps] == [("9", Fraction(2, 3)), ("8", 0)]

    def test_of_everything_makes_no_maturity(self) -> None:
        data = asked(leaf("8", question("8-Q01", weight=0)))

        diagnosis = diagnosed(data, answers=all_of("8", ["F3"]), maturity={"8": 4})

        level = diagnosis.clauses["8"].maturity
        assert level is not None
        assert (level.claimed, level.confirmed, diagnosis.maturity) == (4, None, None)


class TestAPreparation:
    @pytest.mark.parametrize("short", ["N3", "P3", "L3", "F3", "F1", "?3"])
    def test_counts_in_the_figures_like_any_other(self, short: str) -> None:
        rows = [(1, short), (2, "F3"), (1, None)]

        assert of(*rows, preparation=True) == of(*rows)


ROUNDS = asked(
    {"id": "8", "title": "T"},
    {**several("8.1", 2), "parent": "8"},
    {**several("8.2", 2), "parent": "8"},
    several("9", 1),
)
GIVEN = {**all_of("8.1", ["F3", "P3"]), **all_of("9", ["F3"])}


class TestThisRound:
    @pytest.mark.parametrize(
        ("later", "applicable", "confirmed"),
        [
            ([], 5, Fraction(7, 15)),
            (["8.2"], 3, Fraction(7, 9)),
            (["8"], 1, Fraction(1)),
            (["8.2", "8"], 1, Fraction(1)),
            (["8", "9"], 0, None),
            (["gone"], 5, Fraction(7, 15)),
        ],
    )
    def test_is_what_applies_and_is_not_put_off(
        self, later: list[str], applicable: int, confirmed: Fraction | None
    ) -> None:
        found = diagnosed(ROUNDS, about={"later": later}, answers=GIVEN).this_round

        assert (found.applicable, found.confirmed) == (applicable, confirmed)

    def test_stands_beside_the_headline_and_changes_nothing_in_it(self) -> None:
        put_off = diagnosed(ROUNDS, about={"later": ["8.2"]}, answers=GIVEN)
        whole = diagnosed(ROUNDS, answers=GIVEN)

        assert put_off.overall == whole.overall == whole.this_round
        assert put_off.clauses == whole.clauses
        assert put_off.steps == whole.steps

    def test_leaves_out_an_answer_given_to_what_is_put_off(self) -> None:
        given = {**GIVEN, "8.2-Q01": answer("N3")}

        found = diagnosed(ROUNDS, about={"later": ["8.2"]}, answers=given).this_round

        assert (found.applicable, found.answered) == (3, 3)


class TestTheBandInWords:
    @pytest.mark.parametrize(
        ("rows", "band"),
        [
            (((1, "F3"), (1, "F3")), "F"),
            (((1, "N"), (1, "N")), "N"),
            (((1, "F3"), (1, None)), None),
            (((9, "N"), (1, None)), "N"),
            (((1, None),), None),
        ],
    )
    def test_is_said_once_no_answer_to_come_can_change_it(
        self, rows: tuple[tuple[int, str | None], ...], band: str | None
    ) -> None:
        assert of(*rows).settled_band == band
