"""The findings of each view of a list, and the answers that may become some."""

import pytest

from cases.rules import Dict, answer, asked, diagnosed, several
from gapwizard.domain.finding_views import VIEWS, findings_in, flagged_points

DATA = asked(several("7", 1), several("8", 1, key=True), several("9", 2))
ANSWERS: Dict = {
    "7-Q01": answer("L3+"),
    "8-Q01": answer("N3"),
    "9-Q01": answer("N3", candidate=True),
    "9-Q02": answer("F3", candidate=True),
}
BY_HAND = {
    "F-01": {"clause": "7", "grade": "minor", "statement": "x", "state": "closed"},
    "F-02": {"clause": "8", "grade": "strength", "statement": "x", "state": "agreed"},
    "F-03": {"clause": "7", "grade": "observation", "statement": "x", "state": "disputed"},
    "F-04": {"clause": "7", "grade": "minor", "statement": "x", "set_aside": "no"},
}
HERE = diagnosed(DATA, answers=ANSWERS, findings=BY_HAND)


class TestAView:
    @pytest.mark.parametrize(
        ("view", "found"),
        [
            ("all", ["NC-8", "F-01", "NC-9", "OFI-7", "F-03", "F-02"]),
            ("major", ["NC-8"]),
            ("minor", ["F-01", "NC-9"]),
            ("ofi", ["OFI-7"]),
            ("observation", ["F-03"]),
            ("strength", ["F-02"]),
            ("draft", ["NC-8", "NC-9", "OFI-7"]),
            ("agreed", ["F-02"]),
            ("disputed", ["F-03"]),
            ("open", ["NC-8", "NC-9", "OFI-7", "F-03", "F-02"]),
            ("set_aside", ["F-04"]),
            ("no_longer_raised", ["F-01"]),
        ],
    )
    def test_shows_the_gravest_first_then_in_the_order_of_the_clauses(
        self, view: str, found: list[str]
    ) -> None:
        assert [finding.id for finding in findings_in(HERE, view)] == found

    def test_shows_what_is_no_longer_raised_and_nothing_else_does(self) -> None:
        kept = diagnosed(DATA, findings={"NC-8": {"state": "agreed", "title": "t"}})
        assert [finding.id for finding in findings_in(kept, "no_longer_raised")] == ["NC-8"]
        assert findings_in(kept, "all") == []

    def test_of_every_finding_that_counts_is_all(self) -> None:
        every = {finding.id for finding in findings_in(HERE, "all")}
        for view in set(VIEWS) - {"set_aside", "no_longer_raised"}:
            assert {finding.id for finding in findings_in(HERE, view)} <= every


class TestACandidate:
    def test_is_an_answer_that_was_flagged_whatever_its_rating(self) -> None:
        assert [point.question.id for point in flagged_points(HERE)] == ["9-Q01", "9-Q02"]
