"""The first step of what a question says to do."""

import pytest

from gapwizard.domain.first_step import first_step


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
