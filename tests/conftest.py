"""What all tests share: folders of their own, English, commands, coroutines, any order.

`GAPWIZARD_ORDER=SEED` shuffles them.
"""

import asyncio
import functools
import gc
import inspect
import os
import random
import shutil
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from types import CodeType

import hypothesis
import jinja2
import pytest
import textual._time
import textual.app
import textual.pilot

from cases import another_age
from cases.commands import Command, Ran, commands_in_english
from cases.made import once
from cases.quick_app import quicken
from gapwizard import age, i18n, paths
from gapwizard.cli.entry import run
from gapwizard.demo import sample
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.library import shelf
from gapwizard.session.portfolio import opening_proof

hypothesis.settings.register_profile("suite", max_examples=40, deadline=None)
hypothesis.settings.load_profile("suite")  # no law here has found with 100 what it did not with 40

MEMORY = Path("/dev/shm")
ROOM = 2**30
"""Bytes; a run leaves some 20 million there."""


def _write_in_memory() -> None:
    """Let the folders of the tests lie in memory where there is room.

    The store flushes whatever it saves, so a test would wait for the disk ten times a command. None
    can tell the difference: what a loss of power takes is played, and a killed process flushes nothing.
    """
    ours = os.access(MEMORY, os.W_OK) and not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC
    if ours and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


_write_in_memory()
os.environ.pop("PYTHONUNBUFFERED", None)  # what waits in a buffer at the end is lost or told there

SOON = 0.05
"""Seconds: to a timer that is due earlier the clock is put forward, to a later one it is not."""


class Hurried(asyncio.SelectorEventLoop):
    """A loop whose clock can be put forward to the next timer instead of waiting for it."""

    ahead = 0.0
    """Seconds its clock is ahead of the time that has passed."""

    def time(self) -> float:
        return super().time() + self.ahead

    def leap(self, when: float) -> None:
        """Let it be a moment, by this loop's clock, unless it has passed."""
        self.ahead += max(0.0, when - self.time())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Shuffle the tests where a seed is named, the same way in every worker."""
    seed = os.environ.get("GAPWIZARD_ORDER")
    if seed is not None:
        random.Random(seed).shuffle(items)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a coroutine test in a loop of its own."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    wanted = pyfuncitem._fixtureinfo.argnames
    with asyncio.Runner(loop_factory=Hurried) as runner:
        runner.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in wanted}))
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
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in; data, settings, cache and logs lie under it."""
    for name in ("data", "config", "cache", "logs"):
        monkeypatch.setenv(f"GAPWIZARD_{name.upper()}", str(tmp_path / name))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def data(place: Path) -> Path:
    """An empty data folder."""
    return place / "data"


@pytest.fixture
def gapwizard(place: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs one command line in process; gives its exit code and output."""
    commands_in_english()

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
    there = Path.cwd() / "data"
    return once(there, ("acme",), lambda data: gapwizard("--data", data, "new", "Acme").out.strip())


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Encrypts with so little work that it takes no second; opening is the real one."""
    monkeypatch.setattr(age, "encrypt", another_age.encrypt)

    def in_this_process(places: Sequence[Path], _passphrase: str) -> list[str]:
        return [opening_proof.digest(place) for place in places]

    monkeypatch.setattr(opening_proof, "digests_anew", in_this_process)


MOST_LEAPS = 100
"""Timers waited for at a time: one of Textual's goes on repeating in an app that has ended."""


async def settled(min_sleep: float = 0, max_sleep: float = 5) -> None:
    """Wait until the app has nothing to do; Textual's own way sleeps 40 ms a key, however idle.

    The app runs in this loop alone, so it is idle when nothing in it is ready or due soon, twice in
    a row; a thread that it waits for keeps a worker unfinished.
    """
    loop = asyncio.get_running_loop()
    end = time.monotonic() + max_sleep
    quiet = leaps = 0
    while time.monotonic() < end and quiet < 2 and leaps < MOST_LEAPS:
        await asyncio.sleep(min_sleep)
        if loop._ready:  # type: ignore[attr-defined]
            quiet = 0
            continue
        due = [timer.when() for timer in loop._scheduled if not timer.cancelled()]  # type: ignore[attr-defined]
        if due and min(due) < loop.time() + SOON:
            quiet, leaps = 0, leaps + 1
            loop.leap(min(due))
        else:
            quiet += 1


async def _screen_settled(_pilot: object, _timeout: float = 30.0) -> bool:
    """Stands for Textual's way, which sends a message to every widget and waits for each."""
    await settled()
    return True


_READ: dict[tuple[Path, str], Questionnaire] = {}
_load_file = shelf.load_file


def _load_file_once(path: Path, language: str) -> Questionnaire:
    """A questionnaire as it is loaded; one that was shipped is the same all day, so it is kept."""
    if not path.is_relative_to(paths.shipped_folder("questionnaires")):
        return _load_file(path, language)
    key = (path, language)
    if key not in _READ:
        _READ[key] = _load_file(path, language)
    return _READ[key]


_COMPILED: dict[object, CodeType] = {}
_compile = jinja2.Environment.compile


def _compile_once(
    self: jinja2.Environment,
    source: str,
    name: str | None = None,
    filename: str | None = None,
    **named: bool,
) -> CodeType:
    """A report template; each test has an empty cache, so one that was shipped is kept here."""
    key = (type(self), source, name, filename)
    if not filename or not Path(filename).is_relative_to(paths.shipped_folder("templates")):
        return _compile(self, source, name, filename, **named)  # type: ignore[call-overload,no-any-return]
    if key not in _COMPILED:
        _COMPILED[key] = _compile(self, source, name, filename, **named)  # type: ignore[call-overload]
    return _COMPILED[key]


def _clock() -> float:
    """The time for Textual's timers: by the loop's clock, else they lag behind where it is ahead."""
    try:
        return asyncio.get_running_loop().time()
    except RuntimeError:  # in a thread
        return time.monotonic()


_create = sample.create


@functools.wraps(_create)
def _create_once(data: Path, today: date | None = None, language: str = "en") -> str:
    """The sample in a folder. Whoever stops the clock makes it anew (`inspect.unwrap`)."""
    return once(data, ("sample", today, language), lambda there: _create(there, today, language))


textual._time.get_time = _clock
sample.create = _create_once
shelf.load_file = _load_file_once
jinja2.Environment.compile = _compile_once  # type: ignore[method-assign,assignment]
quicken()
for _module in (textual.app, textual.pilot):
    _module.wait_for_idle = settled  # type: ignore[attr-defined]
textual.pilot.Pilot._wait_for_screen = _screen_settled  # type: ignore[method-assign,assignment]


def pytest_collection_finish() -> None:
    """Look for garbage seldom, and never among what was imported."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(400_000, 20, 20)
