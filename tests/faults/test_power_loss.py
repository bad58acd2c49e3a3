"""A loss of power at any instant of a save: what was called saved is there."""

from pathlib import Path

import pytest

from cases.power_loss import Recorder
from cases.power_loss_runs import after_power_loss
from cases.scenarios import SCENARIOS, Outcome, prepared


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


class LazyDisk(Recorder):
    """A disk that flushes nothing, whatever it is told."""

    def _fsync(self, *_words: object) -> None:
        return


def wrong(outcomes: list[Outcome]) -> list[str]:
    """What broke a promise."""
    return [o.detail for o in outcomes if o.lost or o.unreadable or o.tracebacks]


class TestALossOfPower:
    @pytest.mark.parametrize("scenario", [name for name in SCENARIOS if name != "conflict"])
    def test_leaves_what_was_called_saved(
        self, tmp_path: Path, template: Path, scenario: str
    ) -> None:
        outcomes = after_power_loss(tmp_path, template, scenario, 3)
        assert len(outcomes) > 5
        assert wrong(outcomes) == []

    def test_shows_when_nothing_is_flushed(self, tmp_path: Path, template: Path) -> None:
        assert wrong(after_power_loss(tmp_path, template, "answer", 3, LazyDisk))
