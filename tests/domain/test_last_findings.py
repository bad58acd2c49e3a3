"""Last time's findings: closed, raised again, or not checked this time."""

from typing import ClassVar

from cases.rules import Dict, all_of, answer, asked, diagnosed, leaf, question, several
from gapwizard.domain.last_findings import Fate, FateWhy, Followed, follow

FACT = [{"id": "t", "question": "?"}]
THREE = asked(several("8", 3))


def followed_up(
    before: Dict, after: Dict, then: Dict = THREE, now: Dict | None = None
) -> tuple[Followed, ...]:
    """What became of the findings of last time."""
    return follow(diagnosed(then, **before), diagnosed(now or then, **after), {})


def fate(before: Dict, after: Dict, then: Dict = THREE, now: Dict | None = None) -> tuple[str, str]:
    """What became of the one finding of last time, and why."""
    (followed,) = followed_up(before, after, then, now)
    return followed.fate.value, followed.why.value


class TestLastTimesFindings:
    BAD: ClassVar[Dict] = {"answers": all_of("8", ["N3", "F3", "F3"])}

    def test_one_whose_question_fails_again_is_repeated(self) -> None:
        (followed,) = followed_up(self.BAD, self.BAD)

        assert (followed.fate, followed.now) == (Fate.REPEATED, ("NC-8",))

    def test_one_whose_question_holds_now_is_closed(self) -> None:
        assert fate(self.BAD, {"answers": all_of("8", ["F3", "F3", "F3"])}) == (
            "closed",
            "no_longer_raised",
        )

    def test_another_question_of_the_clause_does_not_repeat_it(self) -> None:
        assert fate(self.BAD, {"answers": all_of("8", ["F3", "N3", "F3"])})[0] == "closed"

    def test_a_nonconformity_is_not_repeated_by_an_opportunity(self) -> None:
        for short in ("L3", "L3+"):
            assert fate(self.BAD, {"answers": all_of("8", [short, "F3", "F3"])})[0] == "closed"

    def test_an_opportunity_is_repeated_by_a_nonconformity(self) -> None:
        before = {"answers": all_of("8", ["L3+", "F3", "F3"])}

        assert fate(before, self.BAD) == ("repeated", "raised")

    def test_one_whose_question_is_open_now_is_not_checked(self) -> None:
        (followed,) = followed_up(self.BAD, {"answers": {}})

        assert (followed.fate, followed.unasked) == (Fate.UNCHECKED, ("8-Q01",))

    def test_one_set_aside_now_is_closed(self) -> None:
        after = {**self.BAD, "findings": {"NC-8": {"set_aside": "a misunderstanding"}}}

        assert fate(self.BAD, after) == ("closed", "set_aside")

    def test_one_recorded_as_closed_is_repeated_while_its_answers_raise_it(self) -> None:
        after = {**self.BAD, "findings": {"NC-8": {"state": "closed"}}}

        assert fate(self.BAD, after) == ("repeated", "raised_closed")

    def test_one_raised_by_hand_again_and_closed_stands_no_more(self) -> None:
        by_hand = {"clause": "8", "grade": "minor", "statement": "x"}
        fine = {"answers": all_of("8", ["F3", "F3", "F3"])}
        closed = {**fine, "findings": {"F-01": {**by_hand, "state": "closed"}}}

        assert fate({**fine, "findings": {"F-01": by_hand}}, closed) == (
            "closed",
            "recorded_closed",
        )

    def test_one_of_which_nobody_could_tell_now_is_not_checked(self) -> None:
        (followed,) = followed_up(self.BAD, {"answers": all_of("8", ["?", "F3", "F3"])})

        assert (followed.fate, followed.why) == (Fate.UNCHECKED, FateWhy.UNKNOWN)
        assert followed.unasked == ("8-Q01",)

    def test_one_closed_last_time_need_not_be_checked(self) -> None:
        before = {**self.BAD, "findings": {"NC-8": {"state": "verified"}}}

        assert fate(before, {"answers": {}}) == ("closed", "recorded_closed")

    def test_one_closed_last_time_and_raised_again_is_repeated(self) -> None:
        before = {**self.BAD, "findings": {"NC-8": {"state": "verified"}}}

        assert fate(before, self.BAD) == ("repeated", "raised")

    def test_one_whose_questions_apply_no_more_is_closed(self) -> None:
        data = asked(leaf("8", question("8-Q01", depends_on=["t"])), triggers=FACT)
        before = {"answers": all_of("8", ["N3"])}

        assert fate(before, {"facts": {"t": False}}, data) == ("closed", "not_applicable")

    def test_one_by_hand_follows_its_clause(self) -> None:
        by_hand = {"findings": {"F-01": {"clause": "8", "grade": "minor", "statement": "x"}}}
        fine = {"answers": all_of("8", ["F3", "F3", "F3"])}

        assert fate(by_hand, self.BAD) == ("repeated", "raised")
        assert fate(by_hand, fine) == ("closed", "no_longer_raised")
        assert fate(by_hand, {}) == ("unchecked", "unanswered")

    def test_one_whose_questions_are_gone_is_raised_by_its_clause_and_never_closed_by_it(
        self,
    ) -> None:
        now = asked(leaf("8", question("8-Q09")))

        assert fate(self.BAD, {"answers": {"8-Q09": answer("N3")}}, THREE, now)[0] == "repeated"
        gone = ("unchecked", "questions_gone")
        assert fate(self.BAD, {"answers": {"8-Q09": answer("F3")}}, THREE, now) == gone

    def test_one_of_whose_questions_some_are_gone_is_not_closed_by_the_others(self) -> None:
        bad = {"answers": all_of("8", ["N3", "N3", "N3"])}
        fine = {"answers": {"8-Q01": answer("F3")}}
        left = asked(leaf("8", question("8-Q01"), question("8-Q09")))

        assert fate(bad, fine, THREE, left) == ("unchecked", "some_gone")
        assert fate(bad, {"answers": {"8-Q01": answer("N3")}}, THREE, left)[0] == "repeated"

    def test_one_whose_clause_is_gone_is_not_checked(self) -> None:
        assert fate(self.BAD, {}, THREE, asked(several("9", 1))) == ("unchecked", "clause_gone")

    def test_a_strength_is_none_to_follow(self) -> None:
        strength = {"findings": {"F-01": {"clause": "8", "grade": "strength", "statement": "x"}}}

        assert followed_up(strength, {}) == ()

    def test_one_dealt_with_elsewhere_is_repeated_there(self) -> None:
        clauses = [
            leaf("7", question("7-Q01", mirror=True, documents=["D"])),
            leaf("8", question("8-Q01", documents=["D"])),
        ]
        data = asked(*clauses, documents=[{"id": "D", "title": "D"}])
        before = {"answers": {"7-Q01": answer("N3"), "8-Q01": answer("F3")}}
        after = {"answers": {"7-Q01": answer("N3"), "8-Q01": answer("N3")}}
        (followed,) = followed_up(before, after, data)

        assert (followed.fate, followed.why, followed.now) == (
            Fate.REPEATED,
            FateWhy.RAISED,
            ("NC-8",),
        )

    def test_those_to_look_at_come_first(self) -> None:
        data = asked(several("7", 1), several("8", 1), several("9", 1, key=True), several("10", 1))
        before = {"answers": {f"{c}-Q01": answer("N3") for c in ("7", "8", "9", "10")}}
        after = {"answers": {**before["answers"], "7-Q01": answer("F3"), "8-Q01": {}}}

        assert [f.finding.id for f in followed_up(before, after, data)] == [
            "NC-8", "NC-9", "NC-10", "NC-7",
        ]  # fmt: skip
