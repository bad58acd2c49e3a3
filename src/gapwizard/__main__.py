"""The command `gapwizard`, also as `python -m gapwizard`: runs the command line with a late collector."""

import gc
import sys


def main() -> None:
    """Run the command line and end the process with its exit code."""
    # What a command makes stays to its end, so that the collector would look it through for nothing:
    # 30 ms of a report. The app, which goes on, sets a limit of its own.
    gc.set_threshold(1_000_000, 20, 20)
    from gapwizard.cli.entry import run

    code = run(sys.argv[1:])
    gc.freeze()  # the process ends: collecting what it made would take 20 ms
    sys.exit(code)


if __name__ == "__main__":
    main()
