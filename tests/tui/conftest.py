"""Every test has folders of its own, and may be a coroutine."""

import asyncio
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

from gapwizard import i18n


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
    """Speak English, and again after a test that switched."""
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
    return tmp_path / "data"
