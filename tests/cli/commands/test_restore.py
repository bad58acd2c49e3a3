"""`backup`, `restore` and `repair`, and what is said of a disk that refuses."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cases.commands import Command

QUESTION = "8.6.1-Q02"


@pytest.fixture
def answered(gapwizard: Command, acme: str) -> str:
    """An assessment with three answers to one question: revisions 2, 3 and 4."""
    for rating in "PLF":
        assert gapwizard("answer", acme, QUESTION, rating).code == 0
    return acme


def rating(gapwizard: Command, name: str) -> str | None:
    """The rating as `show` gives it."""
    answer = gapwizard("show", name, QUESTION, "--json").json["answer"]
    return answer["rating"] if answer else None


def history(place: Path) -> Path:
    """The history of acme."""
    return place / "data" / "acme" / "history.jsonl"


def damage(place: Path) -> None:
    """Alter the second line of the history."""
    path = history(place)
    path.write_bytes(path.read_bytes().replace(b"8.6.1-Q02 P", b"8.6.1-Q02 X", 1))


class TestRestore:
    @pytest.mark.parametrize(
        ("moment", "found"), [("2", "P"), ("3", "L"), ("4", "F"), ("1", None), ("9999-01-01", "F")]
    )
    def test_brings_back_a_revision_or_a_time(
        self, gapwizard: Command, answered: str, moment: str, found: str | None
    ) -> None:
        assert gapwizard("restore", answered, "--to", moment).code == 0
        assert rating(gapwizard, answered) == found

    def test_is_one_act_that_undo_takes_back(self, gapwizard: Command, answered: str) -> None:
        gapwizard("restore", answered, "--to", "2")
        assert gapwizard("undo", answered).code == 0
        assert rating(gapwizard, answered) == "F"

    def test_on_trial_changes_nothing(self, gapwizard: Command, answered: str) -> None:
        ran = gapwizard("restore", answered, "--to", "2", "--dry-run")
        assert (ran.code, ran.out) == (0, f"answers {QUESTION}\n")
        assert rating(gapwizard, answered) == "F"

    @pytest.mark.parametrize(
        "moment", ["0", "5", "99999999999999999999", "1999-01-01", "yesterday", "2026-13-01",
                   "0001-01-01T00:00", "９", "²", "\x1b[31m"],
    )  # fmt: skip
    def test_refuses_what_the_history_does_not_reach(
        self, gapwizard: Command, answered: str, moment: str
    ) -> None:
        ran = gapwizard("restore", answered, "--to", moment)
        assert ran.code == 1, ran.err
        assert "\x1b" not in ran.err
        assert rating(gapwizard, answered) == "F"

    def test_of_a_backup_and_a_moment_at_once_is_wrong_usage(
        self, gapwizard: Command, answered: str
    ) -> None:
        assert gapwizard("restore", answered, "x", "--to", "2").code == 2

    def test_without_words_lists_the_backups(self, gapwizard: Command, answered: str) -> None:
        assert "No backup yet" in gapwizard("restore", answered).err
        made = Path(gapwizard("backup", answered).out.strip())
        assert gapwizard("restore", answered).out == f"{made.name}\n"
        assert gapwizard("restore", answered, "--json").json == [
            {"name": made.name, "kind": "asked", "path": str(made)}
        ]

    def test_takes_a_backup_by_its_name(self, gapwizard: Command, answered: str) -> None:
        made = Path(gapwizard("backup", answered).out.strip())
        gapwizard("answer", answered, QUESTION, "N")
        assert gapwizard("restore", answered, made.name).code == 0
        assert rating(gapwizard, answered) == "F"

    @pytest.mark.parametrize("name", ["nothing", "..", "/etc", "../acme2"])
    def test_refuses_what_is_no_backup(self, gapwizard: Command, answered: str, name: str) -> None:
        assert gapwizard("restore", answered, name).code in (1, 4)
        assert rating(gapwizard, answered) == "F"

    def test_refuses_the_backup_of_another_client(
        self, gapwizard: Command, answered: str, place: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from datetime import datetime, timedelta

        from gapwizard.session.portfolio import creation

        later = datetime.now().astimezone().replace(microsecond=0) + timedelta(hours=1)
        monkeypatch.setattr(creation, "now", lambda: later)
        gapwizard("new", "Other")
        gapwizard("backup", "other", "-o", place / "copy")
        ran = gapwizard("restore", answered, place / "copy")
        assert (ran.code, "another assessment" in ran.err) == (1, True)

    def test_brings_back_an_assessment_that_is_gone(
        self, gapwizard: Command, answered: str, place: Path
    ) -> None:
        gapwizard("backup", answered, "-o", place / "copy")
        history(place).parent.rename(place / "away")
        tried = gapwizard("restore", answered, place / "copy", "--dry-run", "--json")
        assert (tried.code, tried.json) == (0, {"id": "acme", "dry_run": True})
        assert "would come back as acme" in tried.err
        assert gapwizard("list", "--json").json == []
        ran = gapwizard("restore", answered, place / "copy")
        assert (ran.code, ran.out) == (0, "acme\n")
        assert rating(gapwizard, answered) == "F"
        assert gapwizard("undo", answered).code == 0


class TestBackup:
    def test_may_lie_in_a_folder_of_any_name(
        self, gapwizard: Command, answered: str, place: Path
    ) -> None:
        target = place / "my backups 北方 1.0"
        assert gapwizard("backup", answered, "-o", target).code == 0
        assert gapwizard("restore", answered, target, "--dry-run").code == 0
        assert gapwizard("delete", answered, "--yes").code == 0
        assert gapwizard("restore", answered, target).code == 0
        assert gapwizard("show", answered).code == 0

    def test_of_a_damaged_one_is_made_and_called_so(
        self, gapwizard: Command, answered: str, place: Path
    ) -> None:
        damage(place)
        ran = gapwizard("backup", answered, "-o", place / "copy")
        assert (ran.code, ran.out) == (4, "")
        assert "is a copy of what is damaged" in ran.err
        assert (place / "copy" / "history.jsonl").exists()

    def test_opens_like_any_assessment(
        self, gapwizard: Command, answered: str, place: Path
    ) -> None:
        ran = gapwizard("backup", answered, "-o", place / "data2" / "acme")
        assert ran.code == 4
        (place / "data2").mkdir()
        ran = gapwizard("backup", answered, "-o", place / "data2" / "acme")
        assert ran.out == f"{place / 'data2' / 'acme'}\n"
        shown = gapwizard("--data", place / "data2", "show", "acme", QUESTION, "--json").json
        assert shown["answer"]["rating"] == "F"
        assert len(shown["history"]) == 3

    def test_never_overwrites(self, gapwizard: Command, answered: str, place: Path) -> None:
        (place / "copy").mkdir()
        assert gapwizard("backup", answered, "-o", place / "copy").code == 1
        assert list((place / "copy").iterdir()) == []

    def test_of_what_is_not_there_names_the_nearest(
        self, gapwizard: Command, answered: str
    ) -> None:
        ran = gapwizard("backup", "acm")
        assert (ran.code, "'acme'" in ran.err) == (1, True)


class TestRepair:
    def test_says_that_all_is_whole(self, gapwizard: Command, answered: str) -> None:
        assert gapwizard("repair").code == 0
        assert gapwizard("repair", answered).code == 0
        assert gapwizard("repair", answered, "--json").json["damages"] == []

    def test_names_the_damage_and_changes_nothing_before_it_is_told_to(
        self, gapwizard: Command, answered: str, place: Path
    ) -> None:
        damage(place)
        before = history(place).read_bytes()
        ran = gapwizard("repair", answered)
        assert (ran.code, "line 2" in ran.out) == (4, True)
        assert gapwizard("repair").out.startswith("acme: history.jsonl: line 2")
        assert history(place).read_bytes() == before
        ran = gapwizard("answer", answered, QUESTION, "N")
        assert (ran.code, "gapwizard repair acme" in ran.err) == (4, True)

    def test_is_what_the_list_says_of_a_damaged_one_that_can_be_read(
        self, gapwizard: Command, answered: str, place: Path
    ) -> None:
        damage(place)
        for _time in ("from the files", "from the index"):
            ran = gapwizard("list", "--json")
            assert (ran.code, ran.json[0]["completeness"] > 0) == (0, True)
            assert ran.err.startswith("gapwizard: acme: line 2 of its history is damaged")
        gapwizard("repair", answered, "--yes")
        assert gapwizard("list").err == ""

    def test_mends_when_it_is_told_to(self, gapwizard: Command, answered: str, place: Path) -> None:
        damage(place)
        ran = gapwizard("repair", answered, "--yes")
        assert (ran.code, "is kept as history.jsonl.damaged-" in ran.err) == (0, True)
        assert rating(gapwizard, answered) == "F"
        assert gapwizard("answer", answered, QUESTION, "N").code == 0
        assert gapwizard("repair").code == 0

    def test_lets_undo_not_go_behind_it(
        self, gapwizard: Command, answered: str, place: Path
    ) -> None:
        damage(place)
        gapwizard("repair", answered, "--yes")
        assert gapwizard("undo", answered).code == 1

    def test_is_counted_by_doctor_without_a_name(
        self, gapwizard: Command, answered: str, place: Path
    ) -> None:
        assert "assessments: 1, 0 of them damaged" in gapwizard("doctor").out
        damage(place)
        out = gapwizard("doctor").out
        assert "assessments: 1, 1 of them damaged" in out


class TestALockOfADeadProcess:
    def test_is_taken_over_with_a_word(
        self, gapwizard: Command, answered: str, place: Path
    ) -> None:
        (history(place).parent / "holder.json").write_text(
            f'{{"who": "mia\\u001b", "host": "{os.uname().nodename}", "since": "today", "pid": 4000000}}',
            encoding="utf-8",
        )
        ran = gapwizard("answer", answered, QUESTION, "N")
        assert ran.code == 0
        assert "taken over: that process has ended" in ran.err
        assert "\x1b" not in ran.err


class TestADiskThatRefuses:
    def test_is_said_in_words_with_exit_code_four(
        self, gapwizard: Command, answered: str, place: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_words: object) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", refuse)
            ran = gapwizard("answer", answered, QUESTION, "N")
        assert (ran.code, "No space left on device" in ran.err) == (4, True)
        assert rating(gapwizard, answered) == "F"

    @pytest.mark.skipif(not hasattr(os, "fork"), reason="limits are those of Unix")
    def test_is_met_by_a_real_limit_of_the_system(
        self, gapwizard: Command, answered: str, place: Path
    ) -> None:
        size = history(place).stat().st_size
        limited = (
            "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
            f"resource.setrlimit(resource.RLIMIT_FSIZE, ({size} + 40, {size} + 40));"
            "from gapwizard.cli.entry import run; sys.exit(run(sys.argv[1:]))"
        )
        ran = subprocess.run(
            [sys.executable, "-c", limited, "answer", answered, QUESTION, "N", "--note", "x" * 300],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (ran.returncode, "not saved" in ran.stderr) == (4, True), ran.stderr
        assert history(place).stat().st_size == size
        assert rating(gapwizard, answered) == "F"
        assert gapwizard("answer", answered, QUESTION, "N").code == 0
