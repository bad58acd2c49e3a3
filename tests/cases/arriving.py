"""A bundle taken in: the id that its assessment has here."""

from collections.abc import Callable
from pathlib import Path

from gapwizard.session.handover import collection_in


def taken_in(
    data: Path, file: Path, passphrase: Callable[[], str], *, dry_run: bool = False
) -> str:
    """Take a bundle in and give the id of what came of it."""
    ((_old, here),) = collection_in.take_in(data, file, passphrase, dry_run=dry_run).made
    return here
