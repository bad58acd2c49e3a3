"""Backups: one a day of what earlier days left, whole or not there."""

import time
from pathlib import Path

import pytest

from cases.store import act, answer, made, notes
from gapwizard.store import backups
from gapwizard.store.folder import AssessmentFolder, create
from gapwizard.store.history import RowChange
from gapwizard.store.tables import row_of

OLD = "2026-01-01T10:00:00+00:00"


class Clock:
    """A clock that stands."""

    def __init__(self, now: tuple[int, ...]) -> None:
        self._now = time.struct_time(now)

    def strftime(self, form: str) -> str:
        """The time in some form."""
        return time.strftime(form, self._now)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An assessment that was left on an earlier day."""
    from cases.store import ABOUT

    folder = tmp_path / "acme"
    create(folder, act(1, RowChange("about", "about", None, row_of(ABOUT)), at=OLD))
    return folder


class TestADailyBackup:
    def test_holds_what_earlier_days_left(self, path: Path) -> None:
        opened = AssessmentFolder(path, write=True)
        answer(opened, "Q00", "today")
        opened.close()
        (kept,) = backups.look_safely(path)
        assert kept.name.startswith(time.strftime("%Y%m%d"))
        assert (kept.kind, notes(kept.path), notes(path)) == (
            backups.DAILY,
            {},
            {"Q00": "today"},
        )

    def test_is_made_once_a_day(self, path: Path) -> None:
        for _time in range(3):
            AssessmentFolder(path, write=True).close()
        assert len(backups.look_safely(path)) == 1

    def test_is_not_made_of_what_began_today(self, tmp_path: Path) -> None:
        assert backups.look_safely(made(tmp_path / "new")) == []

    def test_is_kept_for_seven_days_and_others_for_good(self, path: Path) -> None:
        for day in range(1, 10):
            (path / "backups" / f"2026010{day}-080000-daily").mkdir(parents=True)
        (path / "backups" / "20260101-090000-asked").mkdir()
        AssessmentFolder(path, write=True).close()
        held = backups.look_safely(path)
        assert len([backup for backup in held if backup.kind == backups.DAILY]) == backups.DAYS
        assert held[0].kind == backups.ASKED
        assert held[-1].name.startswith(time.strftime("%Y%m%d"))

    def test_is_there_for_each_of_the_last_seven_days_whichever_day_it_is(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for day in range(1, 30):
            monkeypatch.setattr(backups, "time", Clock((2026, 3, day, 8, 0, 0, 0, 59 + day, 0)))
            backups.keep_daily(path, OLD)
            kept = [backup.name[:8] for backup in backups.look_safely(path)]
            first = max(1, day + 1 - backups.DAYS)
            assert kept == [f"202603{each:02}" for each in range(first, day + 1)]

    def test_is_closed_to_others(self, path: Path) -> None:
        AssessmentFolder(path, write=True).close()
        (kept,) = backups.look_safely(path)
        assert {p.stat().st_mode & 0o777 for p in (kept.path, kept.path.parent)} == {0o700}
        assert {p.stat().st_mode & 0o777 for p in kept.path.iterdir()} == {0o600}

    def test_that_cannot_be_made_is_said_and_stops_nobody(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_words: object, **_named: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(backups, "copy", full)
        opened = AssessmentFolder(path, write=True)
        opened.close()
        assert any("No space left" in notice for notice in opened.notices)
