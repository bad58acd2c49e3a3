"""What lint says of words: one question in a text, nothing claimed that nobody recorded."""

import pytest

from gapwizard.domain.lint_rules import lint_errors, remarks
from gapwizard.domain.questionnaire import Clause, Gap, Question, Questionnaire


def found(language: str = "en", level_one: str = "It works.", **fields: object) -> list[str]:
    """The remarks on one question, by what they stand at."""
    question = Question.model_validate({"id": "1-Q01", "text": "x", **fields})
    levels = ("a", level_one, "c", "d", "e", "f")
    clause = Clause(id="1", title="One", maturity_levels=levels, questions=(question,))
    q = Questionnaire(
        format=1, id="q", version="1", language=language, title="t", clauses=(clause,)
    )
    return [".".join(map(str, place[2:])) for place, _words in remarks(q)]


class TestAText:
    @pytest.mark.parametrize(
        ("language", "text"),
        [
            ("en", "Who decides that, and how often?"),
            ("en", "When did you last do it, and what came of it?"),
            ("en", "How do you plan? Who checks it?"),
            ("en", "What goes wrong, and do you write it down?"),
            ("zh-Hans", "由谁决定，多久一次？"),
            ("zh-Hans", "你们怎么做？写在哪里？"),
        ],
    )
    def test_asks_two_things(self, language, text):
        assert found(language, text=text) == ["questions.0.text"]

    @pytest.mark.parametrize(
        ("language", "text"),
        [
            ("en", "When two incidents arrive at once, how do you decide which goes first?"),
            ("en", "Tell me about the last time people, tools or money ran short."),
            ("en", "Pick one process: how is its work planned ahead?"),
            ("zh-Hans", "两个事件同时来了，你们怎么决定先处理哪个？"),
            ("fr", "Qui décide, et quand ?"),
        ],
    )
    def test_asks_one(self, language, text):
        assert found(language, text=text) == []


class TestASentence:
    @pytest.mark.parametrize(
        ("band", "words", "wrong"),
        [
            ("N", "None of the people interviewed knew the policy.", True),
            ("N", "No policy was shown.", False),
            ("P", "A rule exists; some of the tickets did not follow it.", True),
            ("P", "A rule exists; of … tickets looked at, … did not follow it.", False),
            ("L", "Priorities are set; the matrix was last reviewed two years ago.", True),
            ("L", "Priorities are set; the matrix was last reviewed on ….", False),
        ],
    )
    def test_claims_no_more_than_somebody_recorded(self, band, words, wrong):
        gap = Gap.model_validate({band: words})
        assert found(gap=gap.model_dump()) == ([f"questions.0.gap.{band}"] if wrong else [])


class TestLevelOne:
    def test_is_an_outcome_that_is_achieved(self):
        assert found(level_one="Nobody knows how many incidents there were.") == [
            "maturity_levels.1"
        ]
        assert found("zh-Hans", level_one="没有人知道有多少事件。") == ["maturity_levels.1"]


class TestFollowUps:
    def test_ask_to_be_shown_something_once_in_three(self):
        assert found(follow_up=("Show me one.", "Who made it?", "When was it?")) == []
        assert found(follow_up=("Show me one.", "Who made it?")) == [""]


class TestAnId:
    @pytest.mark.parametrize(
        ("fields", "place"),
        [
            ({"id": "z\u200bw"}, ("id",)),
            ({"version": "1\u202e"}, ("version",)),
            ({"documents": [{"id": "D\u200b1", "title": "x"}]}, ("documents", 0, "id")),
            ({"roles": [{"id": "r\u2066", "title": "x"}]}, ("roles", 0, "id")),
        ],
    )
    def test_holds_nothing_that_nobody_can_see(self, fields, place):
        clause = {"id": "1", "title": "One", "questions": [{"id": "1-Q1", "text": "How?"}]}
        whole = {
            "format": 1,
            "id": "q",
            "version": "1",
            "language": "en",
            "title": "t",
            "clauses": [clause],
        }
        faults = list(lint_errors(Questionnaire.model_validate({**whole, **fields})))
        assert [fault.place for fault in faults] == [place]
