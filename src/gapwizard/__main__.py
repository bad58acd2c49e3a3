"""`python -m gapwizard` and the command `gapwizard`."""

import sys


def main() -> None:
    """Run the command line and end the process with its exit code."""
    from gapwizard.cli.entry import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
