"""What safety costs, each figure beside its yardstick in the same run."""

import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tinydb import TinyDB

from cases.killing import slow_fsync
from cases.scenarios import NAME, prepared
from gapwizard.domain.assessment import About, Answer, Change
from gapwizard.domain.evidence import parse_item
from gapwizard.session.portfolio import listing as listings
from gapwizard.store import folder as store
from gapwizard.store import history, tables
from gapwizard.store.folder import AssessmentFolder
from gapwizard.store.writer import BackgroundWriter

QUESTIONS, LINES = 286, 5_000
NOTE = "a line of a note, as it is typed in an interview\n"
REAL_FSYNC = os.fsync
GAPWIZARD = str(Path(sys.executable).with_name("gapwizard"))


class Table:
    """Prints figures and remembers whether all hold."""

    good = True

    def tell(self, name: str, ours: float, theirs: float, most: float) -> None:
        """Print a figure beside its yardstick, both in seconds."""
        holds = ours <= most * theirs
        self.good &= holds
        print(
            f"{name:52} {1000 * ours:9.3f} ms {1000 * theirs:9.3f} ms  {ours / theirs:5.2f} "
            f"(at most {most})  {'ok' if holds else 'TOO SLOW'}",
            flush=True,
        )

    def count(self, name: str, found: float, most: float, unit: str = "") -> None:
        """Print a figure that has a limit of its own."""
        holds = found <= most
        self.good &= holds
        print(
            f"{name:52} {found:9.3f} {unit} (at most {most})  {'ok' if holds else 'MISSED'}",
            flush=True,
        )


def medians(runs: int, *works: Callable[[], float]) -> list[float]:
    """Measure some things in turn, so that what else the machine does meets them all."""
    for work in works:
        work()
    rows = [[work() for work in works] for _run in range(runs)]
    return [statistics.median(row[i] for row in rows) for i in range(len(works))]


def timed(work: Callable[[], object]) -> float:
    """The seconds of a call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def answer_act(
    revision: int, old: dict[str, dict[str, object]]
) -> tuple[history.HistoryEntry, Change]:
    """The act of one answer with two lines of notes."""
    name = f"8.6.1-Q{revision % QUESTIONS:03}"
    moment = datetime.now().astimezone().replace(microsecond=0)
    answer = Answer(
        rating="P",
        note=NOTE * (3 if revision % 10 == 0 else 2) + str(revision),
        evidence=(parse_item("document: DOC-045 v1.2"), parse_item("record[3/5]: tickets")),
        at=moment + timedelta(seconds=revision),
    )
    row = tables.row_of(answer)
    change = history.RowChange("answers", name, old.get(name), row)
    old[name] = row or {}
    act = history.HistoryEntry(
        revision, moment.isoformat(), "bench", "answer", f"{name} P note", (change,)
    )
    return act, Change("answers", name, answer)


def made(path: Path, lines: int) -> dict[str, dict[str, object]]:
    """Make an assessment whose history has so many lines; gives its answers."""
    about = About(
        name="Acme", questionnaire="q", questionnaire_version="1", created=datetime.now(UTC)
    )
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    first = history.RowChange("about", "about", None, tables.row_of(about))
    act = history.HistoryEntry(1, now, "bench", "create", "Acme", (first,))
    store.create(path, act)
    old: dict[str, dict[str, object]] = {}
    chain = history.encode(act, "")[1]
    written = []
    for revision in range(2, lines + 1):
        line, chain = history.encode(answer_act(revision, old)[0], chain)
        written.append(line)
    with (path / "history.jsonl").open("ab") as file:
        file.writelines(written)
    opened = AssessmentFolder(path, write=True)
    opened.checkpoint(opened.assessment)
    opened.close()
    return old


class Saver:
    """Saves answers in an open folder, one at a call."""

    def __init__(self, path: Path, lines: int) -> None:
        """Make an assessment and open it."""
        self.old = made(path, lines)
        self.folder = AssessmentFolder(path, write=True)

    def act(self) -> tuple[history.HistoryEntry, Change]:
        """The next act."""
        return answer_act(self.folder.revision + 1, self.old)

    def save(self) -> float:
        """Save one answer; gives the seconds."""
        act, change = self.act()
        seconds = timed(lambda: self.folder.append(act))
        self.folder.assessment = self.folder.assessment.with_changes([change])
        return seconds

    def checkpoint(self) -> float:
        """Save one answer and bring the file up; gives the seconds of the latter."""
        self.save()
        return timed(lambda: self.folder.checkpoint(self.folder.assessment))


def sqlite_commits(place: Path) -> Callable[[], float]:
    """A function that commits one row of the same size with `synchronous=FULL`."""
    database = sqlite3.connect(place / "yardstick.db", isolation_level=None)
    database.execute("pragma synchronous=FULL")
    database.execute("create table answers (id integer, row text)")
    row = json.dumps({"note": NOTE * 2, "evidence": ["document: DOC-045 v1.2", "record"]})
    return lambda: timed(lambda: database.execute("insert into answers values (?, ?)", (1, row)))


def saving(table: Table, place: Path) -> None:
    """Measure the saving of one answer and the checkpoint."""
    small, full = Saver(place / "small", 2), Saver(place / "full", LINES)
    few = place / "crowded"
    for number in range(1000):
        (few / f"a{number}").mkdir(parents=True)
    crowded = Saver(few / "one", 2)
    sqlite = sqlite_commits(place)
    ours, theirs, in_small, in_crowd = medians(200, full.save, sqlite, small.save, crowded.save)
    table.tell("answer saved / SQLite commit, synchronous=FULL", ours, theirs, 2)
    table.tell("the same, 5,000 lines / 2 lines of history", ours, in_small, 1.5)
    table.tell("the same, beside 1,000 assessments / alone", in_crowd, in_small, 1.5)
    flushes = []

    def counted(handle: int) -> None:
        flushes.append(handle)
        REAL_FSYNC(handle)

    os.fsync = counted
    full.save()
    os.fsync = REAL_FSYNC
    table.count("flushes of one answer", len(flushes), 1)
    stock = TinyDB(place / "stock.json", encoding="utf-8", ensure_ascii=False)
    rows = {"answers": dict(full.old), "about": {"about": {"name": "Acme"}}}
    ours, theirs = medians(60, full.checkpoint, lambda: timed(lambda: stock.storage.write(rows)))
    table.tell("checkpoint / stock TinyDB's write of the same rows", ours, theirs, 2)
    for saver in (small, full, crowded):
        saver.folder.close()


def waiting(table: Table, place: Path) -> None:
    """Measure how long the screen's thread is held while every flush takes 50 ms more."""
    saver = Saver(place / "slow", 300)
    os.fsync = slow_fsync(0.05)
    writer = BackgroundWriter(saver.folder, lambda: None)
    held, state = [], saver.folder.assessment
    revision = saver.folder.revision
    for _turn in range(60):
        revision += 1
        act, change = answer_act(revision, saver.old)
        state = state.with_changes([change])
        held.append(timed(lambda act=act, state=state: writer.submit(act, state)))
        time.sleep(0.02)
    writer.close()
    os.fsync = REAL_FSYNC
    table.count("longest hold of the screen, flushes 50 ms slower", 1000 * max(held), 16, "ms")


def opening(table: Table, place: Path) -> None:
    """Measure the opening of a full assessment."""
    folder = place / "full"

    def read() -> float:
        def work() -> None:
            json.loads((folder / "assessment.json").read_bytes())
            with (folder / "history.jsonl").open("rb") as file:
                for line in file:
                    json.loads(line)

        return timed(work)

    def open_it(*, write: bool) -> float:
        start = time.perf_counter()
        opened = AssessmentFolder(folder, write=write)
        seconds = time.perf_counter() - start
        opened.close()
        return seconds

    ours, reader, theirs = medians(
        15, lambda: open_it(write=True), lambda: open_it(write=False), read
    )
    table.tell("open a full assessment / json.load of its files", ours, theirs, 3)
    table.tell("the same, to read only", reader, theirs, 3)


def portfolio_of(data: Path, count: int) -> None:
    """Make a data folder with so many assessments, its index fresh."""
    prepared(data)
    for number in range(1, count):
        shutil.copytree(data / NAME, data / f"{NAME}-{number}")
    listings.all_rows(data)


def listing(table: Table, place: Path) -> None:
    """Measure `list` over 1,000 assessments and over 10."""
    for count in (10, 1000):
        portfolio_of(place / f"of-{count}" / "data", count)

    def run(count: int) -> Callable[[], float]:
        words = [GAPWIZARD, "--data", str(place / f"of-{count}" / "data"), "list"]
        return lambda: timed(lambda: subprocess.run(words, check=True, capture_output=True))

    ours, theirs = medians(9, run(1000), run(10))
    table.tell("list 1,000 assessments / list 10", ours, theirs, 10)


def measure(disk: Path, memory: Path) -> bool:
    """Measure every cost; gives whether all hold."""
    table = Table()
    print(f"{'':52} {'gapwizard':>12} {'yardstick':>12}  ratio")
    saving(table, disk)
    waiting(table, disk)
    opening(table, disk)
    listing(table, memory)
    return table.good
