"""Recovery: what was saved is there again, whatever happened to the files."""

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cases.store import answer, expected, made, notes, with_answers
from gapwizard.errors import GapwizardError, Refused, Unreadable
from gapwizard.store import repair, rows
from gapwizard.store.folder import AssessmentFolder

FILE = "assessment.json"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An assessment with five answers in its file."""
    path = made(tmp_path / "acme")
    with_answers(path, 3)
    opened = AssessmentFolder(path, write=True)
    for number in (3, 4):
        answer(opened, f"Q{number:02}", f"note {number}")
    opened.checkpoint(opened.assessment)
    opened.close()
    return path


def flip(content: bytes) -> bytes:
    """One bit of the note 4 changed."""
    return content.replace(b"note 4", b"note 5")


def half(content: bytes) -> bytes:
    """The first half."""
    return content[: len(content) // 2]


def nothing(_content: bytes) -> bytes:
    """An empty file."""
    return b""


def damage(file: Path, how: Callable[[bytes], bytes]) -> None:
    """Write a file damaged in place."""
    whole = file.read_bytes()
    assert how(whole) != whole
    file.write_bytes(how(whole))


def contents(path: Path) -> dict[str, bytes]:
    """Every file of an assessment."""
    return {file.name: file.read_bytes() for file in path.iterdir() if file.is_file()}


class TestADamagedFile:
    @pytest.mark.parametrize("how", [flip, half, nothing])
    def test_is_rebuilt_with_a_notice_and_kept(
        self, path: Path, how: Callable[[bytes], bytes]
    ) -> None:
        damage(path / FILE, how)
        opened = AssessmentFolder(path, write=True)
        opened.checkpoint(opened.assessment)
        opened.close()
        assert any("damaged" in notice for notice in opened.notices)
        assert list(path.glob("assessment.json.damaged-*"))
        assert notes(path) == expected(5)

    @pytest.mark.parametrize("how", [flip, half, nothing])
    def test_is_read_through_and_left_in_place_by_a_reader(
        self, path: Path, how: Callable[[bytes], bytes]
    ) -> None:
        damage(path / FILE, how)
        before = contents(path)
        assert notes(path) == expected(5)
        assert AssessmentFolder(path, write=False).notices
        assert contents(path) == before

    def test_that_is_missing_is_rebuilt_from_the_generation_before(self, path: Path) -> None:
        (path / FILE).unlink()
        opened = AssessmentFolder(path, write=False)
        assert opened.notices
        assert notes(path) == expected(5)

    def test_is_rebuilt_from_the_history_alone_when_both_generations_are_gone(
        self, path: Path
    ) -> None:
        (path / FILE).unlink()
        (path / f"{FILE}.bak").write_bytes(b"")
        opened = AssessmentFolder(path, write=True)
        assert opened.notices
        opened.checkpoint(opened.assessment)
        opened.close()
        assert notes(path) == expected(5)
        whole = AssessmentFolder(path, write=False)
        assert whole.notices == []
        assert rows.load((path / FILE).read_bytes()).revision == whole.revision

    def test_is_never_opened_as_an_empty_one(self, path: Path) -> None:
        for name in contents(path):
            (path / name).write_bytes(b"")
        for write in (False, True):
            with pytest.raises(Unreadable):
                AssessmentFolder(path, write=write)

    def test_that_lost_its_history_opens_for_reading_and_is_not_written(self, path: Path) -> None:
        (path / "history.jsonl").unlink()
        assert notes(path) == expected(5)
        with pytest.raises(Unreadable, match="gapwizard repair acme"):
            AssessmentFolder(path, write=True)

    def test_beside_a_damaged_history_is_not_shown_as_if_it_were_the_newest(
        self, path: Path
    ) -> None:
        old = (path / FILE).read_bytes()
        opened = AssessmentFolder(path, write=True)
        answer(opened, "Q05", "note 5")
        answer(opened, "Q06", "note 6")
        opened.checkpoint(opened.assessment)
        opened.close()
        (path / FILE).write_bytes(old)
        history = path / "history.jsonl"
        history.write_bytes(history.read_bytes().replace(b"\n", b"\r\n"))

        for write in (False, True):
            with pytest.raises(Unreadable, match="2 changes stand in it or behind it"):
                AssessmentFolder(path, write=write)
        assert notes(path, old=True) == expected(5)
        repair.mend(path)
        assert {"Q05", "Q06"} <= set(AssessmentFolder(path, write=False).assessment.answers)

    def test_beside_a_history_whose_last_line_is_damaged_is_not_shown_either(
        self, path: Path
    ) -> None:
        old = (path / FILE).read_bytes()
        opened = AssessmentFolder(path, write=True)
        answer(opened, "Q05", "note 5")
        opened.checkpoint(opened.assessment)
        opened.close()
        damage(path / "history.jsonl", lambda content: content.replace(b"note 5", b"note 6"))
        assert notes(path) == expected(6)
        (path / FILE).write_bytes(old)
        (path / f"{FILE}.bak").write_bytes(old)
        with pytest.raises(Unreadable, match="1 change stands in it"):
            AssessmentFolder(path, write=False)

    def test_of_another_history_is_not_mixed_with_this_one(
        self, path: Path, tmp_path: Path
    ) -> None:
        other = made(tmp_path / "other")
        opened = AssessmentFolder(other, write=True)
        answer(opened, "Q00", "of another")
        opened.checkpoint(opened.assessment)
        opened.close()
        (path / FILE).write_bytes((other / FILE).read_bytes())
        assert notes(path) == expected(5)
        assert "another history" in AssessmentFolder(path, write=False).notices[0]

    def test_takes_new_answers_after_it_was_rebuilt(self, path: Path) -> None:
        damage(path / FILE, half)
        opened = AssessmentFolder(path, write=True)
        answer(opened, "Q05", "note 5")
        opened.checkpoint(opened.assessment)
        opened.close()
        assert notes(path) == expected(6)


class TestAHistory:
    def test_newer_than_the_file_is_applied(self, path: Path) -> None:
        opened = AssessmentFolder(path, write=True)
        answer(opened, "Q05", "note 5")
        opened.close()
        assert rows.load((path / FILE).read_bytes()).revision < opened.revision
        assert notes(path) == expected(6)

    def test_loses_a_torn_last_line_and_goes_on(self, path: Path) -> None:
        with (path / "history.jsonl").open("ab") as file:
            file.write(b'{"revision": 7, "at')
        assert notes(path) == expected(5)
        opened = AssessmentFolder(path, write=True)
        answer(opened, "Q05", "note 5")
        opened.checkpoint(opened.assessment)
        opened.close()
        assert notes(path) == expected(6)
        assert AssessmentFolder(path, write=False).notices == []

    def test_with_an_altered_line_can_be_read_and_not_written(self, path: Path) -> None:
        damage(path / "history.jsonl", lambda content: content.replace(b"note 1", b"note 9"))
        assert notes(path) == expected(5)
        assert "line 3" in AssessmentFolder(path, write=False).notices[0]
        with pytest.raises(Unreadable, match="line 3"):
            AssessmentFolder(path, write=True)

    def test_with_a_line_taken_out_is_not_written(self, path: Path) -> None:
        damage(
            path / "history.jsonl",
            lambda content: b"".join(content.splitlines(keepends=True)[::2]),
        )
        with pytest.raises(Unreadable):
            AssessmentFolder(path, write=True)


class TestANewerSchema:
    def test_is_refused_and_nothing_changes(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(rows, "SCHEMA", 99)
        before = rows.dump({"about": {"about": {"name": "Acme"}}, "new": {}}, 6)
        monkeypatch.undo()
        (path / FILE).write_bytes(before)
        for write in (False, True):
            with pytest.raises(Refused, match="newer gapwizard"):
                AssessmentFolder(path, write=write)
        assert (path / FILE).read_bytes() == before


class TestDamageOfAnyKind:
    @pytest.mark.parametrize("seed", range(30))
    def test_gives_the_answers_or_an_error_never_other_answers(self, path: Path, seed: int) -> None:
        dice = random.Random(seed)
        names = dice.sample([FILE, f"{FILE}.bak", "history.jsonl"], dice.randint(1, 3))
        for name in names:
            content = bytearray((path / name).read_bytes())
            if dice.random() < 0.5:
                del content[dice.randrange(len(content)) :]
            else:
                content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
            (path / name).write_bytes(content)
        try:
            found = AssessmentFolder(path, write=False)
        except GapwizardError:
            return
        whole = expected(5)
        assert {name: row.note for name, row in found.assessment.answers.items()} == {
            name: note for name, note in whole.items() if name in found.assessment.answers
        }
        if FILE not in names:
            assert len(found.assessment.answers) == 5


WRITE_UNTIL_KILLED = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from cases.store import answer
from gapwizard.store.folder import AssessmentFolder
opened = AssessmentFolder(Path(sys.argv[1]), write=True)
for number in range(10_000):
    answer(opened, f"Q{number:02}", f"note {number}")
    print(number, flush=True)
    if number % 7 == 3:
        opened.checkpoint(opened.assessment)
"""


class TestAProcessKilledWhileItWrites:
    @pytest.mark.parametrize("after", [0, 3, 17, 40, 111])
    def test_has_saved_every_answer_that_it_said_was_saved(
        self, tmp_path: Path, after: int
    ) -> None:
        path = made(tmp_path / "acme")
        child = subprocess.Popen(
            [sys.executable, "-c", WRITE_UNTIL_KILLED, str(path), str(Path(__file__).parents[1])],
            stdout=subprocess.PIPE,
            text=True,
        )
        with child:
            assert child.stdout is not None
            said = [int(child.stdout.readline()) for _ in range(after + 1)]
            os.kill(child.pid, signal.SIGKILL)
            said += [int(line) for line in child.stdout if line.endswith("\n")]
        opened = AssessmentFolder(path, write=True)
        opened.checkpoint(opened.assessment)
        opened.close()
        found = notes(path)
        assert len(found) in (len(said), len(said) + 1)
        assert found == expected(len(found))
        lines = (path / "history.jsonl").read_text(encoding="utf-8").splitlines()
        revisions = [json.loads(line)["revision"] for line in lines]
        assert revisions == list(range(1, len(revisions) + 1))
