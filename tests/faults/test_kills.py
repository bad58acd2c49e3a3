"""A process killed at any instant has saved what it said was saved."""

from pathlib import Path

import pytest

from cases import killing
from cases.crowding import crowd
from cases.scenarios import prepared
from gapwizard.store import lock


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one assessment, to be copied."""
    place = tmp_path_factory.mktemp("template")
    prepared(place / "data")
    return place


@pytest.fixture(autouse=True)
def settled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings of the test's own."""
    monkeypatch.setenv("GAPWIZARD_CONFIG", str(tmp_path / "config"))


class TestAKill:
    @pytest.mark.parametrize("delay", [0, 0.005], ids=["as it is", "slow flushes"])
    def test_loses_nothing_that_was_called_saved(
        self, tmp_path: Path, template: Path, delay: float
    ) -> None:
        for seed in range(12):
            found = killing.trial(template, tmp_path / f"{seed}", seed, flush_delay=delay)
            assert (found.lost, found.unreadable, found.tracebacks) == (0, 0, 0), found.detail


class TestFourProcesses:
    def test_never_interleave(
        self, tmp_path: Path, template: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(lock, "PATIENCE", 5.0)
        import shutil

        shutil.copytree(template, tmp_path / "place")
        assert crowd(tmp_path / "place" / "data", 4, 20, burst=10) == (80, 0, 0)
