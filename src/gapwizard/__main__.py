"""The command `gapwizard`, also as `python -m gapwizard`: runs the command line with a late collector."""

import gc
import sys


def main() -> None:
    """Run the command line and end the process with its exit code."""
    # The collector would run 40 times while models are made that stay anyway: 10 ms.
    gc.set_threshold(100_000, 20, 20)
    from gapwizard.cli.entry import run

    code = run(sys.argv[1:])
    gc.freeze()  # the process ends: collecting what it made would take 20 ms
    sys.exit(code)


if __name__ == "__main__":
    main()
