"""Doubts about the data: which there are, and the questions behind each."""

from typing import Any

import pytest

from cases.doubts import seen
from cases.rules import Dict, asked, diagnosed, items, leaf, question
from gapwizard.domain.concerns import (
    CODES,
    blank_left,
    concern_word,
    concerns,
    evidence_wordless,
    partly_wordless,
    word_for_word,
    wordless,
)


class TestConcerns:
    def test_each_names_its_questions(self) -> None:
        found = {
            one.code: one.questions
            for one in concerns(seen(facts={"s": True}, about={"later": ["9"]}))
        }
        assert found == {
            "not_asked": ("9-Q01", "9-Q02"),
            "later": ("9-Q01", "9-Q02"),
            "claimed_only": ("8-Q01",),
            "fully_unseen": ("8-Q01",),
            "unknown": ("8-Q03",),
            "partly_wordless": ("8-Q06", "8-Q09"),
            "undescribed": ("8-Q07",),
            "evidence_wordless": ("8-Q04",),
            "word_for_word": ("8-Q08",),
            "blank_left": ("8-Q08",),
            "unprepared": ("8-Q09",),
            "bulk": ("8-Q04",),
            "na_without_reason": ("8-Q02",),
            "contradictions": ("8-Q05",),
            "draft": ("8-Q06", "8-Q10", "8-Q08"),
            "disputed": (),
        }

    def test_findings_are_counted_as_findings(self) -> None:
        disputed = {"NC-8": {"state": "disputed"}}
        counts = {one.code: one.number for one in concerns(seen(findings=disputed))}
        assert (counts["draft"], counts["disputed"]) == (1, 1)

    def test_what_is_open_is_asked_or_lacks_a_reason(self) -> None:
        diagnosis = seen()
        counts = {one.code: one.number for one in concerns(diagnosis)}
        overall = diagnosis.overall
        open_now = overall.applicable - overall.answered
        assert counts["not_asked"] + counts["na_without_reason"] == open_now

    def test_every_one_has_words(self) -> None:
        assert all(concern_word(code) for code in CODES)


class TestAnAnswerWithoutWords:
    """One question with two points, answered in one way or another."""

    @staticmethod
    def doubts(**given: Any) -> set[str]:
        """The doubts of wording about an answer."""
        asked_for = question("8-Q01", points=["a", "b"])
        made = diagnosed(asked(leaf("8", asked_for)), answers={"8-Q01": given})
        point = made.points["8-Q01"]
        tests = (partly_wordless, evidence_wordless, word_for_word, blank_left, wordless)
        return {test.__name__ for test in tests if test(point)}

    @pytest.mark.parametrize(
        ("given", "found"),
        [
            ({}, set()),
            ({"rating": "F"}, set()),
            ({"rating": "F", "strength": 2}, {"evidence_wordless", "wordless"}),
            ({"rating": "F", "evidence": items("observed: it")}, set()),
            ({"rating": "P"}, {"partly_wordless", "wordless"}),
            ({"rating": "P", "bulk": True}, set()),
            ({"rating": "P", "observation": "two were late"}, set()),
            ({"rating": "P", "observation": "\u200b"}, {"partly_wordless", "wordless"}),
            ({"rating": "P", "ticked": [1]}, set()),
            ({"rating": "P", "ticked": [0, 1]}, {"partly_wordless", "wordless"}),
            ({"rating": "P", "observation": "… were late"}, {"blank_left", "wordless"}),
            ({"rating": "P", "observation": "late", "suggested": True}, {"word_for_word"}),
            ({"rating": "L"}, {"wordless"}),
            ({"rating": "L", "observation": "a form is long"}, set()),
        ],
    )
    def test_is_doubted_until_somebody_says_what_was_found(
        self, given: Dict, found: set[str]
    ) -> None:
        assert self.doubts(**given) == found
