"""Doubts about the data: which there are, and the questions behind each."""

from cases.doubts import seen
from gapwizard.domain.concerns import CODES, concern_word, concerns


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
