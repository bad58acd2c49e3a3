"""Coming to another version of the questionnaire is one act, named by both versions."""

from cases.moment import after, asked_with, moment
from gapwizard.domain.assessment import Answer
from gapwizard.domain.carryover import carry_over
from gapwizard.domain.scale import Rating
from gapwizard.session.acts import filing


class TestCarryingOver:
    def test_is_one_act_of_all_that_it_changes_with_both_versions_in_its_name(self) -> None:
        clause = {"id": "1", "title": "One"}
        old = asked_with({**clause, "questions": [{"id": "Q", "text": "?", "criterion": "a"}]})
        new = asked_with(
            {**clause, "questions": [{"id": "Q", "text": "?", "criterion": "another thing"}]},
            version="2",
        )
        now = moment(old, answers={"Q": Answer(rating=Rating.F, note="n")})
        found = carry_over(now.assessment, old, new)
        act = filing.carry_over(now, found)
        assert (act.what, act.label, act.changes) == ("carry", "1 2", found.changes)
        there = after(now, act).assessment
        assert (there.about.questionnaire_version, there.answers["Q"].note) == ("2", "n")
        assert there.answers["Q"].rating is None
