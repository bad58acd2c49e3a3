"""The portfolio with 1,000 assessments beside the portfolio with 10: the first settled frame."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from run import GAPWIZARD, environment, first_frame, pair, tell, whole

FEW, MANY = 10, 1000
MOST = 2.0
"""Times as long the many may take."""


def portfolio(folder: Path, count: int) -> dict[str, str]:
    """Make a portfolio of the sample and its copies, with a fresh index.

    Gives the environment to run in.
    """
    from gapwizard.demo import sample
    from gapwizard.store import index

    env = environment(folder)
    data = folder / "data"
    name = sample.create(data)
    entries = index.read(data)
    row = entries[name]["row"]
    if not isinstance(row, dict):
        raise TypeError("a row of the index is an object")
    for number in range(len(entries), count):
        copy = data / f"client-{number:04}"
        shutil.copytree(data / name, copy)
        named = {**row, "id": copy.name, "name": f"Client {number}", "organisation": ""}
        entries[copy.name] = {"stamp": index.stamp_of(copy), "row": named}
    index.write(data, entries)
    return env


def measured(few: dict[str, str], many: dict[str, str]) -> bool:
    """Measure the portfolio on the screen and in `list`; gives whether the screen holds."""

    def frame(env: dict[str, str]) -> Callable[[], float]:
        return lambda: first_frame([GAPWIZARD], env)

    def listing(env: dict[str, str]) -> Callable[[], float]:
        return lambda: whole([GAPWIZARD, "list"], env)

    holds = tell("home with 1,000 assessments / with 10", *pair(frame(many), frame(few), 7), MOST)
    ours, theirs = pair(listing(many), listing(few), 11)
    print(
        f"{'list with 1,000 assessments, with 10':44} {1000 * ours:8.1f} ms {1000 * theirs:8.1f} ms"
    )
    return holds


def main() -> int:
    """Make both portfolios and measure them; exit 1 when the figure is missed."""
    with tempfile.TemporaryDirectory(prefix="gapwizard-bench-") as name:
        few, many = (portfolio(Path(name) / str(count), count) for count in (FEW, MANY))
        subprocess.run([GAPWIZARD, "list"], env=many, check=True, capture_output=True)
        return 0 if measured(few, many) else 1


if __name__ == "__main__":
    sys.exit(main())
