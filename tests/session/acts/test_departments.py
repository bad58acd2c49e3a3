"""Departments, and the people behind them, who stay private."""

import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from gapwizard.domain.assessment import Department
from gapwizard.errors import InUse, Refused
from gapwizard.session import people
from gapwizard.session.acts import agenda, departments, responsibilities
from gapwizard.session.portfolio import creation
from gapwizard.session.session import Session
from gapwizard.store.people import FILE, Person

MINE = {
    "format": 1,
    "id": "mine",
    "version": "1",
    "language": "en",
    "title": "Mine",
    "roles": [{"id": "desk", "title": "Service desk"}, {"id": "boss", "title": "Top management"}],
    "clauses": [
        {"id": "5", "title": "Leadership", "questions": [{"id": "5-Q1", "text": "?"}]},
        {"id": "8", "title": "Operation"},
        {"id": "8.6", "title": "Incidents", "parent": "8", "questions": [{"id": "Q", "text": "?"}]},
    ],
}


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with the assessment `acme`."""
    for name in ("CONFIG", "CACHE", "LOGS"):
        monkeypatch.setenv(f"GAPWIZARD_{name}", str(tmp_path / name.lower()))
    file = tmp_path / "mine.json"
    file.write_text(json.dumps(MINE), encoding="utf-8")
    creation.create(tmp_path / "data", "Acme", str(file))
    return tmp_path / "data"


@pytest.fixture
def session(data: Path) -> Iterator[Session]:
    """`acme`, open for writing."""
    with Session.open(data, "acme") as opened:
        yield opened


@pytest.fixture
def ops(session: Session) -> str:
    """The id of a department that answers for the desk."""
    act = session.do(departments.change(session.moment, "new", {"title": "Ops", "roles": "desk"}))
    assert act is not None
    return act.changes[0].id


class TestADepartment:
    @pytest.mark.parametrize(
        ("title", "name"),
        [
            ("IT Operations", "it-operations"),
            ("运维 部", "运维-部"),
            ("New", "new-2"),
            ("propose", "propose-2"),
            ("[/b] $(x)", "b-x"),
            ("!!!", "department"),
            ("x" * 300, "x" * 60),
        ],
    )
    def test_gets_a_readable_id_that_is_no_word_of_the_command(self, session, title, name):
        act = session.do(departments.change(session.moment, "new", {"title": title}))
        assert act.changes[0].id == name
        assert session.assessment.departments[name].title == " ".join(title.split())

    def test_of_the_same_title_gets_a_number(self, session, ops):
        act = session.do(departments.change(session.moment, "new", {"title": "ops"}))
        assert act.changes[0].id == "ops-2"

    def test_keeps_what_is_not_named(self, session, ops):
        session.do(departments.change(session.moment, ops, {"title": "Operations"}))
        assert session.assessment.departments[ops] == Department(
            title="Operations", roles=("desk",)
        )

    @pytest.mark.parametrize(
        ("name", "pairs", "words"),
        [
            ("new", {}, "needs a title"),
            ("ops", {"title": "  "}, "needs a title"),
            ("ops", {"roles": "dsk"}, "the nearest is 'desk'"),
            ("ops", {"tilte": "x"}, "the nearest is 'title'"),
            ("opps", {"title": "x"}, "the nearest is 'ops'"),
        ],
    )
    def test_is_refused_with_the_nearest_name(self, session, ops, name, pairs, words):
        with pytest.raises(Refused, match=words):
            session.do(departments.change(session.moment, name, pairs))

    def test_leaves_letters_and_slots_behind_when_it_is_removed_and_undo_brings_all_back(
        self, session, ops
    ):
        session.do(responsibilities.change(session.moment, "8.6", {ops: "A"}))
        session.do(
            agenda.change(
                session.moment, "new", {"day": "2026-12-01", "start": "10:00", "department": ops}
            )
        )
        before = session.assessment
        session.do(departments.remove(session.moment, ops))
        assert session.assessment.responsibilities == {}
        assert session.assessment.slots["S-01"].department is None
        session.undo()
        assert session.assessment == before

    def test_is_proposed_for_each_role_that_none_answers_for_in_one_act(self, session, ops):
        act = session.do(departments.propose(session.moment))
        assert [change.id for change in act.changes] == ["boss"]
        assert session.assessment.departments["boss"] == Department(
            title="Top management", roles=("boss",)
        )
        assert session.do(departments.propose(session.moment)) is None


class TestPeople:
    def test_stand_in_a_private_file_and_nowhere_else(self, session, ops):
        people.set_person(session, ops, name=" 张伟 ", contact="x@y")
        assert people.names(session) == {ops: Person("张伟", "x@y")}
        session.close()
        files = {
            path.name for path in session.folder.iterdir() if "张伟" in path.read_text("utf-8")
        }
        assert files == {FILE}
        assert stat.S_IMODE((session.folder / FILE).stat().st_mode) == 0o600

    def test_change_part_by_part_and_are_forgotten_by_nothing(self, session, ops):
        people.set_person(session, ops, name="Li")
        people.set_person(session, ops, contact="204")
        assert people.names(session)[ops] == Person("Li", "204")
        people.set_person(session, ops, name="", contact="")
        assert people.names(session) == {}
        assert not (session.folder / FILE).exists()

    def test_are_no_acts_of_the_history(self, session, ops):
        revision = session.revision
        people.set_person(session, ops, name="Li")
        assert session.revision == revision

    def test_are_forgotten_with_their_department(self, session, ops):
        people.set_person(session, ops, name="Li")
        session.do(departments.remove(session.moment, ops))
        people.forget(session, ops)
        session.undo()
        assert people.names(session) == {}

    def test_of_a_department_that_is_gone_are_not_shown(self, session, ops):
        people.set_person(session, ops, name="Li")
        session.do(departments.remove(session.moment, ops))
        assert people.names(session) == {}

    def test_are_refused_for_no_department_and_when_too_long(self, session, ops):
        with pytest.raises(Refused, match="nearest is 'ops'"):
            people.set_person(session, "opps", name="Li")
        with pytest.raises(Refused, match="at most 200"):
            people.set_person(session, ops, name="x" * 201)

    def test_are_read_only_for_a_reader_and_in_a_baseline(self, session, ops, data):
        session.close()
        with Session.open(data, "acme", write=False) as reader, pytest.raises(InUse):
            people.set_person(reader, ops, name="Li")
        with Session.open(data, "acme") as writer:
            locked = writer.assessment.about.model_copy(update={"locked": True})
            writer.assessment = writer.assessment.model_copy(update={"about": locked})
            with pytest.raises(Refused, match="locked"):
                people.set_person(writer, ops, name="Li")

    def test_of_a_damaged_file_count_as_none_and_the_file_is_kept(self, session, ops):
        (session.folder / FILE).write_text("{torn", encoding="utf-8")
        assert people.names(session) == {}
        assert people.names(session) == {}
        assert [notice for notice in session.notices if "damaged" in notice] == [
            session.notices[-1]
        ]
        people.set_person(session, ops, name="Li")
        kept = [
            path for path in session.folder.iterdir() if path.name.startswith(f"{FILE}.damaged-")
        ]
        assert [path.read_text("utf-8") for path in kept] == ["{torn"]
        assert people.names(session)[ops].name == "Li"
