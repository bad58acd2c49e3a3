"""Run commands in process, over a folder of the test's own."""

from pathlib import Path

import pytest
from cli_cases import Command, Ran

from gapwizard import i18n
from gapwizard.cli.entry import run


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in; data, settings, cache and logs lie under it."""
    for name in ("DATA", "CONFIG", "CACHE", "LOGS"):
        monkeypatch.setenv(f"GAPWIZARD_{name}", str(tmp_path / name.lower()))
    monkeypatch.setenv("GAPWIZARD_LANG", "en")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def gapwizard(place: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs one command line; gives its exit code and output."""

    def command(*words: object) -> Ran:
        capsys.readouterr()
        try:
            code = run([str(word) for word in words])
        finally:
            i18n.use("en")
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return Ran(code, said.out, said.err)

    return command


@pytest.fixture
def acme(gapwizard: Command) -> str:
    """The id of a fresh assessment."""
    return gapwizard("new", "Acme").out.strip()
