"""Suggestions: a rating from ticks, words for an observation, a level from ratings; never an answer."""

from typing import Any

import pytest

from cases.rules import all_of, asked, diagnosed, several
from gapwizard.domain import suggestions
from gapwizard.domain.assessment import Answer
from gapwizard.domain.questionnaire import Question
from gapwizard.domain.scale import Rating
from gapwizard.domain.suggestions import first_step

ASKED = Question.model_validate(
    {"id": "Q", "text": "?", "points": ["a", "b", "c"], "gap": {"N": "n", "P": "p", "L": "l"}}
)
BARE = Question.model_validate({"id": "Q", "text": "?"})


def answer(**more: Any) -> Answer:
    return Answer.model_validate(more)


class TestARating:
    @pytest.mark.parametrize(
        ("ticked", "rating"),
        [((), None), ((0,), Rating.P), ((0, 2), Rating.P), ((0, 1, 2), Rating.F), ((0, 0, 0), Rating.P),
         ((7,), None), ((0, 1, 2, 7), Rating.F), ((-1,), None)],
    )  # fmt: skip
    def test_is_full_where_every_point_is_seen_and_partial_where_some_are(
        self, ticked: tuple[int, ...], rating: Rating | None
    ) -> None:
        assert suggestions.suggested_rating(ASKED, ticked) is rating

    def test_is_none_for_a_question_without_points(self) -> None:
        assert suggestions.suggested_rating(BARE, (0,)) is None


class TestAnObservation:
    @pytest.mark.parametrize(
        ("given", "words"),
        [
            (answer(rating="P"), "p"),
            (answer(rating="L"), "l"),
            (answer(rating="N"), ""),
            (answer(rating="F"), ""),
            (answer(), ""),
            (answer(rating="P", bulk=True), ""),
            (answer(rating="P", observation="Mine."), ""),
            (answer(rating="P", observation="\u200b"), "p"),
            (answer(rating="P", note="private"), "p"),
        ],
    )
    def test_is_the_questions_sentence_for_a_rating_that_has_no_words_yet(
        self, given: Answer, words: str
    ) -> None:
        assert suggestions.observation(ASKED, given) == words
        assert suggestions.observation(BARE, given) == ""


class TestALapse:
    @pytest.mark.parametrize(
        ("given", "left_open"),
        [
            (answer(rating="L", observation="x"), True),
            (answer(rating="L", observation="x", lapse=True), False),
            (answer(rating="L", observation=" "), False),
            (answer(rating="P", observation="x"), False),
        ],
    )
    def test_is_left_open_by_words_on_a_largely(self, given: Answer, left_open: bool) -> None:
        assert suggestions.lapse_open(given) is left_open


class TestALevel:
    @pytest.mark.parametrize(
        ("ratings", "level"),
        [
            ([], None),
            (["N", "N"], 0),
            (["P2", "P2"], 0),
            (["L2", "L2"], 1),
            (["F3", "F3", "F3", "F1"], 2),
            (["F3", "F2"], 3),
        ],
    )
    def test_follows_from_the_band_and_from_what_was_seen(
        self, ratings: list[str], level: int | None
    ) -> None:
        made = diagnosed(asked(several("8", len(ratings) or 1)), answers=all_of("8", ratings))
        assert suggestions.level(made.clauses["8"]) == level


class TestTitles:
    @pytest.mark.parametrize(
        ("fix", "title"),
        [
            ("List five tools.", "List five tools"),
            ("建议写明优先级规则。然后培训。", "写明优先级规则"),
            (
                (
                    "List the ten decisions that cannot wait (stop a service, emergency change, refund, press)"
                    " on one page today."
                ),
                "List the ten decisions that cannot wait",
            ),
            (
                "Write " + "word " * 20 + "here.",
                "Write " + "word " * 16 + "...",
            ),
            (
                (
                    "In the yearly round, spend one whole hour of the day on it, tick what was there already"
                    " and say the rest aloud."
                ),
                "In the yearly round, spend one whole hour of the day on it",
            ),
            (
                (
                    "Write the plan for people, technology, information and money of the two largest services of"
                    " all those here in this house."
                ),
                "Write the plan for people, technology, information and money of the two largest services of all those ...",
            ),
            (
                (
                    "Draw the chain of the most important service you have and mark all handovers to"
                    " others in it today."
                ),
                "Draw the chain of the most important service you have",
            ),
            (
                (
                    "Ask every one of the team leads which event would hurt them most (people, fire in all"
                    " the rooms, sites)."
                ),
                "Ask every one of the team leads which event would hurt them most",
            ),
        ],
    )
    def test_are_the_first_sentence_as_far_as_it_makes_sense(self, fix: str, title: str) -> None:
        assert first_step(fix) == title
