"""Slots of the agenda: set, proposed, removed, and written to send."""

import json
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from gapwizard.domain.assessment import Slot
from gapwizard.errors import Refused
from gapwizard.session import people
from gapwizard.session.acts import agenda as agenda_acts
from gapwizard.session.acts import departments
from gapwizard.session.papers import agenda, output
from gapwizard.session.portfolio import creation
from gapwizard.session.session import Session

MINE = {
    "format": 1,
    "id": "mine",
    "version": "1",
    "language": "en",
    "title": "Mine",
    "roles": [{"id": "desk", "title": "Service desk"}],
    "clauses": [
        {"id": "8", "title": "Operation"},
        {"id": "8.5", "title": "Change", "parent": "8", "questions": [{"id": "P", "text": "?"}]},
        {"id": "8.6", "title": "Incidents", "parent": "8",
         "questions": [{"id": "Q", "text": "?", "documents": ["D-1"]}]},
    ],
    "documents": [{"id": "D-1", "title": "Incident process", "obligation": "required"}],
}  # fmt: skip
AT = {"day": "2026-12-01", "start": "10:00"}
HOSTILE = "[/b] <b>x</b>, y; z\\ | =1+1\x1b[31m\u202e 北方"


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """`acme`, open for writing on a fixed day, a Friday."""
    for name in ("CONFIG", "CACHE", "LOGS"):
        monkeypatch.setenv(f"GAPWIZARD_{name}", str(tmp_path / name.lower()))
    file = tmp_path / "mine.json"
    file.write_text(json.dumps(MINE), encoding="utf-8")
    creation.create(tmp_path / "data", "Acme", str(file))
    with Session.open(tmp_path / "data", "acme") as opened:
        opened.today = lambda: date(2026, 11, 20)
        opened.do(departments.change(opened.moment, "new", {"title": "Ops", "roles": "desk"}))
        yield opened


def added(session: Session, **pairs: str) -> Slot:
    act = session.do(agenda_acts.change(session.moment, "new", {**AT, **pairs}))
    assert act is not None
    return session.assessment.slots[act.changes[0].id]


class TestASlot:
    def test_holds_what_was_typed(self, session):
        made = added(
            session,
            minutes="45",
            topic=" Incident\nmanagement ",
            clauses="8.6, 8.5；8.6",
            department=" ops ",
            roles="desk",
            interviewer="assr-1",
            note_taker="as-2",
            language="ZH-hans",
            done="yes",
            summary="one\ntwo",
        )
        assert made == Slot(
            day=date(2026, 12, 1),
            start=time(10),
            minutes=45,
            topic="Incident management",
            clauses=("8.6", "8.5"),
            department="ops",
            roles=("desk",),
            interviewer="assr-1",
            note_taker="as-2",
            language="zh-Hans",
            done=True,
            summary="one\ntwo",
        )

    def test_is_numbered_on_from_the_highest(self, session):
        added(session)
        added(session)
        session.do(agenda_acts.remove(session.moment, "S-01"))
        added(session)
        assert list(session.assessment.slots) == ["S-02", "S-03"]

    @pytest.mark.parametrize("written", ["9:05", "09:05", "０９：０５", " 9:05 "])
    def test_takes_a_time_as_people_type_it(self, session, written):
        assert added(session, start=written).start == time(9, 5)

    def test_is_cleared_field_by_field(self, session):
        added(session, minutes="45", clauses="8.6", department="ops", topic="x", done="yes")
        empty = dict.fromkeys(("minutes", "clauses", "department", "topic", "done"), "")
        session.do(agenda_acts.change(session.moment, "S-01", empty))
        assert session.assessment.slots["S-01"] == Slot(day=date(2026, 12, 1), start=time(10))

    @pytest.mark.parametrize(
        ("pairs", "words"),
        [
            ({"day": ""}, "needs day"),
            ({"start": " "}, "needs start"),
            ({"day": "1.12."}, "is no date"),
            ({"day": "9999-12-31"}, "the year lies from 1900"),
            ({"start": "25:00"}, "is no time"),
            ({"start": "10"}, "is no time"),
            ({"start": "10:0"}, "is no time"),
            ({"minutes": "4"}, "from 5 to 720"),
            ({"minutes": "1e3"}, "from 5 to 720"),
            ({"minutes": "9" * 50}, "from 5 to 720"),
            ({"clauses": "8.7"}, "no clause '8.7'"),
            ({"roles": "dsk"}, "nearest is 'desk'"),
            ({"department": "opss"}, "nearest is 'ops'"),
            ({"language": "fr"}, "none of en, zh-Hans"),
            ({"done": "maybe"}, "neither yes nor no"),
            ({"tpoic": "x"}, "nearest is 'topic'"),
            ({"topic": "x" * 20_001}, "at most"),
        ],
    )
    def test_is_refused_with_what_is_wrong_and_nothing_changes(self, session, pairs, words):
        before = session.revision
        with pytest.raises(Refused, match=words):
            session.do(agenda_acts.change(session.moment, "new", {**AT, **pairs}))
        assert session.revision == before

    def test_that_is_not_there_names_the_nearest(self, session):
        added(session)
        for act in (
            lambda s, n: s.do(agenda_acts.remove(s.moment, n)),
            lambda s, n: s.do(agenda_acts.change(s.moment, n, {"topic": "x"})),
        ):
            with pytest.raises(Refused, match="nearest is 'S-01'"):
                act(session, "S-1")


class TestAProposal:
    def test_is_one_act_that_undo_takes_back_whole(self, session):
        act = session.do(agenda_acts.propose(session.diagnosis))
        assert [change.id for change in act.changes] == ["S-01"]
        assert session.assessment.slots["S-01"].day == date(2026, 11, 23)
        session.undo()
        assert session.assessment.slots == {}

    def test_adds_only_what_no_slot_asks(self, session):
        added(session, clauses="8.6")
        act = session.do(agenda_acts.propose(session.diagnosis, date(2026, 12, 1)))
        assert [session.assessment.slots[c.id].clauses for c in act.changes] == [("8.5",)]
        assert session.do(agenda_acts.propose(session.diagnosis)) is None

    def test_begins_on_the_day_named_weekend_or_not(self, session):
        session.do(agenda_acts.propose(session.diagnosis, date(2026, 11, 21)))
        assert session.assessment.slots["S-01"].day == date(2026, 11, 21)


class TestTheFileToSend:
    @pytest.fixture
    def slot(self, session: Session) -> Session:
        added(session, clauses="8.6", department="ops", topic=HOSTILE, interviewer="Jane Roe")
        people.set_person(session, "ops", name="张伟")
        return session

    @pytest.mark.parametrize("kind", agenda.KINDS)
    def test_names_no_person_unless_asked(self, slot, kind):
        text = agenda.render(slot, kind)
        assert "张伟" not in text
        assert "Jane" not in text
        text = agenda.render(slot, kind, names=True).replace("\r\n ", "")
        assert "张伟" in text
        assert "Jane Roe" in text

    @pytest.mark.parametrize("kind", agenda.KINDS)
    def test_says_when_who_and_what_to_have_at_hand(self, slot, kind):
        text = agenda.render(slot, kind).replace("\r\n ", "")
        for words in ("Ops", "8.6 Incidents", "D-1 Incident process"):
            assert words in text
        assert ("10:00–10:30" if kind == "md" else "DTSTART:20261201T100000") in text

    @pytest.mark.parametrize("kind", agenda.KINDS)
    def test_holds_hostile_texts_as_texts(self, slot, kind):
        text = agenda.render(slot, kind)
        assert "\x1b" not in text
        assert "\u202e" not in text
        if kind == "md":
            assert "<b>" not in text
            assert "\\|" in text
        else:
            assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))

    def test_keeps_the_ids_of_its_entries_when_the_agenda_changes(self, slot):
        def ids() -> list[str]:
            lines = agenda.render(slot, "ics").replace("\r\n ", "").split("\r\n")
            return [line for line in lines if line.startswith("UID:S-01-")]

        before = ids()
        slot.do(agenda_acts.change(slot.moment, "S-01", {"start": "11:00", "topic": "y"}))
        assert ids() == before != []

    def test_is_written_anew_beside_an_old_one_for_its_owner_only(self, slot, tmp_path):
        folder = tmp_path / "exports"
        text = agenda.render(slot, "ics")
        paths = [output.write(slot, text, "ics", None, folder, "agenda") for _ in range(2)]
        assert [path.name for path in paths] == [
            "acme-agenda-2026-11-20.ics",
            "acme-agenda-2026-11-20-2.ics",
        ]
        assert paths[0].read_bytes().count(b"\r\n") > 10
        assert paths[0].stat().st_mode & 0o777 == 0o600

    def test_is_refused_without_slots(self, session):
        with pytest.raises(Refused, match="propose"):
            agenda.render(session, "md")
