"""Damaged files: the app starts, says what is damaged, and mends what can be mended."""

from pathlib import Path

import pytest

from cases import damaging
from cases.scenarios import Notes
from gapwizard.store import lock


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Notes]]:
    """A data folder with one assessment, to be copied, and every state it was in."""
    place = tmp_path_factory.mktemp("template")
    return place, damaging.prepare(place)


class TestDamageOfAnyKind:
    @pytest.mark.parametrize("hundred", range(2))
    def test_is_named_and_mended_and_never_gives_other_answers(
        self,
        tmp_path: Path,
        template: tuple[Path, dict[str, Notes]],
        hundred: int,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setenv("GAPWIZARD_CONFIG", str(tmp_path / "config"))
        monkeypatch.setattr(lock, "PATIENCE", 0.05)
        place, states = template
        for seed in range(100 * hundred, 100 * hundred + 100):
            found = damaging.trial(place, states, tmp_path / f"{seed}", seed)
            counts = (found.lost, found.unreadable, found.tracebacks)
            assert counts == (0, 0, 0), f"seed {seed}: {found.detail}"
