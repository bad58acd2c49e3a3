"""Repair: what can be had is had, what cannot is named, and the damaged files stay."""

from pathlib import Path

import pytest

from cases.store import answer, expected, made, notes, with_answers
from gapwizard.errors import Unreadable
from gapwizard.store import backups, history, people, repair
from gapwizard.store.folder import AssessmentFolder

FILE, BAK, HISTORY = "assessment.json", "assessment.json.bak", "history.jsonl"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Ten answers, seven of them in the file."""
    path = made(tmp_path / "acme")
    with_answers(path, 7)
    opened = AssessmentFolder(path, write=True)
    for number in range(7, 10):
        answer(opened, f"Q{number:02}", f"note {number}")
    opened.close()
    return path


def alter(path: Path, old: bytes, new: bytes) -> None:
    """Change bytes of the history."""
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new, 1))


class TestAWholeAssessment:
    def test_is_said_to_be_whole(self, path: Path) -> None:
        assert repair.examine(path).damages == ()


class TestADamagedListOfPeople:
    def test_is_named_and_set_apart(self, path: Path) -> None:
        (path / people.FILE).write_text('{"a":', encoding="utf-8")
        assert [one.partition(":")[0] for one in repair.examine(path).damages] == [people.FILE]
        _plan, said = repair.mend(path)
        assert said[-1].startswith(f"{people.FILE} is kept as {people.FILE}.damaged-")
        assert repair.examine(path).damages == ()
        assert [kept.read_text(encoding="utf-8") for kept in path.glob("people*")] == ['{"a":']


class TestADamagedHistory:
    def test_costs_nothing_where_the_file_holds_what_it_said(self, path: Path) -> None:
        alter(path / HISTORY, b"note 2", b"note X")
        plan = repair.examine(path)
        assert (plan.lost, plan.unproven, len(plan.damages)) == ((), (), 1)
        repair.mend(path)
        assert notes(path) == expected(10)

    def test_loses_the_altered_act_alone_and_names_it(self, path: Path) -> None:
        alter(path / HISTORY, b"note 8", b"note X")
        assert repair.examine(path).lost == (10,)
        repair.mend(path)
        whole = expected(10)
        del whole["Q08"]
        assert notes(path) == whole

    def test_whose_hash_alone_is_hurt_loses_nothing(self, path: Path) -> None:
        line = (path / HISTORY).read_bytes().splitlines()[9]
        chain = history.parts(line)[1].encode()
        alter(path / HISTORY, chain, b"0" * 32)
        assert repair.examine(path).lost == ()
        repair.mend(path)
        assert notes(path) == expected(10)

    def test_with_a_line_of_rubbish_gives_what_follows_unproven(self, path: Path) -> None:
        line = (path / HISTORY).read_bytes().splitlines()[8]
        alter(path / HISTORY, line, b"rubbish")
        plan = repair.examine(path)
        assert (plan.lost, plan.unproven) == ((9,), (10,))

    def test_goes_on_with_the_next_revision_in_a_history_of_one_act(self, path: Path) -> None:
        alter(path / HISTORY, b"note 2", b"note X")
        repair.mend(path, "mia")
        opened = AssessmentFolder(path, write=True)
        assert (opened.revision, opened.acts.first) == (12, 12)
        assert (opened.acts[0].what, opened.acts[0].who) == (repair.REPAIR, "mia")
        assert "line 4" in opened.acts[0].label
        answer(opened, "Q10", "note 10")
        opened.checkpoint(opened.assessment)
        opened.close()
        assert notes(path) == expected(11)
        assert AssessmentFolder(path, write=False).notices == []

    def test_is_kept(self, path: Path) -> None:
        alter(path / HISTORY, b"note 2", b"note X")
        before = (path / HISTORY).read_bytes()
        repair.mend(path)
        (kept,) = path.glob("history.jsonl.damaged-*")
        assert kept.read_bytes() == before

    def test_is_not_touched_by_looking(self, path: Path) -> None:
        alter(path / HISTORY, b"note 2", b"note X")
        before = {file.name: file.read_bytes() for file in path.iterdir()}
        repair.examine(path)
        assert {file.name: file.read_bytes() for file in path.iterdir()} == before


class TestALostHistory:
    @pytest.mark.parametrize("how", ["gone", "empty", "cut"])
    def test_begins_anew_from_the_file(self, path: Path, how: str) -> None:
        file = path / HISTORY
        whole = file.read_bytes().splitlines(keepends=True)
        file.unlink()
        if how != "gone":
            file.write_bytes(b"".join(whole[:3]) if how == "cut" else b"")
        repair.mend(path)
        assert notes(path) == expected(7)


class TestADamagedFileAndHistory:
    def test_fall_back_to_what_was_before_the_damage(self, path: Path) -> None:
        (path / FILE).write_bytes(b"")
        alter(path / HISTORY, b"note 4", b"note X")
        repair.mend(path)
        whole = expected(10)
        del whole["Q04"]
        assert notes(path) == whole

    def test_fall_back_to_a_backup(self, path: Path) -> None:
        backups.keep(path, backups.ASKED)
        for name in (FILE, BAK, HISTORY):
            (path / name).write_bytes(b"\x00" * 50)
        plan = repair.examine(path)
        assert "backups/" in plan.remedy
        repair.mend(path)
        assert notes(path) == expected(10)

    def test_are_left_as_they_are_when_nothing_is_whole(self, path: Path) -> None:
        for name in (FILE, BAK, HISTORY):
            (path / name).write_bytes(b"rubbish")
        with pytest.raises(Unreadable, match="nothing whole is left"):
            repair.mend(path)
        assert (path / HISTORY).read_bytes() == b"rubbish"


class TestActsThatNothingVouchesFor:
    def test_are_given_up_where_with_them_nothing_could_be_read(self, path: Path) -> None:
        (path / FILE).unlink()
        (path / BAK).unlink()
        lines = (path / HISTORY).read_bytes().splitlines(keepends=True)
        lines[8] = b"rubbish\n"
        lines[9] = lines[9].replace(b'"note":"note 8"', b'"note":["no text"]')
        assert b"no text" in lines[9]
        (path / HISTORY).write_bytes(b"".join(lines))
        assert repair.examine(path).lost == (9, 10)
        repair.mend(path)
        assert notes(path) == {**expected(7), "Q09": "note 9"}


class TestADamagedFileAlone:
    def test_needs_no_new_history(self, path: Path) -> None:
        (path / FILE).write_bytes(b"{")
        before = (path / HISTORY).read_bytes()
        plan, _said = repair.mend(path)
        assert plan.tables is None
        assert (path / HISTORY).read_bytes() == before
        assert notes(path) == expected(10)
        assert repair.examine(path).damages == ()
