"""The ways to go through a questionnaire, and what each asks."""

from pathlib import Path

import pytest

from gapwizard.domain.scale import Rating
from gapwizard.errors import Refused
from gapwizard.session.acts import agenda
from gapwizard.session.interview.interview import Interview
from gapwizard.session.interview.ways import CORE
from gapwizard.session.portfolio import creation
from gapwizard.session.portfolio.drafts import Draft
from gapwizard.session.session import Session

SLOT = {"day": "2026-12-01", "start": "10:00", "clauses": "8.6.1"}


@pytest.fixture
def session(data: Path) -> Session:
    name = creation.from_draft(data, Draft(name="Acme"))
    return Session.open(data, name)


class TestTheHalfDayInterview:
    def test_asks_the_core_questions_only(self, session: Session) -> None:
        interview = Interview(session)
        interview.take_way(CORE)
        seen = [interview.question.id]
        while interview.step(1):
            seen.append(interview.question.id)
        core = [q.id for q in session.questionnaire.questions.values() if q.core]
        assert seen == core
        assert str(len(core)) in interview.way_words
        session.close()

    def test_comes_in_turn_and_within_a_slot_too(self, session: Session) -> None:
        session.do(agenda.change(session.moment, "new", SLOT))
        interview = Interview(session)
        interview.choose_slot("S-01")
        said = [interview.turn_filter() for _turn in range(5)]
        assert "this slot's" in said[0]
        assert said[1] == "all questions"
        assert said[2] == "only open questions"
        assert "half day" in said[3]
        assert "this slot:" in said[4]
        session.close()

    def test_is_kept_by_a_slot_that_was_planned_for_it(self, session: Session) -> None:
        session.do(agenda.change(session.moment, "new", {**SLOT, "core": "yes"}))
        interview = Interview(session)
        interview.choose_slot("S-01")
        core = [q.id for q in session.questionnaire.questions.values() if q.core]
        asked = [name for name in core if name.startswith("8.6.1-")]
        assert interview.question.id == asked[0]
        assert sorted(interview.only or ()) == asked
        said = [interview.turn_filter() for _turn in range(4)]
        assert not any("this slot's" in words for words in said)
        session.close()

    def test_and_only_what_is_open_go_together(self, session: Session) -> None:
        session.do(agenda.change(session.moment, "new", SLOT))
        interview = Interview(session)
        interview.choose_slot("S-01")
        interview.only_open = True
        interview.rate(Rating.F)
        first = interview.question.id
        assert interview.step(-1) is False
        assert first == "8.6.1-Q02"
        asked = [first]
        while interview.step(1):
            asked.append(interview.question.id)
        assert all(name.startswith("8.6.1-") for name in asked)
        session.close()

    def test_is_refused_where_no_question_is_marked(self, data: Path) -> None:
        draft = Draft(name="Ready", questionnaire="iso20000-1-2018-audit-readiness")
        name = creation.from_draft(data, draft)
        with Session.open(data, name) as session, pytest.raises(Refused):
            Interview(session).take_way(CORE)
