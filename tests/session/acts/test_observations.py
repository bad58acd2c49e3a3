"""The observation of an answer: what was seen, for the report, beside the private note."""

import json
from pathlib import Path

import pytest

from gapwizard.domain.assessment import Answer
from gapwizard.domain.evidence import parse_item
from gapwizard.domain.scale import Rating
from gapwizard.errors import Refused
from gapwizard.session.acts import answers
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.portfolio import creation
from gapwizard.session.session import Session

GAP = {
    "N": "No list was shown.",
    "P": "… of … parties were not on the list.",
    "L": "The list is ….",
}
WHOLE = {
    "format": 1, "id": "mine", "version": "1", "language": "en", "title": "Mine",
    "na_notice": "Nothing may be left out here.",
    "triggers": [{"id": "t", "question": "Any?"}],
    "clauses": [
        {"id": "1", "title": "One", "questions": [
            {"id": "1-Q1", "text": "How?", "criterion": "All are listed.", "gap": GAP,
             "points": ["customers", "suppliers"]},
            {"id": "1-Q2", "text": "How?", "gap": {"N": "None.", "P": "Some.", "L": "Late."}},
            {"id": "1-Q3", "text": "Why?", "depends_on": ["t"]},
        ]},
    ],
}  # fmt: skip


def opened(folder: Path, **more: object) -> Session:
    """An open assessment of the small questionnaire, with some keys changed."""
    file = folder / "mine.json"
    file.write_text(json.dumps({**WHOLE, **more}), encoding="utf-8")
    creation.create(folder / "data", "Acme", str(file))
    return Session.open(folder / "data", "acme")


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    for name in ("CONFIG", "CACHE", "LOGS"):
        monkeypatch.setenv(f"GAPWIZARD_{name}", str(tmp_path / name.lower()))
    return opened(tmp_path)


def answer(session: Session, name: str = "1-Q1") -> Answer:
    return session.assessment.answers[name]


class TestAnObservation:
    def test_is_kept_as_it_was_typed_and_survives_reopening(self, session: Session) -> None:
        text = "3 of 5 <tickets> had *none*\n=1+1 抽查"
        session.do(
            answers.change(
                session.moment,
                "1-Q1",
                AnswerEdit(rating=Rating.P, observation=text, note="private"),
            )
        )
        session.close()
        again = Session.open(session.folder.parent, "acme", write=False)
        assert (answer(again).observation, answer(again).note) == (text, "private")

    def test_is_what_a_finding_says(self, session: Session) -> None:
        session.do(
            answers.change(
                session.moment, "1-Q1", AnswerEdit(rating=Rating.P, observation="Two were missing.")
            )
        )
        row = session.diagnosis.finding("NC-1")
        assert row is not None
        assert row.points[0].answer == answer(session)

    @pytest.mark.parametrize(
        "edit",
        [
            AnswerEdit(observation="seen"),
            AnswerEdit(add=(parse_item("said: the lead"),)),
            AnswerEdit(ticked=(0,)),
        ],
    )
    def test_evidence_and_ticks_take_the_bulk_mark_off_their_question(
        self, session: Session, edit: AnswerEdit
    ) -> None:
        session.do(answers.rate_clause(session.moment, "1", Rating.P))
        session.do(answers.change(session.moment, "1-Q1", edit))
        assert [answer(session, name).bulk for name in ("1-Q1", "1-Q2")] == [False, True]

    @pytest.mark.parametrize("edit", [AnswerEdit(note="hm"), AnswerEdit(observation=" ")])
    def test_but_a_note_or_no_words_leave_it(self, session: Session, edit: AnswerEdit) -> None:
        session.do(answers.rate_clause(session.moment, "1", Rating.P))
        session.do(answers.change(session.moment, "1-Q1", edit))
        assert answer(session).bulk

    def test_recorded_before_a_clause_wide_digit_keeps_the_mark_away(
        self, session: Session
    ) -> None:
        session.do(
            answers.change(session.moment, "1-Q1", AnswerEdit(observation="Two were missing."))
        )
        session.do(answers.rate_clause(session.moment, "1", Rating.P))
        assert (answer(session).rating, answer(session).bulk) == (Rating.P, False)
        assert answer(session, "1-Q2").bulk


class TestASuggestion:
    @pytest.mark.parametrize(("rating", "words"), [(Rating.P, GAP["P"]), (Rating.L, GAP["L"])])
    def test_is_the_questions_own_sentence_with_its_blanks(
        self, session: Session, rating: Rating, words: str
    ) -> None:
        session.do(answers.change(session.moment, "1-Q1", AnswerEdit(rating=rating)))
        act = session.do(answers.take_suggestion(session.moment, "1-Q1"))
        assert act is not None
        assert (answer(session).observation, answer(session).suggested) == (words, True)

    def test_is_remembered_as_one_until_it_is_changed(self, session: Session) -> None:
        session.do(answers.change(session.moment, "1-Q1", AnswerEdit(rating=Rating.P)))
        session.do(answers.take_suggestion(session.moment, "1-Q1"))
        session.do(answers.change(session.moment, "1-Q1", AnswerEdit(note="x")))
        assert answer(session).suggested
        session.do(
            answers.change(
                session.moment,
                "1-Q1",
                AnswerEdit(observation="2 of 9 parties were not on the list."),
            )
        )
        assert not answer(session).suggested

    @pytest.mark.parametrize("rating", [None, Rating.N, Rating.F, Rating.UNKNOWN])
    def test_is_none_for_other_ratings(self, session: Session, rating: Rating | None) -> None:
        session.do(answers.change(session.moment, "1-Q1", AnswerEdit(rating=rating, note="x")))
        with pytest.raises(Refused, match="nothing to take"):
            session.do(answers.take_suggestion(session.moment, "1-Q1"))

    def test_never_replaces_words(self, session: Session) -> None:
        session.do(
            answers.change(session.moment, "1-Q1", AnswerEdit(rating=Rating.P, observation="Mine."))
        )
        with pytest.raises(Refused, match="nothing to take"):
            session.do(answers.take_suggestion(session.moment, "1-Q1"))
        assert answer(session).observation == "Mine."

    def test_is_not_offered_for_a_clause_rated_as_a_whole(self, session: Session) -> None:
        session.do(answers.rate_clause(session.moment, "1", Rating.P))
        with pytest.raises(Refused, match="nothing to take"):
            session.do(answers.take_suggestion(session.moment, "1-Q1"))


class TestEvidenceAfterNotFound:
    def test_takes_the_mark_back_whichever_face_adds_it(self, session: Session) -> None:
        session.do(answers.change(session.moment, "1-Q1", AnswerEdit(rating=Rating.L, strength=0)))
        session.do(
            answers.change(
                session.moment, "1-Q1", AnswerEdit(add=(parse_item("document: the list"),))
            )
        )
        assert (answer(session).strength, answer(session).effective_strength) == (None, 2)

    def test_but_not_where_both_are_said_at_once(self, session: Session) -> None:
        edit = AnswerEdit(rating=Rating.L, strength=0, add=(parse_item("said: looked in vain"),))
        session.do(answers.change(session.moment, "1-Q1", edit))
        assert answer(session).strength == 0

    def test_leaves_another_strength_of_the_assessor(self, session: Session) -> None:
        session.do(answers.change(session.moment, "1-Q1", AnswerEdit(rating=Rating.L, strength=1)))
        session.do(
            answers.change(
                session.moment, "1-Q1", AnswerEdit(add=(parse_item("document: the list"),))
            )
        )
        assert answer(session).strength == 1


class TestTheSameItemAgain:
    def test_says_how_far_it_has_come_and_stays_one(self, session: Session) -> None:
        for words in (
            "document: x {asked; asked of: CAB}",
            "document: x",
            "document: x {received}",
        ):
            add = (parse_item(words),)
            session.do(answers.change(session.moment, "1-Q1", AnswerEdit(add=add)))

        (item,) = session.assessment.answers["1-Q1"].evidence
        assert (item.state, item.asked_of) == ("received", "CAB")

    def test_that_is_only_asked_for_was_not_shown(self, session: Session) -> None:
        edit = AnswerEdit(strength=0, add=(parse_item("document: x {asked}"),))
        session.do(answers.change(session.moment, "1-Q1", edit))
        after = session.assessment.answers["1-Q1"]

        assert (after.shown, after.strength) == (None, 0)


class TestTheDayOfEvidence:
    def test_is_kept_for_what_was_shown_and_not_for_what_was_said(self, session: Session) -> None:
        session.do(
            answers.change(session.moment, "1-Q1", AnswerEdit(add=(parse_item("said: the lead"),)))
        )
        assert answer(session).shown is None
        session.do(
            answers.change(
                session.moment, "1-Q1", AnswerEdit(add=(parse_item("document: the list"),))
            )
        )
        assert answer(session).shown is not None


class TestNotApplicable:
    def test_is_refused_in_the_words_of_the_questionnaire(self, session: Session) -> None:
        with pytest.raises(Refused, match="Nothing may be left out here"):
            session.do(
                answers.change(session.moment, "1-Q1", AnswerEdit(rating=Rating.NA, reason="no"))
            )

    def test_without_such_words_says_no_word_of_another_standard(self, tmp_path: Path) -> None:
        session = opened(tmp_path, na_notice="")
        with pytest.raises(Refused) as refused:
            session.do(
                answers.change(session.moment, "1-Q1", AnswerEdit(rating=Rating.NA, reason="no"))
            )
        assert "4 to 10" not in str(refused.value)

    def test_is_open_to_every_question_where_the_questionnaire_asks_a_reason_only(
        self, tmp_path: Path
    ) -> None:
        session = opened(tmp_path, na="reason")
        session.do(
            answers.change(session.moment, "1-Q1", AnswerEdit(rating=Rating.NA, reason="not ours"))
        )
        session.do(answers.change(session.moment, "1-Q2", AnswerEdit(rating=Rating.NA)))
        points = session.diagnosis.points
        assert [points[name].applicable for name in ("1-Q1", "1-Q2")] == [False, True]

    def test_takes_a_whole_clause_at_once_with_its_reason(self, tmp_path: Path) -> None:
        session = opened(tmp_path, na="reason")
        session.do(answers.change(session.moment, "1-Q2", AnswerEdit(rating=Rating.P)))
        act = session.do(answers.rate_clause(session.moment, "1", Rating.NA, "not ours"))
        assert act is not None
        assert {change.id for change in act.changes} == {"1-Q1", "1-Q3"}
        assert session.diagnosis.overall.applicable == 1
