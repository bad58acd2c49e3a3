"""`make bench-faults`: kills, faults, damage and crowds; then what safety costs.

The figure to reach everywhere is 0 lost, 0 unreadable, 0 tracebacks. Stock TinyDB beside it is the
control: it must fail. Files lie below TMPDIR, on a real disk; what flushes nothing lies in memory.
"""

import argparse
import contextlib
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).resolve().parents[2] / "tests"
sys.path[:0] = [str(TESTS), str(Path(__file__).parent)]

import control  # noqa: E402 - found through the path above
import costs  # noqa: E402

from cases import damaging, killing  # noqa: E402
from cases.crowding import crowd  # noqa: E402
from cases.failing_disk import ERRORS  # noqa: E402
from cases.power_loss_runs import after_power_loss  # noqa: E402
from cases.scenarios import SCENARIOS, Outcome, every_call, prepared  # noqa: E402
from gapwizard.store import lock  # noqa: E402

SLOW = 0.005


class Sums:
    """Adds outcomes up and prints a line of them."""

    good = True

    def tell(self, name: str, count: int, outcomes: list[Outcome], since: float) -> None:
        """Print one line of the table."""
        sums = [
            sum(getattr(o, part) for o in outcomes) for part in ("lost", "unreadable", "tracebacks")
        ]
        self.good &= not any(sums)
        print(
            f"{name:52} {count:6} {sums[0]:6} {sums[1]:11} {sums[2]:11} "
            f"{time.perf_counter() - since:6.0f} s  {'ok' if not any(sums) else 'FAILED'}",
            flush=True,
        )
        for outcome in [o for o in outcomes if o.detail][:3]:
            print(f"    {outcome.detail.strip()[:300]}", flush=True)


@contextlib.contextmanager
def busy(place: Path) -> Iterator[None]:
    """Keep the disk busy: a process that writes and flushes without a pause."""
    child = os.fork()
    if child == 0:
        with (place / "busy").open("wb") as file:
            while True:
                file.seek(0)
                file.write(os.urandom(1 << 20) * 4)
                file.flush()
                os.fsync(file.fileno())
    try:
        yield
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def kills(sums: Sums, place: Path, scale: float) -> None:
    """Kill gapwizard and stock TinyDB, plainly, with slow flushes and with a busy disk."""
    prepared(place / "template" / "data")
    plans = (("kill -9", 500, 0.0), ("kill -9, 5 ms more a flush", 100, SLOW),
             ("kill -9, disk kept busy", 100, 0.0))  # fmt: skip
    for name, full, delay in plans:
        since, count = time.perf_counter(), round(full * scale)
        with busy(place) if "busy" in name else contextlib.nullcontext():
            found = [
                killing.trial(place / "template", place / f"{name}-{seed}", seed, flush_delay=delay)
                for seed in range(count)
            ]
        sums.tell(name, count, found, since)
    for name, full, delay in (("kill -9", 200, 0.0), ("kill -9, 5 ms more a flush", 50, SLOW)):
        count = round(full * scale)
        rows = [control.kill(place / f"stock-{delay}-{n}.json", n, delay) for n in range(count)]
        tell_control(name, count, rows)


failures = 0


def tell_control(name: str, count: int, rows: list[tuple[int, int]]) -> None:
    """Print one line of the control."""
    global failures  # noqa: PLW0603 - the control has failed or it has not
    unreadable, lost = (sum(row[i] for row in rows) for i in (0, 1))
    failures += bool(unreadable or lost)
    print(f"{'  stock TinyDB: ' + name:52} {count:6} {lost:6} {unreadable:11}", flush=True)


def crowds(sums: Sums, place: Path, scale: float) -> None:
    """Let four processes answer in one assessment, and two in a TinyDB file."""
    since, each = time.perf_counter(), round(200 * scale)
    prepared(place / "crowd" / "data")
    said, lost, doubled = crowd(place / "crowd" / "data", 4, each)
    outcome = Outcome()
    outcome.lost = lost + doubled + (said != 4 * each)
    sums.tell(f"4 processes, {each} answers each, one assessment", said, [outcome], since)
    rows = [control.two_writers(place / f"two-{n}.json") for n in range(20)]
    tell_control("2 processes, 40 answers each", 20, rows)


def faults(sums: Sums, place: Path) -> None:
    """Let every call of every scenario fail in every way, once and from then on."""
    prepared(place / "faults" / "data")
    for kind in ERRORS:
        since = time.perf_counter()
        found = [
            outcome
            for scenario in SCENARIOS
            for lasting in (False, True)
            for _number, _call, outcome in every_call(
                place, place / "faults", scenario, kind, lasting=lasting
            )
        ]
        sums.tell(f"every call fails: {kind}", len(found), found, since)
    since = time.perf_counter()
    found = []
    for scenario in [name for name in SCENARIOS if name != "conflict"]:
        found += after_power_loss(place / f"power-{scenario}", place / "faults", scenario, 6)
    sums.tell("power lost after every call", len(found), found, since)
    rows = [(control.full_disk(place / f"full-{n}.json"), 0) for n in range(10)]
    tell_control("full disk", 10, rows)


def damages(sums: Sums, place: Path, scale: float) -> None:
    """Damage files in every way."""
    since, count = time.perf_counter(), round(2000 * scale)
    states = damaging.prepare(place / "damaged")
    found = [
        damaging.trial(place / "damaged", states, place / f"damage-{seed}", seed)
        for seed in range(count)
    ]
    sums.tell("damaged files", count, found, since)


def main() -> int:
    """Run everything; exit 1 when a figure is missed or the control does not fail."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0, help="share of the full counts")
    parser.add_argument("--only", choices=("faults", "costs"), help="one half of it")
    chosen = parser.parse_args()
    lock.PATIENCE = 0.05
    fast = Path("/dev/shm")
    with (
        tempfile.TemporaryDirectory(prefix="gapwizard-faults-") as name,
        tempfile.TemporaryDirectory(dir=fast if fast.is_dir() else None) as other,
    ):
        disk, memory = Path(name), Path(other)
        os.environ["GAPWIZARD_CONFIG"] = str(memory / "config")
        good = True
        if chosen.only != "costs":
            sums = Sums()
            print(f"{'':52} {'cases':>6} {'lost':>6} {'unreadable':>11} {'tracebacks':>11}")
            kills(sums, disk, chosen.scale)
            crowds(sums, disk, chosen.scale)
            faults(sums, memory)
            damages(sums, memory, chosen.scale)
            good = sums.good and failures >= 3
            if failures < 3:
                print("the control did not fail: this run proves nothing")
            shutil.rmtree(memory / "damaged")
        if chosen.only != "faults":
            (disk / "costs").mkdir()
            (memory / "costs").mkdir()
            good &= costs.measure(disk / "costs", memory / "costs")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
