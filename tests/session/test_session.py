"""A session: answering, undoing across sessions, importing, and the index of the portfolio."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cases.importing import import_of
from gapwizard.domain.evidence import parse_item
from gapwizard.domain.scale import Rating
from gapwizard.errors import InUse, Refused
from gapwizard.session import people
from gapwizard.session.acts import about, answers, departments
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.people import Person
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


class TestAnAct:
    def test_that_changes_nothing_is_none(self, session: Open) -> None:
        with session() as s:
            assert s.do(answers.change(s.moment, "1-Q1", P)) is not None
            before = s.revision
            assert s.do(answers.change(s.moment, "1-Q1", P)) is None
            assert s.revision == before

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

    def test_of_many_rows_is_one_and_undone_as_one(self, session: Open) -> None:
        with session() as s:
            before = s.revision
            s.do(answers.rate_clause(s.moment, "1", Rating.F))
            assert s.revision == before + 1
            s.undo()
            assert s.assessment.answers == {}

    def test_needs_a_session_that_may_write(self, data: Path) -> None:
        s = Session.open(data, "acme", write=False)
        with pytest.raises(InUse):
            s.do(answers.change(s.moment, "1-Q1", P))


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


class TestADepartment:
    def test_begins_without_who_spoke_for_another_of_its_id(self, session: Open) -> None:
        with session() as opened:
            desk, other = {"title": "Desk"}, {"title": "Desk!"}
            opened.do(departments.change(opened.moment, "new", desk))
            people.set_person(opened, "desk", name="Tess Three")
            for _again in range(2):
                opened.undo()
                opened.redo()
                assert people.names(opened) == {"desk": Person("Tess Three", "")}
            opened.undo()
            opened.do(departments.change(opened.moment, "new", desk))  # the same once more
            assert people.names(opened) == {"desk": Person("Tess Three", "")}
            opened.undo()
            opened.do(departments.change(opened.moment, "new", other))
            assert people.names(opened) == {}
            left_out = people.persons_to_leave_out(opened)
            assert list(left_out.values()) == [Person("Tess Three", "")]


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
