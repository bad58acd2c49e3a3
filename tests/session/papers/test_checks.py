"""Checks before a report goes out: what they notice, and where it is mended."""

import json
from pathlib import Path

import pytest

from gapwizard.domain.assessment import Change, Department
from gapwizard.domain.evidence import parse_item
from gapwizard.domain.scale import Rating
from gapwizard.session import people
from gapwizard.session.acts import about, answers, findings
from gapwizard.session.acts.act import Act
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.papers.checks import Check, checks, warnings
from gapwizard.session.portfolio import creation
from gapwizard.session.session import Session

CODES = [
    "not_asked", "later", "na_without_reason", "contradiction", "claimed", "bulk", "unknown",
    "partly_wordless", "undescribed", "evidence_wordless", "word_for_word", "blank_left", "draft",
    "bare", "outrun", "outlived", "flag", "regraded", "major_loose", "at_odds", "aged", "asked", "homeless", "outside", "disputed", "stale", "names", "language", "organisation", "scope",
]  # fmt: skip


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    """An open assessment of three questions in two clauses, one of them for suppliers only."""
    for name in ("CONFIG", "CACHE", "LOGS"):
        monkeypatch.setenv(f"GAPWIZARD_{name}", str(tmp_path / name.lower()))
    one = [{"id": "1-Q1", "text": "How?"}, {"id": "1-Q2", "text": "How?", "depends_on": ["s"]}]
    whole = {
        "format": 1, "id": "mine", "version": "1", "language": "en", "title": "Mine",
        "triggers": [{"id": "s", "question": "Suppliers?"}],
        "clauses": [
            {"id": "1", "title": "One", "questions": one},
            {"id": "2", "title": "Two", "questions": [{"id": "2-Q1", "text": "Why?"}]},
        ],
    }  # fmt: skip
    file = tmp_path / "mine.json"
    file.write_text(json.dumps(whole), encoding="utf-8")
    creation.create(tmp_path / "data", "Acme", str(file))
    return Session.open(tmp_path / "data", "acme")


def found(session: Session) -> dict[str, Check]:
    """The checks by code."""
    return {check.code: check for check in checks(session)}


def where(session: Session, code: str) -> tuple[int, str, str]:
    """How often one check warns, and where it sends to."""
    check = found(session)[code]
    return check.count, check.place, check.row


class TestTheChecks:
    def test_are_these_and_in_this_order(self, session: Session) -> None:
        assert [check.code for check in checks(session)] == CODES

    def test_are_all_in_order_in_the_end(self, session: Session) -> None:
        seen = (parse_item("document: policy"),)
        for name in ("1-Q1", "1-Q2", "2-Q1"):
            session.do(answers.change(session.moment, name, AnswerEdit(rating=Rating.F, add=seen)))
        session.do(about.describe(session.moment, {"organisation": "Acme", "scope": "Hosting"}))
        assert warnings(checks(session)) == 0
        assert all(not check.place for check in checks(session))


class TestQuestions:
    def test_that_were_not_asked(self, session: Session) -> None:
        assert where(session, "not_asked") == (3, "interview", "1-Q1")
        session.do(answers.change(session.moment, "1-Q1", AnswerEdit(rating=Rating.F)))
        assert where(session, "not_asked") == (2, "interview", "1-Q2")

    def test_that_were_put_off(self, session: Session) -> None:
        session.do(about.describe(session.moment, {"later": "2"}))
        assert where(session, "later") == (1, "interview", "2-Q1")
        assert "2" in found(session)["later"].words

    def test_that_are_not_applicable_without_a_reason_or_against_a_fact(
        self, session: Session
    ) -> None:
        session.do(answers.change(session.moment, "1-Q2", AnswerEdit(rating=Rating.NA)))
        assert where(session, "na_without_reason") == (1, "interview", "1-Q2")
        assert "1-Q2" not in found(session)["not_asked"].words  # asked, and not answered for good
        session.do(answers.change(session.moment, "1-Q2", AnswerEdit(reason="none")))
        session.do(about.set_facts(session.moment, {"s": True}))
        assert where(session, "na_without_reason")[0] == 0
        assert where(session, "contradiction") == (1, "interview", "1-Q2")

    def test_that_claim_more_than_their_evidence_or_were_answered_in_bulk(
        self, session: Session
    ) -> None:
        session.do(answers.change(session.moment, "1-Q1", AnswerEdit(rating=Rating.F)))
        session.do(answers.rate_clause(session.moment, "2", Rating.N))
        assert where(session, "claimed") == (1, "interview", "1-Q1")
        assert where(session, "bulk") == (1, "interview", "2-Q1")


class TestEvidence:
    def test_from_before_the_period_or_still_to_come_is_named(self, session: Session) -> None:
        session.do(about.describe(session.moment, {"period": "2026-01-01..2026-06-30"}))
        old = (parse_item("record: log {date: 2025-12-01}"), parse_item("document: x {asked}"))
        session.do(answers.change(session.moment, "1-Q2", AnswerEdit(rating=Rating.F, add=old)))
        assert where(session, "aged") == (1, "interview", "1-Q2")
        assert where(session, "asked") == (1, "interview", "1-Q2")


class TestFindings:
    def test_that_are_drafts_or_rest_on_nothing(self, session: Session) -> None:
        session.do(answers.rate_clause(session.moment, "2", Rating.N))
        assert where(session, "draft") == (1, "findings", "NC-2")
        assert where(session, "bare") == (1, "findings", "NC-2")
        session.do(
            findings.change(session.diagnosis, "NC-2", {"evidence": "log", "state": "agreed"})
        )
        assert where(session, "draft")[0] == where(session, "bare")[0] == 0

    def test_that_are_flags_still(self, session: Session) -> None:
        session.do(answers.change(session.moment, "1-Q1", AnswerEdit(candidate=True)))
        assert where(session, "flag") == (1, "findings", "1-Q1")


class TestNames:
    @pytest.fixture
    def named(self, session: Session) -> Session:
        """Jane Doe speaks for the desk."""
        session.do(Act("t", "t", (Change("departments", "desk", Department(title="Desk")),)))
        people.set_person(session, "desk", name="Jane Doe")
        return session

    def test_are_found_in_what_the_report_prints(self, named: Session) -> None:
        named.do(
            answers.change(
                named.moment, "1-Q1", AnswerEdit(add=(parse_item("said: Jane Doe of the desk"),))
            )
        )
        assert where(named, "names") == (1, "interview", "1-Q1")
        named.do(
            findings.change(
                named.diagnosis,
                "new",
                {"clause": "1", "grade": "ofi", "statement": "jane doe says"},
            )
        )
        assert found(named)["names"].count == 2

    def test_are_found_in_what_it_knows_of_itself(self, named: Session) -> None:
        named.do(about.describe(named.moment, {"scope": "the team of Jane Doe"}))
        assert where(named, "names") == (1, "set", "scope")

    def test_may_stand_in_private_notes(self, named: Session) -> None:
        named.do(answers.change(named.moment, "1-Q1", AnswerEdit(note="Jane Doe hesitates")))
        assert where(named, "names")[0] == 0


def test_what_is_not_set_is_mended_by_its_field(session: Session) -> None:
    assert where(session, "scope") == (1, "set", "scope")
    session.do(about.describe(session.moment, {"scope": "Hosting", "organisation": ""}))
    assert where(session, "organisation") == (1, "set", "organisation")
