"""A session: answering, undoing across sessions, importing, and the index of the portfolio."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cases.importing import import_of
from gapwizard.domain.assessment import Answer
from gapwizard.domain.evidence import parse_item
from gapwizard.domain.scale import Rating
from gapwizard.errors import InUse, Refused
from gapwizard.session.acts import about, answers
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.portfolio import creation, listing
from gapwizard.session.session import Session
from gapwizard.store import index

P = AnswerEdit(rating=Rating.P)
F = AnswerEdit(rating=Rating.F)
Open = Callable[[], Session]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with the assessment `acme` of four questions in two clauses."""
    for name in ("CONFIG", "CACHE", "LOGS"):
        monkeypatch.setenv(f"GAPWIZARD_{name}", str(tmp_path / name.lower()))
    triggers = [{"id": "suppliers", "question": "Any?"}]
    one = [{"id": f"1-Q{n}", "text": "How?"} for n in (1, 2)]
    one.append({"id": "1-Q3", "text": "How?", "depends_on": ["suppliers"]})
    whole = {
        "format": 1,
        "id": "mine",
        "version": "1",
        "language": "en",
        "title": "Mine",
        "triggers": triggers,
        "clauses": [
            {"id": "1", "title": "One", "questions": one},
            {"id": "2", "title": "Two", "questions": [{"id": "2-Q1", "text": "Why?"}]},
        ],
    }
    file = tmp_path / "mine.json"
    file.write_text(json.dumps(whole), encoding="utf-8")
    creation.create(tmp_path / "data", "Acme", str(file))
    return tmp_path / "data"


@pytest.fixture
def session(data: Path) -> Open:
    """Opens `acme` for writing."""
    return lambda: Session.open(data, "acme")


def rating(data: Path, question: str) -> Rating | None:
    """The rating as it is on the disk."""
    found = Session.open(data, "acme", write=False).assessment.answers.get(question)
    return found.rating if found else None


class TestAnEdit:
    def test_leaves_what_it_does_not_name(self, session: Open) -> None:
        with session() as s:
            s.do(
                answers.change(
                    s.moment,
                    "1-Q1",
                    AnswerEdit(rating=Rating.P, note="n", strength=3, recurring=True),
                )
            )
            s.do(answers.change(s.moment, "1-Q1", AnswerEdit(rating=Rating.L)))
            found = s.assessment.answers["1-Q1"]
        assert (found.rating, found.note, found.strength, found.recurring) == ("L", "n", 3, True)

    def test_that_changes_nothing_is_no_act(self, session: Open) -> None:
        with session() as s:
            assert s.do(answers.change(s.moment, "1-Q1", P)) is not None
            before = s.revision
            assert s.do(answers.change(s.moment, "1-Q1", P)) is None
            assert s.revision == before

    def test_that_clears_takes_the_rating_and_keeps_the_words(self, session: Open) -> None:
        with session() as s:
            s.do(answers.change(s.moment, "1-Q1", AnswerEdit(rating=Rating.P, note="n")))
            s.do(answers.change(s.moment, "1-Q1", AnswerEdit(clear=True)))
            assert s.assessment.answers["1-Q1"] == Answer(note="n")

    def test_that_leaves_nothing_removes_the_row(self, session: Open) -> None:
        with session() as s:
            s.do(answers.change(s.moment, "1-Q1", P))
            s.do(answers.change(s.moment, "1-Q1", AnswerEdit(clear=True)))
            assert "1-Q1" not in s.assessment.answers

    def test_adds_the_same_evidence_once_and_replaces_all_when_told(self, session: Open) -> None:
        one, two = parse_item("said: a"), parse_item("observed: b")
        with session() as s:
            s.do(answers.change(s.moment, "1-Q1", AnswerEdit(add=(one,))))
            s.do(answers.change(s.moment, "1-Q1", AnswerEdit(add=(one, two))))
            assert s.assessment.answers["1-Q1"].evidence == (one, two)
            s.do(answers.change(s.moment, "1-Q1", AnswerEdit(evidence=(two,))))
            assert s.assessment.answers["1-Q1"].evidence == (two,)

    def test_sets_the_strength_over_the_evidence_and_lets_it_follow_again(
        self, session: Open
    ) -> None:
        with session() as s:
            s.do(
                answers.change(
                    s.moment,
                    "1-Q1",
                    AnswerEdit(rating=Rating.P, strength=0, add=(parse_item("observed: b"),)),
                )
            )
            assert s.assessment.answers["1-Q1"].effective_strength == 0
            s.do(answers.change(s.moment, "1-Q1", AnswerEdit(derive=True)))
            assert s.assessment.answers["1-Q1"].effective_strength == 2

    def test_that_is_refused_changes_nothing(self, session: Open) -> None:
        with session() as s:
            before = s.assessment, s.revision
            for name, edit in (
                ("1-Q1", AnswerEdit(rating=Rating.NA)),
                ("1-Q9", P),
                ("1-Q1", AnswerEdit(note="x" * 20_001)),
            ):
                with pytest.raises(Refused):
                    s.do(answers.change(s.moment, name, edit))
            assert (s.assessment, s.revision) == before

    def test_needs_a_session_that_may_write(self, data: Path) -> None:
        s = Session.open(data, "acme", write=False)
        with pytest.raises(InUse):
            s.do(answers.change(s.moment, "1-Q1", P))


class TestAnAnswerForAClause:
    def test_touches_open_questions_only(self, session: Open) -> None:
        with session() as s:
            s.do(answers.change(s.moment, "1-Q1", P))
            s.do(answers.rate_clause(s.moment, "1", Rating.F))
            found = s.assessment.answers
            assert (found["1-Q1"].rating, found["1-Q1"].bulk) == ("P", False)
            assert (found["1-Q2"].rating, found["1-Q2"].bulk) == ("F", True)
            assert "2-Q1" not in found

    def test_leaves_out_what_a_fact_takes_out(self, session: Open) -> None:
        with session() as s:
            s.do(about.set_facts(s.moment, {"suppliers": False}))
            s.do(answers.rate_clause(s.moment, "1", Rating.F))
            assert set(s.assessment.answers) == {"1-Q1", "1-Q2"}

    def test_is_given_anew_by_another_digit_and_no_longer_bulk_once_looked_at(
        self, session: Open
    ) -> None:
        with session() as s:
            s.do(answers.rate_clause(s.moment, "1", Rating.F))
            s.do(answers.change(s.moment, "1-Q1", F))
            s.do(answers.rate_clause(s.moment, "1", Rating.N))
            found = s.assessment.answers
            assert (found["1-Q1"].rating, found["1-Q2"].rating) == ("F", "N")
            assert not found["1-Q1"].bulk

    def test_not_applicable_takes_only_questions_that_allow_it(self, session: Open) -> None:
        with session() as s:
            s.do(answers.rate_clause(s.moment, "1", Rating.NA))
            assert set(s.assessment.answers) == {"1-Q3"}

    def test_is_one_act(self, data: Path, session: Open) -> None:
        with session() as s:
            before = s.revision
            s.do(answers.rate_clause(s.moment, "1", Rating.F))
            assert s.revision == before + 1
            s.undo()
            assert s.assessment.answers == {}

    def test_is_refused_for_what_is_no_leaf(self, session: Open) -> None:
        with session() as s, pytest.raises(Refused):
            s.do(answers.rate_clause(s.moment, "3", Rating.F))


class TestUndo:
    def test_reaches_across_sessions(self, data: Path, session: Open) -> None:
        for edit in (P, F):
            with session() as s:
                s.do(answers.change(s.moment, "1-Q1", edit))
        seen = []
        for step in (Session.undo, Session.undo, Session.redo, Session.redo):
            with session() as s:
                step(s)
            seen.append(rating(data, "1-Q1"))
        assert seen == ["P", None, "P", "F"]

    def test_ends_at_the_creation(self, session: Open) -> None:
        with session() as s:
            s.do(answers.change(s.moment, "1-Q1", P))
            s.undo()
            with pytest.raises(Refused):
                s.undo()
            assert s.assessment.about.name == "Acme"

    def test_forgets_what_was_undone_after_a_new_act(self, session: Open) -> None:
        with session() as s:
            s.do(answers.change(s.moment, "1-Q1", P))
            s.undo()
            s.do(answers.change(s.moment, "2-Q1", P))
            with pytest.raises(Refused):
                s.redo()

    def test_adds_to_the_history_an_act_that_names_the_other(self, session: Open) -> None:
        with session() as s:
            done = s.do(answers.change(s.moment, "1-Q1", P))
            assert done is not None
            s.undo()
            s.redo()
            assert [act.what for act in s.history] == ["create", "answer", "undo", "redo"]
            assert [act.reverses for act in s.history[2:]] == [done.revision] * 2
            assert [act.revision for act in s.history] == [1, 2, 3, 4]

    def test_brings_back_everything_of_a_row(self, session: Open) -> None:
        with session() as s:
            s.do(
                answers.change(
                    s.moment,
                    "1-Q1",
                    AnswerEdit(rating=Rating.P, note="n", add=(parse_item("said: a"),)),
                )
            )
            before = s.assessment
            s.do(
                answers.change(s.moment, "1-Q1", AnswerEdit(rating=Rating.F, note="", evidence=()))
            )
            s.do(about.describe(s.moment, {"scope": "x", "target.1": "3"}))
            s.do(about.claim(s.moment, "1", "2"))
            s.do(about.set_facts(s.moment, {"suppliers": True}))
            for _ in range(4):
                s.undo()
            assert s.assessment == before


class TestAnImport:
    def test_is_one_act_of_what_changes(self, session: Open) -> None:
        with session() as s:
            s.do(answers.change(s.moment, "1-Q1", P))
            before = s.revision
            act = import_of(s.moment, [("1-Q1", P), ("1-Q2", F), ("2-Q1", P)])
            s.do(act)
            assert [change.id for change in act.changes] == ["1-Q2", "2-Q1"]
            assert s.revision == before + 1
            s.undo()
            assert set(s.assessment.answers) == {"1-Q1"}

    def test_is_all_or_nothing(self, session: Open) -> None:
        with session() as s:
            before = s.assessment
            with pytest.raises(Refused):
                s.do(import_of(s.moment, [("1-Q1", P), ("1-Q9", P)]))
            assert s.assessment == before

    def test_on_trial_needs_no_right_to_write(self, data: Path) -> None:
        s = Session.open(data, "acme", write=False)
        assert len(import_of(s.moment, [("1-Q1", P)]).changes) == 1
        assert s.assessment.answers == {}


class TestTheIndex:
    def test_is_fresh_after_a_session(self, data: Path, session: Open) -> None:
        with session() as s:
            s.do(answers.change(s.moment, "1-Q1", F))
        found = index.fresh(data)
        assert (list(found.rows), found.stale) == (["acme"], [])

    def test_is_stale_after_a_change_behind_its_back_and_made_anew(
        self, data: Path, session: Open
    ) -> None:
        listing.all_rows(data)
        kept = (data / index.NAME).read_bytes()
        with session() as s:
            s.do(answers.change(s.moment, "1-Q1", F))
        (data / index.NAME).write_bytes(kept)
        assert index.fresh(data).stale == [data / "acme"]
        (row,) = listing.all_rows(data)
        assert row.completeness == 25.0
        assert index.fresh(data).stale == []

    @pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"format": 1, "entries": {"acme": 1}}',
                                         b'{"format": 99, "entries": {}}', b"\xff"])  # fmt: skip
    def test_that_is_damaged_counts_as_empty(self, data: Path, content: bytes) -> None:
        whole = listing.all_rows(data)
        (data / index.NAME).write_bytes(content)
        assert listing.all_rows(data) == whole

    def test_forgets_an_assessment_that_is_gone(self, data: Path) -> None:
        creation.create(data, "Other", "mine")
        assert [row.id for row in listing.all_rows(data)] == ["acme", "other"]
        for file in (data / "other").iterdir():
            file.unlink()
        (data / "other").rmdir()
        assert [row.id for row in listing.all_rows(data)] == ["acme"]
