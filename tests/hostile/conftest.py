"""Commands run in process over a folder of the test's own; coroutines are tests too."""

import asyncio
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hostile_cases import Said

from gapwizard import i18n
from gapwizard.cli.entry import run


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a coroutine test in a loop of its own."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    wanted = pyfuncitem._fixtureinfo.argnames
    asyncio.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in wanted}))
    return True


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("GAPWIZARD_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    i18n.use("en")
    yield
    i18n.use("en")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty data folder; settings, cache and logs stay below `tmp_path` too."""
    for name in ("config", "cache", "logs", "data"):
        monkeypatch.setenv(f"GAPWIZARD_{name.upper()}", str(tmp_path / name))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data"


@pytest.fixture
def command(data: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Run one command line."""

    def runs(*words: object) -> Said:
        capsys.readouterr()
        try:
            code = run([str(word) for word in words])
        finally:
            i18n.use("en")
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return Said(code, said.out, said.err)

    return runs
