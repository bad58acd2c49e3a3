"""Every system call of a save fails in turn: nothing that was called saved is lost."""

from pathlib import Path

import pytest

from cases.scenarios import SCENARIOS, every_call, prepared
from gapwizard.store import lock

IN_FULL = ("answer", "recovery", "conflict", "repair", "create")
CASES = [(name, "I/O error", False) for name in IN_FULL]
CASES += [(name, "full disk", True) for name in SCENARIOS]
CASES += [
    ("answer", "full disk", False),
    ("answer", "read-only", True),
    ("answer", "too many open files", True),
    ("answer", "short write", False),
]
"""A part of what `make bench-faults` does: there every scenario meets every fault."""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one assessment, to be copied."""
    place = tmp_path_factory.mktemp("template")
    prepared(place / "data")
    return place


@pytest.fixture(autouse=True)
def settled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings of the test's own; no patience."""
    monkeypatch.setenv("GAPWIZARD_CONFIG", str(tmp_path / "config"))
    monkeypatch.setattr(lock, "PATIENCE", 0.05)


class TestAFailingCall:
    @pytest.mark.parametrize(("scenario", "kind", "lasting"), CASES)
    def test_loses_nothing_and_leaves_all_readable(
        self, tmp_path: Path, template: Path, scenario: str, kind: str, *, lasting: bool
    ) -> None:
        seen = 0
        for number, call, outcome in every_call(
            tmp_path, template, scenario, kind, lasting=lasting
        ):
            seen = number
            counts = (outcome.lost, outcome.unreadable, outcome.tracebacks)
            assert counts == (0, 0, 0), f"call {number} {call}: {outcome.detail}"
        assert seen > 3, "the scenario reached the disk"
