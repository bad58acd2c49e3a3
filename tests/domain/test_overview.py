"""Overviews: the concerns about the data, the maturity profile, readiness rules, last time."""

from cases.rules import Dict, all_of, answer, asked, diagnosed, items, question, several
from gapwizard.domain.concerns import CODES, concern_word, concerns
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.overview import drilled_points, moved_by, profile, rules

WHOLE = asked(
    {"id": "8", "title": "Operation", "questions": [
        question("8-Q01"), question("8-Q02", depends_on=["s"]), question("8-Q03"),
        question("8-Q04"), question("8-Q05", depends_on=["s"]), question("8-Q06"),
        question("8-Q07"), question("8-Q08"), question("8-Q09", preparation=True),
        question("8-Q10", points=["a", "b"]), question("8-Q11"),
    ]},
    several("9", 2),
    triggers=[{"id": "s", "question": "Any?"}],
    readiness={"stage1_clauses": ["9"]},
)  # fmt: skip
ANSWERS: Dict = {
    "8-Q01": answer("F1"),
    "8-Q02": {"rating": "NA"},
    "8-Q03": answer("?"),
    "8-Q04": answer("L2", bulk=True),
    "8-Q05": {"rating": "NA", "reason": "none"},
    "8-Q06": answer("P"),
    "8-Q07": answer("L"),
    "8-Q08": answer("L", observation="… of … were late", suggested=True),
    "8-Q09": answer("P", ticked=[0]),
    "8-Q10": answer("P", ticked=[0]),
    "8-Q11": answer("F2", evidence=items("record[3/5]: tickets")),
}


def seen(**tables: Dict) -> Diagnosis:
    return diagnosed(WHOLE, **{"answers": ANSWERS, **tables})


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


class TestDrillingDown:
    def test_open_points_come_first(self) -> None:
        names = ["8-Q01", "9-Q01", "8-Q05", "8-Q03"]
        found = [point.question.id for point in drilled_points(seen(), names)]
        assert found == ["8-Q01", "9-Q01", "8-Q03", "8-Q05"]


class TestTheMaturityProfile:
    def test_counts_levels_those_not_claimed_and_those_below_target(self) -> None:
        answers = {**ANSWERS, **all_of("9", ["F2", "F2"])}
        found = profile(seen(answers=answers, maturity={"9": 4, "8": 2}))
        assert found.levels == (1, 0, 0, 0, 1, 0)
        assert (found.unclaimed, found.below) == (0, 1)
        assert profile(seen()).unclaimed == 2


class TestReadinessRules:
    def test_those_that_fail_come_first(self) -> None:
        found = [rule.holds for _stage, rule in rules(seen())]
        assert found == sorted(found)
        assert {stage for stage, _rule in rules(seen())} == {1, 2}

    def test_there_are_none_without_a_readiness_block(self) -> None:
        assert rules(diagnosed(asked(several("8", 1)))) == []


class TestSinceLastTime:
    def test_a_clause_moved_by_the_difference(self) -> None:
        before = seen(answers=all_of("9", ["N", "F2"]))
        now = seen(answers=all_of("9", ["F2", "F2"]))
        moved = moved_by(now, before, "9")
        assert moved is not None
        assert moved * 2 == 1

    def test_nothing_is_said_where_one_of_them_has_no_figure(self) -> None:
        answered, bare = seen(answers=all_of("9", ["F2"])), seen(answers={})
        assert moved_by(answered, bare, "9") is None
        assert moved_by(answered, None, "9") is None
        assert moved_by(answered, diagnosed(asked(several("8", 1))), "9") is None
