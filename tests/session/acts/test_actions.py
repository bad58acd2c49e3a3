"""Acting: fields of actions, what they depend on, proposals in one act, taking them off."""

import json
from pathlib import Path

import pytest

from gapwizard.domain.scale import Rating
from gapwizard.errors import InUse, Refused
from gapwizard.session.acts import actions, answers, documents, findings
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.acts.names import leaves_named
from gapwizard.session.papers.actions import export as export_actions
from gapwizard.session.papers.diagnosis import export_figures
from gapwizard.session.portfolio import creation
from gapwizard.session.session import Session


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with the assessment `acme`: two clauses below one, a document."""
    for name in ("CONFIG", "CACHE", "LOGS"):
        monkeypatch.setenv(f"GAPWIZARD_{name}", str(tmp_path / name.lower()))
    questions = [{"id": f"1-Q{n}", "text": "How?", "key": True} for n in (1, 2)]
    whole = {
        "format": 1,
        "id": "mine",
        "version": "1",
        "language": "en",
        "title": "Mine",
        "clauses": [
            {"id": "0", "title": "All"},
            {"id": "1", "title": "One", "parent": "0", "questions": questions},
            {"id": "2", "title": "Two", "parent": "0", "questions": [{"id": "2-Q1", "text": "Why?"}]},
        ],
        "documents": [{"id": "DOC-1", "title": "Plan", "obligation": "required"}],
    }  # fmt: skip
    file = tmp_path / "mine.json"
    file.write_text(json.dumps(whole), encoding="utf-8")
    creation.create(tmp_path / "data", "Acme", str(file))
    return tmp_path / "data"


@pytest.fixture
def session(data: Path) -> Session:
    """The assessment, open, with a major, an OFI and a document to create."""
    opened = Session.open(data, "acme")
    opened.do(answers.change(opened.moment, "1-Q1", AnswerEdit(rating=Rating.N)))
    opened.do(
        answers.change(
            opened.moment, "2-Q1", AnswerEdit(rating=Rating.L, observation="The form is long.")
        )
    )
    opened.do(documents.change(opened.moment, "DOC-1", {"state": "absent"}))
    return opened


def add(session: Session, *titles: str) -> None:
    for title in titles:
        session.do(actions.change(session.diagnosis, "new", {"title": title}))


class TestFields:
    def test_all_of_them_are_kept(self, session: Session) -> None:
        add(session, "First", "Second")
        written = {
            "source": "NC-1", "owner": "Lead", "due": "2026-12-01", "effort": "l", "priority": "2",
            "depends_on": "A-01", "state": "doing", "start": "2026-11-02", "verify": "a record",
            "check": "2027-03-01", "note": "n",
        }  # fmt: skip
        session.do(actions.change(session.diagnosis, "A-02", written))
        row = session.assessment.actions["A-02"].model_dump(mode="json")
        assert {key: row[key] for key in written} == {**written, "effort": "L"}

    @pytest.mark.parametrize(
        ("pairs", "why"),
        [
            ({"title": " "}, "needs a title"),
            ({"start": "2027-01-02", "due": "2027-01-01"}, "after it is due"),
            ({"due": "soon"}, "no date"),
            ({"effort": "XL"}, "none of"),
            ({"priority": "4"}, "none of"),
            ({"state": "late"}, "none of"),
            ({"ownr": "x"}, "owner"),
            ({"depends_on": "A-09"}, "no action"),
            ({"depends_on": "A-01"}, "circle"),
        ],
    )
    def test_a_wrong_one_is_refused(
        self, session: Session, pairs: dict[str, str], why: str
    ) -> None:
        add(session, "First")
        before = session.assessment.actions
        with pytest.raises(Refused, match=why):
            session.do(actions.change(session.diagnosis, "A-01", pairs))
        assert session.assessment.actions == before


class TestDependingOn:
    def test_ids_are_kept_in_one_form(self, session: Session) -> None:
        add(session, "First", "Second", "Third")
        session.do(actions.change(session.diagnosis, "A-03", {"depends_on": " A-01，A-02 A-01"}))
        assert session.assessment.actions["A-03"].depends_on == "A-01, A-02"

    def test_a_long_way_round_is_a_circle_too(self, session: Session) -> None:
        add(session, "First", "Second", "Third")
        session.do(actions.change(session.diagnosis, "A-02", {"depends_on": "A-01"}))
        session.do(actions.change(session.diagnosis, "A-03", {"depends_on": "A-02"}))
        with pytest.raises(Refused, match="A-01 > A-03 > A-02 > A-01"):
            session.do(actions.change(session.diagnosis, "A-01", {"depends_on": "A-03"}))

    def test_one_that_others_wait_for_stays(self, session: Session) -> None:
        add(session, "First", "Second")
        session.do(actions.change(session.diagnosis, "A-02", {"depends_on": "A-01"}))
        with pytest.raises(Refused, match="depend on it: A-02"):
            session.do(actions.remove(session.moment, "A-01"))
        session.do(actions.remove(session.moment, "A-02"))
        session.do(actions.remove(session.moment, "A-01"))
        assert session.assessment.actions == {}
        with pytest.raises(Refused, match="no action"):
            session.do(actions.remove(session.moment, "A-01"))


class TestFromAFinding:
    def test_takes_over_title_owner_and_date(self, session: Session) -> None:
        session.do(
            findings.change(
                session.diagnosis,
                "NC-1",
                {"title": "No rule", "owner": "Desk", "due": "2026-12-01"},
            )
        )
        session.do(actions.change(session.diagnosis, "new", {"from": "NC-1", "effort": "S"}))
        row = session.assessment.actions["A-01"]
        assert (row.title, row.source, row.owner) == ("Settle: No rule", "NC-1", "Desk")
        assert (str(row.due), row.effort) == ("2026-12-01", "S")

    def test_is_named_by_the_corrective_action_where_one_is_written(self, session: Session) -> None:
        session.do(
            findings.change(
                session.diagnosis, "NC-1", {"corrective_action": "Write the rule\nand train it"}
            )
        )
        session.do(actions.change(session.diagnosis, "new", {"from": "NC-1"}))
        assert session.assessment.actions["A-01"].title == "Write the rule and train it"

    @pytest.mark.parametrize(
        ("name", "finding", "why"),
        [
            ("new", "NC-1", "A-01 says that already"),
            ("new", "NC-9", "no finding"),
            ("A-01", "NC-1", "goes with new"),
        ],
    )
    def test_is_refused(self, session: Session, name: str, finding: str, why: str) -> None:
        session.do(actions.change(session.diagnosis, "new", {"from": "NC-1"}))
        with pytest.raises(Refused, match=why):
            session.do(actions.change(session.diagnosis, name, {"from": finding}))
        assert list(session.assessment.actions) == ["A-01"]


class TestProposing:
    def test_is_one_act_and_undone_as_one(self, session: Session) -> None:
        add(session, "By hand")
        revision = session.revision
        act = session.do(actions.propose(session.diagnosis))
        assert [change.id for change in act.changes] == ["A-02", "A-03", "A-04"]
        sources = [row.source for row in session.assessment.actions.values()]
        assert sources == ["", "NC-1", "OFI-2", "DOC-1"]
        assert session.revision == revision + 1
        session.undo()
        assert list(session.assessment.actions) == ["A-01"]

    def test_twice_adds_nothing(self, session: Session) -> None:
        session.do(actions.propose(session.diagnosis))
        revision = session.revision
        assert session.do(actions.propose(session.diagnosis)) is None
        assert session.revision == revision

    def test_some_kinds_alone(self, session: Session) -> None:
        session.do(actions.propose(session.diagnosis, "documents"))
        assert [row.source for row in session.assessment.actions.values()] == ["DOC-1"]

    def test_is_not_for_readers(self, session: Session, data: Path) -> None:
        reader = Session.open(data, "acme", write=False)
        with pytest.raises(InUse):
            reader.do(actions.propose(reader.diagnosis))


class TestExports:
    def test_the_register_goes_to_new_files(self, session: Session, tmp_path: Path) -> None:
        with pytest.raises(Refused, match="nothing to export"):
            export_actions(session, tmp_path)
        session.do(
            actions.change(
                session.diagnosis, "new", {"title": "=1+1", "source": "NC-1", "note": "HIDDEN"}
            )
        )
        paths = [*export_actions(session, tmp_path), *export_actions(session, tmp_path)]
        assert len(set(paths)) == 4
        texts = [path.read_bytes().decode("utf-8-sig") for path in paths]
        assert texts[0].startswith("# Actions")
        assert "'=1+1" in texts[1]
        assert not any("HIDDEN" in text for text in texts)

    def test_the_figures_have_a_line_per_clause_and_one_for_all(
        self, session: Session, tmp_path: Path
    ) -> None:
        rows = export_figures(session, tmp_path).read_text(encoding="utf-8-sig").splitlines()
        assert [row.split(",")[0] for row in rows if row][1:] == ["0", "1", "2", ""]
        assert all(row.count(",") == rows[0].count(",") for row in rows if row)


class TestClausesNamed:
    def test_give_the_leaf_clauses_below(self, session: Session) -> None:
        assert leaves_named(session.diagnosis, ("0,2",)) == ("1", "2")
        with pytest.raises(Refused, match="no clause"):
            leaves_named(session.diagnosis, ("7",))
