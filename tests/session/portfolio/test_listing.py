"""The portfolio: its rows at a moment, filing, duplicates, and assessments begun from a draft."""

import json
import os
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import pytest

from gapwizard.domain.assessment import ActionRecord, Change, Department, Slot
from gapwizard.domain.evidence import parse_item
from gapwizard.domain.portfolio_row import FIGURES, WORK, PortfolioRow
from gapwizard.domain.scale import Rating
from gapwizard.errors import InUse, Refused, Unreadable
from gapwizard.session import people
from gapwizard.session.acts import about as about_acts
from gapwizard.session.acts import answers, documents, findings
from gapwizard.session.acts.act import Act
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.portfolio import archive, creation, drafts, listing
from gapwizard.session.portfolio.drafts import Draft
from gapwizard.session.session import Session
from gapwizard.store import index

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MINE: dict[str, Any] = {
    "format": 1,
    "id": "mine",
    "version": "1",
    "language": "en",
    "title": "Mine",
    "triggers": [{"id": "suppliers", "question": "Any?", "kind": "profile"}],
    "roles": [{"id": "desk", "title": "Desk"}],
    "clauses": [
        {
            "id": "1",
            "title": "One",
            "roles": ["desk"],
            "questions": [
                {"id": "1-Q1", "text": "How?"},
                {"id": "1-Q2", "text": "How?", "depends_on": ["suppliers"]},
            ],
        },
        {"id": "2", "title": "Two", "questions": [{"id": "2-Q1", "text": "Why?"}]},
    ],
    "documents": [{"id": "D-1", "title": "Plan", "obligation": "required", "clauses": ["1"]}],
}


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with the assessment `acme` of three questions in two clauses."""
    for name in ("CONFIG", "CACHE", "LOGS"):
        monkeypatch.setenv(f"GAPWIZARD_{name}", str(tmp_path / name.lower()))
    creation.create(tmp_path / "data", "Acme", str(written(tmp_path, MINE)))
    return tmp_path / "data"


def written(folder: Path, questionnaire: dict[str, Any]) -> Path:
    """A questionnaire file."""
    file = folder / f"{questionnaire['id']}.json"
    file.write_text(json.dumps(questionnaire), encoding="utf-8")
    return file


def row_of(data: Path, name: str = "acme", at: datetime = NOON) -> PortfolioRow:
    """The row of one assessment at a moment."""
    return next(row for row in listing.all_rows(data, at) if row.id == name)


def slot(day: date, hour: int, topic: str, **more: Any) -> Slot:
    """An interview of half an hour."""
    return Slot(day=day, start=time(hour), topic=topic, **more)


class TestARow:
    def test_counts_what_is_open(self, data: Path) -> None:
        with Session.open(data, "acme") as session:
            session.do(
                answers.change(session.moment, "1-Q1", AnswerEdit(rating=Rating.N, follow_up=True))
            )
            session.do(
                answers.change(session.moment, "2-Q1", AnswerEdit(rating=Rating.P, follow_up=True))
            )
            session.do(documents.change(session.moment, "D-1", {"state": "absent"}))
            changes = [
                Change("actions", "A-1", ActionRecord(title="a", due=date(2026, 3, 1))),
                Change("actions", "A-2", ActionRecord(title="b", due=date(2026, 3, 2))),
                Change("actions", "A-3", ActionRecord(due=date(2026, 3, 1), state="done")),
            ]
            session.do(Act("action", "three", tuple(changes)))
        row = row_of(data)
        assert (row.follow_ups, row.actions, row.late_actions) == (2, 2, 1)
        assert row.documents_missing == 1
        assert row.open_findings == row.majors + row.minors
        assert row.open == row.open_findings + 3

    def test_tells_later_that_an_action_is_late_without_opening_anything(self, data: Path) -> None:
        with Session.open(data, "acme") as session:
            row = ActionRecord(title="a", due=date(2026, 3, 2))
            session.do(Act("action", "one", (Change("actions", "A-1", row),)))
        assert index.fresh(data).stale == []
        assert row_of(data).late_actions == 0
        assert row_of(data, at=NOON + timedelta(days=1)).late_actions == 1

    def test_of_a_finding_that_is_closed_is_no_open_work(self, data: Path) -> None:
        with Session.open(data, "acme") as session:
            session.do(answers.change(session.moment, "2-Q1", AnswerEdit(rating=Rating.N)))
            (finding,) = session.diagnosis.findings
            before = row_of(data).open_findings
            fields = {"cause": "c", "corrective_action": "d", "verification": "v"}
            session.do(
                findings.change(session.diagnosis, finding.id, {**fields, "state": "closed"})
            )
        assert (before, row_of(data).open_findings) == (1, 0)

    def test_names_the_interview_that_follows_now(self, data: Path) -> None:
        today = datetime.now().astimezone().date()
        with Session.open(data, "acme") as session:
            slots = {
                "S1": slot(today, 9, "Desk", done=True),
                "S2": slot(today, 10, "Suppliers"),
                "S3": slot(today + timedelta(days=1), 9, "", department="ops"),
            }
            changes = [Change("slots", name, row) for name, row in slots.items()]
            ops = Change("departments", "ops", Department(title="Operations"))
            session.do(
                Act(
                    "slot",
                    "three",
                    (
                        *changes,
                        ops,
                    ),
                )
            )

        def topic(hour: int, minute: int = 0) -> object:
            at = datetime.combine(today, time(hour, minute), UTC)
            found = row_of(data, at=at).next_slot
            return None if found is None else found.topic

        assert topic(8) == "Suppliers"
        assert topic(10, 29) == "Suppliers"
        assert topic(10, 30) == "Operations"
        assert row_of(data, at=NOON.replace(year=9999)).next_slot is None
        found = row_of(data, at=datetime.combine(today, time(8), UTC))
        assert found.as_json(["next_slot"])["next_slot"] == {
            "day": str(today), "start": "10:00", "minutes": 30, "topic": "Suppliers",
        }  # fmt: skip

    def test_of_an_assessment_that_cannot_be_read_has_every_key(self, data: Path) -> None:
        for file in (data / "acme").iterdir():
            file.write_bytes(b"")
        row = row_of(data)
        told = row.as_json((*FIGURES, *WORK))
        known = {"id": "acme", "name": "acme", "archived": False, "locked": False}
        assert told == {**dict.fromkeys((*FIGURES, *WORK)), **known, "problem": row.problem}
        assert row.archived is False

    def test_of_an_assessment_that_the_index_does_not_know_is_read_bit_by_bit(
        self, data: Path
    ) -> None:
        creation.create(data, "Beta", "mine")
        (data / index.NAME).unlink()
        rows = listing.all_rows(data, NOON, patience=-1)
        assert [(row.pending, row.id) for row in rows] == [(True, "acme"), (True, "beta")]
        assert not any(row.pending for row in listing.all_rows(data, NOON, patience=60))

    @pytest.mark.parametrize(
        ("name", "organisation", "label"),
        [("FY26", "Acme", "Acme  FY26"), ("acme 26", "Acme", "acme 26"), ("x", "", "x"),
         ("差距", "北方", "北方  差距")],
    )  # fmt: skip
    def test_is_named_with_its_organisation(self, name: str, organisation: str, label: str) -> None:
        assert PortfolioRow(id="x", name=name, organisation=organisation).label == label

    def test_is_found_by_every_word_typed(self) -> None:
        row = PortfolioRow(id="fy26", name="FY26", organisation="Acme", questionnaire="q")
        assert [row.matches(words) for words in ("acme fy", "", "ACME", "acme 25")] == [
            True, True, True, False,
        ]  # fmt: skip


class TestFiling:
    def test_archive_and_restore_are_acts_of_its_history(self, data: Path) -> None:
        assert archive.archive(data, "acme")
        assert row_of(data).archived is True
        assert not archive.archive(data, "acme")
        assert archive.archive(data, "acme", restore=True)
        assert row_of(data).archived is False
        history = Session.open(data, "acme", write=False).history
        assert [act.what for act in history] == ["create", "archive", "restore"]

    def test_a_locked_one_refuses_every_change_but_its_filing(self, data: Path) -> None:
        archive.lock(data, "acme")
        with Session.open(data, "acme") as session:
            for change in (
                lambda: session.do(
                    answers.change(session.moment, "1-Q1", AnswerEdit(rating=Rating.N))
                ),
                lambda: session.do(about_acts.describe(session.moment, {"scope": "x"})),
                lambda: session.do(about_acts.set_facts(session.moment, {"suppliers": True})),
                lambda: session.do(about_acts.claim(session.moment, "1", "2")),
                session.undo,
            ):
                with pytest.raises(Refused, match="gapwizard lock acme --unlock"):
                    change()
            assert session.revision == 2
        archive.archive(data, "acme")
        archive.lock(data, "acme", unlock=True)
        with Session.open(data, "acme") as session:
            assert (
                session.do(answers.change(session.moment, "1-Q1", AnswerEdit(rating=Rating.N)))
                is not None
            )

    def test_a_locked_one_opens_for_reading_in_the_app_and_holds_no_lock(self, data: Path) -> None:
        archive.lock(data, "acme")
        session = Session.open(data, "acme", saved=lambda: None)
        assert session.writer is None
        assert any("baseline" in notice for notice in session.notices)
        archive.lock(data, "acme", unlock=True)

    def test_of_one_that_is_open_elsewhere_is_refused(
        self, data: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from gapwizard.store import lock

        monkeypatch.setattr(lock, "PATIENCE", 0.0)
        with Session.open(data, "acme"), pytest.raises(InUse):
            archive.archive(data, "acme")

    def test_of_one_that_is_not_there_names_the_nearest(self, data: Path) -> None:
        with pytest.raises(Refused, match="acme"):
            archive.lock(data, "acmee")


class TestADuplicate:
    @pytest.fixture
    def full(self, data: Path) -> Path:
        """`acme` with something in every table."""
        with Session.open(data, "acme") as session:
            session.do(
                about_acts.describe(
                    session.moment,
                    {"sites": "Leeds", "internal_audit_date": "2025-01-01", "later": "2"},
                )
            )
            session.do(about_acts.set_facts(session.moment, {"suppliers": False}))
            session.do(
                answers.change(
                    session.moment,
                    "2-Q1",
                    AnswerEdit(rating=Rating.N, add=(parse_item("said: a"),)),
                )
            )
            session.do(about_acts.claim(session.moment, "2", "1"))
            ops = Change("departments", "ops", Department(title="Ops", roles=("desk",)))
            session.do(Act("department", "ops", (ops,)))
            session.do(Act("slot", "S1", (Change("slots", "S1", slot(date(2026, 1, 1), 9, "x")),)))
        archive.lock(data, "acme")
        return data

    def test_takes_over_what_describes_the_organisation(self, full: Path) -> None:
        name = archive.duplicate(full, "acme", "Acme 2027")
        found = Session.open(full, name, write=False).assessment
        assert (name, found.about.name, found.about.baseline) == ("acme-2027", "Acme 2027", "acme")
        assert (found.about.sites, found.about.later) == ("Leeds", ())  # this is the later round
        assert found.facts["suppliers"].value is False
        assert found.departments["ops"].roles == ("desk",)
        assert (found.answers, found.maturity, found.slots) == ({}, {}, {})
        assert found.about.internal_audit_date is None
        assert not found.about.locked

    def test_takes_over_what_was_found_when_asked(self, full: Path) -> None:
        name = archive.duplicate(full, "acme", "Second", answers=True)
        before = Session.open(full, "acme", write=False).assessment
        found = Session.open(full, name, write=False).assessment
        assert found.answers == before.answers
        assert found.maturity == before.maturity
        assert found.about.internal_audit_date == date(2025, 1, 1)
        assert found.slots == before.slots != {}  # the report of the copy says what was held

    def test_needs_a_name(self, full: Path) -> None:
        with pytest.raises(Refused):
            archive.duplicate(full, "acme", " \n ")


class TestADraft:
    def test_that_only_has_a_name_makes_an_assessment(self, data: Path) -> None:
        name = creation.from_draft(data, Draft(name="北方 数据"))
        found = Session.open(data, name, write=False).assessment.about
        assert (name, found.name, found.organisation) == ("北方-数据", "北方 数据", "北方 数据")
        assert found.questionnaire == drafts.DEFAULT

    def test_becomes_one_act(self, data: Path) -> None:
        draft = Draft(
            name="Beta",
            organisation="Beta Ltd",
            confidentiality="internal",
            questionnaire="mine",
            contracts=("Frame 2024", "SLA"),
            law=("GDPR",),
            services="Hosting",
            sites="Leeds",
            facts={"suppliers": False},
            later=("2",),
            departments={"ops": Department(title="Ops", roles=("desk",))},
            slots={"S1": slot(date(2026, 3, 3), 9, "Desk")},
        )
        session = Session.open(data, creation.from_draft(data, draft), write=False)
        about = session.assessment.about
        assert [act.what for act in session.history] == ["create"]
        assert (about.contracts, about.law, about.later) == (
            ("Frame 2024", "SLA"),
            ("GDPR",),
            ("2",),
        )
        assert (about.organisation, about.confidentiality) == ("Beta Ltd", "internal")
        assert session.assessment.facts["suppliers"].value is False
        assert list(session.assessment.slots) == ["S1"]

    def test_tells_what_the_interviews_will_take(self, data: Path) -> None:
        draft = Draft(questionnaire="mine")
        questions = creation.questionnaire_of(data, draft)
        assert drafts.outlook(questions, draft) == (3, 0, 2, 0)
        less = draft.model_copy(update={"facts": {"suppliers": False}, "later": ("2",)})
        found = drafts.outlook(questions, less)
        assert found == (1, 1, 1, 0)
        assert found.hours == Fraction(240, 3600)

    def test_is_kept_for_its_owner_only_and_comes_back(self, data: Path) -> None:
        draft = Draft(
            name="Beta", facts={"suppliers": True}, slots={"S": slot(NOON.date(), 9, "x")}
        )
        drafts.save(data, draft)
        assert drafts.load(data) == draft
        assert (data / drafts.FILE).stat().st_mode & 0o777 == 0o600
        drafts.discard(data)
        assert drafts.load(data) is None
        drafts.discard(data)

    @pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"nope": 1}', b"\xff"])
    def test_that_is_damaged_counts_as_none(self, data: Path, content: bytes) -> None:
        (data / drafts.FILE).write_bytes(content)
        assert drafts.load(data) is None

    def test_that_starts_from_last_year_takes_over_what_it_does_not_say(self, data: Path) -> None:
        with Session.open(data, "acme") as session:
            session.do(
                about_acts.describe(
                    session.moment,
                    {"sites": "Leeds", "services": "Hosting", "scope": "all", "target": "4"},
                )
            )
            session.do(about_acts.set_facts(session.moment, {"suppliers": False}))
        draft = drafts.from_last_time(data, Draft(name="Next", services="Cloud"), "acme")
        assert (draft.sites, draft.services, draft.facts) == (
            "Leeds",
            "Cloud",
            {"suppliers": False},
        )
        about = Session.open(data, creation.from_draft(data, draft), write=False).assessment.about
        assert (about.baseline, about.scope, about.target) == ("acme", "all", 4)

    def test_puts_names_of_people_into_the_private_file_only(self, data: Path) -> None:
        departments = {"ops": Department(title="Ops")}
        draft = Draft(name="Beta", departments=departments, people={"ops": "Zhang Wei", "x": "y"})
        name = creation.from_draft(data, draft)
        with Session.open(data, name, write=False) as session:
            assert {k: p.name for k, p in people.names(session).items()} == {"ops": "Zhang Wei"}
        assert "Zhang" not in (data / name / "history.jsonl").read_text(encoding="utf-8")
        again = archive.duplicate(data, name, "Without")
        assert not (data / again / "people.json").exists()
        again = archive.duplicate(data, name, "With", answers=True)
        assert people.names(Session.open(data, again, write=False))["ops"].name == "Zhang Wei"

    def test_leaves_out_what_another_questionnaire_does_not_know(
        self, data: Path, tmp_path: Path
    ) -> None:
        with Session.open(data, "acme") as session:
            session.do(about_acts.describe(session.moment, {"later": "2", "target.1": "4"}))
            session.do(about_acts.set_facts(session.moment, {"suppliers": False}))
        other = {**MINE, "id": "other", "triggers": [], "roles": []}
        other["clauses"] = [{"id": "9", "title": "N", "questions": [{"id": "9-Q1", "text": "?"}]}]
        file = written(tmp_path, {**other, "documents": []})
        name = creation.create(data, "New", str(file), baseline="acme")
        found = Session.open(data, name, write=False).assessment
        assert (found.about.later, found.about.targets, found.facts) == ((), {}, {})
        assert found.about.questionnaire == "other"

    def test_needs_a_name(self, data: Path) -> None:
        with pytest.raises(Refused):
            creation.from_draft(data, Draft(name=" "))
        assert index.names(data) == ["acme"]


ODD: tuple[object, ...] = (
    None,
    "x",
    -1,
    1.5,
    101,
    True,
    [],
    {},
    [[]],
    [1],
    "\ud800",
    ["x", "y", "z"],
)
"""What may stand in a field where something else belongs."""


def kept(data: Path) -> dict[str, index.Entry]:
    """The index as it is; a listing has made it."""
    listing.all_rows(data, NOON)
    return index.read(data)


class TestTheIndex:
    """It is a cache: nothing in it stops anybody, and nothing in it is believed for its own sake."""

    def test_is_made_anew_when_a_field_is_missing_or_odd(self, data: Path) -> None:
        with Session.open(data, "acme") as session:
            session.do(
                Act("slot", "one", (Change("slots", "S1", slot(date(2026, 12, 1), 9, "a")),))
            )
        whole = listing.all_rows(data, NOON)
        entry = kept(data)["acme"]
        row = entry["row"]
        assert isinstance(row, dict)
        for field in [*row, "encrypted", "more"]:
            for odd in ({}, *({field: value} for value in ODD if value != row.get(field))):
                changed = {key: value for key, value in row.items() if key != field} | odd
                if changed == row:
                    continue
                index.write(data, {"acme": {**entry, "row": changed}})
                believed = "acme" in index.fresh(data).rows
                found = listing.all_rows(data, NOON)
                assert believed or found == whole, (field, odd)

    @pytest.mark.parametrize("entry", [None, 1, [], {}, {"stamp": []}, {"row": {}}, {"stamp": 1}])
    def test_is_made_anew_when_an_entry_is_odd(self, data: Path, entry: object) -> None:
        whole = listing.all_rows(data, NOON)
        index.write(data, {"acme": cast("index.Entry", entry)})
        assert listing.all_rows(data, NOON) == whole

    def test_of_somebody_else_is_not_believed(self, data: Path) -> None:
        whole = listing.all_rows(data, NOON)
        entries = kept(data)
        row = entries["acme"]["row"]
        assert isinstance(row, dict)
        theirs = data.with_name("theirs")
        theirs.mkdir()
        index.write(theirs, {"acme": {**entries["acme"], "row": {**row, "confirmed": 99.9}}})
        assert index.read(theirs)
        (data / index.NAME).write_bytes((theirs / index.NAME).read_bytes())
        assert index.read(data) == {}
        assert listing.all_rows(data, NOON) == whole

    def test_is_stale_when_a_file_changed_under_its_old_time(self, data: Path) -> None:
        listing.all_rows(data, NOON)
        file = data / "acme" / "history.jsonl"
        before = file.stat()
        file.write_bytes(file.read_bytes())
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert [path.name for path in index.fresh(data).stale] == ["acme"]


class TestWhatCannotBeRead:
    def test_is_no_empty_data_folder(self, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def closed(path: Path) -> None:
            raise PermissionError(13, "Permission denied", str(path))

        monkeypatch.setattr(os, "scandir", closed)
        with pytest.raises(Unreadable, match="Permission denied"):
            listing.all_rows(data, NOON)

    def test_is_named_when_it_is_one_assessment(
        self, data: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        creation.create(data, "Beta", "mine")
        real_stat, real_open = os.stat, os.open

        def refuse(call: Callable[..., Any]) -> Callable[..., Any]:
            def asked(path: object, *words: Any, **named: Any) -> Any:
                if f"{data / 'acme'}/" in str(path):
                    raise PermissionError(13, "Permission denied", str(path))
                return call(path, *words, **named)

            return asked

        monkeypatch.setattr(os, "stat", refuse(real_stat))
        monkeypatch.setattr(os, "open", refuse(real_open))
        rows = {row.id: row for row in listing.all_rows(data, NOON)}
        assert "Permission denied" in str(rows["acme"].problem)
        assert rows["acme"].refused
        assert rows["beta"].problem is None
        assert index.names(data) == ["acme", "beta"]
        with pytest.raises(Unreadable, match="Permission denied"):
            Session.open(data, "acme", write=False)
