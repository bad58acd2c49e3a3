"""Which thing a row is: by the acts that made it, through undo, removal and merges of three copies."""

import random
import shutil
from pathlib import Path

import pytest

from gapwizard.domain.assessment import ActionRecord, Assessment, Change, Department, FindingRecord
from gapwizard.domain.staging import Choice
from gapwizard.session import copies
from gapwizard.session.acts.act import Act
from gapwizard.session.acts.staging import take_copy
from gapwizard.session.lineage import made_by, print_of
from gapwizard.session.merge import incoming_copy
from gapwizard.session.session import Session
from gapwizard.store import history
from gapwizard.store.history import Acts, HistoryEntry, RowChange
from gapwizard.store.rows import Row

OLD: Row = {"title": "Old"}
NEW: Row = {"title": "New"}
ACTS = frozenset(["A-01.elsewhere"])


def acts(*made: HistoryEntry) -> Acts:
    """The history of some acts."""
    return history.prove(history.encode_all(made)).acts


def act(revision: int, old: Row | None, new: Row | None, what: str = "action") -> HistoryEntry:
    """An act that changes A-01."""
    change = RowChange("actions", "A-01", old, new)
    return HistoryEntry(revision, "2026-12-01T10:00:00Z", "lee", what, "x", (change,))


def brought(revision: int, old: Row | None, new: Row | None) -> HistoryEntry:
    """A merge that brings A-01 from elsewhere, and keeps by which act it was made."""
    changes = act(revision, old, new).changes if new else ()
    origins = {"actions/A-01": [*ACTS]}
    return HistoryEntry(revision, "z", "lee", "merge", "x", changes, origins=origins)


def back(revision: int, of: HistoryEntry, what: str = "undo") -> HistoryEntry:
    """The act that takes another back, or does it again."""
    changes = of.changes
    if what == "undo":
        changes = tuple(one._replace(old=one.new, new=one.old) for one in changes)
    return HistoryEntry(revision, "z", "lee", what, "x", changes, of.revision)


class TestWhatMadeARow:
    MADE = act(1, None, OLD)
    FIRST = frozenset([f"A-01.{print_of(MADE)}"])
    GONE = act(2, OLD, None)

    @pytest.mark.parametrize(
        ("then", "made"),
        [
            ((), FIRST),
            ((act(2, OLD, NEW),), FIRST),
            ((GONE,), None),
            ((GONE, back(3, GONE)), FIRST),
            ((GONE, back(3, GONE), back(4, GONE, "redo")), None),
            ((GONE, act(3, None, NEW), act(4, NEW, OLD, "rewind")), FIRST),
            ((GONE, act(3, None, OLD, "rewind")), FIRST),
            ((brought(2, OLD, NEW),), ACTS),
            ((brought(2, OLD, NEW), back(3, brought(2, OLD, NEW))), FIRST),
            ((brought(2, OLD, None),), FIRST),  # decided: what is here stays
            ((act(2, OLD, {"title": "Old", "note": "x"}, "merge"),), FIRST),
        ],
    )
    def test_is_the_act_that_made_the_thing_it_is(
        self, then: tuple[HistoryEntry, ...], made: frozenset[str] | None
    ) -> None:
        found = made_by(acts(self.MADE, *then), 9)
        assert found["actions"].get("A-01") == made

    @pytest.mark.parametrize(
        "then", [(GONE, act(3, None, OLD)), (act(2, OLD, NEW, "merge"),)], ids=["typed", "merged"]
    )
    def test_is_another_one_where_another_thing_got_its_id(
        self, then: tuple[HistoryEntry, ...]
    ) -> None:
        found = made_by(acts(self.MADE, *then), 9)["actions"]["A-01"]
        assert found
        assert found.isdisjoint(self.FIRST)

    def test_is_told_of_the_state_at_a_revision(self) -> None:
        assert made_by(acts(self.MADE, self.GONE), 1)["actions"] == {"A-01": self.FIRST}

    def test_stands_in_the_history(self) -> None:
        kept = acts(self.MADE, brought(2, OLD, NEW))[1]
        assert kept.origins == {"actions/A-01": [*ACTS]}
        assert acts(self.MADE)[0].origins is None

    @pytest.mark.parametrize("origins", ['["A-01"]', '{"actions/A-01":"x"}', '{"a/b":[1]}'])
    def test_is_refused_where_it_is_none(self, origins: str) -> None:
        line = history.encode(brought(2, OLD, NEW), "")[0].decode()
        there = line.index('"origins":') + len('"origins":')
        wrong = line[:there] + origins + line[line.index(',"chain"') :]
        with pytest.raises(ValueError, match="origins"):
            history.decode(wrong.encode())


class _Three:
    """Three copies in which things are made, changed, removed and undone, each by its own word."""

    def __init__(self, data: Path, name: str, seed: int) -> None:
        self.dice = random.Random(seed)
        self.data = data
        self.names = [name, "second", "third"]
        self.gone: set[str] = set()
        self.said: dict[str, str] = {}
        self.spoken = 0
        for other in self.names[1:]:
            shutil.copytree(data / name, data / other)

    def word(self) -> str:
        self.spoken += 1
        return f"w{self.spoken}"

    def work(self, name: str) -> None:
        with Session.open(self.data, name, write=True) as session:
            for _ in range(self.dice.randrange(4)):
                self._edit(session)

    def _edit(self, session: Session) -> None:
        table = self.dice.choice(["actions", "findings", "departments"])
        rows = session.assessment.rows(table)
        mine = [row for row in rows if word_of(session.assessment, table, row)]
        kind = self.dice.random()
        if not mine or kind < 0.5:
            word, number = self.word(), len(rows) + 1
            while (row := _IDS[table].format(number)) in rows:
                number += 1
            made = {
                "actions": ActionRecord(title=word),
                "findings": FindingRecord(clause="8.6.1", title=word),
                "departments": Department(title=word),
            }[table]
            session.do(Act("action", "x", (Change(table, row, made),)))
            self.said[word] = ""
            return
        row = self.dice.choice(mine)
        word = word_of(session.assessment, table, row)
        if kind < 0.65 and table == "actions":
            session.do(Act("action", "x", (Change(table, row, None),)))
            if self.dice.random() < 0.5:
                session.undo()
            else:
                self.gone.add(word)
        elif table == "actions" and not self.said[word]:
            self.said[word] = f"{word} said {self.word()}"
            changed = session.assessment.actions[row].model_copy(update={"note": self.said[word]})
            session.do(Act("action", "x", (Change(table, row, changed),)))

    def merge(self, one: str, other: str) -> None:
        with Session.open(self.data, one, write=True) as session:
            staging = incoming_copy(session, copies.read(self.data, other, lambda: "")).staging
            changes = [*staging.changes(staging.decided(Choice.BOTH))]
            session.do(take_copy(session.assessment, staging, changes))
            if changes and self.dice.random() < 0.2:
                session.undo()
                session.redo()
            self._check(session.assessment)

    def _check(self, now: Assessment) -> None:
        for table in _IDS:
            words = [word_of(now, table, row) for row in now.rows(table)]
            assert len(words) == len({*words}), (table, sorted(words))
        for row in now.actions.values():
            assert not row.note or row.note.startswith(f"{row.title} said ")


_IDS = {"actions": "A-{:02}", "findings": "F-{:02}", "departments": "desk-{}"}


def word_of(now: Assessment, table: str, name: str) -> str:
    """The word a row was made with."""
    title: str = getattr(now.row(table, name), "title", "")
    return title if title.startswith("w") and title[1:].isdigit() else ""


@pytest.mark.parametrize("seed", [5, 8, 9, 10])
def test_three_copies_that_take_each_other_over_have_each_thing_once(
    acme: str, data: Path, seed: int
) -> None:
    three = _Three(data, acme, seed)
    pairs = [(one, other) for one in three.names for other in three.names if one != other]
    for _ in range(3):
        for name in three.names:
            three.work(name)
        for one, other in three.dice.sample(pairs, 4):
            three.merge(one, other)
    for one, other in pairs * 2:
        three.merge(one, other)
    with Session.open(data, acme, write=False) as session:
        now = session.assessment
    there = {word_of(now, table, row) for table in _IDS for row in now.rows(table)}
    assert there >= three.said.keys() - three.gone
    texts = {row.note for row in now.actions.values()}
    assert texts >= {text for word, text in three.said.items() if text and word not in three.gone}
