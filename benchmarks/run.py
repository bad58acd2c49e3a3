"""`make bench`: gapwizard beside its yardsticks, in one run on one machine.

Each pair is measured alternately, the median of the runs is taken, and the ratio is what counts.
"""

import compileall
import csv
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from terminal import Terminal

HERE = Path(__file__).parent
PYTHON = sys.executable
GAPWIZARD = str(Path(sys.executable).with_name("gapwizard"))
SMALL, MIDDLE, LARGE = (80, 24), (120, 40), (200, 50)
"""Columns and rows of the windows."""
RATINGS = ("F", "L", "P", "F", "N", "F", "L", "?")


def environment(folder: Path) -> dict[str, str]:
    """An environment in which byte code is kept and nothing of the user is touched."""
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {
        **env,
        "GAPWIZARD_DATA": str(folder / "data"),
        "GAPWIZARD_CONFIG": str(folder / "config"),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
    }


def full_assessment(folder: Path, env: dict[str, str], own: str = "") -> None:
    """Make an assessment with every question answered through the command line.

    Of our questionnaire, or of the one in the file `own`.
    """
    from gapwizard.session.session import Session

    named = ["--questionnaire", own] if own else []
    subprocess.run([GAPWIZARD, "new", "full", *named], env=env, check=True, capture_output=True)
    questionnaire = Session.open(folder / "data", "full", write=False).questionnaire
    file = folder / "answers.csv"
    with file.open("w", newline="", encoding="utf-8") as target:
        writer = csv.writer(target)
        writer.writerow(["question", "rating", "note", "evidence"])
        for i, name in enumerate(questionnaire.questions):
            rating = RATINGS[i % len(RATINGS)]
            writer.writerow(
                [name, rating, f"note on {name}", "document: DOC-045 v1.2; record[3/5]: tickets"]
            )
    subprocess.run(
        [GAPWIZARD, "import", "full", str(file)], env=env, check=True, capture_output=True
    )


def whole(command: Sequence[str], env: dict[str, str]) -> float:
    """The seconds of one whole process."""
    start = time.perf_counter()
    subprocess.run(command, env=env, check=True, capture_output=True)
    return time.perf_counter() - start


def pair(ours: Callable[[], float], theirs: Callable[[], float], runs: int) -> tuple[float, float]:
    """Measure two things alternately and give the medians, in seconds."""
    ours(), theirs()
    rows = [(ours(), theirs()) for _run in range(runs)]
    return statistics.median(a for a, _b in rows), statistics.median(b for _a, b in rows)


def tell(name: str, ours: float, theirs: float, most: float) -> bool:
    """Print one line; gives whether it holds."""
    ratio = ours / theirs
    verdict = "ok" if ratio <= most else "TOO SLOW"
    print(
        f"{name:44} {1000 * ours:8.1f} ms {1000 * theirs:8.1f} ms  {ratio:5.2f} (at most {most})  {verdict}",
        flush=True,
    )
    return ratio <= most


def first_frame(command: Sequence[str], env: dict[str, str]) -> float:
    """The seconds from the start of an app to its first settled frame."""
    with Terminal(command, *MIDDLE, env) as terminal:
        return terminal.settle(terminal.started)


WALK = {
    "next": b" ", "next clause": b"]", "clause before": b"[", "follow-up flag": b"*", "undo": b"u",
    "recurring": b"r", "maturity": b"m", "its level": b"2",
}  # fmt: skip
"""Keys of the interview beside the digits."""


def slowest_key(command: Sequence[str], env: dict[str, str]) -> tuple[str, float]:
    """The slowest key of the interview and its median seconds to the settled frame."""
    times: dict[str, list[float]] = {name: [] for name in WALK}
    with Terminal(command, *MIDDLE, env) as terminal:
        terminal.settle(terminal.started)
        terminal.press(b"\r")
        for _run in range(5):
            for name, key in WALK.items():
                times[name].append(terminal.press(key))
    medians = {name: statistics.median(found) for name, found in times.items()}
    worst = max(medians, key=lambda name: medians[name])
    return worst, medians[worst]


def idle(command: Sequence[str], env: dict[str, str]) -> float:
    """The share of a core that the app uses in an open assessment when it is left alone."""
    with Terminal(command, *MIDDLE, env) as terminal:
        terminal.settle(terminal.started)
        terminal.press(b"\r")
        time.sleep(3)
        return terminal.busy(20)


def keys(
    command: Sequence[str],
    env: dict[str, str],
    *,
    opening: bytes = b"",
    count: int = 25,
    size: tuple[int, int] = MIDDLE,
) -> float:
    """The median seconds from a rating key to the settled frame; `opening` comes before."""
    with Terminal(command, *size, env) as terminal:
        terminal.settle(terminal.started)
        if opening:
            terminal.press(opening)
        times = [terminal.press(b"1234"[i % 4 : i % 4 + 1]) for i in range(count)]
    return statistics.median(times)


def diagnosing(folder: Path) -> float:
    """The median seconds of one diagnosis of the full assessment."""
    from gapwizard.domain.diagnosis import diagnose
    from gapwizard.session.session import Session

    session = Session.open(folder / "data", "full", write=False)
    times = []
    for _run in range(200):
        start = time.perf_counter()
        diagnose(session.questionnaire, session.assessment, date(2026, 11, 20))
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> int:
    """Measure everything and print a table; exit 1 when a figure is missed."""
    for package in (HERE.parent / "src", HERE):
        compileall.compile_dir(package, quiet=1)
    with tempfile.TemporaryDirectory(prefix="gapwizard-bench-") as name:
        folder = Path(name)
        env = environment(folder)
        full_assessment(folder, env)
        click = [PYTHON, "-c", "import click"]
        three = [PYTHON, "-c", "import click, pydantic, jinja2"]
        label, card = ([PYTHON, str(HERE / f"yardstick_{x}.py")] for x in ("label", "card"))
        target = str(folder / "report.md")

        def fresh() -> dict[str, str]:
            """Forget where the app was left, so that every run begins at home."""
            (folder / "config" / "settings.json").unlink(missing_ok=True)
            return env

        print(f"{'':44} {'gapwizard':>11} {'yardstick':>11}  ratio")
        good = [
            tell(
                "--help / import click",
                *pair(lambda: whole([GAPWIZARD, "--help"], env), lambda: whole(click, env), 21),
                1.5,
            ),
            tell(
                "list / import click",
                *pair(lambda: whole([GAPWIZARD, "list"], env), lambda: whole(click, env), 21),
                2.5,
            ),
            tell(
                "report / import click, pydantic, jinja2",
                *pair(
                    lambda: whole([GAPWIZARD, "report", "full", "-o", target, "--force"], env),
                    lambda: whole(three, env),
                    11,
                ),
                3,
            ),
            tell(
                "first settled frame / one label",
                *pair(lambda: first_frame([GAPWIZARD], env), lambda: first_frame(label, env), 7),
                1.6,
            ),
            tell(
                "rating key, saved / tree and card",
                *pair(
                    lambda: keys([GAPWIZARD], fresh(), opening=b"\r"), lambda: keys(card, env), 5
                ),
                2,
            ),
        ]

        def rating(size: tuple[int, int]) -> float:
            """The seconds of a rating key in a window."""
            return keys([GAPWIZARD], fresh(), opening=b"\r", size=size)

        for size in (SMALL, LARGE):
            which = "rating key at {}x{} / tree and card there".format(*size)
            theirs = partial(keys, card, env, size=size)
            good.append(tell(which, *pair(partial(rating, size), theirs, 3), 0.5))
        which, slowest = slowest_key([GAPWIZARD], fresh())
        good.append(
            tell(f"slowest other key ({which}) / tree and card", slowest, keys(card, env), 1.3)
        )
        share = idle([GAPWIZARD], fresh())
        good.append(share < 0.01)
        print(
            f"{'left alone for 20 s':44} {100 * share:8.2f} %   (under 1 % of a core)  {'ok' if good[-1] else 'TOO BUSY'}"
        )
        seconds = diagnosing(folder)
        good.append(seconds <= 0.005)
        print(
            f"{'diagnose(), full assessment':44} {1000 * seconds:8.2f} ms  (at most 5 ms)  {'ok' if good[-1] else 'TOO SLOW'}"
        )
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
