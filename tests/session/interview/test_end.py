"""The end of what is asked: it is said, and nothing false with it."""

from pathlib import Path

from cases.app import small
from gapwizard.domain.scale import Rating
from gapwizard.session.interview.interview import Interview
from gapwizard.session.interview.next_best import go_to_best
from gapwizard.session.session import Session


class TestTheLastQuestion:
    def test_says_that_it_was_the_last_of_those_asked_now(self, data: Path) -> None:
        with Session.open(data, small(data)) as session:
            interview = Interview(session)
            interview.only = frozenset({"8.1-Q01", "8.2-Q01"})
            interview.go("8.1-Q01")
            assert interview.rate(Rating.F).said == ""
            assert "the last of the questions asked now" in interview.rate(Rating.F).said
            assert go_to_best(interview) == (
                "nothing else is left among the questions that are asked now"
            )
