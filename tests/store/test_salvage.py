"""Recovery trusts what a line says, not where it stands: everything whole elsewhere is had back."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from cases.store import answer, expected, made, next_act, notes, with_answers
from gapwizard.errors import Unreadable
from gapwizard.store import history, repair
from gapwizard.store.folder import AssessmentFolder

FILES = ("assessment.json", "assessment.json.bak")
HISTORY = "history.jsonl"
EARLY, ALL = 4, 12
LINES = ALL + 1
"""The line that created it, and one for each answer: line 5 is the answer Q04, at revision 6."""


def current(path: Path) -> None:
    """The file holds all acts."""
    opened = AssessmentFolder(path, write=True)
    opened.checkpoint(opened.assessment)
    opened.close()


def stale(_path: Path) -> None:
    """The file holds what stood before the late answers."""


def missing(path: Path) -> None:
    """There is no file; the history alone tells."""
    for name in FILES:
        (path / name).unlink(missing_ok=True)


STATES = {"current": (current, ALL), "stale": (stale, EARLY), "missing": (missing, 0)}
"""How the file stands, and how many of the answers it holds."""


@pytest.fixture(params=STATES)
def state(request: pytest.FixtureRequest) -> str:
    """How the file stands."""
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve answers, four of them given before the file was written; to be copied."""
    path = made(tmp_path_factory.mktemp("whole") / "acme")
    with_answers(path, EARLY)
    opened = AssessmentFolder(path, write=True)
    for number in range(EARLY, ALL):
        answer(opened, f"Q{number:02}", f"note {number}")
    opened.close()
    return path


@pytest.fixture
def path(tmp_path: Path, whole: Path, state: str) -> Path:
    """A copy of it, its file in a state."""
    path = shutil.copytree(whole, tmp_path / "acme")
    STATES[state][0](path)
    return path


def without(state: str, *numbers: int) -> dict[str, str]:
    """All answers but some, where no file holds them."""
    whole = expected(ALL)
    for number in numbers:
        if number >= STATES[state][1]:
            whole.pop(f"Q{number:02}", None)
    return whole


class Mended(NamedTuple):
    """What a repair found and left."""

    plan: repair.Plan
    notes: dict[str, str]


def mended(path: Path, damage: Callable[[list[bytes]], list[bytes]]) -> Mended:
    """Damage the history of a copy, mend it, and hold that work goes on."""
    copy = path.with_name("copy")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(path, copy)
    lines = (copy / HISTORY).read_bytes().splitlines(keepends=True)
    (copy / HISTORY).write_bytes(b"".join(damage(lines)))
    plan, _said = repair.mend(copy)
    assert repair.examine(copy).damages == ()
    found = notes(copy)
    with_answers(copy, 1)
    return Mended(plan, found)


class TestALineThatIsGone:
    def test_costs_its_own_answer_and_no_other(self, path: Path, state: str) -> None:
        for at in range(1 if state == "missing" else 0, LINES):
            found = mended(path, lambda lines, at=at: lines[:at] + lines[at + 1 :])
            assert found.notes == without(state, at - 1), at
            assert set(found.plan.lost) <= {at + 1}

    def test_is_named_and_what_follows_it_is_marked(self, path: Path, state: str) -> None:
        found = mended(path, lambda lines: lines[:8] + lines[9:])
        wanted = ((), ()) if state == "current" else ((9,), (10,))
        assert (found.plan.lost, found.plan.unproven) == wanted
        told = () if state == "current" else ("revision 9: it cannot be read",)
        assert found.plan.missing == told


class TestALineThatIsThereTwice:
    def test_costs_nothing(self, path: Path) -> None:
        for at in range(LINES):
            for to in (at, LINES, 0):
                found = mended(
                    path, lambda lines, at=at, to=to: [*lines[:to], lines[at], *lines[to:]]
                )
                assert (found.notes, found.plan.lost) == (expected(ALL), ()), (at, to)


class TestWhatStandsBetweenTheLines:
    @pytest.mark.parametrize(
        "extra", [b"\n", b"\r\n", b"\0" * 512, b"\0\n", b"rubbish\n", b"<<<<<<< HEAD\n", b"=======\n",
                  b"{}\n", b'{"revision":', b"\xef\xbb\xbf"],
    )  # fmt: skip
    def test_is_passed_over(self, path: Path, extra: bytes) -> None:
        for at in range(LINES):
            found = mended(path, lambda lines, at=at: [*lines[:at], extra, *lines[at:]])
            assert (found.notes, found.plan.lost) == (expected(ALL), ()), at


class TestLinesInAnotherOrder:
    def test_are_put_in_that_of_their_revisions(self, path: Path) -> None:
        for at in range(LINES - 1):
            found = mended(path, lambda ls, at=at: [*ls[:at], ls[at + 1], ls[at], *ls[at + 2 :]])
            assert (found.notes, found.plan.lost) == (expected(ALL), ()), at
        assert mended(path, lambda lines: lines[::-1]).notes == expected(ALL)


class TestLineEnds:
    def test_that_are_hurt_cost_nothing(self, path: Path) -> None:
        for at in range(LINES):
            for end in (bytes([10 ^ 1 << bit]) for bit in range(8)):
                found = mended(
                    path, lambda ls, at=at, e=end: [*ls[:at], ls[at][:-1] + e, *ls[at + 1 :]]
                )
                assert (found.notes, found.plan.lost) == (expected(ALL), ()), (at, end)

    def test_that_are_gone_cost_nothing(self, path: Path) -> None:
        for at in range(LINES):
            found = mended(path, lambda ls, at=at: [*ls[:at], ls[at][:-1], *ls[at + 1 :]])
            assert (found.notes, found.plan.lost) == (expected(ALL), ()), at

    def test_of_all_files_may_be_those_of_another_system(self, path: Path) -> None:
        for name in (*FILES, HISTORY):
            if (path / name).exists():
                (path / name).write_bytes((path / name).read_bytes().replace(b"\n", b"\r\n"))
        plan = repair.examine(path)
        assert (plan.lost, plan.unproven) == ((), ())
        repair.mend(path)
        assert notes(path) == expected(ALL)

    @pytest.mark.parametrize("end", [b"\r", b"\0", b"\x0b"])
    def test_that_are_all_hurt_are_damage_and_never_cut_off(
        self, path: Path, state: str, end: bytes
    ) -> None:
        history_path = path / HISTORY
        lines = history_path.read_bytes().splitlines(keepends=True)
        for kept in (0, LINES - 3):
            ends = [line[:-1] + end for line in lines[kept:]]
            history_path.write_bytes(hurt := b"".join([*lines[:kept], *ends]))
            assert repair.examine(path).damages
            with pytest.raises(Unreadable, match="repair"):
                AssessmentFolder(path, write=True)
            assert history_path.read_bytes() == hurt
            assert mended(path, lambda now: now).notes == expected(ALL), (state, kept)

    def test_of_the_last_line_are_mended_on_opening(self, path: Path) -> None:
        whole = (path / HISTORY).read_bytes()
        for end in (b"", b"\x0b", b"\0\0\0"):
            (path / HISTORY).write_bytes(whole[:-1] + end)
            assert notes(path) == expected(ALL)
            AssessmentFolder(path, write=True).close()
            assert (path / HISTORY).read_bytes() == whole


class TestALineThatIsHurt:
    def test_at_any_byte_costs_at_most_its_own_answer(self, path: Path, state: str) -> None:
        content = (path / HISTORY).read_bytes()
        start = len(b"".join(content.splitlines(keepends=True)[:9]))
        for place in range(start, content.index(b"\n", start)):
            flipped = bytes([content[place] ^ 1 << place % 8])
            (path / HISTORY).write_bytes(content[:place] + flipped + content[place + 1 :])
            plan = repair.examine(path)
            found = {name: row["note"] for name, row in (plan.tables or {})["answers"].items()}
            assert found.items() >= without(state, 8).items(), (place, flipped)
            assert found.items() <= expected(ALL).items(), (place, flipped)
            assert set(plan.lost) <= {10}, (place, flipped)

    def test_is_told_row_by_row_where_it_can_be_read(self, path: Path, state: str) -> None:
        found = mended(path, lambda ls: [*ls[:9], ls[9].replace(b"note 8", b"note X"), *ls[10:]])
        assert found.notes == without(state, 8)
        told = " ".join(found.plan.missing)
        assert ("answers Q08" in told) == (state != "current")

    def test_over_its_end_and_the_next_beginning_costs_the_next_alone(
        self, path: Path, state: str
    ) -> None:
        def zeros(lines: list[bytes]) -> list[bytes]:
            return [*lines[:9], lines[9][:-20], bytes(40), lines[10][20:], *lines[11:]]

        assert mended(path, zeros).notes == without(state, 9)


class TestTheLinesOfAMerge:
    def test_are_those_of_one_side_and_the_other_is_told(self, path: Path, state: str) -> None:
        theirs = path.with_name("theirs")
        shutil.copytree(path, theirs)
        lines = (path / HISTORY).read_bytes().splitlines(keepends=True)
        (theirs / HISTORY).write_bytes(b"".join(lines[:10]))
        missing(theirs)
        opened = AssessmentFolder(theirs, write=True)
        opened.append(next_act(opened, "Q99", "theirs"))
        opened.close()
        other = (theirs / HISTORY).read_bytes().splitlines(keepends=True)[10:]
        for mixed in ([*other, b"=======\n", *lines[10:]], [*lines[10:], b"=======\n", *other]):
            found = mended(path, lambda ls, m=mixed: [*ls[:10], b"<<<<<<< HEAD\n", *m])
            assert (found.notes, found.plan.lost) == (expected(ALL), ())
            assert ("answers Q99" in " ".join(found.plan.missing)) == (state != "current")


class TestAHistoryThatBeginsAnew:
    def test_is_not_mixed_with_what_was_before_it(self, path: Path) -> None:
        old = path.with_name("old")
        shutil.copytree(path, old)
        found = mended(path, lambda lines: lines[:8] + lines[9:])
        log = history.read(path.with_name("copy") / HISTORY)
        assert log.acts[0].what == repair.REPAIR
        assert log.acts.first == ALL + 2
        assert "line" in log.acts[0].label or "ends" in log.acts[0].label
        assert found.plan.revision == ALL + 2
