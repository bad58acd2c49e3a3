"""What many tests begin with, made once in each process and copied from then on."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from gapwizard import i18n, settings
from gapwizard.store import lock

_MADE: dict[tuple[object, ...], tuple[Path, str]] = {}


def once(data: Path, what: tuple[object, ...], make: Callable[[Path], str]) -> str:
    """An assessment in `data` as `make` makes it there, and its id; `what` tells one from another.

    Into an empty folder what was made of it once is copied. Its history says who made it, when and
    in which words, so that these belong to `what`; a test that looks at the minute makes its own.
    """
    if data.exists() and any(data.iterdir()):
        return make(data)
    now = datetime.now().astimezone()
    key = (
        *what,
        now.date(),
        now.tzname(),
        lock.now()[:10],
        lock.user(),
        settings.load(),
        i18n.language(),
    )
    if key not in _MADE:
        folder = (
            Path(
                tempfile.mkdtemp(
                    prefix="gapwizard-made-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")
                )
            )
            / "data"
        )
        _MADE[key] = folder, make(folder)
        atexit.register(shutil.rmtree, folder.parent, ignore_errors=True)
    folder, name = _MADE[key]
    shutil.copytree(folder, data, dirs_exist_ok=True)
    return name
