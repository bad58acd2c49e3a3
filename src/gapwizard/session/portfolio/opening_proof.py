"""A proof from a new process that assessments open: nothing this process knows can help it.

Run as a module it opens each folder named, with the passphrase given on standard input, and prints
a line of JSON for each: the digest of its rows, empty where it does not open.
"""

import hashlib
import json
import subprocess  # the same Python, our own module, no shell
import sys
from collections.abc import Sequence
from pathlib import Path

from gapwizard.errors import GapwizardError
from gapwizard.store import cipher, rows
from gapwizard.store.folder import AssessmentFolder


def digest(folder: Path) -> str:
    """The digest of the rows as they open here; empty where they do not."""
    try:
        opened = AssessmentFolder(folder, write=False)
    except GapwizardError:
        return ""
    return hashlib.sha256(rows.dump(opened.tables, opened.revision)).hexdigest()


def digests_anew(folders: Sequence[Path], passphrase: str) -> list[str]:
    """The digests of folders as a new process opens them. Raises OSError where none starts."""
    command = [sys.executable, "-P", "-m", __name__, *map(str, folders)]
    done = subprocess.run(  # noqa: S603 - no shell, our own module
        command, input=passphrase.encode(), stdout=subprocess.PIPE, check=False
    )
    try:
        return [str(json.loads(line)) for line in done.stdout.splitlines()]
    except ValueError:
        return []


def _main() -> None:
    passphrase = sys.stdin.buffer.read().decode()
    cipher.ask_with(lambda _name: passphrase)
    for folder in sys.argv[1:]:
        sys.stdout.write(json.dumps(digest(Path(folder))) + "\n")


if __name__ == "__main__":
    _main()
