"""Findings of a session: the gate before agreement, promoting a flag, splitting in one act."""

import json
from pathlib import Path

import pytest

from gapwizard.domain.assessment import Answer
from gapwizard.domain.evidence import parse_item
from gapwizard.domain.finding_views import flagged_points
from gapwizard.domain.scale import Rating
from gapwizard.errors import Refused
from gapwizard.session.acts import answers, findings
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.portfolio import creation
from gapwizard.session.session import Session

BY_HAND = {"clause": "1", "grade": "minor", "statement": "s"}


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    """An open assessment of four questions in one clause."""
    for name in ("CONFIG", "CACHE", "LOGS"):
        monkeypatch.setenv(f"GAPWIZARD_{name}", str(tmp_path / name.lower()))
    questions = [
        {"id": f"1-Q{n}", "text": "How?", "criterion": f"Thing {n} is done.", "gap": {"N": "No."}}
        for n in (1, 2, 3, 4)
    ]
    whole = {
        "format": 1, "id": "mine", "version": "1", "language": "en", "title": "Mine",
        "clauses": [{"id": "1", "title": "One", "questions": questions}],
    }  # fmt: skip
    file = tmp_path / "mine.json"
    file.write_text(json.dumps(whole), encoding="utf-8")
    creation.create(tmp_path / "data", "Acme", str(file))
    return Session.open(tmp_path / "data", "acme")


def flag(session: Session, name: str, rating: Rating | None, **more: object) -> None:
    """Answer a question and flag it as a candidate finding."""
    edit = AnswerEdit(rating=rating, candidate=True, **more)  # type: ignore[arg-type]
    session.do(answers.change(session.moment, name, edit))


class TestTheId:
    @pytest.mark.parametrize("name", ["F-a b", "F-", "F-" + "9" * 5000, "F-１", "F-01\n"])
    def test_of_one_added_by_hand_is_a_number(self, session: Session, name: str) -> None:
        with pytest.raises(Refused, match="there is no finding"):
            findings.change(session.diagnosis, name, dict(BY_HAND))
        session.do(findings.change(session.diagnosis, "F-07", dict(BY_HAND)))
        assert list(session.assessment.findings) == ["F-07"]


class TestARefusal:
    def test_carries_the_fields_that_it_asks_for(self, session: Session) -> None:
        flag(session, "1-Q1", Rating.N, evidence=(parse_item("record: log"),))
        with pytest.raises(Refused) as closing:
            findings.change(session.diagnosis, "NC-1", {"state": "closed", "cause": "none"})
        assert closing.value.wanting == {
            "corrective_action": "a corrective action", "verification": "a verification",
        }  # fmt: skip
        with pytest.raises(Refused) as grading:
            findings.change(session.diagnosis, "NC-1", {"grade": "ofi"})
        assert grading.value.wanting == {"grade_reason": "why the grade is another"}

    def test_that_asks_for_no_field_carries_none(self, session: Session) -> None:
        with pytest.raises(Refused) as refused:
            findings.change(session.diagnosis, "NC-9", {"state": "closed"})
        assert refused.value.wanting == {}


class TestAgreeing:
    def test_is_refused_where_only_a_clause_wide_answer_carries_it(self, session: Session) -> None:
        session.do(answers.rate_clause(session.moment, "1", Rating.N))
        for state in ("agreed", "in_progress", "in progress"):
            with pytest.raises(Refused, match=r"NC-1 cannot be (agreed|in progress) yet.*evidence"):
                session.do(findings.change(session.diagnosis, "NC-1", {"state": state}))
        session.do(findings.change(session.diagnosis, "NC-1", {"state": "disputed"}))
        session.do(
            findings.change(
                session.diagnosis, "NC-1", {"state": "agreed", "evidence": "log of May"}
            )
        )
        assert session.assessment.findings["NC-1"].due is not None

    def test_is_open_once_one_point_was_looked_at(self, session: Session) -> None:
        session.do(answers.rate_clause(session.moment, "1", Rating.N))
        session.do(answers.change(session.moment, "1-Q2", AnswerEdit(rating=Rating.P)))
        assert (
            session.do(findings.change(session.diagnosis, "NC-1", {"state": "agreed"})) is not None
        )

    def test_is_refused_by_hand_without_evidence_even_when_it_is_added(
        self, session: Session
    ) -> None:
        with pytest.raises(Refused, match="F-01 cannot be agreed yet; still wanting: its evidence"):
            session.do(findings.change(session.diagnosis, "new", {**BY_HAND, "state": "agreed"}))
        assert session.do(
            findings.change(
                session.diagnosis, "new", {**BY_HAND, "state": "agreed", "evidence": "e"}
            )
        )

    def test_is_not_asked_of_improvements_and_strengths(self, session: Session) -> None:
        for grade in ("ofi", "strength"):
            assert session.do(
                findings.change(
                    session.diagnosis, "new", {**BY_HAND, "grade": grade, "state": "agreed"}
                )
            )

    def test_is_not_escaped_by_a_later_change(self, session: Session) -> None:
        session.do(
            findings.change(
                session.diagnosis, "new", {**BY_HAND, "grade": "ofi", "state": "agreed"}
            )
        )
        with pytest.raises(Refused):
            session.do(findings.change(session.diagnosis, "F-01", {"grade": "minor"}))
        session.do(
            findings.change(
                session.diagnosis, "new", {**BY_HAND, "evidence": "e", "state": "agreed"}
            )
        )
        with pytest.raises(Refused):
            session.do(findings.change(session.diagnosis, "F-02", {"evidence": ""}))

    def test_leaves_a_finding_workable_whose_answers_were_taken_back(
        self, session: Session
    ) -> None:
        session.do(answers.change(session.moment, "1-Q1", AnswerEdit(rating=Rating.N)))
        session.do(findings.change(session.diagnosis, "NC-1", {"state": "agreed"}))
        session.do(answers.change(session.moment, "1-Q1", AnswerEdit(rating=Rating.UNKNOWN)))
        assert (
            session.do(findings.change(session.diagnosis, "NC-1", {"owner": "Desk lead"}))
            is not None
        )

    def test_gives_a_finding_split_off_in_the_same_act_its_due_date(self, session: Session) -> None:
        session.do(answers.change(session.moment, "1-Q1", AnswerEdit(rating=Rating.N)))
        session.do(
            findings.change(session.diagnosis, "NC-1-Q1", {"split": "yes", "state": "agreed"})
        )
        assert session.assessment.findings["NC-1-Q1"].due is not None


class TestPromoting:
    def test_splits_a_point_off_and_takes_the_flag_in_one_act(self, session: Session) -> None:
        flag(session, "1-Q1", Rating.N)
        flag(session, "1-Q2", Rating.N)
        act = session.do(findings.change(session.diagnosis, "new", {"from": "1-Q2"}))
        assert act is not None
        assert [(c.table, c.id) for c in act.changes] == [
            ("findings", "NC-1-Q2"),
            ("answers", "1-Q2"),
        ]
        assert [f.id for f in session.diagnosis.findings] == ["NC-1", "NC-1-Q2"]
        assert not session.assessment.answers["1-Q2"].candidate
        session.undo()
        assert "NC-1-Q2" not in session.assessment.findings
        assert session.assessment.answers["1-Q2"].candidate

    def test_leaves_a_finding_that_somebody_wrote_its_only_point(self, session: Session) -> None:
        flag(session, "1-Q1", Rating.N)
        assert [p.question.id for p in flagged_points(session.diagnosis)] == ["1-Q1"]
        session.do(findings.change(session.diagnosis, "NC-1", {"owner": "Desk lead"}))
        assert flagged_points(session.diagnosis) == []
        for pairs in ({"from": "1-Q1"}, {"split": "yes"}):
            name = "new" if "from" in pairs else "NC-1-Q1"
            with pytest.raises(Refused, match="NC-1 rests on 1-Q1 alone"):
                findings.change(session.diagnosis, name, pairs)

    def test_fills_a_finding_by_hand_from_the_answer(self, session: Session) -> None:
        items = (parse_item("record[3/5]: INC-1"), parse_item("said: the lead"))
        flag(session, "1-Q1", Rating.L, add=items)
        session.do(findings.change(session.diagnosis, "new", {"from": "1-Q1", "grade": "minor"}))
        row = session.assessment.findings["F-01"]
        assert (row.clause, row.grade) == ("1", "minor")
        assert "Thing 1 is done." in row.statement
        assert row.evidence == "E1 record[3/5]: INC-1\nE2 said: the lead"

    def test_takes_the_grade_of_the_rules_where_they_give_one(self, session: Session) -> None:
        flag(session, "1-Q1", Rating.L, observation="The form is long.")
        session.do(findings.change(session.diagnosis, "new", {"from": "1-Q1"}))
        row = session.assessment.findings["F-01"]
        assert (row.grade, row.statement) == ("ofi", "The form is long.")

    @pytest.mark.parametrize(
        ("rating", "statement"),
        [
            (None, "Flagged, and not rated: Thing 1 is done."),
            (Rating.F, "Rated fully met: Thing 1 is done."),
        ],
    )
    def test_asks_for_a_grade_where_they_give_none(
        self, session: Session, rating: Rating | None, statement: str
    ) -> None:
        flag(session, "1-Q1", rating)
        with pytest.raises(Refused, match="the rules propose no grade"):
            session.do(findings.change(session.diagnosis, "new", {"from": "1-Q1"}))
        session.do(findings.change(session.diagnosis, "new", {"from": "1-Q1", "grade": "strength"}))
        assert session.assessment.findings["F-01"].statement == statement

    def test_lets_what_is_said_win(self, session: Session) -> None:
        flag(session, "1-Q1", Rating.N)
        session.do(
            findings.change(session.diagnosis, "new", {"from": "1-Q1", "title": "No such thing"})
        )
        assert session.assessment.findings["NC-1-Q1"].title == "No such thing"

    def test_leaves_no_empty_answer_behind(self, session: Session) -> None:
        flag(session, "1-Q1", None)
        assert session.assessment.answers["1-Q1"] == Answer(candidate=True)
        session.do(findings.change(session.diagnosis, "new", {"from": "1-Q1", "grade": "ofi"}))
        assert "1-Q1" not in session.assessment.answers

    def test_works_without_a_flag(self, session: Session) -> None:
        session.do(answers.change(session.moment, "1-Q1", AnswerEdit(rating=Rating.N)))
        session.do(findings.change(session.diagnosis, "new", {"from": "1-Q1"}))
        assert list(session.assessment.findings) == ["NC-1-Q1"]

    @pytest.mark.parametrize(
        ("name", "question", "words"),
        [
            ("new", "1-Q9", "there is no question"),
            ("new", "", "no question"),
            ("NC-1", "1-Q1", "from="),
        ],
    )
    def test_is_refused_and_changes_nothing(
        self, session: Session, name: str, question: str, words: str
    ) -> None:
        session.do(answers.change(session.moment, "1-Q1", AnswerEdit(rating=Rating.N)))
        before = session.revision
        with pytest.raises(Refused, match=words):
            session.do(findings.change(session.diagnosis, name, {"from": question}))
        assert session.revision == before
