"""Fuzz every parser with atheris: `make fuzz SECONDS=60`, or one: `run.py words 60`.

Prints executions and crashes; an input that crashed is kept beside this file.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
FOUND = HERE / "found"


def one(name: str, seconds: int) -> int:
    """Fuzz one parser in this process, as libFuzzer does: it never returns."""
    import atheris

    with atheris.instrument_imports(include=["gapwizard"]):
        from parsers import PARSERS
    call, seeds = PARSERS[name]
    corpus = Path(tempfile.mkdtemp(prefix=f"fuzz-{name}-"))
    for number, seed in enumerate(seeds):
        (corpus / str(number)).write_bytes(seed)
    FOUND.mkdir(exist_ok=True)
    options = [
        f"-max_total_time={seconds}", "-timeout=30", "-rss_limit_mb=2000", "-max_len=4000",
        f"-artifact_prefix={FOUND}/{name}-", "-verbosity=1", "-print_final_stats=1",
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options, str(corpus)], call)
    atheris.Fuzz()
    return 0


def names() -> list[str]:
    """The parsers, without atheris."""
    sys.path.insert(0, str(HERE))
    from parsers import PARSERS

    return list(PARSERS)


def every(seconds: int) -> int:
    """Fuzz one parser after another, each in a process of its own; gives how many crashed."""
    crashed = 0
    print(f"{'parser':<15}{'executions':>12}  outcome")
    for name in names():
        ran = subprocess.run(
            [sys.executable, __file__, name, str(seconds)], capture_output=True, check=False
        )
        said = ran.stderr.decode("utf-8", "replace")
        runs = [line.split()[-1] for line in said.splitlines() if "number_of_executed" in line]
        crashed += ran.returncode != 0
        print(f"{name:<15}{runs[-1] if runs else '?':>12}  {'CRASHED' if ran.returncode else 'ok'}")
        if ran.returncode:
            print("\n".join(said.splitlines()[-25:]))
    return crashed


if __name__ == "__main__":
    if len(sys.argv) > 2:
        sys.exit(one(sys.argv[1], int(sys.argv[2])))
    sys.exit(every(int(sys.argv[1]) if len(sys.argv) > 1 else 60))
